"""Firth's penalised logistic regression: estimates, profile intervals and penalised likelihood-ratio tests."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

from wijkteams.models.checks import ModelRefused, as_regression
from wijkteams.statistics._arrays import as_reals, as_whole, tail_of

FloatArray = NDArray[np.float64]


def estimate(
    outcome: FloatArray, matrix: FloatArray, confidence: float
) -> tuple[FloatArray, FloatArray]:
    """Estimate the coefficients with their profile penalised likelihood intervals.

    Parameters
    ----------
    outcome : numpy.ndarray of float, shape (n,)
        0 or 1, not all the same.
    matrix : numpy.ndarray of float, shape (n, k)
        The right-hand side, of full rank, with a first column of ones.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    (numpy.ndarray, numpy.ndarray)
        Coefficients, shape (k,), and limits, shape (k, 2).

    Raises
    ------
    ModelRefused
        If the estimate or an interval does not converge.
    ValueError
        As in `checks.as_regression`, or a confidence outside (0, 1).

    References
    ----------
    Firth (1993), Biometrika 80, 27-38; Heinze and Schemper (2002), Statistics in Medicine 21, 2409-2419.
    """
    as_regression(outcome, matrix)
    tail_of(confidence)
    from firthmodels import FirthLogisticRegression  # noqa: PLC0415 (heavy, only where used)

    fit = FirthLogisticRegression(backend="numpy", max_iter=200).fit(matrix[:, 1:], outcome)
    # Where a type is separated its limit lies far out: the 25 steps of the library do not reach it.
    limits = np.asarray(
        fit.conf_int(alpha=1 - confidence, method="pl", max_iter=500), dtype=np.float64
    )
    if not (fit.converged_ and np.isfinite(limits).all()):
        raise ModelRefused(
            "the penalised regression did not converge",
            "de gepenaliseerde regressie convergeert niet",
        )
    # The library gives the intercept last.
    return np.concatenate([[fit.intercept_], fit.coef_]), np.roll(limits, 1, axis=0)


def maximise(
    outcome: FloatArray, matrix: FloatArray, fixed: Mapping[int, float]
) -> tuple[FloatArray, float]:
    """Maximise the penalised likelihood with some coefficients held where they are.

    Parameters
    ----------
    outcome, matrix
        As in `estimate`.
    fixed : mapping of int to float
        Place of a coefficient to its value.

    Returns
    -------
    (numpy.ndarray, float)
        All coefficients, and log L + ½ log |X'WX| there. The penalty is that of the whole design whatever is
        fixed; that of a smaller design would not compare.

    Raises
    ------
    ModelRefused
        If it does not converge.
    ValueError
        As in `checks.as_regression`, or a coefficient that there is not.
    """
    as_regression(outcome, matrix)
    as_reals("fixed", list(fixed.values()))
    if not all(as_whole("place", place) < matrix.shape[1] for place in fixed):
        raise ValueError(f"no coefficients {list(fixed)} among {matrix.shape[1]}")
    beta = np.zeros(matrix.shape[1])
    beta[list(fixed)] = list(fixed.values())
    free = np.array([place for place in range(len(beta)) if place not in fixed], dtype=int)
    value, score, information = _penalised(outcome, matrix, beta)
    for _ in range(200):
        if not np.isfinite(value):
            break
        if np.abs(score[free]).max(initial=0) < 1e-6:
            return beta, value
        step = np.linalg.solve(information[np.ix_(free, free)], score[free])
        step *= min(1.0, 5.0 / np.abs(step).max())
        for _ in range(30):
            trial = beta.copy()
            trial[free] += step
            new = _penalised(outcome, matrix, trial)
            if new[0] >= value - 1e-12:
                break
            step /= 2
        beta, (value, score, information) = trial, new
    raise ModelRefused(
        "the penalised regression did not converge", "de gepenaliseerde regressie convergeert niet"
    )


def likelihood_ratio_p(outcome: FloatArray, matrix: FloatArray, places: Sequence[int]) -> float:
    """P-value of the penalised likelihood-ratio test that some coefficients are all zero.

    Parameters
    ----------
    outcome, matrix
        As in `estimate`.
    places : sequence of int
        The coefficients that are tested together.

    Returns
    -------
    float
        From the chi-square distribution with as many degrees of freedom (Heinze and Schemper 2002, section 2.3).

    Raises
    ------
    ModelRefused, ValueError
        As in `maximise`; also if no coefficient is tested, or one twice.
    """
    if not len(places) or len(set(places)) < len(places):
        raise ValueError(f"places must name different coefficients, got {list(places)}")
    whole = maximise(outcome, matrix, {})[1]
    held = maximise(outcome, matrix, dict.fromkeys(places, 0.0))[1]
    return float(chi2.sf(max(0.0, 2 * (whole - held)), len(places)))


def _penalised(
    outcome: FloatArray, matrix: FloatArray, beta: FloatArray
) -> tuple[float, FloatArray, FloatArray]:
    """Penalised log likelihood, its modified score and the information."""
    linear = matrix @ beta
    share = 1 / (1 + np.exp(-linear))
    weighted = matrix * (share * (1 - share))[:, None]
    information = matrix.T @ weighted
    sign, size = np.linalg.slogdet(information)
    if sign <= 0:
        return -np.inf, np.zeros_like(beta), np.eye(len(beta))
    hat = np.einsum("ij,ji->i", weighted, np.linalg.solve(information, matrix.T))
    score = matrix.T @ (outcome - share + hat * (0.5 - share))
    likelihood = float(outcome @ linear - np.logaddexp(0, linear).sum())
    return likelihood + float(size) / 2, score, information
