"""The verdict on every comparison under other choices of all that is a convention in the rule, one at a time."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any

import pandas as pd

from wijkteams.estimates.changes.changes import estimate_changes
from wijkteams.estimates.changes.unprinted import resized
from wijkteams.estimates.claims.catalogue import COMPARED, Claim, waves_of
from wijkteams.estimates.claims.compared import (
    Tables,
    Weighed,
    after_holm,
    by_change,
    weigh,
    weigh_change,
    weigh_compared,
)
from wijkteams.estimates.counts.printed_share import printed_shares
from wijkteams.estimates.counts.who_answered import Bases
from wijkteams.estimates.rule.choices import CHOICES
from wijkteams.estimates.rule.verdicts import Evidence, judge
from wijkteams.statistics.multiplicity import holm_adjusted
from wijkteams.tables import Row, list_of, rows_of

COLUMNS = (
    "claim", "judged_as", "label_en", "label_nl", "years", "verdict", "reason", "delta_star", "against", "p", "p_holm",
    "p_one_family", *(f"verdict_{name}" for name in CHOICES), "turns",
)  # fmt: skip
TURNING_COLUMNS = ("claim", "label_en", "label_nl", "years", "verdict", "choice", "turned")

STEP = 5.0
"""Points by which the limit of a word is moved."""


@dataclass(frozen=True)
class _World:
    """Everything that is judged, weighed on one set of tables; claims before Holm's correction."""

    tables: Tables
    claims: Sequence[Claim]
    raw: Sequence[Weighed]

    @property
    def significance(self) -> float:
        return 1 - self.tables.confidence

    def weighed(self, one_family: bool = False) -> dict[str, Weighed]:
        """Return each change and each claim after Holm's correction, under its key."""
        changes = list(self.tables.changes.values())
        found = {key_of(row): weigh_change(row, self.tables.confidence) for row in changes}
        corrected = after_holm(self.claims, self.raw, self.significance, one_family)
        found |= {str(c["id"]): each for c, each in zip(self.claims, corrected, strict=True)}
        if not one_family:
            return found
        p_values = [row["p"] for row in changes]
        family = dict(zip(map(key_of, changes), holm_adjusted(p_values), strict=True))
        for claim in self.claims:
            if claim["kind"] == "change":
                # one of which only the change was printed is no row of the table
                p = found[claim["id"]].p
                family[claim["id"]] = family.get(_judged(claim)) or holm_adjusted([p, *p_values])[0]
        return found | {key: self._in_family(found[key], float(p)) for key, p in family.items()}

    def _in_family(self, weighed: Weighed, p: float) -> Weighed:
        holds = p <= self.significance
        against = weighed.evidence.against if holds else math.nan
        evidence = replace(weighed.evidence, after_holm=holds, against=against)
        return replace(weighed, evidence=evidence, p_holm=p)


