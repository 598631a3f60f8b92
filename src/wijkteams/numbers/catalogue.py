"""The catalogues of figures and tables: one entry per published thing, under one permanent id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, Protocol, TypeVar

from pydantic import BeforeValidator, Field
from pydantic.dataclasses import dataclass

from wijkteams.checking.forms import (
    CLOSED,
    Decimals,
    Flag,
    Name,
    NonBlank,
    Texts,
    Unit,
    check_form,
    one_of,
)
from wijkteams.checking.problems import InputError, Problem, did_you_mean, raise_if_any
from wijkteams.checking.yaml_file import read_yaml
from wijkteams.estimates.rule.choices import CHOICES
from wijkteams.estimates.rule.verdicts import VERDICTS
from wijkteams.microdata.codebook import SHORTFALLS, TEAM_TYPES, WAVES
from wijkteams.numbers.file import Numbers, load_numbers
from wijkteams.numbers.formats import (
    LANGUAGES,
    Language,
    chosen,
    format_number,
    keys_of_choices,
    split_placeholders,
)
from wijkteams.numbers.identity import Identity, credit_line, joined_names

_SHORTFALLS = {
    "number_of_shortfalls": {"en": "number of shortfalls", "nl": "aantal tekorten"},
    **{name: {"en": item.label_en, "nl": item.label_nl} for name, item in SHORTFALLS.items()},
}
VOCABULARIES: Mapping[str, Mapping[str, Texts]] = {
    "waves": {
        "all": {"en": "all surveys", "nl": "alle peilingen"},
        **{wave: {"en": wave[1:], "nl": wave[1:]} for wave in WAVES},
    },
    "team_types": {name: {"en": en, "nl": nl} for name, (en, nl) in TEAM_TYPES.items()},
    "shortfalls": _SHORTFALLS,
    "verdicts": {name: {"en": en, "nl": nl} for name, (en, nl) in VERDICTS.items()},
    "choices": {name: {"en": en, "nl": nl} for name, (en, nl) in CHOICES.items()},
}
"""Codes of the codebook, and verdicts, with their words, which a column of a table takes by name."""


def _words_of(codes: object) -> object:
    if not isinstance(codes, str):
        return codes
    if codes not in VOCABULARIES:
        raise ValueError(f"no such list of words; {did_you_mean(codes, VOCABULARIES)}")
    return VOCABULARIES[codes]


Codes = Annotated[
    Mapping[str, Texts],
    BeforeValidator(_words_of, json_schema_input_type=one_of(VOCABULARIES) | Mapping[str, Texts]),
]
DataFile = Annotated[str, Field(pattern=r"^(results|data|config|private)/.+")]
Names = Annotated[tuple[str, ...], Field(min_length=1)]

# Endings of the files that are published for each figure, and whether Dutch has its own.
FIGURE_FILES: dict[str, bool] = {"svg": True, "pdf": True, "png": True, "csv": False}


@dataclass(frozen=True, config=CLOSED)
class Figure:
    """One figure; `id` is file stem, label, anchor and address for ever.

    Texts hold `en` and `nl` and may hold `{key}` or `{key:field}` of the numbers file.
    `select` (column to its values, in drawing order) and `keep` (columns) make the figure's CSV from
    `data`; `words` are what the drawing writes; `columns` names columns where the bare name will not do.
    `holds` is the relation, as `broken_relation` reads it, that the title states; `formerly` are figures that this one
    took the place of, whose addresses lead to it.
    """

    id: Name
    chapter: NonBlank
    data: Annotated[tuple[DataFile, ...], Field(min_length=1)]
    draw: Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_.]*:[a-z_][a-z0-9_]*$")]
    title: Texts
    caption: Texts
    alt: Texts
    base: Texts
    source: Texts
    synthetic: Flag = False
    select: Mapping[str, Names] = Field(default_factory=dict)
    keep: tuple[str, ...] = ()
    words: Mapping[str, Texts] = Field(default_factory=dict)
    columns: Mapping[str, Texts] = Field(default_factory=dict)
    holds: str = ""
    formerly: tuple[Name, ...] = ()

    def file(self, ending: str, language: Language) -> str:
        """Return the file name with this ending for a page in this language."""
        own = language != "en" and FIGURE_FILES.get(ending, True)
        return f"{self.id}.{language}.{ending}" if own else f"{self.id}.{ending}"

    @property
    def texts(self) -> dict[str, Texts]:
        """The texts by name that a reader sees."""
        return {name: getattr(self, name) for name in ("title", "caption", "alt", "base", "source")}


@dataclass(frozen=True, config=CLOSED)
class Column:
    """One column of a table: its name in the data, its heading, unit and decimals.

    The cells of a column with `header: row` name their rows. One with `to` shows a range, up to the value of that
    other column. One with `codes` shows the words of its codes, or those of `VOCABULARIES`; each code that occurs
    must have some. The format `down` leaves whole numbers, never rounded up.
    """

    name: NonBlank
    label: Texts
    unit: Unit | None = None
    format: Decimals | Literal["down"] | None = None
    header: Literal["row"] | None = None
    to: NonBlank | None = None
    codes: Codes | None = None


@dataclass(frozen=True, config=CLOSED)
class Table:
    """One table; `id` is anchor and file stem of its CSV for ever.

    The values of the column `row_id`, which need not be shown, are the addresses of the rows on the page.
    """

    id: Name
    data: Annotated[DataFile, Field(pattern=r"\.csv$")]
    caption: Texts
    base: Texts
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]
    note: Texts | None = None
    synthetic: Flag = False
    row_id: NonBlank | None = None

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


class Catalogue(Mapping[str, Entry_co], Generic[Entry_co]):
    """Id to entry; asking for an unknown id names the nearest known one.

    Parameters
    ----------
    path : Path
        The file of the entries, a list.
    form : type
        What each entry is.

    Raises
    ------
    InputError
        When an entry breaks its form (a missing alt text, caption or base among others) or an id is given twice.
    """

    def __init__(self, path: Path, form: type[Entry_co]) -> None:
        self.path, self._document = path, read_yaml(path)
        entries: tuple[Entry_co, ...] = check_form(self._document, tuple[form, ...])  # type: ignore[valid-type]
        ids = [entry.id for entry in entries]
        self._places = {id_: place for place, id_ in enumerate(ids)}
        self._entries = dict(zip(ids, entries, strict=True))
        raise_if_any(
            self.problem(id_, "this id is given twice") for id_ in ids if ids.count(id_) > 1
        )

    def __getitem__(self, key: str) -> Entry_co:
        if key not in self._entries:
            raise InputError(f'"{key}" is not in {self.path.name}; {did_you_mean(key, self)}')
        return self._entries[key]

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def problem(self, id_: str, message: str) -> Problem:
        """Return a problem that points at the entry of this id."""
        steps = (self._places[id_], "id")
        return self._document.problem(steps, "", f'"{id_}": {message}')


def load_figures(path: Path) -> Catalogue[Figure]:
    """Read and check `config/figures.yaml`; errors as in `Catalogue`."""
    return Catalogue(path, Figure)


def load_tables(path: Path) -> Catalogue[Table]:
    """Read and check `config/tables.yaml`, or a file of the same form; errors as in `Catalogue`."""
    return Catalogue(path, Table)


def fill(text: str, numbers: Numbers, language: Language) -> str:
    """Return a text with its placeholders filled from the numbers, as plain text."""
    return "".join(
        part if isinstance(part, str) else format_number(numbers[part[0]], part[1], language)
        for part in split_placeholders(chosen(text, numbers))
    )


def keys_used(entry: Entry) -> set[str]:
    """Return the keys of all numbers that the texts of an entry print, or on which their words hang."""
    every = [texts[language] for texts in entry.texts.values() for language in LANGUAGES]
    parts = [part for text in every for part in split_placeholders(text)]
    choices = {key for text in every for key in keys_of_choices(text)}
    return choices | {part[0] for part in parts if not isinstance(part, str)}


def texts_of_drawing(
    figure: Figure, numbers: Sequence[Path], book: Identity
) -> list[dict[str, Any]]:
    """Return what a drawing writes, in each language, with its numbers filled in from files of `numbers`."""
    known = Numbers()
    for path in numbers:
        known |= load_numbers(path)
    return [
        {
            "title": fill(figure.title[language], known, language),
            "source": f"{fill(figure.source[language], known, language)} {credit_line(book, language)}",
            "language": language,
            "words": {word: texts[language] for word, texts in figure.words.items()},
            "synthetic": figure.synthetic,
            "alt": fill(figure.alt[language], known, language),
            "author": joined_names(book, language),
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
                except InputError as error:
                    problems.append(catalogue.problem(id_, f"{name} ({language}): {error}"))
    return problems
