"""One Dutch term for each thing: no page, catalogue or text in the code uses a form that the glossary rules out."""

import ast
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from wijkteams.book.glossary import (
    GLOSSARY,
    dutch_problems,
    glossary_text,
    load_glossary,
    words_not_used,
)
from wijkteams.book.typed_numbers import find_typed_numbers

ROOT = Path(__file__).parents[2]
WORDS = load_glossary(ROOT / GLOSSARY)


def dutch_of_pages() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "nl").rglob("*.md")):
        for number, paragraph in enumerate(path.read_text(encoding="utf-8").split("\n\n"), start=1):
            yield f"{path.relative_to(ROOT)}, paragraph {number}", paragraph


def dutch_of_catalogues() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "config").glob("*.yaml")):
        if path != ROOT / GLOSSARY:
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            yield from ((path.name, text) for text in dutch_in(content))
    for path in sorted((ROOT / "config").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from ((path.name, text) for row in csv.DictReader(file) for text in dutch_in(row))


def dutch_in(content: Any) -> Iterator[str]:
    """Yield the texts below keys that say that they are in Dutch."""
    pairs = (
        content.items()
        if isinstance(content, dict)
        else enumerate(content)
        if isinstance(content, list)
        else ()
    )
    for key, value in pairs:
        if isinstance(value, str) and str(key).rpartition("_")[2] == "nl":
            yield value
        else:
            yield from dutch_in(value)


def texts_of_code() -> Iterator[tuple[str, str]]:
    """Yield every text in the code; the forms are Dutch, so that English ones do not match."""
    for path in sorted((ROOT / "src" / "wijkteams").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value


@pytest.mark.parametrize("texts", [dutch_of_pages, dutch_of_catalogues, texts_of_code])
def test_no_dutch_text_uses_a_form_that_is_ruled_out(texts: Any) -> None:
    read = list(texts())
    assert len(read) > 100
    assert [
        f'{place}: "{form}"; write "{instead}"'
        for place, text in read
        for form, instead in words_not_used(text, WORDS)
    ] == []


@pytest.mark.parametrize(
    ("text", "form", "instead"),
    [
        ("Tussen haakjes staat de Bandbreedte.", "bandbreedte", "95%-betrouwbaarheidsinterval"),
        ("de bandbreedtes", "bandbreedte", "95%-betrouwbaarheidsinterval"),
        ("gemeenten die\n  antwoordden", "gemeenten die antwoordden", "deelnemende gemeenten"),
        ("Het is al ongedaan bij 9 punten.", "ongedaan", "valt weg bij"),
    ],
)
def test_a_form_that_is_ruled_out_is_named_with_what_to_write(
    text: str, form: str, instead: str
) -> None:
    assert list(words_not_used(text, WORDS)) == [(form, instead)]


def test_a_page_with_such_a_form_is_named_with_its_line() -> None:
    text = "# Titel\n\nEen zin.\n\nEen alinea met\neen bandbreedte.\n"
    (problem,) = dutch_problems(text, "nl/a.md", WORDS)
    assert str(problem).startswith('nl/a.md:5: "bandbreedte" is not used here; write "95%')


def test_no_term_is_ruled_out_and_no_meaning_holds_a_typed_number() -> None:
    terms = [word["term"] for word in WORDS["words"]]
    assert len(set(terms)) == len(terms)
    assert [form for term in terms for form, _ in words_not_used(term, WORDS)] == []
    for word in WORDS["words"]:
        assert [*find_typed_numbers(word["en"]), *find_typed_numbers(word["nl"])] == []
        assert list(words_not_used(word["nl"], WORDS)) == []


def test_the_glossary_of_each_edition_has_the_same_terms_in_the_same_order() -> None:
    en, nl = (glossary_text(WORDS, language).splitlines() for language in ("en", "nl"))
    assert [line for line in en if line[:1].strip()] == [line for line in nl if line[:1].strip()]
    assert "  **Survey.** The national questionnaire" in "\n".join(en)
    assert "In 2022 was er een vijfde. In het Engels: **[survey]{.language-en}**." in "\n".join(nl)
