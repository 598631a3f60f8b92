"""A mapping, which says what a file holds: which column is which item, which codes mean what, and which kind of missing.

What can be answered comes from the codebook, so that the form and the codebook cannot differ.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import field
from datetime import date
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Annotated, Any, Generic, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag
from pydantic.dataclasses import dataclass
from pydantic.json_schema import SkipJsonSchema
from typing_extensions import TypeVar

from wijkteams.checking.forms import CLOSED, CheckedAs, check_form, keys, one_of
from wijkteams.checking.problems import Problem, ranges
from wijkteams.checking.yaml_file import Document, Steps
from wijkteams.microdata.codebook import ITEMS, MISSING, NUMBERS, SHORTFALLS, WAVES
from wijkteams.microdata.sources import Source, read_private_yaml

OWN = "own"
"""The word under ``codes_of`` for codes or names that are not those of CBS: pseudonyms."""

NONE_NAMED = "none_named"
"""An empty cell of a multiple response in which nothing was ticked."""

Text = Annotated[str, Field(min_length=1)]


def same_code(text: str) -> str:
    """Write a code in the one form in which codes are compared: 1.0 and 1,0 are 1, spaces around do not count."""
    return re.sub(r"^(-?[0-9]+)[.,]0+$", r"\1", text.strip())


def _compared(codes: dict[str, str]) -> dict[str, str]:
    return {same_code(code): word for code, word in codes.items()}


def _day_or_own(text: str) -> str:
    with suppress(ValueError):
        if text == OWN or (len(text) == 10 and date.fromisoformat(text)):
            return text
    hint = f"write it as 2017-01-01, or {OWN} for codes that are not those of CBS"
    raise ValueError(f"not a date; {hint}")


_Answer = TypeVar("_Answer", default=str)
_Empty = TypeVar("_Empty", default=str)
_Codes = Annotated[dict[str, _Answer], Field(min_length=1), AfterValidator(_compared)]
_Missing = Annotated[str, CheckedAs(one_of(MISSING))]
_Wave = Annotated[str, CheckedAs(one_of(WAVES))]
_Shortfall = Annotated[str, CheckedAs(one_of(SHORTFALLS))]


@dataclass(frozen=True, config=CLOSED, kw_only=True)
class Coding(Generic[_Answer, _Empty]):
    """How the codes of one column are read.

    Attributes
    ----------
    column : str
        Column of the file.
    codes, missing : dict of str to str
        Code of the file to answer, and to kind of missing. Codes are text; 1 and 1.0 are the same.
    empty : str or None
        What an empty cell is: a kind of missing, or an answer. Without it an empty cell is a problem.
    """

    column: Text
    codes: _Codes[_Answer]
    missing: _Codes[_Missing] = field(default_factory=dict)
    empty: _Empty | None = None

    def __post_init__(self) -> None:
        """Refuse a code with two meanings."""
        if self.codes.keys() & self.missing.keys():
            raise ValueError("a code is given as an answer and as missing; keep one")


@dataclass(frozen=True, config=CLOSED, kw_only=True)
class _WaveColumn(Coding):
    """The column that tells the wave; none may be missing."""

    codes: _Codes[_Wave]
    missing: SkipJsonSchema[dict[str, str]] = field(init=False, default_factory=dict)
    empty: SkipJsonSchema[str | None] = field(init=False, default=None)


@dataclass(frozen=True, config=CLOSED, kw_only=True)
class _Number(Coding):
    """A column of numbers, which have no codes."""

    codes: SkipJsonSchema[dict[str, str]] = field(init=False, default_factory=dict)
    empty: _Missing | None = None


@dataclass(frozen=True, config=CLOSED, kw_only=True)
class MultipleResponse(Coding):
    """A column with several answers: `separator` between them, `none` are codes for none of the list."""

    separator: Text
    codes: _Codes[_Shortfall]
    none: tuple[Annotated[Text, AfterValidator(same_code)], ...] = ()
    empty: Annotated[str, CheckedAs(one_of((*MISSING, NONE_NAMED)))] | None = None

    def __post_init__(self) -> None:
        """Refuse a code with two meanings."""
        super().__post_init__()
        if set(self.none) & {*self.codes, *self.missing}:
            raise ValueError("a code is given as an answer or missing and as none; keep one")


@dataclass(frozen=True, config=CLOSED, kw_only=True)
class Municipality:
    """What tells the municipality.

    Attributes
    ----------
    code, name : str or None
        Columns with the CBS code and the name; at least one.
    codes_of : str or None
        Date of the municipal division that the codes follow, by default that of the wave; `OWN` when they are not
        those of CBS, so that they are not looked up and mergers are not followed.
    """

    code: Text | None = None
    name: Text | None = None
    codes_of: Annotated[Text, AfterValidator(_day_or_own)] | None = None

    def __post_init__(self) -> None:
        """Refuse a file without municipalities."""
        if not (self.code or self.name):
            raise ValueError("neither code nor name is given; give one of them")


@dataclass(frozen=True, config=CLOSED, kw_only=True)
class Format:
    """How a file is written; what is None is found out."""

    delimiter: Literal[",", ";", "|", "tab"] | None = None
    decimal: Literal[".", ","] = "."
    encoding: Text | None = None
    sheet: Text | None = None


def _kind_of_wave(wave: object) -> str:
    return "in a column" if isinstance(wave, dict) else "of every row"


def _coding(answers: tuple[str, ...]) -> Any:
    # An empty cell may mean an answer too: a box that was not ticked.
    return Coding[one_of(answers), one_of((*MISSING, *answers))]  # type: ignore[misc]


_ITEMS = keys("Items", {}, {name: _coding(item.codes) for name, item in ITEMS.items()})
_Items = Annotated[Mapping[str, Coding], CheckedAs(Annotated[_ITEMS, Field(min_length=1)])]
_NUMBERS = keys("Numbers", {}, dict.fromkeys(NUMBERS, _Number))
_Numbers = Annotated[Mapping[str, Coding], CheckedAs(_NUMBERS)]


@dataclass(frozen=True, config=CLOSED, kw_only=True)
class MappingForm:
    """A mapping as it is written, of which every scalar is text; see `config/mappings` for every key explained.

    Attributes
    ----------
    wave : str or Coding
        The wave of every row, or the column that tells it.
    municipality : Municipality
        Columns that tell the municipality.
    format : Format
        How the file is written.
    items, numbers : mapping of str to Coding
        Name in the codebook to column and codes.
    multiple_response : tuple of MultipleResponse
        Columns with several answers.
    duplicates : str
        What to do when a municipality answered a wave twice, differently.
    ignore : tuple of str
        Columns that are known and not used.
    """

    wave: Annotated[
        Annotated[_Wave, Tag("of every row")] | Annotated[_WaveColumn, Tag("in a column")],
        Discriminator(_kind_of_wave),
    ]
    municipality: Municipality
    format: Format = field(default_factory=Format)
    items: _Items = field(default_factory=dict)
    numbers: _Numbers = field(default_factory=dict)
    multiple_response: Annotated[tuple[MultipleResponse, ...], Field(min_length=1)] = ()
    duplicates: Literal["refuse", "first", "last"] = "refuse"
    ignore: tuple[Text, ...] = ()

    @property
    def codings(self) -> list[tuple[str, Coding]]:
        """Every column with codes or numbers, after what it fills: a word of the codebook, ``wave``, ``multiple_response``."""
        wave = [] if isinstance(self.wave, str) else [("wave", self.wave)]
        several = [("multiple_response", each) for each in self.multiple_response]
        return [*wave, *self.items.items(), *self.numbers.items(), *several]

    @property
    def columns(self) -> list[str]:
        """Every column that the mapping uses."""
        places = [name for name in (self.municipality.code, self.municipality.name) if name]
        return [*places, *(coding.column for _, coding in self.codings)]


@dataclasses.dataclass(frozen=True, kw_only=True)
class FileMapping(MappingForm):
    """A mapping, and the file that it was read from."""

    source: Source


def read_mapping(path: Path) -> FileMapping:
    """Read and check a mapping.

    Parameters
    ----------
    path : Path
        YAML, UTF-8. Every scalar is text, so that `yes`, `0363` and `1` stay what they are.

    Returns
    -------
    FileMapping
        The mapping.

    Raises
    ------
    InputError
        With every breach of the form, each with its line; an unknown key names the nearest known one.
    """
    source, read = read_private_yaml(path, "the mapping")
    form = check_form(read, MappingForm)
    read.refuse(_contradictions(form, read))
    return FileMapping(**vars(form), source=source)


def _contradictions(mapping: MappingForm, read: Document) -> Iterator[Problem]:
    """Find what no part of the form can see: the same column, code or item in two places."""
    columns = [*mapping.columns, *mapping.ignore]
    for column in sorted({c for c in mapping.columns if columns.count(c) > 1}):
        rule = "one column is mapped twice, or mapped and ignored"
        lines = [at for steps, at in read.lines.items() if _value(read, steps) == column]
        where = f"see lines {ranges(sorted(set(lines)))}; name it once"
        yield Problem(read.file, min(lines), "", rule, where, value=column)
    for steps in read.lines:
        kept = same_code(str(steps[-1])) if steps[-2:-1] in {("codes",), ("missing",)} else ""
        if kept and kept != steps[-1] and kept in _value(read, steps[:-1]):
            yield read.problem(steps, "", "the same code twice: 1.0 is 1", "keep one")
    several = {word for each in mapping.multiple_response for word in each.codes.values()}
    for name in sorted(several & set(mapping.items)):
        rule = "an item is filled by a column of its own and by a multiple response"
        yield read.problem(("items", name), f"items.{name}", rule, "keep one")


def _value(read: Document, steps: Steps) -> Any:
    return reduce(getitem, steps, read.content)
