"""What is claimed of shares, written as margins that must lie above zero: changes, equalities, limits and rankings."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, partial
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from wijkteams.estimates.changes.differences import Layout, base_pairs, compare, lay_out, test_of
from wijkteams.estimates.changes.unprinted import resized
from wijkteams.estimates.counts.by_answer import Pair
from wijkteams.estimates.counts.pairs import placements, possible_bases, shared_bases
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.strata import Split
from wijkteams.estimates.counts.who_answered import Base, Bases, Wave
from wijkteams.estimates.rule.deciding_test import DecidingTest, deciding_test
from wijkteams.estimates.rule.verdicts import YARDSTICK
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
    exact_contrast_lower_limit,
    exact_difference_lower_limit,
    exact_difference_p_value,
)
from wijkteams.statistics.intervals import clopper_pearson_lower_limit, wilson_interval
from wijkteams.statistics.true_size import (
    size_against_limit,
    size_of_difference,
    size_within_sample,
)

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Footing:
    """On what a claim is put, other than everything that the printed figures leave open.

    Attributes
    ----------
    on_all : bool
        Count what was answered among all that took part in the survey, on each base; for intervals, not for ``delta*``.
    counts : {"all", "worst", "best"}
        The admissible counts, or only those that are worst or best for the claim.
    """

    on_all: bool = False
    counts: Literal["all", "worst", "best"] = "all"

    def ends(self, worst: IntArray, best: IntArray) -> tuple[IntArray, IntArray]:
        """Return the counts at which what is claimed, and its opposite, are written."""
        return (
            worst if self.counts != "best" else best,
            best if self.counts != "worst" else worst,
        )

    def of(self, n: IntArray, bases: Mapping[str, Base]) -> IntArray:
        """Return what the counts are divided by, for each combination; `bases` are those of the wave."""
        return np.full_like(n, bases["respondents"].sizes[0]) if self.on_all else n


PLAIN = Footing()


@dataclass(frozen=True)
class Part:
    """One share against a limit, or one share against another, on every base that is left open.

    Attributes
    ----------
    estimate : float
        The share, or the difference, of the printed figures; per cent or points.
    origin : float
        What a margin of zero stands for: the limit in per cent, or 0.
    bases : tuple of str
        The names of the bases; of a change ``earlier+later``, where they differ.
    claimed, opposite : tuple of Margin
        What is claimed and its opposite, one for each base: at the counts that are worst, and best, for the claim.
    exact_p : (float, float) or None
        Largest two-sided p value of what is claimed and of its opposite, where an exact test gives it.
    size : float
        Largest true size of the tests of the intervals, over the bases.
    exact : (tuple of Margin, tuple of Margin) or None
        What is claimed and its opposite as the tests see them that decide, where one of these is exact.
    """

    estimate: float
    origin: float
    bases: tuple[str, ...]
    claimed: tuple[Margin, ...]
    opposite: tuple[Margin, ...]
    exact_p: tuple[float, float] | None = None
    size: float = float("nan")
    exact: tuple[tuple[Margin, ...], tuple[Margin, ...]] | None = None

    @property
    def deciding(self) -> tuple[tuple[Margin, ...], tuple[Margin, ...]]:
        """What is claimed and its opposite, as the tests see them that decide."""
        return self.exact or (self.claimed, self.opposite)

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
            max(two_sided_p_value(each) for each in margins) for margins in self.deciding
        )
        return claimed, opposite


def _part(
    estimate: float,
    origin: float,
    bases: Sequence[str],
    claimed: Sequence[DecidingTest],
    opposite: Sequence[DecidingTest],
) -> Part:
    tests = [*claimed, *opposite]
    decided = tuple(each.margin for each in claimed), tuple(each.margin for each in opposite)
    return Part(
        estimate,
        origin,
        tuple(bases),
        tuple(each.interval for each in claimed),
        tuple(each.interval for each in opposite),
        size=max((each.size for each in tests), default=float("nan")),
        exact=decided if any(each.exact for each in tests) else None,
    )


def least_delta_star(
    margins: Iterable[Margin], confidence: float, reading: Reading = "imbens_manski"
) -> float:
    """Return the least ``delta*`` over some margins, in points; nan where one of them does not lie above zero."""
    found = [100 * delta_star(each, confidence, reading) for each in margins]
    return float("nan") if any(map(np.isnan, found)) else min(found, default=float("nan"))


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


def against_limit(
    share: PrintedShare,
    limit: float,
    above: bool,
    bases: Bases,
    confidence: float = 0.95,
    footing: Footing = PLAIN,
) -> Part:
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
    confidence : float
        Level at which it is decided, between 0 and 1.
    footing : Footing
        On what it is put.

    Returns
    -------
    Part
        Wilson limits; the exact test of Clopper and Pearson decides where the size of Wilson's is too large.
    """
    names, claimed, opposite = [], [], []
    for base in possible_bases(share, bases[share.wave_id]):
        # part of those with a team is put on all of them: the claim is on municipalities
        table = placements([share], base, with_team=base.least_part is not None)
        if len(table):
            n, low, high = table.T
            n = footing.of(n, bases[share.wave_id])
            f = silent_part(n, base)
            least, most = footing.ends(low, high) if above else footing.ends(high, low)[::-1]
            # a share below a limit is that of the other answers above the rest
            over = _excess_over_limit(least, n, f, limit / 100, confidence)
            under = _excess_over_limit(n - most, n, f, 1 - limit / 100, confidence)
            names.append(base.name)
            claimed.append(over if above else under)
            opposite.append(under if above else over)
    sign = 1 if above else -1
    return _part(sign * _middle(share), sign * limit, names, claimed, opposite)


