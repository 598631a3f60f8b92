"""Check the whole register and report every problem of a run at once.

This is the only module that builds on pandera when a pipeline runs: a series does without.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pandas as pd
from pandera.errors import SchemaError, SchemaErrors

from wijkteams.register.arithmetic import ARITHMETIC_RULES
from wijkteams.register.problems import Problem, raise_if_any
from wijkteams.register.rules import Register, run_rule
from wijkteams.register.schemas import RAW_MODELS
from wijkteams.register.structure import STRUCTURE_RULES
from wijkteams.register.tables import COLUMNS, read_table, topic_names
from wijkteams.register.values import add_values
from wijkteams.register.vocabulary import LIST_SEPARATOR

_RULES = STRUCTURE_RULES | ARITHMETIC_RULES
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
    RegisterError
        With all problems of the run, one line each: file, line, column, value, rule, what to do.
    """
    problems: list[Problem] = []
    register, rows = read_register(raw, problems)
    reports = []
    for name, rule in _RULES.items():
        checked, found = run_rule(name, rule, register)
        reports.append(checked)
        problems += found
    raise_if_any(problems, raw)
    forms = pd.DataFrame({"file": rows.index, "rule": _SCHEMA_RULE, "rows_checked": rows.array})
    report = pd.concat([forms, *reports], ignore_index=True)
    return report.assign(rows=report["file"].map(rows))[["file", "rows", "rule", "rows_checked"]]


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
    files = _files(raw, problems)
    tables: dict[str, list[pd.DataFrame]] = {name: [] for name in COLUMNS}
    rows = {}
    for file in files:
        name, table = Path(file).stem, read_table(raw, file, problems)
        problems += schema_problems(name, table)
        tables[name].append(add_values(table, problems) if name == "figures" else table)
        rows[file] = len(table)
    empty = {name: pd.DataFrame(columns=[*columns, "file"]) for name, columns in COLUMNS.items()}
    joined = {name: pd.concat(found) if found else empty[name] for name, found in tables.items()}
    return Register(**{name: _named(table) for name, table in joined.items()}), pd.Series(rows)


def _files(raw: Path, problems: list[Problem]) -> list[str]:
    """Return the files to read; a file in a topic that nobody reads is a problem."""
    files = ["sources.csv", "waves.csv"]
    for topic in topic_names(raw):
        folder = raw / "topics" / topic
        present = {path.name for path in folder.iterdir()}
        wanted = {"items.csv", "figures.csv"} | (present & {"contradictions.csv"})
        files += [f"topics/{topic}/{name}" for name in sorted(wanted)]
        for name in sorted(present - wanted):
            hint = (
                "a topic holds items.csv, figures.csv and contradictions.csv: remove or rename it"
            )
            problems.append(Problem(f"topics/{topic}/{name}", 1, "", name, "file is known", hint))
    return files


def _named(table: pd.DataFrame) -> pd.DataFrame:
    return table.rename_axis(index="line")


def schema_problems(name: str, table: pd.DataFrame) -> list[Problem]:
    """Check one table against its pandera model.

    Parameters
    ----------
    name
        Name of the table, a key of `RAW_MODELS`.
    table
        The table as `read_table` returns it.

    Returns
    -------
    list of Problem
        One for every cell that does not have the documented form.
    """
    try:
        RAW_MODELS[name].validate(table.drop(columns="file"), lazy=True)
    except SchemaErrors as errors:
        return [
            _cell_problem(error, int(case["index"]), str(case["failure_case"]), table)
            for error in errors.schema_errors
            for case in error.failure_cases.to_dict("records")
        ]
    return []


def _cell_problem(error: SchemaError, line: int, value: str, table: pd.DataFrame) -> Problem:
    """Say in plain words what pandera found."""
    column, check = str(error.schema.name), error.check
    metadata: dict[str, Any] = error.schema.metadata
    file = str(table["file"].iloc[0])
    if isinstance(check, str) or check is None:
        return Problem(file, line, column, value, "unique", "give the row a name of its own")
    if codes := metadata["codes"]:
        return Problem(file, line, column, value, "closed vocabulary", _nearest(value, list(codes)))
    if check.name == "str_length":
        return Problem(file, line, column, value, "not empty", "fill the cell")
    pattern = check.statistics.get("pattern", check.name)
    rule = f"{metadata['type']} has its form"
    return Problem(file, line, column, value, rule, f"make it match {pattern}")


def _nearest(value: str, codes: list[str]) -> str:
    """Name the code that was probably meant, then all codes."""
    wrong = next((part for part in value.split(LIST_SEPARATOR) if part not in codes), value)
    near = difflib.get_close_matches(wrong, codes, n=1, cutoff=0.5)
    advice = f"did you mean {near[0]}? " if near else ""
    return f"{advice}use one of {', '.join(codes)}"
