"""Figures that are quoted: a wrong value, survey, group or unit is told, and no figure is right by itself."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
import yaml

from tests.estimates.made_up import RAW
from wijkteams.checking.problems import InputError
from wijkteams.estimates.claims.quoted import FINDINGS, judge_quoted
from wijkteams.register.parse import parse_value
from wijkteams.tables import read_text, rows_of

PRINTED = {"w2014": 30, "w2015": 40, "w2017": 50, "w2019": 60}
WAVES = tuple(PRINTED)


def row(figure: str, value: str, wave: str, **changes: Any) -> dict[str, str]:
    """A row of the package of the register."""
    parsed = parse_value(value, "percent")
    return {
        "figure_id": figure, "source_id": figure.partition(".")[0], "wave_id": wave, "item_id": "item", "subgroup": "all",
        "printed_value": value, "unit": "percent", "kind": "measured", "base_printed": "of the municipalities",
        "possible_bases": "respondents", "topic": "made_up", "value_low": str(parsed.low), "value_high": str(parsed.high),
        "step": str(parsed.step),
    } | changes  # fmt: skip


def others(**changes: Any) -> list[dict[str, str]]:
    """What another source prints, for each survey, and for a group in one of them."""
    rows = [row(f"TWO.{wave}", str(value), wave, **changes) for wave, value in PRINTED.items()]
    return [*rows, row("TWO.g", "96", "w2015", subgroup="G32", **changes)]


def told(
    value: float, wave: str, own: Mapping[str, str], printed: list[dict[str, str]]
) -> tuple[str, str]:
    """Verdict and reason of a claim that rests on one row."""
    test = {"value": value} | ({"wave": wave} if wave else {})
    entry = {
        "id": "one",
        "figures": ["ONE.01"],
        "en": "a",
        "nl": "b",
        "kind": "quoted",
        "test": test,
    }
    found = judge_quoted([entry], pd.DataFrame([own, *printed])).iloc[0]
    return found["verdict"], found["reason"]


@pytest.mark.parametrize(
    ("value", "wave", "own", "expected"),
    [
        (40, "w2015", {}, ("quoted_right", "same")),
        (42, "w2015", {}, ("not_found", "other_value")),
        (60, "w2015", {}, ("quoted_otherwise", "year")),
        (40, "w2019", {}, ("quoted_otherwise", "year")),
        (96, "w2015", {}, ("quoted_otherwise", "base")),
        (40, "w2015", {"possible_bases": "municipalities"}, ("quoted_otherwise", "base")),
        (40, "w2015", {"possible_bases": "with_team;teams"}, ("quoted_otherwise", "unit")),
        (40, "", {"wave_id": ""}, ("not_found", "no_survey")),
        (40, "w2015", {"kind": "assertion"}, ("not_found", "no_survey")),
        (40, "", {"wave_id": "w2017;w2019"}, ("not_found", "year_open")),
        (40, "w2015", {"item_id": "another"}, ("not_found", "nowhere_else")),
    ],
)
def test_a_figure_quoted_otherwise_is_told(
    value: float, wave: str, own: dict[str, str], expected: tuple[str, str]
) -> None:
    assert told(value, wave, row("ONE.01", "40", "w2015", **own), others()) == expected
    assert FINDINGS[expected[1]].verdict == expected[0]


def test_of_every_even_percentage_only_the_printed_one_is_right() -> None:
    """The first rule let all of these stand: every even percentage, in every survey."""
    right = [
        (value, wave)
        for wave in WAVES
        for value in range(0, 101, 2)
        if told(value, wave, row("ONE.01", str(value), wave), others())[0] == "quoted_right"
    ]
    assert right == [(value, wave) for wave, value in PRINTED.items()]


def test_no_figure_is_held_against_its_own_source() -> None:
    own = row("ONE.01", "40", "w2015")
    assert told(40, "w2015", own, [row("ONE.02", "40", "w2015")]) == ("not_found", "nowhere_else")


def test_a_coarse_printing_speaks_only_where_no_sharp_one_does() -> None:
    own, coarse, sharp = (
        row(figure, value, "w2015")
        for figure, value in [("ONE.01", "93"), ("TWO.01", "9 of 10"), ("TRE.01", "92")]
    )
    assert told(93, "w2015", own, [coarse]) == ("quoted_right", "same_in_words")
    assert told(93, "w2015", own, [coarse, sharp]) == ("not_found", "other_value")


def test_rows_of_two_items_are_no_one_figure() -> None:
    rows = [row("ONE.01", "40", "w2015"), row("ONE.02", "40", "w2015", item_id="another")]
    entry = {
        "id": "one", "figures": ["ONE.01", "ONE.02"], "en": "a", "nl": "b", "kind": "quoted", "test": {"value": 40},
    }  # fmt: skip
    with pytest.raises(InputError, match="one, figures: a quoted figure is of one item"):
        judge_quoted([entry], pd.DataFrame(rows))


@pytest.fixture(scope="module")
def published() -> pd.DataFrame:
    claims = yaml.safe_load((RAW.parents[1] / "config" / "claims.yaml").read_text("utf-8"))[
        "claims"
    ]
    return judge_quoted(claims, package()).set_index("claim_id")


def package() -> pd.DataFrame:
    """The raw rows with the value of each, as the package of the register has them."""
    found = []
    for path in sorted((RAW / "topics").glob("*/figures.csv")):
        for each in rows_of(read_text(path)):
            ends = {"value_low": "", "value_high": "", "step": ""}
            if each["unit"] not in {"words", "percent_or_points"} and each["printed_value"]:
                parsed = parse_value(each["printed_value"], each["unit"])
                ends = {
                    "value_low": str(parsed.low),
                    "value_high": str(parsed.high),
                    "step": str(parsed.step),
                }
            found.append({**each, **ends, "topic": path.parent.name})
    return pd.DataFrame(found)


def test_two_shares_of_teams_of_one_article_come_out_alike(published: pd.DataFrame) -> None:
    alike = published.loc[["mog2016_teams_short_of_time", "mog2016_broad_form_46"]]
    assert set(alike["base_printed"]) == {"van de teams", "van de wijkteams"}
    assert set(alike["reason"]) == {"unit"}
    assert set(alike["verdict_nl"]) == {"op een andere eenheid aangehaald"}
    assert published.loc["mog2016_municipalities_short_of_time", "verdict"] == "quoted_right"


def test_published_figures_get_the_verdict_of_their_rows(published: pd.DataFrame) -> None:
    assert published.loc["mog2016_presence_87", "verdict"] == "quoted_right"
    assert "MCPB.04" in str(published.loc["mog2016_presence_87", "agree"])
    assert published.loc["mog2016_broad_form_46", "differ"] == "MGEM.01"
    assert published.loc["hdv2018_presence_90_quoted", "reason"] == "no_survey"
    assert published.loc["bb2020_residents_84", "reason"] == "year_open"
    # printed by no other source that was found
    assert published.loc["mog2016_agreements_input_68", "reason"] == "nowhere_else"
    assert set(published["verdict"]) == {"quoted_right", "quoted_otherwise", "not_found"}


@pytest.mark.parametrize(
    ("name", "test", "reason"),
    [
        ("mog2016_presence_87", {"value": 83}, "year"),
        ("mog2016_presence_87", {"value": 96}, "base"),
        ("mog2016_presence_87", {"value": 79}, "other_value"),
        ("bb2020_prevention_59", {"wave": "w2015"}, "year"),
    ],
)
def test_a_published_claim_that_is_altered_is_told(
    name: str, test: dict[str, Any], reason: str
) -> None:
    claims = yaml.safe_load((RAW.parents[1] / "config" / "claims.yaml").read_text("utf-8"))[
        "claims"
    ]
    claim = next(each for each in claims if each["id"] == name)
    altered = claim | {"test": claim["test"] | test}
    assert judge_quoted([altered], package())["reason"].item() == reason


def test_each_quoted_claim_gives_what_its_rows_print() -> None:
    claims = yaml.safe_load((RAW.parents[1] / "config" / "claims.yaml").read_text("utf-8"))[
        "claims"
    ]
    rows = package().set_index("figure_id")
    for claim in claims:
        if claim["kind"] == "quoted":
            for figure in claim["figures"]:
                own, test = rows.loc[figure], claim["test"]
                assert (own["value_low"], own["value_high"]) == (str(test["value"]),) * 2, claim[
                    "id"
                ]
                assert test.get("wave", own["wave_id"]) == own["wave_id"], claim["id"]
