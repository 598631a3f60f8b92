"""What the published shares say for and against one claim, on every base that is left open."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from wijkteams.estimates.counts.pairs import (
    NOT_A_BASE,
    placements,
    possible_bases,
    readings_on,
    shared_bases,
)
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.who_answered import Base
from wijkteams.estimates.levels.shares import finite_population
from wijkteams.estimates.rule.regions import Interval, hull_of, inside, middle, telling_end
from wijkteams.estimates.rule.verdicts import EQUALITY_LIMIT, LEVEL_LIMIT, Evidence
from wijkteams.statistics.contrasts import contrast_interval
from wijkteams.statistics.differences import newcombe_difference
from wijkteams.statistics.nonresponse import breakdown_point


@dataclass(frozen=True)
class Finding:
    """What a claim is judged on.

    Attributes
    ----------
    evidence : Evidence
        For the rule.
    estimand : str
        ``A``, ``B``, or ``answers`` for a claim on those that answered.
    estimate : float
        The share, or the difference, per cent or percentage points.
    interval : (float, float)
        Hull over every admissible count, n and base.
    deciding : mapping of str to (str, float)
        Reason of a verdict to the number that decides it, with its name; ``""`` for any other reason.
    """

    evidence: Evidence
    estimand: str
    estimate: float
    interval: Interval
    deciding: Mapping[str, tuple[str, float]]


@dataclass(frozen=True)
class _OnBase:
    """One interval and breakdown point, in per cent, on one base."""

    interval: Interval
    breakdown: float


def of_level(
    shares: Sequence[PrintedShare],
    relation: str,
    value: float,
    bases: Mapping[str, Mapping[str, Base]],
    confidence: float,
    called: str = "",
) -> Finding:
    """Hold a share, in one or more waves, against a printed figure or a limit.

    Parameters
    ----------
    shares : sequence of PrintedShare
        The claim is on each of them.
    relation : {"about", "above", "below"}
        Where the claim puts the share; "about" means within `LEVEL_LIMIT` points.
    value : float
        The figure or limit, per cent.
    bases : mapping
        Wave to the name of a base to that base.
    confidence : float
        Confidence level, between 0 and 1.
    called : str
        The group that the source says it is a share of; empty where it does not matter.

    Returns
    -------
    Finding
        Under estimand A; the breakdown point is that of the least favourable wave.
    """
    region = {
        "about": (max(0.0, value - LEVEL_LIMIT), min(100.0, value + LEVEL_LIMIT)),
        "above": (value, 100.0),
        "below": (0.0, value),
    }[relation]
    by_wave = [
        [
            found
            for base in possible_bases(share, bases[share.wave_id])
            if (found := _level_on(share, base, region, confidence))
        ]
        for share in shares
    ]
    holds = [[inside(on.interval, region, relation) for on in each] for each in by_wave]
    names = [share.possible_bases for share in shares]
    clear = [len(each) == 1 and called in ("", each[0]) for each in names]
    hull = hull_of([on.interval for each in by_wave for on in each])
    evidence = Evidence(
        kind="level",
        a_every=all(all(each) for each in holds),
        a_some=all(any(each) for each in holds),
        breakdown=_breakdown(by_wave, holds),
        comparable=all(one.worded_like(two) for one, two in combinations(shares, 2)),
        base_clear=all(clear),
        does_not_follow=called == NOT_A_BASE,
    )
    last = shares[-1]
    answered = _ends(_shares_of_answers(last, bases[last.wave_id]))
    estimate = last.percent if last.unit == "percent" else middle(answered)
    return Finding(
        evidence, "A", estimate, hull,
        {"": ("a", telling_end(hull, region)), "fragile": ("breakdown", evidence.breakdown)},
    )  # fmt: skip


def _ends(shares: list[float]) -> Interval:
    return (min(shares), max(shares)) if shares else (math.nan, math.nan)


def _shares_of_answers(share: PrintedShare, bases: Mapping[str, Base]) -> list[float]:
    """Return the shares in per cent, among those that answered, of every count and n that fit the printed figure."""
    return [
        100 * count / size
        for base in possible_bases(share, bases)
        for count, size in readings_on(share, base)
    ]


def of_answers(share: PrintedShare, bases: Mapping[str, Mapping[str, Base]]) -> Finding:
    """Check a claim on those that answered: whether a count fits the printed figure and its base.

    Parameters
    ----------
    share : PrintedShare
        The share.
    bases : mapping
        Wave to the name of a base to that base.

    Returns
    -------
    Finding
        Nobody is missing, so neither sampling nor nonresponse counts.
    """
    shares = _shares_of_answers(share, bases[share.wave_id])
    fits = bool(shares)
    evidence = Evidence(
        "level", a_every=fits, a_some=fits, breakdown=math.inf, does_not_follow=not fits
    )
    hull = _ends(shares)
    return Finding(evidence, "answers", middle(hull), hull, {"": ("answers", middle(hull))})


def of_ranking(
    shares: Sequence[PrintedShare],
    bases: Mapping[str, Mapping[str, Base]],
    confidence: float,
    first_only: bool = False,
) -> Finding:
    """Compare answers of one wave in the order of the claim, at the least favourable dependence.

    Parameters
    ----------
    shares : sequence of PrintedShare
        Of one wave, the largest first.
    bases, confidence
        As in `of_level`.
    first_only : bool
        Compare the first with each of the others, not each with the next.

    Returns
    -------
    Finding
        Under estimand A, of the closest of the comparisons.
    """
    couples = [(shares[0], each) for each in shares[1:]] if first_only else list(pairwise(shares))
    shared = shared_bases(shares, bases[shares[0].wave_id])
    by_couple = [
        [found for base in shared if (found := _contrast_on(couple, base, confidence))]
        for couple in couples
    ]
    return _of_differences("ranking", couples, by_couple, len(shared) == 1)


def of_groups(
    shares: Sequence[PrintedShare], bases: Mapping[str, Mapping[str, Base]], confidence: float
) -> Finding:
    """Compare two groups of municipalities in one wave, the larger share first.

    Parameters
    ----------
    shares : sequence of PrintedShare
        Those of the two groups.
    bases, confidence
        As in `of_level`.

    Returns
    -------
    Finding
        Under estimand A; the groups answer independently.
    """
    first, second = shares
    known = bases[first.wave_id]
    found = []
    for one in possible_bases(first, known):
        for two in possible_bases(second, known):
            pairs = [
                (*a, *b, max(a[1], x), max(b[1], y))
                for a in readings_on(first, one)
                for b in readings_on(second, two)
                for x in (one.domain_sizes[0], one.domain_sizes[-1])
                for y in (two.domain_sizes[0], two.domain_sizes[-1])
            ]
            k1, n1, k2, n2, size1, size2 = np.array(pairs).T
            low, high = newcombe_difference(k1, n1, k2, n2, confidence, size1, size2)
            # from the second to the first group, so that the change that is to be erased is a rise
            frames = n2 + two.nonrespondents, n1 + one.nonrespondents
            points = breakdown_point(k2, n2, k1, n1, *frames)
            found.append(_on_base(low, high, np.where(k1 * n2 > k2 * n1, points, 0.0)))
    return _of_differences("ranking", [(first, second)], [found], len(found) == 1)


def of_equality(change: Mapping[str, Any]) -> Finding:
    """Judge whether two shares differ by less than the limit of equality.

    Parameters
    ----------
    change : mapping
        Row of the table of changes.

    Returns
    -------
    Finding
        Under estimand B. Its breakdown point is how far nonrespondents must differ from respondents, in opposite
        directions, to bring the difference to the limit; where not every base carries it, on the one that does.
    """
    every = change["equal_within"] < EQUALITY_LIMIT
    evidence = Evidence(
        kind="equality",
        a_every=every,
        a_some=change["shared_equal_within"] < EQUALITY_LIMIT,
        breakdown=change["equal_breakdown" if every else "shared_equal_breakdown"],
        comparable=change["comparability"] == "comparable",
    )
    deciding = {
        "": ("equal_within", change["equal_within"]),
        "fragile": ("breakdown", evidence.breakdown),
        "base": ("equal_within_shared", change["shared_equal_within"]),
    }
    return Finding(evidence, "B", change["change"], (change["b_low"], change["b_high"]), deciding)


def _of_differences(
    kind: str,
    couples: Sequence[tuple[PrintedShare, PrintedShare]],
    by_couple: Sequence[Sequence[_OnBase]],
    base_clear: bool,
) -> Finding:
    """Judge comparisons that must all come out above zero; the closest of them is reported."""
    holds = [[on.interval[0] > 0 for on in each] for each in by_couple]
    hulls = [hull_of([on.interval for on in each]) for each in by_couple]
    closest = min(range(len(hulls)), key=lambda place: hulls[place][0])
    first, second = couples[closest]
    evidence = Evidence(
        kind=kind,
        a_every=all(all(each) for each in holds),
        a_some=all(any(each) for each in holds),
        breakdown=_breakdown(by_couple, holds),
        base_clear=base_clear,
    )
    return Finding(
        evidence, "A", first.percent - second.percent, hulls[closest],
        {"": ("a", hulls[closest][0]), "fragile": ("breakdown", evidence.breakdown)},
    )  # fmt: skip


def _level_on(
    share: PrintedShare, base: Base, region: Interval, confidence: float
) -> _OnBase | None:
    readings = readings_on(share, base)
    interval = finite_population(readings, base, confidence)
    if interval is None:
        return None
    k, n = np.array(readings).T
    p, missing = 100 * k / n, base.nonrespondents / (n + base.nonrespondents)
    # nonrespondents can differ by no more than brings their share to 0 or 100
    down, up = (p - region[0]) / missing, (region[1] - p) / missing
    reach = [np.where(down <= p, down, np.inf), np.where(up <= 100 - p, up, np.inf)]
    leaves = np.minimum(
        reach[0] if region[0] > 0 else np.inf, reach[1] if region[1] < 100 else np.inf
    )
    return _OnBase((100 * interval[0], 100 * interval[1]), max(0.0, float(np.min(leaves))))


def _contrast_on(
    couple: tuple[PrintedShare, PrintedShare], base: Base, confidence: float
) -> _OnBase | None:
    table = placements(list(couple), base)
    if not len(table):
        return None
    n, low1, high1, low2, high2 = table.T
    population = np.maximum(n, base.domain_sizes[-1])
    interval: Callable[..., tuple[np.ndarray, np.ndarray]] = contrast_interval
    low, _ = interval(low1, high2, n, population, confidence=confidence)
    _, high = interval(high1, low2, n, population, confidence=confidence)
    contrast, missing = (low1 - high2) / n, base.nonrespondents / (n + base.nonrespondents)
    points = np.where(contrast > 0, contrast / missing, 0.0)
    return _on_base(low, high, np.where(points <= 1 + contrast, points, np.inf))


def _on_base(low: np.ndarray, high: np.ndarray, breakdown: np.ndarray) -> _OnBase:
    return _OnBase(
        (100 * float(np.min(low)), 100 * float(np.max(high))), 100 * float(np.min(breakdown))
    )


def _breakdown(found: Sequence[Sequence[_OnBase]], holds: Sequence[Sequence[bool]]) -> float:
    """Take the least over the waves or comparisons: over every base, or the best of those that carry the claim."""
    if all(all(each) for each in holds):
        return min(on.breakdown for each in found for on in each)
    best = [
        max((on.breakdown for on, held in zip(each, carried, strict=True) if held), default=0.0)
        for each, carried in zip(found, holds, strict=True)
    ]
    return min(best)
