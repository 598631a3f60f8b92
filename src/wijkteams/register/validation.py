"""Check the whole register and report every problem of a run at once."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from wijkteams.checking.problems import Problem, raise_if_any
from wijkteams.register.arithmetic import ARITHMETIC_RULES
from wijkteams.register.checksums import left_by_a_tool
from wijkteams.register.cross_tables import table_agrees_with_margins
from wijkteams.register.rules import Register, problem_of, rows, run_rule
from wijkteams.register.schemas import RAW_MODELS
from wijkteams.register.structure import STRUCTURE_RULES
from wijkteams.register.tables import (
    CODES,
    COLUMNS,
    UNREADABLE,
    read_added_codes,
    read_table,
    topic_names,
)
from wijkteams.register.values import add_values
from wijkteams.register.vocabulary import AddedCodes

_RULES = (
    STRUCTURE_RULES | ARITHMETIC_RULES | {"table agrees with the shares of all": table_agrees_with_margins}
)  # fmt: skip
_SCHEMA_RULE = "cells have the documented form"


def validate_register(raw: Path) -> pd.DataFrame:
    """Check every table of the register, cell by cell and against each other.

    Parameters
    ----------
    raw
        Folder of the register.

    Returns
    -------
    pandas.DataFrame
        What was checked: `file`, `rows` in the file, `rule`, `rows_checked`.

    Raises
    ------
    InputError
        With all problems of the run, one line each: file, line, column, value, rule, what to do. A file that cannot be read
        comes first and alone: what the other rules would say follows from it.
    """
    problems: list[Problem] = []
    register, length = read_register(raw, problems)
    raise_if_any([each for each in problems if each.rule in UNREADABLE], raw)
    reports = []
    for name, rule in _RULES.items():
        checked, found = run_rule(name, rule, register)
        reports.append(checked)
        problems += found
    raise_if_any(problems, raw)
    forms = pd.DataFrame({"file": length.index, "rule": _SCHEMA_RULE, "rows_checked": length.array})
    report = pd.concat([forms, *reports], ignore_index=True)
    return report.assign(rows=report["file"].map(length))[["file", "rows", "rule", "rows_checked"]]


def read_register(raw: Path, problems: list[Problem]) -> tuple[Register, pd.Series]:
    """Read all raw tables and check their form.

    Parameters
    ----------
    raw
        Folder of the register.
    problems
        Faults are appended here.

    Returns
    -------
    tuple of Register and pandas.Series
        The tables, those of all topics joined, and the number of rows per file.
    """
    files, added = _files(raw, problems), read_added_codes(raw, problems)
    tables: dict[str, list[pd.DataFrame]] = {name: [] for name in COLUMNS}
    length = {}
    for file in files:
        name, table = Path(file).stem, read_table(raw, file, problems)
        problems += schema_problems(name, table, added)
        tables[name].append(add_values(table, problems) if name == "figures" else table)
        length[file] = len(table)
    # what was added is part of the form of the other tables
    tables.pop("codes")
    empty = {name: pd.DataFrame(columns=[*columns, "file"]) for name, columns in COLUMNS.items()}
    joined = {name: pd.concat(found) if found else empty[name] for name, found in tables.items()}
    return Register(**{name: _named(table) for name, table in joined.items()}), pd.Series(length)


def _files(raw: Path, problems: list[Problem]) -> list[str]:
    """Return the files to read; a file in a topic that nobody reads is a problem."""
    files = ["sources.csv", "waves.csv", *([CODES] if (raw / CODES).exists() else [])]
    for topic in topic_names(raw):
        folder = raw / "topics" / topic
        present = {path.name for path in folder.iterdir() if not left_by_a_tool(path.name)}
        wanted = {"items.csv", "figures.csv"} | (present & {"contradictions.csv"})
        files += [f"topics/{topic}/{name}" for name in sorted(wanted)]
        for name in sorted(present - wanted):
            hint = (
                "a topic holds items.csv, figures.csv and contradictions.csv: remove or rename it"
            )
            file = f"topics/{topic}/{name}"
            problems.append(Problem(file, 1, "", "file is known", hint, value=name))
    return files


def _named(table: pd.DataFrame) -> pd.DataFrame:
    return table.rename_axis(index="line")


def schema_problems(
    name: str, table: pd.DataFrame, added: AddedCodes | None = None
) -> list[Problem]:
    """Return a problem for every cell of a table of `read_table` that does not have the form of `RAW_MODELS`.

    `added` are the codes that the register adds, as `read_added_codes` returns them.
    """
    problems = []
    for column, model in RAW_MODELS[name].columns().items():
        form = model.with_codes((added or {}).get(column, {}))
        seen: set[str] = set()
        for row in rows(table):
            cell = row[column]
            rule, hint = form.fault(cell)
            if form.unique and cell in seen and not rule:
                rule, hint = "unique", "give the row a name of its own"
            if rule:
                problems.append(problem_of(row, column, rule, hint))
            seen.add(cell)
    return problems
