"""Every change of a published share between two waves, with its verdict."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations
from typing import Any

import pandas as pd

from wijkteams.dates import DAYS_PER_YEAR
from wijkteams.estimates.changes.differences import Difference, base_pairs, compare
from wijkteams.estimates.changes.unprinted import LeastPart, least_part, unprinted
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.who_answered import Base, Bases, Wave
from wijkteams.estimates.rule.verdicts import YARDSTICK, Evidence, conditions_in_words, judge
from wijkteams.statistics.delta_star import Reading, delta_star
from wijkteams.statistics.equality import smallest_equality_limit
from wijkteams.statistics.multiplicity import benjamini_hochberg_adjusted, holm_adjusted
from wijkteams.tables import list_of, rows_of

COLUMNS = (
    "topic", "item_id", "label_en", "label_nl", "subgroup", "wave_from", "wave_to", "years", "share_from",
    "share_to", "change", "change_low", "change_high", "a_low", "a_high", "b_low", "b_high", "c_low", "c_high",
    "breakdown", "delta_star_a", "delta_star", "delta_star_union", "delta_star_holm", "p", "p_holm", "p_bh",
    "size", "test", "exact_delta_star", "shared_base", "shared_b_low", "shared_b_high", "shared_delta_star", "part_any_change",
    "part_beyond_chance", "part_after_holm", "part_delta_star", "equal_within", "equal_delta_star", "comparability", "against",
    "against_low", "against_high",
    "verdict", "reason", "conditions", "condition_en", "condition_nl", "decided_by", "deciding_number", "figure_ids",
)  # fmt: skip

Measured = tuple[PrintedShare, PrintedShare]


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
        that of the printed shares; ``a``, ``b`` and ``c`` hold over every admissible count, n and pair of bases.

        How far those who did not answer may differ, over the same: ``breakdown`` in the answers that they would have
        given, ``delta_star_a`` with chance for the municipalities of those two years, ``delta_star`` in tendency, which
        decides, ``delta_star_union`` by the careful reading, ``delta_star_holm`` after Holm's correction; missing where
        it fails at a delta of zero. ``p`` is the largest p value over the same, adjusted within the topic.

        ``size`` is the largest true size of the tests that decide, one for each pair of bases, in per cent: how often each
        finds a change where there is none. ``test`` says whether its ``interval`` decides on each, or an ``exact`` test on
        some: then ``p`` is that of the exact test there, and ``exact_delta_star`` decides in the place of ``delta_star``.

        ``shared`` columns are on the most favourable base that both waves can share. ``part`` columns are the least
        parts, in per cent, of the group whose size was not printed, and ``delta*`` at the last of them. ``equal_within``
        is the smallest limit within which two one-sided tests show the shares to be equal on every base that both waves
        can share, ``equal_delta_star`` how far the silent may differ before the limit of equality is reached.
        ``comparability`` is that of these two
        waves. ``against`` names the item against which this one moved, with the interval under B at the least
        favourable dependence. ``conditions`` are those on which the verdict hangs.
    """
    cells: dict[tuple[str, str], list[PrintedShare]] = {}
    for share in sorted(shares, key=lambda share: share.wave_date):
        # groups that an answer makes are compared within their survey, a family of its own
        if share.wave_id in waves and not share.given:
            cells.setdefault((share.item_id, share.subgroup), []).append(share)
    found = [
        (pair, differences)
        for measured in cells.values()
        for pair in combinations(measured, 2)
        if (differences := _differences(*pair, bases, waves, confidence))
    ]
    p = [max(each.p for each in differences) for _, differences in found]
    tests = pd.DataFrame({"p": p, "p_holm": holm_adjusted(p), "p_bh": benjamini_hochberg_adjusted(p)})  # fmt: skip
    rows = []
    for (pair, differences), test in zip(found, rows_of(tests), strict=True):
        row = {**_estimated(pair, differences, confidence), **test}
        row |= _after_holm(row, pair, differences, bases, confidence)
        row |= _moved_against(*pair, row["change_low"] + row["change_high"] > 0, contrasts)
        rows.append(row | _judged(row, bases, confidence))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _differences(
    first: PrintedShare,
    second: PrintedShare,
    bases: Mapping[str, Mapping[str, Base]],
    waves: Mapping[str, Wave],
    confidence: float,
) -> tuple[Difference, ...]:
    found = (
        compare(first, second, pair, bases, waves, confidence)
        for pair in base_pairs(first, second, bases)
    )
    return tuple(difference for difference in found if difference)


