"""Numbers that are not levels: taken from the results, refused when a key names nothing or too much."""

import pandas as pd
import pytest

from wijkteams.checking.problems import InputError
from wijkteams.numbers.file import Sample
from wijkteams.numbers.of_results import (
    numbers_of_cells,
    numbers_of_changes,
    numbers_of_printed,
    numbers_of_rows,
)
from wijkteams.numbers.of_shares import base_in_words

TEXT = {"en": "text", "nl": "tekst"}
WORDS = {
    "bases": {"with_team": TEXT, "respondents": {"en": "all", "nl": "alle"}},
    "open_base": {"en": "one of {bases}", "nl": "een van {bases}"},
    "methods": dict.fromkeys(
        ("differences", "one_base", "deltas", "parts", "rows", "printed"), TEXT
    ),
    "change": {
        "base": TEXT,
        "differences": {"en": "{item}, {first}-{last}", "nl": "{item}, {first}-{last}"},
        **{kind: {"en": "{item}", "nl": "{item}"} for kind in ("one_base", "deltas", "parts")},
    },
    "printed": {
        "base": {"en": "base: {base}", "nl": "noemer: {base}"},
        "unnamed": {"en": "no base", "nl": "geen noemer"},
    },
    "printed_bases": {},
}
CHANGES = pd.DataFrame(
    {
        "topic": ["capacity"], "item_id": ["prevention"], "subgroup": ["all"], "wave_from": ["w2015"],
        "wave_to": ["w2017"], "label_en": ["prevention"], "label_nl": ["preventie"], "change": [21.0],
        "b_low": [5.25], "b_high": [50.1], "shared_base": ["with_team"], "shared_b_low": [10.05],
        "shared_b_high": [31.35], "delta_star": [8.48], "part_delta_star": [7.48], "part_after_holm": [88.4],
        "figure_ids": ["A.01;B.02"],
    }
)  # fmt: skip
ESTIMATES = pd.DataFrame(
    {
        "topic": "capacity", "item_id": "prevention", "subgroup": ["all", "all", "G32"],
        "wave_id": ["w2017", "w2015", "w2015"], "n_low": [172, 174, 8], "n_high": [242, 205, 9],
    }
)  # fmt: skip
CLAIMS = pd.DataFrame({"claim_id": ["a", "b", "c"], "verdict": ["stands", "wrong", "stands"]})
FIGURES = pd.DataFrame(
    {
        "figure_id": ["A.01", "B.02", "C.03"],
        "value_low": [8.0, 90.0, None],
        "value_high": [8.0, 90.0, None],
        "unit": ["mean", "percent", "words"],
        "base_printed": ["G32-gemeenten", None, "gemeenten"],
        "wave_id": ["w2017;w2019", "w2014", None],
        "n_printed": [None, 224, None],
    }
)


def test_changes_come_with_their_interval_and_conditions_are_rounded_against_the_finding():
    key = "capacity.prevention.w2015_w2017"
    kinds = ("differences", "one_base", "deltas", "parts")
    found = numbers_of_changes({kind: [key] for kind in kinds}, CHANGES, ESTIMATES, WORDS)
    ends = ("", ".one_base", ".delta", ".part")
    assert [number.key for number in found] == [f"change.{key}{end}" for end in ends]
    change, on_one_base, delta, part = found
    assert (change.value, change.low, change.high) == (21.0, 5.25, 50.1)
    assert change.label["en"] == "prevention, 2015-2017"
    assert all(number.figure_ids == ("A.01", "B.02") for number in found)
    assert (on_one_base.value, on_one_base.low, on_one_base.high) == (21.0, 10.05, 31.35)
    assert (delta.value, delta.unit, delta.low) == (7, "percentage_points", None)
    assert (part.value, part.unit, part.low) == (89, "percent", None)
    assert change.samples == delta.samples == part.samples
    assert [(each.year, each.n_low, each.n_high) for each in change.samples] == [
        ("2015", 174, 205), ("2017", 172, 242)
    ]  # fmt: skip
    assert [(each.year, each.n_low) for each in on_one_base.samples] == [
        ("2015", None),
        ("2017", None),
    ]


