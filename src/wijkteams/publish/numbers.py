"""The numbers that the prose may use: one entry for each key, with all that a reader must be able to look up."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from wijkteams.errors import InputError

Entry = dict[str, Any]
Words = Mapping[str, Any]


def numbers_of_estimates(
    namespace: str, keys: list[str], estimates: pd.DataFrame, words: Words
) -> dict[str, Entry]:
    """Make the entries of shares.

    Parameters
    ----------
    namespace : str
        First part of the keys: the topic.
    keys : list of str
        ``item.wave`` or ``item.wave.subgroup``.
    estimates : pandas.DataFrame
        The estimates of the topic.
    words : mapping
        ``config/labels.yaml``.

    Returns
    -------
    dict of str to dict
        Key to entry; values in per cent.

    Raises
    ------
    InputError
        If a key does not name exactly one row.
    """
    rows = {_share_key(row): row for row in records(estimates)}
    return {
        f"{namespace}.{key}": _share_entry(row_named(key, rows, namespace), words) for key in keys
    }


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as dictionaries with text keys."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _share_key(row: Mapping[str, Any]) -> str:
    parts = [
        row["item_id"],
        row["wave_id"],
        *([] if row["subgroup"] == "all" else [row["subgroup"]]),
    ]
    return ".".join(parts)


def row_named(key: str, rows: Mapping[str, Mapping[str, Any]], namespace: str) -> Mapping[str, Any]:
    """Return the row of a key.

    Raises
    ------
    InputError
        If there is none; the message names those there are.
    """
    if key not in rows:
        raise InputError(
            f"config/numbers.yaml, {namespace}: {key!r} names no row; known are {', '.join(sorted(rows))}"
        )
    return rows[key]


def _share_entry(row: Mapping[str, Any], words: Words) -> Entry:
    return {
        "value": float(row["share"]),
        "low": round(float(row["a_low"]), 4),
        "high": round(float(row["a_high"]), 4),
        "unit": "percent",
        "format": "0",
        "n_low": int(row["n_low"]),
        "n_high": int(row["n_high"]),
        "base": base_in_words(str(row["possible_bases"]).split(";"), words),
        "estimand": "A",
        "method": dict(words["methods"]["share"]),
        "label": {"en": row["label_en"], "nl": row["label_nl"]},
        "wave": _peiling(row["wave_id"]),
        "figure_ids": str(row["figure_ids"]).split(";"),
        "synthetic": False,
    }


def _peiling(wave: str) -> str | None:
    """Return the wave when it is one of the national surveys; a number of another study has none."""
    return wave if wave.startswith("w2") else None


def base_in_words(bases: list[str], words: Words) -> dict[str, str]:
    """Name the possible bases of a share in both languages.

    Raises
    ------
    InputError
        If the labels do not name a base.
    """
    unnamed = set(bases) - words["bases"].keys()
    if unnamed:
        raise InputError(f"config/labels.yaml, bases: no words for {', '.join(sorted(unnamed))}")
    if len(bases) == 1:
        return dict(words["bases"][bases[0]])
    return {
        language: words["open_base"][language].format(
            bases="; ".join(words["bases"][base][language] for base in bases)
        )
        for language in ("en", "nl")
    }


def numbers_of_trends(
    namespace: str, items: list[str], trends: pd.DataFrame, estimates: pd.DataFrame, words: Words
) -> dict[str, Entry]:
    """Make the entries of trends: percentage points per year, keys ``<namespace>.<item>.trend``.

    Parameters
    ----------
    namespace, items, words
        As in `numbers_of_estimates`.
    trends : pandas.DataFrame
        The tidy table of the trend model.
    estimates : pandas.DataFrame
        The estimates that the model was fitted on.

    Returns
    -------
    dict of str to dict
        Key to entry.

    Raises
    ------
    InputError
        If an item has no trend.
    """
    rows = {row["item_id"]: row for row in records(trends)}
    found = {}
    for item in items:
        row = row_named(item, rows, f"{namespace}, trends")
        waves = estimates[estimates["item_id"] == item]
        found[f"{namespace}.{item}.trend"] = {
            "value": round(float(row["effect_points"]), 4),
            "low": round(float(row["effect_low"]), 4),
            "high": round(float(row["effect_high"]), 4),
            "unit": "percentage_points",
            "format": "1",
            "n_low": int(waves["n_low"].min()),
            "n_high": int(waves["n_high"].max()),
            "base": base_in_words(str(waves["possible_bases"].iloc[0]).split(";"), words),
            "estimand": "model",
            "method": dict(words["methods"]["trend"]),
            "label": {
                language: words["trend"][language].format(item=waves[f"label_{language}"].iloc[0])
                for language in ("en", "nl")
            },
            "wave": None,
            "figure_ids": [each.split(";")[0] for each in waves["figure_ids"]],
            "synthetic": False,
        }
    return found


def numbers_of_waves(
    wanted: Mapping[str, list[str]], waves: pd.DataFrame, words: Words
) -> dict[str, Entry]:
    """Make the entries that describe a wave, keys ``survey.<column>.<wave>``.

    Parameters
    ----------
    wanted : mapping of str to list of str
        Column of `waves`, or ``nonrespondents``, to the waves that are wanted.
    waves : pandas.DataFrame
        The raw waves, read as text.
    words : mapping
        ``config/labels.yaml``.

    Returns
    -------
    dict of str to dict
        Key to entry; counts have no interval. The response is in per cent, as printed.
    """
    return dict(_wave_entries(wanted, waves.set_index("wave_id"), words))


def _wave_entries(
    wanted: Mapping[str, list[str]], waves: pd.DataFrame, words: Words
) -> Iterator[tuple[str, Entry]]:
    for column, names in wanted.items():
        for wave in names:
            printed = column != "nonrespondents"
            method = words["methods"]["printed" if printed else "subtracted"]
            value = _wave_value(waves, wave, column)
            entry = _count_entry(value, words["counts"][column], words["counts"][column], method)
            if column == "response_printed":
                entry["unit"] = "percent"
            estimand = "printed" if printed else "computed"
            yield f"survey.{column}.{wave}", entry | {"estimand": estimand, "wave": _peiling(wave)}


def _wave_value(waves: pd.DataFrame, wave: str, column: str) -> int:
    if column == "nonrespondents":
        asked, answered = (
            int(str(waves.loc[wave, name])) for name in ("municipalities", "respondents")
        )
        return asked - answered
    return int(str(waves.loc[wave, column]))


def _count_entry(value: Any, label: Words, base: Words, method: Words) -> Entry:
    """Make the entry of a count of rows, which has no interval."""
    return {
        "value": int(value),
        "low": None,
        "high": None,
        "unit": "count",
        "format": "0",
        "n_low": None,
        "n_high": None,
        "base": dict(base),
        "estimand": "counted",
        "method": dict(method),
        "label": dict(label),
        "wave": None,
        "figure_ids": [],
        "synthetic": False,
    }


def numbers_of_register(wanted: list[str], counts: pd.DataFrame, words: Words) -> dict[str, Entry]:
    """Make the entries of counts of the register, keys ``register.<name>``.

    Parameters
    ----------
    wanted : list of str
        Names that are wanted.
    counts : pandas.DataFrame
        ``name`` and ``rows`` of the register.
    words : mapping
        ``config/labels.yaml``.

    Returns
    -------
    dict of str to dict
        Key to entry; counts have no interval.

    Raises
    ------
    InputError
        If a name was not counted.
    """
    rows = {row["name"]: row for row in records(counts)}
    texts, method = words["register"], words["methods"]["counted"]
    return {
        f"register.{name}": _count_entry(
            row_named(name, rows, "register")["rows"], texts[name], texts["base"], method
        )
        for name in wanted
    }
