"""Item against item: whether one answer to a question changes more than another.

The contrast of a wave is p_a - p_b; its change is a difference in differences. It guards
against whatever moves all items of a question alike, such as a change of format. Both items
come from the same respondents, so the dependence between them counts. Without respondent-level
data it is unknown, and the least favourable one that the two shares allow is the default.
"""

import numpy as np
from numpy.typing import ArrayLike

from ._arrays import FloatArray, Numbers, as_population, as_sample, scalar_or_array
from ._limits import lowest_correlation
from .differences import mover_difference, newcombe_difference
from .nonresponse import erasing_deviation
from .overlap import possible_correlation


def difference_in_differences_interval(
    count_a1: ArrayLike,
    count_b1: ArrayLike,
    size1: ArrayLike,
    count_a2: ArrayLike,
    count_b2: ArrayLike,
    size2: ArrayLike,
    population1: ArrayLike | None = None,
    population2: ArrayLike | None = None,
    item_correlation: float | None = None,
    wave_correlation: float = 0.0,
    confidence: float = 0.95,
) -> tuple[Numbers, Numbers]:
    """Interval for (p_a2 - p_b2) - (p_a1 - p_b1), with a width wherever something is left to chance.

    From the `contrast_interval` of each wave by `differences.mover_difference`; it stays within [-2, 2].

    Parameters
    ----------
    count_a1, count_b1, size1 : int or array of int
        Earlier wave: both counts and the base they share.
    count_a2, count_b2, size2 : int or array of int
        Later wave.
    population1, population2 : int or array of int, optional
        Population sizes; with them the finite population correction applies.
    item_correlation : float, optional
        rho, the correlation of the two items within a respondent. None takes the lowest that
        the two shares allow (Frechet), which gives the widest interval.
    wave_correlation : float
        r, the correlation of the two contrasts; -1 is the least favourable.
    confidence : float
        Confidence level, strictly between 0 and 1.

    Returns
    -------
    low, high : float or array of float
        Limits of the difference in differences.

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together, or a correlation that the shares exclude.
    """
    waves = [
        (_contrast(a, b, n), contrast_interval(a, b, n, population, item_correlation, confidence))
        for a, b, n, population in (
            (count_a2, count_b2, size2, population2),
            (count_a1, count_b1, size1, population1),
        )
    ]
    return mover_difference(*waves[0], *waves[1], wave_correlation)


def difference_in_differences_bounds(
    count_a1: ArrayLike,
    count_b1: ArrayLike,
    size1: ArrayLike,
    count_a2: ArrayLike,
    count_b2: ArrayLike,
    size2: ArrayLike,
    population1: ArrayLike,
    population2: ArrayLike,
) -> tuple[Numbers, Numbers]:
    """Bounds on the difference in differences that assume nothing about nonrespondents.

    Each wave's contrast lies in [(k_a - k_b - m) / N, (k_a - k_b + m) / N], m = N - n.

    Parameters
    ----------
    count_a1, count_b1, size1, count_a2, count_b2, size2
        As in `difference_in_differences_interval`.
    population1, population2 : int or array of int
        Population sizes.

    Returns
    -------
    low, high : float or array of float
        Bounds of (p_a2 - p_b2) - (p_a1 - p_b1).

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together.

    References
    ----------
    Manski, C. F. (2003). Partial Identification of Probability Distributions, chapter 1.
    """
    missing1, contrast1 = _nonresponse(size1, population1), _contrast(count_a1, count_b1, size1)
    missing2, contrast2 = _nonresponse(size2, population2), _contrast(count_a2, count_b2, size2)
    centre = (1 - missing2) * contrast2 - (1 - missing1) * contrast1
    reach = missing1 + missing2
    return scalar_or_array(np.asarray(centre - reach)), scalar_or_array(np.asarray(centre + reach))


def contrast_breakdown_point(
    count_a1: ArrayLike,
    count_b1: ArrayLike,
    size1: ArrayLike,
    count_a2: ArrayLike,
    count_b2: ArrayLike,
    size2: ArrayLike,
    population1: ArrayLike,
    population2: ArrayLike,
) -> Numbers:
    """How far the contrast of nonrespondents must differ to erase a difference in differences.

    As `nonresponse.breakdown_point`, for p_a - p_b in place of a share.

    Parameters
    ----------
    count_a1, count_b1, size1, count_a2, count_b2, size2, population1, population2
        As in `difference_in_differences_bounds`.

    Returns
    -------
    float or array of float
        Distance as a share; infinite when no nonresponse can erase it.

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together.
    """
    missing1, contrast1 = _nonresponse(size1, population1), _contrast(count_a1, count_b1, size1)
    missing2, contrast2 = _nonresponse(size2, population2), _contrast(count_a2, count_b2, size2)
    change = contrast2 - contrast1
    sign = np.where(change >= 0, 1, -1)
    delta = erasing_deviation(
        np.abs(change), missing1, 1 - sign * contrast1, missing2, 1 + sign * contrast2
    )
    return scalar_or_array(delta)


def _contrast(count_a: ArrayLike, count_b: ArrayLike, size: ArrayLike) -> FloatArray:
    a, n = as_sample(count_a, size)
    b, n = as_sample(count_b, size)
    return np.asarray((a - b) / n)


def _nonresponse(size: ArrayLike, population: ArrayLike) -> FloatArray:
    _, n, total = as_population(0, size, population)
    return np.asarray(1 - n / total)


def contrast_interval(
    count_a: ArrayLike,
    count_b: ArrayLike,
    size: ArrayLike,
    population: ArrayLike | None = None,
    item_correlation: float | None = None,
    confidence: ArrayLike = 0.95,
) -> tuple[Numbers, Numbers]:
    """Newcombe's interval for p_a - p_b, two answers of the same respondents in one wave.

    His method 10 for paired shares: Wilson limits of both, joined with the correlation of the two answers. It never
    leaves [-1, 1], and has a width at 0 and at 1 too.

    Parameters
    ----------
    count_a, count_b, size : int or array of int
        Both counts and the base they share.
    population, item_correlation, confidence
        As in `difference_in_differences_interval`.

    Returns
    -------
    low, high : float or array of float
        Limits of p_a - p_b.

    Raises
    ------
    ValueError
        As in `difference_in_differences_interval`.

    References
    ----------
    Newcombe, R. G. (1998). Improved confidence intervals for the difference between binomial proportions based on
    paired data. Statistics in Medicine 17, 2635-2650, method 10.
    """
    a, n = as_sample(count_a, size)
    b, n = as_sample(count_b, size)
    p, q = a / n, b / n
    rho = lowest_correlation(p, q)
    if item_correlation is not None:
        rho = possible_correlation(item_correlation, p, q)
    return newcombe_difference(a, n, b, n, confidence, population, population, rho)
