"""Every change of a published share between two waves, with its verdict."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

import pandas as pd

from wijkteams.dates import DAYS_PER_YEAR
from wijkteams.estimates.changes.differences import Difference, base_pairs, compare
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.who_answered import Base, Wave
from wijkteams.estimates.rule.verdicts import Evidence, judge
from wijkteams.statistics.equality import smallest_equality_limit
from wijkteams.statistics.multiplicity import benjamini_hochberg_adjusted, holm_adjusted
from wijkteams.tables import list_of, rows_of

COLUMNS = (
    "topic", "item_id", "label_en", "label_nl", "subgroup", "wave_from", "wave_to", "years", "share_from",
    "share_to", "change", "change_low", "change_high", "a_low", "a_high", "b_low", "b_high", "c_low", "c_high",
    "breakdown", "interval_breakdown", "p", "p_holm", "p_bh", "shared_base", "shared_b_low", "shared_b_high",
    "shared_breakdown", "shared_p", "shared_p_holm", "equal_within", "equal_breakdown", "shared_equal_within",
    "shared_equal_breakdown", "comparability", "against", "against_low", "against_high", "verdict", "reason",
    "decided_by", "deciding_number", "figure_ids",
)  # fmt: skip


def estimate_changes(
    shares: Sequence[PrintedShare],
    contrasts: pd.DataFrame,
    bases: Mapping[str, Mapping[str, Base]],
    waves: Mapping[str, Wave],
    confidence: float,
) -> pd.DataFrame:
    """Estimate and judge every change of a topic.

    Parameters
    ----------
    shares : sequence of PrintedShare
        Printed percentages of one topic.
    contrasts : pandas.DataFrame
        Item against item, of the same topic.
    bases : mapping
        Wave to the name of a base to that base.
    waves : mapping of str to Wave
        The surveys.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each item, subgroup and pair of waves, columns as in `COLUMNS`; percentage points. ``change`` is
        that of the printed shares; ``a``, ``b``, ``c`` and ``breakdown`` hold over every admissible count, n and
        pair of bases; ``shared`` columns over the counts and n of the most favourable base that both waves can
        share. ``interval_breakdown`` is how far nonrespondents must differ to bring the near end of ``b`` to zero.
        ``p_holm`` and ``p_bh`` are adjusted within the topic, from the largest p value. ``equal_within`` is the
        smallest limit within which two one-sided tests show the shares to be equal, ``equal_breakdown`` how far
        nonrespondents must differ to bring the change to the limit of equality. ``comparability`` is that of these two waves.
        ``against`` names the item against which this one moved, with the interval under B at the least favourable
        dependence.
    """
    cells: dict[tuple[str, str], list[PrintedShare]] = {}
    for share in sorted(shares, key=lambda share: share.wave_date):
        if share.wave_id in waves:
            cells.setdefault((share.item_id, share.subgroup), []).append(share)
    found = [
        (pair, differences)
        for measured in cells.values()
        for pair in combinations(measured, 2)
        if (differences := _differences(*pair, bases, waves, confidence))
    ]
    best = [_most_favourable(differences) for _, differences in found]
    every = [max(d.p for d in differences) for _, differences in found]
    alone = [d.p if d else 1.0 for d in best]
    tests = pd.DataFrame({
        "p": every, "p_holm": holm_adjusted(every), "p_bh": benjamini_hochberg_adjusted(every),
        "shared_p": alone, "shared_p_holm": holm_adjusted(alone),
    })  # fmt: skip
    rows = [
        _judged(pair, differences, shared, p, contrasts, confidence)
        for (pair, differences), shared, p in zip(found, best, rows_of(tests), strict=True)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _differences(
    first: PrintedShare,
    second: PrintedShare,
    bases: Mapping[str, Mapping[str, Base]],
    waves: Mapping[str, Wave],
    confidence: float,
) -> list[Difference]:
    found = (
        compare(first, second, pair, bases, waves, confidence)
        for pair in base_pairs(first, second, bases)
    )
    return [difference for difference in found if difference]


def _most_favourable(differences: list[Difference]) -> Difference | None:
    return min((d for d in differences if d.shared), key=lambda d: d.p, default=None)


def _judged(
    pair: tuple[PrintedShare, PrintedShare],
    differences: list[Difference],
    shared: Difference | None,
    p: Mapping[str, float],
    contrasts: pd.DataFrame,
    confidence: float,
) -> dict[str, object]:
    first, second = pair
    hulls = {name: _hull(differences, name) for name in ("point", "a", "b", "c")}
    of_shared = _hull([shared], "b") if shared else (math.nan, math.nan)
    rise = sum(hulls["point"]) > 0
    against = _moved_against(first, second, rise, contrasts)
    shares = [share.percent for share in pair]
    row: dict[str, Any] = {
        **{name: getattr(second, name) for name in ("topic", "item_id", "label_en", "label_nl", "subgroup")},
        "wave_from": first.wave_id, "wave_to": second.wave_id, "years": _years(first, second),
        "share_from": shares[0], "share_to": shares[1], "change": shares[1] - shares[0],
        **_ends("change", hulls["point"]), **_ends("a", hulls["a"]), **_ends("b", hulls["b"]), **_ends("c", hulls["c"]),
        "breakdown": 100 * min(d.breakdown for d in differences),
        "interval_breakdown": 100 * min(d.interval_breakdown for d in differences),
        **p, "shared_base": shared.bases[1] if shared else "", **_ends("shared_b", of_shared),
        "shared_breakdown": 100 * shared.breakdown if shared else math.nan, **_equality(differences),
        **{f"shared_{name}": v for name, v in _equality([d for d in differences if d.shared], best=True).items()},
        "comparability": "comparable" if first.worded_like(second) else "wording_changed",
        "against": against[0] if against else "", **_ends("against", against[1:] if against else (math.nan, math.nan)),
    }  # fmt: skip
    evidence = evidence_of(row, confidence)
    branch = judge(evidence)
    end = "low" if rise else "high"
    deciding = {
        "fragile": ("breakdown", evidence.breakdown),
        "only_a": ("a", row[f"a_{end}"]),
        "base": ("b_shared", row[f"shared_b_{end}"]),
    }
    decided_by, number = deciding.get(branch.reason, ("b", row[f"b_{end}"]))
    return row | {
        "verdict": branch.verdict, "reason": branch.reason, "decided_by": decided_by, "deciding_number": number,
        "figure_ids": list_of([*first.figure_ids, *second.figure_ids]),
    }  # fmt: skip


def evidence_of(change: Mapping[str, Any], confidence: float) -> Evidence:
    """Return what the rule looks at in a row of the table of changes.

    Parameters
    ----------
    change : mapping
        A row with the columns of `COLUMNS` up to ``against_high``.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Evidence
        In the direction in which the change goes.
    """
    rise = change["change_low"] + change["change_high"] > 0
    a, b, shared_b = (
        _beyond_zero((change[f"{name}_low"], change[f"{name}_high"]), rise)
        for name in ("a", "b", "shared_b")
    )
    b_every = b and change["p_holm"] <= 1 - confidence
    b_some = shared_b and change["shared_p_holm"] <= 1 - confidence
    # where only a base that both waves share carries the change, its nonresponse is what counts
    counted = "shared_breakdown" if b_some and not (b_every or a) else "breakdown"
    return Evidence(
        kind="change",
        b_every=b_every,
        b_some=b_some,
        a_every=a,
        comparable=change["comparability"] == "comparable",
        moves_against_item=not math.isnan(change["against_low"]),
        breakdown=change[counted],
    )


def _equality(differences: Sequence[Difference], best: bool = False) -> dict[str, float]:
    """Limit within which two shares are equal and its breakdown point, over every pair of bases or on the best one."""
    limits = [float(smallest_equality_limit(*_hull([d], "b_equality"))) for d in differences]
    points = [100 * d.equality_breakdown for d in differences]
    if best and differences:
        chosen = min(range(len(limits)), key=lambda i: (limits[i], -points[i]))
        limits, points = [limits[chosen]], [points[chosen]]
    return {
        "equal_within": max(limits, default=math.nan),
        "equal_breakdown": min(points, default=math.nan),
    }


def _hull(differences: Sequence[Difference], name: str) -> tuple[float, float]:
    """Lowest and highest end over some pairs of bases, in percentage points."""
    ends = [getattr(difference, name) for difference in differences]
    return 100 * min(low for low, _ in ends), 100 * max(high for _, high in ends)


def _ends(name: str, interval: tuple[float, float]) -> dict[str, float]:
    return {f"{name}_low": interval[0], f"{name}_high": interval[1]}


def _beyond_zero(interval: tuple[float, float], rise: bool) -> bool:
    return interval[0] > 0 if rise else interval[1] < 0


def _moved_against(
    first: PrintedShare, second: PrintedShare, rise: bool, contrasts: pd.DataFrame
) -> tuple[str, float, float] | None:
    """Return the item against which this one clearly moved, in the direction of its change, and the interval."""
    found = []
    for row in contrasts.to_dict("records"):
        if (row["wave_from"], row["wave_to"]) != (first.wave_id, second.wave_id):
            continue
        if row["item_id"] == second.item_id:
            found.append((str(row["against_id"]), row["b_low"], row["b_high"]))
        elif row["against_id"] == second.item_id:
            found.append((str(row["item_id"]), -row["b_high"], -row["b_low"]))
    clear = [each for each in found if _beyond_zero(each[1:], rise)]
    return max(clear, key=lambda each: each[1] if rise else -each[2], default=None)


def _years(first: PrintedShare, second: PrintedShare) -> float:
    start, end = (date.fromisoformat(share.wave_date) for share in (first, second))
    return (end - start).days / DAYS_PER_YEAR
