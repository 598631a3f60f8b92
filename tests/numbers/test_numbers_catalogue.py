"""The catalogues and the numbers file: read strictly, and told where they are wrong."""

import json

import pytest

from wijkteams.checking.problems import InputError
from wijkteams.numbers.catalogue import (
    fill,
    keys_used,
    load_figures,
    load_tables,
    text_problems,
)
from wijkteams.numbers.file import load_numbers


@pytest.fixture
def figures(book):
    return load_figures(book.root / "config" / "figures.yaml")


@pytest.fixture
def numbers(book):
    return load_numbers(book.root / "results" / "numbers.json")


def test_figure_names_its_files_by_language(figures):
    figure = figures["capacity_trend"]
    assert figure.file("svg", "en") == "capacity_trend.svg"
    assert figure.file("svg", "nl") == "capacity_trend.nl.svg"
    assert figure.file("csv", "nl") == "capacity_trend.csv"


def test_figure_texts_are_filled_in_the_language(figures, numbers):
    figure = figures["capacity_trend"]
    assert fill(figure.caption["nl"], numbers, "nl") == "Laatst 59% (54 tot 64%)."
    assert keys_used(figure) == {"prevention.w2019"}
    assert text_problems(figures, numbers) == []


def test_unknown_id_names_the_nearest(figures):
    assert "capacity" not in figures
    with pytest.raises(InputError, match=r'not in figures\.yaml; did you mean "capacity_trend"'):
        figures["capacity_trends"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "synthetic: false",
            "sinthetic: false",
            'unknown key "sinthetic"; did you mean "synthetic"',
        ),
        ("- id: made_up", "- id: capacity_trend", '"capacity_trend": this id is given twice'),
        ("- id: made_up", "- id: Made-Up", "Made-Up.id, value 'Made-Up': String should match"),
        (
            'alt: {en: "Line", nl: "Lijn"}',
            'alt: {en: "Line", nl: " "}',
            "made_up.alt.nl, value ' ': ",
        ),
        ("draw: ", "draw: x", "capacity_trend.draw, value 'x"),
    ],
)
def test_load_figures_refuses_and_names(book, old, new, message):
    book.change("config/figures.yaml", old, new)
    with pytest.raises(InputError) as caught:
        load_figures(book.root / "config" / "figures.yaml")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "unit: percent",
            "unit: procent",
            "capacity_table.columns.number 2.unit, value 'procent': not a word that",
        ),
        ("header: row", "heading: row", 'unknown key "heading"; did you mean "header"?'),
        ("  base:", "  bass:", "capacity_table: the key base is missing"),
    ],
)
def test_load_tables_refuses_and_names(book, old, new, message):
    book.change("config/tables.yaml", old, new)
    with pytest.raises(InputError) as caught:
        load_tables(book.root / "config" / "tables.yaml")
    assert message in str(caught.value)


SAMPLE = {"wave": "w2019", "n_low": 175, "n_high": 177}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"value": 70.0}, "a.b: value 70.0 is outside 54.1 to 63.8"),
        ({"low": 65.0}, "a.b: value 59.04 is outside 65.0 to 63.8"),
        ({"low": None}, "a.b: low and high are given together or not at all"),
        (
            {"samples": [SAMPLE | {"n_low": None}]},
            "a.b: n_low and n_high are given together or not at all",
        ),
        ({"samples": [SAMPLE | {"n_low": 178}]}, "a.b: n_low 178 is above n_high 177"),
        ({"value": None, "low": None, "high": None}, "a.b: has neither a value nor limits"),
        ({"estimand": "D"}, "a.b.estimand, value 'D': not a word that this key takes"),
        ({"samples": [SAMPLE | {"wave": "nji"}]}, "wave, value 'nji': "),
        ({"base": {"en": "all"}}, "a.b.base: the key nl is missing"),
        ({"colour": "red"}, 'a.b: unknown key "colour"'),
    ],
)
def test_load_numbers_refuses_and_names(tmp_path, record, changes, message):
    path = tmp_path / "numbers.json"
    path.write_text(json.dumps({"a.b": record(**changes)}), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_numbers(path)
    assert message in str(caught.value)


def test_load_numbers_takes_bounds_without_a_value(tmp_path, record):
    path = tmp_path / "numbers.json"
    path.write_text(json.dumps({"a.b": record(value=None, estimand="C")}), encoding="utf-8")
    assert load_numbers(path)["a.b"].value is None


def test_load_numbers_refuses_a_key_against_the_grammar(tmp_path, record):
    path = tmp_path / "numbers.json"
    path.write_text(json.dumps({"A b": record()}), encoding="utf-8")
    with pytest.raises(InputError, match="'A b': String should match"):
        load_numbers(path)


def test_missing_file_says_what_to_run(tmp_path):
    with pytest.raises(InputError, match="does not exist; run `snakemake` first"):
        load_numbers(tmp_path / "numbers.json")


def test_unknown_number_names_the_nearest(numbers):
    with pytest.raises(InputError, match=r'"prevention.w2091"; did you mean "prevention.w2019"'):
        numbers["prevention.w2091"]
