"""Regressions of one respondent-level outcome, clustered by municipality; Firth where cells are thin."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import chi2
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM

from wijkteams.models import firth
from wijkteams.models.checks import (
    THIN_CELL,
    ModelRefused,
    Separated,
    as_regression,
    is_thin,
    refuse_bad_fit,
    refuse_undetermined,
)
from wijkteams.models.design import Design
from wijkteams.statistics._arrays import as_reals, critical_value

FloatArray = NDArray[np.float64]

LOGIT, FIRTH, POISSON = "logit", "firth", "poisson"


@dataclass(frozen=True)
class Fit:
    """Coefficients with a covariance that is valid for the estimator.

    Attributes
    ----------
    estimator : str
        `LOGIT`, `FIRTH` or `POISSON`.
    outcome : numpy.ndarray
        What was explained, one for each respondent.
    coefficients, covariance : numpy.ndarray
        In the order of the columns of the design.
    limits : numpy.ndarray
        Interval of each coefficient, shape (columns, 2): Wald, or profile penalised likelihood for Firth.
    confidence : float
        Confidence level of the limits.
    """

    estimator: str
    outcome: FloatArray
    coefficients: FloatArray
    covariance: FloatArray
    limits: FloatArray
    confidence: float


@dataclass(frozen=True)
class Effect:
    """An average marginal effect: the difference of two shares (or counts), each averaged over all who answered.

    Attributes
    ----------
    difference, low, high : float
        The effect with its interval.
    share, reference_share : float
        Were everyone of the level, and of the level of reference.
    """

    difference: float
    low: float
    high: float
    share: float
    reference_share: float


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
    ValueError
        If the municipality of an answer is missing or there is only one, if an outcome, a weight or the confidence
        cannot be, or the estimator is not known.

    Notes
    -----
    The covariance is the cluster sandwich with the factor G/(G-1)·(n-1)/(n-k) (Liang and Zeger 1986), as R's
    ``vcovCL`` of type HC1. It is computed here because statsmodels does not support it with weights.
    """
    if estimator not in {LOGIT, POISSON}:
        raise ValueError(f"estimator must be {LOGIT} or {POISSON}, got {estimator!r}")
    critical = critical_value(confidence)
    matrix = design.matrix.to_numpy()
    outcome, matrix = as_regression(outcome, matrix, np.inf if estimator == POISSON else 1.0)
    _refuse_clusters(clusters, matrix)
    if weights is not None:
        weights = _as_weights(weights, len(outcome))
    refuse_undetermined(outcome, matrix)
    family = families.Poisson() if estimator == POISSON else families.Binomial()
    scaled = np.ones(len(outcome)) if weights is None else weights / weights.mean()
    result = GLM(outcome, matrix, family=family, var_weights=scaled).fit()
    refuse_bad_fit(result, name)
    covariance = _sandwich(outcome, matrix, result.mu, family.variance(result.mu), scaled, clusters)
    spread = critical * np.sqrt(np.diag(covariance))
    limits = np.column_stack([result.params - spread, result.params + spread])
    return Fit(estimator, outcome, np.asarray(result.params), covariance, limits, confidence)


def _refuse_clusters(clusters: NDArray[Any], matrix: FloatArray) -> None:
    """Refuse rows without a cluster, and so few of them that their spread is not defined."""
    if len(clusters) != len(matrix) or pd.isna(clusters).any():
        raise ValueError("an answer without a municipality")
    if len(pd.unique(clusters)) < 2:
        raise ValueError(
            "all answers are of one municipality: they tell nothing of how municipalities differ"
        )
    if len(matrix) <= matrix.shape[1]:
        raise ModelRefused(
            f"{len(matrix)} answers for {matrix.shape[1]} columns",
            f"{len(matrix)} antwoorden voor {matrix.shape[1]} kolommen",
        )


