"""How numbers are printed, in English and in Dutch."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wijkteams.book.words import ESTIMAND, UNIT_NAMES
from wijkteams.checking.forms import Unit
from wijkteams.checking.problems import InputError
from wijkteams.numbers.file import Estimand, Number, Sample
from wijkteams.numbers.formats import (
    FIELDS,
    UNITS,
    date_in_words,
    decimals_beside_zero,
    format_decimal,
    format_number,
    split_placeholders,
    whole,
)

ROOT = Path(__file__).parents[2]
TEXT = {"en": "text", "nl": "tekst"}
SHARE = Number(
    key="prevention.w2019",
    value=59.04,
    low=54.1,
    high=63.8,
    unit="percent",
    decimals=0,
    base={"en": "municipalities that answered", "nl": "gemeenten die antwoordden"},
    estimand="A",
    method=TEXT,
    label=TEXT,
    samples=(Sample(wave="w2019", n_low=175, n_high=177),),
    figure_ids=(),
    synthetic=False,
)
FALL = replace(SHARE, value=-6.2, low=-9.1, high=-3.0, unit="percentage_points", samples=())
COUNT = replace(SHARE, value=1234.0, low=None, high=None, unit="count", samples=())
BOTH = (Sample(wave="w2015", n_low=1191, n_high=1205), Sample(wave="w2019", n_low=212, n_high=212))


@pytest.mark.parametrize(
    ("number", "field", "english", "dutch"),
    [
        (SHARE, "value", "59%", "59%"),
        (SHARE, "range", "59% (54 to 64%)", "59% (54 tot 64%)"),
        (SHARE, "interval", "54 to 64%", "54 tot 64%"),
        (SHARE, "bare", "59", "59"),
        (SHARE, "n", "175 to 177", "175 tot 177"),
        (SHARE, "year", "2019", "2019"),
        (SHARE, "base", "municipalities that answered", "gemeenten die antwoordden"),
        (replace(SHARE, decimals=1), "value", "59.0%", "59,0%"),
        (replace(SHARE, samples=BOTH[1:]), "n", "212", "212"),
        (
            replace(FALL, samples=BOTH),
            "n",
            "1,191 to 1,205 in 2015; 212 in 2019",
            "1.191 tot 1.205 in 2015; 212 in 2019",
        ),
        (replace(FALL, samples=BOTH), "year", "2015 and 2019", "2015 en 2019"),
        (
            replace(FALL, samples=(Sample(wave="ut2014"), *BOTH)),
            "year",
            "2014, 2015 and 2019",
            "2014, 2015 en 2019",
        ),
        (replace(SHARE, low=59.0, high=59.4), "range", "59% (59%)", "59% (59%)"),
        (FALL, "value", "−6 percentage points", "−6 procentpunt"),
        (FALL, "range", "−6 percentage points (−9 to −3)", "−6 procentpunt (−9 tot −3)"),
        (FALL, "interval", "−9 to −3 percentage points", "−9 tot −3 procentpunt"),
        (FALL, "size", "6 percentage points", "6 procentpunt"),
        (FALL, "size-range", "6 percentage points (3 to 9)", "6 procentpunt (3 tot 9)"),
        (replace(FALL, value=-1.2), "value", "−1 percentage point", "−1 procentpunt"),
        (replace(FALL, value=2.0, high=3.0), "size", "2 percentage points", "2 procentpunt"),
        (COUNT, "value", "1,234", "1.234"),
        (replace(COUNT, value=4.0), "words", "four", "vier"),
        (replace(COUNT, value=2014.0, unit="year"), "value", "2014", "2014"),
        (replace(COUNT, value=1.0, unit="years"), "value", "1 year", "1 jaar"),
        (replace(COUNT, value=2.149, unit="odds_ratio", decimals=2), "value", "2.15", "2,15"),
        (replace(COUNT, value=0.0083, unit="probability", decimals=3), "value", "0.008", "0,008"),
        (
            replace(COUNT, value=0.0000551, unit="probability", decimals=3),
            "value",
            "<\N{NO-BREAK SPACE}0.001",
            "<\N{NO-BREAK SPACE}0,001",
        ),
    ],
)
def test_format_number_prints_each_field_in_both_languages(number, field, english, dutch):
    assert format_number(number, field, "en") == english
    assert format_number(number, field, "nl") == dutch


@pytest.mark.parametrize(
    ("number", "field", "message"),
    [
        (SHARE, "rang", 'unknown field "rang".*did you mean "range"'),
        (FALL, "year", "belongs to no wave"),
        (COUNT, "interval", 'number "prevention.w2019" has no low'),
        (COUNT, "n", "has no n;"),
        (
            replace(SHARE, value=None),
            "value",
            "has no value; what was printed is a range or words: print its :interval",
        ),
        (replace(COUNT, value=13.0), "words", "cannot be written as a word"),
        (SHARE, "words", "cannot be written as a word"),
    ],
)
def test_format_number_refuses_what_a_number_does_not_have(number, field, message):
    with pytest.raises(InputError, match=message):
        format_number(number, field)


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_format_decimal_rounds_the_shortest_decimal_half_away_from_zero(value, decimals):
    text = format_decimal(value, decimals)
    expected = Decimal(str(value)).quantize(Decimal(10) ** -decimals, ROUND_HALF_UP)
    assert Decimal(text.replace(",", "").replace("−", "-")) == expected


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_format_decimal_differs_between_languages_only_in_its_marks(value, decimals):
    english, dutch = (format_decimal(value, decimals, language) for language in ("en", "nl"))
    assert english.translate(str.maketrans(",.", ".,")) == dutch


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_format_decimal_signs_what_is_below_zero_in_print_and_nothing_else(value, decimals):
    text = format_decimal(value, decimals)
    shows_zero = not text.strip("−").replace(",", "").replace(".", "").strip("0")
    assert text.startswith("−") == (value < 0 and not shows_zero)
    assert "-" not in text


@given(st.integers(0, 10**9))
def test_format_decimal_groups_by_three(value):
    groups = format_decimal(value, 0).split(",")
    assert all(len(group) == 3 for group in groups[1:])
    assert 1 <= len(groups[0]) <= 3


@pytest.mark.parametrize(
    ("value", "printed"),
    [(0.5, "1"), (1.5, "2"), (2.5, "3"), (62.5, "63"), (-2.5, "−3"), (0.49999999999999994, "0"), (-0.4, "0")],
)  # fmt: skip
def test_whole_does_not_round_ties_to_even(value, printed):
    assert whole(value) == printed


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_not_printed(value):
    with pytest.raises(ValueError, match="cannot be printed as a number"):
        whole(value)


# 1.005 is a little less in binary, 2.675 too: a reader sees neither.
@pytest.mark.parametrize(("value", "printed"), [(1.005, "1.01"), (2.675, "2.68"), (0.125, "0.13")])
def test_ratios_round_ties_as_a_reader_would(value, printed):
    assert format_number(replace(COUNT, value=value, unit="odds_ratio", decimals=2)) == printed


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=2))
def test_decimals_beside_zero_keep_what_is_not_zero_from_looking_so(limits):
    lost = any(value and whole(value) == "0" for value in limits)
    assert decimals_beside_zero(*limits) == lost


def test_decimals_beside_zero_end_at_one_half():
    assert [decimals_beside_zero(value) for value in (0.49, -0.49, 0.5, -0.5, 0.0)] == [
        1,
        1,
        0,
        0,
        0,
    ]


@given(st.floats(-1e6, 0), st.floats(0, 1e6), st.floats(0, 1e6))
def test_magnitude_turns_a_fall_round_with_its_interval(value, below, above):
    fall = replace(SHARE, value=value, low=value - below, high=value + above)
    size = fall.magnitude()
    assert (size.value, size.low, size.high) == (-value, -fall.high, -fall.low) or value == 0


def test_units_are_those_of_the_forms_and_have_a_name():
    assert list(get_args(Unit)) == list(UNITS) == list(UNIT_NAMES)


def test_estimands_of_the_form_have_words():
    assert list(get_args(Estimand)) == list(ESTIMAND)


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[a-z]+(\.[a-z0-9_]+)?", fullmatch=True), st.sampled_from(list(FIELDS))
        )
    )
)
def test_split_placeholders_finds_what_was_put_in(pairs):
    text = " and ".join(f"{{{key}:{field}}}" for key, field in pairs)
    assert [part for part in split_placeholders(text) if part != " and "] == pairs


def test_split_placeholders_defaults_to_the_value_and_keeps_other_braces():
    assert split_placeholders("In {a.b}, {2} {}") == ["In ", ("a.b", "value"), ", {2} {}"]


@pytest.mark.parametrize(
    ("date", "english", "dutch"),
    [
        ("2016-03-10", "10 March 2016", "10 maart 2016"),
        ("2015-02", "February 2015", "februari 2015"),
        ("2020-06 (week 24)", "June 2020 (week 24)", "juni 2020 (week 24)"),
        ("2018 (undated in text)", "2018 (undated in text)", "2018 (undated in text)"),
        ("after 2020", "after 2020", "after 2020"),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(date, english, dutch):
    assert (date_in_words(date, "en"), date_in_words(date, "nl")) == (english, dutch)


def test_the_prose_says_nineteen_times_in_twenty_because_the_settings_do():
    settings = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))
    assert settings["confidence"] == 19 / 20
    assert "nineteen times in twenty" in ESTIMAND["A"]["en"]
    assert "95%-betrouwbaarheidsinterval" in ESTIMAND["A"]["nl"]
    assert all("95%" in (ROOT / page).read_text("utf-8") for page in ("index.md", "nl/index.md"))
    for page in ("chapters/methods.md", "config/glossary.yaml"):
        assert "nineteen times in twenty" in " ".join((ROOT / page).read_text("utf-8").split())