def _excess_over_limit(
    count: IntArray, size: IntArray, silent: FloatArray, limit: float, confidence: float
) -> DecidingTest:
    return deciding_test(
        excess_over_limit(count, size, silent, limit),
        confidence,
        lambda at: size_against_limit(int(size[at]), limit, confidence),
        lambda at: lambda level: clopper_pearson_lower_limit(count[at], size[at], level) - limit,
    )


def least_part_above(
    shares: Sequence[PrintedShare], limit: float, bases: Bases, levels: tuple[float, float]
) -> tuple[float, float]:
    """Find how large a group whose size was not printed must have been for the rule to say that shares lie above a limit.

    Parameters
    ----------
    shares, limit, bases
        As in `against_limit`.
    levels : (float, float)
        Confidence levels: that of the interval, and the one that Holm's correction asks of it.

    Returns
    -------
    part : float
        Least part of the municipalities with a team, whole per cent; 0 where the size does not matter.
    delta_star : float
        Points by which the silent may differ where the group is that part; what can be said in one sentence with it.
    """

    def parts(part: int) -> list[Part]:
        sized = _resized(bases, Fraction(part, 100))
        return [against_limit(share, limit, True, sized, levels[1]) for share in shares]

    def reach(part: int) -> float:
        margins = (margin for each in parts(part) for margin in each.deciding[0])
        return least_delta_star(margins, levels[0])

    def holds(part: int) -> bool:
        margins = [margin for each in parts(part) for margin in each.claimed]
        outlasts = all(near_end(each, 0.0, levels[1], "union") > 0 for each in margins)
        return outlasts and reach(part) >= YARDSTICK

    least = bisect_left(range(1, 101), True, key=holds) + 1
    return (0.0, float("nan")) if least == 1 else (float(least), reach(least))


def _resized(bases: Bases, part: Fraction) -> Bases:
    return {
        wave: {name: resized(base, part) for name, base in of_wave.items()}
        for wave, of_wave in bases.items()
    }


def _middle(share: PrintedShare) -> float:
    return float(share.value_low + share.value_high) / 2


def one_above_other(
    first: PrintedShare,
    second: PrintedShare,
    bases: Sequence[Base],
    of_wave: Mapping[str, Base],
    confidence: float = 0.95,
    footing: Footing = PLAIN,
) -> Part:
    """Compare two answers to one question of a survey, at the least favourable dependence, both off by delta.

    Parameters
    ----------
    first, second : PrintedShare
        Of one wave; the first is claimed to be the larger.
    bases : sequence of Base
        Those that both can have; both are on one of them.
    of_wave : mapping
        Name of a base of the wave to that base.
    confidence : float
        Level at which it is decided, between 0 and 1.
    footing : Footing
        On what it is put.

    Returns
    -------
    Part
        Wording does not enter within a wave. Limits of Newcombe for paired shares; McNemar's exact test, at the table that is
        least favourable to a difference, decides where the size of Newcombe's is too large.
    """
    names, claimed, opposite = [], [], []
    for base in bases:
        table = placements([first, second], base)
        if len(table):
            n, low1, high1, low2, high2 = table.T
            n = footing.of(n, of_wave)
            f = silent_part(n, base)
            (worst1, best1), (worst2, best2) = footing.ends(low1, high1), footing.ends(high2, low2)
            names.append(base.name)
            claimed.append(_excess_within_sample(worst1, worst2, n, f, confidence))
            opposite.append(_excess_within_sample(best2, best1, n, f, confidence))
    return _part(_middle(first) - _middle(second), 0.0, names, claimed, opposite)


