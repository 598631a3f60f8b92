"""delta*: against published findings recomputed by hand, a slow second route, and properties that must hold."""

import math
from itertools import product
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkteams.statistics.delta_star import (
    delta_star,
    excess_over_limit,
    excess_within_sample,
    imbens_manski_level,
    near_end,
    rise_between_samples,
    two_sided_p_value,
)

NORMAL = NormalDist()


def wilson(k: int, n: int, z: float) -> tuple[float, float]:
    p, centre = k / n, (k + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(n * p * (1 - p) + z * z / 4)
    return centre - half, centre + half


def deviate(width: float, confidence: float) -> float:
    """Bisect for c with Phi(c + width) - Phi(-c) = confidence."""
    low, high = 0.0, 10.0
    for _ in range(200):
        c = (low + high) / 2
        if NORMAL.cdf(c + width) - NORMAL.cdf(-c) < confidence:
            low = c
        else:
            high = c
    return c


def by_hand(
    k1: int, n1: int, f1: float, k2: int, n2: int, f2: float, delta: float, union: bool
) -> float:
    """Near end of a rise, in plain Python."""
    p1, p2 = k1 / n1, k2 / n2
    low = f1 * min(delta, 1 - p1) + f2 * min(delta, p2)
    high = f1 * min(delta, p1) + f2 * min(delta, 1 - p2)
    error = math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    z = NORMAL.inv_cdf(0.975) if union else deviate((low + high) / error, 0.95)
    below, above = p2 - wilson(k2, n2, z)[0], wilson(k1, n1, z)[1] - p1
    return p2 - p1 - math.hypot(below, above) - low


@pytest.mark.parametrize(
    ("reading", "expected"), [("estimate", 21.2), ("union", 12.3), ("imbens_manski", 13.8)]
)
def test_presence_from_2014_to_2015(reading, expected):
    """154 of 224 and 203 to 205 of 234 municipalities had a team, of 403 and 393."""
    rise = rise_between_samples(154, 224, 1 - 224 / 403, [203, 204, 205], 234, 1 - 234 / 393)
    assert round(100 * delta_star(rise, reading=reading), 1) == expected


def test_presence_after_holm():
    """The smallest of the eight p values of the topic is held against 0.05 / 8."""
    rise = rise_between_samples(154, 224, 1 - 224 / 403, 203, 234, 1 - 234 / 393)
    assert round(100 * delta_star(rise, 1 - 0.05 / 8), 1) == 9.8


@pytest.mark.parametrize(
    ("shares", "sizes", "expected"),
    [((38, 59), (range(165, 178), 177 + 143), (10.5, 12.3)), ((14, 23), (range(188, 203), 202 + 146), (0.3, 1.3))],
    ids=["prevention 2015-2019", "target groups 2015-2017"],
)  # fmt: skip
def test_shares_of_those_with_a_team(shares, sizes, expected):
    """Printed whole per cents of 191 to 205 municipalities in 2015, each count that rounds to them."""

    def counts(share, answers):
        return [(k, n) for n in answers for k in range(n + 1) if abs(200 * k - 2 * share * n) <= n]

    pairs = np.array([
        (*a, *b) for a, b in product(counts(shares[0], range(191, 206)), counts(shares[1], sizes[0]))
    ])  # fmt: skip
    k1, n1, k2, n2 = pairs.T
    rise = rise_between_samples(k1, n1, 1 - n1 / (205 + 159), k2, n2, 1 - n2 / sizes[1])
    found = tuple(
        round(100 * delta_star(rise, reading=each), 1) for each in ("union", "imbens_manski")
    )
    assert found == expected


shares = st.tuples(st.integers(20, 300), st.floats(0, 1)).map(
    lambda each: (round(each[0] * each[1]), each[0])
)
parts = st.floats(0.05, 0.9)


@given(shares, parts, shares, parts, st.floats(0, 1), st.booleans())
def test_near_end_agrees_with_plain_python(first, f1, second, f2, delta, union):
    if first[0] in (0, first[1]) and second[0] in (0, second[1]):
        return
    rise = rise_between_samples(*first, f1, *second, f2)
    found = near_end(rise, delta, reading="union" if union else "imbens_manski")
    assert found == pytest.approx(by_hand(*first, f1, *second, f2, delta, union), abs=1e-8)


@given(shares, parts, shares, parts)
def test_readings_keep_their_order_and_touch_zero(first, f1, second, f2):
    rise = rise_between_samples(*first, f1, *second, f2)
    union, between, plain = (
        delta_star(rise, reading=each) for each in ("union", "imbens_manski", "estimate")
    )
    assert math.isnan(union) == math.isnan(between)
    if not math.isnan(between):
        assert union <= between + 1e-9
        assert between <= plain + 1e-9
        if math.isfinite(between):
            assert near_end(rise, between) == pytest.approx(0, abs=1e-6)
            assert near_end(rise, between / 2) > 0


@given(shares, parts, shares, parts, st.integers(0, 3))
def test_more_combinations_never_raise_delta_star(first, f1, second, f2, more):
    """A wider rounding, or a base that may also be another, holds the combinations of before and more."""
    count = np.arange(first[0], min(first[1], first[0] + more) + 1)
    alone = delta_star(rise_between_samples(*first, f1, *second, f2))
    wider = delta_star(rise_between_samples(count, first[1], f1, *second, f2))
    assert math.isnan(wider) or wider <= alone + 1e-9


@given(shares, parts, shares, parts)
def test_a_fall_is_a_rise_of_the_other_answers(first, f1, second, f2):
    (k1, n1), (k2, n2) = first, second
    rise = rise_between_samples(k1, n1, f1, k2, n2, f2)
    fall = rise_between_samples(n2 - k2, n2, f2, n1 - k1, n1, f1)
    assert delta_star(rise) == pytest.approx(delta_star(fall), abs=1e-7, nan_ok=True)


@given(shares, parts, shares, parts)
def test_p_value_and_interval_agree(first, f1, second, f2):
    rise = rise_between_samples(*first, f1, *second, f2)
    p = two_sided_p_value(rise)
    assert (p < 0.05) == (near_end(rise, 0.0) > 0) or p == pytest.approx(0.05, abs=1e-6)
    if 1e-9 < p < 1:
        assert near_end(rise, 0.0, 1 - p, "union") == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("width", "deviate_of"), [(0.0, 1.959964), (40.0, 1.644854)])