@cache
def _estimated(
    pair: Measured, differences: tuple[Difference, ...], confidence: float
) -> Mapping[str, Any]:
    first, second = pair
    exact = any(each.test.exact for each in differences)
    shared = min(
        (each for each in differences if each.shared), key=lambda each: each.p, default=None
    )
    return {
        **{name: getattr(second, name) for name in ("topic", "item_id", "label_en", "label_nl", "subgroup")},
        "wave_from": first.wave_id, "wave_to": second.wave_id, "years": _years(first, second),
        "share_from": first.percent, "share_to": second.percent, "change": second.percent - first.percent,
        **_ends("change", _hull(differences, "point")),
        **{end: limit for name in "abc" for end, limit in _ends(name, _hull(differences, name)).items()},
        "breakdown": _delta_star(differences, confidence, "estimate"),
        "delta_star_a": _delta_star(differences, confidence, finite=True),
        "delta_star": _delta_star(differences, confidence),
        "delta_star_union": _delta_star(differences, confidence, "union"),
        "size": 100 * max(each.test.size for each in differences),
        "test": "exact" if exact else "interval",
        "exact_delta_star": _delta_star(differences, confidence, exact=True) if exact else math.nan,
        "shared_base": shared.bases[1] if shared else "",
        **_ends("shared_b", _hull([shared], "b") if shared else (math.nan, math.nan)),
        "shared_delta_star": _delta_star([shared], confidence) if shared else math.nan,
        **_equality([each for each in differences if each.shared]),
        "comparability": "comparable" if first.worded_like(second) else "wording_changed",
        "figure_ids": list_of([*first.figure_ids, *second.figure_ids]),
    }  # fmt: skip


def _delta_star(
    differences: Sequence[Difference],
    confidence: float,
    reading: Reading = "imbens_manski",
    finite: bool = False,
    exact: bool = False,
) -> float:
    """Return the least delta* over some pairs of bases, in percentage points; nan where it fails on one of them."""
    margins = [each.finite_margin if finite else each.margin for each in differences]
    if exact:
        margins = [each.margin and each.test.margin for each in differences]
    directions = {each.point[0] > 0 for each in differences}
    if None in margins or len(directions) > 1:
        return math.nan
    found = [delta_star(margin, confidence, reading) for margin in margins if margin]
    return math.nan if any(map(math.isnan, found)) else 100 * min(found)


def _after_holm(
    row: Mapping[str, Any],
    pair: Measured,
    differences: Sequence[Difference],
    bases: Mapping[str, Mapping[str, Base]],
    confidence: float,
) -> dict[str, float]:
    """Return delta* at the level that Holm's correction asks for, and the least parts of an unprinted group."""
    level = 1 - (1 - confidence) * row["p"] / row["p_holm"]
    parts = None
    if deciding_delta_star(row) >= YARDSTICK:
        rise = row["change_low"] > 0
        parts = least_part(*pair, bases, rise, (confidence, level))
    parts = parts or LeastPart(*[math.nan] * 4)
    return {
        "delta_star_holm": _delta_star(differences, level),
        "part_any_change": parts.any_change,
        "part_beyond_chance": parts.beyond_chance,
        "part_after_holm": parts.after_holm,
        "part_delta_star": parts.delta_star,
    }


