"""Overlapping samples: Tam's covariance by full enumeration, and the published magnitudes."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkteams.statistics.delta_star import rise_between_samples
from wijkteams.statistics.overlap import (
    correlation_range,
    estimate_correlation,
    share_variance,
)


def test_correlation_range_is_attained_by_extreme_tables() -> None:
    low, high = correlation_range(0.5, 0.56)
    assert (low, high) == pytest.approx((-0.886, 0.886), abs=5e-4)
    rows = np.arange(100)
    first, nested, opposite = rows < 50, rows < 56, rows >= 44
    assert np.corrcoef(first, nested)[0, 1] == pytest.approx(high)
    assert np.corrcoef(first, opposite)[0, 1] == pytest.approx(low)


def covariance_by_enumeration(y: np.ndarray, x: np.ndarray, n1: int, n2: int, common: int) -> float:
    """Covariance of two sample means: sample 1 at random, sample 2 given the overlap.

    ``y`` lives on the larger population, ``x`` on its first units.
    """
    weights, products, first_means, second_means = [], [], [], []
    for first in combinations(range(len(y)), n1):
        inside = [i for i in first if i < len(x)]
        outside = [j for j in range(len(x)) if j not in first]
        seconds = [
            kept + fresh
            for kept in combinations(inside, common)
            for fresh in combinations(outside, n2 - common)
        ]
        for second in seconds:
            mean1, mean2 = y[list(first)].mean(), x[list(second)].mean()
            weights.append(1 / len(seconds))
            products.append(mean1 * mean2)
            first_means.append(mean1)
            second_means.append(mean2)
    average = [np.average(v, weights=weights) for v in (products, first_means, second_means)]
    return float(average[0] - average[1] * average[2])


@pytest.mark.parametrize(
    ("size_1", "size_2", "n1", "n2", "common"),
    [(6, 6, 3, 2, 1), (6, 6, 3, 4, 2), (6, 6, 3, 3, 3), (6, 5, 3, 2, 1), (7, 5, 3, 2, 1)],
)
def test_estimate_correlation_gives_tams_covariance(
    size_1: int, size_2: int, n1: int, n2: int, common: int
) -> None:
    y = np.array([0, 1, 0, 1, 1, 0, 1])[:size_1].astype(float)
    x = np.array([0, 1, 1, 1, 0, 0, 1])[:size_2].astype(float)
    shared = np.cov(y[:size_2], x)[0, 1]
    v1 = (1 / n1 - 1 / size_1) * y.var(ddof=1)
    v2 = (1 / n2 - 1 / size_2) * x.var(ddof=1)
    rho = shared / np.sqrt(y.var(ddof=1) * x.var(ddof=1))
    r = estimate_correlation(n1, n2, common, rho, size_1, size_2)
    brute = covariance_by_enumeration(y, x, n1, n2, common)
    assert r * np.sqrt(v1 * v2) == pytest.approx(brute, abs=1e-12)


def test_estimate_correlation_vanishes_for_a_census() -> None:
    assert estimate_correlation(10, 10, 10, 0.8, 10, 10) == 0


@given(st.integers(2, 40), st.data())
def test_estimate_correlation_stays_in_range(size: int, data: st.DataObject) -> None:
    n1, n2 = data.draw(st.integers(1, size)), data.draw(st.integers(1, size))
    common = data.draw(st.integers(max(0, n1 + n2 - size), min(n1, n2)))
    rho = data.draw(st.floats(-1, 1))
    assert -1 <= estimate_correlation(n1, n2, common, rho) <= 1
    assert -1 <= estimate_correlation(n1, n2, common, rho, size, size) <= 1


def test_share_variance_matches_r_survey() -> None:
    assert np.sqrt(share_variance(83, 224, 403)) == pytest.approx(0.02155371545, abs=1e-10)


def test_standard_error_of_2017_to_2019_by_the_overlap_of_the_samples() -> None:
    counts = (121, 242, 0.0, 119, 212, 0.0)
    for rho, expected in ((0, 0.0469), (0.6, 0.0376), (0.88, 0.0324)):
        r = estimate_correlation(242, 212, 134, rho)
        rise = rise_between_samples(*counts, estimate_correlation=r)
        assert rise.error == pytest.approx(expected, abs=1.1e-4)
    # with finite populations the overlap hardly matters, whatever the correlation
    for rho in (-0.5, 0, 0.88):
        r = estimate_correlation(242, 212, 133, rho, 388, 355)
        error = rise_between_samples(*counts, 388, 355, r).error
        assert 0.0290 - 5e-5 <= error <= 0.0295 + 5e-5


@pytest.mark.parametrize(
    "call",
    [
        lambda: correlation_range(0.0, 0.5),
        lambda: correlation_range(1.2, 0.5),
        lambda: estimate_correlation(5, 5, 6, 0.1),
        lambda: estimate_correlation(5, 5, 2, 1.1),
        lambda: estimate_correlation(5, 5, 2, 0.1, population1=10),
        lambda: share_variance(1, 1, 10),
    ],
)
def test_overlap_functions_refuse_what_cannot_occur(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError):
        call()
