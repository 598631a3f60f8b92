"""Claims that compare: changes, rankings, equalities and limits, each with its verdict by the rule."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, partial
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from wijkteams.checking.problems import InputError
from wijkteams.estimates.changes.changes import estimate_changes, evidence_of
from wijkteams.estimates.changes.unprinted import unprinted
from wijkteams.estimates.claims.catalogue import COMPARED, Claim, made_by, sources_of, waves_of
from wijkteams.estimates.claims.comparisons import (
    PLAIN,
    Footing,
    Part,
    against_limit,
    alike,
    all_the_rest,
    difference_of,
    furthest,
    groups_apart,
    in_order,
    least_delta_star,
    least_part_above,
    rise_or_fall,
    strata_apart,
)
from wijkteams.estimates.counts.by_answer import Pair, answers_beside, pairs_of_groups
from wijkteams.estimates.counts.printed_share import PrintedShare, printed_shares, read_shares
from wijkteams.estimates.counts.strata import Split, splits_of_wave
from wijkteams.estimates.counts.who_answered import Bases, Wave, WhoAnswered, read_who_answered
from wijkteams.estimates.rule.verdicts import (
    EQUALITY_LIMIT,
    VERDICTS,
    Evidence,
    conditions_in_words,
    judge,
)
from wijkteams.statistics.delta_star import Margin, Reading
from wijkteams.statistics.multiplicity import holm_adjusted
from wijkteams.tables import Row, keyed, list_of, read_text

COLUMNS = (
    "claim_id", "reading_of", "made_by", "source_id", "figure_ids", "claim_en", "claim_nl", "kind", "topic", "items",
    "waves", "estimate", "low", "high", "delta_star", "delta_star_union", "against", "p", "p_holm", "size", "test",
    "exact_delta_star", "exact_against", "verdict",
    "verdict_en", "verdict_nl", "reason", "why_en", "why_nl", "conditions", "condition_en", "condition_nl", "decided_by",
    "deciding_number",
)  # fmt: skip

HALF_POINT = Fraction(1, 2)
BROAD = "type_broad_all"
"""A type of team; the others are answers to the same question."""
Reach = tuple[float, float]
"""``delta*`` of a claim, and of its opposite; nan where the figures do not point there."""


@dataclass(frozen=True)
class Tables:
    """What the claims are judged on.

    Attributes
    ----------
    shares : mapping of str to sequence of PrintedShare
        Topic to its shares.
    changes : mapping of (str, str, str, str) to mapping
        Item, subgroup, earlier and later wave to the row of the table of changes.
    bases : mapping
        Wave to the name of a base to that base.
    waves : mapping of str to Wave
        The surveys.
    splits : mapping of str to sequence of Split
        Wave to the splits into G32 cities and other municipalities that the figures allow.
    confidence : float
        Confidence level, between 0 and 1.
    equality_limit : float
        Points within which two shares count as equal.
    footing : Footing
        On what the claims are put.
    """

    shares: Mapping[str, Sequence[PrintedShare]]
    changes: Mapping[tuple[Any, ...], Row]
    bases: Bases
    waves: Mapping[str, Wave]
    splits: Mapping[str, Sequence[Split]]
    confidence: float
    equality_limit: float = EQUALITY_LIMIT
    footing: Footing = PLAIN

    @property
    def answers(self) -> list[str]:
        """The types of team: the answers by which shortfalls can be told apart."""
        return answers_beside(BROAD, self.shares.get("team_type", ()))


@dataclass(frozen=True)
class Weighed:
    """A claim with the numbers that the rule looks at; per cent, or percentage points.

    Attributes
    ----------
    evidence : Evidence
        For the rule, but for Holm's correction where ``family`` is set.
    estimate : float
        The share, or the difference, as printed.
    interval : (float, float)
        Hull of the intervals for the tendency (B) over everything that is left open.
    other_ways : mapping of str to (float, float)
        ``delta*`` of the claim and of its opposite in other ways: by the careful reading (``union``), at the level that
        Holm's correction asks for (``holm_inside``), on the most favourable base alone (``one_base``).
    p, p_holm : float
        Two-sided, of the direction in which the figures point.
    family : bool
        Whether Holm's correction is still to be made, among the rankings and limits of its topic.
    part : float
        Least part of the group whose size was not printed, per cent.
    origin : float
        The limit, or 0 for a difference.
    furthest : float
        The share or difference when all who were silent say what the claim needs.
    delta_at_part : float
        ``delta*`` where the group is that part.
    part_at : callable or None
        Takes the levels of the interval and of Holm's correction, and returns ``part`` and ``delta_at_part``, where these
        are still to be found.
    parts : tuple of Part
        The rankings or limits of which it is made, where ``family`` is set.
    size : float
        Largest true size of the tests of the intervals, per cent.
    exact : bool
        Whether an exact test decides on some base.
    delta_star, against : float
        As in ``evidence``, by the interval, where an exact test decides.
    """

    evidence: Evidence
    estimate: float
    interval: tuple[float, float]
    other_ways: Mapping[str, Reach]
    p: float = math.nan
    p_holm: float = math.nan
    family: bool = False
    part: float = math.nan
    delta_at_part: float = math.nan
    origin: float = 0.0
    furthest: float = math.nan
    part_at: Callable[[tuple[float, float]], tuple[float, float]] | None = None
    parts: tuple[Part, ...] = ()
    size: float = math.nan
    exact: bool = False
    delta_star: float = math.nan
    against: float = math.nan


def read_tables(
    series: Sequence[Path], who_answered: Path, changes: Path, figures: Mapping[str, Path], confidence: float
) -> Tables:  # fmt: skip
    """Read what the claims are judged on: a series of each topic, who answered, the changes, and raw `figures` by name."""
    shares = {path.parent.name: read_shares(path) for path in series}
    who, raw = (
        read_who_answered(who_answered),
        {name: read_text(path) for name, path in figures.items()},
    )
    splits = feasible_splits(who, [*shares["response"], *shares["presence"]], raw)
    changed = by_change(pd.read_csv(changes))
    return Tables(shares, changed, who.bases, who.waves, splits, confidence)


def by_change(changes: pd.DataFrame) -> dict[tuple[Any, ...], Row]:
    """Return the rows of a table of changes, each under its item, subgroup, earlier and later wave."""
    return keyed(changes, "item_id", "subgroup", "wave_from", "wave_to")


def feasible_splits(
    who: WhoAnswered, shares: Sequence[PrintedShare], figures: Mapping[str, pd.DataFrame]
) -> dict[str, list[Split]]:
    """Return for each survey the splits into G32 cities and others; arguments as in `strata.splits_of_wave`."""
    return {
        name: splits_of_wave(
            name, wave.respondents, wave.municipalities, who.bases[name]["respondents"].settled["has_team"], shares, figures
        )
        for name, wave in who.waves.items()
        if "has_team" in who.bases[name]["respondents"].settled
    }  # fmt: skip


def judge_compared(claims: Sequence[Claim], tables: Tables) -> pd.DataFrame:
    """Judge every claim that compares.

    Parameters
    ----------
    claims : sequence of mapping
        Entries of ``config/claims.yaml`` that passed `catalogue.check_claims`.
    tables : Tables
        What they are judged on.

    Returns
    -------
    pandas.DataFrame
        One row for each, columns as in `COLUMNS`; per cent or percentage points. ``against`` is ``delta*`` of the
        opposite of what is claimed, and ``p`` that of the direction in which the figures point. ``size`` is the largest
        true size, in per cent, of the tests of the intervals that decide, one for each base; an equality has none here.
        ``test`` says whether the ``interval`` decides on each, or an ``exact`` test on some: then ``p``,
        ``exact_delta_star`` and ``exact_against`` are its own, and these decide. ``reading_of`` names the claim of which
        an entry is one reading.

    Raises
    ------
    InputError
        If a test names a share or change that was not published.

    Notes
    -----
    ASSUME: the rankings and limits of one topic in this table are one family for Holm's correction; a change is
    corrected among the changes of its topic, in the table of changes. An equality is judged by itself: no two are claimed
    of one topic. Of the comparisons that one claim joins all must hold, so the largest p value is that of the claim.
    """
    compared, weighed = weigh_compared(claims, tables)
    corrected = after_holm(compared, weighed, 1 - tables.confidence)
    rows = [
        _row(claim, each, tables.bases) for claim, each in zip(compared, corrected, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def weigh_compared(claims: Sequence[Claim], tables: Tables) -> tuple[list[Claim], list[Weighed]]:
    """Weigh every claim that compares, before Holm's correction; arguments and errors as in `judge_compared`."""
    compared = [claim for claim in claims if claim["kind"] in COMPARED]
    return compared, [weigh(claim, tables) for claim in compared]


