"""From private results to publishable ones. Only what passes a rule gets through; anything unknown stays behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from wijkteams.microdata.codebook import SHORTFALLS, TEAM_TYPES
from wijkteams.microdata.disclosure import Protection, protect, round_to_base

_TYPES = list(TEAM_TYPES)
_MODEL_COLUMNS = {
    "model": None, "item_id": None, "label_en": None, "label_nl": None, "term": None, "level": None,
    "level_en": None, "level_nl": None, "estimator": None, "log_odds": 2, "se": 2, "low": 2, "high": 2,
    "effect_points": 1, "effect_low": 1, "effect_high": 1, "p_type": 3, "p_type_holm": 3,
}  # fmt: skip
_LEAST_RESIDUAL_DF = 10

RELEASED = ("counts", "models", "tests", "margins", "flow", "withheld")
"""The results that are released, in order; the last one says what stayed behind."""


@dataclass(frozen=True)
class Rules:
    """The rules of a release.

    Attributes
    ----------
    threshold : int
        No published count, and no term of a model, rests on fewer municipalities with or without the answer.
    base : int
        Published counts are multiples of it.
    """

    threshold: int
    base: int


def release(private: Mapping[str, pd.DataFrame], rules: Rules) -> dict[str, pd.DataFrame]:
    """Apply the disclosure control to every result.

    Parameters
    ----------
    private : mapping of str to pandas.DataFrame
        ``counts`` (shortfall by type and wave), ``models``, ``tests``, ``margins`` and ``flow``.
    rules : Rules
        The rules.

    Returns
    -------
    dict of str to pandas.DataFrame
        The same names with what may be published, and ``withheld``: how many rows of each stayed behind, and why.

    Raises
    ------
    KeyError
        If a result is not one of these: there is no rule for it, so it is not released.
    """
    unknown = set(private) - set(RELEASED)
    if unknown:
        raise KeyError(f"no rule of release for {', '.join(sorted(unknown))}")
    protections = protect_items(private["counts"], rules)
    released = {
        "counts": _release_counts(private["counts"], protections, rules),
        "models": _release_models(private["models"], protections, rules),
        "tests": _release_tests(private["tests"], rules),
        "margins": _release_margins(private["margins"], rules),
        "flow": _release_flow(private["flow"], rules),
    }
    released["withheld"] = pd.DataFrame(
        [
            (name, len(private[name]), len(table), len(private[name]) - len(table))
            for name, table in released.items()
        ],
        columns=["result", "computed", "released", "withheld"],
    )
    return released


def protect_items(counts: pd.DataFrame, rules: Rules) -> dict[str, Protection]:
    """Choose for every item what may be published, over its waves together.

    Parameters
    ----------
    counts : pandas.DataFrame
        ``wave_id``, ``item_id``, ``team_type``, ``yes``, ``no``.
    rules : Rules
        The rules.

    Returns
    -------
    dict of str to Protection
        Rows are the waves of the item in order, columns the types of the codebook in order.
    """
    found = {}
    for item, part in counts.groupby("item_id", sort=False):
        yes, no = (_matrix(part, side) for side in ("yes", "no"))
        found[str(item)] = protect(yes, yes + no, rules.threshold)
    return found


def _matrix(part: pd.DataFrame, side: str) -> np.ndarray:
    table = part.pivot(index="wave_id", columns="team_type", values=side)[_TYPES]
    return table.to_numpy(dtype=np.int64)


def _release_counts(
    counts: pd.DataFrame, protections: Mapping[str, Protection], rules: Rules
) -> pd.DataFrame:
    parts = []
    for item, part in counts.groupby("item_id", sort=False):
        cells = pd.DataFrame(
            protections[str(item)].cells, index=sorted(part["wave_id"].unique()), columns=_TYPES
        )
        kept = [cells.loc[w, t] for w, t in zip(part["wave_id"], part["team_type"], strict=True)]
        parts.append(part[np.array(kept, dtype=bool)])
    whole = pd.concat(parts) if parts else counts
    labels = {name: TEAM_TYPES[name] for name in _TYPES}
    return pd.DataFrame(
        {
            "wave_id": whole["wave_id"],
            "item_id": whole["item_id"],
            "label_en": [SHORTFALLS[name].label_en for name in whole["item_id"]],
            "label_nl": [SHORTFALLS[name].label_nl for name in whole["item_id"]],
            "team_type": whole["team_type"],
            "level_en": [labels[name][0] for name in whole["team_type"]],
            "level_nl": [labels[name][1] for name in whole["team_type"]],
            "yes_rounded": round_to_base(whole["yes"].to_numpy(), rules.base),
            "no_rounded": round_to_base(whole["no"].to_numpy(), rules.base),
        }
    )


def _release_models(
    models: pd.DataFrame, protections: Mapping[str, Protection], rules: Rules
) -> pd.DataFrame:
    """Let a term through when enough municipalities are behind it and its type may be known over all waves."""
    if models.empty:
        return models
    open_types = {
        (item, name): bool(open_)
        for item, protection in protections.items()
        for name, open_ in zip(_TYPES, protection.pooled, strict=True)
    }
    # A sum over the items gives a hidden item away when the others are known.
    hidden = {name for (_, name), open_ in open_types.items() if not open_}

    def allowed(row: Mapping[Any, Any]) -> bool:
        if row["least_cell"] < rules.threshold:
            return False
        if row["residual_df"] < _LEAST_RESIDUAL_DF:
            return False
        if row["term"] != "team_type":
            return True
        if row["item_id"] in protections:
            return open_types[row["item_id"], row["level"]]
        return row["level"] not in hidden

    kept = models[[allowed(row) for row in models.to_dict("records")]]
    rounded = {
        name: kept[name] if digits is None else kept[name].round(digits)
        for name, digits in _MODEL_COLUMNS.items()
    }
    for name in ("n", "clusters"):
        rounded[f"{name}_rounded"] = pd.Series(
            round_to_base(kept[name].to_numpy(dtype=np.int64), rules.base), index=kept.index
        )
    return pd.DataFrame(rounded)


def _release_tests(tests: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    kept = tests[tests["n"] >= 10 * rules.threshold]
    rounded = kept.round({"statistic": 1, "degrees": 1, "p_value": 3})
    return rounded.assign(n=round_to_base(kept["n"].to_numpy(dtype=np.int64), rules.base)).rename(
        columns={"n": "n_rounded"}
    )


def _release_margins(margins: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Publish whether file and print agree; never for a group of cities, nor where few are on one side."""
    if margins.empty:
        return margins
    least = np.minimum(margins["count"], margins["n"] - margins["count"])
    kept = margins[(margins["subgroup"] == "all") & (least >= rules.threshold)]
    columns = ["item_id", "label_en", "label_nl", "wave_id", "base", "published", "agrees"]
    return kept[columns].assign(difference_points=kept["difference"].round().astype(int))


def _release_flow(flow: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Publish rows kept, and reasons with many rows; rows read less rows kept give the rest away."""
    kept = flow[(flow["rows"] >= rules.threshold) & (flow["step"] != "read")]
    return kept.assign(rows=round_to_base(kept["rows"].to_numpy(dtype=np.int64), rules.base))
