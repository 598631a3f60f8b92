"""Detectable effects, against exact power by enumeration."""

import numpy as np
import pytest
from scipy.stats import binom, norm

from wijkteams.statistics.margins import conditional_shares, plackett_joint
from wijkteams.statistics.power import (
    detectable_odds_ratio_from_margins,
)


def exact_power(n1: int, p1: float, n0: int, p0: float) -> float:
    """Power of the pooled z test of two shares, summed over every outcome."""
    k1, k0 = np.arange(n1 + 1)[:, None], np.arange(n0 + 1)[None, :]
    pooled = (k1 + k0) / (n1 + n0)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0))
    shown = np.abs(k1 / n1 - k0 / n0) > norm.isf(0.025) * error
    return float((shown * binom.pmf(k1, n1, p1) * binom.pmf(k0, n0, p0)).sum())


def test_detectable_odds_ratio_from_margins_has_the_power_it_promises() -> None:
    ratio = detectable_odds_ratio_from_margins(200, 0.5, 0.37)
    exposed, unexposed = conditional_shares(plackett_joint(0.5, 0.37, ratio), 0.5, 0.37)
    assert exact_power(100, exposed, 100, unexposed) == pytest.approx(0.8, abs=0.02)


def test_detectable_effects_shrink_with_size_and_grow_with_power() -> None:
    plain = detectable_odds_ratio_from_margins(200, 0.5, 0.3)
    assert detectable_odds_ratio_from_margins(400, 0.5, 0.3) < plain
    assert detectable_odds_ratio_from_margins(200, 0.5, 0.3, power=0.9) > plain


@pytest.mark.parametrize(
    "call",
    [
        lambda: detectable_odds_ratio_from_margins(100, 0.5, 0.3, power=1.0),
        lambda: detectable_odds_ratio_from_margins(100, 0.5, 0.3, significance=0.0),
        lambda: detectable_odds_ratio_from_margins(0, 0.5, 0.3),
        lambda: detectable_odds_ratio_from_margins(4, 0.5, 0.9),  # too small for any effect
        lambda: detectable_odds_ratio_from_margins(100, 1.0, 0.3),
        lambda: detectable_odds_ratio_from_margins(100, 0.5, 0.0),
    ],
)
def test_power_functions_refuse_what_cannot_occur(call: object) -> None:
    assert callable(call)
    with pytest.raises(ValueError):
        call()
