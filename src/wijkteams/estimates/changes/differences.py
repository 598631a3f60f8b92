"""What two waves say of the change of one share: every interval and breakdown point for one pair of bases."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wijkteams.estimates.counts.pairs import LIKELIEST_BASE, placements, possible_bases
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.who_answered import Base, Wave, overlap_limits
from wijkteams.estimates.rule.verdicts import EQUALITY_LIMIT
from wijkteams.statistics.change import (
    finite_population_change,
    no_assumption_change,
    superpopulation_change,
)
from wijkteams.statistics.nonresponse import breakdown_point, erasing_deviation
from wijkteams.statistics.overlap import difference_standard_error, wald_test

Interval = tuple[float, float]
IntArray = NDArray[np.int64]
Corner = tuple[IntArray, IntArray, IntArray, IntArray]
Corners = tuple[Corner, Corner]

# ASSUME: a municipality does not tend to change its answer, so the correlation of its two answers is not negative;
# nor is it above 0.8, because teams were made over in those years. Under A either end can be the less favourable one.
LARGEST_CORRELATION = 0.8


@dataclass(frozen=True)
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
    p : float
        Largest two-sided p value under B without correlation.
    breakdown : float
        Least breakdown point; 0 where the direction of the change is open.
    interval_breakdown : float
        How far nonrespondents must differ from respondents to bring not the change but the near end of its interval
        under B to zero; 0 where that interval holds zero.
    equality_breakdown : float
        How far they must differ, in opposite directions, to bring the change to the limit of equality; 0 where some
        count puts it beyond.
    """

    bases: tuple[str, str]
    shared: bool
    point: Interval
    a: Interval
    b: Interval
    b_equality: Interval
    c: Interval
    p: float
    breakdown: float
    interval_breakdown: float
    equality_breakdown: float


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
    names = [share.wave_id for share in (first, second)]
    tables = [
        placements([share], base, with_team=not pair[2])
        for share, base in zip((first, second), pair[:2], strict=True)
    ]
    if not all(len(table) for table in tables):
        return None
    i, j = (each.ravel() for each in np.indices([len(table) for table in tables]))
    n1, low1, high1 = tables[0][i].T
    n2, low2, high2 = tables[1][j].T
    corners: Corners = (high1, n1, low2, n2), (low1, n1, high2, n2)
    groups = [
        base if pair[2] else bases[wave].get(LIKELIEST_BASE, base)
        for base, wave in zip(pair[:2], names, strict=True)
    ]
    frames = [
        np.maximum(n, group.sizes[-1]) + group.nonrespondents
        for n, group in zip((n1, n2), groups, strict=True)
    ]
    overlap = overlap_limits(waves, names[0], names[1], n1, n2)
    ends = _hull(corners, lambda k1, m1, k2, m2: (k2 / m2 - k1 / m1,) * 2)
    nearest = corners[0] if ends[0] > 0 else corners[1]
    signed = ends[0] > 0 or ends[1] < 0
    return Difference(
        bases=(pair[0].name, pair[1].name),
        shared=pair[2],
        point=ends,
        a=_interval_a(corners, groups, overlap, confidence),
        b=_hull(corners, partial(superpopulation_change, confidence=confidence)),
        b_equality=_hull(corners, partial(superpopulation_change, confidence=2 * confidence - 1)),
        c=_hull(corners, lambda *corner: no_assumption_change(*corner, *frames)),
        p=_largest_p(nearest) if signed else 1.0,
        breakdown=float(np.min(breakdown_point(*nearest, *frames))) if signed else 0.0,
        interval_breakdown=_interval_breakdown(nearest, frames, confidence) if signed else 0.0,
        equality_breakdown=min(_equality_breakdown(corner, frames) for corner in corners),
    )


def _hull(corners: Corners, interval: Callable[..., tuple[Any, Any]]) -> Interval:
    """Take the lower limit where the change is least and the upper one where it is greatest."""
    return float(np.min(interval(*corners[0])[0])), float(np.max(interval(*corners[1])[1]))


def _interval_a(
    corners: Corners,
    groups: list[Base],
    overlap: tuple[IntArray, IntArray],
    confidence: float,
) -> Interval:
    """Estimand A, over the ends of the population sizes, of the overlap and of the correlation."""
    sizes = (corners[0][1], corners[0][3])
    domains = [
        [np.maximum(n, end) for end in (group.domain_sizes[0], group.domain_sizes[-1])]
        for n, group in zip(sizes, groups, strict=True)
    ]
    hulls = []
    for first, second in product(*domains):
        # without correlation the overlap does not enter
        for common, rho in ((overlap[0], 0.0), *((end, LARGEST_CORRELATION) for end in overlap)):
            interval = partial(
                finite_population_change,
                population1=first,
                population2=second,
                overlap=common,
                correlation=rho,
                confidence=confidence,
            )
            hulls.append(_hull(corners, interval))
    return min(low for low, _ in hulls), max(high for _, high in hulls)


def _interval_breakdown(corner: Corner, frames: list[IntArray], confidence: float) -> float:
    low, high = superpopulation_change(*corner, confidence=confidence)
    k1, n1, k2, n2 = corner
    down = k2 / n2 > k1 / n1
    return _least_deviation(corner, frames, np.where(down, low, -np.asarray(high)), down)


def _equality_breakdown(corner: Corner, frames: list[IntArray]) -> float:
    k1, n1, k2, n2 = corner
    limit, change = EQUALITY_LIMIT / 100, k2 / n2 - k1 / n1
    return min(
        _least_deviation(corner, frames, limit + change, np.True_),
        _least_deviation(corner, frames, limit - change, np.False_),
    )


def _least_deviation(
    corner: Corner,
    frames: list[IntArray],
    distance: NDArray[np.float64],
    down: NDArray[np.bool_] | np.bool_,
) -> float:
    """Least deviation of nonrespondents that moves the change by a distance, down or up; 0 for a negative distance."""
    k1, n1, k2, n2 = corner
    p1, p2 = k1 / n1, k2 / n2
    rooms = np.where(down, 1 - p1, p1), np.where(down, p2, 1 - p2)
    points = erasing_deviation(distance, 1 - n1 / frames[0], rooms[0], 1 - n2 / frames[1], rooms[1])
    return float(np.min(points))


def _largest_p(corner: Corner) -> float:
    k1, n1, k2, n2 = corner
    _, p = wald_test(k2 / n2 - k1 / n1, difference_standard_error(k1, n1, k2, n2))
    return float(np.max(p))
