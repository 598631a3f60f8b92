"""Read a csv, xlsx or sav as text, cell for cell, with the row numbers that its own program shows."""

import codecs
import csv
import io
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from wijkteams.microdata.mapping import FileMapping
from wijkteams.microdata.problems import Problem, raise_if_any

_DELIMITERS = (",", ";", "\t", "|")
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


@dataclass(frozen=True)
class RawTable:
    """A file as text.

    Attributes
    ----------
    file : str
        Path of the file.
    columns : tuple of str
        Names of the columns.
    rows : tuple of (int, tuple of str)
        Row number in the file and the cells; an empty cell is the empty text.
    missing : mapping of str to callable
        Column to a test whether the file itself declares a code to be missing (SPSS).
    labels : mapping of str to mapping
        Column to the meaning of its codes, as the file declares it (SPSS).
    is_text : bool
        Whether numbers were written as text, with the decimal mark of the mapping.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    missing: Mapping[str, Callable[[str], bool]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    is_text: bool = False


def read_raw(path: Path, mapping: FileMapping) -> RawTable:
    """Read a respondent-level file.

    Parameters
    ----------
    path : Path
        A ``.csv``, ``.txt`` or ``.tsv``, an ``.xlsx`` or an SPSS ``.sav``.
    mapping : FileMapping
        Says how the file is written, where the file does not say so itself.

    Returns
    -------
    RawTable
        Every cell as text.

    Raises
    ------
    MicrodataError
        If the file cannot be read as what it says it is, has no rows, or has columns without a name or with
        the same name.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        _stop(path, "this kind of file is not read", f"save it as one of {', '.join(_READERS)}")
    if not path.is_file():
        _stop(path, "the file does not exist", "check its path in config/microdata.yaml")
    assert reader is not None  # noqa: S101 (for the type checker)
    table = reader(path, mapping)
    raise_if_any(_header_problems(table))
    if not table.rows:
        _stop(path, "the file has no rows", "check that this is the right file or sheet")
    return table


def _stop(path: Path, rule: str, hint: str, row: int = 0, column: str = "") -> None:
    raise_if_any([Problem(str(path), row, column, rule, hint)])


def _header_problems(table: RawTable) -> list[Problem]:
    if not table.columns:
        return [
            Problem(table.file, 0, "", "the file is empty", "check that this is the right file")
        ]
    places = [f"number {n}" for n, name in enumerate(table.columns, start=1) if not name]
    found = [
        Problem(table.file, 1, each, "a column has no name", "name or remove it") for each in places
    ]
    doubled = sorted({name for name in table.columns if name and table.columns.count(name) > 1})
    return found + [
        Problem(table.file, 1, name, "two columns have this name", "rename one") for name in doubled
    ]


def _read_csv(path: Path, mapping: FileMapping) -> RawTable:
    text = _decode(path, mapping.encoding)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        _stop(path, "the file is not text in this encoding", "say format: encoding", line)
    if not text.strip():
        return RawTable(str(path), (), ())
    delimiter = mapping.delimiter or _guess_delimiter(text.splitlines()[0], mapping)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[tuple[int, tuple[str, ...]]] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((start, tuple(cell.strip() for cell in cells)))
            start = reader.line_num + 1
    except csv.Error:
        _stop(path, "a quotation mark is not closed or misplaced", "mend this line", start)
    (_, columns), *rows = lines
    rule = f"the row does not have {len(columns)} cells as the header does"
    ragged = [
        Problem(str(path), number, "", rule, "mend it, or say format: delimiter")
        for number, cells in rows
        if len(cells) != len(columns)
    ]
    raise_if_any(ragged)
    return RawTable(str(path), columns, tuple(rows), is_text=True)


def _decode(path: Path, encoding: str | None) -> str:
    content = path.read_bytes()
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    name = marked or encoding or "utf-8"
    try:
        return content.decode(name)
    except LookupError:
        _stop(path, "the encoding in the mapping is not known", "use utf-8 or cp1252")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        _stop(path, f"the file is not {name}", "say format: encoding, often cp1252", line)
    raise AssertionError("unreachable")


