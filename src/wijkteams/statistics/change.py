"""Change of a share between two waves, under three estimands.

A. finite population: the units of those two years; the error is that not all answered.
B. superpopulation: the tendency behind them; no finite population correction.
C. no assumption: everything that nonrespondents could have answered.

Change is the later wave minus the earlier one. Each function takes arrays in one order.
"""

import numpy as np
from numpy.typing import ArrayLike

from ._arrays import Numbers, as_sample, scalar_or_array
from .differences import newcombe_difference
from .nonresponse import bounded_deviation_bounds
from .overlap import estimate_correlation, possible_correlation


def finite_population_change(
    count1: ArrayLike,
    size1: ArrayLike,
    count2: ArrayLike,
    size2: ArrayLike,
    population1: ArrayLike,
    population2: ArrayLike,
    overlap: ArrayLike,
    correlation: ArrayLike = 0.0,
    confidence: float = 0.95,
) -> tuple[Numbers, Numbers]:
    """Interval for a change under estimand A, the finite population.

    Newcombe's interval with the finite population correction in the Wilson limits and Tam's
    covariance for the overlap. It treats response as a coin: the smallest honest error.

    Parameters
    ----------
    count1, size1, count2, size2 : int or array of int
        Successes and respondents of the earlier and the later wave.
    population1, population2 : int or array of int
        Population sizes.
    overlap : int or array of int
        Units that answered in both waves.
    correlation : float or array of float
        Correlation of a unit's two answers; the two shares limit it (Frechet).
    confidence : float
        Confidence level, strictly between 0 and 1.

    Returns
    -------
    low, high : float or array of float
        Limits of the later share minus the earlier one.

    Raises
    ------
    ValueError
        Sizes or counts that cannot occur together, a correlation that the two shares exclude.

    References
    ----------
    Newcombe (1998) and Zou (2007), see `newcombe_difference`; Tam (1984), see
    `estimate_correlation`.
    """
    r = estimate_correlation(size1, size2, overlap, correlation, population1, population2)
    _check_correlation(correlation, count1, size1, count2, size2)
    return newcombe_difference(
        count2, size2, count1, size1, confidence, population2, population1, r
    )


def superpopulation_change(
    count1: ArrayLike,
    size1: ArrayLike,
    count2: ArrayLike,
    size2: ArrayLike,
    overlap: ArrayLike = 0,
    correlation: ArrayLike = 0.0,
    confidence: float = 0.95,
) -> tuple[Numbers, Numbers]:
    """Interval for a change under estimand B, the superpopulation.

    Newcombe's hybrid interval. A correlation of 0 is the conservative end as long as the same
    unit does not tend to change its answer.

    Parameters
    ----------
    count1, size1, count2, size2, overlap, correlation, confidence
        As in `finite_population_change`.

    Returns
    -------
    low, high : float or array of float
        Limits of the later share minus the earlier one.

    Raises
    ------
    ValueError
        Sizes or counts that cannot occur together, a correlation that the two shares exclude.

    References
    ----------
    Newcombe (1998) and Zou (2007), see `newcombe_difference`.
    """
    r = estimate_correlation(size1, size2, overlap, correlation)
    _check_correlation(correlation, count1, size1, count2, size2)
    return newcombe_difference(count2, size2, count1, size1, confidence, estimate_correlation=r)


def _check_correlation(
    correlation: ArrayLike, count1: ArrayLike, size1: ArrayLike, count2: ArrayLike, size2: ArrayLike
) -> None:
    (k1, n1), (k2, n2) = as_sample(count1, size1), as_sample(count2, size2)
    possible_correlation(correlation, k1 / n1, k2 / n2)


def no_assumption_change(
    count1: ArrayLike,
    size1: ArrayLike,
    count2: ArrayLike,
    size2: ArrayLike,
    population1: ArrayLike,
    population2: ArrayLike,
    deviation: ArrayLike = 1.0,
) -> tuple[Numbers, Numbers]:
    """Bounds on a change under estimand C, with nothing assumed on nonrespondents.

    Difference of the bounds of the two waves. For a domain of unknown size give the domain's
    respondents as sizes, and those plus all nonrespondents as populations.

    Parameters
    ----------
    count1, size1, count2, size2, population1, population2
        As in `finite_population_change`.
    deviation : float or array of float
        Largest distance between nonrespondents and respondents, in each wave; 1 assumes
        nothing.

    Returns
    -------
    low, high : float or array of float
        Bounds of the later share minus the earlier one.

    Raises
    ------
    ValueError
        Sizes or counts that cannot occur together, a deviation outside [0, 1].

    References
    ----------
    Manski (2003), see `bounded_deviation_bounds`.
    """
    low1, high1 = bounded_deviation_bounds(count1, size1, population1, deviation)
    low2, high2 = bounded_deviation_bounds(count2, size2, population2, deviation)
    low, high = np.asarray(low2 - high1), np.asarray(high2 - low1)
    return scalar_or_array(low), scalar_or_array(high)
