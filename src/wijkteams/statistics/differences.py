"""Intervals for a difference between two shares."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import logit

from ._arrays import (
    Numbers,
    as_correlations,
    as_reals,
    as_sample,
    critical_value,
    scalar_or_array,
)
from ._limits import SIDES, checked, newcombe_end
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
        Counts and sizes that cannot occur together, a correlation outside [-1, 1] or a confidence outside (0, 1).

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent
    proportions. Statistics in Medicine 17, 873-890, method 10.
    Zou, G. Y. (2007). Toward using confidence intervals to compare correlations.
    Psychological Methods 12(4), 399-413.
    """
    one, two = checked(count1, size1, population1), checked(count2, size2, population2)
    r = as_correlations("estimate_correlation", estimate_correlation)
    critical = critical_value(confidence)
    low, high = (newcombe_end(one, two, critical, r, side) for side in SIDES)
    return scalar_or_array(low), scalar_or_array(high)


def mover_difference(
    estimate1: ArrayLike,
    limits1: tuple[ArrayLike, ArrayLike],
    estimate2: ArrayLike,
    limits2: tuple[ArrayLike, ArrayLike],
    correlation: ArrayLike = 0.0,
) -> tuple[Numbers, Numbers]:
    """Interval for a difference from the intervals of its two parts.

    low = d - sqrt((e1-l1)^2 + (u2-e2)^2 - 2 r (e1-l1)(u2-e2)), and high by symmetry: the method of variance estimates
    recovery. It ends between l1 - u2 and u1 - l2 whatever r is, so that it stays within what a difference can be.

    Parameters
    ----------
    estimate1, estimate2 : float or array of float
        The two estimates.
    limits1, limits2 : (float or array of float, float or array of float)
        Their intervals, at the confidence that is wanted of the difference.
    correlation : float or array of float
        r, the correlation of the estimates.

    Returns
    -------
    low, high : float or array of float
        Limits of the first estimate minus the second.

    Raises
    ------
    ValueError
        An estimate outside its own interval, or a correlation outside [-1, 1].

    References
    ----------
    Zou, G. Y. and Donner, A. (2008). Construction of confidence limits about effect measures. Statistics in
    Medicine 27, 1693-1702.
    """
    r = as_correlations("correlation", correlation)
    one, two = as_reals("estimate1", estimate1), as_reals("estimate2", estimate2)
    low1, high1 = (as_reals("limits1", limit) for limit in limits1)
    low2, high2 = (as_reals("limits2", limit) for limit in limits2)
    down1, up1, down2, up2 = one - low1, high1 - one, two - low2, high2 - two
    # rounding puts a limit beyond its estimate by less than this
    if min(float(np.min(part, initial=0.0)) for part in (down1, up1, down2, up2)) < -1e-9:
        raise ValueError(
            f"an estimate lies outside its interval: {estimate1!r} in {limits1!r}, {estimate2!r} in {limits2!r}"
        )
    low = one - two - np.sqrt(np.maximum(0, down1**2 + up2**2 - 2 * r * down1 * up2))
    high = one - two + np.sqrt(np.maximum(0, up1**2 + down2**2 - 2 * r * up1 * down2))
    return scalar_or_array(np.asarray(low)), scalar_or_array(np.asarray(high))


def odds_ratio_interval(
    count1: ArrayLike, size1: ArrayLike, count2: ArrayLike, size2: ArrayLike, confidence: float = 0.95
) -> tuple[Numbers, Numbers, Numbers]:  # fmt: skip
    """Return the ratio of the odds of two independent samples, with limits by the method of variance estimates recovery.

    Parameters
    ----------
    count1, size1, count2, size2 : int or array of int
        Successes and answers of the first and of the second sample.
    confidence : float
        Confidence level, strictly between 0 and 1.

    Returns
    -------
    ratio, low, high : float or array of float
        From the Wilson limits of the two log odds, as the interval of the difference; an end that an empty cell leaves
        open is 0 or infinite, and the ratio of two infinite odds nan.

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together, or a confidence outside (0, 1).

    References
    ----------
    Fagerland, M. W. and Newcombe, R. G. (2013). Confidence intervals for odds ratio and relative risk based on the inverse
    hyperbolic sine transformation. Statistics in Medicine 32, 2823-2836 (MOVER from Wilson limits).
    """
    (k1, n1), (k2, n2) = as_sample(count1, size1), as_sample(count2, size2)
    with np.errstate(divide="ignore", invalid="ignore"):
        one, two = logit(k1 / n1), logit(k2 / n2)
        (low1, high1), (low2, high2) = (
            [logit(end) for end in wilson_interval(k, n, confidence)]
            for k, n in ((k1, n1), (k2, n2))
        )
        log_ratio = one - two
        low = log_ratio - np.hypot(one - low1, high2 - two)
        high = log_ratio + np.hypot(high1 - one, two - low2)
        ends = np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)
        found = (np.exp(each) for each in (log_ratio, *ends))
        ratio, least, greatest = (scalar_or_array(np.asarray(each)) for each in found)
    return ratio, least, greatest
