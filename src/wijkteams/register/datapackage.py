"""Publish the register as one data package: CSV files, data dictionary, Frictionless descriptor."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pandas as pd

from wijkteams.archive import write_archive
from wijkteams.checking.problems import Problem, raise_if_any
from wijkteams.register.columns import Column
from wijkteams.register.parse import FORMS, NoFigure, parse_value, to_decimals
from wijkteams.register.published import (
    FOREIGN_KEYS,
    PRIMARY_KEYS,
    PUBLISHED_FILES,
    PUBLISHED_MODELS,
    Forms,
)
from wijkteams.register.series import build_series
from wijkteams.register.tables import read_added_codes, read_table, topic_names
from wijkteams.register.vocabulary import OPEN, VOCABULARIES, AddedCodes

PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE: Final = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
_DESCRIPTOR, _ARCHIVE = PUBLISHED_FILES[-2:]


def published_tables(raw: Path) -> dict[str, pd.DataFrame]:
    """Return every table of the register as it is published.

    Parameters
    ----------
    raw
        Folder of the register.

    Returns
    -------
    dict of str to pandas.DataFrame
        One table per key of `PUBLISHED_MODELS`, columns in the order of the model.

    Raises
    ------
    InputError
        If a table cannot be read or a series cannot be built.
    """
    problems: list[Problem] = []
    topics = topic_names(raw)
    tables = {name: read_table(raw, f"{name}.csv", problems) for name in ("sources", "waves")}
    for name in ("items", "contradictions"):
        files = [f"topics/{topic}/{name}.csv" for topic in topics]
        present = [file for file in files if (raw / file).exists()]
        tables[name] = pd.concat([read_table(raw, file, problems) for file in present])
    added = read_added_codes(raw, problems)
    raise_if_any(problems, raw)
    built = [build_series(raw, topic) for topic in topics]
    for name in ("figures", "series", "flow"):
        tables[name] = pd.concat([getattr(topic, name) for topic in built])
    tables |= {"dictionary": data_dictionary(), "codes": code_list(added), "forms": form_list()}
    return {
        name: tables[name].reindex(columns=list(model.columns()))
        for name, model in PUBLISHED_MODELS.items()
    }


def data_dictionary() -> pd.DataFrame:
    """Return one row per column of every published table, from the models."""
    entries = [
        {
            "table": table,
            "column": field["name"],
            "type": field["type"],
            "required": "yes" if field["constraints"]["required"] else "no",
            "vocabulary": _vocabulary_name(table, field["name"]),
            "description": field["description"],
        }
        for table in PUBLISHED_MODELS
        for field in _fields(table)
    ]
    return pd.DataFrame(entries)


def code_list(added: AddedCodes | None = None) -> pd.DataFrame:
    """Return one row per code of every vocabulary, with its meaning; `added` are those of the register itself."""
    entries = [
        (name, code, meaning)
        for name, codes in VOCABULARIES.items()
        for code, meaning in {**codes, **(added or {}).get(name, {})}.items()
    ]
    return pd.DataFrame(entries, columns=["vocabulary", "code", "meaning"])


def form_list() -> pd.DataFrame:
    """Return one row per example of `FORMS`, read by the parser itself; what is no figure has no value."""
    entries = []
    for form in FORMS:
        for text, unit in form.examples:
            try:
                values: tuple[Decimal | None, ...] = to_decimals(parse_value(text, unit))
            except NoFigure:
                values = (None, None, None)
            entries.append((form.name, text, unit, *values, form.meaning))
    return pd.DataFrame(entries, columns=list(Forms.columns()), dtype=object)


def describe_package(folder: Path, version: str) -> dict[str, Any]:
    """Return the Frictionless descriptor of the CSV files in a folder.

    Parameters
    ----------
    folder
        Holds one CSV per key of `PUBLISHED_MODELS`.
    version
        Version of the publication.

    Returns
    -------
    dict
        A Data Package (version 2 of the standard) with a schema, size and SHA-256 per file.

    Raises
    ------
    InputError
        If a file is missing or its header is not that of its model.
    """
    problems = [
        problem for table in PUBLISHED_MODELS if (problem := _header_problem(folder, table))
    ]
    raise_if_any(problems, folder)
    added = _added_codes(folder)
    return {
        "$schema": PROFILE,
        "name": "wijkteams-register",
        "title": "Register of published figures on Dutch neighbourhood teams, 2014-2019",
        "description": (
            "Every figure of four national surveys of municipalities that was found in print, with "
            "its source, wave, base and place, checked and harmonised into series."
        ),
        "version": version,
        "licenses": [LICENCE],
        "resources": [_resource(folder, table, added) for table in PUBLISHED_MODELS],
    }


def write_package(tables: Mapping[str, pd.DataFrame], folder: Path, version: str) -> Path:
    """Write the published tables, their descriptor, and one archive of both.

    Parameters
    ----------
    tables
        What `published_tables` returns.
    folder
        Folder to write to; made when it does not exist.
    version
        Version of the publication.

    Returns
    -------
    pathlib.Path
        The descriptor, `datapackage.json`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
    descriptor = folder / _DESCRIPTOR
    text = json.dumps(describe_package(folder, version), indent=2, ensure_ascii=False)
    descriptor.write_text(text + "\n", encoding="utf-8")
    files = [folder / f"{name}.csv" for name in tables] + [descriptor]
    write_archive(folder / _ARCHIVE, Path(_ARCHIVE).stem, files)
    return descriptor


