"""Read a csv, xlsx or sav as text, cell for cell, with the row numbers that its own program shows."""

import codecs
import csv
import io
import traceback
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from wijkteams.checking.problems import InputError, Problem, raise_without_values
from wijkteams.microdata.mapping import FileMapping
from wijkteams.microdata.raw_table import (
    MOST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Line,
    RawTable,
    names_stand_lower,
    row_of_names,
    stop,
    table_of_lines,
)
from wijkteams.microdata.read_sav import read_sav
from wijkteams.microdata.read_xlsx import read_xlsx
from wijkteams.microdata.sources import Source, read_once

_MOST_BYTES = 50_000_000
_TOP_OF_FILE = 100_000
_DELIMITERS = (",", ";", "\t", "|")
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


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
    InputError
        If the file cannot be read as what it says it is, is larger than a survey of municipalities can be, or has
        no rows.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        hint = f"save it as one of {', '.join(_READERS)}"
        raise_without_values([Problem(str(path), 0, "", "this kind of file is not read", hint)])
    assert reader is not None  # noqa: S101 (for the type checker)
    source = read_once(path, "the file", _MOST_BYTES)
    damage = ""
    try:
        table = reader(source, mapping)
    except InputError:
        raise
    except Exception:
        # The libraries stop on a broken file with errors of every kind, and with pieces of the file in their text.
        damage = traceback.format_exc()
    if damage:
        rule = f"the file is not an undamaged {path.suffix.lower()[1:]} file"
        stop(source, rule, "save it anew in its own program, without a password", value=damage)
    if not table.columns:
        stop(source, "the file is empty", "check that this is the right file or sheet")
    if not table.rows:
        stop(source, "the file has no rows", "check that this is the right file or sheet")
    return table


def _read_csv(source: Source, mapping: FileMapping) -> RawTable:
    text = _decode(source, mapping.encoding)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        stop(source, "the file is not text in this encoding", "say format: encoding", line)
    if not text.strip():
        return table_of_lines(source, [])
    delimiter = mapping.delimiter or _guess_delimiter(text, mapping)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((start, tuple(cell.strip() for cell in cells)))
            start = reader.line_num + 1
            if len(lines) > MOST_ROWS + 1:
                stop(
                    source, f"the file has more than {MOST_ROWS} rows", "give answers of one survey"
                )
            if len(cells) > MOST_COLUMNS:
                rule = f"the row has more than {MOST_COLUMNS} cells"
                stop(source, rule, "check the right file", start - 1)
    except csv.Error:
        long = max(map(len, text.splitlines())) > MOST_CELL
        rule = f"a cell of more than {MOST_CELL} characters, or a quotation mark not closed"
        rule = rule if long else "a quotation mark is not closed or misplaced"
        stop(source, rule, "mend this line", start)
    names = row_of_names(lines, mapping.columns)
    if names > lines[0][0]:
        stop(source, *names_stand_lower(names))
    width = len(lines[0][1])
    rule = f"the row does not have {width} cells as the header does"
    raise_without_values(
        Problem(source.file, number, "", rule, "mend it, or say format: delimiter")
        for number, cells in lines
        if len(cells) != width
    )
    return table_of_lines(source, lines, is_text=True)


def _decode(source: Source, encoding: str | None) -> str:
    content = source.content
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    name = marked or encoding or "utf-8"
    try:
        return unicodedata.normalize("NFC", content.decode(name))
    except LookupError:
        stop(source, "the encoding in the mapping is not known", "use utf-8 or cp1252")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        known = name if name == encoding or marked else "utf-8"
        stop(source, f"the file is not {known}", "say format: encoding, often cp1252", line)


def _guess_delimiter(text: str, mapping: FileMapping) -> str:
    """Take the delimiter under which most mapped columns stand in a line near the top, or else the most frequent one."""
    wanted = set(mapping.columns)
    top = text.lstrip()[:_TOP_OF_FILE].splitlines()

    def found(delimiter: str) -> tuple[int, int]:
        lines = [line.split(delimiter) for line in top]
        known = max(len(wanted & {name.strip().strip('"') for name in line}) for line in lines)
        return known, len(lines[0])

    return max(_DELIMITERS, key=found)


_READERS: Mapping[str, Callable[[Source, FileMapping], RawTable]] = MappingProxyType(
    {
        ".csv": _read_csv,
        ".txt": _read_csv,
        ".tsv": _read_csv,
        ".xlsx": read_xlsx,
        ".sav": read_sav,
    }
)
