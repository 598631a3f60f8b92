"""How far those who did not answer may differ before a finding is lost, chance included.

``delta`` bounds the difference in tendency between those who answered a survey and those who did not. It widens an
estimate to an identified set, from ``L(delta)`` below it to ``U(delta)`` above it; chance comes on top. ``delta*`` is
the largest delta at which the near end of the interval still lies beyond zero.

Each comparison is written as a `Margin`: something that is claimed to lie above zero.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.special import ndtr

from ._arrays import (
    FloatArray,
    Numbers,
    as_correlations,
    as_reals,
    as_sample,
    as_shares,
    as_whole,
    critical_value,
    inside_unit,
    scalar_or_array,
)
from ._limits import checked, lowest_correlation, newcombe_end, wilson_end
from .overlap import share_variance

Reading = Literal["imbens_manski", "union", "estimate"]
"""The interval of a set: that of Imbens and Manski, the union of the intervals of its points, or the set without chance."""

# A near end that is not monotone in delta crosses zero first between two of so many points.
_STEPS = 9
_NEWTON_STEPS = 60
_ROUNDING = 1e-12
# From so many standard errors on only one end of a set counts.
_WIDE = 40.0


@dataclass(frozen=True)
class Margin:
    """What is claimed to lie above zero, in every combination of counts and sizes that is left open.

    Attributes
    ----------
    estimate, error : array of float, shape (combinations,)
        The margin and its standard error, as shares.
    lower_limit : callable
        Takes the confidence level of a two-sided interval, a number or one for each combination, and returns lower limits.
    too_high, too_low : callable
        Take delta and return ``L`` and ``U``, by how much the margin can be too high and too low.
    """

    estimate: FloatArray
    error: FloatArray
    lower_limit: Callable[[ArrayLike], FloatArray]
    too_high: Callable[[float], FloatArray]
    too_low: Callable[[float], FloatArray]


def rise_between_samples(
    count1: ArrayLike,
    size1: ArrayLike,
    silent1: ArrayLike,
    count2: ArrayLike,
    size2: ArrayLike,
    silent2: ArrayLike,
    population1: ArrayLike | None = None,
    population2: ArrayLike | None = None,
    estimate_correlation: ArrayLike = 0.0,
) -> Margin:
    """Describe p2 - p1 of two samples, of two waves or of two groups; a fall is a rise of the other answers.

    Parameters
    ----------
    count1, size1, count2, size2 : int or array of int
        Successes and answers of the first and of the second sample.
    silent1, silent2 : float or array of float
        Part of each group that did not answer, in [0, 1].
    population1, population2 : int or array of int, optional
        Population sizes; with them the finite population correction applies.
    estimate_correlation : float or array of float
        Correlation of the two estimates.

    Returns
    -------
    Margin
        Limits by Newcombe's hybrid score method. The worst case is a bias in opposite directions:
        ``L = f1 min(delta, 1 - p1) + f2 min(delta, p2)`` and ``U = f1 min(delta, p1) + f2 min(delta, 1 - p2)``.

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together, or a part outside [0, 1].

    References
    ----------
    Manski, C. F. (2003). Partial Identification of Probability Distributions, chapter 1.
    Newcombe (1998) and Zou (2007), see `differences.newcombe_difference`.
    """
    k1, n1, k2, n2 = np.broadcast_arrays(*as_sample(count1, size1), *as_sample(count2, size2))
    f1, f2 = as_shares("silent1", silent1), as_shares("silent2", silent2)
    p1, p2 = k1 / n1, k2 / n2
    v1, v2 = share_variance(k1, n1, population1), share_variance(k2, n2, population2)
    r = as_correlations("estimate_correlation", estimate_correlation)
    one, two = checked(k1, n1, population1), checked(k2, n2, population2)
    return Margin(
        estimate=p2 - p1,
        error=np.sqrt(v1 + v2 - 2 * r * np.sqrt(v1 * v2)),
        lower_limit=lambda level: newcombe_end(two, one, critical_value(level), r, -1),
        too_high=lambda delta: f1 * np.minimum(delta, 1 - p1) + f2 * np.minimum(delta, p2),
        too_low=lambda delta: f1 * np.minimum(delta, p1) + f2 * np.minimum(delta, 1 - p2),
    )


def rise_between_groups(
    count1: ArrayLike, size1: ArrayLike, count2: ArrayLike, size2: ArrayLike, silent: ArrayLike
) -> Margin:
    """Describe p2 - p1 of two groups of one survey, where each that did not answer belongs to either.

    Parameters
    ----------
    count1, size1, count2, size2 : int or array of int
        Successes and answers of the first and of the second group.
    silent : int or array of int
        Number that did not answer, of both groups together.

    Returns
    -------
    Margin
        That of `rise_between_samples`, at the division of the silent that is worst: it makes
        ``a m1 / (n1 + m1) + b m2 / (n2 + m2)`` as large as ``m1 + m2 = silent`` allows.

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together, or a negative number of silent.

    Examples
    --------
    >>> rise = rise_between_groups(50, 100, 80, 100, 100)
    >>> round(float(rise.too_high(0.1)), 4)  # 50 of the silent in each group
    0.0667
    """
    rise = rise_between_samples(count1, size1, 0.0, count2, size2, 0.0)
    k1, n1, k2, n2 = np.broadcast_arrays(*as_sample(count1, size1), *as_sample(count2, size2))
    if np.any((m := as_reals("silent", silent)) < 0):
        raise ValueError(f"silent must not be negative, got {silent!r}")
    p1, p2 = k1 / n1, k2 / n2

    def most(first: FloatArray, second: FloatArray) -> FloatArray:
        roots = np.sqrt(first * n1), np.sqrt(second * n2)
        total = np.maximum(roots[0] + roots[1], _ROUNDING)
        m1 = np.clip((n1 + n2 + m) * roots[0] / total - n1, 0, m)
        return np.asarray(first * m1 / (n1 + m1) + second * (m - m1) / (n2 + m - m1))

    return replace(
        rise,
        too_high=lambda delta: most(np.minimum(delta, 1 - p1), np.minimum(delta, p2)),
        too_low=lambda delta: most(np.minimum(delta, p1), np.minimum(delta, 1 - p2)),
    )


def excess_within_sample(
    count_a: ArrayLike, count_b: ArrayLike, size: ArrayLike, silent: ArrayLike
) -> Margin:
    """Describe p_a - p_b of two answers of the same respondents, at the least favourable dependence.

    Parameters
    ----------
    count_a, count_b, size : int or array of int
        Both counts and the base they share.
    silent : float or array of float
        Part of the group that did not answer, in [0, 1].

    Returns
    -------
    Margin
        Both shares off by delta in opposite directions: ``L = f (min(delta, p_a) + min(delta, 1 - p_b))``. Limits by
        Newcombe's method for paired shares, with the least correlation that the two shares allow (Frechet).

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together, or a part outside [0, 1].

    References
    ----------
    Newcombe, R. G. (1998). Improved confidence intervals for the difference between binomial proportions based on
    paired data. Statistics in Medicine 17, 2635-2650, method 10.
    """
    a, n, b, _ = np.broadcast_arrays(*as_sample(count_a, size), *as_sample(count_b, size))
    one, two = checked(a, n), checked(b, n)
    f, p, q = as_shares("silent", silent), one.share, two.share
    r = lowest_correlation(p, q)
    # the most respondents that can have given exactly one of the two answers
    apart = np.minimum(p, 1 - q) + np.minimum(q, 1 - p)
    return Margin(
        estimate=p - q,
        error=np.sqrt((apart - (p - q) ** 2) / n),
        lower_limit=lambda level: newcombe_end(one, two, critical_value(level), r, -1),
        too_high=lambda delta: f * (np.minimum(delta, p) + np.minimum(delta, 1 - q)),
        too_low=lambda delta: f * (np.minimum(delta, 1 - p) + np.minimum(delta, q)),
    )


def excess_over_limit(count: ArrayLike, size: ArrayLike, silent: ArrayLike, limit: float) -> Margin:
    """Describe p - limit; a share below a limit is that of the other answers above 1 - limit.

    Parameters
    ----------
    count, size : int or array of int
        Successes and answers.
    silent : float or array of float
        Part of the group that did not answer, in [0, 1].
    limit : float
        The limit, in [0, 1].

    Returns
    -------
    Margin
        Limits by Wilson's method; ``L = f min(delta, p)``, ``U = f min(delta, 1 - p)``.

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together, a part or a limit outside [0, 1].
    """
    k, n, _ = sample = checked(count, size)
    f, bound, p = as_shares("silent", silent), as_shares("limit", limit), sample.share
    return Margin(
        estimate=p - bound,
        error=np.sqrt(share_variance(k, n)),
        lower_limit=lambda level: wilson_end(sample, critical_value(level), -1) - bound,
        too_high=lambda delta: f * np.minimum(delta, p),
        too_low=lambda delta: f * np.minimum(delta, 1 - p),
    )


def with_exact_limit(margin: Margin, place: int, limit: Callable[[float], float]) -> Margin:
    """Return a margin in which an exact test gives the limit of one combination.

    Parameters
    ----------
    margin : Margin
        What is claimed to lie above zero.
    place : int
        Which combination.
    limit : callable
        Takes the confidence level of a two-sided interval and returns its lower limit.

    Returns
    -------
    Margin
        Alike but for that limit.

    Raises
    ------
    ValueError
        A combination that the margin does not have.
    """
    if as_whole("place", place) >= margin.estimate.size:
        raise ValueError(f"place must be below {margin.estimate.size}, got {place!r}")

    def lower_limit(level: ArrayLike) -> FloatArray:
        limits = np.atleast_1d(margin.lower_limit(level)).copy()
        limits[place] = limit(float(np.broadcast_to(level, limits.shape)[place]))
        return limits

    return replace(margin, lower_limit=lower_limit)


def imbens_manski_level(width: ArrayLike, confidence: float = 0.95) -> Numbers:
    """Return the level of the two-sided interval of a point whose ends cover every point of an identified set.

    The normal deviate c solves Phi(c + width) - Phi(-c) = confidence: 1.96 for a point, 1.645 for a wide set.

    Parameters
    ----------
    width : float or array of float
        Width of the identified set, in standard errors of its ends.
    confidence : float
        Confidence level, above one half: below it one end of a wide set needs no room at all.

    Returns
    -------
    float or array of float
        ``2 Phi(c) - 1``.

    Raises
    ------
    ValueError
        A negative or unknown width, or a confidence outside (0.5, 1).

    References
    ----------
    Imbens, G. W. and Manski, C. F. (2004). Confidence intervals for partially identified parameters. Econometrica
    72(6), 1845-1857, lemma 1 (known width).
    """
    wide = as_reals("width", width)
    if np.any(wide < 0):
        raise ValueError(f"width must not be negative, got {width!r}")
    if inside_unit("confidence", confidence) <= 0.5:
        raise ValueError(f"confidence must lie above one half, got {confidence!r}")
    c = np.full(wide.shape, float(critical_value(confidence)))
    for _ in range(_NEWTON_STEPS):
        slope = _density(c + wide) + _density(c)
        step = (ndtr(c + wide) - ndtr(-c) - confidence) / slope
        c = c - step
        if np.all(np.abs(step) < 1e-12):
            break
    return scalar_or_array(np.asarray(2 * ndtr(c) - 1))


def _density(z: FloatArray) -> FloatArray:
    return np.asarray(np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi))


def near_end(
    margin: Margin, delta: float, confidence: float = 0.95, reading: Reading = "imbens_manski"
) -> float:
    """Return the lower end of the interval of a margin at one delta: the least over all combinations.

    Parameters
    ----------
    margin : Margin
        What is claimed to lie above zero.
    delta : float
        Largest difference between those who answered and those who did not, in [0, 1].
    confidence : float
        Confidence level, strictly between 0 and 1.
    reading : {"imbens_manski", "union", "estimate"}
        The interval of the identified set.

    Returns
    -------
    float
        As a share.

    Raises
    ------
    ValueError
        A delta outside [0, 1], or a confidence outside (0, 1).
    """
    as_shares("delta", delta)
    low = margin.too_high(delta)
    if reading == "estimate":
        return float(np.min(margin.estimate - low))
    level: ArrayLike = confidence
    if reading == "imbens_manski":
        width = low + margin.too_low(delta)
        wide = np.where(width > 0, _WIDE, 0.0)
        np.divide(width, margin.error, out=wide, where=margin.error > 0)
        level = imbens_manski_level(np.minimum(wide, _WIDE), confidence)
    return float(np.min(margin.lower_limit(level) - low))


def delta_star(
    margin: Margin, confidence: float = 0.95, reading: Reading = "imbens_manski"
) -> float:
    """Return the largest delta at which the interval of a margin still lies above zero.

    Parameters
    ----------
    margin, confidence, reading
        As in `near_end`.

    Returns
    -------
    float
        As a share; nan where the interval holds zero at delta 0, infinite where no delta brings it there.

    Raises
    ------
    ValueError
        A confidence outside (0, 1).

    Examples
    --------
    From 154 of 224 to 203 of 234, of 403 and 393 municipalities:

    >>> rise = rise_between_samples(154, 224, 1 - 224 / 403, 203, 234, 1 - 234 / 393)
    >>> [round(100 * delta_star(rise, reading=each), 1) for each in ("estimate", "union", "imbens_manski")]
    [21.2, 12.3, 13.8]
    """

    def near(delta: float) -> float:
        # less than rounding is nothing: an end that stays at zero from some delta on is lost there
        return near_end(margin, delta, confidence, reading) - _ROUNDING

    if near(0.0) <= 0:
        return float("nan")
    # without chance the near end only falls, and chance only takes away
    most = 1.0 if reading == "estimate" else min(1.0, delta_star(margin, confidence, "estimate"))
    steps = np.linspace(0, most, 2 if reading == "estimate" else _STEPS)
    lost = next((step for step in range(1, len(steps)) if near(steps[step]) <= 0), None)
    if lost is None:
        return float("inf") if most == 1.0 else most
    return float(brentq(near, steps[lost - 1], steps[lost], xtol=1e-9))


def two_sided_p_value(margin: Margin) -> float:
    """Return one minus the level of the interval that just touches zero, at a delta of zero: the p value of that interval.

    Parameters
    ----------
    margin : Margin
        What is claimed to lie above zero.

    Returns
    -------
    float
        1 where even the estimate does not lie above zero.
    """
    if np.min(margin.estimate) <= 0:
        return 1.0

    def near(level: float) -> float:
        return float(np.min(margin.lower_limit(level)))

    # beyond these, digits run out
    least, most = 1e-12, 1 - 1e-14
    if near(least) <= 0:
        return 1.0
    return 1 - most if near(most) > 0 else float(1 - brentq(near, least, most, xtol=1e-15))
