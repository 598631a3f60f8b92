"""The five findings of the first page, brought together on one scale: shares of municipalities."""

from typing import Any

import pandas as pd

from wijkteams.estimates.counts.by_answer import OTHERS
from wijkteams.tables import keyed

# Topic, item and the two surveys that each finding compares; the figure shows them in this order, and every survey.
CHANGES = (
    ("presence", "has_team", "w2014", "w2015"),
    ("capacity", "shortfall_prevention", "w2015", "w2017"),
    ("capacity", "shortfall_outreach", "w2015", "w2019"),
    ("composition", "work_income_worker", "w2014", "w2017"),
)
# Survey, type of team and shortfall of the finding that compares two groups.
ASSOCIATION = ("w2015", "type_broad_all", "shortfall_prevention")


def collect_headline_findings(
    shares: pd.DataFrame, changes: pd.DataFrame, association: pd.DataFrame, by_type: pd.DataFrame
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
    by_type : pandas.DataFrame
        ``results/estimates/by_type.csv``; where it has the two groups they take the place of the bounds.

    Returns
    -------
    pandas.DataFrame
        One row for each finding and survey, or group: ``finding`` (an item, or ``type_of_team``), ``group`` (``all``,
        ``with_type``, ``without_type``), ``wave_id``, ``wave_date`` (missing for the groups), ``share`` in per cent as
        printed (missing for the two groups where no source printed them), ``low`` and ``high`` (interval of estimand A; for
        the groups that of B, or the bounds that the two margins leave), ``verdict`` and ``figure_ids``.

    Raises
    ------
    KeyError
        If a share, a change or the association is missing.
    """
    levels = keyed(shares[shares["subgroup"] == "all"], "item_id", "wave_id")
    judged = keyed(changes[changes["subgroup"] == "all"], "item_id", "wave_from", "wave_to")
    rows: list[dict[str, Any]] = []
    for _, item, first, last in CHANGES:
        verdict = judged[item, first, last]["verdict"]
        for row in (row for (each, _), row in sorted(levels.items()) if each == item):
            rows.append({
                "finding": item, "group": "all", "wave_id": row["wave_id"], "wave_date": row["wave_date"],
                "share": row["share"], "low": row["a_low"], "high": row["a_high"], "verdict": verdict,
                "figure_ids": row["figure_ids"],
            })  # fmt: skip
    measured = keyed(by_type, "wave_id", "type_id", "shortfall_id", "against_id")
    if table := measured.get((*ASSOCIATION, OTHERS)):
        groups = [
            (
                table[f"{prefix}share"],
                table[f"{prefix or 'share_'}low"],
                table[f"{prefix or 'share_'}high"],
            )
            for prefix in ("", "against_")
        ]
        told, figures = table["verdict"], table["figure_ids"]
    else:
        pair = keyed(association, "wave_id", "type_id", "shortfall_id")[ASSOCIATION]
        groups = [
            (None, pair[f"{given}_low"], pair[f"{given}_high"]) for given in ("given", "given_not")
        ]
        # one pair of margins always allows that nothing goes with the type
        told, figures = "not_established", ""
    for group, (share, low, high) in zip(("with_type", "without_type"), groups, strict=True):
        rows.append({
            "finding": "type_of_team", "group": group, "wave_id": ASSOCIATION[0], "share": share, "low": low, "high": high,
            "verdict": told, "figure_ids": figures,
        })  # fmt: skip
    return pd.DataFrame(rows)