def weigh(claim: Claim, tables: Tables) -> Weighed:
    """Weigh one claim that compares; arguments and errors as in `judge_compared`."""
    return _SCALES[claim["kind"]](claim["test"], tables, _name(claim))


def parts_of(claim: Claim, tables: Tables) -> list[Part]:
    """Write a claim as the comparisons that must all hold; arguments and errors as in `judge_compared`."""
    return _PARTS[claim["kind"]](claim["test"], tables, _name(claim))


def _name(claim: Claim) -> str:
    return f"config/claims.yaml, {claim['id']}"


def after_holm(
    claims: Sequence[Claim],
    weighed: Sequence[Weighed],
    significance: float,
    one_family: bool = False,
) -> list[Weighed]:
    """Correct the rankings and limits of each topic for their number; what fails neither holds nor is contradicted.

    Parameters
    ----------
    claims : sequence of mapping
        Those that compare.
    weighed : sequence of Weighed
        The same, weighed.
    significance : float
        One minus the confidence level.
    one_family : bool
        Whether all topics are one family.

    Returns
    -------
    list of Weighed
        In the same order.
    """
    found = list(weighed)
    topics = ["" if one_family else claim["test"]["topic"] for claim in claims]
    for topic in dict.fromkeys(topics):
        places = [i for i, each in enumerate(weighed) if topics[i] == topic and each.family]
        if not places:
            continue
        for place, p in zip(places, holm_adjusted([weighed[i].p for i in places]), strict=True):
            found[place] = _corrected(weighed[place], float(p), significance)
    return found


