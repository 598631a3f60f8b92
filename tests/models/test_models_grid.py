"""The grid: every admissible specification once, and a result that names what it rests on."""

import pandas as pd
import pytest

from tests.estimates.made_up import made_up
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.who_answered import Base, Wave
from wijkteams.models.grid import FACTORS, run_grid, summarise_grid

SURVEYS = {"w1": Wave(200, 300, {}), "w2": Wave(200, 300, {}), "w3": Wave(200, 300, {})}
BASES = {
    wave: {
        "respondents": Base("respondents", (200,), (300,), 100, tuple(range(150, 161))),
        "with_team": Base("with_team", tuple(range(150, 161)), tuple(range(220, 250)), 100, (150,)),
    }
    for wave in SURVEYS
}


def series(*shares: int, source: str = "ONE", bases: str = "respondents") -> list[PrintedShare]:
    return [
        made_up(
            share=share, wave_id=f"w{i}", wave_date=f"20{10 + i}-01-01", possible_bases=bases, figure_ids=f"{source}{i}.01"
        )
        for i, share in enumerate(shares, start=1)
    ]  # fmt: skip


def grid(*shares: int, **more: str) -> pd.DataFrame:
    return run_grid("claim", series(*shares, **more), ("w1", "w2"), BASES, SURVEYS, 0.95)


def test_run_grid_has_every_specification_once() -> None:
    found = grid(30, 60)
    assert not found.duplicated(list(FACTORS)).any()
    # two estimands, two counts, two dependences, one base; no trend over two waves
    assert len(found) == 8


def test_run_grid_adds_the_trend_over_three_waves_only_where_it_fits() -> None:
    straight, bent = grid(30, 40, 50), grid(30, 60, 30)
    assert "trend over all waves" in set(straight["method"])
    assert "trend over all waves" not in set(bent["method"])


def test_run_grid_open_bases_multiply() -> None:
    found = grid(30, 60, bases="respondents;with_team")
    assert set(found["base"]) == {"respondents", "with_team", "different"}


def result(*shares: int) -> str:
    return str(summarise_grid(grid(*shares))["result"].item())


def test_summarise_grid_all_and_none() -> None:
    assert result(30, 60) == "all"
    assert result(30, 31) == "none"


def test_summarise_grid_names_what_a_result_rests_on() -> None:
    summary = summarise_grid(grid(40, 48)).iloc[0]
    assert summary["result"] == "some"
    assert "estimand A" in summary["assumptions"]
    assert 0 < summary["holding"] < summary["specifications"]


def test_summarise_grid_follows_the_direction_of_the_change() -> None:
    assert result(60, 30) == "all"


@pytest.mark.parametrize("shares", [(40, 48), (44, 50)])
def test_summarise_grid_names_only_sufficient_assumptions(shares: tuple[int, int]) -> None:
    found = grid(*shares)
    for named in summarise_grid(found)["assumptions"].item().split("; "):
        part = found
        for level in filter(None, named.split(" + ")):
            factor, _, value = level.partition(" ")
            part = part[part[factor] == value]
        assert part["holds"].all()