def _header_problem(folder: Path, table: str) -> Problem | None:
    """Return a problem when a published file is missing or has another header."""
    path, columns = folder / f"{table}.csv", list(PUBLISHED_MODELS[table].columns())
    header: list[str] = []
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file), [])
    if header == columns:
        return None
    hint = f"write the file with the header {','.join(columns)}"
    return Problem(
        path.name, 1, "", "published file follows its model", hint, value=",".join(header)
    )


def _added_codes(folder: Path) -> AddedCodes:
    """Return the published codes of the open vocabularies."""
    with (folder / "codes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        name: {row["code"]: row["meaning"] for row in rows if row["vocabulary"] == name}
        for name in OPEN
    }


def _resource(folder: Path, table: str, added: AddedCodes) -> dict[str, Any]:
    content = (folder / f"{table}.csv").read_bytes()
    schema: dict[str, Any] = {"fields": _fields(table, added), "missingValues": [""]}
    if table in PRIMARY_KEYS:
        schema["primaryKey"] = PRIMARY_KEYS[table]
    if table in FOREIGN_KEYS:
        schema["foreignKeys"] = [
            {
                "fields": [column],
                "reference": {"resource": target, "fields": PRIMARY_KEYS[target]},
            }
            for column, target in FOREIGN_KEYS[table].items()
        ]
    return {
        "name": table,
        "type": "table",
        "path": f"{table}.csv",
        "description": (PUBLISHED_MODELS[table].__doc__ or "").strip(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _fields(table: str, added: AddedCodes | None = None) -> list[dict[str, Any]]:
    """Return the Frictionless fields of a table, read off its model."""
    columns = PUBLISHED_MODELS[table].columns()
    return [
        _field(name, column.with_codes((added or {}).get(name, {})))
        for name, column in columns.items()
    ]


def _field(name: str, column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": column.required}
    if column.unique:
        constraints["unique"] = True
    if column.codes and not column.several:
        constraints["enum"] = list(column.codes)
    elif column.pattern and column.type == "string":
        constraints["pattern"] = column.pattern
    return {
        "name": name,
        "type": column.type,
        "description": column.description,
        "constraints": constraints,
    }


def _vocabulary_name(table: str, column: str) -> str:
    """Return the vocabulary of a column, or nothing."""
    codes = PUBLISHED_MODELS[table].columns()[column].codes
    return next((name for name, known in VOCABULARIES.items() if known == codes), "")
