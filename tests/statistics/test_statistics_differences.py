"""Difference intervals, against published tables, statsmodels and brute-force likelihood."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from wijkteams.statistics.differences import newcombe_difference
from wijkteams.statistics.intervals import wilson_interval


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((10, 10, 0, 20), (0.6791, 1.0)),
        ((10, 10, 0, 10), (0.6075, 1.0)),
    ],
)
def test_newcombe_difference_matches_newcombe_1998_table_2(
    case: tuple[int, int, int, int], expected: tuple[float, float]
) -> None:
    assert newcombe_difference(*case) == pytest.approx(expected, abs=6e-5)


def test_newcombe_difference_matches_desctools() -> None:
    expected = (0.0524314724, 0.3338726540)
    assert newcombe_difference(56, 70, 48, 80) == pytest.approx(expected, abs=1e-9)


@given(n1=st.integers(1, 200), n2=st.integers(1, 200), data=st.data())
def test_newcombe_difference_agrees_with_statsmodels(n1: int, n2: int, data: st.DataObject) -> None:
    k1, k2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    theirs = confint_proportions_2indep(k1, n1, k2, n2, compare="diff", method="newcomb")
    assert newcombe_difference(k1, n1, k2, n2) == pytest.approx(theirs, abs=1e-9)


def test_newcombe_difference_narrows_with_correlation_to_the_difference_of_limits() -> None:
    widths = [
        np.subtract(*newcombe_difference(60, 100, 50, 100, estimate_correlation=r)[::-1])
        for r in (-1.0, 0.0, 0.5, 1.0)
    ]
    assert widths == sorted(widths, reverse=True)
    # perfectly correlated estimates move together, so the lower limits pair with the upper ones
    low1, _ = wilson_interval(60, 100)
    _, high2 = wilson_interval(50, 100)
    low, _ = newcombe_difference(60, 100, 50, 100, estimate_correlation=1.0)
    assert low == pytest.approx(0.1 - abs((0.6 - low1) - (high2 - 0.5)))


def test_newcombe_difference_of_two_censuses_has_no_width() -> None:
    limits = newcombe_difference(6, 10, 12, 30, population1=10, population2=30)
    assert limits == pytest.approx((0.2, 0.2), abs=1e-12)


@given(n1=st.integers(1, 80), n2=st.integers(1, 80), data=st.data())
def test_difference_intervals_mirror_nest_and_stay_in_range(
    n1: int, n2: int, data: st.DataObject
) -> None:
    k1, k2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    low, high = newcombe_difference(k1, n1, k2, n2)
    assert -1 - 1e-12 <= low <= k1 / n1 - k2 / n2 + 1e-12
    assert k1 / n1 - k2 / n2 - 1e-12 <= high <= 1 + 1e-12
    for swapped in (
        newcombe_difference(k2, n2, k1, n1),
        newcombe_difference(n1 - k1, n1, n2 - k2, n2),
    ):
        assert swapped == pytest.approx((-high, -low), abs=1e-9)
    inner_low, inner_high = newcombe_difference(k1, n1, k2, n2, 0.8)
    assert low <= inner_low + 1e-12
    assert inner_high <= high + 1e-12
