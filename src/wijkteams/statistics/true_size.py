"""True size of the tests behind the verdicts: how often each finds a difference where there is none, enumerated.

A test rejects equality where its two-sided interval leaves out zero. No simulation: every outcome is weighted by its
binomial or multinomial law at each share of a grid, and the largest probability of a rejection is the size.
"""

from functools import cache, lru_cache

import numpy as np

from ._arrays import FloatArray, as_shares, as_whole, inside_unit
from ._binomial import binomial_law
from .contrasts import contrast_interval
from .differences import mover_difference
from .intervals import wilson_interval

_STEPS = 200
_GRID = np.arange(_STEPS + 1) / _STEPS


def size_of_difference(
    size1: int, size2: int, low: float = 0.0, high: float = 1.0, confidence: float = 0.95
) -> float:
    """Return the size of the test of two independent shares by Newcombe's hybrid score interval.

    Parameters
    ----------
    size1, size2 : int
        Sizes of the two samples.
    low, high : float
        Range of the share that both have in common, as far as it is known; enumerated in steps of half a point.
    confidence : float
        Level of the two-sided interval.

    Returns
    -------
    float
        Largest probability of a rejection over the range.

    Raises
    ------
    ValueError
        A size below 1, a range outside [0, 1] or in the wrong order, a confidence outside (0, 1).

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions. Statistics in
    Medicine 17, 873-890, method 10.

    Examples
    --------
    Two samples of 10 keep well below the five per cent that they are said to have.

    >>> round(size_of_difference(10, 10), 3)
    0.042
    """
    n1, n2 = as_whole("size1", size1, least=1), as_whole("size2", size2, least=1)
    inside = _inside(low, high)
    return float(_unpaired(n1, n2, float(inside_unit("confidence", confidence)))[inside].max())


def size_within_sample(
    size: int, low: float = 0.0, high: float = 1.0, confidence: float = 0.95
) -> float:
    """Return the size of the test of two answers of the same respondents by Newcombe's interval for paired shares.

    Parameters
    ----------
    size : int
        The base that both share.
    low, high, confidence
        As in `size_of_difference`.

    Returns
    -------
    float
        Largest probability of a rejection over the range, at the least favourable dependence that a share allows: answers
        that exclude each other up to one half, and that leave nobody without either above it. For more than a few
        respondents no other dependence has a larger one over the range.

    Raises
    ------
    ValueError
        As in `size_of_difference`.

    References
    ----------
    Newcombe, R. G. (1998). Improved confidence intervals for the difference between binomial proportions based on
    paired data. Statistics in Medicine 17, 2635-2650, method 10.
    """
    n, inside = as_whole("size", size, least=1), _inside(low, high)
    return float(_paired(n, float(inside_unit("confidence", confidence)))[inside].max())


def size_against_limit(size: int, limit: float, confidence: float = 0.95) -> float:
    """Return the size of the test of one share against a limit by Wilson's interval.

    Parameters
    ----------
    size : int
        Answers.
    limit : float
        The limit, in [0, 1].
    confidence : float
        Level of the two-sided interval.

    Returns
    -------
    float
        Probability of a rejection where the share is the limit.

    Raises
    ------
    ValueError
        A size below 1, a limit outside [0, 1], a confidence outside (0, 1).

    Examples
    --------
    >>> round(size_against_limit(10, 0.5), 3)
    0.021
    """
    n = as_whole("size", size, least=1)
    bound = as_shares("limit", limit)
    low, high = wilson_interval(np.arange(n + 1), n, confidence)
    rejects = (low > bound) | (high < bound)
    return float((binomial_law(n, bound.reshape(1)) @ rejects).item())


def _inside(low: float, high: float) -> slice:
    """Points of the grid in a range, and those just outside."""
    first, last = float(as_shares("low", low)), float(as_shares("high", high))
    if first > last:
        raise ValueError(f"low must not exceed high, got {low!r} and {high!r}")
    return slice(int(np.floor(first * _STEPS)), int(np.ceil(last * _STEPS)) + 1)


@cache
def _unpaired(size1: int, size2: int, confidence: float) -> FloatArray:
    """Probability of a rejection at each common share of the grid."""
    (p1, *limits1), (p2, *limits2) = _limits(size1, confidence), _limits(size2, confidence)
    one = p1[:, None], (limits1[0][:, None], limits1[1][:, None])
    low, high = mover_difference(*one, p2, (limits2[0], limits2[1]))
    rejects = ((low > 0) | (high < 0)).astype(np.float64)
    return np.asarray(np.sum((_law(size1) @ rejects) * _law(size2), axis=1))


@cache
def _paired(size: int, confidence: float) -> FloatArray:
    """Probability of a rejection at each share that both answers have, at their least favourable dependence."""
    given = np.array([_rejected_of_apart(size, rest, confidence) for rest in (False, True)])
    # those with exactly one of two answers that exclude each other; above one half the same of the answers not given
    law = binomial_law(size, np.minimum(1.0, 2 * np.minimum(_GRID, 1 - _GRID)))
    upper = (_GRID > 0.5).astype(np.intp)
    return np.asarray(np.sum(law * given[upper], axis=1))


def _rejected_of_apart(size: int, rest_gave_both: bool, confidence: float) -> FloatArray:
    """Probability of a rejection for each number that gave exactly one answer, the rest neither or both of them."""
    apart, a = np.tril_indices(size + 1)
    both = size - apart if rest_gave_both else 0
    low, high = contrast_interval(a + both, apart - a + both, size, confidence=confidence)
    rejects = np.zeros((size + 1, size + 1))
    rejects[apart, a] = (low > 0) | (high < 0)
    return np.asarray(np.sum(rejects * _even_law(size), axis=1))


@lru_cache(maxsize=32)
def _even_law(size: int) -> FloatArray:
    """Law of the first answer among those that gave exactly one, row for row of how many they are; zero beyond it."""
    law = np.zeros((size + 1, size + 1))
    for apart in range(size + 1):
        law[apart, : apart + 1] = binomial_law(apart, np.array([0.5]))
    return law


@lru_cache(maxsize=512)
def _law(size: int) -> FloatArray:
    return binomial_law(size, _GRID)


@lru_cache(maxsize=512)
def _limits(size: int, confidence: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    counts = np.arange(size + 1)
    return counts / size, *wilson_interval(counts, size, confidence)
