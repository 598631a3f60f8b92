"""The catalogue of claims: what it refuses, and that every row of the founding sources has a place in it."""

import re
from collections import Counter
from typing import Any

import pandas as pd
import pytest
import yaml

from tests.estimates.made_up import RAW
from wijkteams.checking.problems import InputError
from wijkteams.checking.yaml_file import Document
from wijkteams.estimates.claims.catalogue import check_claims, check_dates, latest_day, made_by
from wijkteams.tables import read_text

CATALOGUE = RAW.parents[1] / "config" / "claims.yaml"
FOUNDING = {"BB2018", "HDV2018", "BB2020", "UT2014NEWS", "MOG2016"}
CLAIM = {
    "id": "one", "figures": ["ONE.01"], "en": "a", "nl": "b", "kind": "unmeasured", "question": {"en": "c?", "nl": "d?"},
}  # fmt: skip
Catalogue = dict[str, Any]
TESTED = {"question": None}


def listed(*entries: dict[str, Any]) -> Document:
    """The catalogue as if it were read."""
    return Document("config/claims.yaml", {"claims": list(entries), "descriptions": []})


def dates() -> tuple[pd.DataFrame, pd.DataFrame]:
    """When the sources came out, and until when the surveys were asked."""
    return read_text(RAW / "sources.csv"), read_text(RAW / "waves.csv")


def every_figure() -> pd.DataFrame:
    """The raw rows of all topics, as text."""
    return pd.concat([read_text(path) for path in sorted((RAW / "topics").glob("*/figures.csv"))])


def every_row() -> set[str]:
    return set(every_figure()["figure_id"])


def unplaced(rows: set[str], catalogue: Catalogue) -> set[str]:
    """Rows that are neither claimed nor described."""
    entries = [*catalogue["claims"], *catalogue["descriptions"]]
    return rows - {figure for entry in entries for figure in entry["figures"]}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    found = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_catalogue_is_well_formed_and_every_source_row_exists(catalogue: Catalogue) -> None:
    check_claims(Document("config/claims.yaml", catalogue), every_row())
    check_dates(catalogue["claims"], *dates())


def test_catalogue_says_which_claims_no_source_made(catalogue: Catalogue) -> None:
    ours = {claim["id"] for claim in catalogue["claims"] if made_by(claim) == "book"}
    assert ours == {
        "presence_rose_2015", "presence_unchanged_2019", "prevention_rose_2017", "prevention_unchanged_2019",
        "mog2016_input_above_outcome", "hdv2018_presence_90_in_2019", "prevention_rose_2019", "outreach_rose_2019",
        "broad_prevention_2015", "broad_prevention_2017",
    }  # fmt: skip


def test_catalogue_refuses_a_claim_younger_than_its_source(catalogue: Catalogue) -> None:
    late = next(claim for claim in catalogue["claims"] if claim["id"] == "bb2020_prevention_59")
    with pytest.raises(
        InputError, match="MOG2016 came out by 2016-03-10 and cannot speak of w2019"
    ):
        check_dates([late | {"figures": ["MOG2016.32"]}], *dates())
    check_dates([late | {"figures": ["MOG2016.32"], "made_by": "book"}], *dates())


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2018-02-13", "2018-02-13"),
        ("2016-02", "2016-02-29"),
        ("2020-06 (week 24)", "2020-06-30"),
        ("2014 (autumn, undated)", "2014-12-31"),
        ("2016-2017", None),
        ("2014-09/10", None),
        ("after 2020", None),
        ("n.d.", None),
    ],
)
def test_latest_day_is_the_last_that_a_date_can_mean(printed: str, day: str | None) -> None:
    found = latest_day(printed)
    assert (found.isoformat() if found else None) == day


def test_every_row_of_the_founding_sources_is_claimed_or_described(catalogue: Catalogue) -> None:
    founding = {row for row in every_row() if row.split(".")[0] in FOUNDING}
    assert len(founding) == 197
    assert not unplaced(founding, catalogue)


def test_a_row_that_is_neither_is_told(catalogue: Catalogue) -> None:
    founding = {row for row in every_row() if row.split(".")[0] in FOUNDING}
    claims = [claim for claim in catalogue["claims"] if "BB2018.26" not in claim["figures"]]
    assert unplaced(founding, catalogue | {"claims": claims}) == {"BB2018.26"}
    described = {row for entry in catalogue["descriptions"] for row in entry["figures"]}
    assert unplaced(founding, catalogue | {"descriptions": []}) == described


