"""What two waves say of the change of one share: every interval and every ``delta*`` for one pair of bases."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wijkteams.estimates.counts.pairs import LIKELIEST_BASE, placements, possible_bases
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.who_answered import Base, Wave, overlap_limits
from wijkteams.estimates.rule.deciding_test import DecidingTest, deciding_test
from wijkteams.estimates.rule.verdicts import EQUALITY_LIMIT
from wijkteams.statistics.change import (
    finite_population_change,
    no_assumption_change,
    superpopulation_change,
)
from wijkteams.statistics.delta_star import (
    Margin,
    rise_between_groups,
    rise_between_samples,
    two_sided_p_value,
)
from wijkteams.statistics.exact_difference import exact_difference_lower_limits
from wijkteams.statistics.intervals import wilson_interval
from wijkteams.statistics.overlap import nearest_correlation
from wijkteams.statistics.true_size import size_of_difference

Interval = tuple[float, float]
IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
Corner = tuple[IntArray, IntArray, IntArray, IntArray]
Corners = tuple[Corner, Corner]

# ASSUME: a municipality does not tend to change its answer, so the correlation of its two answers is not negative;
# nor is it above 0.8, because teams were made over in those years. Under A either end can be the less favourable one.
LARGEST_CORRELATION = 0.8


@dataclass(frozen=True, eq=False)
class Difference:
    """A change under the estimands, over every count and n of one pair of bases; shares, not per cent.

    Attributes
    ----------
    bases : tuple of str
        The base of the earlier and of the later wave.
    shared : bool
        Both waves use the same base.
    point, a, b, b_equality, c : (float, float)
        Hulls of the change itself, of its intervals under A and B, of the interval under B that two one-sided tests of
        equality use, and of the bounds without assumptions.
    margin, finite_margin : Margin or None
        The change in its own direction, as a tendency (B) and in the finite population of those two years (A, answers
        of the two waves uncorrelated); None where its direction is open.
    silent : float
        The parts of both groups that did not answer, added up; the most, where it is open.
    test : DecidingTest
        What decides whether the change is more than chance under B; it counts where ``margin`` is there.
    """

    bases: tuple[str, str]
    shared: bool
    point: Interval
    a: Interval
    b: Interval
    b_equality: Interval
    c: Interval
    margin: Margin | None
    finite_margin: Margin | None
    silent: float
    test: DecidingTest

    @cached_property
    def p(self) -> float:
        """Two-sided p value of the test that decides; 1 where the direction is open."""
        return two_sided_p_value(self.test.margin) if self.margin else 1.0

    @property
    def equality_delta(self) -> float:
        """How far the silent may differ, in opposite directions, before the difference can reach the limit of equality.

        nan where the interval of equality reaches it at once.
        """
        room = EQUALITY_LIMIT / 100 - max(abs(end) for end in self.b_equality)
        return room / self.silent if room > 0 else float("nan")


def base_pairs(
    first: PrintedShare, second: PrintedShare, bases: Mapping[str, Mapping[str, Base]]
) -> list[tuple[Base, Base, bool]]:
    """Pair the bases that two waves of an item can have had.

    Parameters
    ----------
    first, second : PrintedShare
        Those of the earlier and the later wave.
    bases : mapping
        Wave to the name of a base to that base.

    Returns
    -------
    list of (Base, Base, bool)
        Every pair, and whether both are the same group. Two figures that one source prints side by side are on one
        base.

    Notes
    -----
    ASSUME: an article that prints two years of one share in one breath means the same group in both.
    """
    possible = [possible_bases(share, bases[share.wave_id]) for share in (first, second)]
    pairs = [(a, b, _same_group(a.name, b.name)) for a, b in product(*possible)]
    if _source(first) == _source(second) and any(shared for _, _, shared in pairs):
        return [pair for pair in pairs if pair[2]]
    return pairs


def _same_group(first: str, second: str) -> bool:
    """Whether two bases are one group; only in 2014 were there municipalities about to start a team."""
    return first == second or (first, second) == ("with_or_starting", LIKELIEST_BASE)


def _source(share: PrintedShare) -> str:
    return share.figure_ids[0].partition(".")[0]


def compare(
    first: PrintedShare,
    second: PrintedShare,
    pair: tuple[Base, Base, bool],
    bases: Mapping[str, Mapping[str, Base]],
    waves: Mapping[str, Wave],
    confidence: float,
) -> Difference | None:
    """Compare two waves on one pair of bases.

    Parameters
    ----------
    first, second : PrintedShare
        Those of the earlier and the later wave.
    pair : (Base, Base, bool)
        From `base_pairs`. Two different bases are both put on the municipalities with a team that answered.
    bases : mapping
        Wave to the name of a base to that base.
    waves : mapping of str to Wave
        The surveys.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    Difference or None
        None where no count fits one of the printed figures on its base.

    Notes
    -----
    The change is least where the earlier count is greatest and the later one least, and the other way round: these
    two corners of the admissible counts carry every hull, for every combination of n.
    """
    # Only these two of the bases and surveys count, so that what is compared again on others is not worked out again.
    teams = tuple(bases[each.wave_id].get(LIKELIEST_BASE) for each in (first, second))
    return _compared(
        first, second, pair, teams, (waves[first.wave_id], waves[second.wave_id]), confidence
    )


@cache
def _compared(
    first: PrintedShare,
    second: PrintedShare,
    pair: tuple[Base, Base, bool],
    teams: tuple[Base | None, ...],
    surveys: tuple[Wave, Wave],
    confidence: float,
) -> Difference | None:
    names = first.wave_id, second.wave_id
    bases = {
        name: {LIKELIEST_BASE: team} if team else {}
        for name, team in zip(names, teams, strict=True)
    }
    waves = dict(zip(names, surveys, strict=True))
    layout = lay_out(first, second, pair, bases)
    if not layout:
        return None
    corners, sizes = layout.corners, layout.domain_sizes
    overlap = overlap_limits(waves, first.wave_id, second.wave_id, corners[0][1], corners[0][3])
    ends = _hull(corners, lambda k1, n1, k2, n2: (k2 / n2 - k1 / n1,) * 2)
    signed, rise = ends[0] > 0 or ends[1] < 0, sum(ends) > 0
    test = test_of(layout, rise, confidence)
    return Difference(
        bases=(pair[0].name, pair[1].name),
        shared=pair[2],
        point=ends,
        a=_interval_a(corners, sizes, overlap, confidence),
        b=_hull(corners, partial(superpopulation_change, confidence=confidence)),
        b_equality=_hull(corners, partial(superpopulation_change, confidence=2 * confidence - 1)),
        c=_hull(
            corners,
            partial(
                no_assumption_change, population1=layout.frames[0], population2=layout.frames[1]
            ),
        ),
        margin=test.interval if signed else None,
        finite_margin=margin_of(layout, rise, finite=True) if signed else None,
        silent=float(np.max(layout.silent[0] + layout.silent[1])),
        test=test,
    )


@dataclass(frozen=True)
class Layout:
    """Everything that two printed shares leave open on one pair of bases.

    Attributes
    ----------
    corners : two tuples of four arrays of int, shape (combinations,)
        Count and answers of both waves: where the change is least, and where it is greatest.
    frames : two arrays of int
        For each wave those in the group, answers or not, and all that can belong to it and did not take part.
    domain_sizes : two pairs of arrays of int
        For each wave the least and the greatest size of the group among all municipalities of that year.
    either : int or None
        Of two groups of one survey: how many did not answer, each of which belongs to one of the two.
    """

    corners: Corners
    frames: tuple[IntArray, IntArray]
    domain_sizes: tuple[tuple[IntArray, IntArray], tuple[IntArray, IntArray]]
    either: int | None = None

    @property
    def silent(self) -> tuple[FloatArray, FloatArray]:
        """For each wave the part of the group that did not answer."""
        sizes = self.corners[0][1], self.corners[0][3]
        return 1 - sizes[0] / self.frames[0], 1 - sizes[1] / self.frames[1]


def lay_out(
    first: PrintedShare,
    second: PrintedShare,
    pair: tuple[Base, Base, bool],
    bases: Mapping[str, Mapping[str, Base]],
) -> Layout | None:
    """Lay out everything that two printed shares leave open; arguments and None as in `compare`."""
    tables = [
        placements([share], base, with_team=not pair[2])
        for share, base in zip((first, second), pair[:2], strict=True)
    ]
    if not all(len(table) for table in tables):
        return None
    i, j = (each.ravel() for each in np.indices([len(table) for table in tables]))
    (n1, low1, high1), (n2, low2, high2) = tables[0][i].T, tables[1][j].T
    groups = [
        base if pair[2] else bases[share.wave_id].get(LIKELIEST_BASE, base)
        for base, share in zip(pair[:2], (first, second), strict=True)
    ]
    # those in the group that skipped the item are silent too
    one, two = (
        (
            np.maximum(n, group.sizes[-1]) + group.nonrespondents,
            (np.maximum(n, group.domain_sizes[0]), np.maximum(n, group.domain_sizes[-1])),
        )
        for n, group in zip((n1, n2), groups, strict=True)
    )
    corners = (high1, n1, low2, n2), (low1, n1, high2, n2)
    return Layout(corners, (one[0], two[0]), (one[1], two[1]))


def margin_of(layout: Layout, rise: bool, finite: bool = False) -> Margin:
    """Describe a rise, or a fall, at the corner nearest to no change.

    Parameters
    ----------
    layout : Layout
        What is left open.
    rise : bool
        The direction.
    finite : bool
        For the municipalities of those two years, in place of the tendency behind them.

    Returns
    -------
    Margin
        Answers of the two waves are uncorrelated.
    """
    k1, n1, k2, n2 = layout.corners[0] if rise else layout.corners[1]
    if not rise:
        k1, k2 = n1 - k1, n2 - k2
    if layout.either is not None:
        return rise_between_groups(k1, n1, k2, n2, layout.either)
    sizes = [size[-1] for size in layout.domain_sizes] if finite else [None, None]
    return rise_between_samples(k1, n1, layout.silent[0], k2, n2, layout.silent[1], *sizes)


def test_of(layout: Layout, rise: bool, confidence: float) -> DecidingTest:
    """Find what decides a rise, or a fall; arguments as in `margin_of` and `compare`.

    Notes
    -----
    The share that both waves have in common, where nothing changed, lies anywhere between the least and the greatest limit
    of the Wilson intervals of the two. Answers of the two waves are taken as uncorrelated. Municipalities that answered both
    and tend to answer alike make the difference vary less, and the true size smaller.
    """
    k1, n1, k2, n2 = layout.corners[0] if rise else layout.corners[1]
    limits = [
        wilson_interval(corner[place], corner[place + 1], confidence)
        for corner in layout.corners
        for place in (0, 2)
    ]
    low = min(float(np.min(each[0])) for each in limits)
    high = max(float(np.max(each[1])) for each in limits)
    first, second = (k1, k2) if rise else (n1 - k1, n2 - k2)
    return deciding_test(
        margin_of(layout, rise),
        confidence,
        lambda at: size_of_difference(int(n1[at]), int(n2[at]), low, high, confidence),
        lambda at: exact_difference_lower_limits(
            int(first[at]), int(n1[at]), int(second[at]), int(n2[at])
        ),
    )


def _hull(corners: Corners, interval: Callable[..., tuple[Any, Any]]) -> Interval:
    """Take the lower limit where the change is least and the upper one where it is greatest."""
    return float(np.min(interval(*corners[0])[0])), float(np.max(interval(*corners[1])[1]))


def _interval_a(
    corners: Corners,
    domain_sizes: tuple[tuple[IntArray, IntArray], tuple[IntArray, IntArray]],
    overlap: tuple[IntArray, IntArray],
    confidence: float,
) -> Interval:
    """Estimand A, over the ends of the population sizes, of the overlap and of the correlation."""
    hulls = []
    correlated = [(end, LARGEST_CORRELATION) for end in _different(overlap)]
    for first, second in product(*map(_different, domain_sizes)):
        # without correlation the overlap does not enter
        for common, rho in ((overlap[0], 0.0), *correlated):

            def interval(
                k1: IntArray, n1: IntArray, k2: IntArray, n2: IntArray,
                sizes: tuple[IntArray, IntArray] = (first, second), common: IntArray = common, rho: float = rho,
            ) -> tuple[Any, Any]:  # fmt: skip
                possible = nearest_correlation(rho, k1 / n1, k2 / n2)
                return finite_population_change(
                    k1, n1, k2, n2, *sizes, common, possible, confidence
                )

            hulls.append(_hull(corners, interval))
    return min(low for low, _ in hulls), max(high for _, high in hulls)


def _different(ends: tuple[IntArray, IntArray]) -> tuple[IntArray, ...]:
    return ends[:1] if np.array_equal(*ends) else ends