def vary_verdicts(claims: Sequence[Claim], tables: Tables) -> pd.DataFrame:
    """Judge every change and every claim that compares again, one choice of the rule varied at a time.

    Parameters
    ----------
    claims : sequence of mapping
        Entries of ``config/claims.yaml`` that passed `catalogue.check_claims`.
    tables : Tables
        What they are judged on, with the changes of all topics.

    Returns
    -------
    pandas.DataFrame
        One row for each change, then one for each claim, columns as in `COLUMNS`. ``claim`` is the key by which the prose
        calls a verdict; ``judged_as`` the claim that a change is. ``verdict`` is that of the rule, ``verdict_`` and the name
        of a choice that under the choice. ``turns`` lists the choices under which the verdict is another.

    Raises
    ------
    InputError
        If a test names a share or change that was not published.

    Notes
    -----
    ``one_family`` corrects all changes together, and all rankings and limits together.
    """
    world = _World(tables, *weigh_compared(claims, tables))
    by_rule, one_family = world.weighed(), world.weighed(one_family=True)
    verdicts = {key: str(judge(each.evidence).verdict) for key, each in by_rule.items()}
    varied = {
        name: verdicts | found for name, found in _varied(world, by_rule, one_family, verdicts)
    }
    rows = []
    for named in _named(world):
        key, weighed = named["claim"], by_rule[named["claim"]]
        under = {name: varied[name][key] for name in CHOICES}
        rows.append({
            **named, "verdict": verdicts[key], "reason": judge(weighed.evidence).reason,
            "delta_star": weighed.evidence.delta_star, "against": weighed.evidence.against, "p": weighed.p,
            "p_holm": weighed.p_holm, "p_one_family": one_family[key].p_holm,
            **{f"verdict_{name}": verdict for name, verdict in under.items()},
            "turns": list_of(name for name, verdict in under.items() if verdict != verdicts[key]),
        })  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def turning_verdicts(varied: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each choice that turns a verdict, columns as in `TURNING_COLUMNS`; a change that is claimed, once."""
    rows = [
        {**row, "choice": name, "turned": row[f"verdict_{name}"]}
        for row in rows_of(varied)
        for name in CHOICES
        if not row["judged_as"] and row[f"verdict_{name}"] != row["verdict"]
    ]
    return pd.DataFrame(rows, columns=list(TURNING_COLUMNS))


def key_of(change: Row) -> str:
    """Return the key of a row of the table of changes; that of a subgroup is its own."""
    key = f"{change['topic']}.{change['item_id']}.{change['wave_from']}_{change['wave_to']}"
    return key if change["subgroup"] == "all" else f"{key}.{change['subgroup']}"


def years_of(waves: Sequence[str]) -> str:
    """Return the years of some waves."""
    return ", ".join(wave.removeprefix("w") for wave in waves)


def _judged(claim: Claim) -> str:
    """Return the key of the change that a claim is about."""
    test = claim["test"]
    named = {
        "topic": test["topic"],
        "item_id": test["item"],
        "subgroup": test.get("subgroup", "all"),
    }
    return key_of({**named, "wave_from": test["from"], "wave_to": test["to"]})


def _named(world: _World) -> Iterator[dict[str, Any]]:
    judged = {_judged(claim): claim["id"] for claim in world.claims if claim["kind"] == "change"}
    for row in world.tables.changes.values():
        yield {
            "claim": key_of(row), "judged_as": judged.get(key_of(row), ""), "label_en": row["label_en"],
            "label_nl": row["label_nl"], "years": years_of([row["wave_from"], row["wave_to"]]),
        }  # fmt: skip
    for claim in world.claims:
        yield {
            "claim": claim["id"], "judged_as": "", "label_en": claim["en"], "label_nl": claim["nl"],
            "years": years_of(waves_of(claim)),
        }  # fmt: skip


def _varied(
    world: _World, by_rule: Mapping[str, Weighed], one_family: Mapping[str, Weighed], verdicts: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, str]]]:  # fmt: skip
    """Yield each choice with the verdicts under it; those that it cannot touch may lack."""
    for name, choice in _ON_EVIDENCE.items():
        yield name, {key: judge(choice(each)).verdict for key, each in by_rule.items()}
    yield "one_family", _verdicts(one_family)
    for name, kinds, tables, points in _other_inputs(world):
        claims = [_moved(claim, points) for claim in world.claims]
        raw = [
            weigh(claim, tables) if claim["kind"] in kinds else each
            for each, claim in zip(world.raw, claims, strict=True)
        ]
        yield name, _verdicts(_World(tables, claims, raw).weighed())
    yield "other_reading", dict(_other_readings(world.claims, verdicts))


def _verdicts(weighed: Mapping[str, Weighed]) -> dict[str, str]:
    return {key: judge(each.evidence).verdict for key, each in weighed.items()}


def _other_way(weighed: Weighed, name: str) -> Evidence:
    evidence = weighed.evidence
    delta_star, against = weighed.other_ways.get(name, (evidence.delta_star, evidence.against))
    # on one base no size is left open
    kept = tuple(c for c in evidence.conditions if name != "one_base" or c != "part")
    against = against if evidence.after_holm else math.nan
    return replace(evidence, delta_star=delta_star, against=against, conditions=kept)


_ON_EVIDENCE: Mapping[str, Callable[[Weighed], Evidence]] = {
    "robust_8": lambda each: replace(each.evidence, robust=8.0),
    "robust_12": lambda each: replace(each.evidence, robust=12.0),
    "robust_15": lambda each: replace(each.evidence, robust=15.0),
    "yardstick_1": lambda each: replace(each.evidence, yardstick=1.0),
    "yardstick_5": lambda each: replace(each.evidence, yardstick=5.0),
    **{name: partial(_other_way, name=name) for name in ("union", "holm_inside", "one_base")},
}


def _other_inputs(world: _World) -> Iterator[tuple[str, tuple[str, ...], Tables, float]]:
    """Yield the choices that change what is weighed: the kinds of claim, the tables, and by how much a limit is moved."""
    tables = world.tables
    for part in (80, 85, 90):
        yield f"part_{part}", COMPARED, _with_part(tables, Fraction(part, 100)), 0.0
    for limit in (5.0, 15.0):
        yield f"equality_{limit:.0f}", ("equality",), replace(tables, equality_limit=limit), 0.0
    yield "limit_easier", ("limit",), tables, -STEP
    yield "limit_harder", ("limit",), tables, STEP


def _with_part(tables: Tables, part: Fraction) -> Tables:
    """Return the tables as they are where a group of unprinted size is at least so large."""
    bases: Bases = {
        wave: {name: resized(base, part) for name, base in of_wave.items()}
        for wave, of_wave in tables.bases.items()
    }
    open_names = {(w, n) for w, of in tables.bases.items() for n, b in of.items() if b.part_assumed}
    changes = dict(tables.changes)
    for topic in {row["topic"] for row in tables.changes.values()}:
        shares = tables.shares[topic]
        if any((s.wave_id, name) in open_names for s in shares for name in s.possible_bases):
            # item against item is information, and decides nothing
            nothing = pd.DataFrame(columns=["wave_from"])
            found = estimate_changes(
                printed_shares(shares), nothing, bases, tables.waves, tables.confidence
            )
            changes |= by_change(found)
    return replace(tables, bases=bases, changes=changes)


def _moved(claim: Claim, points: float) -> Claim:
    """Move the limit of a claim, up for one that a share lies above it."""
    if claim["kind"] != "limit":
        return claim
    test = claim["test"]
    sign = 1 if test["relation"] == "above" else -1
    return {**claim, "test": {**test, "value": test["value"] + sign * points}}


def _other_readings(
    claims: Sequence[Claim], verdicts: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield for each claim that is one reading of another the verdict of the other readings, where it differs."""
    for claim in claims:
        name = claim.get("reading_of")
        others = [
            verdicts[each["id"]] for each in claims if name and each.get("reading_of") == name
        ]
        if turned := [each for each in others if each != verdicts[claim["id"]]]:
            yield claim["id"], turned[0]
