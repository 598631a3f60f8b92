"""Turn the text of a file into answers of the codebook, under a mapping; every cell that breaks a rule is a problem."""

from collections.abc import Iterator

import pandas as pd

from wijkteams.microdata.codebook import ITEMS, NUMBERS, SHORTFALLS, SIZE_LIMITS
from wijkteams.microdata.mapping import Coding, FileMapping, MultipleResponse
from wijkteams.microdata.mapping_schema import NONE_NAMED
from wijkteams.microdata.problems import Problem, did_you_mean, raise_if_any
from wijkteams.microdata.readers import RawTable

SYNTHETIC_COLUMN = "synthetic"
ROW, FILE = "file_row", "file"


def interpret(table: RawTable, mapping: FileMapping) -> pd.DataFrame:
    """Read every mapped column.

    Parameters
    ----------
    table : RawTable
        The file as text.
    mapping : FileMapping
        What its columns and codes mean.

    Returns
    -------
    pandas.DataFrame
        One row for each row of the file: ``file``, ``file_row``, ``wave_id``, ``code_given``, ``name_given``
        (empty text where not mapped), every mapped item as text (an answer of the codebook or a kind of
        missing), and the mapped numbers as floats, missing where the mapping says so.

    Raises
    ------
    MicrodataError
        With every problem of every column at once.
    """
    raise_if_any(_column_problems(table, mapping))
    reader = _Cells(table, mapping)
    frame = pd.DataFrame({FILE: table.file, ROW: [number for number, _ in table.rows]})
    if isinstance(mapping.wave, str):
        frame["wave_id"] = mapping.wave
    else:
        frame["wave_id"] = reader.coded(mapping.wave)
    frame["code_given"] = reader.column(mapping.code_column)
    frame["name_given"] = reader.column(mapping.name_column)
    for name, coding in mapping.items.items():
        frame[name] = reader.coded(coding)
    for several in mapping.multiple:
        for name, answers in reader.several(several).items():
            frame[name] = answers
    for name, coding in mapping.numbers.items():
        frame[name] = pd.Series(reader.numbers(coding), dtype="float64")
    raise_if_any(reader.problems)
    if "inhabitants" in frame and "size_class" not in frame:
        frame["size_class"] = [_size_class(number) for number in frame["inhabitants"]]
    return frame


def _size_class(inhabitants: float) -> str:
    if pd.isna(inhabitants):
        return "no_answer"
    return next(name for name, limit in SIZE_LIMITS.items() if inhabitants < limit)


def _column_problems(table: RawTable, mapping: FileMapping) -> Iterator[Problem]:
    """Find mapped columns that the file lacks, and columns of the file that the mapping does not know."""
    for name in mapping.columns:
        if name not in table.columns:
            hint = did_you_mean(name, table.columns)
            yield Problem(
                table.file, 0, name, "the mapping names this column, the file lacks it", hint
            )
    for name in table.columns:
        if name not in {*mapping.columns, *mapping.ignore, SYNTHETIC_COLUMN}:
            hint = "map it, or name it under ignore"
            yield Problem(table.file, 0, name, "the mapping does not know this column", hint)


