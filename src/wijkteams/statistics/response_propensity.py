"""What the overlap between waves says of nonresponse.

If answering were pure chance in each wave, the respondents of one wave would have answered the
other as often as everybody else. More overlap than that means that some units are readier to
answer than others, and only such differences can bias a share.

ASSUME: each unit has a readiness to answer that stays in proportion from wave to wave, and
given it answers each wave independently. Then overlap / chance - 1 is the squared coefficient
of variation of the readiness. A habit that changes between waves would leave no trace.
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from ._arrays import as_population, as_reals, as_sample, as_shares
from ._hypergeometric import upper_tail
from .intervals import no_assumption_bounds, wilson_interval


def chance_overlap(sample_size: int, population_size: int, parts: ArrayLike = 1) -> float:
    """Share of later units that answered the earlier wave, if answering were pure chance.

    A later unit that was merged from m earlier ones counts as having answered when at least one
    of them did: 1 - C(N - m, n) / C(N, n).

    Parameters
    ----------
    sample_size, population_size : int
        Respondents and population of the earlier wave.
    parts : int or array of int
        For each later unit, from how many earlier units it was made; 1 for no mergers.

    Returns
    -------
    float
        Average over the later units; n / N without mergers.

    Raises
    ------
    ValueError
        Sizes that cannot occur together, or parts outside 1..N.
    """
    m, size = as_sample(parts, population_size)
    as_population(0, sample_size, population_size)
    if not m.size or np.any(m < 1):
        raise ValueError(f"parts must be at least 1, got {parts!r}")
    return float(np.mean(upper_tail(np.ones_like(m), size, m, np.full_like(m, sample_size))))


def readiness_variation(
    overlap: int, sample_size: int, population_size: int, chance: float, confidence: float = 0.95
) -> tuple[float, float]:
    """Limits of the squared coefficient of variation of the readiness to answer.

    overlap / n over chance, minus one, and not below zero; the limits are those of the Wilson
    interval of overlap / n with finite population correction. `propensity_bounds` takes the upper
    one, which held in at least 95% of simulated surveys at a confidence of 0.95.

    Parameters
    ----------
    overlap : int
        Respondents of the later wave that also answered the earlier one.
    sample_size, population_size : int
        Respondents and population of the later wave.
    chance : float
        Expected overlap share under pure chance; see `chance_overlap`.
    confidence : float
        Confidence level, strictly between 0 and 1.

    Returns
    -------
    low, high : float
        Limits; (0, 0) when even the upper limit shows no more overlap than chance.

    Raises
    ------
    ValueError
        Sizes that cannot occur together, or a chance outside (0, 1].
    """
    if not as_shares("chance", chance) > 0:
        raise ValueError(f"chance must lie in (0, 1], got {chance}")
    low, high = wilson_interval(overlap, sample_size, confidence, population_size)
    return max(0.0, low / chance - 1), max(0.0, high / chance - 1)


def propensity_bounds(
    count: int, sample_size: int, population_size: int, squared_variation: float
) -> tuple[float, float]:
    """Bounds on a population share, given how much the readiness to answer varies.

    The bias of a share of respondents is the covariance of readiness and answer over the mean
    readiness, so (p - P)^2 <= CV^2 P (1 - P): all P that satisfy it, within the bounds that
    assume nothing.

    Parameters
    ----------
    count, sample_size, population_size : int
        Successes, respondents and population.
    squared_variation : float
        CV^2, from `readiness_variation`.

    Returns
    -------
    low, high : float
        Bounds as shares, for a readiness that may be tied to the answer in the worst way.

    Raises
    ------
    ValueError
        Sizes that cannot occur together, or a negative variation.

    References
    ----------
    Bethlehem, J. G. (1988). Reduction of nonresponse bias through regression estimation.
    Journal of Official Statistics 4(3), 251-260 (bias as covariance).
    Schouten, B., Cobben, F. and Bethlehem, J. (2009). Indicators for the representativeness of
    survey response. Survey Methodology 35(1), 101-113 (maximal bias).
    """
    if as_reals("squared_variation", squared_variation) < 0:
        raise ValueError(f"squared_variation must not be negative, got {squared_variation}")
    floor, ceiling = no_assumption_bounds(count, sample_size, population_size)
    p, u = count / sample_size, squared_variation
    root = math.sqrt(u**2 + 4 * u * p * (1 - p))
    low, high = ((2 * p + u + side * root) / (2 * (1 + u)) for side in (-1, 1))
    return max(low, floor), min(high, ceiling)