def _excess_within_sample(
    a: IntArray, b: IntArray, size: IntArray, silent: FloatArray, confidence: float
) -> DecidingTest:
    """Describe p_a - p_b; the share that both have where they do not differ lies within the Wilson intervals of the two."""
    ends = [*wilson_interval(a, size, confidence), *wilson_interval(b, size, confidence)]
    low, high = min(map(np.min, ends)), max(map(np.max, ends))
    return deciding_test(
        excess_within_sample(a, b, size, silent),
        confidence,
        lambda at: size_within_sample(int(size[at]), float(low), float(high), confidence),
        lambda at: partial(exact_contrast_lower_limit, a[at], b[at], size[at]),
    )


def rise_or_fall(
    first: PrintedShare,
    second: PrintedShare,
    rise: bool,
    bases: Bases,
    confidence: float = 0.95,
    footing: Footing = PLAIN,
) -> Part:
    """Compare one share in two waves, on every pair of bases that both can have had.

    Parameters
    ----------
    first, second : PrintedShare
        Those of the earlier and the later wave.
    rise : bool
        The direction that is claimed; the part is signed by it.
    bases : mapping
        Wave to the name of a base to that base.
    confidence : float
        Level at which it is decided, between 0 and 1.
    footing : Footing
        On what it is put.

    Returns
    -------
    Part
        Limits by Newcombe's hybrid score method, the waves as independent; see `differences.test_of`.
    """
    pairs = base_pairs(first, second, bases)
    layouts = {
        pair_name(pair[0].name, pair[1].name): layout
        for pair in pairs
        if (layout := lay_out(first, second, pair, bases))
    }
    of_waves = bases[first.wave_id], bases[second.wave_id]
    put = [_put(each, rise, of_waves, footing) for each in layouts.values()]
    claimed, opposite = (
        [test_of(each, way, confidence) for each in put] for way in (rise, not rise)
    )
    change = _middle(second) - _middle(first)
    return _part(change if rise else -change, 0.0, list(layouts), claimed, opposite)


def groups_apart(pair: Pair, bases: Bases, confidence: float) -> Part:
    """Compare two groups of one survey, the first of which is claimed to be the larger, on each base that is left open.

    Parameters
    ----------
    pair : Pair
        The groups, which two answers to another question make.
    bases : mapping
        Wave to the name of a base to that base.
    confidence : float
        Level at which it is decided, between 0 and 1.

    Returns
    -------
    Part
        As of `rise_or_fall`, the groups as independent. Who did not answer, or not both questions, belongs to one of the two.
    """
    of_wave = bases[pair.first.wave_id]
    layouts: dict[str, Layout] = {}
    for both in base_pairs(pair.second, pair.first, bases):
        layout = lay_out(pair.second, pair.first, both, bases)
        if layout and both[2]:
            whole = of_wave.get(both[0].name, of_wave["respondents"])
            skipped = max(0, whole.sizes[-1] - pair.answered)
            layouts[both[0].name] = replace(layout, either=whole.nonrespondents + skipped)
    claimed, opposite = (
        [test_of(each, way, confidence) for each in layouts.values()] for way in (True, False)
    )
    return _part(difference_of(pair), 0.0, list(layouts), claimed, opposite)


def difference_of(pair: Pair) -> float:
    """Return by how many points the first group has the larger share, as printed."""
    first, second = (
        _middle(each) * (100 / (each.n_printed or 1) if each.unit == "count" else 1)
        for each in (pair.first, pair.second)
    )
    return first - second


def _put(
    layout: Layout, rise: bool, of_waves: tuple[Mapping[str, Base], ...], footing: Footing
) -> Layout:
    """Put the corners of a layout, the least change first, on a footing."""
    corners = [
        (k1, footing.of(n1, of_waves[0]), k2, footing.of(n2, of_waves[1]))
        for k1, n1, k2, n2 in layout.corners
    ]
    if footing.counts != "all":
        only = corners[0] if rise == (footing.counts == "worst") else corners[1]
        corners = [only, only]
    sizes = corners[0][1], corners[0][3]
    frames = [np.maximum(frame, n) for frame, n in zip(layout.frames, sizes, strict=True)]
    return replace(layout, corners=(corners[0], corners[1]), frames=(frames[0], frames[1]))