def _guess_delimiter(header: str, mapping: FileMapping) -> str:
    """Take the delimiter under which most mapped columns are in the header."""
    wanted = set(mapping.columns)

    def found(delimiter: str) -> int:
        return len(wanted & {name.strip().strip('"') for name in header.split(delimiter)})

    return max(_DELIMITERS, key=found)


def _read_xlsx(path: Path, mapping: FileMapping) -> RawTable:
    import zipfile  # noqa: PLC0415 (with openpyxl, only where used)

    import openpyxl  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = openpyxl.load_workbook(path, read_only=False, data_only=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError):
        _stop(path, "the file is not an open xlsx workbook", "remove a password, or save it anew")
    names = book.sheetnames
    if mapping.sheet is None and len(names) > 1:
        _stop(path, "the workbook has more than one sheet", "say format: sheet in the mapping")
    if mapping.sheet is not None and mapping.sheet not in names:
        _stop(path, "the sheet of the mapping is not in the workbook", "check format: sheet")
    sheet = book[mapping.sheet or names[0]]
    problems: list[Problem] = []
    lines = [
        (number, tuple(_cell_text(cell, path, problems) for cell in cells))
        for number, cells in enumerate(sheet.iter_rows(), start=1)
    ]
    raise_if_any(problems)
    filled = [line for line in lines if any(line[1])]
    if not filled:
        return RawTable(str(path), (), ())
    (_, header), *rows = filled
    width = max(place for place, name in enumerate(header, start=1) if name)
    outside = [
        Problem(str(path), number, "", "a cell stands right of the last column", "name or empty it")
        for number, cells in rows
        if any(cells[width:])
    ]
    raise_if_any(outside)
    return RawTable(str(path), header[:width], tuple((n, cells[:width]) for n, cells in rows))


def _cell_text(cell: Any, path: Path, problems: list[Problem]) -> str:
    kinds = {
        "f": ("a formula, not a value", "paste the values"),
        "e": ("an error of the spreadsheet, not a value", "mend it"),
        "d": ("a date, not a code", "write it as text"),
    }
    if cell.data_type in kinds:
        problems.append(
            Problem(
                str(path), cell.row, cell.column_letter, *kinds[cell.data_type], str(cell.value)
            )
        )
        return ""
    return as_code(cell.value)


def _read_sav(path: Path, _: FileMapping) -> RawTable:
    import pyreadstat  # noqa: PLC0415 (heavy, only where used)

    try:
        # Without user_missing, codes such as 9 for "does not know" become empty, and no trace of them is left.
        frame, meta = pyreadstat.read_sav(
            str(path), user_missing=True, disable_datetime_conversion=True
        )
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, UnicodeDecodeError):
        _stop(path, "the file is not an SPSS file that can be read", "save it anew in SPSS")
    cells = [[as_code(value) for value in frame[name].tolist()] for name in frame.columns]
    rows = tuple(enumerate(zip(*cells, strict=True), start=1))
    missing = {name: _declares_missing(ranges) for name, ranges in meta.missing_ranges.items()}
    labels = {
        name: {as_code(code): str(label) for code, label in codes.items()}
        for name, codes in meta.variable_value_labels.items()
    }
    return RawTable(str(path), tuple(map(str, frame.columns)), rows, missing, labels)


def _declares_missing(ranges: Any) -> Callable[[str], bool]:
    """Give a test for the codes that an SPSS file declares missing, as values or as a range."""

    def declared(code: str) -> bool:
        for part in ranges:
            low, high = part["lo"], part["hi"]
            if isinstance(low, str):
                if low.strip() == code:
                    return True
            elif (number := _number(code)) is not None and low <= number <= high:
                return True
        return False

    return declared


def _number(code: str) -> float | None:
    try:
        return float(code)
    except ValueError:
        return None


def as_code(value: object) -> str:
    """Write a cell as a code: 1.0 is 1, spaces around it do not count, and nothing is the empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        if math.isnan(value):
            return ""
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value).strip()


_READERS: Mapping[str, Callable[[Path, FileMapping], RawTable]] = MappingProxyType(
    {
        ".csv": _read_csv,
        ".txt": _read_csv,
        ".tsv": _read_csv,
        ".xlsx": _read_xlsx,
        ".sav": _read_sav,
    }
)