def test_level_of_a_point_and_of_a_wide_set(width, deviate_of):
    """Imbens and Manski (2004): from the two-sided to the one-sided deviate."""
    assert NORMAL.inv_cdf((1 + imbens_manski_level(width)) / 2) == pytest.approx(
        deviate_of, abs=1e-6
    )


@given(st.floats(0, 20), st.floats(0.51, 0.999))
def test_level_solves_its_equation(width, confidence):
    c = NORMAL.inv_cdf((1 + imbens_manski_level(width, confidence)) / 2)
    assert NORMAL.cdf(c + width) - NORMAL.cdf(-c) == pytest.approx(confidence, abs=1e-9)


@given(shares, st.integers(0, 300), parts)
def test_an_excess_within_a_sample_is_least_at_the_worst_dependence(sample, other, f):
    (a, n), b = sample, min(other, sample[1])
    excess = excess_within_sample(a, b, n, f)
    p, q = a / n, b / n
    # the most municipalities that gave exactly one of the two answers
    apart = (min(a, n - b) + min(b, n - a)) / n
    assert excess.error**2 == pytest.approx((apart - (p - q) ** 2) / n, abs=1e-12)
    assert -1 <= near_end(excess, 0.0) <= p - q


@given(shares, st.floats(0, 1), parts, st.floats(0, 1))
def test_a_share_over_a_limit(sample, limit, f, delta):
    excess = excess_over_limit(*sample, f, limit)
    p = sample[0] / sample[1]
    expected = wilson(*sample, NORMAL.inv_cdf(0.975))[0] - limit - f * min(delta, p)
    assert near_end(excess, delta, reading="union") == pytest.approx(expected, abs=1e-8)


def test_nobody_silent_means_that_no_delta_undoes_it():
    assert delta_star(rise_between_samples(10, 100, 0, 90, 100, 0)) == math.inf


@pytest.mark.parametrize(
    "call",
    [
        lambda: rise_between_samples(5, 4, 0.1, 1, 4, 0.1),
        lambda: rise_between_samples(1, 4, 1.1, 1, 4, 0.1),
        lambda: rise_between_samples(1, 4, math.nan, 1, 4, 0.1),
        lambda: excess_over_limit(1, 4, 0.1, math.nan),
        lambda: excess_within_sample(1, 5, 4, 0.1),
        lambda: imbens_manski_level(-1),
        lambda: imbens_manski_level(math.nan),
        lambda: imbens_manski_level(1, 1.0),
        lambda: imbens_manski_level(1, 0.5),
        lambda: near_end(excess_over_limit(1, 4, 0.1, 0.5), 1.5),
        lambda: delta_star(excess_over_limit(1, 4, 0.1, 0.5), math.nan),
    ],
)
def test_what_cannot_be_is_refused(call):
    with pytest.raises(ValueError, match=r"must|got"):
        call()
