"""The claims of the founding sources, and those that this book adds, each with its estimate and its verdict by the rule."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pandas as pd

from wijkteams.checking.problems import InputError
from wijkteams.estimates.changes.changes import estimate_changes
from wijkteams.estimates.claims.catalogue import made_by, sources_of, waves_of
from wijkteams.estimates.claims.evidence import (
    Finding,
    of_answers,
    of_equality,
    of_groups,
    of_level,
    of_ranking,
)
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.who_answered import Base, Wave
from wijkteams.estimates.rule.verdicts import RULE, VERDICTS, Branch, Evidence, judge
from wijkteams.tables import Row, keyed, list_of

COLUMNS = (
    "claim_id", "made_by", "source_id", "figure_ids", "claim_en", "claim_nl", "kind", "topic", "items", "waves", "estimand",
    "estimate", "low", "high", "breakdown", "verdict", "verdict_en", "verdict_nl", "reason", "why_en", "why_nl",
    "decided_by", "deciding_number",
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
    confidence : float
        Confidence level, between 0 and 1.
    """

    shares: Mapping[str, Sequence[PrintedShare]]
    changes: Mapping[tuple[Any, ...], Row]
    bases: Mapping[str, Mapping[str, Base]]
    waves: Mapping[str, Wave]
    confidence: float


def by_change(changes: pd.DataFrame) -> dict[tuple[Any, ...], Row]:
    """Return the rows of a table of changes, each under its item, subgroup, earlier and later wave."""
    return keyed(changes, "item_id", "subgroup", "wave_from", "wave_to")


def judge_claims(claims: Sequence[Mapping[str, Any]], tables: Tables) -> pd.DataFrame:
    """Judge every claim.

    Parameters
    ----------
    claims : sequence of mapping
        Entries of ``config/claims.yaml`` that passed `catalogue.check_claims`.
    tables : Tables
        What they are judged on.

    Returns
    -------
    pandas.DataFrame
        One row for each claim, columns as in `COLUMNS`; per cent or percentage points. ``made_by`` says whether a
        source made the claim or this book did, ``source_id`` names the sources of its figures. ``decided_by`` names the
        number that decides: ``a`` or ``b`` (the end of the interval that matters), ``breakdown``, ``equal_within``,
        ``b_shared`` or ``equal_within_shared`` (on the one base that carries it), ``answers``, or nothing.

    Raises
    ------
    InputError
        If a test names a share or change that was not published.
    """
    return pd.DataFrame([_judged(claim, tables) for claim in claims], columns=list(COLUMNS))


def _judged(claim: Mapping[str, Any], tables: Tables) -> dict[str, object]:
    test = claim.get("test", {})
    finding, branch = _TRIALS[claim["kind"]](test, tables, f"config/claims.yaml, {claim['id']}")
    decided_by, number = finding.deciding.get(branch.reason, finding.deciding[""])
    verdict = VERDICTS[branch.verdict]
    items = test.get("items", [test.get("item", "")])
    return {
        "claim_id": claim["id"], "made_by": made_by(claim), "source_id": list_of(sources_of(claim)),
        "figure_ids": list_of(claim["figures"]), "claim_en": claim["en"], "claim_nl": claim["nl"], "kind": claim["kind"],
        "topic": test.get("topic", ""), "items": list_of(items), "waves": list_of(waves_of(claim)),
        "estimand": finding.estimand, "estimate": finding.estimate, "low": finding.interval[0],
        "high": finding.interval[1], "breakdown": finding.evidence.breakdown, "verdict": branch.verdict,
        "verdict_en": verdict[0], "verdict_nl": verdict[1], "reason": branch.reason, "why_en": branch.en,
        "why_nl": branch.nl, "decided_by": decided_by, "deciding_number": number,
    }  # fmt: skip


def _try_change(test: Mapping[str, Any], tables: Tables, name: str) -> tuple[Finding, Branch]:
    if "points" in test:
        shares = _share(test, tables, test["from"], name), _later(test, tables, test["to"], name)
        change = estimate_changes(
            shares,
            pd.DataFrame(columns=["wave_from"]),
            tables.bases,
            tables.waves,
            tables.confidence,
        ).iloc[0]
    else:
        change = pd.Series(_change(test, tables, name))
    fits = (change["change"] > 0) == (test["direction"] == "rise")
    finding = Finding(
        Evidence("change", breakdown=change["breakdown"]), "B", change["change"], (change["b_low"], change["b_high"]),
        {"": (change["decided_by"], change["deciding_number"])},
    )  # fmt: skip
    if not fits:
        return finding, judge(finding.evidence)
    return finding, next(b for b in RULE["change"] if b.reason == change["reason"])


