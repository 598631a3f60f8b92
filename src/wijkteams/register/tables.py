"""Read the raw files as text, with the line of every row."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import pandas as pd

from wijkteams.checking.problems import Problem, raise_if_any
from wijkteams.register.checksums import left_by_a_tool
from wijkteams.register.schemas import RAW_MODELS
from wijkteams.register.vocabulary import VOCABULARIES, AddedCodes

COLUMNS: Final = {name: tuple(model.columns()) for name, model in RAW_MODELS.items()}
"""Columns of every raw table, in order."""


CODES: Final = "codes.csv"

UNREADABLE: Final = {"text is UTF-8", "columns are as documented", "file is CSV"}
"""Rules of `read_table` of which a breach leaves no row, or too few, for any other rule to look at."""
_SAVE: Final = "save it as CSV with commas, in UTF-8 (LibreOffice: Save As, Edit filter settings)"


def topic_names(raw: Path) -> list[str]:
    """Return the topics of the register: the folders in `topics`, in alphabetical order.

    Raises
    ------
    InputError
        If there is no folder with topics.
    """
    folders = sorted(
        folder.name
        for folder in raw.glob("topics/*")
        if folder.is_dir() and not left_by_a_tool(folder.name)
    )
    if not folders:
        hint = "name the folder that holds sources.csv, waves.csv and topics"
        raise_if_any([Problem("topics", 1, "", "register has topics", hint)], raw)
    return folders


def read_table(raw: Path, file: str, problems: list[Problem]) -> pd.DataFrame:
    """Read one raw CSV as text.

    Parameters
    ----------
    raw
        Folder of the register.
    file
        Path below `raw`; its stem names the table.
    problems
        Faults in the form of the file are appended here.

    Returns
    -------
    pandas.DataFrame
        Text columns as in `COLUMNS`, plus `file`; the index is the line of the file. Rows of the
        wrong length are reported and left out. Empty cells are empty strings.
    """
    columns = COLUMNS[Path(file).stem]
    rows: dict[int, list[str]] = {}

    def report(line: int, column: str, value: str, rule: str, hint: str) -> None:
        problems.append(Problem(file, line, column, rule, hint, value=value))

    try:
        # some programs begin UTF-8 with a mark of the order of bytes
        text = (raw / file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        report(1, "", file, "file exists", "add the file with its header")
        return _frame(rows, columns, file)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        report(line, "", f"byte {error.start}", "text is UTF-8", _SAVE)
        return _frame(rows, columns, file)
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = next(reader, [])
        if tuple(header) != columns:
            semicolons = ";".join(header) == ";".join(columns)
            hint = _SAVE if semicolons else f"make the header {','.join(columns)}"
            report(1, "", ",".join(header), "columns are as documented", hint)
            return _frame(rows, columns, file)
        start = reader.line_num + 1
        for row in reader:
            if len(row) != len(columns):
                hint = f"give the row {len(columns)} cells; quote a cell that holds a comma"
                report(start, "", f"{len(row)} cells", "row has one cell per column", hint)
            else:
                rows[start] = row
            start = reader.line_num + 1
    except csv.Error as error:
        report(reader.line_num, "", str(error), "file is CSV", "close the quotes of the cell")
    for line, row in rows.items():
        for column, value in zip(columns, row, strict=True):
            if value != " ".join(value.split()):
                hint = "write single spaces, none at the ends, no line breaks"
                report(line, column, value, "cell has no stray white space", hint)
    return _frame(rows, columns, file)


def read_added_codes(raw: Path, problems: list[Problem]) -> AddedCodes:
    """Read the codes that a register adds to the open vocabularies; none where it has no ``codes.csv``.

    A code that is built in keeps its meaning: to give it another is a problem.
    """
    added: dict[str, dict[str, str]] = {}
    if (raw / CODES).exists():
        table = read_table(raw, CODES, problems)
        for line, vocabulary, code, meaning in table.iloc[:, :3].itertuples(name=None):
            if code in VOCABULARIES.get(vocabulary, {}):
                hint = "it is built in: remove the row, or take another name"
                problems.append(Problem(CODES, line, "code", "code is new", hint, value=code))
            added.setdefault(vocabulary, {})[code] = meaning
    return added


def _frame(rows: dict[int, list[str]], columns: tuple[str, ...], file: str) -> pd.DataFrame:
    table = pd.DataFrame(
        list(rows.values()), columns=list(columns), index=list(rows), dtype="str"
    ).rename_axis(index="line")
    return table.assign(file=file)
