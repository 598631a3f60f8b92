"""How much of a change in a shortfall the mix of team types can explain, and why regression on the waves cannot."""

from collections.abc import Mapping, Sequence
from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd

from wijkteams.estimates.counts.by_answer import Table, partitions, tables_by_answer
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.statistics._arrays import critical_value
from wijkteams.statistics.composition import (
    composition_bounds,
    decompose_change,
    movement_bounds,
)
from wijkteams.tables import Row, list_of

# A rounded share is off by at most half a point, a difference of two of them by one point.
HALF_POINT = 0.005
POINT = 0.01

RESTS = ("one_type", "any_types")


def bound_composition(
    types: Sequence[PrintedShare],
    printed_changes: Mapping[str, float],
    changes: Sequence[Row],
    composition: Mapping[str, Any],
) -> pd.DataFrame:
    """Bound what the mix of types can explain of the changes of the shortfalls between two waves.

    Parameters
    ----------
    types : sequence of PrintedShare
        Those of the types.
    printed_changes : mapping of str to float
        Types for which only the change was printed, in percentage points.
    changes : sequence of mapping
        Rows of the table of changes of the shortfalls.
    composition : mapping
        The two waves ``from`` and ``to``, and ``gaps``: largest distances between the rates of two types that are tried; 1
        assumes nothing.

    Returns
    -------
    pandas.DataFrame
        One row for each shortfall, treatment of the types without a printed share (``one_type``: they share one rate;
        ``any_types``: more may have moved among them) and gap; percentage points.
        ``mix_high`` is the most that the mix can explain, ``within_low`` the least that must have happened within
        the types (signed like the change), ``gap_needed`` the least gap between types with which the mix could
        explain all of it (above 1: impossible).

    Notes
    -----
    ASSUME: the movement of the types, printed for municipalities, is that among municipalities with a team.
    """
    rows = []
    waves = composition["from"], composition["to"]
    for change in changes:
        if (change["wave_from"], change["wave_to"]) != waves:
            continue
        low = _least(float(change["change_low"]), float(change["change_high"])) / 100
        for rest in RESTS:
            least, greatest = _movement(types, printed_changes, waves, rest)
            for gap in composition["gaps"]:
                most = composition_bounds(low, greatest, gap)
                rows.append(
                    {
                        "shortfall_id": change["item_id"],
                        "label_en": change["label_en"],
                        "label_nl": change["label_nl"],
                        "wave_from": waves[0],
                        "wave_to": waves[1],
                        "change_low": change["change_low"],
                        "change_high": change["change_high"],
                        "rest": rest,
                        "movement_low": 100 * least,
                        "movement_high": 100 * greatest,
                        "gap": gap,
                        "mix_high": 100 * most.mix_high,
                        "within_low": 100 * max(0.0, most.within_low),
                        "gap_needed": low / greatest,
                    }
                )
    return pd.DataFrame(rows)


EXPLAINED_COLUMNS = (
    "shortfall_id", "label_en", "label_nl", "wave_from", "wave_to", "groups", "change", "mix", "mix_low", "mix_high",
    "within", "within_low", "within_high", "figure_ids",
)  # fmt: skip


def explain_composition(
    shares: Sequence[PrintedShare], answers: Sequence[str], confidence: float
) -> pd.DataFrame:
    """Split each change of a shortfall into what the mix of types explains and what happened within types.

    Parameters
    ----------
    shares : sequence of PrintedShare
        Those of the shortfalls, with the cells of the tables of type by shortfall.
    answers : sequence of str
        The types.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each shortfall and two waves that printed the same groups, columns as in `EXPLAINED_COLUMNS`; none where no
        table was printed. Percentage points, of those that answered both questions; intervals for the tendency (B), over every
        count that the cells leave open.
    """
    tables: dict[str, list[Table]] = {}
    for (item, _), table in tables_by_answer(shares).items():
        tables.setdefault(item, []).append(table)
    rows = []
    for found in tables.values():
        in_time = sorted(found, key=lambda table: next(iter(table.values())).wave_date)
        for before, after in combinations(in_time, 2):
            later = {frozenset(each): each for each in partitions(after, answers)}
            earlier = (each for each in partitions(before, answers) if frozenset(each) in later)
            if cells := next(earlier, None):
                rows.append(_explained(cells, later[frozenset(cells)], confidence))
    return pd.DataFrame(rows, columns=list(EXPLAINED_COLUMNS))