def test_every_figure_of_a_survey_is_held_against_other_printings(catalogue: Catalogue) -> None:
    named = {f for c in catalogue["claims"] if c["kind"] == "quoted" for f in c["figures"]}
    figures = every_figure()
    printed = figures[
        figures["source_id"].isin(FOUNDING)
        & figures["printed_value"].str.contains(r"\d|^acht$|^twee$")
        & figures["kind"].isin({"measured", "retrospective"})
    ]["figure_id"]
    assert set(printed) <= named


def test_a_quoted_value_stands_in_the_words_of_its_claim(catalogue: Catalogue) -> None:
    for claim in catalogue["claims"]:
        if claim["kind"] == "quoted":
            value = rf"\b{claim['test']['value']}\b"
            assert re.search(value, claim["en"])
            assert re.search(value, claim["nl"])


def test_each_unmeasured_claim_asks_one_question(catalogue: Catalogue) -> None:
    asked = [claim["question"] for claim in catalogue["claims"] if claim["kind"] == "unmeasured"]
    assert asked
    for question in asked:
        assert all(text.endswith("?") and text.count("?") == 1 for text in question.values())


def test_two_readings_of_one_word_are_two_entries(catalogue: Catalogue) -> None:
    found = Counter(claim["reading_of"] for claim in catalogue["claims"] if "reading_of" in claim)
    assert found == {
        "bb2018_most_broad": 2, "hdv2018_nine_in_ten": 2, "ut2014news_nearly_all_municipalities": 2,
    }  # fmt: skip


def test_a_turned_verdict_of_the_first_edition_says_why(catalogue: Catalogue) -> None:
    first = read_text(CATALOGUE.parent / "first_edition_verdicts.csv")
    assert first["claim_id"].is_unique
    assert set(first["first_verdict"]) == {
        "stands",
        "stands_with_caveat",
        "cannot_be_told",
        "wrong",
    }
    assert len(first) == 72
    still = {claim["id"] for claim in catalogue["claims"]}
    gone = first[~first["claim_id"].isin(still)]
    assert set(gone["claim_id"]) == {
        "bb2020_residents_come_themselves",
        "ut2014news_privacy_all_cities",
    }
    assert (gone["reason_en"] != "").all()
    assert ((first["reason_en"] == "") == (first["reason_nl"] == "")).all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tset": {}}, r'one: unknown key "tset"; did you mean "test"\?'),
        ({"kind": "rumour"}, "one.kind, value 'rumour': not a word .* did you mean"),
        (
            TESTED | {"kind": "limit", "test": {"topic": "t"}},
            "one.test: the key relation is missing",
        ),
        (TESTED | {"kind": "change"}, "one: the key test is missing"),
        ({"figures": ["TWO.01"]}, "one.figures: the register has no TWO.01"),
        ({"made_by": "press"}, "one.made_by, value 'press': .* known are source, book"),
        ({"figures": ["ONE.01", "ANOTHER.01"]}, "figures of one source, not of ONE, ANOTHER"),
        (
            TESTED
            | {
                "kind": "limit",
                "test": {"topic": "t", "item": "i", "value": 1, "relation": "near"},
            },
            "one.test.relation, value 'near': .* known are above, below",
        ),
    ],
)
def test_check_claims_refuses(change: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        check_claims(listed(without_none(CLAIM | change)), {"ONE.01", "ANOTHER.01"})


def without_none(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value is not None}


@pytest.mark.parametrize(
    ("figure", "message"),
    [("ONE.01", "ONE.01 is claimed too"), ("TWO.01", "the register has no TWO.01")],
)
def test_check_claims_refuses_a_description(figure: str, message: str) -> None:
    content = {"claims": [CLAIM], "descriptions": [{"reason": "r", "figures": [figure]}]}
    with pytest.raises(InputError, match=message):
        check_claims(Document("config/claims.yaml", content), {"ONE.01"})


def test_check_claims_refuses_an_id_that_stands_twice() -> None:
    with pytest.raises(InputError, match="one: the id stands twice"):
        check_claims(listed(CLAIM, CLAIM), {"ONE.01"})
