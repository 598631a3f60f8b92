"""A file as text, whatever its kind, and the limits that it must keep."""

import math
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from wijkteams.checking.problems import Problem, without_values
from wijkteams.microdata.sources import Source

MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_CELL = 5000, 10_000, 2_000_000, 100_000
"""Limits far above four surveys of 403 municipalities, so that a wrong file is refused within seconds."""

_TOP = 20

Line = tuple[int, tuple[str, ...]]
"""Row number in the file and the cells; an empty cell is the empty text."""

Fault = tuple[str, str]
"""Rule and hint of a cell that cannot be read."""


@dataclass(frozen=True)
class RawTable:
    """A file as text.

    The names stand in `header_row`, 0 where the file holds them apart (SPSS). `faults` are by row number and position of
    the column, from 1. SPSS itself declares codes `missing` (a test for each column) and gives `labels` of codes. Numbers
    that were written as text (`is_text`) have the decimal mark of the mapping.
    """

    source: Source
    columns: tuple[str, ...]
    rows: tuple[Line, ...]
    header_row: int = 0
    faults: Mapping[tuple[int, int], Fault] = field(default_factory=dict)
    missing: Mapping[str, Callable[[str], bool]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    is_text: bool = False

    @property
    def file(self) -> str:
        """Path of the file."""
        return self.source.file


def table_of_lines(
    source: Source,
    lines: Sequence[Line],
    faults: Mapping[tuple[int, int], Fault] | None = None,
    is_text: bool = False,
) -> RawTable:
    """Make a table of lines of one length, of which the first holds the names; empty lines are left out.

    A last column without a name and without content is no column: a line of a csv often ends with its delimiter.
    """
    filled = [line for line in lines if any(line[1])]
    if not filled:
        return RawTable(source, (), ())
    width = max(place for _, cells in filled for place, cell in enumerate(cells, start=1) if cell)
    (header_row, names), *rows = ((number, cells[:width]) for number, cells in filled)
    return RawTable(source, names, tuple(rows), header_row, faults or {}, is_text=is_text)


def row_of_names(lines: Sequence[Line], wanted: Collection[str]) -> int:
    """Return the number of the first row, near the top, that holds a wanted name of a column; 0 where none does."""
    top = lines[:_TOP]
    return next((number for number, cells in top if not set(wanted).isdisjoint(cells)), 0)


def names_stand_lower(row: int) -> tuple[str, str]:
    """Return rule and hint for titles above the table."""
    return f"the names of the columns stand in row {row}, not in the first", "delete the rows above"


def stop(source: Source, rule: str, hint: str, row: int = 0, value: str = "") -> NoReturn:
    """Raise one problem of a whole file or row."""
    raise without_values([Problem(source.file, row, "", rule, hint, value=value)])


def as_code(value: object) -> str:
    """Write a cell as a code: 1.0 is 1, spaces around it do not count, and nothing is the empty text."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return unicodedata.normalize("NFC", str(value)).strip()