def _as_weights(weights: FloatArray, rows: int) -> FloatArray:
    weights = as_reals("weights", weights)
    if weights.shape != (rows,) or np.any(weights <= 0):
        raise ValueError("every answer needs a positive weight")
    return weights


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
    ValueError
        As in `fit_clustered`.
    """
    outcome, matrix = as_regression(outcome, design.matrix.to_numpy())
    refuse_undetermined(outcome, matrix)
    coefficients, limits = firth.estimate(outcome, matrix, confidence)
    share = _inverse_link(matrix @ coefficients, FIRTH)
    information = matrix.T @ (matrix * (share * (1 - share))[:, None])
    covariance = np.asarray(np.linalg.inv(information), dtype=np.float64)
    return Fit(FIRTH, outcome, coefficients, covariance, limits, confidence)


def fit_shortfall(
    outcome: FloatArray,
    design: Design,
    clusters: NDArray[Any],
    confidence: float = 0.95,
    name: str = "regression",
    thin_cell: int = THIN_CELL,
) -> Fit:
    """Fit the clustered logistic regression, or Firth's where a cell is thin or the data are separated.

    Parameters
    ----------
    outcome, design, clusters, confidence, name
        As in `fit_clustered`.
    thin_cell : int
        With fewer answers of either kind in a level of the design, Firth's is used.

    Returns
    -------
    Fit
        Its estimator says which one it was.

    Raises
    ------
    ModelRefused
        If neither can be fitted.
    ValueError
        As in `fit_clustered`.
    """
    _refuse_clusters(clusters, design.matrix.to_numpy())
    if is_thin(outcome, design.groups, thin_cell):
        return fit_firth(outcome, design, confidence)
    try:
        return fit_clustered(outcome, design, clusters, LOGIT, confidence, name=name)
    except Separated:
        return fit_firth(outcome, design, confidence)


def marginal_effect(
    fit: Fit, design: Design, column: str, weights: FloatArray | None = None
) -> Effect:
    """Average marginal effect of a level against its level of reference, with its interval.

    Parameters
    ----------
    fit : Fit
        The estimates.
    design : Design
        The right-hand side that was fitted.
    column : str
        A level of a categorical variable.
    weights : numpy.ndarray of float, optional
        Response weights.

    Returns
    -------
    Effect
        As shares, or as counts for `POISSON`. The interval is that of the delta method; for Firth's regression
        it runs between the effects at both ends of the profile interval of the coefficient, the other
        coefficients at their best, so that effect and coefficient exclude zero together.

    Raises
    ------
    ValueError
        If there is no such level, or a weight cannot be.

    Notes
    -----
    Averaged over the municipalities that answered (Bartus 2005, Stata Journal 5, 309-329).
    """
    siblings: tuple[str, ...] = next(
        (each for each in design.dummies.values() if column in each), ()
    )
    if not siblings:
        raise ValueError(f"no level {column!r} in the design")
    if weights is not None:
        weights = _as_weights(weights, len(design.matrix))
    reference = design.matrix.to_numpy(copy=True)
    reference[:, [design.place(each) for each in siblings]] = 0.0
    of_level = reference.copy(order="K")
    of_level[:, design.place(column)] = 1.0
    ends = of_level, reference

    def shares(coefficients: FloatArray) -> list[float]:
        return [
            float(np.average(_inverse_link(part @ coefficients, fit.estimator), weights=weights))
            for part in ends
        ]

    share, reference_share = shares(fit.coefficients)
    difference = share - reference_share
    if fit.estimator == FIRTH:
        place, matrix = design.place(column), design.matrix.to_numpy()
        found = [
            shares(firth.maximise(fit.outcome, matrix, {place: limit})[0])
            for limit in fit.limits[place]
        ]
        low, high = (one - other for one, other in found)
        return Effect(difference, low, high, share, reference_share)
    slopes = [_slope(part @ fit.coefficients, fit.estimator)[:, None] * part for part in ends]
    gradient = np.average(slopes[0] - slopes[1], axis=0, weights=weights)
    margin = critical_value(fit.confidence) * float(np.sqrt(gradient @ fit.covariance @ gradient))
    return Effect(difference, difference - margin, difference + margin, share, reference_share)


def joint_test(fit: Fit, design: Design, variable: str) -> float:
    """P-value of the test that all levels of a variable have the same outcome.

    Parameters
    ----------
    fit, design
        As in `marginal_effect`.
    variable : str
        A key of ``design.dummies``.

    Returns
    -------
    float
        Of the clustered Wald test, or of the penalised likelihood ratio for Firth's regression.

    Raises
    ------
    ValueError
        If there is no such variable.
    ModelRefused
        If the clusters are too few for the covariance of so many levels.
    """
    if not design.dummies.get(variable):
        raise ValueError(f"no levels of {variable!r} in the design")
    places = [design.place(name) for name in design.dummies[variable]]
    if fit.estimator == FIRTH:
        return firth.likelihood_ratio_p(fit.outcome, design.matrix.to_numpy(), places)
    chosen = fit.coefficients[places]
    covariance = fit.covariance[np.ix_(places, places)]
    # fewer municipalities than levels leave a covariance that says that some difference is known for certain
    if np.linalg.matrix_rank(covariance, hermitian=True) < len(places):
        raise ModelRefused(
            "too few municipalities for a test", "te weinig gemeenten voor een toets"
        )
    statistic = chosen @ np.linalg.solve(covariance, chosen)
    return float(chi2.sf(statistic, len(places)))


def _inverse_link(linear: FloatArray, estimator: str) -> FloatArray:
    return np.exp(linear) if estimator == POISSON else 1 / (1 + np.exp(-linear))


def _slope(linear: FloatArray, estimator: str) -> FloatArray:
    """First derivative of the inverse link."""
    mean = _inverse_link(linear, estimator)
    return mean if estimator == POISSON else mean * (1 - mean)
