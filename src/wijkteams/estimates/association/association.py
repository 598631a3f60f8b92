"""Type of team against shortfall: what the margins bound, what a sweep shows, and what one table would add."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkteams.checking.problems import InputError
from wijkteams.estimates.counts.pairs import (
    LIKELIEST_BASE,
    placements,
    readings_on,
    reference_reading,
    shared_bases,
)
from wijkteams.estimates.counts.printed_share import PrintedShare, printed_of_all
from wijkteams.estimates.counts.who_answered import Base, Bases
from wijkteams.statistics.cross_table import value_of_cross_table
from wijkteams.statistics.margins import conditional_shares, frechet_bounds, plackett_joint
from wijkteams.statistics.power import detectable_odds_ratio_from_margins

Shares = NDArray[np.float64]

OVERALL = "not_all_tasks"
"""The answer that something was left, whatever it was; so many gave it that it leaves little open by type."""


def bound_association(
    types: Sequence[PrintedShare],
    shortfalls: Sequence[PrintedShare],
    bases: Bases,
    confidence: float,
) -> pd.DataFrame:
    """Bound the association of every type with every shortfall, in each wave that printed both.

    Parameters
    ----------
    types, shortfalls : sequence of PrintedShare
        Those of the two topics.
    bases : mapping
        Wave to the name of a base to that base.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each wave, type and shortfall; per cent and percentage points.
        Bounds are the hull over every admissible count, n and base: on the joint share, on the share with the
        shortfall among municipalities with and without the type, and on their difference; ``with_team`` columns are the
        same where both are shares of the municipalities with a team, the likeliest base. At the middle n and
        counts: the smallest odds ratio and difference that a test of n answers shows with a power of 80 per cent,
        and what one published table would add.

    Notes
    -----
    Shares are of municipalities with a team that answered both questions. Each question has one base, and two questions can
    have different ones. One pooled pair of margins always allows independence, so the difference always holds zero. Neither
    topic was printed for G32 cities and other municipalities apart, which could have narrowed the bounds (Duncan and Davis
    1953).
    """
    rows = [
        {
            "wave_id": kind.wave_id,
            **_labels(kind, "type"),
            **_labels(shortfall, "shortfall"),
            **_bounds(kind, shortfall, bases),
            **_bounds_with_team(kind, shortfall, bases),
            **_at_reference(kind, shortfall, bases, confidence),
        }
        for kind, shortfall in _measured_together(types, shortfalls)
    ]
    return pd.DataFrame(rows)


def printed_shortfalls(shares: Iterable[PrintedShare]) -> list[PrintedShare]:
    """Return the printed shares that are shortfalls: that tasks are left, and answers to the question which ones."""
    return [
        each
        for each in printed_of_all(shares)
        if each.item_id == OVERALL or each.response_type == "multiple_response"
    ]


def bound_between_types(
    types: Sequence[PrintedShare], shortfalls: Sequence[PrintedShare], bases: Bases
) -> pd.DataFrame:
    """Bound how much more often a shortfall can be named with one type than with another.

    Parameters
    ----------
    types, shortfalls, bases
        As in `bound_association`.

    Returns
    -------
    pandas.DataFrame
        One row for each wave, pair of types and shortfall; percentage points.

    Notes
    -----
    A municipality has one type. The first type gives as many of the shortfalls as it can and the second as few as
    the rest of the municipalities lets it, and the other way round; both ends are attained.
    """
    rows = []
    for shortfall in shortfalls:
        same = [kind for kind in types if kind.wave_id == shortfall.wave_id]
        for first, second in combinations(same, 2):
            n, a, other, b = _counts([first, second, shortfall], bases)
            most = _greatest_difference(n, a, other, b)
            least = -_greatest_difference(n, other, a, b)
            rows.append(
                {
                    "wave_id": first.wave_id,
                    **_labels(first, "first"),
                    **_labels(second, "second"),
                    **_labels(shortfall, "shortfall"),
                    "difference_low": 100 * float(least.min()),
                    "difference_high": 100 * float(most.max()),
                }
            )
    return pd.DataFrame(rows)


def sweep_odds_ratios(
    types: Sequence[PrintedShare],
    shortfalls: Sequence[PrintedShare],
    bases: Bases,
    odds_ratios: Sequence[float],
) -> pd.DataFrame:
    """Show which shares each odds ratio would imply: a sensitivity analysis, not an estimate.

    Parameters
    ----------
    types, shortfalls, bases
        As in `bound_association`.
    odds_ratios : sequence of float
        Positive.

    Returns
    -------
    pandas.DataFrame
        One row for each wave, type, shortfall and odds ratio; per cent and percentage
        points.
    """
    rows = []
    for kind, shortfall in _measured_together(types, shortfalls):
        n, a, b = _reference(kind, shortfall, bases)
        for odds_ratio in odds_ratios:
            joint = plackett_joint(a / n, b / n, odds_ratio)
            given, given_not = conditional_shares(joint, a / n, b / n)
            rows.append({
                "wave_id": kind.wave_id, **_labels(kind, "type"), **_labels(shortfall, "shortfall"),
                "odds_ratio": odds_ratio, "joint": 100 * joint, "given": 100 * given, "given_not": 100 * given_not,
                "difference": 100 * (given - given_not),
            })  # fmt: skip
    return pd.DataFrame(rows)


def _measured_together(
    types: Sequence[PrintedShare], shortfalls: Sequence[PrintedShare]
) -> Iterator[tuple[PrintedShare, PrintedShare]]:
    for kind in types:
        yield from ((kind, each) for each in shortfalls if each.wave_id == kind.wave_id)


def _labels(share: PrintedShare, prefix: str) -> dict[str, str]:
    return {
        f"{prefix}_id": share.item_id, f"{prefix}_label_en": share.label_en, f"{prefix}_label_nl": share.label_nl,
    }  # fmt: skip


def _counts(shares: Sequence[PrintedShare], bases: Bases) -> NDArray[np.int64]:
    """Return n and the counts of some shares of one wave, in every combination, on municipalities with a team.

    Answers to one question stand side by side, and have one base. Where sources print two numbers of answers, not all
    answered both: how many of those with a team did is left open.
    """
    questions: dict[str, list[PrintedShare]] = {}
    for share in shares:
        questions.setdefault(share.exclusive_group or share.item_id, []).append(share)
    of_wave = bases[shares[0].wave_id]
    on_bases = [
        [set(map(tuple, placements(answers, base, with_team=True).tolist())) for base in found]
        for answers in questions.values()
        if (found := shared_bases(answers, of_wave))
    ]
    known = all(any(each.n_printed for each in answers) for answers in questions.values())
    joined: set[tuple[tuple[int, ...], ...]] = set()
    for sets in product(*on_bases):
        every = list(product(*sets))
        same = {rows for rows in every if len({n for n, *_ in rows}) == 1}
        if known and not same:
            same = {
                tuple(_answering_both(row, n) for row in rows)
                for rows in every
                for n in _numbers_of_both(rows, of_wave)
            }
        joined |= same
    if not joined:
        names = " and ".join(share.item_id for share in shares)
        raise InputError(f"{names} in {shares[0].wave_id}: no base that all can be shares of")
    grids = [
        np.meshgrid(
            rows[0][0], *(np.arange(low, high + 1) for row in rows for low, high in _ends(row))
        )
        for rows in sorted(joined)
    ]
    return np.hstack([np.array(grid).reshape(1 + len(shares), -1) for grid in grids])


def _numbers_of_both(rows: Sequence[tuple[int, ...]], of_wave: Mapping[str, Base]) -> range:
    """Return how many can have answered every question: those with a team that skipped one answered the other."""
    sizes = [n for n, *_ in rows]
    most = max(*of_wave[LIKELIEST_BASE].sizes, *sizes)
    return range(max(1, sum(sizes) - (len(sizes) - 1) * most), min(sizes) + 1)


def _answering_both(placement: tuple[int, ...], n: int) -> tuple[int, ...]:
    """Return a row of `placements` for n of those that answered: the others can have given any answer."""
    ends = (
        end
        for low, high in _ends(placement)
        for end in (max(0, low - placement[0] + n), min(high, n))
    )
    return (n, *ends)


def _ends(placement: tuple[int, ...]) -> list[tuple[int, int]]:
    """Least and greatest count of each share of a row of `placements`."""
    return list(zip(placement[1::2], placement[2::2], strict=True))


def _bounds(kind: PrintedShare, shortfall: PrintedShare, bases: Bases) -> dict[str, float]:
    n, a, b = _counts([kind, shortfall], bases)
    p, q = a / n, b / n
    found: dict[str, float] = {"n_low": int(n.min()), "n_high": int(n.max())}
    low, high = frechet_bounds(p, q)
    at_low, at_high = conditional_shares(low, p, q), conditional_shares(high, p, q)
    for name, least, greatest in (
        ("joint", low, high),
        ("given", at_low[0], at_high[0]),
        ("given_not", at_high[1], at_low[1]),
        ("difference", at_low[0] - at_low[1], at_high[0] - at_high[1]),
    ):
        found[f"{name}_low"] = 100 * float(np.min(least))
        found[f"{name}_high"] = 100 * float(np.max(greatest))
    return found


def _bounds_with_team(
    kind: PrintedShare, shortfall: PrintedShare, bases: Bases
) -> dict[str, float]:
    first, second = (replace(each, possible_bases=(LIKELIEST_BASE,)) for each in (kind, shortfall))
    found = _bounds(first, second, bases)
    names = ("given_low", "given_not_low", "difference_low", "difference_high")
    return {f"with_team_{name}": found[name] for name in names}


def _reference(kind: PrintedShare, shortfall: PrintedShare, bases: Bases) -> tuple[int, int, int]:
    """Take the middle n of the likeliest base that both fit, with their middle counts."""
    shared = shared_bases([kind, shortfall], bases[kind.wave_id])
    if not shared:
        middle = np.median(_counts([kind, shortfall], bases), axis=1)
        n, a, b = map(int, middle)
        return n, a, b
    base = min(shared, key=lambda each: each.name != LIKELIEST_BASE)
    fitting = [readings_on(share, base) for share in (kind, shortfall)]
    sizes = {n for _, n in fitting[0]} & {n for _, n in fitting[1]}
    (a, n), (b, _) = (
        reference_reading([each for each in found if each.n in sizes]) for found in fitting
    )
    return n, a, b


def _at_reference(
    kind: PrintedShare, shortfall: PrintedShare, bases: Bases, confidence: float
) -> dict[str, float]:
    n, a, b = _reference(kind, shortfall, bases)
    ratio, gap = _detectable(n, a, b, confidence)
    value = value_of_cross_table(a, b, n, confidence)
    return {
        "n": n,
        "type_count": a,
        "shortfall_count": b,
        "detectable_odds_ratio": ratio,
        "detectable_difference": 100 * gap,
        "tables": value.tables,
        "tables_signing": value.signing,
        "least_signed_difference": 100 * value.least_signed,
        "width_before": 100 * value.width_before,
        "width_rounded": 100 * value.width_rounded,
    }


def _detectable(n: int, a: int, b: int, confidence: float) -> tuple[float, float]:
    """Return the smallest odds ratio and difference that n answers show; nan where these margins show none."""
    try:
        ratio = detectable_odds_ratio_from_margins(n, a / n, b / n, significance=1 - confidence)
    except ValueError:
        return float("nan"), float("nan")
    given, given_not = conditional_shares(plackett_joint(a / n, b / n, ratio), a / n, b / n)
    return ratio, given - given_not


def _greatest_difference(
    n: NDArray[np.int64], a: NDArray[np.int64], other: NDArray[np.int64], b: NDArray[np.int64]
) -> Shares:
    """Share with the shortfall in one type minus another, with as many as can be in the first."""
    first = np.minimum(a, b)
    second = np.maximum(0, b - first - (n - a - other))
    fits = n >= a + other
    return np.asarray(np.where(fits, first / a - second / other, 0.0))
