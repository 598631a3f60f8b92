"""Adjusted p values against the worked example of Benjamini and Hochberg (1995)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkteams.statistics.multiplicity import benjamini_hochberg_adjusted, holm_adjusted

# the 15 p values of section 3.2
BH_1995 = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
    0.7590, 1.0000,
]  # fmt: skip


def test_benjamini_hochberg_rejects_four_of_the_example() -> None:
    adjusted = benjamini_hochberg_adjusted(BH_1995)
    assert (adjusted <= 0.05).sum() == 4
    assert adjusted[3] == pytest.approx(0.035625)


def test_holm_rejects_three_of_the_example() -> None:
    assert (holm_adjusted(BH_1995) <= 0.05).sum() == 3


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.randoms())
def test_adjusted_values_keep_the_order_and_follow_their_p(p: list[float], random: object) -> None:
    for adjust in (holm_adjusted, benjamini_hochberg_adjusted):
        adjusted = adjust(p)
        assert np.all(adjusted >= np.array(p) - 1e-15)
        order = np.argsort(p, kind="stable")
        assert np.all(np.diff(adjusted[order]) >= -1e-15)
        assert adjust(p[::-1]) == pytest.approx(adjusted[::-1])


def test_holm_of_nothing_is_nothing() -> None:
    assert holm_adjusted([]).size == 0


def test_adjusted_values_refuse_what_is_no_p_value() -> None:
    with pytest.raises(ValueError, match="p_values"):
        holm_adjusted([1.2])
