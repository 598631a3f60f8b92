"""The catalogues of figures and tables: one entry per published thing, under one permanent id."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from wijkteams.publish.formats import LANGUAGES, Language, format_number, split_placeholders
from wijkteams.publish.numbers_file import Numbers, load_numbers
from wijkteams.publish.problems import (
    Problem,
    PublishError,
    did_you_mean,
    raise_problems,
    short_path,
)
from wijkteams.publish.schemas import read_validated

Texts = Mapping[str, str]

# Endings of the files that are published for each figure, and whether Dutch has its own.
FIGURE_FILES: dict[str, bool] = {"svg": True, "pdf": True, "png": True, "csv": False}


@dataclass(frozen=True)
class Figure:
    """One figure; `id` is file stem, label, anchor and address for ever.

    Texts hold `en` and `nl` and may hold `{key}` or `{key:field}` of the numbers file.
    `select` (column to its values, in drawing order) and `keep` (columns) make the figure's CSV from
    `data`; `words` are what the drawing writes; `columns` names columns where the bare name will not do.
    """

    id: str
    chapter: str
    data: tuple[str, ...]
    draw: str
    title: Texts
    caption: Texts
    alt: Texts
    base: Texts
    source: Texts
    synthetic: bool
    select: Mapping[str, list[str]] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    words: Mapping[str, Texts] = field(default_factory=dict)
    columns: Mapping[str, Texts] = field(default_factory=dict)

    def file(self, ending: str, language: Language) -> str:
        """Return the file name with this ending for a page in this language."""
        own = language != "en" and FIGURE_FILES[ending]
        return f"{self.id}.{language}.{ending}" if own else f"{self.id}.{ending}"

    @property
    def texts(self) -> dict[str, Texts]:
        """The texts by name that a reader sees."""
        return {name: getattr(self, name) for name in ("title", "caption", "alt", "base", "source")}


@dataclass(frozen=True)
class Column:
    """One column of a table: its name in the data, its heading, unit and decimals.

    The cells of a column with `header: row` name their rows. One with `to` shows a range, up to the value of that
    other column. One with `codes` shows the words of its codes; each code that occurs must have some.
    """

    name: str
    label: Texts
    unit: str | None = None
    format: str | None = None
    header: str | None = None
    to: str | None = None
    codes: Mapping[str, Texts] | None = None


@dataclass(frozen=True)
class Table:
    """One table; `id` is anchor and file stem of its CSV for ever.

    The values of the column `row_id`, which need not be shown, are the addresses of the rows on the page.
    """

    id: str
    data: str
    caption: Texts
    base: Texts
    columns: tuple[Column, ...]
    note: Texts | None = None
    synthetic: bool = False
    row_id: str | None = None

    @property
    def texts(self) -> dict[str, Texts]:
        """The texts by name that a reader sees."""
        note = {"note": self.note} if self.note else {}
        return {"caption": self.caption, "base": self.base} | note


class Entry(Protocol):
    """What every catalogue holds: an id for ever, and texts that a reader sees."""

    @property
    def id(self) -> str:
        """Name, anchor and address for ever."""

    @property
    def texts(self) -> dict[str, Texts]:
        """The texts by name that a reader sees."""


Entry_co = TypeVar("Entry_co", bound=Entry, covariant=True)


class Catalogue(Mapping[str, Entry_co]):
    """Id to entry; asking for an unknown id names the nearest known one.

    Attributes
    ----------
    path : Path
        The file it was read from.
    lines : dict
        Id to the line of the file where its entry starts.
    """

    def __init__(self, path: Path, entries: Sequence[Entry_co]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self.path = path
        self.lines = _entry_lines(path)
        counts = Counter(entry.id for entry in entries)
        raise_problems(
            self.problem(id_, "this id is given twice") for id_ in counts if counts[id_] > 1
        )

    def __getitem__(self, key: str) -> Entry_co:
        if key not in self._entries:
            raise PublishError(f'"{key}" is not in {self.path.name}{did_you_mean(key, self)}')
        return self._entries[key]

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def problem(self, id_: str, message: str) -> Problem:
        """Return a problem that points at the entry of this id."""
        return Problem(short_path(self.path), self.lines[id_], f'"{id_}": {message}')


def load_figures(path: Path) -> Catalogue[Figure]:
    """Read and check the catalogue of figures.

    Parameters
    ----------
    path : Path
        `config/figures.yaml`.

    Raises
    ------
    PublishError
        When an entry breaks the schema (a missing alt text, caption or base among others) or
        an id is given twice.
    """
    entries = [_tupled(entry, "data") for entry in read_validated(path, "figures")]
    return Catalogue(path, [Figure(**entry) for entry in entries])


def load_tables(path: Path) -> Catalogue[Table]:
    """Read and check the catalogue of tables; errors as in `load_figures`."""
    entries: list[dict[str, Any]] = read_validated(path, "tables")
    return Catalogue(
        path,
        [
            Table(**{**entry, "columns": tuple(Column(**column) for column in entry["columns"])})
            for entry in entries
        ],
    )


def fill(text: str, numbers: Numbers, language: Language) -> str:
    """Return a text with its placeholders filled from the numbers, as plain text."""
    return "".join(
        part if isinstance(part, str) else format_number(numbers[part[0]], part[1], language)
        for part in split_placeholders(text)
    )


def keys_used(entry: Entry) -> set[str]:
    """Return the keys of all numbers that the texts of an entry print."""
    return {
        part[0]
        for texts in entry.texts.values()
        for language in LANGUAGES
        for part in split_placeholders(texts[language])
        if not isinstance(part, str)
    }


def texts_of_drawing(
    figure: Figure, numbers: Sequence[Path], credit: Callable[[Language], str]
) -> list[dict[str, Any]]:
    """Return what a drawing writes, in each language, with its numbers filled in from files of `numbers`."""
    known = Numbers()
    for path in numbers:
        known |= load_numbers(path)
    return [
        {
            "title": fill(figure.title[language], known, language),
            "source": f"{fill(figure.source[language], known, language)} {credit(language)}",
            "language": language,
            "words": {word: texts[language] for word, texts in figure.words.items()},
            "synthetic": figure.synthetic,
        }
        for language in LANGUAGES
    ]


def text_problems(catalogue: Catalogue[Entry], numbers: Numbers) -> list[Problem]:
    """Return the placeholders that cannot be filled, each with its entry and the nearest key."""
    problems = []
    for id_, entry in catalogue.items():
        for name, texts in entry.texts.items():
            for language in LANGUAGES:
                try:
                    fill(texts[language], numbers, language)
                except PublishError as error:
                    problems.append(catalogue.problem(id_, f"{name} ({language}): {error}"))
    return problems


def _tupled(entry: dict[str, Any], name: str) -> dict[str, Any]:
    return {**entry, name: tuple(entry[name])}


def _entry_lines(path: Path) -> dict[str, int]:
    """Return the last line on which each id is given."""
    pattern = re.compile(r"^\s*(?:-\s+)?id:\s*[\"']?([^\"'\s#]+)")
    lines = path.read_text(encoding="utf-8").splitlines()
    found = ((number, pattern.match(line)) for number, line in enumerate(lines, start=1))
    return {match[1]: number for number, match in found if match}
