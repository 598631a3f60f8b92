"""Numbers for the prose that are not levels: changes, single cells, counts of rows, and figures just as printed."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from wijkteams.errors import InputError
from wijkteams.publish.numbers import Entry, Words, base_in_words, records, row_named

_LANGUAGES = ("en", "nl")


def numbers_of_changes(
    wanted: Mapping[str, list[str]], changes: pd.DataFrame, words: Words
) -> dict[str, Entry]:
    """Make the entries of changes between two surveys and of their breakdown points.

    Parameters
    ----------
    wanted : mapping of str to list of str
        ``differences`` and ``breakdowns``, each a list of ``topic.item.from_to``.
    changes : pandas.DataFrame
        ``results/estimates/changes.csv``.
    words : mapping
        ``config/labels.yaml``.

    Returns
    -------
    dict of str to dict
        Keys ``change.<topic>.<item>.<from>_<to>``, and the same with ``.breakdown``; percentage points. The interval of a
        change is that of estimand B, over every admissible count, n and base.

    Raises
    ------
    InputError
        If a key does not name a change.
    """
    rows = {
        f"{row['topic']}.{row['item_id']}.{row['wave_from']}_{row['wave_to']}": row
        for row in records(changes[changes["subgroup"] == "all"])
    }
    found = {}
    for kind, keys in wanted.items():
        for key in keys:
            row = row_named(key, rows, f"change, {kind}")
            breakdown = kind == "breakdowns"
            found[f"change.{key}" + ".breakdown" * breakdown] = _entry(
                value=row["breakdown"] if breakdown else row["change"],
                limits=None if breakdown else (row["b_low"], row["b_high"]),
                unit="percentage_points",
                decimals="0" if breakdown else _decimals(row["b_low"], row["b_high"]),
                texts={
                    "label": _filled(words["change"][kind], row),
                    "method": words["methods"][kind],
                    "base": words["change"]["base"],
                },
                estimand="computed" if breakdown else "B",
                figure_ids=str(row["figure_ids"]).split(";"),
            )
    return found


def _decimals(low: float, high: float) -> str:
    """Print one decimal where an end of the interval would else be rounded to zero, which it is not."""
    return "1" if min(abs(low), abs(high)) < 0.5 else "0"


def _filled(template: Words, row: Mapping[str, Any]) -> dict[str, str]:
    return {
        language: template[language].format(
            item=row[f"label_{language}"], first=row["wave_from"][1:], last=row["wave_to"][1:]
        )
        for language in _LANGUAGES
    }


def numbers_of_cells(
    namespace: str,
    specifications: Mapping[str, Mapping[str, Any]],
    tables: Mapping[str, pd.DataFrame],
    words: Words,
) -> dict[str, Entry]:
    """Make the entries of single cells of results.

    Parameters
    ----------
    namespace : str
        First part of the keys.
    specifications : mapping
        Rest of the key to ``table``, ``where`` (column to value), the columns ``value`` and, where there are limits,
        ``low`` and ``high``, ``unit``, ``format``, ``estimand``, ``bases`` (names of `words`), ``label`` and ``method``
        (en, nl), and optionally ``wave`` and ``figure_ids``.
    tables : mapping of str to pandas.DataFrame
        Path to table.
    words : mapping
        ``config/labels.yaml``.

    Returns
    -------
    dict of str to dict
        Key to entry. A cell that has limits only has no value.

    Raises
    ------
    InputError
        If ``where`` does not name exactly one row.
    """
    found = {}
    for name, wanted in specifications.items():
        row = _only_row(f"{namespace}.{name}", tables[wanted["table"]], wanted["where"])
        limits = (row[wanted["low"]], row[wanted["high"]]) if "low" in wanted else None
        found[f"{namespace}.{name}"] = _entry(
            value=row[wanted["value"]] if "value" in wanted else None,
            limits=limits,
            unit=wanted["unit"],
            decimals=wanted["format"],
            texts={
                "label": wanted["label"],
                "method": wanted["method"],
                "base": base_in_words(wanted["bases"], words),
            },
            estimand=wanted["estimand"],
            figure_ids=wanted.get("figure_ids", []),
        ) | {"wave": wanted.get("wave")}
    return found


def numbers_of_rows(
    namespace: str,
    specifications: Mapping[str, Mapping[str, Any]],
    tables: Mapping[str, pd.DataFrame],
    words: Words,
) -> dict[str, Entry]:
    """Make the entries of counts of the rows of a result.

    Parameters
    ----------
    namespace, tables, words
        As in `numbers_of_cells`.
    specifications : mapping
        Rest of the key to ``table``, ``where`` (column to value; all rows when left out), ``label`` and ``base`` (en, nl).

    Returns
    -------
    dict of str to dict
        Key to entry; counts have no interval.

    Raises
    ------
    InputError
        If no row fits.
    """
    found = {}
    for name, wanted in specifications.items():
        key, where = f"{namespace}.{name}", wanted.get("where", {})
        rows = _rows_where(key, tables[wanted["table"]], where)
        if rows.empty:
            raise InputError(f"config/numbers.yaml, {key}: {where} names no row")
        found[key] = _entry(
            value=len(rows),
            limits=None,
            unit="count",
            decimals="0",
            texts={
                "label": wanted["label"],
                "method": words["methods"]["rows"],
                "base": wanted["base"],
            },
            estimand="counted",
            figure_ids=[],
        )
    return found


def numbers_of_printed(
    wanted: Mapping[str, Words], figures: pd.DataFrame, words: Words
) -> dict[str, Entry]:
    """Make the entries of single figures just as a source prints them, also where the book does not use them.

    Parameters
    ----------
    wanted : mapping
        ``figure_id`` of the register to its label (en, nl).
    figures : pandas.DataFrame
        ``results/register/figures.csv``.
    words : mapping
        ``config/labels.yaml``.

    Returns
    -------
    dict of str to dict
        Keys ``printed.<figure_id>``, without an interval: what cannot be used cannot carry one.

    Raises
    ------
    InputError
        If the register has no such row, or no value in it.
    """
    rows = {row["figure_id"]: row for row in records(figures[figures["value_low"].notna()])}
    found = {}
    for figure_id, label in wanted.items():
        row = row_named(figure_id, rows, "printed")
        named = row["base_printed"]
        base = words["printed"]["unnamed" if pd.isna(named) else "base"]
        mean = row["unit"] == "mean"
        found[f"printed.{figure_id}"] = _entry(
            value=row["value_low"],
            limits=None,
            unit="count" if mean else row["unit"],
            decimals="0",
            texts={
                "label": label,
                "method": words["methods"]["printed"],
                "base": {language: base[language].format(base=named) for language in _LANGUAGES},
            },
            estimand="printed",
            figure_ids=[figure_id],
        )
    return found


def _rows_where(key: str, table: pd.DataFrame, where: Mapping[str, Any]) -> pd.DataFrame:
    unknown = where.keys() - set(table.columns)
    if unknown:
        raise InputError(
            f"config/numbers.yaml, {key}: no column {', '.join(sorted(unknown))}; there are {', '.join(table.columns)}"
        )
    for column, value in where.items():
        table = table[table[column] == value]
    return table


def _only_row(key: str, table: pd.DataFrame, where: Mapping[str, Any]) -> pd.Series:
    rows = _rows_where(key, table, where)
    if len(rows) != 1:
        raise InputError(
            f"config/numbers.yaml, {key}: {dict(where)} names {len(rows)} rows, not one"
        )
    return rows.iloc[0]


def _entry(
    *,
    value: Any,
    limits: tuple[Any, Any] | None,
    unit: str,
    decimals: str,
    texts: Mapping[str, Words],
    estimand: str,
    figure_ids: list[str],
) -> Entry:
    low, high = limits or (None, None)
    return {
        "value": None if value is None else round(float(value), 4),
        "low": None if low is None else round(float(low), 4),
        "high": None if high is None else round(float(high), 4),
        "unit": unit,
        "format": decimals,
        "n_low": None,
        "n_high": None,
        "estimand": estimand,
        "wave": None,
        "figure_ids": figure_ids,
        "synthetic": False,
        **{name: dict(text) for name, text in texts.items()},
    }
