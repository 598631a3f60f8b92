"""Data for a spreadsheet: a workbook and a CSV with heads in words, which open right where the comma is the decimal mark."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from wijkteams.archive import write_entries
from wijkteams.book.downloads.entries import Head
from wijkteams.numbers.formats import Language

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?")
_SHEETS: dict[Language, tuple[str, str]] = {"en": ("Data", "README"), "nl": ("Gegevens", "LEESMIJ")}
_WHEN = datetime(2000, 1, 1)
_NOW = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def number_in(text: str) -> float | int | None:
    """Return what a cell holds as a number; None for words, and for a figure with a leading zero."""
    if not _NUMBER.fullmatch(text):
        return None
    return int(text) if text.lstrip("-").isdigit() else float(text)


def csv_with_commas(heads: Sequence[Head], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return data as Excel in the Netherlands opens it by a click: semicolons, decimal commas, a mark of UTF-8."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head.text for head in heads)
    for row in rows:
        cells = (head.cell(row, "nl") for head in heads)
        writer.writerow(
            cell if number_in(cell) is None else cell.replace(".", ",") for cell in cells
        )
    return text.getvalue().encode("utf-8-sig")


def workbook(
    heads: Sequence[Head],
    rows: Iterable[Mapping[str, str]],
    readme: Sequence[str],
    title: str,
    author: str,
    language: Language,
) -> bytes:
    """Return an Excel workbook with the data on one sheet and what they are on another; the same bytes every time.

    Parameters
    ----------
    heads : sequence of Head
        Columns.
    rows : iterable of mapping
        Name of a column to its cell as text; a number becomes a number of the workbook.
    readme : sequence of str
        Lines of the second sheet.
    title, author : str
        What the workbook says of itself.
    language : {"en", "nl"}
        Of its words.
    """
    book = Workbook(write_only=True)
    for name, value in (("title", title), ("creator", author), ("language", language)):
        setattr(book.properties, name, value)
    book.properties.created = _WHEN
    data, about = (book.create_sheet(name) for name in _SHEETS[language])
    data.freeze_panes = "A2"
    data.append([_cell(data, head.text, Font(bold=True)) for head in heads])
    for row in rows:
        data.append([_value(data, head.cell(row, language)) for head in heads])
    about.column_dimensions["A"].width = 110
    for line in readme:
        about.append([_cell(about, line, Font())])
    return _fixed(book)


def _cell(sheet: object, text: str, font: Font) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="top")
    return cell


def _value(sheet: object, text: str) -> float | int | str | WriteOnlyCell:
    """Return what a cell holds: a number, or words, which are no formula whatever they begin with."""
    if not text.startswith("="):
        return text if (number := number_in(text)) is None else number
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def _fixed(book: Workbook) -> bytes:
    """Return a workbook without the time at which it was saved."""
    saved, fixed = BytesIO(), BytesIO()
    book.save(saved)
    with ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    when = _WHEN.isoformat().encode() + b"Z"
    parts["docProps/core.xml"] = _NOW.sub(rb"\g<1>" + when, parts["docProps/core.xml"])
    write_entries(fixed, parts.items())
    return fixed.getvalue()
