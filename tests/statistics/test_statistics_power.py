"""Detectable effects, against exact power by enumeration."""

import numpy as np
import pytest
from scipy.stats import binom, hypergeom, norm
from statsmodels.stats.proportion import power_proportions_2indep

from wijkteams.statistics.margins import conditional_shares, plackett_joint
from wijkteams.statistics.power import (
    detectable_difference,
    detectable_odds_ratio,
    detectable_odds_ratio_from_margins,
)


def test_detectable_difference_2017_to_2019() -> None:
    points = [
        detectable_difference(0.5, 242, 212),
        detectable_difference(0.5, 242, 212, overlap=133, correlation=0.5),
        detectable_difference(0.5, 242, 212, 388, 355, overlap=133),
    ]
    assert [round(100 * point, 1) for point in points[:2]] == [13.2, 11.1]
    assert round(100 * points[2], 1) in (8.2, 8.3)


def test_detectable_difference_uses_the_hypergeometric_variance() -> None:
    # 20 of 50 drawn in each wave, half of the population positive
    error = np.sqrt(2 * hypergeom.var(50, 25, 20)) / 20
    expected = (norm.isf(0.025) + norm.ppf(0.8)) * error
    difference = detectable_difference(0.5, 20, 20, 50, 50, overlap=8)
    assert difference == pytest.approx(expected)


def exact_power(n1: int, p1: float, n0: int, p0: float) -> float:
    """Power of the pooled z test of two shares, summed over every outcome."""
    k1, k0 = np.arange(n1 + 1)[:, None], np.arange(n0 + 1)[None, :]
    pooled = (k1 + k0) / (n1 + n0)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0))
    shown = np.abs(k1 / n1 - k0 / n0) > norm.isf(0.025) * error
    return float((shown * binom.pmf(k1, n1, p1) * binom.pmf(k0, n0, p0)).sum())


def test_detectable_difference_has_the_power_it_promises() -> None:
    difference = detectable_difference(0.5, 242, 212)
    power = exact_power(242, 0.5 + difference / 2, 212, 0.5 - difference / 2)
    assert power == pytest.approx(0.8, abs=0.02)


def test_detectable_odds_ratio_has_the_power_it_promises() -> None:
    ratio = detectable_odds_ratio(212, 0.5, 0.30)
    assert round(ratio, 1) == 2.2
    odds = ratio * 0.3 / 0.7
    assert exact_power(106, odds / (1 + odds), 106, 0.3) == pytest.approx(0.8, abs=0.02)


def test_detectable_odds_ratio_agrees_with_statsmodels() -> None:
    odds = detectable_odds_ratio(220, 0.4, 0.30) * 0.3 / 0.7
    difference = odds / (1 + odds) - 0.3
    theirs = power_proportions_2indep(difference, 0.3, nobs1=88, ratio=132 / 88)
    assert theirs.power == pytest.approx(0.8, abs=1e-4)


def test_detectable_odds_ratio_from_margins_has_the_power_it_promises() -> None:
    ratio = detectable_odds_ratio_from_margins(200, 0.5, 0.37)
    exposed, unexposed = conditional_shares(plackett_joint(0.5, 0.37, ratio), 0.5, 0.37)
    assert exact_power(100, exposed, 100, unexposed) == pytest.approx(0.8, abs=0.02)


def test_detectable_effects_shrink_with_size_and_grow_with_power() -> None:
    assert detectable_difference(0.5, 400, 400) < detectable_difference(0.5, 200, 200)
    assert detectable_difference(0.5, 200, 200, power=0.9) > detectable_difference(0.5, 200, 200)
    assert detectable_odds_ratio(400, 0.5, 0.3) < detectable_odds_ratio(200, 0.5, 0.3)
    assert detectable_difference(0.5, 40, 40, 40, 40) == 0


@pytest.mark.parametrize(
    "call",
    [
        lambda: detectable_difference(0.0, 10, 10),
        lambda: detectable_difference(0.5, 10, 10, power=1.0),
        lambda: detectable_difference(0.5, 10, 10, significance=0.0),
        lambda: detectable_odds_ratio(0, 0.5, 0.3),
        lambda: detectable_odds_ratio(4, 0.5, 0.9),  # too small for any effect
        lambda: detectable_odds_ratio(100, 1.0, 0.3),
        lambda: detectable_odds_ratio_from_margins(100, 0.5, 0.0),
    ],
)
def test_power_functions_refuse_what_cannot_occur(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError):
        call()