def _corrected(weighed: Weighed, p: float, significance: float) -> Weighed:
    """Put the p value after Holm's correction in, and what hangs on it."""
    evidence = replace(weighed.evidence, after_holm=p <= significance)
    if not evidence.after_holm:
        evidence = replace(evidence, against=math.nan)
    level = 1 - significance * weighed.p / p
    part, delta_at_part = math.nan, math.nan
    if weighed.part_at and evidence.after_holm:
        part, delta_at_part = weighed.part_at((1 - significance, level))
    if part > 0:
        evidence = replace(evidence, conditions=(*evidence.conditions, "part"))
    ways = {**weighed.other_ways, "holm_inside": _reach(weighed.parts, level, exact=True)}
    against = weighed.against if evidence.after_holm else math.nan
    return replace(
        weighed, evidence=evidence, p_holm=p, part=part, delta_at_part=delta_at_part, other_ways=ways,
        against=against,
    )  # fmt: skip


def _row(claim: Claim, weighed: Weighed, bases: Bases) -> dict[str, object]:
    evidence, test = weighed.evidence, claim["test"]
    branch = judge(evidence)
    words = VERDICTS[branch.verdict]
    group = unprinted(waves_of(claim), bases)
    condition = conditions_in_words(evidence, weighed.part, weighed.delta_at_part, group)
    decided_by, number = _deciding(branch.reason, weighed)
    items = test.get("items", [test.get("item", "")])
    return {
        "claim_id": claim["id"], "reading_of": claim.get("reading_of", ""), "made_by": made_by(claim),
        "source_id": list_of(sources_of(claim)), "figure_ids": list_of(claim["figures"]), "claim_en": claim["en"],
        "claim_nl": claim["nl"], "kind": claim["kind"], "topic": test["topic"], "items": list_of(items),
        "waves": list_of(waves_of(claim)), "estimate": weighed.estimate, "low": weighed.interval[0],
        "high": weighed.interval[1], **_delta_stars(weighed), "delta_star_union": weighed.other_ways["union"][0],
        "p": weighed.p, "p_holm": weighed.p_holm, "size": weighed.size,
        "test": "exact" if weighed.exact else "interval", "verdict": branch.verdict,
        "verdict_en": words[0], "verdict_nl": words[1], "reason": branch.reason, "why_en": branch.en, "why_nl": branch.nl,
        "conditions": list_of(evidence.all_conditions if condition[0] else ()), "condition_en": condition[0],
        "condition_nl": condition[1], "decided_by": decided_by, "deciding_number": number,
    }  # fmt: skip


