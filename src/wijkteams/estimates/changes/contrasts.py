"""Item against item: whether one answer to a question changed more than another of the same question."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkteams.estimates.changes.differences import base_pairs
from wijkteams.estimates.counts.pairs import placements, shared_bases
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.who_answered import Base
from wijkteams.statistics.contrasts import (
    contrast_breakdown_point,
    difference_in_differences_bounds,
    difference_in_differences_interval,
)

COLUMNS = (
    "topic", "item_id", "label_en", "label_nl", "against_id", "against_label_en", "against_label_nl", "wave_from",
    "wave_to", "contrast_low", "contrast_high", "a_low", "a_high", "b_low", "b_high", "c_low", "c_high", "breakdown",
)  # fmt: skip

Table = NDArray[np.int64]


def contrast_items(
    shares: Iterable[PrintedShare], bases: Mapping[str, Mapping[str, Base]], confidence: float
) -> pd.DataFrame:
    """Compare the change of every two items of one question between every two waves.

    Parameters
    ----------
    shares : iterable of PrintedShare
        Those of one topic; those of part of the respondents, such as the G32, are left out.
    bases : mapping
        Wave to the name of a base to that base.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each pair of items and of waves, columns as in `COLUMNS`; percentage points. ``contrast`` is the
        change of the first item minus that of the second, over every admissible count, n and base; ``b`` and ``a``
        its intervals at the least favourable dependence between the items, without and with the finite population
        correction, the waves taken as independent; ``c`` the bounds without assumptions; ``breakdown`` the least
        breakdown point.

    Notes
    -----
    ASSUME: the items of one topic that allow several answers are answers to one question, and so are those of one
    exclusive group. Items of one question have one base within a wave, and an item that one source prints for two waves
    has one base in both.
    """
    found = [
        _contrast(items, pair, bases, confidence)
        for pair, items in _questions(shares)
        if items is not None
    ]
    return pd.DataFrame([row for row in found if row], columns=list(COLUMNS))


def _questions(
    shares: Iterable[PrintedShare],
) -> Iterator[tuple[tuple[str, str], list[list[PrintedShare]]]]:
    """Every two waves with every two items of one question that both waves measured."""
    by_item: dict[tuple[str, str], dict[str, PrintedShare]] = {}
    for share in shares:
        group = share.exclusive_group
        asked_together = group or share.response_type == "multiple_response"
        if asked_together and share.subgroup == "all":
            by_item.setdefault((group, share.item_id), {})[share.wave_id] = share
    for first, second in combinations(by_item, 2):
        if first[0] != second[0]:
            continue
        waves = sorted(
            set(by_item[first]) & set(by_item[second]),
            key=lambda wave: by_item[first][wave].wave_date,
        )
        for pair in combinations(waves, 2):
            yield pair, [[by_item[item][wave] for item in (first, second)] for wave in pair]


def _contrast(
    items: list[list[PrintedShare]],
    pair: tuple[str, str],
    bases: Mapping[str, Mapping[str, Base]],
    confidence: float,
) -> dict[str, object] | None:
    tables = [
        [
            _with_population(placements(shares, base), base)
            for shares, base in zip(items, on, strict=True)
        ]
        for on in _joint_base_pairs(items, bases)
    ]
    matched = [_every_pair(*both) for both in tables if len(both[0]) and len(both[1])]
    if not matched:
        return None
    first, second = items[0]
    one, two = (np.vstack(each) for each in zip(*matched, strict=True))
    numbers = {name: 100 * value for name, value in _over_counts(one, two, confidence).items()}
    return {
        **{name: getattr(first, name) for name in ("topic", "item_id", "label_en", "label_nl")},
        "against_id": second.item_id,
        "against_label_en": second.label_en,
        "against_label_nl": second.label_nl,
        "wave_from": pair[0],
        "wave_to": pair[1],
        **numbers,
    }


def _joint_base_pairs(
    items: list[list[PrintedShare]], bases: Mapping[str, Mapping[str, Base]]
) -> list[tuple[Base, Base]]:
    """Pairs of bases of the two waves that both items can have at once: items of one question have one base in a wave."""
    first, second = (
        [(one.name, two.name) for one, two, _ in base_pairs(before, after, bases)]
        for before, after in zip(*items, strict=True)
    )
    earlier, later = (
        {base.name: base for base in shared_bases(shares, bases[shares[0].wave_id])}
        for shares in items
    )
    return [
        (earlier[one], later[two])
        for one, two in first
        if (one, two) in second and one in earlier and two in later
    ]


def _every_pair(first: Table, second: Table) -> tuple[Table, Table]:
    i, j = (each.ravel() for each in np.indices([len(first), len(second)]))
    return first[i], second[j]


def _with_population(table: Table, base: Base) -> Table:
    """Add what the base can have been a sample of, and its size with all nonrespondents."""
    n = table[:, 0]
    population = np.maximum(n, base.domain_sizes[-1])
    return np.column_stack([table, population, n + base.nonrespondents])


def _over_counts(one: Table, two: Table, confidence: float) -> dict[str, float]:
    hulls: dict[str, list[tuple[float, float]]] = {"contrast": [], "a": [], "b": [], "c": []}
    breakdowns = []
    signs = set()
    # columns 1-2 and 3-4 are the least and greatest counts of the two items
    for a1, b1, a2, b2 in product((1, 2), (3, 4), (1, 2), (3, 4)):
        counts = one[:, a1], one[:, b1], one[:, 0], two[:, a2], two[:, b2], two[:, 0]
        frames = one[:, 6], two[:, 6]
        change = (counts[3] - counts[4]) / counts[5] - (counts[0] - counts[1]) / counts[2]
        signs |= set(np.sign(change))
        intervals = {
            "contrast": (change, change),
            "a": difference_in_differences_interval(
                *counts, population1=one[:, 5], population2=two[:, 5], confidence=confidence
            ),
            "b": difference_in_differences_interval(*counts, confidence=confidence),
            "c": difference_in_differences_bounds(*counts, *frames),
        }
        for name, (low, high) in intervals.items():
            hulls[name].append((float(np.min(low)), float(np.max(high))))
        breakdowns.append(float(np.min(contrast_breakdown_point(*counts, *frames))))
    found = {
        f"{name}_{side}": end([interval[place] for interval in each])
        for name, each in hulls.items()
        for side, end, place in (("low", min, 0), ("high", max, 1))
    }
    return found | {"breakdown": min(breakdowns) if len(signs) == 1 else 0.0}
