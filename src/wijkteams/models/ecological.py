"""A regression of a shortfall on a type of team over the surveys: run, so that a reader can see it fail."""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import pandas as pd

from wijkteams.models.grouped import YEAR_UNKNOWN
from wijkteams.statistics._arrays import as_shares
from wijkteams.tables import Row, rows_of

COLUMNS = (
    "type_id", "type_label_en", "type_label_nl", "shortfall_id", "shortfall_label_en", "shortfall_label_nl", "wave_id", "year",
    "type_share", "type_low", "type_high", "shortfall_share", "shortfall_low", "shortfall_high", "slope", "share_without",
    "share_with", "slope_low", "slope_high", "possible",
)  # fmt: skip


def regress_on_types(
    types: pd.DataFrame, shortfalls: pd.DataFrame, slopes: pd.DataFrame
) -> pd.DataFrame:
    """Regress each shortfall on each type of team, over the surveys that printed both with a year.

    Parameters
    ----------
    types, shortfalls : pandas.DataFrame
        Levels: ``item_id``, ``label_en``, ``label_nl``, ``wave_id``, ``subgroup``, ``reading``, and in per cent ``share``,
        ``a_low``, ``a_high``.
    slopes : pandas.DataFrame
        The slope over every count, n and base, as `composition.refute_regression` gives it.

    Returns
    -------
    pandas.DataFrame
        One row for each type, shortfall and survey, columns as in `COLUMNS`; shares in per cent. ``slope`` is that of least
        squares; ``share_without`` and ``share_with`` are where the line puts the share that falls short among municipalities
        without and with the type. ``possible`` says whether some slope over every count, n and base lies between -1 and 1.

    Raises
    ------
    ValueError
        If a share lies outside 0 to 100, or is not known.

    Notes
    -----
    Goodman, L. A. (1953). Ecological regressions and behavior of individuals. American Sociological Review 18, 663-664.
    """
    ranges = {
        (row["type_id"], row["shortfall_id"], row["wave_from"], row["wave_to"]): row for row in rows_of(slopes)
    }  # fmt: skip
    found = []
    for kind, shortfall in product(*map(_by_item, (types, shortfalls))):
        waves = sorted(kind.keys() & shortfall.keys())
        if len(waves) > 1:
            over_all = ranges[_name(kind), _name(shortfall), waves[0], waves[-1]]
            found += _rows(kind, shortfall, waves, over_all)
    return pd.DataFrame(found, columns=list(COLUMNS))


def _by_item(levels: pd.DataFrame) -> list[dict[str, Row]]:
    known = levels[(levels["subgroup"] == "all") & (levels["reading"] != YEAR_UNKNOWN)]
    as_shares("share", known["share"] / 100)
    return [
        {row["wave_id"]: row for row in rows_of(part)}
        for _, part in known.groupby("item_id", sort=False)
    ]


def _name(item: Mapping[str, Row]) -> str:
    return str(next(iter(item.values()))["item_id"])


def _rows(
    kind: Mapping[str, Row], shortfall: Mapping[str, Row], waves: Sequence[str], over_all: Row
) -> list[dict[str, object]]:
    x, y = (np.array([item[wave]["share"] for wave in waves]) for item in (kind, shortfall))
    slope, without = np.polyfit(x, y, 1)
    line = {"slope": slope, "share_without": without, "share_with": without + 100 * slope}
    line |= {name: over_all[name] for name in ("slope_low", "slope_high", "possible")}
    return [
        {
            **{f"{role}_{column}": item[wave][source]
               for role, item in (("type", kind), ("shortfall", shortfall))
               for column, source in (("id", "item_id"), ("label_en", "label_en"), ("label_nl", "label_nl"),
                                      ("share", "share"), ("low", "a_low"), ("high", "a_high"))},
            "wave_id": wave, "year": int(wave.removeprefix("w")), **line,
        }
        for wave in waves
    ]  # fmt: skip
