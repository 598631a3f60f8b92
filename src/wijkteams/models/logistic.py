"""Regressions of one respondent-level outcome, clustered by municipality; Firth where cells are thin."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import chi2, norm
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM

from wijkteams.models.checks import ModelRefused, is_thin, refuse_bad_fit

FloatArray = NDArray[np.float64]

LOGIT, FIRTH, POISSON = "logit", "firth", "poisson"


@dataclass(frozen=True)
class Design:
    """The right-hand side of a regression.

    Attributes
    ----------
    matrix : pandas.DataFrame
        One row for each respondent and a first column ``intercept``.
    dummies : mapping of str to tuple of str
        Categorical variable to its columns, one for each level but the reference; the rest are numbers.
    """

    matrix: pd.DataFrame
    dummies: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Fit:
    """Coefficients with a covariance that is valid for the estimator.

    Attributes
    ----------
    estimator : str
        `LOGIT`, `FIRTH` or `POISSON`.
    coefficients, covariance : numpy.ndarray
        In the order of the columns of the design.
    limits : numpy.ndarray
        Interval of each coefficient, shape (columns, 2): Wald, or profile penalised likelihood for Firth.
    """

    estimator: str
    coefficients: FloatArray
    covariance: FloatArray
    limits: FloatArray


def make_design(
    respondents: pd.DataFrame, categories: dict[str, str], numbers: tuple[str, ...]
) -> Design:
    """Build the design matrix.

    Parameters
    ----------
    respondents : pandas.DataFrame
        Complete rows.
    categories : dict of str to str
        Categorical column to its reference level. Levels that do not occur, and variables with one level, are
        left out.
    numbers : tuple of str
        Columns of numbers.

    Returns
    -------
    Design
        Columns are ``variable[level]``, levels sorted.

    Raises
    ------
    ModelRefused
        If a reference level does not occur, or nothing varies.
    """
    columns: dict[str, Any] = {"intercept": np.ones(len(respondents))}
    dummies: dict[str, tuple[str, ...]] = {}
    for name, reference in categories.items():
        levels = sorted(set(respondents[name]))
        if len(levels) < 2:
            continue
        if reference not in levels:
            raise ModelRefused(f"{name}: no municipality has the reference level {reference}")
        others = [level for level in levels if level != reference]
        dummies[name] = tuple(f"{name}[{level}]" for level in others)
        for level in others:
            columns[f"{name}[{level}]"] = respondents[name].eq(level).to_numpy(dtype=float)
    for name in numbers:
        if respondents[name].nunique() > 1:
            columns[name] = respondents[name].to_numpy(dtype=float)
    if len(columns) < 2:
        raise ModelRefused("nothing varies between the municipalities")
    return Design(pd.DataFrame(columns, index=respondents.index), dummies)


def fit_clustered(
    outcome: FloatArray,
    design: Design,
    clusters: NDArray[Any],
    estimator: str = LOGIT,
    confidence: float = 0.95,
    weights: FloatArray | None = None,
    name: str = "regression",
) -> Fit:
    """Fit a logistic (or Poisson) regression with a covariance clustered by municipality.

    Parameters
    ----------
    outcome : numpy.ndarray of float
        0 or 1; a count for `POISSON`.
    design : Design
        The right-hand side.
    clusters : numpy.ndarray
        Municipality of each row, after mergers.
    estimator : str
        `LOGIT` or `POISSON`.
    confidence : float
        Confidence level of the intervals, between 0 and 1.
    weights : numpy.ndarray of float, optional
        Response weights; scaled to a mean of 1.
    name : str
        What the model is, for the message.

    Returns
    -------
    Fit
        Estimates with Wald intervals.

    Raises
    ------
    ModelRefused
        If the fit does not converge, is separated or loses rank.

    Notes
    -----
    The covariance is the cluster sandwich with the factor G/(G-1)·(n-1)/(n-k) (Liang and Zeger 1986), as R's
    ``vcovCL`` of type HC1. It is computed here because statsmodels does not support it with weights.
    """
    family = families.Poisson() if estimator == POISSON else families.Binomial()
    scaled = np.ones(len(outcome)) if weights is None else weights / weights.mean()
    matrix = design.matrix.to_numpy()
    result = GLM(outcome, matrix, family=family, var_weights=scaled).fit()
    refuse_bad_fit(result, name)
    covariance = _sandwich(outcome, matrix, result.mu, family.variance(result.mu), scaled, clusters)
    critical = norm.ppf(0.5 + confidence / 2)
    spread = critical * np.sqrt(np.diag(covariance))
    limits = np.column_stack([result.params - spread, result.params + spread])
    return Fit(estimator, np.asarray(result.params), covariance, limits)


def _sandwich(
    outcome: FloatArray,
    matrix: FloatArray,
    mean: FloatArray,
    variance: FloatArray,
    weights: FloatArray,
    clusters: NDArray[Any],
) -> FloatArray:
    """Cluster-robust covariance of a generalised linear model with its canonical link."""
    bread = np.linalg.inv(matrix.T @ (matrix * (weights * variance)[:, None]))
    codes = pd.factorize(clusters)[0]
    totals = np.zeros((codes.max() + 1, matrix.shape[1]))
    np.add.at(totals, codes, matrix * (weights * (outcome - mean))[:, None])
    (groups, _), (n, k) = totals.shape, matrix.shape
    correction = groups / (groups - 1) * (n - 1) / (n - k)
    return np.asarray(correction * bread @ (totals.T @ totals) @ bread)


def fit_firth(outcome: FloatArray, design: Design, confidence: float = 0.95) -> Fit:
    """Fit Firth's penalised logistic regression, for thin or separated cells.

    Parameters
    ----------
    outcome, design, confidence
        As in `fit_clustered`.

    Returns
    -------
    Fit
        Estimates with profile penalised likelihood intervals. They treat the answers of one municipality in
        several waves as independent.

    Raises
    ------
    ModelRefused
        If the fit or an interval does not converge, the design lost rank, or everyone gave the same answer.

    References
    ----------
    Firth (1993), Biometrika 80, 27-38; Heinze and Schemper (2002), Statistics in Medicine 21, 2409-2419.
    """
    from firthmodels import FirthLogisticRegression  # noqa: PLC0415 (heavy, only where used)

    if len(np.unique(outcome)) < 2:
        raise ModelRefused("everyone gave the same answer")
    matrix = design.matrix.to_numpy()
    if np.linalg.matrix_rank(matrix) < matrix.shape[1]:
        raise ModelRefused("the design lost rank")
    fit = FirthLogisticRegression(backend="numpy", max_iter=200).fit(matrix[:, 1:], outcome)
    if not fit.converged_:
        raise ModelRefused("Firth's logistic regression did not converge")
    coefficients = np.concatenate([[fit.intercept_], fit.coef_])
    limits = np.asarray(fit.conf_int(alpha=1 - confidence, method="pl"), dtype=np.float64)
    if not np.isfinite(limits).all():
        raise ModelRefused("the intervals of Firth's logistic regression did not converge")
    share = _inverse_link(matrix @ coefficients, FIRTH)
    information = matrix.T @ (matrix * (share * (1 - share))[:, None])
    covariance = np.asarray(np.linalg.inv(information), dtype=np.float64)
    # The library gives the intercept last.
    return Fit(FIRTH, coefficients, covariance, np.roll(limits, 1, axis=0))


def fit_shortfall(
    outcome: FloatArray,
    design: Design,
    clusters: NDArray[Any],
    confidence: float = 0.95,
    name: str = "regression",
) -> Fit:
    """Fit the clustered logistic regression, or Firth's where a cell is thin or the data are separated.

    Parameters
    ----------
    outcome, design, clusters, confidence, name
        As in `fit_clustered`.

    Returns
    -------
    Fit
        Its estimator says which one it was.

    Raises
    ------
    ModelRefused
        If neither can be fitted.
    """
    columns = [name for names in design.dummies.values() for name in names]
    if not is_thin(outcome, design.matrix[columns].to_numpy()):
        try:
            return fit_clustered(outcome, design, clusters, LOGIT, confidence, name=name)
        except ModelRefused as refused:
            if "separated" not in str(refused):
                raise
    return fit_firth(outcome, design, confidence)


def marginal_effect(
    fit: Fit,
    design: Design,
    column: str,
    confidence: float = 0.95,
    weights: FloatArray | None = None,
) -> tuple[float, float, float]:
    """Average marginal effect of a column on the outcome, with its interval by the delta method.

    Parameters
    ----------
    fit : Fit
        The estimates.
    design : Design
        The right-hand side that was fitted.
    column : str
        A level of a categorical variable (change from the reference level) or a number (one unit more: the
        derivative).
    confidence : float
        Confidence level, between 0 and 1.
    weights : numpy.ndarray of float, optional
        Response weights.

    Returns
    -------
    (float, float, float)
        Effect, lower and upper limit: as a share, or as a count for `POISSON`.

    Notes
    -----
    Averaged over the municipalities that answered (Bartus 2005, Stata Journal 5, 309-329).
    """
    matrix = design.matrix
    siblings = next((names for names in design.dummies.values() if column in names), None)
    if siblings is None:
        place = list(matrix.columns).index(column)
        linear = matrix.to_numpy() @ fit.coefficients
        slope, curve = _derivatives(linear, fit.estimator)
        effects = slope * fit.coefficients[place]
        gradients = (curve * fit.coefficients[place])[:, None] * matrix.to_numpy()
        gradients[:, place] += slope
    else:
        low = matrix.assign(**dict.fromkeys(siblings, 0.0))
        high = low.assign(**{column: 1.0})
        ends = [(part.to_numpy(), part.to_numpy() @ fit.coefficients) for part in (low, high)]
        effects = _inverse_link(ends[1][1], fit.estimator) - _inverse_link(
            ends[0][1], fit.estimator
        )
        slopes = [_derivatives(linear, fit.estimator)[0][:, None] * part for part, linear in ends]
        gradients = slopes[1] - slopes[0]
    effect = float(np.average(effects, weights=weights))
    gradient = np.average(gradients, axis=0, weights=weights)
    spread = norm.ppf(0.5 + confidence / 2) * np.sqrt(gradient @ fit.covariance @ gradient)
    return effect, float(effect - spread), float(effect + spread)


def joint_test(fit: Fit, design: Design, variable: str) -> float:
    """P-value of the Wald test that all levels of a categorical variable have the same outcome."""
    places = [list(design.matrix.columns).index(name) for name in design.dummies[variable]]
    chosen = fit.coefficients[places]
    statistic = chosen @ np.linalg.solve(fit.covariance[np.ix_(places, places)], chosen)
    return float(chi2.sf(statistic, len(places)))


def _inverse_link(linear: FloatArray, estimator: str) -> FloatArray:
    return np.exp(linear) if estimator == POISSON else 1 / (1 + np.exp(-linear))


def _derivatives(linear: FloatArray, estimator: str) -> tuple[FloatArray, FloatArray]:
    """First and second derivative of the inverse link."""
    mean = _inverse_link(linear, estimator)
    if estimator == POISSON:
        return mean, mean
    return mean * (1 - mean), mean * (1 - mean) * (1 - 2 * mean)