def _judged(row: Mapping[str, Any], bases: Bases, confidence: float) -> dict[str, object]:
    evidence = evidence_of(row, confidence)
    branch = judge(evidence)
    end = "low" if row["change_low"] + row["change_high"] > 0 else "high"
    deciding = {"within_chance": ("b", row[f"b_{end}"]), "within_family": ("p_holm", row["p_holm"])}
    delta = "exact_delta_star" if row["test"] == "exact" else "delta_star"
    decided_by, number = deciding.get(branch.reason, (delta, row[delta]))
    group = unprinted((row["wave_from"], row["wave_to"]), bases)
    english, dutch = conditions_in_words(
        evidence, row["part_after_holm"], row["part_delta_star"], group
    )
    return {
        "verdict": branch.verdict, "reason": branch.reason, "decided_by": decided_by, "deciding_number": number,
        "conditions": list_of(evidence.all_conditions if english else ()), "condition_en": english,
        "condition_nl": dutch,
    }  # fmt: skip


def deciding_delta_star(change: Mapping[str, Any]) -> float:
    """Return ``delta*`` of the test that decides in a row of the table of changes, in percentage points."""
    return float(change["exact_delta_star" if change["test"] == "exact" else "delta_star"])


def evidence_of(change: Mapping[str, Any], confidence: float) -> Evidence:
    """Return what the rule looks at in a row of the table of changes, in the direction in which the change goes.

    Parameters
    ----------
    change : mapping
        A row with the columns of `COLUMNS` up to ``comparability``.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Evidence
        A changed wording, or words that were not seen for one wave, is a condition; movement against another item of
        the question is information and no licence. So is the size of a group that was not printed, where it matters.
    """
    words = () if change["comparability"] == "comparable" else ("words",)
    part = ("part",) if change["part_after_holm"] > 0 else ()
    return Evidence(
        delta_star=deciding_delta_star(change),
        after_holm=change["p_holm"] <= 1 - confidence,
        conditions=(*words, *part),
    )


def _equality(differences: Sequence[Difference]) -> dict[str, float]:
    """Limit within which two shares are equal on every base that both waves can share, and its delta*."""
    limits = [float(smallest_equality_limit(*_hull([each], "b_equality"))) for each in differences]
    deltas = [100 * each.equality_delta for each in differences]
    return {
        "equal_within": max(limits, default=math.nan),
        "equal_delta_star": math.nan
        if any(map(math.isnan, deltas))
        else min(deltas, default=math.nan),
    }


def _hull(differences: Sequence[Difference], name: str) -> tuple[float, float]:
    """Lowest and highest end over some pairs of bases, in percentage points."""
    ends = [getattr(difference, name) for difference in differences]
    return 100 * min(low for low, _ in ends), 100 * max(high for _, high in ends)


def _ends(name: str, interval: tuple[float, float]) -> dict[str, float]:
    return {f"{name}_low": interval[0], f"{name}_high": interval[1]}


def _moved_against(
    first: PrintedShare, second: PrintedShare, rise: bool, contrasts: pd.DataFrame
) -> dict[str, object]:
    """Name the item against which this one clearly moved, in the direction of its change, with the interval."""
    found = []
    # items are held against each other among all respondents alone
    for row in rows_of(contrasts) if second.subgroup == "all" else ():
        if (row["wave_from"], row["wave_to"]) != (first.wave_id, second.wave_id):
            continue
        if row["item_id"] == second.item_id:
            found.append((str(row["against_id"]), row["b_low"], row["b_high"]))
        elif row["against_id"] == second.item_id:
            found.append((str(row["item_id"]), -row["b_high"], -row["b_low"]))
    clear = [each for each in found if (each[1] > 0 if rise else each[2] < 0)]
    nothing = ("", math.nan, math.nan)
    item, low, high = max(clear, key=lambda each: each[1] if rise else -each[2], default=nothing)
    return {"against": item, **_ends("against", (low, high))}


def _years(first: PrintedShare, second: PrintedShare) -> float:
    start, end = (date.fromisoformat(share.wave_date) for share in (first, second))
    return (end - start).days / DAYS_PER_YEAR
