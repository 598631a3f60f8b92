"""The two editions of the book: English at its root, Dutch below ``nl/``; pages of the same file name are twins."""

from __future__ import annotations

from pathlib import Path

from wijkteams.book.contents import chapters_of_toc
from wijkteams.numbers.formats import Language

FOLDERS: dict[Language, str] = {"en": "", "nl": "nl/"}
"""Where the sources and the pages of each edition stand, below the root of the repository and of the book."""
KEPT = Path("nl") / "twins.csv"
"""A pair of digests for each paragraph of each page that has a twin: as they were when both texts said the same."""

MOVED = {
    "chapters/bibliography": "chapters/sources",
    "chapters/citeerbare_zinnen": "nl/chapters/citeerbare_zinnen",
    "chapters/in_een_oogopslag": "nl/index",
    "chapters/next_survey": "chapters/what_to_do",
    "chapters/niet_zo_maar_zo": "nl/chapters/not_so_but_so",
    "chapters/raadsmemo": "nl/chapters/raadsmemo",
    "chapters/toegankelijkheidsverklaring": "nl/chapters/accessibility",
    "chapters/type_tables": "chapters/type_and_shortfall",
    "chapters/vrijgave_checklist": "nl/chapters/vrijgave_checklist",
    "zoeken": "nl/search",
}
"""Where pages stood before there were two editions, or before they were joined; what was cited keeps leading to what it is."""


def edition_of(name: str) -> Language:
    """Return the edition that a page belongs to, by its path."""
    return "nl" if name.startswith(FOLDERS["nl"]) else "en"


def other_language(language: Language) -> Language:
    """Return the language of the other edition."""
    return "en" if language == "nl" else "nl"


def twin_of(name: str) -> str:
    """Return the path of a page in the other edition, whether that has it or not."""
    language = edition_of(name)
    return FOLDERS[other_language(language)] + name.removeprefix(FOLDERS[language])


def toc_of(language: Language) -> Path:
    """Return the table of contents of an edition."""
    return Path(f"{FOLDERS[language]}_toc.yml")


def pages_of_edition(root: Path, language: Language) -> list[str]:
    """List the names of the pages of an edition, without their suffix; none where it has no table of contents."""
    toc = root / toc_of(language)
    return [name.removesuffix(".md") for name in chapters_of_toc(toc)] if toc.is_file() else []