def _try_level(test: Mapping[str, Any], tables: Tables, name: str) -> tuple[Finding, Branch]:
    waves = test.get("waves") or [test["wave"]]
    find = _later if "points" in test else _share
    shares = [find(test, tables, wave, name) for wave in waves]
    if "plus" in test:
        added = _share({**test, "item": test["plus"]}, tables, waves[0], name)
        total = shares[0].value_low + added.value_low
        shares = [replace(shares[0], item_id="sum", value_low=total, value_high=total)]
    if test.get("of") == "answers":
        finding = of_answers(shares[0], tables.bases)
    else:
        finding = of_level(
            shares, test["relation"], float(test["value"]), tables.bases, tables.confidence, test.get("called", ""),
        )  # fmt: skip
    return finding, judge(finding.evidence)


def _try_ranking(test: Mapping[str, Any], tables: Tables, name: str) -> tuple[Finding, Branch]:
    wave = test["wave"]
    if "groups" in test:
        shares = [_share({**test, "subgroup": g}, tables, wave, name) for g in test["groups"]]
        finding = of_groups(shares, tables.bases, tables.confidence)
    else:
        first, *rest = test["items"]
        start = _later if "points" in test else _share
        shares = [
            start({**test, "item": first}, tables, wave, name),
            *(_share({**test, "item": item}, tables, wave, name) for item in rest),
        ]
        finding = of_ranking(shares, tables.bases, tables.confidence, test.get("first_only", False))
    return finding, judge(finding.evidence)


def _try_equality(test: Mapping[str, Any], tables: Tables, name: str) -> tuple[Finding, Branch]:
    finding = of_equality(_change(test, tables, name))
    return finding, judge(finding.evidence)


def _try_words(test: Mapping[str, Any], tables: Tables, name: str) -> tuple[Finding, Branch]:
    evidence = Evidence("words", figure=False)
    nothing = (math.nan, math.nan)
    return Finding(evidence, "", math.nan, nothing, {"": ("", math.nan)}), judge(evidence)


_TRIALS: Mapping[str, Callable[[Mapping[str, Any], Tables, str], tuple[Finding, Branch]]] = {
    "change": _try_change,
    "level": _try_level,
    "ranking": _try_ranking,
    "equality": _try_equality,
    "words": _try_words,
}


def _share(test: Mapping[str, Any], tables: Tables, wave: str, name: str) -> PrintedShare:
    wanted = (test["item"], wave, test.get("subgroup", "all"))
    for share in tables.shares.get(test["topic"], ()):
        if (share.item_id, share.wave_id, share.subgroup) == wanted:
            return share
    raise InputError(f"{name}: {test['topic']} has no share of {' '.join(wanted)}")


def _later(test: Mapping[str, Any], tables: Tables, wave: str, name: str) -> PrintedShare:
    """Make the share that a printed change implies: the earlier one plus its points, both rounded."""
    earlier = _share(test, tables, test["from"], name)
    like = next(
        share for share in tables.shares[test["topic"]] if share.wave_id == wave and share.subgroup == "all"
    )  # fmt: skip
    middle = earlier.value_low + Fraction(str(test["points"]))
    # both the share and its change were rounded, so their sum is off by up to a whole point
    return replace(
        earlier, wave_id=wave, wave_date=like.wave_date, value_low=middle - HALF_POINT, value_high=middle + HALF_POINT,
        possible_bases=like.possible_bases, figure_ids=like.figure_ids,
    )  # fmt: skip


def _change(test: Mapping[str, Any], tables: Tables, name: str) -> Mapping[str, Any]:
    key = (test["item"], test.get("subgroup", "all"), test["from"], test["to"])
    if key not in tables.changes:
        raise InputError(f"{name}: no change of {' '.join(key)} was published")
    return tables.changes[key]