def test_a_change_on_one_base_is_refused_where_two_surveys_share_none():
    key, none = "capacity.prevention.w2015_w2017", CHANGES.assign(shared_base=float("nan"))
    with pytest.raises(InputError, match="no words for nan"):
        numbers_of_changes({"one_base": [key]}, none, ESTIMATES, WORDS)


def test_a_change_of_which_one_survey_is_not_known_is_refused():
    with pytest.raises(InputError, match=r"'wave_id': 'w2017'\} names 0 rows, not one"):
        numbers_of_changes(
            {"differences": ["capacity.prevention.w2015_w2017"]}, CHANGES, ESTIMATES[1:], WORDS
        )


def test_a_change_that_was_not_computed_is_refused():
    with pytest.raises(InputError, match=r"'x\.y\.z' names no row; known are capacity\.prevention"):
        numbers_of_changes({"differences": ["x.y.z"]}, CHANGES, ESTIMATES, WORDS)


def test_a_cell_must_name_one_row():
    specification = {
        "table": "t", "where": {"verdict": "stands"}, "value": "claim_id", "unit": "count", "format": "0",
        "estimand": "C", "bases": ["with_team"], "label": TEXT, "method": TEXT,
    }  # fmt: skip
    with pytest.raises(InputError, match=r"claims\.one: .* names 2 rows, not one"):
        numbers_of_cells("claims", {"one": specification}, {"t": CLAIMS}, WORDS)


def test_a_base_that_is_open_names_every_base_that_fits():
    assert base_in_words(["with_team"], WORDS) == TEXT
    assert base_in_words(["respondents", "with_team"], WORDS)["en"] == "one of all; text"
    with pytest.raises(InputError, match="no words for teams"):
        base_in_words(["respondents", "teams"], WORDS)


@pytest.mark.parametrize(("where", "rows"), [({}, 3), ({"verdict": "stands"}, 2)])
def test_rows_are_counted_where_they_fit(where, rows):
    wanted = {"some": {"table": "t", "where": where, "label": TEXT, "base": TEXT}}
    (number,) = numbers_of_rows("claims", wanted, {"t": CLAIMS}, WORDS)
    assert (number.key, number.value, number.unit) == ("claims.some", rows, "count")


def test_counting_no_row_is_refused():
    wanted = {"none": {"table": "t", "where": {"verdict": "stand"}, "label": TEXT, "base": TEXT}}
    with pytest.raises(InputError, match=r"claims\.none: \{'verdict': 'stand'\} names no row"):
        numbers_of_rows("claims", wanted, {"t": CLAIMS}, WORDS)


def test_a_column_that_does_not_exist_is_named():
    wanted = {"none": {"table": "t", "where": {"verdit": "wrong"}, "label": TEXT, "base": TEXT}}
    with pytest.raises(
        InputError, match=r"claims\.none: no column verdit; there are claim_id, verdict"
    ):
        numbers_of_rows("claims", wanted, {"t": CLAIMS}, WORDS)


def test_an_end_that_would_be_rounded_to_zero_is_printed_with_a_decimal():
    key = "capacity.prevention.w2015_w2017"
    (narrow,) = numbers_of_changes(
        {"differences": [key]}, CHANGES.assign(b_low=0.2), ESTIMATES, WORDS
    )
    assert (narrow.decimals, narrow.low) == (1, 0.2)


def test_printed_figures_carry_no_interval_and_name_the_base_of_their_source():
    mean, share = found = numbers_of_printed({"A.01": TEXT, "B.02": TEXT}, FIGURES, WORDS)
    assert (mean.value, mean.unit, mean.base["en"]) == (8.0, "count", "base: G32-gemeenten")
    assert (share.unit, share.base["nl"], share.figure_ids) == ("percent", "geen noemer", ("B.02",))
    assert [number.samples for number in found] == [
        (Sample(wave="w2017"), Sample(wave="w2019")),
        (Sample(wave="w2014", n_low=224, n_high=224),),
    ]
    assert all(number.low is None and number.estimand == "printed" for number in found)


def test_words_cannot_be_printed_as_a_number():
    with pytest.raises(InputError, match=r"'C\.03' names no row"):
        numbers_of_printed({"C.03": TEXT}, FIGURES, WORDS)
