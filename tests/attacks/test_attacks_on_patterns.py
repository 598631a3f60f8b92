"""Attacks on which numbers are hidden: every small table, and rules that are weaker than ours."""

from itertools import combinations_with_replacement

import numpy as np
import pytest

from tests.attacks.attacker import narrowed
from wijkteams.microdata import disclosure
from wijkteams.microdata.disclosure import choose_shown, feasible_intervals, sensitive

QUICK = [
    (1, 2, 3, 5, 5),
    (3, 4, 6, 8),
    (1, 2, 7, 8),
    (5, 5, 6),
    (0, 4, 9, 9),
    (2, 2, 2, 9),
    (3, 6, 7, 7),
]


def only_sensitive(yes: np.ndarray, total: np.ndarray, threshold: int) -> np.ndarray:
    """Hide the small numbers and no more."""
    return ~sensitive(yes, total, threshold)


def cell_by_cell(yes: np.ndarray, total: np.ndarray, threshold: int) -> np.ndarray:
    """Hide small numbers, and then the smallest type until no small number can be computed: as usual, and as we did."""
    small = sensitive(yes, total, threshold)
    shown = ~small
    while shown.any():
        hidden = np.flatnonzero(~shown)
        low, high = feasible_intervals(total[hidden], int(yes[hidden].sum()))
        wide = high - low >= np.minimum(threshold, total[hidden])
        if wide[small[hidden]].all():
            break
        shown[min(np.flatnonzero(shown), key=lambda t: total[t])] = False
    return shown


@pytest.mark.parametrize("total", QUICK)
def test_rerunning_the_rule_tells_nothing(total: tuple[int, ...]) -> None:
    assert narrowed(np.array(total), 2) == []


@pytest.mark.audit
@pytest.mark.parametrize(("types", "largest", "threshold"), [(3, 9, 2), (3, 10, 3), (4, 6, 2)])
def test_no_small_table_tells_more_than_its_interval(
    types: int, largest: int, threshold: int
) -> None:
    shown = 0
    for total in combinations_with_replacement(range(largest + 1), types):
        if 2 * total[-1] < 5 * threshold:
            continue  # No type has room; nothing is ever shown.
        assert narrowed(np.array(total), threshold) == [], total
        even = np.array(total) // 2
        shown += choose_shown(even, np.array(total), threshold).any()
    assert shown > 0


@pytest.mark.parametrize("rule", [only_sensitive, cell_by_cell])
def test_attack_breaks_the_usual_rules(rule) -> None:
    total = np.array((3, 4, 6, 8))
    found = narrowed(total, 2, rule)
    assert any(len(possible) == 1 for *_, possible in found)


def test_attack_breaks_a_silence_that_tells(monkeypatch) -> None:
    """One type to show: when nothing is shown it was that one."""
    total = np.array((2, 2, 2, 9))
    monkeypatch.setattr(disclosure, "silence_tells_nothing", lambda *_: True)
    assert narrowed(total, 2)


def test_attack_breaks_numbers_that_are_hidden_badly(monkeypatch) -> None:
    monkeypatch.setattr(disclosure, "well_hidden", lambda *_: True)
    found = narrowed(np.array((3, 6, 7, 7)), 2)
    assert any(len(possible) == 1 for *_, possible in found)
