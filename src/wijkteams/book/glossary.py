"""The words of the book in both languages, and the Dutch forms that are not used for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from wijkteams.checking.forms import NonBlank, Several, check_form, keys
from wijkteams.checking.problems import Problem
from wijkteams.checking.yaml_file import read_yaml
from wijkteams.numbers.formats import Language

GLOSSARY = Path("config") / "glossary.yaml"
_WORD: Any = keys(
    "Word",
    {"term": NonBlank, "english": Several[NonBlank], "en": NonBlank, "nl": NonBlank},
    {"not": Several[NonBlank]},
)
_PHRASE: Any = keys("Phrase", {"not": NonBlank, "write": NonBlank})
GlossaryForm: Any = keys("Glossary", {"words": list[_WORD], "phrases": list[_PHRASE]})
"""``config/glossary.yaml``."""


def load_glossary(path: Path) -> Mapping[str, Any]:
    """Read the words and the phrases.

    Raises
    ------
    InputError
        When the file breaks its form.
    """
    document = read_yaml(path)
    check_form(document, GlossaryForm)
    content: Mapping[str, Any] = document.content
    return content


def glossary_text(glossary: Mapping[str, Any], language: Language) -> str:
    """Return the words as a glossary in MyST Markdown: the Dutch term, what it means, its English names in bold.

    Parameters
    ----------
    glossary : mapping
        As `load_glossary` returns it.
    language : {"en", "nl"}
        Language of the page.
    """
    words = sorted(glossary["words"], key=lambda word: word["term"].casefold())
    return "\n\n".join(_entry(word, language) for word in words)


def _entry(word: Mapping[str, Any], language: Language) -> str:
    names, meaning = (
        ", ".join(word["english"]).replace("*", "\\*"),
        " ".join(word[language].split()),
    )
    said = f"**{names[0].upper()}{names[1:]}.** {meaning}"
    if language == "nl":
        said = f"{meaning} In het Engels: **[{names}]{{.language-en}}**."
    return f"{word['term']}\n  {said}"


def words_not_used(text: str, glossary: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the forms in a Dutch text that are not used, each with what is written instead.

    Parameters
    ----------
    text : str
        Prose; line breaks and capitals do not count.
    glossary : mapping
        As `load_glossary` returns it.
    """
    said = " ".join(text.split())
    for form, instead in _forms(glossary).items():
        if re.search(rf"(?<!\w){re.escape(form)}(?:e?s|en|n)?(?!\w)", said, re.IGNORECASE):
            yield form, instead


def dutch_problems(text: str, path: str, glossary: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the forms in the source of a Dutch page that are not used, each with the line where its paragraph starts."""
    line = 1
    for paragraph in text.split("\n\n"):
        for form, instead in words_not_used(paragraph, glossary):
            yield Problem(path, line, "", f'"{form}" is not used here; write "{instead}"')
        line += paragraph.count("\n") + 2


def _forms(glossary: Mapping[str, Any]) -> dict[str, str]:
    words = {form: word["term"] for word in glossary["words"] for form in word.get("not", ())}
    return words | {phrase["not"]: phrase["write"] for phrase in glossary["phrases"]}
