"""The claims of the founding sources, and those that this book adds, each with its estimate and its verdict by the rule."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wijkteams.checking.problems import InputError
from wijkteams.estimates.catalogue import made_by, sources_of, waves_of
from wijkteams.estimates.changes import estimate_changes
from wijkteams.estimates.evidence import (
    Finding,
    of_answers,
    of_equality,
    of_groups,
    of_level,
    of_ranking,
)
from wijkteams.estimates.pairs import Row
from wijkteams.estimates.verdicts import RULE, VERDICTS, Branch, Evidence, judge
from wijkteams.estimates.who_answered import Base, Wave
from wijkteams.tables import rows_of

COLUMNS = (
    "claim_id", "made_by", "source_id", "figure_ids", "claim_en", "claim_nl", "kind", "topic", "items", "waves", "estimand",
    "estimate", "low", "high", "breakdown", "verdict", "verdict_en", "verdict_nl", "reason", "why_en", "why_nl",
    "decided_by", "deciding_number",
)  # fmt: skip


@dataclass(frozen=True)
class Tables:
    """What the claims are judged on.

    Attributes
    ----------
    series : mapping of str to list of mapping
        Topic to its series rows.
    changes : mapping of (str, str, str, str) to mapping
        Item, subgroup, earlier and later wave to the row of the table of changes.
    bases : mapping
        Wave to the name of a base to that base.
    waves : mapping of str to Wave
        The surveys.
    confidence : float
        Confidence level, between 0 and 1.
    """

    series: Mapping[str, Sequence[Row]]
    changes: Mapping[tuple[str, str, str, str], Mapping[str, Any]]
    bases: Mapping[str, Mapping[str, Base]]
    waves: Mapping[str, Wave]
    confidence: float


def by_change(changes: pd.DataFrame) -> dict[tuple[str, str, str, str], Row]:
    """Return the rows of a table of changes, each under its item, subgroup, earlier and later wave."""
    return {
        (row["item_id"], row["subgroup"], row["wave_from"], row["wave_to"]): row
        for row in rows_of(changes)
    }


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
        "claim_id": claim["id"], "made_by": made_by(claim), "source_id": ";".join(sources_of(claim)),
        "figure_ids": ";".join(claim["figures"]), "claim_en": claim["en"], "claim_nl": claim["nl"], "kind": claim["kind"],
        "topic": test.get("topic", ""), "items": ";".join(items), "waves": ";".join(waves_of(claim)),
        "estimand": finding.estimand, "estimate": finding.estimate, "low": finding.interval[0],
        "high": finding.interval[1], "breakdown": finding.evidence.breakdown, "verdict": branch.verdict,
        "verdict_en": verdict[0], "verdict_nl": verdict[1], "reason": branch.reason, "why_en": branch.en,
        "why_nl": branch.nl, "decided_by": decided_by, "deciding_number": number,
    }  # fmt: skip


def _try_change(test: Mapping[str, Any], tables: Tables, name: str) -> tuple[Finding, Branch]:
    if "points" in test:
        rows = [_row(test, tables, test["from"], name), _later_row(test, tables, test["to"], name)]
        change = estimate_changes(
            rows, pd.DataFrame(columns=["wave_from"]), tables.bases, tables.waves, tables.confidence
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
    rows = [
        _later_row(test, tables, wave, name) if "points" in test else _row(test, tables, wave, name)
        for wave in waves
    ]
    if "plus" in test:
        added = _row({**test, "item": test["plus"]}, tables, waves[0], name)
        total = int(rows[0]["value_low"]) + int(added["value_low"])
        rows = [{**rows[0], "item_id": "sum", "value_low": str(total), "value_high": str(total)}]
    if test.get("of") == "answers":
        finding = of_answers(rows[0], tables.bases)
    else:
        finding = of_level(
            rows, test["relation"], float(test["value"]), tables.bases, tables.confidence, test.get("called", ""),
        )  # fmt: skip
    return finding, judge(finding.evidence)


def _try_ranking(test: Mapping[str, Any], tables: Tables, name: str) -> tuple[Finding, Branch]:
    wave = test["wave"]
    if "groups" in test:
        rows = [_row({**test, "subgroup": each}, tables, wave, name) for each in test["groups"]]
        finding = of_groups(rows, tables.bases, tables.confidence)
    else:
        first, *rest = test["items"]
        start = _later_row if "points" in test else _row
        rows = [
            start({**test, "item": first}, tables, wave, name),
            *(_row({**test, "item": item}, tables, wave, name) for item in rest),
        ]
        finding = of_ranking(rows, tables.bases, tables.confidence, test.get("first_only", False))
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


def _row(test: Mapping[str, Any], tables: Tables, wave: str, name: str) -> Row:
    wanted = (test["item"], wave, test.get("subgroup", "all"))
    for row in tables.series.get(test["topic"], ()):
        if (row["item_id"], row["wave_id"], row["subgroup"]) == wanted:
            return row
    raise InputError(f"{name}: {test['topic']} has no share of {' '.join(wanted)}")


def _later_row(test: Mapping[str, Any], tables: Tables, wave: str, name: str) -> Row:
    """Make the row that a printed change implies: the earlier share plus its points, both rounded."""
    earlier = _row(test, tables, test["from"], name)
    like = next(
        row for row in tables.series[test["topic"]] if row["wave_id"] == wave and row["subgroup"] == "all"
    )  # fmt: skip
    share = float(earlier["value_low"]) + test["points"]
    # both the share and its change were rounded, so their sum is off by up to a whole point
    return {
        **earlier, "wave_id": wave, "wave_date": like["wave_date"], "value_low": str(share - 0.5),
        "value_high": str(share + 0.5), "possible_bases": like["possible_bases"], "figure_ids": like["figure_ids"],
    }  # fmt: skip


def _change(test: Mapping[str, Any], tables: Tables, name: str) -> Mapping[str, Any]:
    key = (test["item"], test.get("subgroup", "all"), test["from"], test["to"])
    if key not in tables.changes:
        raise InputError(f"{name}: no change of {' '.join(key)} was published")
    return tables.changes[key]
