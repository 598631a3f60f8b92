"""The verdict on every change under other choices of the rule: its breakdown limit and its family of comparisons."""

from dataclasses import replace

import pandas as pd

from wijkteams.estimates.changes.changes import evidence_of
from wijkteams.estimates.rule.verdicts import judge
from wijkteams.statistics.multiplicity import holm_adjusted
from wijkteams.tables import Row, rows_of

LIMITS = (8, 10, 12, 15)
"""Breakdown limits that the rule could have had, in percentage points."""

_SAME = (
    "topic", "item_id", "label_en", "label_nl", "subgroup", "wave_from", "wave_to", "verdict", "reason",
)  # fmt: skip
COLUMNS = (
    *_SAME, *(f"verdict_{limit}" for limit in LIMITS), "verdict_one_family", "breakdown", "interval_breakdown",
    "p_holm", "p_one_family", "turns",
)  # fmt: skip


def vary_verdicts(changes: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Judge every change again, one choice of the rule varied at a time.

    Parameters
    ----------
    changes : pandas.DataFrame
        The changes of all topics, as `changes.estimate_changes` gives them.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each change, columns as in `COLUMNS`. ``verdict`` is that of the rule, ``verdict_8`` to
        ``verdict_15`` those under another breakdown limit, ``verdict_one_family`` that with Holm's correction over all
        topics together, whose p value is ``p_one_family``. ``breakdown`` is the breakdown point that the rule looked
        at, ``interval_breakdown`` that of the interval under B, both in percentage points. ``turns`` says whether any
        of these verdicts differs from that of the rule.
    """
    p = holm_adjusted(changes["p"])
    shared = holm_adjusted(changes["shared_p"])
    one_family = changes.assign(p_holm=p, shared_p_holm=shared)
    rows = [
        _varied(row, together, confidence)
        for row, together in zip(rows_of(changes), rows_of(one_family), strict=True)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _varied(row: Row, together: Row, confidence: float) -> dict[str, object]:
    evidence = evidence_of(row, confidence)
    verdicts = {
        f"verdict_{limit}": judge(replace(evidence, least_breakdown=limit)).verdict
        for limit in LIMITS
    } | {"verdict_one_family": judge(evidence_of(together, confidence)).verdict}
    return {
        **{name: row[name] for name in _SAME},
        **verdicts,
        "breakdown": evidence.breakdown,
        "interval_breakdown": row["interval_breakdown"],
        "p_holm": row["p_holm"],
        "p_one_family": together["p_holm"],
        "turns": "yes" if set(verdicts.values()) != {row["verdict"]} else "no",
    }
