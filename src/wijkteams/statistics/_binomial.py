"""The binomial law of a whole sample at many shares at once."""

from functools import lru_cache

import numpy as np
from scipy.special import gammaln, xlog1py, xlogy

from ._arrays import FloatArray, IntArray


def binomial_law(size: int, shares: FloatArray) -> FloatArray:
    """Return the probability of each count 0..size (columns) at each share (rows).

    Far faster than `scipy.stats.binom.pmf`, which checks and masks every cell, and as exact where it counts: to 1e-13.
    """
    counts = np.arange(size + 1)
    given, rest = xlogy(1, shares), xlog1py(1, -shares)
    return np.asarray(np.exp(_log_ways(size) + _times(counts, given) + _times(counts[::-1], rest)))


def _times(counts: IntArray, logarithms: FloatArray) -> FloatArray:
    """Return each count (columns) times each logarithm (rows); nothing times the logarithm of nothing is nothing."""
    nothing = np.zeros((len(logarithms), len(counts)))
    return np.multiply(counts, logarithms[:, None], out=nothing, where=counts > 0)


@lru_cache(maxsize=32)
def _log_ways(size: int) -> FloatArray:
    """Logarithm of the number of ways to choose each count; the sizes of a few samples come back time and again."""
    counts = np.arange(size + 1)
    return np.asarray(gammaln(size + 1) - gammaln(counts + 1) - gammaln(size - counts + 1))
