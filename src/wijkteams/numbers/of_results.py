"""Numbers for the prose that are not levels: changes, single cells, counts of rows, and figures just as printed."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from wijkteams.checking.forms import Unit
from wijkteams.checking.problems import InputError
from wijkteams.checking.yaml_file import read_yaml
from wijkteams.numbers.file import Number, Sample
from wijkteams.numbers.formats import LANGUAGES, decimals_beside_zero
from wijkteams.numbers.of_shares import Words, base_in_words, row_named, samples_of
from wijkteams.tables import names_in, rows_of

Samples = tuple[Sample, ...]


def numbers_of_changes(
    wanted: Mapping[str, list[str]], changes: pd.DataFrame, estimates: pd.DataFrame, words: Words
) -> list[Number]:
    """Make the numbers of changes between two surveys, and of how far those who did not answer may differ.

    Parameters
    ----------
    wanted : mapping of str to list of str
        ``differences``, ``one_base``, ``deltas`` and ``parts``, each a list of ``topic.item.from_to``.
    changes : pandas.DataFrame
        ``results/estimates/changes.csv``.
    estimates : pandas.DataFrame
        The estimates of the topics of `wanted`, which say how many answered in each of the two surveys.
    words : mapping
        ``config/labels.yaml``.

    Returns
    -------
    list of Number
        Keys ``change.<topic>.<item>.<from>_<to>``, percentage points, and the same with ``.one_base``: on the most
        favourable base that both surveys can share, ``.delta``: ``delta*``, in points, rounded down, or ``.part``: the
        least part of a group whose size was not printed, in per cent, rounded up. The interval of a change is that of
        estimand B, over every admissible count, n and base; with ``.one_base`` over those of that base.

    Raises
    ------
    InputError
        If a key does not name a change.
    """
    rows = {
        f"{row['topic']}.{row['item_id']}.{row['wave_from']}_{row['wave_to']}": row
        for row in rows_of(changes[changes["subgroup"] == "all"])
    }
    make = {"differences": _change, "one_base": _on_one_base, "deltas": _delta, "parts": _part}
    found = []
    for kind, keys in wanted.items():
        for key in keys:
            row = row_named(key, rows, f"change, {kind}")
            names = {name: row[name] for name in ("topic", "item_id", "subgroup")}
            ends = (row["wave_from"], row["wave_to"])
            shares = [
                _only_row(f"change.{key}", estimates, names | {"wave_id": end}) for end in ends
            ]
            found.append(make[kind](f"change.{key}", row, samples_of(shares), words))
    return found


def _change(key: str, row: Mapping[str, Any], samples: Samples, words: Words) -> Number:
    return _between(key, row, "b", "differences", words["change"]["base"], samples, words)


def _on_one_base(key: str, row: Mapping[str, Any], samples: Samples, words: Words) -> Number:
    base = base_in_words([str(row["shared_base"])], words)
    # the numbers of answers are those of every base
    years = tuple(Sample(wave=sample.wave) for sample in samples)
    return _between(f"{key}.one_base", row, "shared_b", "one_base", base, years, words)


def _between(
    key: str, row: Mapping[str, Any], ends: str, kind: str, base: dict[str, str], samples: Samples, words: Words
) -> Number:  # fmt: skip
    low, high = float(row[f"{ends}_low"]), float(row[f"{ends}_high"])
    return Number(
        key=key,
        value=round(float(row["change"]), 4),
        low=low,
        high=high,
        unit="percentage_points",
        decimals=decimals_beside_zero(low, high),
        base=base,
        estimand="B",
        method=words["methods"][kind],
        label=_filled(words["change"][kind], row),
        samples=samples,
        figure_ids=names_in(row["figure_ids"]),
    )


def _delta(key: str, row: Mapping[str, Any], samples: Samples, words: Words) -> Number:
    # said together with the part of an unprinted group, where the change hangs on that
    points = row["delta_star"] if pd.isna(row["part_delta_star"]) else row["part_delta_star"]
    value = math.floor(points)
    return _limit(f"{key}.delta", value, "percentage_points", "deltas", row, samples, words)


def _part(key: str, row: Mapping[str, Any], samples: Samples, words: Words) -> Number:
    value = math.ceil(row["part_after_holm"])
    return _limit(f"{key}.part", value, "percent", "parts", row, samples, words)


def _limit(
    key: str, value: int, unit: Unit, kind: str, row: Mapping[str, Any], samples: Samples, words: Words
) -> Number:  # fmt: skip
    """Make the number of a condition on a change, rounded against the finding."""
    return Number(
        key=key,
        value=value,
        unit=unit,
        base=words["change"]["base"],
        estimand="computed",
        method=words["methods"][kind],
        label=_filled(words["change"][kind], row),
        samples=samples,
        figure_ids=names_in(row["figure_ids"]),
    )


def _filled(template: Words, row: Mapping[str, Any]) -> dict[str, str]:
    return {
        language: template[language].format(
            item=row[f"label_{language}"], first=row["wave_from"][1:], last=row["wave_to"][1:]
        )
        for language in LANGUAGES
    }


def numbers_of_cells(
    namespace: str,
    specifications: Mapping[str, Mapping[str, Any]],
    tables: Mapping[str, pd.DataFrame],
    words: Words,
) -> list[Number]:
    """Make the numbers of single cells of results.

    Parameters
    ----------
    namespace : str
        First part of the keys.
    specifications : mapping
        Rest of the key to ``table``, ``where`` (column to value), the columns ``value`` and, where there are limits,
        ``low`` and ``high``, ``unit``, ``format``, ``estimand``, ``bases`` (names of `words`), ``label`` and ``method``
        (en, nl), and optionally ``optional`` (no number while no row fits),
        ``waves``, ``n``: the columns of the least and the greatest number of answers, and ``of``:
        the shares of those waves, or of all, that it is computed from, as ``topic.item``.
    tables : mapping of str to pandas.DataFrame
        Path to table.
    words : mapping
        ``config/labels.yaml``.

    Returns
    -------
    list of Number
        A cell that has limits only has no value.

    Raises
    ------
    InputError
        If ``where`` does not name exactly one row.
    """
    return [
        _cell(f"{namespace}.{name}", wanted, tables, words)
        for name, wanted in specifications.items()
        if not wanted.get("optional") or len(_rows_where(name, tables[wanted["table"]], wanted["where"]))
    ]  # fmt: skip


def optional_numbers(path: Path) -> frozenset[str]:
    """Return the keys in ``config/numbers.yaml`` of cells that are there only once their row is; none without the file."""
    wanted = read_yaml(path).content if path.is_file() else {}
    return frozenset(
        f"{namespace}.{name}"
        for namespace, kinds in wanted.items()
        for name, cell in kinds.get("cells", {}).items()
        if cell.get("optional")
    )


def _cell(
    key: str, wanted: Mapping[str, Any], tables: Mapping[str, pd.DataFrame], words: Words
) -> Number:
    row = _only_row(key, tables[wanted["table"]], wanted["where"])
    cells = {
        name: round(float(row[wanted[name]]), 4)
        for name in ("value", "low", "high")
        if name in wanted
    }
    shares = [
        row for name in wanted.get("of", ()) for row in _used_shares(key, wanted, name, tables)
    ]
    n = [int(row[name]) for name in wanted.get("n", ())]
    return Number(
        key=key,
        value=cells.get("value"),
        low=cells.get("low"),
        high=cells.get("high"),
        unit=wanted["unit"],
        decimals=int(wanted["format"]),
        base=base_in_words(wanted["bases"], words),
        estimand=wanted["estimand"],
        method=wanted["method"],
        label=wanted["label"],
        samples=tuple(
            Sample(wave=wave, n_low=min(n, default=None), n_high=max(n, default=None))
            for wave in wanted.get("waves", ())
        )
        if n or not shares
        else samples_of(shares),
        # The figures that the series uses, without their repeats.
        figure_ids=names_in(row["figure_ids"])
        if wanted.get("optional") and "figure_ids" in row
        else tuple(names_in(share["figure_ids"])[0] for share in shares),
    )


def _used_shares(
    key: str, wanted: Mapping[str, Any], name: str, tables: Mapping[str, pd.DataFrame]
) -> list[pd.Series]:
    """Return the rows of a share that a cell is computed from."""
    topic, item = name.split(".")
    table = tables[f"results/estimates/{topic}.csv"]
    of_item = _rows_where(key, table, {"item_id": item, "subgroup": "all"})
    waves = wanted.get("waves", of_item["wave_id"].unique())
    return [_only_row(key, of_item, {"wave_id": wave}) for wave in waves]


def numbers_of_rows(
    namespace: str,
    specifications: Mapping[str, Mapping[str, Any]],
    tables: Mapping[str, pd.DataFrame],
    words: Words,
) -> list[Number]:
    """Make the numbers of counts of the rows of a result.

    Parameters
    ----------
    namespace, tables, words
        As in `numbers_of_cells`.
    specifications : mapping
        Rest of the key to ``table``, ``where`` (column to value; all rows when left out), ``label`` and ``base`` (en, nl).

    Returns
    -------
    list of Number
        Counts, without an interval.

    Raises
    ------
    InputError
        If no row fits.
    """
    return [
        Number(
            key=f"{namespace}.{name}",
            value=_count(f"{namespace}.{name}", tables[wanted["table"]], wanted.get("where", {})),
            unit="count",
            base=wanted["base"],
            estimand="counted",
            method=words["methods"]["rows"],
            label=wanted["label"],
        )
        for name, wanted in specifications.items()
    ]


def _count(key: str, table: pd.DataFrame, where: Mapping[str, Any]) -> float:
    rows = len(_rows_where(key, table, where))
    if not rows:
        raise InputError(f"config/numbers.yaml, {key}: {where} names no row")
    return float(rows)


def numbers_of_printed(
    wanted: Mapping[str, Words], figures: pd.DataFrame, words: Words
) -> list[Number]:
    """Make the numbers of single figures just as a source prints them, also where the book does not use them.

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
    list of Number
        Keys ``printed.<figure_id>``, without an interval: what cannot be used cannot carry one. A range, or words, have
        ends and no value.

    Raises
    ------
    InputError
        If the register has no such row, or no value in it.
    """
    rows = {row["figure_id"]: row for row in rows_of(figures[figures["value_low"].notna()])}
    return [
        _printed(row_named(figure_id, rows, "printed"), label, words)
        for figure_id, label in wanted.items()
    ]


def _printed(row: Mapping[str, Any], label: Words, words: Words) -> Number:
    named = row["base_printed"]
    low, high = float(row["value_low"]), float(row["value_high"])
    base = words["printed"]["unnamed" if pd.isna(named) else "base"]
    bases = {"en": named, "nl": words["printed_bases"].get(named, named)}
    return Number(
        key=f"printed.{row['figure_id']}",
        value=round(low, 4) if low == high else None,
        low=None if low == high else low,
        high=None if low == high else high,
        unit="count" if row["unit"] == "mean" else row["unit"],
        base={language: base[language].format(base=bases[language]) for language in LANGUAGES},
        estimand="printed",
        method=words["methods"]["printed"],
        label=label,
        samples=_printed_samples(row),
        figure_ids=(row["figure_id"],),
    )


def _printed_samples(row: Mapping[str, Any]) -> tuple[Sample, ...]:
    """Return the surveys of a printed figure; a number of answers that a source prints is that of one of them."""
    waves = () if pd.isna(row["wave_id"]) else names_in(row["wave_id"])
    n = None if len(waves) > 1 or pd.isna(row["n_printed"]) else int(row["n_printed"])
    return tuple(Sample(wave=wave, n_low=n, n_high=n) for wave in waves)


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
