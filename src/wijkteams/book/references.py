"""The sources of the register, and the bibliography that is made from them.

`python -m wijkteams.book.references` (`make references`) renews the bibliography.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wijkteams.checking.problems import InputError, did_you_mean
from wijkteams.numbers.citations import escape_latex
from wijkteams.numbers.formats import Language

SOURCES = Path("data") / "raw" / "sources.csv"
BIBLIOGRAPHY = Path("references.bib")
WANTED = ("source_id", "title", "author", "publisher", "date", "address", "read_state")
_READ = {
    "full": "Read in full",
    "excerpt": "Read as a public page",
    "contents_only": "Only cover and contents could be read",
    "not_read": "Not read",
}
# The titles of these sources are in English; all others are in Dutch.
_ENGLISH = {"BMJ22", "IJIC", "ASSOC2022", "CBS"}
REMARK = re.compile(r"\s+\([^)]*\)$")
_HEAD = "% Made from data/raw/sources.csv; edit that file, then run `make references`"


@dataclass(frozen=True)
class Source:
    """One source of the register, each field as it stands there."""

    source_id: str
    title: str
    author: str
    publisher: str
    date: str
    address: str
    read_state: str

    @property
    def year(self) -> str:
        """First year in the date, or an empty text when none is known."""
        found = re.search(r"\b(?:19|20)\d\d\b", self.date)
        return found[0] if found else ""

    @property
    def short_title(self) -> str:
        """The title without the remark of the register behind it."""
        return REMARK.sub("", self.title)

    @property
    def language(self) -> Language:
        """Language of the title."""
        return "en" if self.source_id in _ENGLISH else "nl"

    @property
    def short_publisher(self) -> str:
        """The publisher without the remark of the register behind it."""
        return REMARK.sub("", self.publisher)

    @property
    def place(self) -> str:
        """Issue and page of a source in print, or an empty text."""
        found = re.search(r"week (\d+) of (\d+), (p\. \d+)", self.address)
        return f"week {found[1]}/{found[2]}, {found[3]}" if found else ""

    @property
    def addresses(self) -> list[str]:
        """Web addresses; none when the address is unknown."""
        return re.findall(r"https?://\S+", self.address)


class Sources(dict[str, Source]):
    """Name to source; asking for an unknown one names the nearest known one."""

    def __missing__(self, key: str) -> Source:
        raise InputError(f'unknown source "{key}"; {did_you_mean(key, self)}')


def load_sources(path: Path) -> Sources:
    """Read the sources of the register.

    Parameters
    ----------
    path : Path
        `data/raw/sources.csv`; the register has checked it in every other respect.

    Returns
    -------
    Sources
        In the order of the file.

    Raises
    ------
    InputError
        If the file or a column is missing.
    """
    if not path.is_file():
        raise InputError(f"{path}: this file does not exist; the register holds it")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    missing = [name for name in WANTED if any(name not in row for row in rows)]
    if missing:
        raise InputError(f"{path}: the column(s) {', '.join(missing)} are missing")
    return Sources({row["source_id"]: Source(*(row[name] for name in WANTED)) for row in rows})


def bibliography(sources: Iterable[Source]) -> str:
    """Write sources as BibTeX, one entry each, under their own names.

    Parameters
    ----------
    sources : iterable of Source
        The sources.

    Returns
    -------
    str
        The text of `references.bib`. Authors stand as in the register, as one name: it does not say where one name
        ends and another begins.
    """
    return "\n".join([f"{_HEAD}\n", *(_entry(source) for source in sources)])


def _entry(source: Source) -> str:
    """Return one entry of type misc, which every style knows; empty fields are left out."""
    first, *others = source.addresses or [""]
    note = ". ".join(
        part
        for part in (
            "" if source.date == source.year else f"Date: {source.date}",
            "" if first else source.address.capitalize(),
            f"Also at {' and '.join(others)}" if others else "",
            _READ[source.read_state],
        )
        if part
    )
    fields = {
        "author": f"{{{escape_latex(source.author)}}}",
        "title": f"{{{escape_latex(source.title)}}}",
        "howpublished": escape_latex(source.publisher),
        "year": source.year or "n.d.",
        "note": escape_latex(note),
        "url": first,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{source.source_id},\n{lines}}}\n"


if __name__ == "__main__":
    BIBLIOGRAPHY.write_text(bibliography(load_sources(SOURCES).values()), encoding="utf-8")
