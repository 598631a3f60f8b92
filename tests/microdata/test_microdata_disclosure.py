"""Attacks: try to work out hidden cells from all that is released, by counting every table that fits."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkteams.microdata.disclosure import (
    Protection,
    exposed_cells,
    feasible_interval,
    protect,
    round_to_base,
    sensitive_cells,
)
from wijkteams.microdata.release import Rules, release
from wijkteams.models.respondents import RespondentSpecification, fit_respondents
from wijkteams.models.respondents_tables import compare_types, tabulate_types

THRESHOLD = 3


def tables_that_fit(named: np.ndarray, total: np.ndarray, known: Protection) -> list[np.ndarray]:
    """Every table with the printed margins and the published cells: what an attacker is left with, by brute force."""
    ranges = [
        [named[place]] if known.cells[place] else range(total[place] + 1)
        for place in np.ndindex(named.shape)
    ]
    tables = (np.array(each).reshape(named.shape) for each in product(*ranges))
    pooled = known.pooled
    return [
        table
        for table in tables
        if (table.sum(axis=1) == named.sum(axis=1)).all()
        and (table.sum(axis=0)[pooled] == named.sum(axis=0)[pooled]).all()
    ]


@st.composite
def small_tables(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    shape = draw(st.sampled_from([(1, 3), (1, 4), (2, 2)]))
    cells = shape[0] * shape[1]
    total = np.array(draw(st.lists(st.integers(0, 6), min_size=cells, max_size=cells)))
    share = np.array(draw(st.lists(st.floats(0, 1), min_size=cells, max_size=cells)))
    return np.rint(share * total).astype(int).reshape(shape), total.reshape(shape)


@settings(max_examples=30, deadline=None)
@given(small_tables())
def test_attack_leaves_every_sensitive_cell_in_doubt(table: tuple[np.ndarray, np.ndarray]) -> None:
    named, total = table
    known = protect(named, total, THRESHOLD)
    if not known.cells.any() and not known.pooled.any():
        return  # the printed margins alone decide; nothing of ours adds to them
    fits = np.array(tables_that_fit(named, total, known))
    spread = fits.max(axis=0) - fits.min(axis=0)
    sensitive = sensitive_cells(named, total, THRESHOLD)
    assert (spread[sensitive] >= np.minimum(THRESHOLD, total)[sensitive]).all()


@settings(max_examples=25, deadline=None)
@given(small_tables())
def test_feasible_interval_is_that_of_brute_force(table: tuple[np.ndarray, np.ndarray]) -> None:
    named, total = table
    known = Protection(named % 2 == 0, np.arange(named.shape[1]) == 0)
    fits = np.array(tables_that_fit(named, total, known))
    for w, t in np.argwhere(~known.cells):
        low, high = feasible_interval(named, total, known, (int(w), int(t)))
        # Integer tables attain the linear bounds: the constraints are those of a transport problem.
        assert (low, high) == pytest.approx((fits[:, w, t].min(), fits[:, w, t].max()), abs=1e-6)


NAMED, TOTAL = np.array([[40, 2, 30, 25]]), np.array([[80, 9, 60, 50]])


def test_hiding_only_the_small_cell_fails_the_attack() -> None:
    naive = Protection(~sensitive_cells(NAMED, TOTAL, 10), np.zeros(4, dtype=bool))
    assert exposed_cells(NAMED, TOTAL, naive, 10) == [(0, 1)]
    assert feasible_interval(NAMED, TOTAL, naive, (0, 1)) == pytest.approx((2, 2))
    known = protect(NAMED, TOTAL, 10)
    assert (~known.cells).sum() == 2
    assert exposed_cells(NAMED, TOTAL, known, 10) == []


def test_regression_over_waves_counts_as_knowledge() -> None:
    named = np.array([[30, 12, 30], [30, 3, 30]])
    total = np.array([[60, 40, 60], [60, 20, 60]])
    first = Protection(
        np.array([[True, True, True], [True, False, False]]), np.zeros(3, dtype=bool)
    )
    assert exposed_cells(named, total, first, 10) == []
    pooled = Protection(first.cells, np.ones(3, dtype=bool))
    assert exposed_cells(named, total, pooled, 10) == [(1, 1)]
    assert exposed_cells(named, total, protect(named, total, 10), 10) == []


def test_protect_refuses_a_threshold_that_protects_nobody() -> None:
    with pytest.raises(ValueError, match="protects nobody"):
        protect(NAMED, TOTAL, 1)


def test_round_to_base_is_to_the_nearest() -> None:
    assert round_to_base(np.array([0, 2, 3, 7, 8, 12]), 5).tolist() == [0, 0, 5, 5, 10, 10]


@pytest.fixture
def private(answers) -> dict[str, pd.DataFrame]:
    frame = answers(3)
    frame.loc[frame["team_type"].eq("type_front") & (frame.index % 5 > 0), "team_type"] = (
        "type_other"
    )
    models, _ = fit_respondents(
        frame, RespondentSpecification("type_broad_all", "20k_to_50k", 0.95)
    )
    margins = pd.DataFrame(
        [
            ("has_team", "a", "b", "w2017", "all", "respondents", "all", 83, 83.4, 200, 240, True, 0.4),
            ("has_team", "a", "b", "w2017", "G32", "respondents", "all", 96, 93.3, 28, 30, False, -2.7),
            ("no_team", "a", "b", "w2017", "all", "respondents", "all", 2, 2.1, 5, 240, True, 0.1),
        ],
        columns=[
            "item_id", "label_en", "label_nl", "wave_id", "subgroup", "base", "denominator", "published",
            "in_file", "count", "n", "agrees", "difference",
        ],
    )  # fmt: skip
    flow = pd.DataFrame(
        [("w2017", "read", 241), ("w2017", "set aside: x", 1), ("w2017", "kept", 240)],
        columns=["wave_id", "step", "rows"],
    )
    return {
        "counts": tabulate_types(frame), "models": models, "tests": compare_types(frame),
        "margins": margins, "flow": flow,
    }  # fmt: skip


RULES = Rules(10, 5)


def test_release_publishes_no_small_cell_and_only_rounded_counts(private: dict) -> None:
    counts = release(private, RULES)["counts"]
    whole = private["counts"].merge(counts, on=["wave_id", "item_id", "team_type"])
    assert 0 < len(whole) < len(private["counts"])
    assert whole[["yes", "no"]].min().min() >= RULES.threshold
    assert (counts[["yes_rounded", "no_rounded"]] % RULES.base == 0).all(axis=None)


def test_release_of_models_has_no_exact_number_and_no_thin_term(private: dict) -> None:
    models = release(private, RULES)["models"]
    assert not {"n", "clusters", "least_cell", "residual_df"} & set(models)
    assert (models[["n_rounded", "clusters_rounded"]] % RULES.base == 0).all(axis=None)
    thin = private["models"][private["models"]["least_cell"] < RULES.threshold]
    assert len(thin)
    keys = ["model", "item_id", "term", "level"]
    assert thin.merge(models, on=keys).empty


def test_release_hides_city_groups_small_margins_and_rows_set_aside(private: dict) -> None:
    released = release(private, RULES)
    assert len(released["margins"]) == 1
    assert not {"count", "n", "in_file"} & set(released["margins"])
    assert released["flow"]["step"].to_list() == ["kept"]
    withheld = released["withheld"].set_index("result")["withheld"]
    assert (withheld[["counts", "models", "margins", "flow"]] > 0).all()


def test_release_stops_on_a_result_without_a_rule(private: dict) -> None:
    with pytest.raises(KeyError, match="no rule of release for answers"):
        release({**private, "answers": pd.DataFrame()}, RULES)


def test_release_stops_when_the_check_cannot_run(private: dict, monkeypatch) -> None:
    class Failed:
        success = False

    monkeypatch.setattr("wijkteams.microdata.disclosure.linprog", lambda *_, **__: Failed())
    with pytest.raises(RuntimeError, match="nothing is released"):
        release(private, RULES)