def pair_name(first: str, second: str) -> str:
    """Name the bases of two waves in one word; a plus stands between two that differ."""
    return first if first == second else f"{first}+{second}"


def alike(
    first: PrintedShare,
    second: PrintedShare,
    limit: float,
    bases: Bases,
    waves: Mapping[str, Wave],
    confidence: float,
) -> Part:
    """Compare the difference of one share in two waves with the limit within which they count as equal.

    Parameters
    ----------
    first, second : PrintedShare
        Those of the earlier and the later wave.
    limit : float
        In points.
    bases, waves
        As in `differences.compare`.
    confidence : float
        Confidence level, between 0 and 1, of two one-sided tests.

    Returns
    -------
    Part
        A margin for every base that both waves can share: the limit less the furthest end of the interval of two one-sided
        tests. The silent of both waves move it in opposite directions, by the whole of delta.
    """
    found = [
        each
        for pair in base_pairs(first, second, bases)
        if pair[2] and (each := compare(first, second, pair, bases, waves, confidence))
    ]
    claimed, opposite = [], []
    for each in found:
        low, high = each.b_equality
        nearest = max(0.0, low, -high)
        claimed.append(_sure(limit / 100 - max(abs(low), abs(high)), each.silent))
        # a difference is never less than none
        opposite.append(_sure(nearest - limit / 100, each.silent, nearest))
    names = tuple(pair_name(*each.bases) for each in found)
    return Part(
        limit - abs(_middle(second) - _middle(first)), 0.0, names, tuple(claimed), tuple(opposite)
    )


def _sure(estimate: float, silent: float, most: float = float("inf")) -> Margin:
    """Describe an end of an interval that holds chance already, and falls by the silent part of delta, at most so far."""
    end = np.array([estimate])
    return Margin(
        estimate=end,
        error=np.zeros(1),
        lower_limit=lambda _: end,
        too_high=lambda delta: np.minimum(np.array([silent * delta]), most),
        too_low=lambda _: np.zeros(1),
    )


def in_order(
    shares: Sequence[PrintedShare],
    bases: Bases,
    first_only: bool = False,
    confidence: float = 0.95,
    footing: Footing = PLAIN,
) -> list[Part]:
    """Compare the first share with each other, or each with the next; arguments as in `one_above_other`."""
    of_wave = bases[shares[0].wave_id]
    shared = shared_bases(shares, of_wave)
    couples = [(shares[0], each) for each in shares[1:]] if first_only else pairwise(shares)
    return [
        one_above_other(first, second, shared, of_wave, confidence, footing)
        for first, second in couples
    ]


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


@cache
def strata_apart(splits: tuple[Split, ...], confidence: float) -> Part:
    """Compare the G32 cities with the other municipalities by an exact test, over every split that the figures allow.

    Parameters
    ----------
    splits : tuple of Split
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
    size, exact = _size_of_strata(others, cities, confidence), ((above,), (below,))
    names = ("g32_respondents",)
    return Part(middle, 0.0, names, (above,), (below,), (p_above, p_below), size, exact)


def _size_of_strata(first: IntArray, second: IntArray, confidence: float) -> float:
    """Return the size that the test of an interval would have, over every split."""
    ends = [end for k, n, _ in (first, second) for end in wilson_interval(k, n, confidence)]
    low, high = float(min(map(np.min, ends))), float(max(map(np.max, ends)))
    sizes = set(zip(first[1].tolist(), second[1].tolist(), strict=True))
    return max(size_of_difference(*each, low, high, confidence) for each in sizes)


def _exact(first: IntArray, second: IntArray, confidence: float) -> tuple[Margin, float]:
    """Describe the rise from the first group to the second, with exact limits and the largest two-sided p value."""
    (k1, n1, frame1), (k2, n2, frame2) = first, second
    tables = [(int(a), int(b), int(c), int(d)) for a, b, c, d in zip(k1, n1, k2, n2, strict=True)]
    lows = np.array([exact_difference_lower_limit(*each, confidence) for each in tables])
    p = max(min(1.0, 2 * exact_difference_p_value(*each)) for each in tables)
    rise = rise_between_samples(k1, n1, 1 - n1 / frame1, k2, n2, 1 - n2 / frame2)
    return replace(rise, lower_limit=lambda _: lows), p
