"""Change under three estimands and its breakdown point."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wijkteams.statistics.change import (
    finite_population_change,
    no_assumption_change,
    superpopulation_change,
)
from wijkteams.statistics.counts import counts_from_share
from wijkteams.statistics.delta_star import delta_star, rise_between_samples
from wijkteams.statistics.differences import newcombe_difference
from wijkteams.statistics.intervals import no_assumption_bounds
from wijkteams.statistics.nonresponse import bounded_deviation_bounds
from wijkteams.statistics.overlap import nearest_correlation

WAVE_2014 = [(count, 224) for count in counts_from_share("69%", 224)]
WAVE_2015 = [(count, 234) for count in counts_from_share("87%", 234)]
POPULATIONS = (403, 393)


@st.composite
def waves(draw: st.DrawFn) -> tuple[int, int, int, int, int, int]:
    size1, size2 = draw(st.integers(2, 30)), draw(st.integers(2, 30))
    n1, n2 = draw(st.integers(2, size1)), draw(st.integers(2, size2))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2, size1, size2


def test_no_assumption_change_2014_to_2015_is_not_signed() -> None:
    bounds = [no_assumption_change(*a, *b, *POPULATIONS) for a, b in product(WAVE_2014, WAVE_2015)]
    low, high = min(low for low, _ in bounds), max(high for _, high in bounds)
    assert (round(low, 2), round(high, 2)) == (-0.31, 0.54)


def test_no_assumption_change_holds_and_reaches_every_completion() -> None:
    k1, n1, k2, n2, size1, size2 = 2, 3, 3, 4, 5, 6
    completed = [
        (k2 + extra2) / size2 - (k1 + extra1) / size1
        for extra1, extra2 in product(range(size1 - n1 + 1), range(size2 - n2 + 1))
    ]
    bounds = no_assumption_change(k1, n1, k2, n2, size1, size2)
    assert bounds == pytest.approx((min(completed), max(completed)))


def breakdown(k1: int, n1: int, k2: int, n2: int, size1: int, size2: int) -> float:
    """How far those who did not answer must differ to erase a change, without chance; nan where there is none."""
    if k2 / n2 < k1 / n1:
        k1, k2 = n1 - k1, n2 - k2
    rise = rise_between_samples(k1, n1, 1 - n1 / size1, k2, n2, 1 - n2 / size2)
    return delta_star(rise, reading="estimate")


def test_breakdown_2014_to_2015_is_21_points() -> None:
    points = [breakdown(*a, *b, *POPULATIONS) for a, b in product(WAVE_2014, WAVE_2015)]
    assert (round(min(points), 2), round(max(points), 2)) == (0.21, 0.22)


def population_change(case: tuple[int, int, int, int, int, int], delta: float) -> float:
    """Change of the population shares when nonrespondents oppose it by ``delta``."""
    k1, n1, k2, n2, size1, size2 = case
    sign = 1 if k2 / n2 >= k1 / n1 else -1
    q1 = min(1.0, max(0.0, k1 / n1 + sign * delta))
    q2 = min(1.0, max(0.0, k2 / n2 - sign * delta))
    return sign * ((k2 + (size2 - n2) * q2) / size2 - (k1 + (size1 - n1) * q1) / size1)


@given(waves())
def test_breakdown_just_erases_the_change(case: tuple[int, int, int, int, int, int]) -> None:
    assume(abs(population_change(case, 0.0)) > 1e-9)
    delta = breakdown(*case)
    if np.isinf(delta):
        assert population_change(case, 1.0) > -1e-7
    else:
        assert population_change(case, delta) == pytest.approx(0, abs=1e-7)
        assert population_change(case, 0.99 * delta) > 0


@given(waves())
def test_breakdown_is_finite_exactly_when_the_sign_is_open(
    case: tuple[int, int, int, int, int, int],
) -> None:
    k1, n1, k2, n2 = case[:4]
    assume(k2 * n1 != k1 * n2)
    low, high = no_assumption_change(*case)
    reach = low if k2 / n2 > k1 / n1 else -high
    assume(abs(reach) > 1e-6)
    assert np.isfinite(breakdown(*case)) == (reach < 0)


@given(waves(), st.floats(0, 1))
def test_bounded_deviation_runs_from_no_difference_to_no_assumption(
    case: tuple[int, int, int, int, int, int], deviation: float
) -> None:
    k, n, _, _, size, _ = case
    low, high = bounded_deviation_bounds(k, n, size, deviation)
    widest = no_assumption_bounds(k, n, size)
    assert bounded_deviation_bounds(k, n, size, 0) == pytest.approx((k / n, k / n))
    assert bounded_deviation_bounds(k, n, size, 1) == pytest.approx(widest)
    assert widest[0] - 1e-12 <= low <= k / n + 1e-12
    assert k / n - 1e-12 <= high <= widest[1] + 1e-12


@given(waves())
def test_changes_reverse_with_the_waves(case: tuple[int, int, int, int, int, int]) -> None:
    k1, n1, k2, n2, size1, size2 = case
    common = max(0, n1 + n2 - max(size1, size2))
    rho = float(nearest_correlation(0.3, k1 / n1, k2 / n2))
    pairs = [
        (
            finite_population_change(k1, n1, k2, n2, size1, size2, common, rho),
            finite_population_change(k2, n2, k1, n1, size2, size1, common, rho),
        ),
        (superpopulation_change(k1, n1, k2, n2), superpopulation_change(k2, n2, k1, n1)),
        (
            no_assumption_change(k1, n1, k2, n2, size1, size2),
            no_assumption_change(k2, n2, k1, n1, size2, size1),
        ),
    ]
    for (low, high), (back_low, back_high) in pairs:
        assert (back_low, back_high) == pytest.approx((-high, -low), abs=1e-9)


def test_superpopulation_change_without_overlap_is_newcombe() -> None:
    assert superpopulation_change(48, 80, 56, 70) == newcombe_difference(56, 70, 48, 80)


def test_finite_population_change_ignores_the_correlation_at_chance_overlap() -> None:
    # an overlap of n1 n2 / N is what chance gives; then the covariance is zero
    intervals = [
        finite_population_change(50, 100, 30, 50, 200, 200, 25, rho) for rho in (-0.8, 0.0, 0.8)
    ]
    assert intervals[0] == pytest.approx(intervals[1])
    assert intervals[1] == pytest.approx(intervals[2])


def test_finite_population_change_is_narrower_than_superpopulation() -> None:
    finite = finite_population_change(155, 224, 203, 234, 403, 393, 130)
    endless = superpopulation_change(155, 224, 203, 234)
    assert endless[0] < finite[0] < finite[1] < endless[1]


def test_nonresponse_functions_refuse_what_cannot_occur() -> None:
    with pytest.raises(ValueError, match="deviation"):
        bounded_deviation_bounds(1, 2, 3, 1.5)
