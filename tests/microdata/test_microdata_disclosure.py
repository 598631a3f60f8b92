"""Which numbers are hidden. The attacks on it are in tests/attacks."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from wijkteams.microdata.disclosure import (
    choose_shown,
    feasible_intervals,
    public_pattern,
    round_to_base,
    sensitive,
    silence_tells_nothing,
    well_hidden,
)

YES, TOTAL = np.array([40, 2, 30, 25]), np.array([80, 12, 60, 50])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.floats(0, 1)), min_size=1, max_size=6))
def test_intervals_are_those_of_linear_programming(types: list[tuple[int, float]]) -> None:
    total = np.array([n for n, _ in types])
    known = int(sum(round(n * share) for n, share in types))
    low, high = feasible_intervals(total, known)
    bounds = np.column_stack([np.zeros_like(total), total])
    for t, goal in enumerate(np.eye(len(total))):
        for sign, limit in ((1, low[t]), (-1, high[t])):
            found = linprog(sign * goal, A_eq=np.ones((1, len(total))), b_eq=[known], bounds=bounds)
            assert sign * found.fun == pytest.approx(limit, abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=5), st.data())
def test_shown_numbers_have_the_threshold_on_both_sides(total: list[int], data) -> None:
    yes = np.array([data.draw(st.integers(0, n)) for n in total])
    shown = choose_shown(yes, np.array(total), 10)
    assert not sensitive(yes, np.array(total), 10)[shown].any()
    assert well_hidden(np.array(total)[~shown], int(yes[~shown].sum()), 10) or not shown.any()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=5), st.data())
def test_pattern_is_the_public_one_or_nothing(total: list[int], data) -> None:
    yes = np.array([data.draw(st.integers(0, n)) for n in total])
    shown = choose_shown(yes, np.array(total), 10)
    public = public_pattern(np.array(total), int(yes.sum()), 10)
    assert not shown.any() or (shown == public).all()


def test_a_lone_small_type_takes_the_next_with_it() -> None:
    assert public_pattern(TOTAL, int(YES.sum()), 10).tolist() == [True, False, True, False]


def test_a_small_number_where_there_is_room_hides_all() -> None:
    yes = np.array([40, 12, 9, 30])
    total = np.array([80, 40, 40, 60])
    assert public_pattern(total, int(yes.sum()), 10).all()
    assert not choose_shown(yes, total, 10).any()


@pytest.mark.parametrize("total", [(6, 7, 8), (2, 3, 9), (5, 6, 6, 7)])
def test_silence_is_judged_as_by_counting(total: tuple[int, ...]) -> None:
    sizes = np.array(total)
    tables = np.array(list(product(*(range(n + 1) for n in total))))
    for known in range(sum(total) + 1):
        shown = public_pattern(sizes, known, 2)
        if not shown.any():
            continue
        fits = tables[tables.sum(axis=1) == known]
        silent = fits[
            [
                sensitive(table, sizes, 2)[shown].any()
                or not well_hidden(sizes[~shown], int(table[~shown].sum()), 2)
                for table in fits
            ]
        ]
        complete = all(set(silent[:, t]) == set(fits[:, t]) for t in range(len(total)))
        assert silence_tells_nothing(sizes, known, shown, 2) == complete


def test_nobody_answered_shows_nothing() -> None:
    assert not choose_shown(np.zeros(5, dtype=int), np.zeros(5, dtype=int), 10).any()


def test_a_threshold_that_protects_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="protects nobody"):
        choose_shown(YES, TOTAL, 1)


def test_round_to_base_is_to_the_nearest() -> None:
    assert round_to_base(np.array([0, 2, 3, 7, 8, 12]), 5).tolist() == [0, 0, 5, 5, 10, 10]
