"""The numbers that the prose may use, each with all that a reader must be able to look up: shares, trends and counts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from wijkteams.checking.problems import InputError
from wijkteams.numbers.file import Number, Sample
from wijkteams.numbers.formats import LANGUAGES
from wijkteams.tables import names_in, rows_of

Words = Mapping[str, Any]


def numbers_of_estimates(
    namespace: str, keys: list[str], estimates: pd.DataFrame, words: Words
) -> list[Number]:
    """Make the numbers of shares.

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
    list of Number
        In the order of `keys`; in per cent.

    Raises
    ------
    InputError
        If a key does not name exactly one row.
    """
    rows = {_share_key(row): row for row in rows_of(estimates)}
    return [_share(f"{namespace}.{key}", row_named(key, rows, namespace), words) for key in keys]


def _share_key(row: Mapping[str, Any]) -> str:
    subgroup = "" if row["subgroup"] == "all" else f".{row['subgroup']}"
    return f"{row['item_id']}.{row['wave_id']}{subgroup}"


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


def _share(key: str, row: Mapping[str, Any], words: Words) -> Number:
    return Number(
        key=key,
        # words such as "most" have no one share
        value=None if pd.isna(row["share"]) else float(row["share"]),
        low=float(row["a_low"]),
        high=float(row["a_high"]),
        unit="percent",
        base=base_in_words(names_in(row["possible_bases"]), words),
        estimand="A",
        method=words["methods"]["share"],
        label={"en": row["label_en"], "nl": row["label_nl"]},
        samples=samples_of([row]),
        figure_ids=names_in(row["figure_ids"]),
    )


def samples_of(rows: Iterable[Mapping[str, Any] | pd.Series]) -> tuple[Sample, ...]:
    """Return each survey of some shares, with the least and the greatest number of answers that any of them can have."""
    sizes: dict[str, list[int]] = {}
    for row in rows:
        sizes.setdefault(row["wave_id"], []).extend((int(row["n_low"]), int(row["n_high"])))
    return tuple(
        Sample(wave=wave, n_low=min(n), n_high=max(n)) for wave, n in sorted(sizes.items())
    )


def base_in_words(bases: Sequence[str], words: Words) -> dict[str, str]:
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
        for language in LANGUAGES
    }


def numbers_of_trends(
    namespace: str, items: list[str], trends: pd.DataFrame, estimates: pd.DataFrame, words: Words
) -> list[Number]:
    """Make the numbers of trends: percentage points per year, keys ``<namespace>.<item>.trend``.

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
    list of Number
        In the order of `items`.

    Raises
    ------
    InputError
        If an item has no trend.
    """
    rows = {row["item_id"]: row for row in rows_of(trends)}
    found = []
    for item in items:
        row = row_named(item, rows, f"{namespace}, trends")
        waves = estimates[estimates["item_id"] == item]
        found.append(
            Number(
                key=f"{namespace}.{item}.trend",
                value=round(float(row["effect_points"]), 4),
                low=float(row["effect_low"]),
                high=float(row["effect_high"]),
                unit="percentage_points",
                decimals=1,
                base=base_in_words(names_in(waves["possible_bases"].iloc[0]), words),
                estimand="model",
                method=words["methods"]["trend"],
                label={
                    language: words["trend"][language].format(
                        item=waves[f"label_{language}"].iloc[0]
                    )
                    for language in LANGUAGES
                },
                samples=samples_of(rows_of(waves)),
                figure_ids=tuple(names_in(each)[0] for each in waves["figure_ids"]),
            )
        )
    return found


def numbers_of_waves(
    wanted: Mapping[str, list[str]], waves: pd.DataFrame, words: Words
) -> list[Number]:
    """Make the numbers that describe a wave, keys ``survey.<column>.<wave>``.

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
    list of Number
        Counts, without an interval. The response is in per cent, as printed.

    Raises
    ------
    InputError
        If a wave is unknown.
    """
    rows = {row["wave_id"]: row for row in rows_of(waves)}
    return [
        _of_wave(column, row_named(wave, rows, f"survey, {column}"), words)
        for column, names in wanted.items()
        for wave in names
    ]


def _of_wave(column: str, row: Mapping[str, Any], words: Words) -> Number:
    printed = column != "nonrespondents"
    return Number(
        key=f"survey.{column}.{row['wave_id']}",
        value=int(row[column]) if printed else int(row["municipalities"]) - int(row["respondents"]),
        unit="percent" if column == "response_printed" else "count",
        base=words["counts"][column],
        estimand="printed" if printed else "computed",
        method=words["methods"]["printed" if printed else "subtracted"],
        label=words["counts"][column],
        samples=(Sample(wave=row["wave_id"]),),
    )


def numbers_of_register(wanted: list[str], counts: pd.DataFrame, words: Words) -> list[Number]:
    """Make the numbers of counts of the register, keys ``register.<name>``.

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
    list of Number
        Counts, without an interval.

    Raises
    ------
    InputError
        If a name was not counted.
    """
    rows = {row["name"]: row for row in rows_of(counts)}
    texts = words["register"]
    return [
        Number(
            key=f"register.{name}",
            value=int(row_named(name, rows, "register")["rows"]),
            unit="count",
            base=texts["base"],
            estimand="counted",
            method=words["methods"]["counted"],
            label=texts[name],
        )
        for name in wanted
    ]
