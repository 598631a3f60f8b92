"""Pile-up bounds, against Rueger's closed form and full enumeration of respondents."""

from itertools import combinations_with_replacement, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkteams.statistics.pileup import pile_up_bounds


def closed_form(shares: list[float], at_least: int) -> tuple[float, float]:
    """Rueger (1978): bounds on the probability of at least so many of K events."""

    def upper(p: list[float], k: int) -> float:
        ordered = sorted(p)
        return min(1.0, *(sum(ordered[: len(p) - m]) / (k - m) for m in range(k)))

    complements = [1 - p for p in shares]
    return 1 - upper(complements, len(shares) - at_least + 1), upper(shares, at_least)


@settings(max_examples=60)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=5), st.data())
def test_pile_up_bounds_match_the_closed_form(shares: list[float], data: st.DataObject) -> None:
    at_least = data.draw(st.integers(1, len(shares)))
    bounds = pile_up_bounds(shares, shares, at_least)
    assert bounds == pytest.approx(closed_form(shares, at_least), abs=1e-7)


def test_pile_up_bounds_hold_for_every_set_of_respondents() -> None:
    patterns = list(product((0, 1), repeat=3))
    for respondents in combinations_with_replacement(patterns, 4):
        table = np.array(respondents)
        shares = table.mean(axis=0).tolist()
        none = float((table.sum(axis=1) == 0).mean())
        for at_least in (2, 3) if table.sum() in (5, 6) else ():
            truth = (table.sum(axis=1) >= at_least).mean()
            low, high = pile_up_bounds(shares, shares, at_least, none=(none, none))
            assert low - 1e-9 <= truth <= high + 1e-9


def test_pile_up_bounds_narrow_with_every_constraint() -> None:
    shares = [0.38, 0.46, 0.43, 0.38]
    plain = pile_up_bounds(shares, shares, 2)
    nobody_silent = pile_up_bounds(shares, shares, 2, none=(0.0, 0.0))
    at_most_two = pile_up_bounds(shares, shares, 2, at_most=2)
    assert plain == pytest.approx(closed_form(shares, 2))
    # with everyone naming one, the surplus over one each is 0.65, and two more fit per head
    assert nobody_silent == pytest.approx((0.65 / 3, 0.65), abs=1e-9)
    assert at_most_two[0] == pytest.approx(0.65)


def test_pile_up_bounds_of_ranges_hold_those_of_every_share_inside() -> None:
    low, high = pile_up_bounds([0.375, 0.455], [0.385, 0.465], 2)
    for shares in product((0.375, 0.38, 0.385), (0.455, 0.46, 0.465)):
        inner_low, inner_high = pile_up_bounds(shares, shares, 2)
        assert low - 1e-12 <= inner_low <= inner_high <= high + 1e-12
    assert high == pytest.approx(0.385)


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        (([0.5], [0.5, 0.6], 1), {}),
        (([], [], 1), {}),
        (([0.6], [0.5], 1), {}),
        (([0.5], [1.5], 1), {}),
        (([0.5, 0.5], [0.5, 0.5], 3), {}),
        (([0.5, 0.5], [0.5, 0.5], 0), {}),
        (([0.9, 0.9], [0.9, 0.9], 2), {"at_most": 1}),  # 180 per cent in single answers
        (([0.5, 0.9], [0.5, 0.9], 1), {"none": (0.2, 0.3)}),  # 90 named one, so none is 10
    ],
)
def test_pile_up_bounds_refuse_what_cannot_occur(
    arguments: tuple[list[float], list[float], int], options: dict[str, object]
) -> None:
    with pytest.raises(ValueError):
        pile_up_bounds(*arguments, **options)  # type: ignore[arg-type]
