"""Score limits of counts that were checked: what a search over levels asks for thousands of times, one end at a time."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ._arrays import FloatArray, IntArray, as_population, as_sample

Side = Literal[-1, 1]
"""The lower end of an interval, or the upper one."""
SIDES: tuple[Side, Side] = (-1, 1)


class Sample(NamedTuple):
    """Successes, answers and, where it counts, the size of the population; of one shape."""

    successes: IntArray
    size: IntArray
    population: IntArray | None

    @property
    def share(self) -> FloatArray:
        return np.asarray(self.successes / self.size)


def checked(count: ArrayLike, size: ArrayLike, population: ArrayLike | None = None) -> Sample:
    """Return a sample, and refuse counts and sizes that cannot occur together."""
    if population is None:
        return Sample(*as_sample(count, size), None)
    return Sample(*as_population(count, size, population))


def wilson_end(
    sample: Sample, critical: ArrayLike, side: Side, continuity: bool = False
) -> FloatArray:
    """Return one end of `intervals.wilson_interval`, at a normal deviate."""
    k, n, population = sample
    p, u = sample.share, np.asarray(critical) ** 2 / n
    if population is not None:
        u = u * (population - n) / np.maximum(population - 1, 1)
    if continuity:
        # a census has nothing left to correct
        p = np.clip(p + side * np.where(population == n, 0.0, 1 / (2 * n)), 0, 1)
    root = np.sqrt(u**2 + 4 * u * p * (1 - p))
    limit = (2 * p + u + side * root) / (2 * (1 + u))
    return np.where(k == 0, 0.0, limit) if side < 0 else np.where(k == n, 1.0, limit)


def newcombe_end(
    one: Sample, two: Sample, critical: ArrayLike, correlation: FloatArray, side: Side
) -> FloatArray:
    """Return one end of `differences.newcombe_difference`, at a normal deviate."""
    p1, p2 = one.share, two.share
    gap1, gap2 = p1 - wilson_end(one, critical, side), p2 - wilson_end(two, critical, -side)
    reach = np.sqrt(np.maximum(0, gap1**2 + gap2**2 + 2 * correlation * gap1 * gap2))
    return np.asarray(np.clip(p1 - p2 + side * reach, -1, 1))


def lowest_correlation(p: FloatArray, q: FloatArray) -> FloatArray:
    """Lowest correlation that two shares allow; where one is constant, the lowest in the neighbourhood of the shares."""
    covariance = np.maximum(0, p + q - 1) - p * q
    scale = np.sqrt(p * (1 - p) * q * (1 - q))
    # everybody named the one and nobody the other: a tendency with one or the other, never both, is near
    constant = np.where(np.abs(p - q) == 1, -1.0, 0.0)
    return np.maximum(-1, np.divide(covariance, scale, out=constant, where=scale > 0))
