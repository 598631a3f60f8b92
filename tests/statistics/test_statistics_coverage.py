"""Exact coverage of the intervals at the size of the 2014 survey."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import norm

from wijkteams.statistics.coverage import exact_coverage
from wijkteams.statistics.intervals import hypergeometric_interval, wilson_interval

N, SIZE = 224, 403
Counts = NDArray[np.int64]
Limits = tuple[NDArray[np.float64], NDArray[np.float64]]


def exact(counts: Counts) -> Limits:
    low, high = hypergeometric_interval(counts, N, SIZE)
    return low / SIZE, high / SIZE


def wilson_finite(counts: Counts) -> Limits:
    low, high = wilson_interval(counts, N, population_size=SIZE)
    return low, high


def wilson_endless(counts: Counts) -> Limits:
    low, high = wilson_interval(counts, N)
    return low, high


def wald_finite(counts: Counts) -> Limits:
    p = counts / N
    margin = norm.isf(0.025) * np.sqrt((1 - N / SIZE) * p * (1 - p) / N)
    return p - margin, p + margin


@pytest.mark.parametrize(
    ("interval", "minimum", "mean", "width"),
    [
        (exact, 0.951, 0.965, 0.070),
        (wilson_finite, 0.916, 0.951, 0.068),
        (wald_finite, 0.556, 0.943, 0.068),
        (wilson_endless, 0.996, 0.997, 0.102),
    ],
)
def test_exact_coverage_of_four_intervals(
    interval: object, minimum: float, mean: float, width: float
) -> None:
    assert callable(interval)
    coverage = exact_coverage(interval, N, SIZE)
    measured = (coverage.minimum, coverage.mean, coverage.mean_width)
    assert measured == pytest.approx((minimum, mean, width), abs=6e-4)


def test_exact_coverage_of_trivial_intervals() -> None:
    everything = exact_coverage(lambda k: (np.zeros(k.shape), np.ones(k.shape)), 5, 9)
    assert everything.coverage == pytest.approx(np.ones(10))
    assert everything.mean_width == pytest.approx(1)
    nothing = exact_coverage(lambda k: (np.full(k.shape, 1.5), np.full(k.shape, 2.0)), 5, 9)
    assert nothing.minimum == nothing.mean == 0


def test_exact_coverage_agrees_with_drawing_samples() -> None:
    size, n, successes = 40, 15, 11

    def interval(counts: Counts) -> Limits:
        low, high = wilson_interval(counts, n, 0.8, population_size=size)
        return low, high

    low, high = interval(np.arange(n + 1))
    draws = np.random.default_rng(7).hypergeometric(successes, size - successes, n, 200_000)
    held = ((low <= successes / size) & (successes / size <= high))[draws].mean()
    measured = exact_coverage(interval, n, size)
    assert measured.coverage[successes] == pytest.approx(held, abs=0.004)
    assert measured.width[successes] == pytest.approx((high - low)[draws].mean(), abs=0.001)


def test_exact_coverage_refuses_limits_of_the_wrong_shape() -> None:
    with pytest.raises(ValueError, match="limits"):
        exact_coverage(lambda k: (0.0, 1.0), 5, 9)
    with pytest.raises(ValueError, match="population_size"):
        exact_coverage(lambda k: (k, k), 9, 5)