def _delta_stars(weighed: Weighed) -> dict[str, float]:
    """Give ``delta*`` by the interval, and by an exact test where that decides."""
    deciding = weighed.evidence.delta_star, weighed.evidence.against
    by_interval = (weighed.delta_star, weighed.against) if weighed.exact else deciding
    exact = deciding if weighed.exact else (math.nan, math.nan)
    names = ("delta_star", "against", "exact_delta_star", "exact_against")
    return dict(zip(names, (*by_interval, *exact), strict=True))


def _deciding(reason: str, weighed: Weighed) -> tuple[str, float]:
    """Name the number that decides: an end of the interval, a p value, or a ``delta*``."""
    if reason == "excluded":
        return "furthest", weighed.furthest
    if reason == "within_chance":
        low, high = weighed.interval
        return "b", low if weighed.estimate >= weighed.origin else high
    if reason == "within_family":
        return "p_holm", weighed.p_holm
    if reason.startswith("opposite"):
        return "against", weighed.evidence.against
    return "delta_star", weighed.evidence.delta_star


def _reach(
    parts: Sequence[Part],
    confidence: float,
    reading: Reading = "imbens_manski",
    one_base: bool = False,
    exact: bool = False,
) -> Reach:
    """Return ``delta*`` of comparisons that must all hold, and of one of them in reverse, which contradicts the claim.

    By the intervals, or by the tests that decide, of which some may be ``exact``.
    """

    def over_bases(margins: Sequence[Margin]) -> float:
        if not one_base:
            return least_delta_star(margins, confidence, reading)
        found = [least_delta_star([each], confidence, reading) for each in margins]
        return max((each for each in found if each >= 0), default=math.nan)

    both = [part.deciding if exact else (part.claimed, part.opposite) for part in parts]
    claimed = [over_bases(margins) for margins, _ in both]
    p_values = [part.exact_p[0] for part in parts if part.exact_p]
    if any(map(math.isnan, claimed)) or any(p > 1 - confidence for p in p_values):
        claimed = [math.nan]
    reversed_by = [each for _, margins in both if (each := over_bases(margins)) >= 0]
    return min(claimed), max(reversed_by, default=math.nan)


def weigh_parts(
    parts: Sequence[Part],
    confidence: float,
    conditions: tuple[str, ...] = (),
    other_ways: bool = True,
) -> Weighed:
    """Weigh comparisons that must all hold; one of them in reverse contradicts the claim. The closest is shown.

    Parameters
    ----------
    parts : sequence of Part
        The comparisons.
    confidence : float
        Confidence level, between 0 and 1.
    conditions : tuple of str
        Those on which they hang, whatever comes out.
    other_ways : bool
        Whether to weigh them in other ways too.

    Returns
    -------
    Weighed
        Not yet corrected for the number of comparisons.
    """
    closest = min(parts, key=lambda part: part.interval(confidence)[0] - part.origin)
    p_values = [part.p_values() for part in parts]
    holds = max(p for p, _ in p_values)
    # one reversal among several is enough, so that it is counted among them
    fails = min(1.0, len(parts) * min(p for _, p in p_values))
    delta_star, against = _reach(parts, confidence, exact=True)
    exact = any(part.exact for part in parts)
    by_interval = _reach(parts, confidence) if exact else (delta_star, against)
    evidence = Evidence(
        delta_star=delta_star,
        against=against,
        excluded=any(furthest(part) < part.origin for part in parts),
        conditions=conditions,
    )
    ways: dict[str, Reach] = {}
    if other_ways:
        ways["union"] = _reach(parts, confidence, "union")
        ways["one_base"] = _reach(parts, confidence, one_base=True)
    return Weighed(
        evidence, closest.estimate, closest.interval(confidence), ways, min(holds, fails), family=True,
        origin=closest.origin, furthest=min(map(furthest, parts)), parts=tuple(parts),
        size=100 * max(part.size for part in parts), exact=exact,
        delta_star=by_interval[0], against=by_interval[1],
    )  # fmt: skip


