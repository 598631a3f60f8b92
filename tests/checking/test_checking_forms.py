"""YAML files: read strictly, held against their form, and told with file, line, key and nearest known word."""

from typing import Annotated, Any

import pytest
from pydantic import Field
from pydantic.dataclasses import dataclass

from wijkteams.checking.forms import (
    CLOSED,
    Name,
    Positive,
    Several,
    Texts,
    check_form,
    keys,
    one_of,
)
from wijkteams.checking.problems import InputError
from wijkteams.checking.yaml_file import parse_yaml, read_yaml


@dataclass(frozen=True, config=CLOSED)
class Entry:
    """A form with every kind of rule."""

    id: Name
    size: Positive
    kind: Annotated[str, one_of(("alpha", "beta"))] = "alpha"
    label: Texts | None = None
    parts: Several[Name] = ("one",)


FORM: Any = tuple[Entry, ...]
KINDS: Any = list[
    Annotated[
        keys("Rise", {"id": Name, "kind": one_of(("rise",)), "by": Positive})  # type: ignore[operator]
        | keys("Words", {"id": Name, "kind": one_of(("words",))}),
        Field(discriminator="kind"),
    ]
]


def told(text: str, form: Any = FORM, private: bool = False) -> str:
    with pytest.raises(InputError) as caught:
        check_form(parse_yaml(text.encode(), "f.yaml", "the file", private), form)
    return str(caught.value)


def test_a_form_gives_frozen_objects():
    (entry,) = check_form(parse_yaml(b"- {id: a, size: 2, parts: [x, y]}", "f", "it"), FORM)
    assert entry == Entry("a", 2.0, parts=("x", "y"))
    with pytest.raises(AttributeError):
        entry.size = 3.0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- id: a\n  siz: 1\n  size: 1", 'f.yaml:2, a: unknown key "siz"; did you mean "size"?'),
        ("- id: a\n", "f.yaml:1, a: the key size is missing; add it"),
        ("- id: a\n  size: yes", "f.yaml:2, a.size, value 'True': Input should be a valid number"),
        ("- id: a\n  size: '1'", "f.yaml:2, a.size, value '1': Input should be a valid number"),
        ("- id: a\n  size: 0", "a.size, value '0': Input should be greater than 0"),
        ("- id: A b\n  size: 1", "f.yaml:1, A b.id, value 'A b': String should match pattern"),
        ("- {id: a, size: 1, label: {en: x}}", "a.label: the key nl is missing"),
        ("- {id: a, size: 1, label: {en: x, nl: ' '}}", "a.label.nl, value ' ': String should"),
        ("- {id: a, size: 1, label: x}", "value 'x': keys are needed here; known are en, nl"),
        ("- {id: a, size: 1, parts: []}", "a.parts: nothing stands here; give at least one entry"),
        (
            "- {id: a, size: 1, parts: [x, y, x]}",
            "a.parts: something stands twice in this list; keep one",
        ),
        ("- 3", "f.yaml:1, number 1, value '3': keys are needed here; known are id, size"),
        ("id: a", "a list is needed here"),
        ("", "a list is needed here"),
    ],
)
def test_a_breach_names_line_place_and_rule(text: str, message: str) -> None:
    assert message in told(text)


def test_all_breaches_come_at_once_and_sorted():
    lines = told("- {id: a, size: 1, zz: 1}\n- {id: b}\n- {id: c, size: -1}").splitlines()
    assert [line[:8] for line in lines] == ["f.yaml:1", "f.yaml:2", "f.yaml:3"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "- {id: a, kind: ris}",
            "f.yaml:1, a.kind, value 'ris': not a word that this key takes; did",
        ),
        ("- {id: a}", "a: the key kind is missing"),
        ("- {id: a, kind: rise}", "a: the key by is missing"),
        ("- {id: a, kind: words, bye: 1}", 'a: unknown key "bye"'),
    ],
)
def test_one_kind_of_entry_is_chosen_by_its_word(text: str, message: str) -> None:
    assert message in told(text, KINDS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: 2\na: 3", "f.yaml:3, value 'a': this key is given twice; keep one"),
        ("a: [", "the file is not YAML"),
        ("? [a]\n: 1", "a key that is a list"),
        ("[" * 30 + "]" * 30, "nested too deeply"),
        ("a: &a [1]\nb: &b [*a, *a]\n" + "".join(
            f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("bcdef", "cdefg", strict=True)
        ), "for too much"),
        ("a: &a [*a]", "stands for itself"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("private", [True, False])
def test_yaml_that_would_be_read_in_silence_is_refused(
    text: str, message: str, private: bool
) -> None:
    shown = told(text, dict[str, Any], private)
    expected = message.replace("f.yaml:3, value 'a'", "f.yaml, row 3") if private else message
    assert expected in shown


def test_marks_at_the_start_and_composed_letters_are_read_as_one(tmp_path):
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + "a: e\u0301".encode())
    assert read_yaml(path).content == {"a": "\u00e9"}
    path.write_bytes("a: één".encode("cp1252"))
    with pytest.raises(InputError, match="not UTF-8"):
        read_yaml(path)
    with pytest.raises(InputError, match=r"none\.yaml: this file does not exist"):
        read_yaml(tmp_path / "none.yaml")


def test_aliases_and_merged_keys_are_taken_over():
    read = parse_yaml(b"a: &x {id: one, n: 1}\nb: {<<: *x, id: two}", "f.yaml", "it")
    assert read.content["b"] == {"id": "two", "n": 1}
    assert read.lines["b", "id"] == 2


def test_a_private_file_is_text_and_prints_nothing_of_what_it_holds():
    assert parse_yaml(b"a: yes\nb: 0363", "f", "it", private=True).content == {
        "a": "yes",
        "b": "0363",
    }
    form = keys("Form", {"a": dict[str, one_of(("yes", "no"))]}, {"b": Name})  # type: ignore[valid-type]
    shown = told("a: {secret: Secret}\nb: Se cret\nsecret: 1", form, private=True)
    assert "f.yaml, row 1, a: not a word" in shown and "row 3: unknown key" in shown
    assert "ecret" not in shown
