"""Whether a downloaded file is what its name says: read by the programs that readers use for it, or by others like them."""

import csv
import io
import json
import re
from xml.etree import ElementTree
from zipfile import ZipFile

from bs4 import BeautifulSoup
from frictionless import Package
from openpyxl import load_workbook
from pybtex.database import parse_string
from pypdf import PdfReader

HEAD_ONLY = {"by_type", "type_explained", "type_model"}
"""Tables of which the heads alone are there, until a source prints type of team and shortfall in one table."""


def fault_of_file(name: str, content: bytes) -> str:
    """Return why a file is not what its name says, or an empty text."""
    ending = next((each for each in READERS if name.endswith(each)), "")
    if not ending:
        return f"{name}: nobody reads such files"
    try:
        fault = READERS[ending](name, content)
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
    return f"{name}: {fault}" if fault else ""


def _rows(name: str, rows: list) -> str:
    awaited = name.partition(".")[0] in HEAD_ONLY
    if len(rows) < 2 and not awaited:
        return "no rows"
    if len({len(row) for row in rows}) != 1 or len(rows[0]) < 2:
        return "rows of different length"
    return "" if all(rows[0]) else "a column without a head"


def _csv(name: str, content: bytes) -> str:
    dutch = name.endswith(".nl.csv")
    text = content.decode("utf-8-sig" if dutch else "utf-8")
    if dutch and not content.startswith(b"\xef\xbb\xbf"):
        return "Excel would not know that it is UTF-8"
    separator = ";" if dutch else ","
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator))
    cells = {cell for row in rows[1:] for cell in row} if dutch else set()
    points = [cell for cell in cells if re.fullmatch(r"-?\d+\.\d+(e-?\d+)?", cell)]
    return _rows(name, rows) or (f"a decimal point in {points[0]}" if points else "")


def _xlsx(name: str, content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    data, about = book.worksheets
    language = "nl" if name.endswith(".nl.xlsx") else "en"
    if book.properties.language != language or not (
        book.properties.title and book.properties.creator
    ):
        return "it does not say what it is"
    texts = [str(row[0]) for row in about.iter_rows(values_only=True)]
    if not any("CC-BY-4.0" in text for text in texts) or len(texts) < 6:
        return "its second sheet does not say what the data are"
    rows = [list(row) for row in data.iter_rows(values_only=True)]
    numeric = any(isinstance(cell, int | float) for row in rows[1:] for cell in row)
    texts = [cell for row in rows[1:] for cell in row if isinstance(cell, str)]
    if not numeric and any(re.fullmatch(r"\d+\.\d+", text) for text in texts):
        return "its numbers are texts"
    return _rows(name, rows)


def _bib(_: str, content: bytes) -> str:
    (entry,) = parse_string(content.decode(), "bibtex").entries.values()
    return "" if entry.fields["title"] and entry.persons["author"] else "no title or author"


def _ris(_: str, content: bytes) -> str:
    lines = content.decode().split("\r\n")
    fields = dict(line.split("  - ", 1) for line in lines if line)
    whole = next(iter(fields)) == "TY" and list(fields)[-1] == "ER"
    return "" if whole and {"AU", "TI", "PY", "ID"} <= fields.keys() else "not a whole record"


def _csl(_: str, content: bytes) -> str:
    (record,) = json.loads(content)
    return (
        "" if {"id", "type", "title", "author", "issued"} <= record.keys() else "not a whole record"
    )


def _metadata(_: str, content: bytes) -> str:
    about = json.loads(content)
    errors = [error.message for error in Package.metadata_validate(about)]
    return "; ".join(errors)


def _zip(name: str, content: bytes) -> str:
    with ZipFile(io.BytesIO(content)) as archive:
        files, broken = {each.rpartition("/")[2] for each in archive.namelist()}, archive.testzip()
    whole = {"README.md", f"{name.removesuffix('.zip')}.csv"} <= files and not broken
    return "" if whole else "broken, or no README, or no data"


def _html(_: str, content: bytes) -> str:
    page = BeautifulSoup(content, "html.parser")
    shown = page.find("img", alt=True) or page.find("table")
    back = page.find("a", target="_top")
    return "" if page.html["lang"] and page.title.text and shown and back else "it shows nothing"


def _pdf(_: str, content: bytes) -> str:
    reader = PdfReader(io.BytesIO(content), strict=True)
    root = reader.trailer["/Root"]
    known = reader.metadata and reader.metadata.title and reader.metadata.author
    return (
        ""
        if known and root.get("/Lang") and len(reader.pages) == 1
        else "it does not say what it is"
    )


def _svg(_: str, content: bytes) -> str:
    root, names = ElementTree.fromstring(content), "{http://www.w3.org/2000/svg}"
    if root.tag != f"{names}svg":
        return "no SVG"
    return (
        ""
        if root.findtext(f"{names}title") and root.findtext(f"{names}desc")
        else "it does not say what it is"
    )


def _png(_: str, content: bytes) -> str:
    whole = content.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in content[-12:]
    return "" if whole else "not a whole picture"


READERS = {
    ".metadata.json": _metadata, ".csl.json": _csl, ".csv": _csv, ".xlsx": _xlsx, ".bib": _bib, ".ris": _ris,
    ".zip": _zip, ".html": _html, ".pdf": _pdf, ".svg": _svg, ".png": _png,
}  # fmt: skip
"""Ending of a name to what reads such a file and says what is wrong with it."""
