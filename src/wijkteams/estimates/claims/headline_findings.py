"""The five findings of the first page, brought together on one scale: shares of municipalities."""

from typing import Any

import pandas as pd

from wijkteams.tables import keyed

# Topic, item and the two surveys that each finding compares; the figure shows them in this order.
CHANGES = (
    ("presence", "has_team", "w2014", "w2015"),
    ("capacity", "shortfall_prevention", "w2015", "w2017"),
    ("capacity", "shortfall_outreach", "w2015", "w2019"),
    ("composition", "work_income_worker", "w2014", "w2017"),
)
# Survey, type of team and shortfall of the finding that compares two groups.
ASSOCIATION = ("w2015", "type_broad_all", "shortfall_prevention")


def collect_headline_findings(
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
    measured = keyed(shares[shares["subgroup"] == "all"], "item_id", "wave_id")
    judged = keyed(changes[changes["subgroup"] == "all"], "item_id", "wave_from", "wave_to")
    rows: list[dict[str, Any]] = []
    for _, item, first, last in CHANGES:
        verdict = judged[item, first, last]["verdict"]
        for wave in (first, last):
            row = measured[item, wave]
            rows.append({
                "finding": item, "group": "all", "wave_id": wave, "share": row["share"], "low": row["a_low"],
                "high": row["a_high"], "verdict": verdict, "figure_ids": row["figure_ids"],
            })  # fmt: skip
    pair = keyed(association, "wave_id", "type_id", "shortfall_id")[ASSOCIATION]
    told = "not_established" if pair["difference_low"] <= 0 <= pair["difference_high"] else "stands"
    for group, column in (("with_type", "given"), ("without_type", "given_not")):
        rows.append({
            "finding": "type_of_team", "group": group, "wave_id": ASSOCIATION[0], "share": None,
            "low": pair[f"{column}_low"], "high": pair[f"{column}_high"], "verdict": told, "figure_ids": "",
        })  # fmt: skip
    return pd.DataFrame(rows)
