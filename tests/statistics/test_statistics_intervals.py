"""Intervals for one proportion, against published tables and enumeration."""

from collections.abc import Callable
from math import comb
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from wijkteams.statistics.intervals import (
    hypergeometric_interval,
    korn_graubard_interval,
    no_assumption_bounds,
    wilson_interval,
)

Interval = Callable[..., tuple[Any, Any]]


def finite(interval: Interval) -> Interval:
    """Give all finite-population intervals one signature, limits as shares."""

    def limits(k: Any, n: Any, size: Any, confidence: float) -> tuple[Any, Any]:
        if interval is hypergeometric_interval:
            low, high = interval(k, n, size, confidence)
            return low / size, high / size
        return interval(k, n, confidence, population_size=size)

    return limits


FINITE = [finite(f) for f in (hypergeometric_interval, wilson_interval, korn_graubard_interval)]


@st.composite
def samples(draw: st.DrawFn) -> tuple[int, int, int]:
    size = draw(st.integers(2, 60))
    n = draw(st.integers(2, size))
    return draw(st.integers(0, n)), n, size


def test_hypergeometric_interval_small_table() -> None:
    low, high = hypergeometric_interval(np.arange(11), 10, 50)
    assert low.tolist() == [0, 1, 2, 5, 8, 11, 15, 19, 24, 30, 37]
    assert high.tolist() == [13, 20, 26, 31, 35, 39, 42, 45, 48, 49, 50]


@pytest.mark.parametrize(
    ("count", "n", "size", "expected"),
    [
        (37, 100, 500, (143, 231)),  # Cochran 1977, section 3.6: 140 to 230 by the normal curve
        (0, 224, 403, (0, 4)),
        (1, 224, 403, (1, 7)),
        (10, 224, 403, (12, 27)),
        (83, 224, 403, (132, 167)),
        (112, 224, 403, (184, 219)),
        (45, 100, 300, (111, 160)),  # samplingbook prints 110 to 161, one count too wide
    ],
)
def test_hypergeometric_interval_reference_cases(
    count: int, n: int, size: int, expected: tuple[int, int]
) -> None:
    assert hypergeometric_interval(count, n, size) == expected


@given(samples())
def test_hypergeometric_interval_equals_exact_tail_inversion(case: tuple[int, int, int]) -> None:
    k, n, size = case

    def mass(x: int, m: int) -> int:
        return comb(m, x) * comb(size - m, n - x)

    total = comb(size, n)
    held = [
        m
        for m in range(size + 1)
        if 40 * sum(mass(x, m) for x in range(k, n + 1)) > total
        and 40 * sum(mass(x, m) for x in range(k + 1)) > total
    ]
    assert hypergeometric_interval(k, n, size) == (held[0], held[-1])


@pytest.mark.parametrize(
    ("count", "n", "plain", "corrected"),
    [
        (81, 263, (0.2553, 0.3662), (0.2535, 0.3682)),
        (15, 148, (0.0624, 0.1605), (0.0598, 0.1644)),
        (0, 20, (0.0, 0.1611), (0.0, 0.2005)),
        (1, 29, (0.0061, 0.1718), (0.0018, 0.1963)),
    ],
)
def test_wilson_interval_matches_newcombe_1998_table_1(
    count: int, n: int, plain: tuple[float, float], corrected: tuple[float, float]
) -> None:
    assert wilson_interval(count, n) == pytest.approx(plain, abs=6e-5)
    assert wilson_interval(count, n, continuity=True) == pytest.approx(corrected, abs=6e-5)