def _explained(before: Table, after: Table, confidence: float) -> dict[str, Any]:
    cells = [*before.values(), *(after[name] for name in before)]
    sizes, half = [each.n_printed or 0 for each in cells], len(before)
    ends = [
        sorted({min(found), max(found)})
        for each in cells
        if (found := each.counts(each.n_printed or 0))
    ]
    splits = [
        decompose_change(counts[:half], sizes[:half], counts[half:], sizes[half:])
        for counts in product(*ends)
    ]
    middle, critical = splits[len(splits) // 2], critical_value(confidence)
    hulls = {
        name: (
            min(getattr(each, name) - critical * getattr(each, f"{name}_error") for each in splits),
            max(getattr(each, name) + critical * getattr(each, f"{name}_error") for each in splits),
        )
        for name in ("mix", "within")
    }
    first = cells[0]
    return {
        "shortfall_id": first.item_id, "label_en": first.label_en, "label_nl": first.label_nl,
        "wave_from": first.wave_id, "wave_to": cells[-1].wave_id, "groups": list_of(before),
        "change": 100 * (middle.mix + middle.within),
        **{name: 100 * getattr(middle, name) for name in hulls},
        **{f"{name}_low": 100 * low for name, (low, _) in hulls.items()},
        **{f"{name}_high": 100 * high for name, (_, high) in hulls.items()},
        "figure_ids": list_of(dict.fromkeys(name for each in cells for name in each.figure_ids)),
    }  # fmt: skip


def printed_changes(figures: pd.DataFrame) -> dict[str, float]:
    """Return the items of which the register has a printed change without the later share, in points."""
    rows = figures[figures["use_reason"] == "change_only"]
    return {str(row.item_id): float(str(row.value_low)) for row in rows.itertuples()}


def _least(low: float, high: float) -> float:
    """Return the smallest size of a change in a range; 0 where its direction is open."""
    return 0.0 if low <= 0 <= high else min(abs(low), abs(high))


def _movement(
    types: Sequence[PrintedShare],
    printed_changes: Mapping[str, float],
    waves: tuple[str, str],
    rest: str,
) -> tuple[float, float]:
    """Bound the movement between types over the rounding of every printed share and change."""
    shares = {(each.item_id, each.wave_id): each.percent / 100 for each in types}
    moved: list[tuple[float, float]] = []
    before = 0.0
    for item in sorted({item for item, _ in shares}):
        if (item, waves[0]) in shares:
            before += shares[item, waves[0]]
        if (item, waves[0]) in shares and (item, waves[1]) in shares:
            change = shares[item, waves[1]] - shares[item, waves[0]]
            moved.append((change - POINT, change + POINT))
        elif item in printed_changes:
            change = printed_changes[item] / 100
            moved.append((change - HALF_POINT, change + HALF_POINT))
            before += max(0.0, -change)
    # the types without a printed share before; one that fell had at least what it lost
    largest = 1 - before + HALF_POINT
    ends = []
    for changes in product(*moved):
        outside = max(0.0, sum(changes))
        size = outside if rest == "one_type" else max(outside, largest)
        ends.append(movement_bounds(changes, rest_before=size))
    greatest = 0 if rest == "one_type" else 1
    return min(end[0] for end in ends), max(end[greatest] for end in ends)


def refute_regression(
    type_changes: Sequence[Row], shortfall_changes: Sequence[Row]
) -> pd.DataFrame:
    """Show the slope that a regression of a shortfall on a type over two waves would need.

    Parameters
    ----------
    type_changes, shortfall_changes : sequence of mapping
        Rows of the tables of changes of the two topics.

    Returns
    -------
    pandas.DataFrame
        One row for each pair of waves, type and shortfall that both were printed for.
        The slope is the change of the shortfall over that of the type, over every admissible count, n and base, and
        (``_b``) over the intervals of both changes under B. Where a range holds no value between -1 and 1, no constant rates
        per type can
        have made the figures (``possible`` is then false for the range of the figures); a range is missing where the
        type may not have changed.

    Notes
    -----
    With constant rates r and s for municipalities with and without the type, the share is s + (r - s) w, so its
    slope on the weight w is a difference of two shares (Goodman, L. A. 1953, American Sociological Review 18, 663-664).
    """
    rows = []
    for kind, shortfall in product(type_changes, shortfall_changes):
        waves = [kind["wave_from"], kind["wave_to"]]
        if waves != [shortfall["wave_from"], shortfall["wave_to"]]:
            continue
        slope = _slope(shortfall, kind, "change")
        b = _slope(shortfall, kind, "b")
        rows.append({
            "type_id": kind["item_id"], "type_label_en": kind["label_en"], "type_label_nl": kind["label_nl"],
            "shortfall_id": shortfall["item_id"], "shortfall_label_en": shortfall["label_en"],
            "shortfall_label_nl": shortfall["label_nl"], "wave_from": waves[0], "wave_to": waves[1],
            "slope_low": slope[0], "slope_high": slope[1], "slope_low_b": b[0], "slope_high_b": b[1],
            "possible": not (slope[0] > 1 or slope[1] < -1),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _slope(numerator: Row, denominator: Row, name: str) -> tuple[float, float]:
    ends = [
        [float(row[f"{name}_{side}"]) for side in ("low", "high")]
        for row in (numerator, denominator)
    ]
    if ends[1][0] <= 0 <= ends[1][1]:
        return float("nan"), float("nan")
    ratios = [top / bottom for top, bottom in product(*ends)]
    return float(np.min(ratios)), float(np.max(ratios))
