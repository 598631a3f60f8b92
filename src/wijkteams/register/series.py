"""From printed figures to one tidy series per topic, every choice counted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from wijkteams.checking.problems import Problem, raise_if_any
from wijkteams.register.published import Flow, PublishedSeries
from wijkteams.register.rules import CELL, Register, run_rule
from wijkteams.register.structure import (
    item_stands_in_its_topic,
    names_are_unique,
    names_exist,
    one_figure_per_cell,
)
from wijkteams.register.tables import COLUMNS, read_table
from wijkteams.register.values import add_values
from wijkteams.register.vocabulary import USE_REASONS, USES
from wijkteams.tables import list_of

SERIES_COLUMNS: Final = tuple(PublishedSeries.columns())
FLOW_COLUMNS: Final = tuple(Flow.columns())

_NEEDED_RULES: Final = {
    "names exist": names_exist,
    "names are unique": names_are_unique,
    "row stands in its topic": item_stands_in_its_topic,
    "one origin is counted once": one_figure_per_cell,
}
"""Without these a series would be wrong; `validate_register` runs all rules."""


@dataclass(frozen=True)
class Topic:
    """The figures of one topic, and what became of them.

    Attributes
    ----------
    name
        Name of the topic.
    figures
        One row per printed figure, in the order of the file: `topic`, the raw columns, `value_low`,
        `value_high` and `step` (Decimal or None, on the scale of the unit) and `wave_date`.
    series
        One row per item, wave and subgroup; columns as in `SERIES_COLUMNS`.
    flow
        Number of figures per use and reason; columns as in `FLOW_COLUMNS`. The numbers add up to
        the rows of `figures`.
    """

    name: str
    figures: pd.DataFrame
    series: pd.DataFrame
    flow: pd.DataFrame


def build_series(raw: Path, topic: str) -> Topic:
    """Read one topic and take one figure per item, wave and subgroup.

    Reads the folder of the topic, `sources.csv` and `waves.csv`, nothing else.

    Parameters
    ----------
    raw
        Folder of the register.
    topic
        Name of a folder in `raw/topics`.

    Returns
    -------
    Topic
        Tidy figures, series and the count of what was used and what not.

    Raises
    ------
    InputError
        If a file is missing or malformed, a value cannot be read, a name does not exist or stands
        twice, or two figures claim one place in the series.
    """
    problems: list[Problem] = []
    register = _read_topic(raw, topic, problems)
    for name, rule in _NEEDED_RULES.items():
        problems += run_rule(name, rule, register)[1]
    raise_if_any(problems, raw)

    dates = register.waves.set_index("wave_id")["date"]
    figures = register.figures.drop(columns="file").reset_index(drop=True)
    figures["wave_date"] = figures["wave_id"].map(dates).fillna("")
    figures.insert(0, "topic", topic)
    return Topic(topic, figures, _series(figures, register.items), _flow(figures, topic))


def _read_topic(raw: Path, topic: str, problems: list[Problem]) -> Register:
    items, figures = (
        read_table(raw, f"topics/{topic}/{name}.csv", problems) for name in ("items", "figures")
    )
    sources, waves = (read_table(raw, f"{name}.csv", problems) for name in ("sources", "waves"))
    none = pd.DataFrame(columns=[*COLUMNS["contradictions"], "file"])
    return Register(sources, waves, items, add_values(figures, problems), none)


def _series(figures: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """Return one row per item, wave and subgroup: the figure used, then the repeats that agree."""
    used = figures[figures["use"] == "series"]
    repeats = figures[figures["use"] == "repeat"].groupby(CELL)["figure_id"].agg(list).to_dict()
    ids = [
        list_of([figure, *repeats.get((item, wave, subgroup), [])])
        for figure, item, wave, subgroup in used[["figure_id", *CELL]].itertuples(index=False)
    ]
    used = used.assign(figure_ids=pd.Series(ids, index=used.index, dtype="str"))
    wanted = set(SERIES_COLUMNS) - set(used.columns) | {"item_id"}
    columns = [column for column in items.columns if column in wanted]
    series = used.merge(items[columns], on="item_id", how="left")
    order = {item: place for place, item in enumerate(items["item_id"])}
    return (
        series.assign(order=series["item_id"].map(order))
        .sort_values(["order", "wave_date", "subgroup"], kind="stable", ignore_index=True)
        .reindex(columns=list(SERIES_COLUMNS))
    )


def _flow(figures: pd.DataFrame, topic: str) -> pd.DataFrame:
    """Count the figures per use and reason."""
    counts = figures.groupby(["use", "use_reason"]).size().rename("figures").reset_index()
    named = counts["use_reason"] != ""
    rank = {use: place for place, use in enumerate(USES)}
    meanings = USES | USE_REASONS
    return (
        counts.assign(
            topic=topic,
            meaning=counts["use_reason"].where(named, counts["use"]).map(meanings),
            rank=counts["use"].map(rank),
        )
        .sort_values("rank", kind="stable", ignore_index=True)
        .reindex(columns=list(FLOW_COLUMNS))
    )
