"""Intervals for a difference between two shares."""

import numpy as np
from numpy.typing import ArrayLike

from ._arrays import FloatArray, Numbers, as_sample, scalar_or_array
from .intervals import wilson_interval


def newcombe_difference(
    count1: ArrayLike,
    size1: ArrayLike,
    count2: ArrayLike,
    size2: ArrayLike,
    confidence: ArrayLike = 0.95,
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
    confidence : float or array of float
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


def _root_sum(first: FloatArray, second: FloatArray, r: FloatArray) -> FloatArray:
    # rounding can push a zero just below zero when r is 1
    squares = np.maximum(0, first**2 + second**2 - 2 * r * first * second)
    return np.asarray(np.sqrt(squares))
