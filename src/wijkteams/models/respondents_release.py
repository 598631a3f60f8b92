"""From private counts to what may be published: three tables, and nothing else has a way out.

The effects are fitted to the released counts, after rounding. They hold nothing that the released counts do not.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from wijkteams.microdata.codebook import SHORTFALLS, TEAM_TYPES
from wijkteams.microdata.disclosure import choose_shown, public_pattern, round_to_base
from wijkteams.models.plan import Plan
from wijkteams.models.respondents import fit_primary
from wijkteams.statistics._arrays import as_integers, as_whole

COUNTED = ("wave_id", "item_id", "team_type", "yes", "no")
"""Columns of the private counts: the only thing that a release looks at."""

_ITEM = ("item_id", "label_en", "label_nl")
_TYPE = ("team_type", "level_en", "level_nl")
RELEASED: Mapping[str, tuple[str, ...]] = {
    "counts": (*_ITEM, "wave_id", *_TYPE, "yes_rounded", "no_rounded", "share_of_rounded"),
    "effects": (*_ITEM, *_TYPE, "reference", "effect_points", "effect_low", "effect_high", "types_differ"),
    "withheld": ("result", *_ITEM, "wave_id", *_TYPE, "reason", "reason_en", "reason_nl"),
}  # fmt: skip
"""The tables that are released, with their columns, in order."""

# Effects of rounded counts are not good to the point; limits are rounded outward.
_POINTS = 5

REASONS: Mapping[str, tuple[str, str]] = {
    "few": (
        "Too few municipalities have this type. A type is shown if, at the share of all in the survey, well over {threshold} "
        "municipalities would stand on either side; the smallest of them is left out too if a hidden number could be "
        "worked out from it. The answers of the type play no part in this.",
        "Te weinig gemeenten hebben dit type. Een type wordt getoond als, bij het aandeel van allen in de peiling, ruim "
        "{threshold} gemeenten aan beide kanten zouden staan; het kleinste blijft ook weg als er een verborgen aantal uit "
        "te berekenen is. De antwoorden van het type spelen hierin geen rol.",
    ),
    "whole_table": (
        "Nothing is shown of this shortfall in this survey: at least one number is below {threshold} or could be worked "
        "out from the others. Which one is not said.",
        "Van dit tekort in deze peiling wordt niets getoond: ten minste een aantal is kleiner dan {threshold} of uit de "
        "andere te berekenen. Welk aantal dat is, wordt niet gezegd.",
    ),
    "reference": (
        "In no survey are this type and the type that it is compared with shown together.",
        "In geen enkele peiling zijn dit type en het type waarmee het wordt vergeleken samen getoond.",
    ),
    "not_fitted": (
        "The model could not be fitted to the released numbers.",
        "Het model kon niet op de vrijgegeven aantallen worden geschat.",
    ),
}
"""Why something is withheld, and the rule, in English and Dutch. None says which answers led to it."""


@dataclass(frozen=True)
class Rules:
    """The rules of a release: no published count rests on fewer municipalities with or without the answer than `threshold`.

    Published counts are multiples of `base`.
    """

    threshold: int
    base: int

    def __post_init__(self) -> None:
        """Refuse rules that protect nobody."""
        as_whole("threshold", self.threshold, least=1)
        as_whole("base", self.base, least=1)


def release(counts: pd.DataFrame, rules: Rules, plan: Plan) -> dict[str, pd.DataFrame]:
    """Turn private counts into what may be published: the tables of `RELEASED`.

    The counts have the columns `COUNTED`: municipalities of each type with and without each shortfall, zeros among them. The
    plan of analysis says how the effects are fitted. `KeyError` if there is another column, or an item or type that is not in
    the codebook: there is no rule for it; `ValueError` if a count is not a whole number of at least 0.
    """
    unknown = {
        *set(counts.columns).symmetric_difference(COUNTED),
        *set(counts["item_id"]).difference(SHORTFALLS),
        *set(counts["team_type"]).difference(TEAM_TYPES),
    }
    if unknown:
        raise KeyError(f"no rule of release for {', '.join(sorted(map(str, unknown)))}")
    if np.any(as_integers("counts", counts[["yes", "no"]].to_numpy()) < 0):
        raise ValueError("counts must not be negative")
    shown, withheld = _release_counts(counts, rules)
    asked = set(counts.loc[counts["yes"] + counts["no"] > 0, "item_id"])
    effects, without = _release_effects(shown, asked, plan)
    tables = {"counts": shown, "effects": effects, "withheld": [*withheld, *without]}
    return {
        name: pd.DataFrame(_described(rows, rules), columns=list(RELEASED[name]))
        for name, rows in tables.items()
    }


Rows = list[dict[str, Any]]


def _release_counts(counts: pd.DataFrame, rules: Rules) -> tuple[Rows, Rows]:
    """Return rounded counts of the types that are shown, and the rest with its reason, table by table."""
    shown: Rows = []
    withheld: Rows = []
    for (item, wave), table in counts.groupby(["item_id", "wave_id"], sort=False):
        whole = table.set_index("team_type").reindex(list(TEAM_TYPES))
        yes, no = (whole[side].fillna(0).to_numpy(dtype=np.int64) for side in ("yes", "no"))
        pattern = choose_shown(yes, yes + no, rules.threshold)
        public = public_pattern(yes + no, int(yes.sum()), rules.threshold)
        reason = "whole_table" if public.any() and not pattern.any() else "few"
        for place, team_type in enumerate(TEAM_TYPES):
            cell = {"item_id": item, "wave_id": wave, "team_type": team_type}
            if not pattern[place]:
                withheld.append({"result": "counts", **cell, "reason": reason})
                continue
            with_, without = (int(round_to_base(side[place], rules.base)) for side in (yes, no))
            share = round(100 * with_ / (with_ + without))
            sides = {"yes_rounded": with_, "no_rounded": without, "share_of_rounded": share}
            shown.append({**cell, **sides})
    return shown, withheld


def _release_effects(shown: Rows, asked: set[object], plan: Plan) -> tuple[Rows, Rows]:
    """Fit the primary model to the rounded counts, in surveys that show the type that the others are compared with."""
    reference = _reference(shown, plan)
    tables = {(row["item_id"], row["wave_id"]) for row in shown if row["team_type"] == reference}
    used = [row for row in shown if (row["item_id"], row["wave_id"]) in tables]
    compared = {(row["item_id"], row["team_type"]) for row in used}
    compared_with = replace(plan, levels={**plan.levels, "team_type": reference})
    fitted = fit_primary(answers_behind(used), compared_with) if used else pd.DataFrame()
    found = {(row["item_id"], row["level"]): row for row in fitted.to_dict("records")}
    effects: Rows = []
    withheld: Rows = []
    for item in plan.outcomes:
        for team_type in TEAM_TYPES:
            place = {"item_id": item, "team_type": team_type}
            row = found.get((item, team_type))
            if item not in asked or team_type == reference:
                continue
            if row is None:
                reason = "not_fitted" if (item, team_type) in compared else "reference"
                withheld.append({"result": "effects", **place, "wave_id": "", "reason": reason})
                continue
            clear = row["p_type_holm"] < 1 - plan.confidence
            effects.append(
                {
                    **place,
                    "reference": reference,
                    "effect_points": _POINTS * round(row["effect_points"] / _POINTS),
                    "effect_low": _POINTS * int(np.floor(row["effect_low"] / _POINTS)),
                    "effect_high": _POINTS * int(np.ceil(row["effect_high"] / _POINTS)),
                    "types_differ": "clear" if clear else "not clear",
                }
            )
    return effects, withheld


def _reference(shown: Rows, plan: Plan) -> str:
    """Return the type of the plan; where it is shown nowhere, the one with most municipalities among the shown."""
    sizes: Counter[str] = Counter()
    for row in shown:
        sizes[row["team_type"]] += row["yes_rounded"] + row["no_rounded"]
    planned = plan.levels["team_type"]
    if planned in sizes or not sizes:
        return planned
    return max(sorted(sizes), key=sizes.__getitem__)


def answers_behind(shown: Rows) -> pd.DataFrame:
    """Write out released counts as cleaned answers, each of a municipality of its own and of unknown size."""
    rows = [
        {**dict.fromkeys(SHORTFALLS, "not_asked"), "wave_id": row["wave_id"],
         "team_type": row["team_type"], row["item_id"]: answer}
        for row in shown
        for answer in ("yes", "no")
        for _ in range(as_whole(f"{answer}_rounded", row[f"{answer}_rounded"]))
    ]  # fmt: skip
    if not rows:
        raise ValueError("nothing was released")
    cluster = [str(number) for number in range(len(rows))]
    return pd.DataFrame(rows).assign(
        cluster=cluster, size_class="no_answer", city_group="no_answer"
    )


def _described(rows: Rows, rules: Rules) -> Iterator[dict[str, Any]]:
    """Add the words of the codebook, and those of a reason."""
    for row in rows:
        item, level = SHORTFALLS[row["item_id"]], TEAM_TYPES[row["team_type"]]
        words = {"label_en": item.label_en, "label_nl": item.label_nl,
                 "level_en": level[0], "level_nl": level[1]}  # fmt: skip
        if "reason" in row:
            said = [text.format(threshold=rules.threshold) for text in REASONS[row["reason"]]]
            words |= {"reason_en": said[0], "reason_nl": said[1]}
        yield {**row, **words}
