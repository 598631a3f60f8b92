"""Turn the text of a file into answers of the codebook, under a mapping; every cell that breaks a rule is a problem."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from wijkteams.checking.problems import Problem, nearest_of
from wijkteams.microdata.codebook import SIZE_LIMITS
from wijkteams.microdata.mapping import Coding, FileMapping, MultipleResponse, same_code
from wijkteams.microdata.mapping_form import NONE_NAMED
from wijkteams.microdata.raw_table import RawTable, names_stand_lower, row_of_names

SYNTHETIC_COLUMN = "synthetic"
ROW, FILE = "file_row", "file"
# ASSUME: no municipality has fewer or more inhabitants, and no response weight is smaller or larger.
_PLAUSIBLE: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"inhabitants": (500, 2_000_000), "weight": (0.01, 100)}
)


@dataclass(frozen=True)
class Interpreted:
    """A file as answers.

    Attributes
    ----------
    frame : pandas.DataFrame
        One row for each row of the file: ``file``, ``file_row``, ``wave_id``, ``code_given``, ``name_given``
        (None where not mapped or not readable), every mapped item as text (an answer of the codebook or a kind of
        missing; empty where the cell is a problem), and the mapped numbers as floats, missing where the mapping
        says so.
    mapping : FileMapping
        Its mapping.
    places : mapping of str to int
        Column of the mapping to its position in the file.
    problems : list of Problem
        Every breach of a rule, of every column.
    """

    frame: pd.DataFrame
    mapping: FileMapping
    places: Mapping[str, int]
    problems: list[Problem]


def interpret(table: RawTable, mapping: FileMapping) -> Interpreted:
    """Read every mapped column.

    Parameters
    ----------
    table : RawTable
        The file as text.
    mapping : FileMapping
        What its columns and codes mean.

    Returns
    -------
    Interpreted
        The answers with the problems of all columns at once; no rows when the row of names is not there.
    """
    frame = pd.DataFrame({FILE: table.file, ROW: [number for number, _ in table.rows]})
    places = {name: place for place, name in enumerate(table.columns, start=1)}
    if not places.keys() & set(mapping.columns):
        return Interpreted(frame[:0], mapping, places, [_no_header(table, mapping)])
    reader = _Cells(table, mapping)
    reader.problems.extend(_column_problems(table, mapping))
    wave = mapping.wave
    frame["wave_id"] = wave if isinstance(wave, str) else reader.coded(wave)
    frame["code_given"] = reader.names(mapping.code_column)
    frame["name_given"] = reader.names(mapping.name_column)
    for name, coding in mapping.items.items():
        frame[name] = reader.coded(coding)
    for several in mapping.multiple:
        for name, answers in reader.several(several).items():
            frame[name] = answers
    for name, coding in mapping.numbers.items():
        frame[name] = pd.Series(reader.numbers(coding), dtype="float64")
    if "inhabitants" in frame and "size_class" not in frame:
        frame["size_class"] = list(map(size_class, frame["inhabitants"]))
    return Interpreted(frame, mapping, places, reader.problems)


def size_class(inhabitants: float) -> str:
    """Return the class of size; ``no_answer`` where the number of inhabitants is missing."""
    if pd.isna(inhabitants):
        return "no_answer"
    return next(name for name, limit in SIZE_LIMITS.items() if inhabitants < limit)


def _no_header(table: RawTable, mapping: FileMapping) -> Problem:
    """Say that the names of the columns are not there, or stand lower."""
    rule = "none of the columns of the mapping is in the first row, so it holds no names"
    hint = "add a row with the names of the columns, or check that file and mapping belong together"
    if lower := row_of_names(table.rows, mapping.columns):
        rule, hint = names_stand_lower(lower)
    return Problem(table.file, table.header_row, "", rule, hint)


def _column_problems(table: RawTable, mapping: FileMapping) -> Iterator[Problem]:
    """Find mapped columns that the file lacks or has twice, and columns that the mapping does not know."""
    columns = table.columns
    named = {mapping.code_column: "municipality.code", mapping.name_column: "municipality.name"}
    named |= {coding.column: coding.item for coding in mapping.codings}
    for name, item in named.items():
        if name is not None and columns.count(name) != 1:
            rule = "the mapping names a column that the file lacks"
            hint = "mend the name in the mapping; the nearest in the file stands with the values"
            if name in columns:
                rule, hint = "two columns have the name that the mapping names", "rename one"
            nearest = nearest_of(name, columns)
            yield Problem(
                table.file, table.header_row, "", rule, hint, value=name, nearest=nearest, item=item
            )
    known = {*mapping.columns, *mapping.ignore, SYNTHETIC_COLUMN}
    for place, name in enumerate(columns, start=1):
        rule, hint = "the mapping does not know this column", "map it, or name it under ignore"
        if not name:
            rule, hint = "a column has no name", "name it or remove it"
        if name not in known:
            yield Problem(table.file, table.header_row, place, rule, hint, value=name)


class _Cells:
    """The cells of a file with the problems met in reading them."""

    def __init__(self, table: RawTable, mapping: FileMapping) -> None:
        self.table = table
        self.decimal = mapping.decimal
        self.problems: list[Problem] = []
        self.places: dict[str | None, int] = {
            name: place for place, name in enumerate(table.columns, start=1)
        }

    def names(self, name: str | None) -> list[str | None]:
        """Return the codes or names of municipalities; None where there is none to read."""
        found = [
            same_code(text) if self._is_value(row, str(name), "municipality", text) else None
            for row, text in self._pairs(name)
        ]
        return found or [None] * len(self.table.rows)

    def coded(self, coding: Coding) -> list[str]:
        """Return the answers of a column with one code in each cell; empty texts for a column that is not there."""
        self._check_declared(coding)
        found = [self._answer(row, text, coding) for row, text in self._pairs(coding.column)]
        return found or [""] * len(self.table.rows)

    def several(self, several: MultipleResponse) -> dict[str, list[str]]:
        """Return the answers of a column with more codes in one cell, unfolded into yes and no."""
        coding = several.coding
        self._check_declared(coding)
        found: dict[str, list[str]] = {name: [] for name in coding.codes.values()}
        for row, text in self._pairs(coding.column):
            parts = [same_code(part) for part in text.split(several.separator)]
            if not text and coding.empty == NONE_NAMED:
                answers = dict.fromkeys(found, "no")
            elif same_code(text) in coding.missing or not text:
                missing = self._answer(row, text, coding)
                answers = dict.fromkeys(found, missing)
            else:
                named = self._named(row, [part for part in parts if part], several)
                answers = {name: "yes" if name in named else "no" for name in found}
            for name, answer in answers.items():
                found[name].append(answer)
        nothing = [""] * len(self.table.rows)
        return {name: answers or nothing for name, answers in found.items()}

    def _named(self, row: int, parts: list[str], several: MultipleResponse) -> set[str]:
        coding = several.coding
        if not self._is_value(row, coding.column, coding.item, " ".join(parts)):
            return set()
        for part in parts:
            if part not in coding.codes and part not in several.none:
                self._unknown_code(row, coding, part)
        nothing = [part for part in parts if part in several.none]
        if nothing and len(parts) > len(nothing):
            rule, hint = "none of the list and an answer of the list", "mend the cell"
            self._problem(row, coding, rule, hint, " ".join(parts))
        return {coding.codes[part] for part in parts if part in coding.codes}

    def numbers(self, coding: Coding) -> list[float | None]:
        """Return the numbers of a column; missing where the mapping says so."""
        self._check_declared(coding)
        found = [self._number(row, text, coding) for row, text in self._pairs(coding.column)]
        return found or [None] * len(self.table.rows)

    def _number(self, row: int, text: str, coding: Coding) -> float | None:
        if not self._is_value(row, coding.column, coding.item, text):
            return None
        if same_code(text) in coding.missing or (not text and coding.empty):
            return None
        if not text:
            self._empty_cell(row, coding)
            return None
        # A workbook and an SPSS file hold numbers, not texts: those reach us with a point.
        decimal = self.decimal if self.table.is_text else "."
        hint = "check format: decimal; write no points or commas between thousands"
        if not re.fullmatch(rf"[+-]?[0-9]+({re.escape(decimal)}[0-9]+)?(e[+-][0-9]+)?", text):
            rule = f"not a number with the decimal mark {decimal}"
            self._problem(row, coding, rule, hint, text)
            return None
        number = float(text.replace(decimal, "."))
        low, high = _PLAUSIBLE[coding.item]
        if number <= 0:
            self._problem(row, coding, "not a number above zero", "mend it", text)
        elif not low <= number <= high:
            rule = f"not a plausible number: not between {low:,} and {high:,}"
            self._problem(row, coding, rule, f"{hint}; check that it is the right column", text)
        return number

    def _answer(self, row: int, text: str, coding: Coding) -> str:
        if not self._is_value(row, coding.column, coding.item, text):
            return ""
        code = same_code(text)
        if code in coding.codes:
            return coding.codes[code]
        if code in coding.missing:
            return coding.missing[code]
        if not text and coding.empty:
            return coding.empty
        if text:
            self._unknown_code(row, coding, text)
        else:
            self._empty_cell(row, coding)
        return ""

    def _check_declared(self, coding: Coding) -> None:
        """Note codes that the file itself declares missing and the mapping reads as answers."""
        declared = self.table.missing.get(coding.column)
        for code in coding.codes:
            if declared is not None and declared(code):
                rule = "the file declares a code missing that the mapping reads as an answer"
                self._problem(0, coding, rule, "move it from codes to missing", code)

    def _pairs(self, name: str | None) -> Iterator[tuple[int, str]]:
        """Give row number and text of each cell; a column that is not there is one problem, not one for each row."""
        if place := self.places.get(name):
            yield from ((row, cells[place - 1]) for row, cells in self.table.rows)

    def _is_value(self, row: int, column: str, item: str, text: str) -> bool:
        place = self.places[column]
        fault = self.table.faults.get((row, place))
        if fault:
            self.problems.append(
                Problem(self.table.file, row, place, *fault, value=text, item=item)
            )
        return fault is None

    def _unknown_code(self, row: int, coding: Coding, text: str) -> None:
        hint = "add it under codes or missing, or mend the cell"
        self._problem(row, coding, "a code that the mapping does not know", hint, text)

    def _empty_cell(self, row: int, coding: Coding) -> None:
        hint = "say under empty which kind of missing it is, or fill it in"
        self._problem(row, coding, "an empty cell", hint, "")

    def _problem(self, row: int, coding: Coding, rule: str, hint: str, value: str) -> None:
        place = self.places[coding.column]
        self.problems.append(
            Problem(self.table.file, row, place, rule, hint, value=value, item=coding.item)
        )
