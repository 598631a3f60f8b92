"""Summary of findings: the headline claims and all that bears on them, one row each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from wijkteams.estimates.claims.catalogue import Claim, waves_of
from wijkteams.estimates.claims.compared import Tables, pair_of, parts_of, shares_of_claim
from wijkteams.estimates.claims.comparisons import Footing, rise_or_fall
from wijkteams.estimates.claims.headline_findings import ASSOCIATION
from wijkteams.estimates.claims.sensitivity import years_of
from wijkteams.estimates.counts.pairs import placements, possible_bases
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.strata import Split
from wijkteams.estimates.rule.choices import CHOICES
from wijkteams.estimates.rule.verdicts import VERDICTS
from wijkteams.tables import Row, keyed, list_of, names_in

COLUMNS = (
    "claim_id", "finding_en", "finding_nl", "years", "n", "base_en", "base_nl", "estimate", "low", "high", "of_hundred",
    "of_hundred_low", "of_hundred_high", "delta_star", "verdict", "condition_en", "condition_nl", "lowered", "lowered_en",
    "lowered_nl", "would_change_en", "would_change_nl", "turns", "turns_en", "turns_nl",
)  # fmt: skip

TYPE_CLAIM = "broad_prevention_2015"
"""The claim that type of team and shortfall go together; it is among the comparisons once a table of both is printed."""

Words = Mapping[str, Mapping[str, str]]
LANGUAGES = ("en", "nl")
_ORDER = list(VERDICTS)

LOWERED: Mapping[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "chance": (
        ("chance in who answered", "toeval in de respons"),
        ("a survey that more municipalities answer", "een peiling met meer deelnemende gemeenten"),
    ),
    "family": (
        ("many comparisons of one topic", "veel vergelijkingen binnen één thema"),
        ("a new survey, with this comparison named before", "een nieuwe peiling, met deze vergelijking vooraf genoemd"),
    ),
    "silent": (
        ("those who did not answer", "de non-respons"),
        ("what those who did not answer would have said", "de antwoorden van gemeenten die niet deelnamen"),
    ),
    "words": (
        ("other words, or words that were not seen", "een andere of onbekende vraagtekst"),
        ("the questionnaires", "de vragenlijsten"),
    ),
    "part": (
        ("a group whose size was not printed", "een groep waarvan de omvang niet is gepubliceerd"),
        ("how many did not get round to everything", "hoeveel er niet aan alles toekwamen"),
    ),
    "base": (
        ("a base that is not settled", "een noemer die niet vaststaat"),
        ("the base, from the report of the survey", "de noemer, uit het rapport van de peiling"),
    ),
    "margins": (
        ("two shares and no table of both", "twee aandelen en geen tabel van beide"),
        ("one table of four counts", "één tabel van vier aantallen"),
    ),
}  # fmt: skip
"""Why less can be said of a finding than its figures suggest, and what would change that; in both languages."""


def summarise_findings(
    claims: Sequence[Claim], tables: Tables, compared: pd.DataFrame, varied: pd.DataFrame, association: pd.DataFrame,
    bases: Words,
) -> pd.DataFrame:  # fmt: skip
    """Bring the headline claims together, those that hold first.

    Parameters
    ----------
    claims : sequence of mapping
        Those that compare and have a headline.
    tables : Tables
        What they are judged on.
    compared : pandas.DataFrame
        The claims that compare, as `compared.judge_compared` gives them; empty cells as text.
    varied : pandas.DataFrame
        Their verdicts under other choices, as `sensitivity.vary_verdicts` gives them; likewise.
    association : pandas.DataFrame
        Type of team and shortfall, as `association.bound_association` gives them.
    bases : mapping
        Name of a base to its words in both languages.

    Returns
    -------
    pandas.DataFrame
        One row for each finding, columns as in `COLUMNS`. ``estimate`` with ``low`` and ``high`` is the change or difference
        in points, or the share in per cent. ``of_hundred`` is the same when those who gave the answer are counted among all
        municipalities that took part, those without a team and those that skipped the question included; missing for a
        comparison of groups. ``lowered`` lists keys of `LOWERED`, ``turns`` those of `choices.CHOICES`.

    Raises
    ------
    KeyError
        If a claim was not judged or varied.
    """
    judged, turned = keyed(compared, "claim_id"), keyed(varied, "claim")
    rows = [
        _finding(claim, tables, judged[(claim["id"],)], turned[(claim["id"],)]["turns"], bases)
        for claim in claims
    ]
    pair = keyed(association, "wave_id", "type_id", "shortfall_id")[ASSOCIATION]
    groups = {"groups": [f"{side}_{ASSOCIATION[1]}" for side in ("with", "without")]}
    measured = pair_of(
        {"topic": "capacity", "wave": ASSOCIATION[0], "item": ASSOCIATION[2], **groups}, tables
    )
    row = _of_type(pair, bases)
    if measured:
        n = f"{measured.first.n_printed}, {measured.second.n_printed}"
        row |= _judged_of_type(judged[(TYPE_CLAIM,)], turned[(TYPE_CLAIM,)]["turns"]) | {"n": n}
    rows.append(row)
    rows.sort(key=lambda row: (_ORDER.index(row["verdict"]), -np.nan_to_num(row["delta_star"])))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _finding(claim: Claim, tables: Tables, row: Row, turns: str, bases: Words) -> dict[str, Any]:
    shares = shares_of_claim(claim, tables)
    if shares:
        n, names = _who(shares, tables)
        of_hundred = _of_hundred(claim, tables)
    else:
        n, names = _who_of(tables.splits[claim["test"]["wave"]])
        of_hundred = {}
    lowered = _lowered(row, shares, names)
    return {
        "claim_id": claim["id"], "finding_en": claim["en"], "finding_nl": claim["nl"], "years": years_of(waves_of(claim)),
        "n": n, **_joined("base", [bases[name] for name in names], {"en": " or ", "nl": " of "}),
        **{name: _number(row[name]) for name in ("estimate", "low", "high", "delta_star")},
        **{name: row[name] for name in ("verdict", "condition_en", "condition_nl")},
        **of_hundred, **_why(lowered), "turns": turns,
        **_joined("turns", [_in_both(CHOICES[name]) for name in names_in(turns)]),
    }  # fmt: skip


def _number(cell: str | float) -> float:
    return float(cell) if cell != "" else np.nan


def _who(shares: Sequence[PrintedShare], tables: Tables) -> tuple[str, list[str]]:
    """Return how many answered in each wave, over every base that is left open, and those bases."""
    sizes: dict[str, list[int]] = {}
    names: dict[str, None] = {}
    for share in shares:
        for base in possible_bases(share, tables.bases[share.wave_id]):
            found = placements([share], base)[:, 0].tolist()
            sizes.setdefault(share.wave_id, []).extend(found)
            names |= dict.fromkeys([base.name] if found else [])
    return ", ".join(map(_range, sizes.values())), list(names)


def _who_of(splits: Sequence[Split]) -> tuple[str, list[str]]:
    sizes = [split.g32 for split in splits], [split.other for split in splits]
    return ", ".join(map(_range, sizes)), ["g32_respondents", "other_respondents"]


def _range(sizes: Sequence[int]) -> str:
    low, high = min(sizes), max(sizes)
    return str(low) if low == high else f"{low}-{high}"


def _of_hundred(claim: Claim, tables: Tables) -> dict[str, float]:
    footing = Footing(on_all=True)
    if claim["kind"] == "equality":
        first, second = shares_of_claim(claim, tables)
        parts = [rise_or_fall(first, second, True, tables.bases, tables.confidence, footing)]
    else:
        parts = parts_of(claim, replace(tables, footing=footing))
    closest = min(parts, key=lambda part: part.interval(tables.confidence)[0] - part.origin)
    ends = [np.concatenate([m.estimate for m in ms]) for ms in (closest.claimed, closest.opposite)]
    # halfway between the least and the greatest that the counts allow
    middle = closest.origin + 50 * float(ends[0].min() - ends[1].min())
    low, high = closest.interval(tables.confidence)
    test = claim["test"]
    if test.get("direction") == "fall" or test.get("relation") == "below":
        # a part is signed by what is claimed
        middle, low, high = -middle, -high, -low
    return {"of_hundred": middle, "of_hundred_low": low, "of_hundred_high": high}


def _lowered(row: Row, shares: Sequence[PrintedShare], names: Sequence[str]) -> list[str]:
    """Name what lowers a finding, in the order of `LOWERED`."""
    conditions = names_in(row["conditions"])
    # answers to one question are compared in one wording
    worded = row["kind"] == "ranking" or all(each.worded_like(shares[0]) for each in shares)
    holds = {
        "chance": row["reason"] == "within_chance",
        "family": row["reason"] == "within_family",
        "silent": row["reason"] == "fragile" or "silent" in conditions,
        "words": not worded,
        "part": "part" in conditions,
        "base": len(names) > 1 and bool(shares),
    }
    return [name for name, applies in holds.items() if applies]


def _why(lowered: Sequence[str]) -> dict[str, str]:
    return {
        "lowered": list_of(lowered),
        **_joined("lowered", [_in_both(LOWERED[name][0]) for name in lowered]),
        **_joined("would_change", [_in_both(LOWERED[name][1]) for name in lowered]),
    }


def _in_both(words: tuple[str, str]) -> Mapping[str, str]:
    return dict(zip(LANGUAGES, words, strict=True))


def _joined(
    name: str, words: Sequence[Mapping[str, str]], between: Mapping[str, str] | None = None
) -> dict[str, str]:
    between = between or dict.fromkeys(LANGUAGES, "; ")
    return {
        f"{name}_{language}": between[language].join(each[language] for each in words)
        for language in LANGUAGES
    }


def _of_type(pair: Row, bases: Words) -> dict[str, Any]:
    """Return the finding on type of team and shortfall, of which only the two margins were printed."""
    return {
        "claim_id": "type_of_team", "years": years_of([pair["wave_id"]]),
        "finding_en": f"Shortfalls go with the type of team ({pair['type_label_en']}; {pair['shortfall_label_en']}).",
        "finding_nl": f"Tekorten gaan samen met het type team ({pair['type_label_nl']}; {pair['shortfall_label_nl']}).",
        "n": _range([int(pair["n_low"]), int(pair["n_high"])]), **_joined("base", [bases["with_team"]]),
        "low": pair["difference_low"], "high": pair["difference_high"], "delta_star": np.nan,
        # one pair of margins always allows that nothing goes with the type
        "verdict": "not_established", **_why(["margins"]), "turns": "",
    }  # fmt: skip


def _judged_of_type(told: Row, turns: str) -> dict[str, Any]:
    """Return what a table of both says of it: shortfalls go with the type in either direction."""
    opposite = {"opposite": "stands", "opposite_on_condition": "on_condition"}
    reach = [
        _number(told[name])
        for name in ("delta_star", "against", "exact_delta_star", "exact_against")
    ]
    return {
        **{name: _number(told[name]) for name in ("estimate", "low", "high")},
        "delta_star": max((each for each in reach if each >= 0), default=np.nan),
        "verdict": opposite.get(told["reason"], told["verdict"]),
        **{name: told[name] for name in ("condition_en", "condition_nl")}, **_why(_lowered(told, (), ["with_team"])),
        "turns": turns, **_joined("turns", [_in_both(CHOICES[name]) for name in names_in(turns)]),
    }  # fmt: skip