def weigh_change(change: Row, confidence: float, claimed: str = "") -> Weighed:
    """Weigh a row of the table of changes.

    Parameters
    ----------
    change : mapping
        The row.
    confidence : float
        Confidence level, between 0 and 1.
    claimed : {"rise", "fall", ""}
        The direction that is claimed; empty for that in which the change goes.

    Returns
    -------
    Weighed
        Corrected for the number of changes of its topic already.
    """
    evidence = evidence_of(change, confidence)
    columns = {
        "union": "delta_star_union",
        "holm_inside": "delta_star_holm",
        "one_base": "shared_delta_star",
    }
    ways = {name: (change[column], math.nan) for name, column in columns.items()}
    by_interval = replace(evidence, delta_star=change["delta_star"])
    if claimed and (change["change"] > 0) != (claimed == "rise"):
        evidence, by_interval = _reversed(evidence), _reversed(by_interval)
        ways = {name: (math.nan, delta) for name, (delta, _) in ways.items()}
    return Weighed(
        evidence, change["change"], (change["b_low"], change["b_high"]), ways, change["p"],
        change["p_holm"], part=change["part_after_holm"],
        delta_at_part=change["part_delta_star"], size=change["size"], exact=change["test"] == "exact",
        delta_star=by_interval.delta_star, against=by_interval.against,
    )  # fmt: skip


def _reversed(evidence: Evidence) -> Evidence:
    against = evidence.delta_star if evidence.after_holm else math.nan
    return replace(evidence, delta_star=math.nan, against=against)


def _weigh_change(test: Mapping[str, Any], tables: Tables, name: str) -> Weighed:
    found = _implied_change if "points" in test else _change
    return weigh_change(found(test, tables, name), tables.confidence, test["direction"])


def _weigh_limit(test: Mapping[str, Any], tables: Tables, name: str) -> Weighed:
    shares = _limit_shares(test, tables, name)
    parts = _limit_parts(test, tables, name)
    alike_worded = all(one.worded_like(two) for one, two in combinations(shares, 2))
    found = weigh_parts(parts, tables.confidence, () if alike_worded else ("words",))
    if test["relation"] == "above":
        # asked again for every choice that leaves these tables as they are
        part_at = cache(partial(least_part_above, shares, float(test["value"]), tables.bases))
        return replace(found, part_at=part_at if found.evidence.delta_star > 0 else None)
    # below a limit is told as above it, with the sign turned
    low, high = found.interval
    return replace(
        found,
        estimate=-found.estimate,
        interval=(-high, -low),
        origin=-found.origin,
        furthest=-found.furthest,
    )


def _weigh_ranking(test: Mapping[str, Any], tables: Tables, name: str) -> Weighed:
    if pair := pair_of(test, tables):
        return _weigh_pair(pair, test, tables)
    return weigh_parts(_ranking_parts(test, tables, name), tables.confidence)


def _weigh_equality(test: Mapping[str, Any], tables: Tables, name: str) -> Weighed:
    change, parts = _change(test, tables, name), _equality_parts(test, tables, name)
    words = () if change["comparability"] == "comparable" else ("words",)
    delta_star, _ = _reach(parts, tables.confidence)
    ways = {
        "union": (delta_star, math.nan),
        "one_base": (_reach(parts, tables.confidence, one_base=True)[0], math.nan),
    }
    evidence = Evidence(delta_star=delta_star, conditions=words)
    interval = change["b_low"], change["b_high"]
    return Weighed(evidence, change["change"], interval, ways)


_SCALES: Mapping[str, Callable[[Mapping[str, Any], Tables, str], Weighed]] = {
    "change": _weigh_change,
    "limit": _weigh_limit,
    "ranking": _weigh_ranking,
    "equality": _weigh_equality,
}


