"""Read a text file with a delimiter."""

import codecs
import csv
import io
import unicodedata

from wijkteams.checking.problems import Problem, raise_without_values
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
from wijkteams.microdata.sources import Source

_TOP_OF_FILE = 100_000
_DELIMITERS = (",", ";", "\t", "|")
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_csv(source: Source, mapping: FileMapping) -> RawTable:
    """Read every line; raise `InputError` where the encoding, a quotation mark or the number of cells is wrong."""
    text = _decode(source, mapping.format.encoding)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        stop(source, "the file is not text in this encoding", "say format: encoding", line)
    if not text.strip():
        return table_of_lines(source, [])
    delimiter = mapping.format.delimiter or _guess_delimiter(text, mapping)
    lines = _lines(source, text, delimiter.replace("tab", "\t"))
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


def _lines(source: Source, text: str, delimiter: str) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    start = 1
    try:
        for row in reader:
            cells = tuple(cell.strip() for cell in row)
            if any(cells):
                lines.append((start, cells))
            if len(lines) > MOST_ROWS + 1:
                rule = f"the file has more than {MOST_ROWS} rows"
                stop(source, rule, "give answers of one survey")
            if len(cells) > MOST_COLUMNS:
                rule = f"the row has more than {MOST_COLUMNS} cells"
                stop(source, rule, "check the right file", reader.line_num)
            start = reader.line_num + 1
    except csv.Error:
        rule = "a quotation mark is not closed or misplaced"
        if max(map(len, text.splitlines())) > MOST_CELL:
            rule = f"a cell of more than {MOST_CELL} characters, or a quotation mark not closed"
        stop(source, rule, "mend this line", start)
    return lines


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
        stop(source, f"the file is not {name}", "say format: encoding, often cp1252", line)


def _guess_delimiter(text: str, mapping: FileMapping) -> str:
    """Take the delimiter under which most mapped columns stand in a line near the top, or else the most frequent one."""
    wanted = set(mapping.columns)
    top = text.lstrip()[:_TOP_OF_FILE].splitlines()

    def found(delimiter: str) -> tuple[int, int]:
        lines = [line.split(delimiter) for line in top]
        known = max(len(wanted & {name.strip().strip('"') for name in line}) for line in lines)
        return known, len(lines[0])

    return max(_DELIMITERS, key=found)
