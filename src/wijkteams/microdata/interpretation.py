"""Turn the text of a file into answers of the codebook, under a mapping; every cell that breaks a rule is a problem."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import pandas as pd

from wijkteams.checking.problems import Problem, nearest_of
from wijkteams.microdata.codebook import SIZE_LIMITS
from wijkteams.microdata.mapping import NONE_NAMED, Coding, FileMapping, MultipleResponse, same_code
from wijkteams.microdata.raw_table import RawTable, names_stand_lower, row_of_names

SYNTHETIC_COLUMN = "synthetic"
ROW, FILE = "file_row", "file"
# ASSUME: no municipality has fewer or more inhabitants, and no response weight is smaller or larger.
_PLAUSIBLE = {"inhabitants": (500, 2_000_000), "weight": (0.01, 100)}
T = TypeVar("T")


@dataclass(frozen=True)
class Interpreted:
    """A file as answers.

    The `frame` has one row for each row of the file: ``file``, ``file_row``, ``wave_id``, ``code_given``, ``name_given``
    (None where not mapped or not readable), every mapped item as text (an answer of the codebook or a kind of missing; empty
    where the cell is a problem), and the mapped numbers as floats, missing where the mapping says so. It has no rows when the
    row of names is not there. `places` gives the position of a column in the file; `problems` is every breach of a rule, of
    every column.
    """

    frame: pd.DataFrame
    mapping: FileMapping
    places: Mapping[str, int]
    problems: list[Problem]


def interpret(table: RawTable, mapping: FileMapping) -> Interpreted:
    """Read every mapped column, with the problems of all columns at once."""
    frame = pd.DataFrame({FILE: table.file, ROW: [number for number, _ in table.rows]})
    places = {name: place for place, name in enumerate(table.columns, start=1)}
    if not places.keys() & set(mapping.columns):
        nothing = frame[:0].assign(wave_id="", code_given="", name_given="")
        return Interpreted(nothing, mapping, places, [_no_header(table, mapping)])
    cells = _Cells(table, mapping, places)
    wave = mapping.wave
    frame["wave_id"] = wave if isinstance(wave, str) else cells.coded(wave)
    frame["code_given"] = cells.names(mapping.municipality.code)
    frame["name_given"] = cells.names(mapping.municipality.name)
    for name, coding in mapping.items.items():
        frame[name] = cells.coded(coding)
    for several in mapping.multiple_response:
        named = cells.several(several)
        for name in several.codes.values():
            frame[name] = [answers.get(name, "") for answers in named]
    for name, coding in mapping.numbers.items():
        frame[name] = pd.Series(cells.numbers(coding), dtype="float64")
    if "inhabitants" in frame and "size_class" not in frame:
        frame["size_class"] = list(map(size_class, frame["inhabitants"]))
    return Interpreted(frame, mapping, places, cells.problems)


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
    told = mapping.municipality
    named = {told.code: "municipality.code", told.name: "municipality.name"}
    named |= {coding.column: item for item, coding in mapping.codings}
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

    def __init__(self, table: RawTable, mapping: FileMapping, places: Mapping[str, int]) -> None:
        self.table, self.places = table, places
        self.fills = {coding.column: item for item, coding in mapping.codings}
        # A workbook and an SPSS file hold numbers, not texts: those reach us with a point.
        self.decimal = mapping.format.decimal if table.is_text else "."
        self.problems = list(_column_problems(table, mapping))

    def names(self, column: str | None) -> list[str | None]:
        """Return the codes or names of municipalities; None where there is none to read."""
        return self._each(column, lambda row, text: same_code(text), None)

    def coded(self, coding: Coding) -> list[str]:
        """Return the answers of a column with one code in each cell."""
        self._check_declared(coding)
        return self._each(coding.column, partial(self._answer, coding), "")

    def several(self, several: MultipleResponse) -> list[dict[str, str]]:
        """Return the answers of a column with more codes in one cell, unfolded into yes and no."""
        self._check_declared(several)
        return self._each(several.column, partial(self._unfolded, several), {})

    def numbers(self, coding: Coding) -> list[float | None]:
        """Return the numbers of a column; missing where the mapping says so."""
        self._check_declared(coding)
        return self._each(coding.column, partial(self._number, coding), None)

    def _each(self, column: str | None, read: Callable[[int, str], T], nothing: T) -> list[T]:
        """Read each cell of a column; `nothing` for what is no value, and for a column that is not there."""
        if column is None or column not in self.places:
            return [nothing] * len(self.table.rows)
        place = self.places[column]
        found = []
        for row, cells in self.table.rows:
            fault = self.table.faults.get((row, place))
            if fault:
                self._problem(row, column, *fault, cells[place - 1])
            found.append(nothing if fault else read(row, cells[place - 1]))
        return found

    def _answer(self, coding: Coding, row: int, text: str) -> str:
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

    def _unfolded(self, several: MultipleResponse, row: int, text: str) -> dict[str, str]:
        names = several.codes.values()
        if not text and several.empty == NONE_NAMED:
            return dict.fromkeys(names, "no")
        if not text or same_code(text) in several.missing:
            return dict.fromkeys(names, self._answer(several, row, text))
        parts = [code for part in text.split(several.separator) if (code := same_code(part))]
        for part in parts:
            if part not in several.codes and part not in several.none:
                self._unknown_code(row, several, part)
        nothing = [part for part in parts if part in several.none]
        if nothing and len(parts) > len(nothing):
            rule, hint = "none of the list and an answer of the list", "mend the cell"
            self._problem(row, several.column, rule, hint, " ".join(parts))
        named = {several.codes.get(part) for part in parts}
        return {name: "yes" if name in named else "no" for name in names}

    def _number(self, coding: Coding, row: int, text: str) -> float | None:
        if same_code(text) in coding.missing or (not text and coding.empty):
            return None
        if not text:
            self._empty_cell(row, coding)
            return None
        decimal = self.decimal
        hint = "check format: decimal; write no points or commas between thousands"
        if not re.fullmatch(rf"[+-]?[0-9]+({re.escape(decimal)}[0-9]+)?(e[+-][0-9]+)?", text):
            rule = f"not a number with the decimal mark {decimal}"
            self._problem(row, coding.column, rule, hint, text)
            return None
        number = float(text.replace(decimal, "."))
        low, high = _PLAUSIBLE[self.fills[coding.column]]
        if number <= 0:
            self._problem(row, coding.column, "not a number above zero", "mend it", text)
        elif not low <= number <= high:
            rule = f"not a plausible number: not between {low:,} and {high:,}"
            hint += "; check that it is the right column"
            self._problem(row, coding.column, rule, hint, text)
        return number

    def _check_declared(self, coding: Coding) -> None:
        """Note codes that the file itself declares missing and the mapping reads as answers."""
        declared = self.table.missing.get(coding.column)
        for code in coding.codes:
            if declared is not None and declared(code):
                rule = "the file declares a code missing that the mapping reads as an answer"
                self._problem(0, coding.column, rule, "move it from codes to missing", code)

    def _unknown_code(self, row: int, coding: Coding, text: str) -> None:
        hint = "add it under codes or missing, or mend the cell"
        self._problem(row, coding.column, "a code that the mapping does not know", hint, text)

    def _empty_cell(self, row: int, coding: Coding) -> None:
        hint = "say under empty which kind of missing it is, or fill it in"
        self._problem(row, coding.column, "an empty cell", hint, "")

    def _problem(self, row: int, column: str, rule: str, hint: str, value: str) -> None:
        place, item = self.places[column], self.fills.get(column, "municipality")
        self.problems += [Problem(self.table.file, row, place, rule, hint, value=value, item=item)]
