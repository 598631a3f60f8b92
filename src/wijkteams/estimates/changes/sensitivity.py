"""The verdict on every change under other choices of all that is a convention in the rule."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from wijkteams.estimates.changes.changes import evidence_of
from wijkteams.estimates.rule.verdicts import Evidence, judge
from wijkteams.statistics.multiplicity import holm_adjusted
from wijkteams.tables import Row, list_of, rows_of

Choice = Callable[[Evidence, Mapping[str, Any]], Evidence]

CHOICES: Mapping[str, Choice] = {
    "robust_8": lambda e, _: replace(e, robust=8.0),
    "robust_12": lambda e, _: replace(e, robust=12.0),
    "robust_15": lambda e, _: replace(e, robust=15.0),
    "yardstick_1": lambda e, _: replace(e, yardstick=1.0),
    "yardstick_5": lambda e, _: replace(e, yardstick=5.0),
    "union": lambda e, row: replace(e, delta_star=row["delta_star_union"]),
    "holm_inside": lambda e, row: replace(e, delta_star=row["delta_star_holm"]),
    "one_family": lambda e, row: replace(e, after_holm=row["p_one_family"] <= row["significance"]),
    "one_base": lambda e, row: replace(
        e,
        delta_star=row["shared_delta_star"],
        conditions=tuple(c for c in e.conditions if c != "part"),
    ),
}
"""Other choices that the rule could have made, one at a time: its two limits, the union of intervals in place of that of Imbens
and Manski, Holm's correction inside delta*, all topics as one family, only the most favourable base of both waves."""

_SAME = (
    "topic", "item_id", "label_en", "label_nl", "subgroup", "wave_from", "wave_to", "verdict", "reason",
    "delta_star", "delta_star_union", "delta_star_holm", "shared_delta_star", "p_holm",
)  # fmt: skip
COLUMNS = (*_SAME, "p_one_family", *(f"verdict_{name}" for name in CHOICES), "turns")


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
        One row for each change, columns as in `COLUMNS`. ``verdict`` is that of the rule, ``verdict_`` and the name of a
        choice that under the choice. ``turns`` lists the choices under which the verdict is another.
    """
    p = holm_adjusted(changes["p"])
    rows = rows_of(changes.assign(p_one_family=p, significance=1 - confidence))
    return pd.DataFrame([_varied(row, confidence) for row in rows], columns=list(COLUMNS))


def _varied(row: Row, confidence: float) -> dict[str, object]:
    evidence = evidence_of(row, confidence)
    verdicts = {name: judge(choice(evidence, row)).verdict for name, choice in CHOICES.items()}
    return {
        **{name: row[name] for name in (*_SAME, "p_one_family")},
        **{f"verdict_{name}": verdict for name, verdict in verdicts.items()},
        "turns": list_of(name for name, verdict in verdicts.items() if verdict != row["verdict"]),
    }
