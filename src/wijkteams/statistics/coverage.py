"""Exact coverage of an interval for a finite population, by enumeration.

No simulation: for each number of successes in the population, every possible sample count is
weighted by its hypergeometric probability.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import hypergeom

from ._arrays import FloatArray, IntArray, as_population, as_reals


@dataclass(frozen=True)
class Coverage:
    """Coverage and width of an interval at every population share.

    Parameters
    ----------
    share : array of float, shape (N + 1,)
        Population share M / N.
    coverage : array of float, shape (N + 1,)
        Probability that the interval holds it.
    width : array of float, shape (N + 1,)
        Expected width, as a share.
    """

    share: FloatArray
    coverage: FloatArray
    width: FloatArray

    @property
    def mean(self) -> float:
        """Average coverage over all population counts."""
        return float(self.coverage.mean())

    @property
    def minimum(self) -> float:
        """Coverage at the worst population count."""
        return float(self.coverage.min())

    @property
    def mean_width(self) -> float:
        """Average expected width over all population counts."""
        return float(self.width.mean())


def exact_coverage(
    interval: Callable[[IntArray], tuple[ArrayLike, ArrayLike]],
    sample_size: int,
    population_size: int,
) -> Coverage:
    """Enumerate the coverage of an interval over every population count.

    Parameters
    ----------
    interval : callable
        Takes the counts 0..n as an array and returns the limits as shares.
    sample_size, population_size : int
        n and N of simple random sampling without replacement.

    Returns
    -------
    Coverage
        One value for each of the N + 1 population counts.

    Raises
    ------
    ValueError
        Sizes that cannot occur together, or limits of the wrong shape, in the wrong order or not finite.

    References
    ----------
    Newcombe, R. G. (1998). Statistics in Medicine 17, 857-872 (the criteria).
    """
    as_population(0, sample_size, population_size)
    counts = np.arange(sample_size + 1)
    low, high = (as_reals("interval", limit) for limit in interval(counts))
    if low.shape != counts.shape or high.shape != counts.shape:
        raise ValueError(f"interval must return {counts.size} limits, got {low.shape}")
    if np.any(low > high):
        raise ValueError("interval must return low limits that do not exceed the high ones")
    successes = np.arange(population_size + 1)
    share = successes / population_size
    probability = _probabilities(sample_size, population_size)
    held = (low[:, None] <= share) & (share <= high[:, None])
    return Coverage(share, (probability * held).sum(axis=0), (high - low) @ probability)


@lru_cache(maxsize=1)
def _probabilities(sample_size: int, population_size: int) -> FloatArray:
    """Probability of each sample count (rows) for each population count; kept for the next method."""
    counts, successes = np.arange(sample_size + 1), np.arange(population_size + 1)
    return np.asarray(
        hypergeom.pmf(counts[:, None], population_size, successes[None, :], sample_size)
    )
