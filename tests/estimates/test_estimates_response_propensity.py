"""Overlap, mergers and pile-up on the published figures."""

import pandas as pd
import pytest

from tests.estimates.made_up import RAW, made_up
from wijkteams.estimates.counts.who_answered import Base, Wave
from wijkteams.estimates.levels.pile_up import bound_pile_up, over_bases
from wijkteams.estimates.levels.response_propensity import (
    ANY_PART,
    LARGER_PART,
    bound_response_propensity,
    parts_of_municipalities,
)


@pytest.fixture(scope="module")
def mergers() -> pd.DataFrame:
    return pd.read_csv(RAW / "municipal_mergers.csv", dtype=str, keep_default_na=False)


def test_parts_add_up_to_the_municipalities_of_the_earlier_wave(mergers: pd.DataFrame) -> None:
    parts = parts_of_municipalities(mergers, "2017-07-16", "2019-08-16", 355, LARGER_PART)
    assert len(parts) == 355
    assert sum(parts) == 388
    pieces = parts_of_municipalities(mergers, "2017-07-16", "2019-08-16", 355, ANY_PART)
    assert sum(pieces) > 388


def test_parts_without_mergers_are_all_one(mergers: pd.DataFrame) -> None:
    assert parts_of_municipalities(mergers, "2019-02-01", "2019-08-16", 355, ANY_PART) == [1] * 355


def level(count: int) -> dict[str, object]:
    return {
        "wave_id": "late", "item_id": "i", "label_en": "i", "label_nl": "i", "share": 50.0, "count_low": count,
        "count_high": count, "c_low": 0.0, "c_high": 100.0,
    }  # fmt: skip


def habit(common: int, mergers: pd.DataFrame) -> pd.Series:
    waves = {
        "early": Wave(60, 100, {}, "2019-02-01"),
        "late": Wave(60, 100, {"early": (common,)}, "2019-08-16"),
    }
    return bound_response_propensity(waves, mergers, [level(30)], 0.95).iloc[0]


def test_bound_response_propensity_widens_with_the_overlap(mergers: pd.DataFrame) -> None:
    fixed, chance = habit(60, mergers), habit(36, mergers)
    assert chance["chance_low"] == pytest.approx(60)
    assert fixed["low"] < chance["low"] < 50 < chance["high"] < fixed["high"]


def test_bound_response_propensity_less_overlap_than_chance_leaves_no_bias(
    mergers: pd.DataFrame,
) -> None:
    row = habit(20, mergers)
    assert row["low"] == row["high"] == pytest.approx(50)


QUESTION = {"response_type": "multiple_response", "possible_bases": "with_team"}
TEN = {"w2015": {"with_team": Base("with_team", (10,), (14,), 4, (10,))}}


def test_bound_pile_up_of_a_question() -> None:
    rows = [made_up(item_id=name, share=60, **QUESTION) for name in ("a", "b")]
    found = bound_pile_up(rows, TEN, {}).set_index("at_least")
    assert found.loc[2, ["low", "high"]].tolist() == pytest.approx([20, 60])
    assert found.loc[1, ["low", "high"]].tolist() == pytest.approx([60, 100])


def test_bound_pile_up_leaves_out_those_that_named_nothing() -> None:
    rows = [made_up(item_id=name, share=60, **QUESTION) for name in ("a", "b")]
    nothing = made_up(item_id="none", share=30, possible_bases="with_team")
    found = bound_pile_up([*rows, nothing], TEN, {"made_up": "none"}).set_index("at_least")
    assert found.loc[2, "low"] == pytest.approx(50)
    assert found.loc[1, "high"] == pytest.approx(70)


def test_bound_pile_up_skips_a_single_item() -> None:
    assert bound_pile_up([made_up(**QUESTION)], TEN, {}).empty


def test_over_bases_takes_the_widest_of_each_question() -> None:
    wide = {
        "w2015": {
            name: Base(name, (n,), (14,), 4, (10,))
            for name, n in (("with_team", 10), ("respondents", 3))
        }
    }
    bases = {"response_type": "multiple_response", "possible_bases": "respondents;with_team"}
    rows = [made_up(item_id=name, share="60", step="20", **bases) for name in ("a", "b")]
    bounds = bound_pile_up(rows, wide, {})
    found = over_bases(bounds).set_index("at_least")
    assert len(bounds) == 4
    assert found.loc[2, "bases"].split(";") == ["respondents", "with_team"]
    for number in (1, 2):
        each = bounds[bounds["at_least"] == number]
        assert found.loc[number, ["low", "high"]].tolist() == [
            each["low"].min(),
            each["high"].max(),
        ]