@given(n=st.integers(1, 300), data=st.data(), confidence=st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_interval_agrees_with_scipy(n: int, data: st.DataObject, confidence: float) -> None:
    k = data.draw(st.integers(0, n))
    for method, continuity in (("wilson", False), ("wilsoncc", True)):
        limits = binomtest(k, n).proportion_ci(confidence, method)
        ours = wilson_interval(k, n, confidence, continuity=continuity)
        assert ours == pytest.approx((limits.low, limits.high), abs=1e-9)


@given(samples())
def test_wilson_interval_ends_where_the_score_test_turns(case: tuple[int, int, int]) -> None:
    k, n, size = case
    for limit in wilson_interval(k, n, population_size=size):
        # variance of a hypergeometric share with success share ``limit``
        variance = limit * (1 - limit) / n * (size - n) / (size - 1)
        assert abs(k / n - limit) == pytest.approx(1.959963984540054 * np.sqrt(variance), abs=1e-7)


def test_wilson_interval_with_continuity_moves_by_half_a_respondent() -> None:
    low, high = wilson_interval(6, 20, population_size=50, continuity=True)
    z_of = [
        (abs(6 / 20 - limit) - 1 / 40) / np.sqrt(limit * (1 - limit) / 20 * 30 / 49)
        for limit in (low, high)
    ]
    assert z_of == pytest.approx([1.959963984540054] * 2)
    assert wilson_interval(6, 20, population_size=20, continuity=True) == pytest.approx((0.3, 0.3))


def test_korn_graubard_interval_is_clopper_pearson_at_the_effective_size() -> None:
    # n_eff = (n - 1) / (1 - n/N) is whole here: 10 respondents of 40, n_eff = 12
    for k, equivalent in ((5, 6), (0, 0), (10, 12)):
        limits = binomtest(equivalent, 12).proportion_ci(0.95, "exact")
        ours = korn_graubard_interval(k, 10, population_size=40)
        assert ours == pytest.approx((limits.low, limits.high), abs=1e-9)


def test_no_assumption_bounds_hold_and_reach_every_completion() -> None:
    for k, n, size in [(1, 3, 5), (0, 2, 6), (3, 3, 4), (2, 2, 2)]:
        completed = [(k + extra) / size for extra in range(size - n + 1)]
        assert no_assumption_bounds(k, n, size) == (min(completed), max(completed))


def test_no_assumption_bounds_2014_and_2015() -> None:
    low, high = no_assumption_bounds(
        [154, 155, 203, 204], [224, 224, 234, 234], [403, 403] + [393] * 2
    )
    assert (round(low[0], 3), round(high[1], 3)) == (0.382, 0.829)
    assert (round(low[2], 3), round(high[3], 3)) == (0.517, 0.924)


@pytest.mark.parametrize("interval", FINITE)
@given(case=samples())
def test_intervals_mirror_successes_and_failures(
    interval: Interval, case: tuple[int, int, int]
) -> None:
    k, n, size = case
    low, high = interval(k, n, size, 0.95)
    mirrored_low, mirrored_high = interval(n - k, n, size, 0.95)
    assert (mirrored_low, mirrored_high) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@pytest.mark.parametrize("interval", FINITE)
@given(case=samples())
def test_intervals_nest_by_confidence_and_hold_the_estimate(
    interval: Interval, case: tuple[int, int, int]
) -> None:
    k, n, size = case
    previous = (k / n, k / n)
    for confidence in (0.5, 0.8, 0.95, 0.999):
        low, high = interval(k, n, size, confidence)
        # a count interval holds the estimate up to the grid of 1/N
        slack = 1 / size
        assert low <= previous[0] + slack
        assert high >= previous[1] - slack
        assert 0 <= low <= high <= 1
        if confidence > 0.5:
            assert low <= previous[0] + 1e-12
            assert high >= previous[1] - 1e-12
        previous = (low, high)


@pytest.mark.parametrize("interval", FINITE)
@given(n=st.integers(2, 60), data=st.data())
def test_intervals_have_no_width_for_a_census(
    interval: Interval, n: int, data: st.DataObject
) -> None:
    k = data.draw(st.integers(0, n))
    assert interval(k, n, n, 0.95) == pytest.approx((k / n, k / n), abs=1e-12)
    assert no_assumption_bounds(k, n, n) == (k / n, k / n)


@given(case=samples())
def test_intervals_narrow_as_the_population_shrinks(case: tuple[int, int, int]) -> None:
    k, n, size = case
    for interval in (wilson_interval, korn_graubard_interval):
        narrow = interval(k, n, population_size=size)
        wide = interval(k, n, population_size=size + 50)
        assert wide[0] <= narrow[0] + 1e-12
        assert narrow[1] <= wide[1] + 1e-12


def test_intervals_broadcast_and_return_plain_numbers() -> None:
    low, high = hypergeometric_interval([[3], [4]], [10, 12, 14], 40)
    assert low.shape == high.shape == (2, 3)
    assert (low[1, 2], high[1, 2]) == hypergeometric_interval(4, 14, 40)
    assert type(hypergeometric_interval(4, 14, 40)[0]) is int
    assert type(wilson_interval(4, 14)[0]) is float


@pytest.mark.parametrize(
    "arguments",
    [(5, 4, 10), (-1, 4, 10), (1, 0, 10), (1, 11, 10), (1.5, 4, 10), (1, 4, 10, 1.0)],
)
def test_intervals_refuse_what_cannot_occur(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError):
        hypergeometric_interval(*arguments)


def test_korn_graubard_interval_refuses_a_sample_of_one() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        korn_graubard_interval(1, 1)
