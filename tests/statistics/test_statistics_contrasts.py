"""Equality within limits, and item against item."""

from itertools import product

import numpy as np
import pytest
from scipy.stats import norm

from wijkteams.statistics.contrasts import (
    contrast_breakdown_point,
    difference_in_differences_bounds,
    difference_in_differences_interval,
)
from wijkteams.statistics.differences import newcombe_difference
from wijkteams.statistics.equality import smallest_equality_limit

CASE = (89, 108, 234, 104, 92, 176)  # item a and b of one question in two waves


def interval_width(**options: float) -> float:
    low, high = difference_in_differences_interval(*CASE, **options)
    return float(high - low)


def test_difference_in_differences_default_is_the_worst_admissible_dependence() -> None:
    widths = [interval_width(item_correlation=rho) for rho in (-0.3, 0.0, 0.2, 0.5)]
    assert widths == sorted(widths, reverse=True)
    assert interval_width() > widths[0]
    # with so many respondents it is close to Wald's, whose variance follows from the table where the fewest name both
    a1, b1, n1, a2, b2, n2 = CASE
    variance = sum(
        ((a + b - 2 * max(0, a + b - n)) / n - ((a - b) / n) ** 2) / n
        for a, b, n in ((a1, b1, n1), (a2, b2, n2))
    )
    assert interval_width() == pytest.approx(2 * norm.isf(0.025) * np.sqrt(variance), rel=0.02)


def test_difference_in_differences_worst_dependence_is_attained() -> None:
    # who names the one never names the other, and everybody names one: a contrast is 2 p - 1, whose change is twice that of p
    low, high = difference_in_differences_interval(4, 6, 10, 9, 11, 20)
    assert (low, high) == pytest.approx(2 * np.array(newcombe_difference(9, 20, 4, 10)))


def test_difference_in_differences_worst_wave_dependence_adds_errors() -> None:
    once = interval_width(wave_correlation=0.0)
    worst = interval_width(wave_correlation=-1.0)
    assert once < worst <= np.sqrt(2) * once + 1e-12


def test_difference_in_differences_finite_population_narrows() -> None:
    assert interval_width(population1=393, population2=320) < interval_width()
    assert interval_width(population1=234, population2=176) == pytest.approx(0, abs=1e-12)


def test_difference_in_differences_bounds_hold_and_reach_every_completion() -> None:
    case = (1, 2, 3, 2, 0, 2)
    sizes = (5, 4)
    answers = list(product((0, 1), repeat=2))
    contrasts = []
    for (a, b, n), size in zip(((1, 2, 3), (2, 0, 2)), sizes, strict=True):
        contrasts.append(
            {
                (a - b + sum(x - y for x, y in rest)) / size
                for rest in product(answers, repeat=size - n)
            }
        )
    reached = [later - earlier for earlier in contrasts[0] for later in contrasts[1]]
    bounds = difference_in_differences_bounds(*case, *sizes)
    assert bounds == pytest.approx((min(reached), max(reached)))


def test_contrast_breakdown_point_erases_the_difference_in_differences() -> None:
    sizes = (393, 319)
    delta = contrast_breakdown_point(*CASE, *sizes)
    a1, b1, n1, a2, b2, n2 = CASE
    change = (a2 - b2) / n2 - (a1 - b1) / n1
    assert change == pytest.approx(delta * ((1 - n1 / sizes[0]) + (1 - n2 / sizes[1])))
    # from -1 to 0.5, with few nonrespondents later: even all of them at -1 leave 1.25 to the first
    capped = contrast_breakdown_point(0, 10, 10, 8, 3, 10, 40, 12)
    assert capped * 0.75 + 1.5 / 6 == pytest.approx(1.5)
    # both samples complete: nothing is left that could erase it
    assert contrast_breakdown_point(*CASE, 234, 176) == np.inf


@pytest.mark.parametrize(
    "call",
    [
        lambda: interval_width(item_correlation=-0.99),
        lambda: interval_width(wave_correlation=-1.5),
        lambda: smallest_equality_limit(0.2, 0.1),
    ],
)
def test_contrast_functions_refuse_what_cannot_occur(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError):
        call()
