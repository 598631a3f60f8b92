"""The five findings of the first page, brought together on one scale: shares of municipalities."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

# Topic, item and the two surveys that each finding compares; the figure shows them in this order.
CHANGES = (
    ("presence", "has_team", "w2014", "w2015"),
    ("capacity", "shortfall_prevention", "w2015", "w2017"),
    ("capacity", "shortfall_outreach", "w2015", "w2019"),
    ("composition", "work_income_worker", "w2014", "w2017"),
)
# Survey, type of team and shortfall of the finding that compares two groups.
ASSOCIATION = ("w2015", "type_broad_all", "shortfall_prevention")
_COLUMNS = ["finding", "group", "wave_id", "share", "low", "high", "verdict", "figure_ids"]


def findings_at_a_glance(
    shares: pd.DataFrame, changes: pd.DataFrame, association: pd.DataFrame
) -> pd.DataFrame:
    """Return what the five findings compare, each with its verdict.

    Parameters
    ----------
    shares : pandas.DataFrame
        Estimates of all topics that are needed, one below the other.
    changes : pandas.DataFrame
        ``results/estimates/changes.csv``, with the verdicts.
    association : pandas.DataFrame
        ``results/estimates/association.csv``.

    Returns
    -------
    pandas.DataFrame
        Two rows for each finding: ``finding`` (an item, or ``type_of_team``), ``group`` (``all``, ``with_type``,
        ``without_type``), ``wave_id``, ``share`` in per cent as printed (missing for the two groups, which no source
        printed), ``low`` and ``high`` (interval of estimand A; for the groups the bounds that the two margins leave),
        ``verdict`` and ``figure_ids``.

    Raises
    ------
    KeyError
        If a share, a change or the association is missing.
    """
    everyone = shares[shares["subgroup"] == "all"].set_index(["item_id", "wave_id"])
    verdicts = changes[changes["subgroup"] == "all"].set_index(["item_id", "wave_from", "wave_to"])
    rows = [
        (item, "all", wave, *_share(everyone.loc[item, wave], verdicts.loc[item, first, last]))
        for _, item, first, last in CHANGES
        for wave in (first, last)
    ]
    pair = association.set_index(["wave_id", "type_id", "shortfall_id"]).loc[ASSOCIATION]
    told = "cannot_be_told" if pair["difference_low"] <= 0 <= pair["difference_high"] else "stands"
    rows += [
        ("type_of_team", group, ASSOCIATION[0], None, pair[f"{column}_low"], pair[f"{column}_high"], told, "")
        for group, column in (("with_type", "given"), ("without_type", "given_not"))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=_COLUMNS)


def _share(row: Mapping[str, Any], change: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["share"], row["a_low"], row["a_high"], change["verdict"], row["figure_ids"]
