"""The grid: every admissible specification once, what it rests on, and that it agrees with the verdict."""

from typing import Any

import pandas as pd
import pytest

from tests.estimates.made_up import made_up
from wijkteams.estimates.changes.changes import estimate_changes
from wijkteams.estimates.changes.contrasts import contrast_items
from wijkteams.estimates.claims.compared import Tables, by_change, judge_compared
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.who_answered import Base, Wave
from wijkteams.models.grid import FACTORS, check_agreement, run_grid, run_grids, summarise_grid
from wijkteams.statistics.overlap import correlation_range
from wijkteams.tables import Row, rows_of

SURVEYS = {"w1": Wave(200, 300, {}), "w2": Wave(200, 300, {})}
BASES = {
    wave: {
        "respondents": Base("respondents", (200,), (300,), 100, tuple(range(150, 161))),
        "with_team": Base("with_team", tuple(range(150, 161)), tuple(range(220, 250)), 100, (150,)),
    }
    for wave in SURVEYS
}


def series(*shares: int, bases: str = "respondents") -> list[PrintedShare]:
    return [
        made_up(
            share=share, wave_id=f"w{i}", wave_date=f"20{10 + i}-01-01", possible_bases=bases, figure_ids=f"ONE{i}.01"
        )
        for i, share in enumerate(shares, start=1)
    ]  # fmt: skip


def claim(kind: str = "change", **test: Any) -> dict[str, Any]:
    test = {"topic": "made_up", "item": "item"} | test
    return {
        "id": "one", "figures": ["ONE1.01"], "en": "a", "nl": "b", "kind": kind, "test": test, "headline": True,
    }  # fmt: skip


def rise(direction: str = "rise") -> dict[str, Any]:
    return claim(**{"from": "w1", "to": "w2", "direction": direction})


def tables_of(*shares: int, **more: str) -> Tables:
    rows = series(*shares, **more)
    nothing = contrast_items(rows, BASES, 0.95)
    changes = by_change(estimate_changes(rows, nothing, BASES, SURVEYS, 0.95))
    return Tables({"made_up": rows}, changes, BASES, SURVEYS, {}, 0.95)


def grid(*shares: int, direction: str = "rise", **more: str) -> pd.DataFrame:
    return of_claim(rise(direction), tables_of(*shares, **more))


def of_claim(entry: dict[str, Any], tables: Tables) -> pd.DataFrame:
    return run_grids([entry], judge_compared([entry], tables), tables)


def test_run_grid_has_every_specification_once() -> None:
    found = grid(30, 60)
    assert not found.duplicated(list(FACTORS)).any()
    # two counts, two estimands, no correlation or the largest at two overlaps; one base and size of the groups
    assert len(found) == 2 * 2 * (1 + 2)


def test_run_grid_crosses_both_ends_of_the_sizes_of_both_groups() -> None:
    found = grid(30, 60, bases="respondents;with_team")
    assert set(found["base"]) == {
        "respondents", "with_team", "respondents+with_team", "with_team+respondents",
    }  # fmt: skip
    ends = {"least, least", "least, greatest", "greatest, least", "greatest, greatest"}
    on_teams = found[(found["base"] == "with_team") & (found["estimand"] == "A")]
    assert set(on_teams["domain"]) == ends
    assert set(found["overlap"]) == {"", "least", "greatest"}


def test_run_grid_correlation_narrows_within_what_the_shares_allow() -> None:
    # shares of 2 and 60 per cent cannot be correlated by more than .12, so that the interval hardly moves
    assert correlation_range(0.02, 0.6)[1] < 0.12
    for shares, most in (((2, 60), 0.12), ((50, 60), 0.8)):
        found = grid(*shares)
        tendency = found[(found["estimand"] == "B") & (found["counts"] == "worst")]
        widths = (tendency["high"] - tendency["low"]).groupby(tendency["correlation"]).min()
        shrunk = 1 - (widths["largest"] / widths["none"]) ** 2
        assert 0 < shrunk < most


def test_run_grid_of_a_limit_and_a_ranking_has_bases_and_counts() -> None:
    tables = tables_of(60, bases="respondents;with_team")
    tables.shares["made_up"].append(  # type: ignore[attr-defined]
        made_up(
            item_id="b", share=30, wave_id="w1", wave_date="2011-01-01", possible_bases="respondents;with_team",
        )
    )  # fmt: skip
    limit = claim("limit", wave="w1", relation="above", value=50)
    ranking = claim("ranking", wave="w1", items=["item", "b"])
    for entry in (limit, ranking):
        found = of_claim(entry, tables)
        assert len(found) == 4
        assert found["holds"].all()
        worst, best = (found[found["counts"] == each] for each in ("worst", "best"))
        assert (best["effect"].to_numpy() >= worst["effect"].to_numpy()).all()
        assert (best["delta_star"].to_numpy() >= worst["delta_star"].to_numpy()).all()


def judged(tables: Tables) -> Row:
    return rows_of(judge_compared([rise()], tables))[0]


@pytest.mark.parametrize("more", [{}, {"bases": "respondents;with_team"}])
def test_the_grid_agrees_with_the_table_of_changes(more: dict[str, str]) -> None:
    tables = tables_of(30, 60, **more)
    change = tables.changes["item", "all", "w1", "w2"]
    found = run_grid(rise(), judged(tables), tables)
    check_agreement(found, judged(tables), change)


def test_a_grid_that_leaves_something_out_is_refused() -> None:
    """The faults of the first edition: one end of the overlap and of the sizes, and bases and counts left out."""
    tables = tables_of(30, 60, bases="respondents;with_team")
    row, change = judged(tables), tables.changes["item", "all", "w1", "w2"]
    found = run_grid(rise(), row, tables)
    of_these_years = found[found["estimand"] == "A"]
    furthest = of_these_years.loc[of_these_years["low"].idxmin()]
    without = [found[found[factor] != furthest[factor]] for factor in ("domain", "overlap")]
    for part, what in (
        *((part, "a_low") for part in without),
        (found[found["counts"] == "best"], "delta_star"),
        (found[found["base"] == "respondents"], "delta_star"),
    ):
        with pytest.raises(ValueError, match=f"one: the grid has a {what} of"):
            check_agreement(part, row, change)
    with pytest.raises(ValueError, match="b_low"):
        check_agreement(found, row, {**change, "b_low": change["b_low"] + 0.1})


def result(*shares: int, direction: str = "rise") -> str:
    return str(summarise_grid(grid(*shares, direction=direction))["result"].item())


def test_summarise_grid_all_and_none() -> None:
    assert result(30, 60) == "all"
    assert result(30, 31) == "none"


def test_summarise_grid_follows_the_direction_that_is_claimed() -> None:
    assert result(60, 30, direction="fall") == "all"
    assert result(60, 30) == "none"


@pytest.mark.parametrize("shares", [(40, 51), (44, 54)])
def test_summarise_grid_names_only_sufficient_assumptions(shares: tuple[int, int]) -> None:
    found = grid(*shares)
    summary = summarise_grid(found).iloc[0]
    assert summary["result"] == "some"
    assert 0 < summary["holding"] < summary["specifications"]
    for named in summary["assumptions"].split("; "):
        part = found
        for level in filter(None, named.split(" + ")):
            factor, _, value = level.partition(" ")
            part = part[part[factor] == value]
        assert part["holds"].all()
