"""Read one sheet of an xlsx workbook; cells that are no values are noted, and judged only where they are mapped."""

import io
from typing import Any
from zipfile import BadZipFile, ZipFile

from wijkteams.microdata.mapping import FileMapping
from wijkteams.microdata.raw_table import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Fault,
    Line,
    RawTable,
    as_code,
    stop,
    table_of_lines,
)
from wijkteams.microdata.sources import Source

_MOST_UNPACKED, _MOST_PARTS = 30_000_000, 1000
_NO_VALUE = {
    "f": ("a formula, not a value", "paste the values"),
    "e": ("an error of the spreadsheet, not a value", "mend it"),
    "d": ("a date, not a code", "write it as text"),
}
_MERGED = "merged cells, of which only the first holds a value", "unmerge and fill each cell"


def read_xlsx(source: Source, mapping: FileMapping) -> RawTable:
    """Read the sheet of the mapping, or the only one.

    Raises
    ------
    InputError
        If it is not a workbook, is too large unpacked, the sheet is not clear, cells are merged in the header, or a
        cell stands far outside the table.
    """
    sheet = _choose(_open(source), mapping, source)
    size = f"more than {MOST_ROWS} rows, {MOST_COLUMNS} columns or {MOST_CELLS} cells"
    rows, columns = sheet.max_row, sheet.max_column
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        hint = "delete everything below and right of the table, also cells that only look empty"
        stop(source, f"the sheet reaches to row {rows}, column {columns}: {size}", hint)
    faults = _merged(sheet)
    lines: list[Line] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        for place, cell in enumerate(cells, start=1):
            if cell.data_type in _NO_VALUE:
                faults[number, place] = _NO_VALUE[cell.data_type]
        lines.append((number, tuple(as_code(cell.value) for cell in cells)))
    table = table_of_lines(source, lines, faults)
    above = [at for at in faults if at[0] <= table.header_row]
    if above and faults[first := min(above, key=lambda at: at[0])] == _MERGED:
        hint = "delete titles above the table; the first row holds one name for each column"
        stop(source, "merged cells in or above the row of names", hint, first[0])
    return table


def _open(source: Source) -> Any:
    """Open a workbook of a sensible size: reading stops at the sizes that the archive declares."""
    import openpyxl  # noqa: PLC0415 (heavy, only where used)

    try:
        with ZipFile(io.BytesIO(source.content)) as archive:
            parts = archive.infolist()
    except BadZipFile:
        hint = "remove a password, or save it anew as xlsx"
        stop(source, "the file is not an open xlsx workbook", hint)
    # Pictures are not read.
    unpacked = sum(part.file_size for part in parts if not part.filename.startswith("xl/media/"))
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED:
        rule = f"the workbook is larger than {_MOST_UNPACKED // 1_000_000} MB when unpacked"
        stop(source, rule, "save the one sheet with answers in a workbook of its own")
    try:
        return openpyxl.load_workbook(io.BytesIO(source.content), data_only=False)
    except AttributeError:
        # The library stumbles over a sheet that is a chart with nothing in it.
        if not any(part.filename.startswith("xl/chartsheets/") for part in parts):
            raise
        hint = "move the answers to a workbook of their own"
        stop(source, "a sheet of the workbook is a chart", hint)


def _choose(book: Any, mapping: FileMapping, source: Source) -> Any:
    names = [sheet.title for sheet in book.worksheets]
    if mapping.format.sheet is None and len(names) != 1:
        stop(source, "the workbook has more than one sheet", "say format: sheet in the mapping")
    if mapping.format.sheet is not None and mapping.format.sheet not in names:
        rule = "the sheet of the mapping is not in the workbook, or it holds a chart alone"
        stop(source, rule, "check format: sheet", value=mapping.format.sheet)
    return book[mapping.format.sheet or names[0]]


def _merged(sheet: Any) -> dict[tuple[int, int], Fault]:
    """Note every cell that a merged range covers, within the limits of a table."""
    return {
        (row, column): _MERGED
        for merged in sheet.merged_cells.ranges
        for row in range(merged.min_row, min(merged.max_row, MOST_ROWS) + 1)
        for column in range(merged.min_col, min(merged.max_col, MOST_COLUMNS) + 1)
    }