def pair_of(test: Mapping[str, Any], tables: Tables) -> Pair | None:
    """Return the two groups of a test that an answer to another question makes; None for other tests, or without cells."""
    groups = tuple(test.get("groups", ()))
    return next(
        (
            pair
            for pair in pairs_of_groups(tables.shares.get(test["topic"], ()), tables.answers)
            if (pair.first.item_id, pair.first.wave_id) == (test.get("item"), test.get("wave"))
            and (pair.first.subgroup, pair.second.subgroup) == groups
        ),
        None,
    )


def measured(claims: Sequence[Claim], tables: Tables) -> list[Claim]:
    """Make rankings of the claims that were unmeasured until the groups of their test were printed."""
    return [
        {**claim, "kind": "ranking"}
        if claim["kind"] == "unmeasured" and "test" in claim and pair_of(claim["test"], tables)
        else claim
        for claim in claims
    ]


def weigh_pairs(
    shares: Sequence[PrintedShare], answers: Sequence[str], bases: Bases, confidence: float
) -> list[tuple[Pair, Weighed]]:
    """Weigh every two groups that answers to another question make, each pair in the direction of its shares.

    Parameters
    ----------
    shares : sequence of PrintedShare
        Those of one topic.
    answers : sequence of str
        Items of every answer to the question that divides, such as the types of team.
    bases : mapping
        Wave to the name of a base to that base.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    list of (Pair, Weighed)
        After Holm's correction.

    Notes
    -----
    ASSUME: every two groups, of every item and wave that was printed by group, are one family for Holm's correction.
    """
    pairs = [each for each in pairs_of_groups(shares, answers) if each.first.wave_id in bases]
    parts = [groups_apart(each.rising(difference_of(each)), bases, confidence) for each in pairs]
    weighed = [weigh_parts([part], confidence) for part in parts]
    family = [{"test": {"topic": ""}}] * len(pairs)
    return list(zip(pairs, after_holm(family, weighed, 1 - confidence), strict=True))


def _weigh_pair(pair: Pair, test: Mapping[str, Any], tables: Tables) -> Weighed:
    """Take two groups from the family of all pairs of their topic, in the direction that is claimed."""
    family = weigh_pairs(
        tables.shares[test["topic"]], tables.answers, tables.bases, tables.confidence
    )
    found = replace(next(weighed for each, weighed in family if each == pair), family=False)
    if difference_of(pair) >= 0:
        return found
    low, high = found.interval
    return replace(
        found, evidence=_reversed(found.evidence), estimate=-found.estimate, interval=(-high, -low),
        other_ways={name: (math.nan, delta) for name, (delta, _) in found.other_ways.items()},
    )  # fmt: skip


def _change_parts(test: Mapping[str, Any], tables: Tables, name: str) -> list[Part]:
    first, second = _two_waves(test, tables, name)
    return [
        rise_or_fall(
            first,
            second,
            test["direction"] == "rise",
            tables.bases,
            tables.confidence,
            tables.footing,
        )
    ]


def _equality_parts(test: Mapping[str, Any], tables: Tables, name: str) -> list[Part]:
    first, second = _two_waves(test, tables, name)
    limit, confidence = tables.equality_limit, tables.confidence
    return [alike(first, second, limit, tables.bases, tables.waves, confidence)]


def _limit_parts(test: Mapping[str, Any], tables: Tables, name: str) -> list[Part]:
    above, limit = test["relation"] == "above", float(test["value"])
    shares = _limit_shares(test, tables, name)
    return [
        against_limit(each, limit, above, tables.bases, tables.confidence, tables.footing)
        for each in shares
    ]


