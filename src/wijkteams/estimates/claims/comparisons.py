"""What is claimed of shares of one survey, written as margins that must lie above zero: limits and rankings."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from wijkteams.estimates.changes.unprinted import resized
from wijkteams.estimates.counts.pairs import placements, possible_bases, shared_bases
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.strata import Split
from wijkteams.estimates.counts.who_answered import Base, Bases
from wijkteams.statistics.delta_star import (
    Margin,
    Reading,
    delta_star,
    excess_over_limit,
    excess_within_sample,
    near_end,
    rise_between_samples,
    two_sided_p_value,
)
from wijkteams.statistics.exact_difference import (
    exact_difference_lower_limit,
    exact_difference_p_value,
)

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Part:
    """One share against a limit, or one share against another, on every base that is left open.

    Attributes
    ----------
    estimate : float
        The share, or the difference, of the printed figures; per cent or points.
    origin : float
        What a margin of zero stands for: the limit in per cent, or 0.
    claimed, opposite : tuple of Margin
        What is claimed and its opposite, one for each base.
    exact_p : (float, float) or None
        Largest two-sided p value of what is claimed and of its opposite, where an exact test gives it.
    """

    estimate: float
    origin: float
    claimed: tuple[Margin, ...]
    opposite: tuple[Margin, ...]
    exact_p: tuple[float, float] | None = None

    def interval(self, confidence: float) -> tuple[float, float]:
        """Return the hull of the intervals, per cent or points."""
        low = min(near_end(each, 0.0, confidence, "union") for each in self.claimed)
        high = -min(near_end(each, 0.0, confidence, "union") for each in self.opposite)
        return self.origin + 100 * low, self.origin + 100 * high

    def p_values(self) -> tuple[float, float]:
        """Return the two-sided p value of what is claimed and of its opposite, 1 where the figures do not point there."""
        if self.exact_p:
            return self.exact_p
        claimed, opposite = (
            max(two_sided_p_value(each) for each in margins)
            for margins in (self.claimed, self.opposite)
        )
        return claimed, opposite


def least_delta_star(
    margins: Iterable[Margin], confidence: float, reading: Reading = "imbens_manski"
) -> float:
    """Return the least ``delta*`` over some margins, in points; nan where one of them does not lie above zero."""
    found = [100 * delta_star(each, confidence, reading) for each in margins]
    return float("nan") if any(map(np.isnan, found)) else min(found)


def furthest(part: Part) -> float:
    """Return where the share or difference lies, per cent or points, when all who were silent say what the claim needs."""
    # the opposite is written at the counts that are best for the claim
    return part.origin - 100 * min(
        float(np.min(each.estimate - each.too_high(1.0))) for each in part.opposite
    )


def silent_part(sizes: IntArray, base: Base) -> FloatArray:
    """Return the part of a group that did not answer; those in the group that skipped the question are silent too."""
    group = np.maximum(sizes, base.sizes[-1]) + base.nonrespondents
    return np.asarray(1 - sizes / group)


def against_limit(share: PrintedShare, limit: float, above: bool, bases: Bases) -> Part:
    """Hold a share against a limit, on each base that is left open, as a share of that base.

    Parameters
    ----------
    share : PrintedShare
        The share.
    limit : float
        In per cent.
    above : bool
        Whether the share is claimed to lie above it.
    bases : mapping
        Wave to the name of a base to that base.

    Returns
    -------
    Part
        Wilson limits.
    """
    claimed, opposite = [], []
    for base in possible_bases(share, bases[share.wave_id]):
        # part of those with a team is put on all of them: the claim is on municipalities
        table = placements([share], base, with_team=base.least_part is not None)
        if len(table):
            n, low, high = table.T
            f = silent_part(n, base)
            # a share below a limit is that of the other answers above the rest
            over = excess_over_limit(low, n, f, limit / 100)
            under = excess_over_limit(n - high, n, f, 1 - limit / 100)
            claimed.append(over if above else under)
            opposite.append(under if above else over)
    sign = 1 if above else -1
    return Part(sign * _middle(share), sign * limit, tuple(claimed), tuple(opposite))


def least_part_above(
    shares: Sequence[PrintedShare], limit: float, bases: Bases, confidence: float
) -> float:
    """Find how large a group whose size was not printed must have been for shares to lie above a limit.

    Parameters
    ----------
    shares, limit, bases
        As in `against_limit`.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    float
        Least part of the municipalities with a team, whole per cent; 0 where the size does not matter.
    """

    def holds(part: int) -> bool:
        found = [
            against_limit(share, limit, True, _resized(bases, Fraction(part, 100)))
            for share in shares
        ]
        return all(
            near_end(m, 0.0, confidence, "union") > 0 for each in found for m in each.claimed
        )

    least = bisect_left(range(1, 101), True, key=holds) + 1
    return 0.0 if least == 1 else float(least)


def _resized(bases: Bases, part: Fraction) -> Bases:
    return {
        wave: {name: resized(base, part) for name, base in of_wave.items()}
        for wave, of_wave in bases.items()
    }


def _middle(share: PrintedShare) -> float:
    return float(share.value_low + share.value_high) / 2


def one_above_other(first: PrintedShare, second: PrintedShare, bases: Sequence[Base]) -> Part:
    """Compare two answers to one question of a survey, at the least favourable dependence, both off by delta.

    Parameters
    ----------
    first, second : PrintedShare
        Of one wave; the first is claimed to be the larger.
    bases : sequence of Base
        Those that both can have; both are on one of them.

    Returns
    -------
    Part
        Wording does not enter within a wave.
    """
    claimed, opposite = [], []
    for base in bases:
        table = placements([first, second], base)
        if len(table):
            n, low1, high1, low2, high2 = table.T
            f = silent_part(n, base)
            claimed.append(excess_within_sample(low1, high2, n, f))
            opposite.append(excess_within_sample(low2, high1, n, f))
    return Part(_middle(first) - _middle(second), 0.0, tuple(claimed), tuple(opposite))


def in_order(shares: Sequence[PrintedShare], bases: Bases, first_only: bool = False) -> list[Part]:
    """Compare the first share with each other, or each with the next; arguments as in `one_above_other`."""
    shared = shared_bases(shares, bases[shares[0].wave_id])
    couples = [(shares[0], each) for each in shares[1:]] if first_only else pairwise(shares)
    return [one_above_other(first, second, shared) for first, second in couples]


def all_the_rest(shares: Sequence[PrintedShare]) -> PrintedShare:
    """Return all other answers to a question with one answer, as if they were one: from nothing to what is left."""
    # each of the others was rounded, so that they may be half a step less than they are printed
    left = 100 - sum((each.value_low - each.step / 2 for each in shares), Fraction(0))
    return replace(
        shares[0],
        item_id="rest",
        value_low=Fraction(0),
        value_high=left,
        step=Fraction(0),
        exclusive_group="",
    )


def strata_apart(splits: Sequence[Split], confidence: float) -> Part:
    """Compare the G32 cities with the other municipalities by an exact test, over every split that the figures allow.

    Parameters
    ----------
    splits : sequence of Split
        Splits that both strata and their total allow.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Part
        The G32 first. Limits invert the exact test at one level, so that ``delta*`` is that of the careful reading.
    """
    groups = sorted({
        ((s.other_with_team, s.other, s.other_municipalities), (s.g32_with_team, s.g32, s.g32_members)) for s in splits
    })  # fmt: skip
    others, cities = (np.array(each).T for each in zip(*groups, strict=True))
    above, p_above = _exact(others, cities, confidence)
    below, p_below = _exact(cities, others, confidence)
    middle = 100 * float(np.median(above.estimate))
    return Part(middle, 0.0, (above,), (below,), (p_above, p_below))


def _exact(first: IntArray, second: IntArray, confidence: float) -> tuple[Margin, float]:
    """Describe the rise from the first group to the second, with exact limits and the largest two-sided p value."""
    (k1, n1, frame1), (k2, n2, frame2) = first, second
    tables = [(int(a), int(b), int(c), int(d)) for a, b, c, d in zip(k1, n1, k2, n2, strict=True)]
    lows = np.array([exact_difference_lower_limit(*each, confidence) for each in tables])
    p = max(min(1.0, 2 * exact_difference_p_value(*each)) for each in tables)
    rise = rise_between_samples(k1, n1, 1 - n1 / frame1, k2, n2, 1 - n2 / frame2)
    return replace(rise, lower_limit=lambda _: lows), p
