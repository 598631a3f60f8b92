"""How much nonrespondents could move a share, or a change of a share."""

import numpy as np
from numpy.typing import ArrayLike

from ._arrays import FloatArray, Numbers, as_population, as_reals, as_shares, scalar_or_array


def bounded_deviation_bounds(
    count: ArrayLike, sample_size: ArrayLike, population_size: ArrayLike, deviation: ArrayLike
) -> tuple[Numbers, Numbers]:
    """Bounds on the population share when nonrespondents differ by at most ``deviation``.

    Parameters
    ----------
    count, sample_size, population_size : int or array of int
        Successes, respondents and population.
    deviation : float or array of float
        Largest distance between the share among nonrespondents and among respondents. 0 means
        no difference; 1 assumes nothing and gives `intervals.no_assumption_bounds`.

    Returns
    -------
    low, high : float or array of float
        Bounds as shares.

    Raises
    ------
    ValueError
        Sizes or counts that cannot occur together, or a deviation outside [0, 1].

    References
    ----------
    Manski, C. F. (2003). Partial Identification of Probability Distributions, chapter 1.
    Cochran, W. G. (1977). Sampling Techniques, 3rd ed., section 13.2.
    """
    k, n, size = as_population(count, sample_size, population_size)
    delta = as_shares("deviation", deviation)
    answered, p = n / size, k / n
    low = answered * p + (1 - answered) * np.maximum(0, p - delta)
    high = answered * p + (1 - answered) * np.minimum(1, p + delta)
    return scalar_or_array(np.clip(low, 0, 1)), scalar_or_array(np.clip(high, 0, 1))


def erasing_deviation(
    change: FloatArray,
    weight1: FloatArray,
    room1: FloatArray,
    weight2: FloatArray,
    room2: FloatArray,
) -> FloatArray:
    """Return the smallest delta with w1 min(delta, room1) + w2 min(delta, room2) = change.

    Parameters
    ----------
    change : array of float
        Size of the change; one that is not positive needs no deviation.
    weight1, weight2 : array of float
        Share of nonrespondents in each wave.
    room1, room2 : array of float
        Furthest that nonrespondents can differ in each wave.

    Returns
    -------
    array of float
        delta; infinite where even the full room is too little.

    Raises
    ------
    ValueError
        A number that is not finite, a weight outside [0, 1], a negative room.
    """
    as_reals("change", change)
    as_shares("weight1", weight1)
    as_shares("weight2", weight2)
    if np.any(as_reals("room1", room1) < 0) or np.any(as_reals("room2", room2) < 0):
        raise ValueError(f"room must not be negative, got {room1!r} and {room2!r}")
    total = weight1 + weight2
    # The left side is concave and piecewise linear in delta, so the three candidates are: both
    # waves move, only the second still moves, only the first still moves; the largest counts.
    both = _ratio(change, total)
    second = _ratio(change - weight1 * room1, weight2)
    first = _ratio(change - weight2 * room2, weight1)
    delta = np.maximum(both, np.maximum(first, second))
    reachable = weight1 * room1 + weight2 * room2 >= change
    return np.where(reachable, np.where(change > 0, delta, 0.0), np.inf)


def _ratio(numerator: FloatArray, denominator: FloatArray) -> FloatArray:
    shape = np.broadcast_shapes(np.shape(numerator), np.shape(denominator))
    return np.divide(numerator, denominator, out=np.zeros(shape), where=denominator > 0)