class _Cells:
    """The cells of a file with the problems met in reading them."""

    def __init__(self, table: RawTable, mapping: FileMapping) -> None:
        self.table = table
        self.decimal = mapping.decimal
        self.problems: list[Problem] = []

    def column(self, name: str | None) -> list[str]:
        """Return the text of a column; empty texts for a column that is not mapped."""
        if name is None:
            return [""] * len(self.table.rows)
        place = self.table.columns.index(name)
        return [cells[place] for _, cells in self.table.rows]

    def coded(self, coding: Coding) -> list[str]:
        """Return the answers of a column with one code in each cell."""
        self._check_declared(coding)
        return [self._answer(row, text, coding) for row, text in self._pairs(coding)]

    def several(self, several: MultipleResponse) -> dict[str, list[str]]:
        """Return the answers of a column with more codes in one cell, unfolded into yes and no."""
        coding = several.coding
        found: dict[str, list[str]] = {name: [] for name in coding.codes.values()}
        for row, text in self._pairs(coding):
            parts = [part.strip() for part in text.split(several.separator)]
            if not text and coding.empty == NONE_NAMED:
                answers = dict.fromkeys(found, "no")
            elif text in coding.missing or not text:
                missing = self._answer(row, text, coding)
                answers = dict.fromkeys(found, missing)
            else:
                named = self._named(row, [part for part in parts if part], several)
                answers = {name: "yes" if name in named else "no" for name in found}
            for name, answer in answers.items():
                found[name].append(answer)
        return found

    def _named(self, row: int, parts: list[str], several: MultipleResponse) -> set[str]:
        codes, column = several.coding.codes, several.coding.column
        for part in parts:
            if part not in codes and part not in several.none:
                self._problem(row, column, "a code that the mapping does not know", part)
        nothing = [part for part in parts if part in several.none]
        if nothing and len(parts) > len(nothing):
            self._problem(
                row, column, "none of the list and an answer of the list", " ".join(parts)
            )
        return {codes[part] for part in parts if part in codes}

    def numbers(self, coding: Coding) -> list[float | None]:
        """Return the numbers of a column; missing where the mapping says so."""
        self._check_declared(coding)
        return [self._number(row, text, coding) for row, text in self._pairs(coding)]

    def _number(self, row: int, text: str, coding: Coding) -> float | None:
        if text in coding.missing or (not text and coding.empty):
            return None
        # A workbook and an SPSS file hold numbers, not texts: those reach us with a point.
        decimal = self.decimal if self.table.is_text else "."
        try:
            if decimal == "," and "." in text:
                raise ValueError
            number = float(text.replace(decimal, "."))
        except ValueError:
            rule = f"not a number with the decimal mark {decimal}" if text else "an empty cell"
            self._problem(row, coding.column, rule, text)
            return None
        if not 0 < number < float("inf"):
            self._problem(row, coding.column, "not a number above zero", text)
        return number

    def _answer(self, row: int, text: str, coding: Coding) -> str:
        if text in coding.codes:
            return coding.codes[text]
        if text in coding.missing:
            return coding.missing[text]
        if not text and coding.empty:
            return coding.empty
        rule = "a code that the mapping does not know" if text else "an empty cell"
        self._problem(row, coding.column, rule, text)
        return ""

    def _check_declared(self, coding: Coding) -> None:
        """Note codes that the file itself declares missing and the mapping reads as answers."""
        declared = self.table.missing.get(coding.column)
        for code in coding.codes:
            if declared is not None and declared(code):
                rule = "the file declares a code missing that the mapping reads as an answer"
                self._problem(0, coding.column, rule, code)

    def _pairs(self, coding: Coding) -> Iterator[tuple[int, str]]:
        numbers = (number for number, _ in self.table.rows)
        return zip(numbers, self.column(coding.column), strict=True)

    def _problem(self, row: int, column: str, rule: str, value: str) -> None:
        hint = "say under missing or empty which kind of missing it is, or mend it"
        self.problems.append(Problem(self.table.file, row, column, rule, hint, value))


def understood(table: RawTable, mapping: FileMapping) -> list[tuple[str, str]]:
    """List what a mapping covers: for every item of the codebook the column behind it, or that it is missing.

    Parameters
    ----------
    table : RawTable
        The file as text.
    mapping : FileMapping
        Its mapping.

    Returns
    -------
    list of (str, str)
        Name in the codebook and how it is filled; columns of the file that are left out come last.
    """
    filled = {name: f"column {coding.column}" for name, coding in mapping.items.items()}
    filled |= {name: f"column {coding.column}" for name, coding in mapping.numbers.items()}
    for several in mapping.multiple:
        filled |= dict.fromkeys(
            several.coding.codes.values(), f"column {several.coding.column}, several answers"
        )
    wave = mapping.wave if isinstance(mapping.wave, str) else f"column {mapping.wave.column}"
    places = [name for name in (mapping.code_column, mapping.name_column) if name]
    rows = [("wave", wave), ("municipality", f"column {' and '.join(places)}")]
    rows += [(name, filled.get(name, "not in this file")) for name in (*ITEMS, *NUMBERS)]
    rows += [(name, "ignored") for name in table.columns if name in mapping.ignore]
    return rows


def nothing_to_model(mapping: FileMapping) -> list[str]:
    """Say which analyses this mapping leaves out, and why."""
    several = {name for each in mapping.multiple for name in each.coding.codes.values()}
    filled = {*mapping.items, *several}
    found = []
    if "team_type" not in filled:
        found.append("no regression on the type of team: team_type is not mapped")
    if not filled & set(SHORTFALLS):
        found.append("no regression of a shortfall: no shortfall is mapped")
    if "weight" not in mapping.numbers:
        found.append("no weighted regression: weight is not mapped")
    if not filled & {"size_class"} and "inhabitants" not in mapping.numbers:
        found.append("no correction for size: neither size_class nor inhabitants is mapped")
    return found
