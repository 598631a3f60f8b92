"""The strict form of a mapping."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from wijkteams.checking.problems import InputError
from wijkteams.microdata.mapping import MappingForm, read_mapping

ROOT = Path(__file__).parents[2]


def read(content: object, tmp_path: Path) -> Any:
    path = tmp_path / "mapping.yaml"
    text = content if isinstance(content, str) else yaml.safe_dump(content)
    path.write_text(text, encoding="utf-8")
    return read_mapping(path)


@pytest.mark.parametrize("wave", ["w2014", "w2015", "w2017", "w2019"])
def test_mapping_examples_are_right(wave: str) -> None:
    mapping = read_mapping(ROOT / "config" / "mappings" / f"{wave}.example.yaml")
    assert mapping.wave == wave
    assert mapping.items["has_team"].codes["1"] == "yes"


def test_mapping_documentation_names_every_word_of_the_form_and_no_other() -> None:
    text = (ROOT / "config" / "mappings" / "README.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([a-z_0-9]+)`", text))
    words = words_of(TypeAdapter(MappingForm).json_schema()) - {",", ";", "|", "."}
    assert words <= told
    others = {"private", "tab", "own", "363", "0363", "gemeente", "municipality", "cluster"}
    assert {word for word in told if "_" in word} <= words | {"codes_of"} | others


def words_of(form: object) -> set[str]:
    """Every key and every word that a form knows."""
    if isinstance(form, list):
        return set().union(*map(words_of, form))
    if not isinstance(form, dict):
        return set()
    const = [form["const"]] if "const" in form else []
    own = {*form.get("properties", {}), *form.get("enum", const)}
    return own.union(*map(words_of, form.values()))


def test_mapping_keeps_scalars_as_text(tmp_path: Path) -> None:
    mapping = read(
        "wave: w2015\nmunicipality: {code: 0363}\n"
        "items: {has_team: {column: on, codes: {01: yes, 1.0: no}}}\n",
        tmp_path,
    )
    assert mapping.municipality.code == "0363"
    assert mapping.items["has_team"].codes == {"01": "yes", "1": "no"}


def change(mapping: dict[str, Any], *steps: Any, value: object) -> None:
    for step in steps[:-1]:
        mapping = mapping[step]
    mapping[steps[-1]] = value


@pytest.mark.parametrize(
    ("steps", "value", "message"),
    [
        (("itms",), {}, 'unknown key; did you mean "items"?'),
        (("items", "has_team", "colum"), "x", 'unknown key; did you mean "column"?'),
        (("items", "shortfal_outreach"), {}, 'did you mean "shortfall_outreach"?'),
        (("items", "has_team", "codes"), {"1": "yess"}, 'did you mean "yes"?'),
        (("items", "team_type", "missing"), {"9": "not_ask"}, 'did you mean "not_asked"?'),
        (("items", "team_type", "empty"), "unknown", "not a word that this key takes"),
        (("wave",), "w2016", 'wave: not a word that this key takes; did you mean "w20'),
        (("wave",), {"column": "JAAR"}, "wave: the key codes is missing"),
        (("municipality",), {}, "neither code nor name is given"),
        (("items", "has_team"), {"column": "TEAM"}, "the key codes is missing"),
        (
            ("items", "has_team", "column"),
            "GM",
            "one column is mapped twice, or mapped and ignored",
        ),
        (("ignore",), ["TEAM"], "one column is mapped twice, or mapped and ignored"),
        (("items", "team_type", "missing"), {"1": "no_answer"}, "an answer and as missing"),
        (("format",), {"delimiter": "#"}, "not a word that this key takes"),
        (("municipality", "codes_of"), "2019", "codes_of: not a date; write it as 2017-01-01"),
        (("municipality", "codes_of"), "2017-13-45", "codes_of: not a date"),
        (("items", "has_team", "codes"), {"1": "yes", "1.0": "no"}, "the same code twice"),
        (("multiple_response", 0, "none"), ["2"], "as an answer or missing and as none"),
        (("multiple_response", 0, "missing"), {"2": "no_answer"}, "an answer and as missing"),
        (("multiple_response",), [], "multiple_response: nothing stands here; give at least one"),
        (("multiple_response", 0, "separatr"), "/", 'unknown key; did you mean "separator"?'),
        (("wave",), {"column": "J", "codes": {"1": "w2016"}}, "wave.codes: not a word that this"),
        (
            ("wave",),
            {"column": "J", "codes": {"1": "w2015"}, "missing": {"9": "not_asked"}},
            "wave: unknown key; known are column, codes",
        ),
        (("numbers", "weight", "codes"), {"1": "yes"}, "numbers.weight: unknown key; known are"),
        (("ignore",), "TEAM", "ignore: a list is needed here"),
    ],
)
def test_mapping_broken_names_the_rule(
    steps: tuple, value: object, message: str, mapping: dict, tmp_path: Path
) -> None:
    change(mapping, *steps, value=value)
    with pytest.raises(InputError) as caught:
        read(mapping, tmp_path)
    assert message in str(caught.value)
    assert str(caught.value).startswith("1 problem(s)")


def test_mapping_refuses_item_filled_twice(mapping: dict, tmp_path: Path) -> None:
    mapping["items"]["shortfall_outreach"] = {"column": "X", "codes": {"1": "yes"}}
    with pytest.raises(InputError, match="by a column of its own and by a multiple response"):
        read(mapping, tmp_path)


def test_mapping_problem_has_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"row 3: unknown key"):
        read("wave: w2015\nmunicipality: {code: GM}\nitms: {}\n", tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("wave: w2015\nwave: w2017\n", "row 2: this key is given twice"),
        ("wave: [\n", "not YAML"),
        ("", "mapping.yaml: the mapping is empty; check that it is the right file"),
        ("# wave: w2015\n", "mapping.yaml: the mapping is empty"),
        (
            "- wave: w2015\n",
            "mapping.yaml, row 1: keys are needed here; known are wave, municipality",
        ),
        ("w2015\n", "mapping.yaml, row 1: keys are needed here"),
    ],
)
def test_mapping_that_is_not_a_mapping_is_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(text, tmp_path)
    assert message in str(caught.value)
    assert str(caught.value).startswith("1 problem(s)")


def test_mapping_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the mapping does not exist"):
        read_mapping(tmp_path / "none.yaml")


def test_mapping_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_bytes("wave: w2015 # één".encode("cp1252"))
    with pytest.raises(
        InputError, match=r"mapping\.yaml: the mapping is not UTF-8; save it as UTF-8"
    ):
        read_mapping(path)