def _ranking_parts(test: Mapping[str, Any], tables: Tables, name: str) -> list[Part]:
    wave = test["wave"]
    if pair := pair_of(test, tables):
        return [groups_apart(pair, tables.bases, tables.confidence)]
    if "groups" in test:
        if test["groups"] != ["G32", "other"] or not tables.splits.get(wave):
            raise InputError(
                f"{name}: only G32 and other can be compared, where their shares were printed"
            )
        return [strata_apart(tuple(tables.splits[wave]), tables.confidence)]
    first, *rest = test["items"]
    start = _later if "points" in test else _share
    shares = [
        start({**test, "item": first}, tables, wave, name),
        *(_share({**test, "item": item}, tables, wave, name) for item in rest),
    ]
    if test.get("rest"):
        shares.append(all_the_rest(shares))
    first_only = test.get("first_only", False)
    return in_order(shares, tables.bases, first_only, tables.confidence, tables.footing)


_PARTS: Mapping[str, Callable[[Mapping[str, Any], Tables, str], list[Part]]] = {
    "change": _change_parts,
    "limit": _limit_parts,
    "ranking": _ranking_parts,
    "equality": _equality_parts,
}


def shares_of_claim(claim: Claim, tables: Tables) -> list[PrintedShare]:
    """Return the printed shares that a claim compares; none where it compares groups. Errors as in `judge_compared`."""
    test, name = claim["test"], _name(claim)
    if claim["kind"] in ("change", "equality"):
        return list(_two_waves(test, tables, name))
    if claim["kind"] == "limit":
        return _limit_shares(test, tables, name)
    find = _later if "points" in test else _share
    items = test.get("items", ())
    return [
        (find if item == items[0] else _share)({**test, "item": item}, tables, test["wave"], name)
        for item in items
    ]


def _two_waves(
    test: Mapping[str, Any], tables: Tables, name: str
) -> tuple[PrintedShare, PrintedShare]:
    find = _later if "points" in test else _share
    return _share(test, tables, test["from"], name), find(test, tables, test["to"], name)


def _limit_shares(test: Mapping[str, Any], tables: Tables, name: str) -> list[PrintedShare]:
    find = _later if "points" in test else _share
    return [find(test, tables, wave, name) for wave in test.get("waves") or [test["wave"]]]


def _share(test: Mapping[str, Any], tables: Tables, wave: str, name: str) -> PrintedShare:
    wanted = (test["item"], wave, test.get("subgroup", "all"))
    for share in tables.shares.get(test["topic"], ()):
        if (share.item_id, share.wave_id, share.subgroup) == wanted:
            return share
    raise InputError(f"{name}: {test['topic']} has no share of {' '.join(wanted)}")


def _later(test: Mapping[str, Any], tables: Tables, wave: str, name: str) -> PrintedShare:
    """Make the share that a printed change implies, over both readings of its number: points, and per cent of the share."""
    earlier = _share(test, tables, test["from"], name)
    like = next(
        share for share in tables.shares[test["topic"]] if share.wave_id == wave and share.subgroup == "all"
    )  # fmt: skip
    change, half = Fraction(str(test["points"])), earlier.step / 2
    ends = [earlier.value_low - half, earlier.value_high + half]
    changes = [change - HALF_POINT, change + HALF_POINT]
    found = [
        value for end in ends for each in changes for value in (end + each, end * (1 + each / 100))
    ]
    # the ends hold what was rounded already
    return replace(
        earlier, wave_id=wave, wave_date=like.wave_date, value_low=min(found), value_high=max(found), step=Fraction(0),
        possible_bases=like.possible_bases, figure_ids=like.figure_ids,
    )  # fmt: skip


def _implied_change(test: Mapping[str, Any], tables: Tables, name: str) -> Row:
    """Estimate a change of which only the change was printed, among the changes of its topic."""
    later = _later(test, tables, test["to"], name)
    found = estimate_changes(
        [*printed_shares(tables.shares[test["topic"]]), later], pd.DataFrame(columns=["wave_from"]), tables.bases, tables.waves,
        tables.confidence,
    )  # fmt: skip
    key = (test["item"], test.get("subgroup", "all"), test["from"], test["to"])
    return by_change(found)[key]


def _change(test: Mapping[str, Any], tables: Tables, name: str) -> Row:
    key = (test["item"], test.get("subgroup", "all"), test["from"], test["to"])
    if key not in tables.changes:
        # a share that was not published is named first
        _two_waves(test, tables, name)
        raise InputError(f"{name}: no change of {' '.join(key)} was published")
    return tables.changes[key]
