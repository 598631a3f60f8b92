"""Intervals for a difference between two shares."""

import numpy as np
from numpy.typing import ArrayLike

from ._arrays import FloatArray, Numbers, as_sample, critical_value, scalar_or_array
from .intervals import wilson_interval

# Each step halves the bracket, at most 1 wide: 60 steps reach the precision of a float.
_BISECTIONS = 60


def newcombe_difference(
    count1: ArrayLike,
    size1: ArrayLike,
    count2: ArrayLike,
    size2: ArrayLike,
    confidence: float = 0.95,
    population1: ArrayLike | None = None,
    population2: ArrayLike | None = None,
    estimate_correlation: ArrayLike = 0.0,
) -> tuple[Numbers, Numbers]:
    """Newcombe's hybrid score interval for p1 - p2.

    With Wilson limits (l, u) per sample, d = p1 - p2 and r the correlation of the estimates:
    low = d - sqrt((p1-l1)^2 + (u2-p2)^2 - 2 r (p1-l1)(u2-p2)), and high by symmetry. r = 0 is
    Newcombe's method 10; other r follow Zou (MOVER). With populations the Wilson limits carry
    the finite population correction.

    Parameters
    ----------
    count1, size1, count2, size2 : int or array of int
        Successes and sizes of the two samples.
    confidence : float
        Confidence level, strictly between 0 and 1.
    population1, population2 : int or array of int, optional
        Population sizes.
    estimate_correlation : float or array of float
        r; see `overlap.estimate_correlation`.

    Returns
    -------
    low, high : float or array of float
        Limits of p1 - p2.

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together, or a confidence outside (0, 1).

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent
    proportions. Statistics in Medicine 17, 873-890, method 10.
    Zou, G. Y. (2007). Toward using confidence intervals to compare correlations.
    Psychological Methods 12(4), 399-413.
    """
    k1, n1 = as_sample(count1, size1)
    k2, n2 = as_sample(count2, size2)
    p1, p2 = k1 / n1, k2 / n2
    low1, high1 = wilson_interval(k1, n1, confidence, population1)
    low2, high2 = wilson_interval(k2, n2, confidence, population2)
    r = np.asarray(estimate_correlation, dtype=np.float64)
    low = p1 - p2 - _root_sum(p1 - low1, high2 - p2, r)
    high = p1 - p2 + _root_sum(high1 - p1, p2 - low2, r)
    return scalar_or_array(np.asarray(low)), scalar_or_array(np.asarray(high))


def miettinen_nurminen_difference(
    count1: ArrayLike,
    size1: ArrayLike,
    count2: ArrayLike,
    size2: ArrayLike,
    confidence: float = 0.95,
    correction: bool = True,
) -> tuple[Numbers, Numbers]:
    """Score interval for p1 - p2 from independent samples.

    All values d with |p1 - p2 - d| / sqrt(V(d)) <= z, where V(d) takes the shares at their
    maximum likelihood values under p1 - p2 = d. Miettinen and Nurminen inflate V by
    n / (n - 1), n = n1 + n2; without that it is Mee's interval.

    Parameters
    ----------
    count1, size1, count2, size2 : int or array of int
        Successes and sizes of the two samples.
    confidence : float
        Confidence level, strictly between 0 and 1.
    correction : bool
        True for Miettinen-Nurminen, False for Mee.

    Returns
    -------
    low, high : float or array of float
        Limits of p1 - p2.

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together, or a confidence outside (0, 1).

    References
    ----------
    Miettinen, O. and Nurminen, M. (1985). Comparative analysis of two rates. Statistics in
    Medicine 4, 213-226.
    Mee, R. W. (1984). Confidence bounds for the difference between two probabilities.
    Biometrics 40, 1175-1176.
    """
    k1, n1, k2, n2 = np.broadcast_arrays(*as_sample(count1, size1), *as_sample(count2, size2))
    z = critical_value(confidence)
    low = _score_lower_limit(k1 / n1, n1, k2 / n2, n2, z, correction)
    # Exchanging the samples turns the upper limit into a lower one.
    high = -_score_lower_limit(k2 / n2, n2, k1 / n1, n1, z, correction)
    return scalar_or_array(low), scalar_or_array(high)


def _root_sum(first: FloatArray, second: FloatArray, r: FloatArray) -> FloatArray:
    # rounding can push a zero just below zero when r is 1
    squares = np.maximum(0, first**2 + second**2 - 2 * r * first * second)
    return np.asarray(np.sqrt(squares))


def _score_lower_limit(
    p1: FloatArray, n1: FloatArray, p2: FloatArray, n2: FloatArray, z: float, correction: bool
) -> FloatArray:
    """Bisect for the d below p1 - p2 at which the score statistic equals z."""
    low, high = np.full(p1.shape, -1.0), np.asarray(p1 - p2)
    inflation = (n1 + n2) / (n1 + n2 - 1) if correction else np.ones(p1.shape)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        q1 = _restricted_share(p1, n1, p2, n2, middle)
        q2 = q1 - middle
        variance = np.maximum(0, q1 * (1 - q1) / n1 + q2 * (1 - q2) / n2) * inflation
        too_low = p1 - p2 - middle > z * np.sqrt(variance)
        low, high = np.where(too_low, middle, low), np.where(too_low, high, middle)
    return low


def _restricted_share(
    p1: FloatArray, n1: FloatArray, p2: FloatArray, n2: FloatArray, d: FloatArray
) -> FloatArray:
    """Maximum likelihood value of the first share when p1 - p2 = d.

    The middle root of a cubic, in closed form: Farrington, C. P. and Manning, G. (1990).
    Statistics in Medicine 9, 1447-1454, appendix.
    """
    ratio = n2 / n1
    a = 1 + ratio
    b = -(1 + ratio + p1 + ratio * p2 + d * (ratio + 2))
    c = d**2 + d * (2 * p1 + ratio + 1) + p1 + ratio * p2
    e = -p1 * d * (1 + d)
    v = (b / (3 * a)) ** 3 - b * c / (6 * a**2) + e / (2 * a)
    u = np.sqrt(np.maximum(0, (b / (3 * a)) ** 2 - c / (3 * a)))
    cosine = np.divide(v, u**3, out=np.zeros(np.shape(v)), where=u != 0)
    angle = (np.pi + np.arccos(np.clip(cosine, -1, 1))) / 3
    share = 2 * u * np.cos(angle) - b / (3 * a)
    return np.asarray(np.clip(share, np.maximum(0, d), np.minimum(1, 1 + d)))
