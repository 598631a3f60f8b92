"""Claims that compare: changes, rankings, equalities and limits, each with its verdict by the rule."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import combinations
from typing import Any

import pandas as pd

from wijkteams.checking.problems import InputError
from wijkteams.estimates.changes.changes import estimate_changes, evidence_of
from wijkteams.estimates.claims.catalogue import COMPARED, Claim, made_by, sources_of, waves_of
from wijkteams.estimates.claims.comparisons import (
    Part,
    against_limit,
    all_the_rest,
    furthest,
    in_order,
    least_delta_star,
    least_part_above,
    strata_apart,
)
from wijkteams.estimates.counts.printed_share import PrintedShare, printed_shares
from wijkteams.estimates.counts.strata import Split, splits_of_wave
from wijkteams.estimates.counts.who_answered import Bases, Wave, WhoAnswered
from wijkteams.estimates.rule.verdicts import VERDICTS, Evidence, conditions_in_words, judge
from wijkteams.statistics.multiplicity import holm_adjusted
from wijkteams.tables import Row, keyed, list_of

COLUMNS = (
    "claim_id", "reading_of", "made_by", "source_id", "figure_ids", "claim_en", "claim_nl", "kind", "topic", "items",
    "waves", "estimate", "low", "high", "delta_star", "delta_star_union", "against", "p", "p_holm", "verdict",
    "verdict_en", "verdict_nl", "reason", "why_en", "why_nl", "conditions", "condition_en", "condition_nl", "decided_by",
    "deciding_number",
)  # fmt: skip

HALF_POINT = Fraction(1, 2)


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
    """

    shares: Mapping[str, Sequence[PrintedShare]]
    changes: Mapping[tuple[Any, ...], Row]
    bases: Bases
    waves: Mapping[str, Wave]
    splits: Mapping[str, Sequence[Split]]
    confidence: float


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
    delta_star_union : float
        ``delta*`` by the careful reading.
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
        Takes a confidence level and returns ``part``, where it is still to be found.
    """

    evidence: Evidence
    estimate: float
    interval: tuple[float, float]
    delta_star_union: float = math.nan
    p: float = math.nan
    p_holm: float = math.nan
    family: bool = False
    part: float = math.nan
    delta_at_part: float = math.nan
    origin: float = 0.0
    furthest: float = math.nan
    part_at: Callable[[float], float] | None = None


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
        opposite of what is claimed, and ``p`` that of the direction in which the figures point. ``reading_of`` names the
        claim of which an entry is one reading.

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
    compared = [claim for claim in claims if claim["kind"] in COMPARED]
    weighed = [_weigh(claim, tables) for claim in compared]
    topics = [claim["test"]["topic"] for claim in compared]
    corrected = _after_holm(topics, weighed, 1 - tables.confidence)
    rows = [_row(claim, each) for claim, each in zip(compared, corrected, strict=True)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _weigh(claim: Claim, tables: Tables) -> Weighed:
    name = f"config/claims.yaml, {claim['id']}"
    return _SCALES[claim["kind"]](claim["test"], tables, name)


def _after_holm(
    topics: Sequence[str], weighed: Sequence[Weighed], significance: float
) -> list[Weighed]:
    """Correct the rankings and limits of each topic; what fails neither holds nor is contradicted."""
    found = list(weighed)
    for topic in dict.fromkeys(topics):
        places = [i for i, each in enumerate(weighed) if topics[i] == topic and each.family]
        if not places:
            continue
        for place, p in zip(places, holm_adjusted([weighed[i].p for i in places]), strict=True):
            evidence = replace(found[place].evidence, after_holm=bool(p <= significance))
            if not evidence.after_holm:
                evidence = replace(evidence, against=math.nan)
            part = math.nan
            if (part_at := found[place].part_at) and evidence.after_holm:
                part = part_at(1 - significance * found[place].p / float(p))
            if part > 0:
                evidence = replace(evidence, conditions=(*evidence.conditions, "part"))
            found[place] = replace(found[place], evidence=evidence, p_holm=float(p), part=part)
    return found


def _row(claim: Claim, weighed: Weighed) -> dict[str, object]:
    evidence, test = weighed.evidence, claim["test"]
    branch = judge(evidence)
    words = VERDICTS[branch.verdict]
    condition = conditions_in_words(evidence, weighed.part, weighed.delta_at_part)
    decided_by, number = _deciding(branch.reason, weighed)
    items = test.get("items", [test.get("item", "")])
    return {
        "claim_id": claim["id"], "reading_of": claim.get("reading_of", ""), "made_by": made_by(claim),
        "source_id": list_of(sources_of(claim)), "figure_ids": list_of(claim["figures"]), "claim_en": claim["en"],
        "claim_nl": claim["nl"], "kind": claim["kind"], "topic": test["topic"], "items": list_of(items),
        "waves": list_of(waves_of(claim)), "estimate": weighed.estimate, "low": weighed.interval[0],
        "high": weighed.interval[1], "delta_star": evidence.delta_star, "delta_star_union": weighed.delta_star_union,
        "against": evidence.against, "p": weighed.p, "p_holm": weighed.p_holm, "verdict": branch.verdict,
        "verdict_en": words[0], "verdict_nl": words[1], "reason": branch.reason, "why_en": branch.en, "why_nl": branch.nl,
        "conditions": list_of(evidence.all_conditions if condition[0] else ()), "condition_en": condition[0],
        "condition_nl": condition[1], "decided_by": decided_by, "deciding_number": number,
    }  # fmt: skip


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


def _weigh_parts(
    parts: Sequence[Part], confidence: float, conditions: tuple[str, ...] = ()
) -> Weighed:
    """Weigh comparisons that must all hold; one of them in reverse contradicts the claim. The closest is shown."""
    closest = min(parts, key=lambda part: part.interval(confidence)[0] - part.origin)
    p_values = [part.p_values() for part in parts]
    holds = max(p for p, _ in p_values)
    # one reversal among several is enough, so that it is counted among them
    fails = min(1.0, len(parts) * min(p for _, p in p_values))

    def all_hold(reading: Any = "imbens_manski") -> float:
        if any(part.exact_p and part.exact_p[0] > 1 - confidence for part in parts):
            return math.nan
        return least_delta_star((m for part in parts for m in part.claimed), confidence, reading)

    reversed_by = [least_delta_star(part.opposite, confidence) for part in parts]
    evidence = Evidence(
        delta_star=all_hold(),
        against=max((each for each in reversed_by if not math.isnan(each)), default=math.nan),
        excluded=any(furthest(part) < part.origin for part in parts),
        conditions=conditions,
    )
    return Weighed(
        evidence, closest.estimate, closest.interval(confidence), all_hold("union"), min(holds, fails), family=True,
        origin=closest.origin, furthest=min(map(furthest, parts)),
    )  # fmt: skip


def _weigh_change(test: Mapping[str, Any], tables: Tables, name: str) -> Weighed:
    change = (
        _implied_change(test, tables, name) if "points" in test else _change(test, tables, name)
    )
    evidence = evidence_of(change, tables.confidence)
    if (change["change"] > 0) != (test["direction"] == "rise"):
        reverse = change["delta_star"] if evidence.after_holm else math.nan
        evidence = replace(evidence, delta_star=math.nan, against=reverse)
    return Weighed(
        evidence, change["change"], (change["b_low"], change["b_high"]), change["delta_star_union"], change["p"],
        change["p_holm"], part=change["part_after_holm"],
        delta_at_part=change["part_delta_star"],
    )  # fmt: skip


def _weigh_limit(test: Mapping[str, Any], tables: Tables, name: str) -> Weighed:
    waves = test.get("waves") or [test["wave"]]
    find = _later if "points" in test else _share
    shares = [find(test, tables, wave, name) for wave in waves]
    alike = all(one.worded_like(two) for one, two in combinations(shares, 2))
    above = test["relation"] == "above"
    parts = [against_limit(each, float(test["value"]), above, tables.bases) for each in shares]
    found = _weigh_parts(parts, tables.confidence, () if alike else ("words",))
    if above:
        part_at = partial(least_part_above, shares, float(test["value"]), tables.bases)
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
    wave = test["wave"]
    if "groups" in test:
        if test["groups"] != ["G32", "other"] or not tables.splits.get(wave):
            raise InputError(
                f"{name}: only G32 and other can be compared, where their shares were printed"
            )
        return _weigh_parts(
            [strata_apart(tables.splits[wave], tables.confidence)], tables.confidence
        )
    first, *rest = test["items"]
    start = _later if "points" in test else _share
    shares = [
        start({**test, "item": first}, tables, wave, name),
        *(_share({**test, "item": item}, tables, wave, name) for item in rest),
    ]
    if test.get("rest"):
        shares.append(all_the_rest(shares))
    parts = in_order(shares, tables.bases, test.get("first_only", False))
    return _weigh_parts(parts, tables.confidence)


def _weigh_equality(test: Mapping[str, Any], tables: Tables, name: str) -> Weighed:
    change = _change(test, tables, name)
    words = () if change["comparability"] == "comparable" else ("words",)
    evidence = Evidence(delta_star=change["equal_delta_star"], conditions=words)
    return Weighed(evidence, change["change"], (change["b_low"], change["b_high"]))


_SCALES: Mapping[str, Callable[[Mapping[str, Any], Tables, str], Weighed]] = {
    "change": _weigh_change,
    "limit": _weigh_limit,
    "ranking": _weigh_ranking,
    "equality": _weigh_equality,
}


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
        raise InputError(f"{name}: no change of {' '.join(key)} was published")
    return tables.changes[key]
