"""Groups that the answer to one question makes, compared on another: type of team and shortfall, where a table was printed."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkteams.estimates.claims.compared import Weighed, weigh_pairs
from wijkteams.estimates.claims.comparisons import difference_of
from wijkteams.estimates.counts.by_answer import OTHERS, Pair
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.who_answered import Bases
from wijkteams.estimates.rule.verdicts import VERDICTS, conditions_in_words, judge
from wijkteams.statistics.differences import odds_ratio_interval
from wijkteams.statistics.intervals import wilson_interval
from wijkteams.tables import list_of

COLUMNS = (
    "wave_id", "type_id", "type_label_en", "type_label_nl", "against_id", "against_label_en", "against_label_nl",
    "shortfall_id", "shortfall_label_en", "shortfall_label_nl", "count", "n", "against_count", "against_n", "share",
    "share_low", "share_high", "against_share", "against_low", "against_high", "difference", "low", "high", "odds_ratio",
    "odds_ratio_low", "odds_ratio_high", "delta_star", "delta_star_union", "p", "p_holm", "size", "test", "verdict",
    "verdict_en", "verdict_nl", "reason", "conditions", "condition_en", "condition_nl", "figure_ids",
)  # fmt: skip

Counts = NDArray[np.int64]


def judge_pairs(
    shares: Sequence[PrintedShare], types: Sequence[PrintedShare], answers: Sequence[str], bases: Bases, confidence: float
) -> pd.DataFrame:  # fmt: skip
    """Compare every two groups that types of team make, by the rule.

    Parameters
    ----------
    types : sequence of PrintedShare
        Those of the topic of the types, for their labels.
    shares, answers, bases, confidence
        As in `compared.weigh_pairs`.

    Returns
    -------
    pandas.DataFrame
        One row for each pair, columns as in `COLUMNS`; per cent or points, over every count that the printed cells leave
        open. ``against_id`` is `OTHERS` where all other types stand beside one. ``low`` and ``high`` are limits of the
        difference by Newcombe's method, and those of the odds ratio by the same method; the verdict is that on the
        direction of the difference.
    """
    names = {each.item_id: (each.label_en, each.label_nl) for each in types}
    names[OTHERS] = "all others", "alle andere"
    found = weigh_pairs(shares, answers, bases, confidence)
    rows = [_row(*each, names, confidence) for each in found]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(
    pair: Pair, weighed: Weighed, names: dict[str, tuple[str, str]], confidence: float
) -> dict[str, Any]:
    (k1, n1), (k2, n2) = (_counts(each) for each in (pair.first, pair.second))
    sign = 1 if difference_of(pair) >= 0 else -1
    evidence = weighed.evidence
    branch = judge(evidence)
    condition = conditions_in_words(evidence)
    low, high = sorted(sign * each for each in weighed.interval)
    return {
        "wave_id": pair.first.wave_id, "type_id": pair.answer, **_labels("type", names[pair.answer]),
        "against_id": pair.against, **_labels("against", names[pair.against]), "shortfall_id": pair.first.item_id,
        **_labels("shortfall", (pair.first.label_en, pair.first.label_nl)), "count": int(np.median(k1)), "n": n1,
        "against_count": int(np.median(k2)), "against_n": n2,
        **_share("share", "share", k1, n1, confidence), **_share("against_share", "against", k2, n2, confidence),
        "difference": sign * weighed.estimate, "low": low, "high": high, **_odds_ratio(k1, n1, k2, n2, confidence),
        "delta_star": evidence.delta_star, "delta_star_union": weighed.other_ways["union"][0], "p": weighed.p,
        "p_holm": weighed.p_holm, "size": weighed.size, "test": "exact" if weighed.exact else "interval",
        "verdict": branch.verdict, "verdict_en": VERDICTS[branch.verdict][0], "verdict_nl": VERDICTS[branch.verdict][1],
        "reason": branch.reason, "conditions": list_of(evidence.all_conditions if condition[0] else ()),
        "condition_en": condition[0], "condition_nl": condition[1],
        "figure_ids": list_of(dict.fromkeys([*pair.first.figure_ids, *pair.second.figure_ids])),
    }  # fmt: skip


def _counts(share: PrintedShare) -> tuple[Counts, int]:
    n = share.n_printed or 0
    return np.array(share.counts(n)), n


def _labels(prefix: str, labels: tuple[str, str]) -> dict[str, str]:
    return {f"{prefix}_label_en": labels[0], f"{prefix}_label_nl": labels[1]}


def _share(name: str, ends: str, counts: Counts, n: int, confidence: float) -> dict[str, float]:
    low, high = wilson_interval(counts, n, confidence)
    return {
        name: 100 * float(np.median(counts)) / n,
        f"{ends}_low": 100 * float(np.min(low)),
        f"{ends}_high": 100 * float(np.max(high)),
    }


def _odds_ratio(k1: Counts, n1: int, k2: Counts, n2: int, confidence: float) -> dict[str, float]:
    ends = product((min(k1), max(k1)), (min(k2), max(k2)))
    limits = [odds_ratio_interval(a, n1, b, n2, confidence) for a, b in ends]
    middle = odds_ratio_interval(int(np.median(k1)), n1, int(np.median(k2)), n2, confidence)[0]
    return {
        "odds_ratio": float(middle),
        "odds_ratio_low": float(min(low for _, low, _ in limits)),
        "odds_ratio_high": float(max(high for *_, high in limits)),
    }
