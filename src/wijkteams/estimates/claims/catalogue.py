"""The catalogue of claims: what an entry must say, checked before anything is judged.

A claim is of one of three kinds: a figure that is quoted, a comparison, or a reason or state without a figure.
"""

import calendar
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Union

import pandas as pd
from pydantic import Field

from wijkteams.checking.forms import Flag, Name, NonBlank, Real, Texts, check_form, keys, one_of
from wijkteams.checking.problems import InputError, Problem
from wijkteams.checking.yaml_file import Document, read_yaml

MADE_BY = ("source", "book")
"""Who made a claim: the source that prints its figures, or this book from figures of several."""

Claim = Mapping[str, Any]

COMPARED = ("change", "ranking", "limit", "equality")
"""Kinds of claim that the rule judges; the others are ``quoted`` (a figure) and ``unmeasured`` (no figure at all)."""

_KEYS = {
    "topic": Name, "item": Name, "from": Name, "to": Name, "wave": Name, "waves": list[Name], "points": Real,
    "direction": one_of(("rise", "fall")), "relation": one_of(("above", "below")), "value": Real, "subgroup": NonBlank,
    "items": list[Name], "groups": list[NonBlank], "first_only": Flag, "rest": Flag,
}  # fmt: skip
# What the test of each kind must say, and what it may say.
_TESTS = {
    "quoted": ("value", "wave"),
    "change": ("topic item from to direction", "points subgroup"),
    "limit": ("topic item relation value", "wave waves subgroup from points"),
    "ranking": ("topic wave", "item items groups first_only rest from points"),
    "equality": ("topic item from to", "subgroup"),
}
_FIGURES = Annotated[list[NonBlank], Field(min_length=1)]
_ENTRY = {"id": Name, "figures": _FIGURES, "en": NonBlank, "nl": NonBlank}
_OPTIONAL = {"made_by": one_of(MADE_BY), "reading_of": Name, "headline": Flag}


def _tested(kind: str, needed: str, allowed: str) -> Any:
    test, may = ({name: _KEYS[name] for name in names.split()} for names in (needed, allowed))
    entry = {"kind": one_of((kind,)), "test": keys(f"TestOf{kind.title()}", test, may)}
    return keys(kind.title(), _ENTRY | entry, _OPTIONAL)


# What would judge a claim once its groups are measured.
_OF_GROUPS = keys(
    "TestOfGroups", {name: _KEYS[name] for name in ("topic", "item", "wave", "groups")}, {}
)
_CLAIMS = (
    *(_tested(kind, *names) for kind, names in _TESTS.items()),
    keys(
        "Unmeasured",
        _ENTRY | {"kind": one_of(("unmeasured",)), "question": Texts},
        _OPTIONAL | {"test": _OF_GROUPS},
    ),
)
ClaimsForm: Any = keys(
    "Claims",
    {
        "claims": list[Annotated[Union[_CLAIMS], Field(discriminator="kind")]],  # type: ignore[valid-type]  # noqa: UP007
        "descriptions": list[keys("Description", {"reason": NonBlank, "figures": _FIGURES})],  # type: ignore[misc]
    },
)
"""``config/claims.yaml``."""


def read_claims(path: Path, known_figures: set[str]) -> Sequence[Claim]:
    """Read ``config/claims.yaml``; `known_figures` and errors as in `check_claims`."""
    return check_claims(read_yaml(path), known_figures)


def check_claims(read: Document, known_figures: set[str]) -> Sequence[Claim]:
    """Refuse a catalogue of claims that is not well formed.

    Parameters
    ----------
    read : Document
        ``config/claims.yaml``.
    known_figures : set of str
        Every ``figure_id`` of the register.

    Returns
    -------
    sequence of mapping
        The claims as they are written.

    Raises
    ------
    InputError
        With every unknown or missing key, unknown kind or maker, repeated id, unknown source row, claim of a source that
        rests on figures of several, and row that is both claimed and called a description; each names the claim.
    """
    check_form(read, ClaimsForm)
    claims: Sequence[Claim] = read.content["claims"]
    read.refuse(_contradictions(read, claims, known_figures))
    read.refuse(_misplaced(read, claims, known_figures))
    return claims


def _contradictions(
    read: Document, claims: Sequence[Claim], known_figures: set[str]
) -> Iterator[Problem]:
    """Find what the form cannot see."""
    counts = Counter(claim["id"] for claim in claims)
    for place, claim in enumerate(claims):
        name, sources = claim["id"], sources_of(claim)
        if counts[name] > 1:
            yield read.problem(("claims", place, "id"), name, "the id stands twice", "rename one")
        if unknown := sorted(set(claim["figures"]) - known_figures):
            rule = f"the register has no {', '.join(unknown)}"
            yield read.problem(
                ("claims", place, "figures"), f"{name}.figures", rule, "mend the name"
            )
        if made_by(claim) == "source" and len(sources) > 1:
            rule = (
                f"a claim of a source rests on figures of one source, not of {', '.join(sources)}"
            )
            yield read.problem(
                ("claims", place, "figures"), f"{name}.figures", rule, "write made_by: book"
            )


def _misplaced(
    read: Document, claims: Sequence[Claim], known_figures: set[str]
) -> Iterator[Problem]:
    """Find rows that are called a description and are not there, or are claimed too."""
    claimed = {figure for claim in claims for figure in claim["figures"]}
    for place, description in enumerate(read.content["descriptions"]):
        for figure in description["figures"]:
            where = ("descriptions", place, "figures")
            if figure not in known_figures:
                rule = f"the register has no {figure}"
                yield read.problem(where, "descriptions", rule, "mend the name")
            if figure in claimed:
                rule = f"{figure} is claimed too"
                yield read.problem(where, "descriptions", rule, "take it out of one of the two")


def check_dates(claims: Sequence[Claim], sources: pd.DataFrame, waves: pd.DataFrame) -> None:
    """Refuse a claim that its source cannot have made, because the survey came later.

    Parameters
    ----------
    claims : sequence of mapping
        Entries that passed `check_claims`.
    sources : pandas.DataFrame
        ``sources.csv`` as text; the ``date`` is as far as it is known.
    waves : pandas.DataFrame
        ``waves.csv`` as text; the last day of a field period, ``date_high``, is empty where it is not known.

    Raises
    ------
    InputError
        At the first claim of a source on a survey that was still in the field when the source came out.
    """
    published = sources.set_index("source_id")["date"]
    asked = waves.set_index("wave_id")["date_high"]
    for claim in claims:
        source = sources_of(claim)[0]
        latest = latest_day(published[source])
        if made_by(claim) == "book" or latest is None:
            continue
        for wave in waves_of(claim):
            if latest.isoformat() < asked[wave]:
                raise InputError(
                    f"config/claims.yaml, {claim['id']}, made_by: {source} came out by {latest} and cannot speak of "
                    f"{wave}, which was asked until {asked[wave]}; write made_by: book"
                )


def headlines(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that the summary of findings has."""
    return [claim for claim in claims if claim.get("headline")]


def made_by(claim: Claim) -> str:
    """Return who made a claim, one of `MADE_BY`."""
    return str(claim.get("made_by", MADE_BY[0]))


def sources_of(claim: Claim) -> list[str]:
    """Return the sources that print the figures of a claim, each once."""
    return list(dict.fromkeys(figure.split(".")[0] for figure in claim["figures"]))


def waves_of(claim: Claim) -> list[str]:
    """Return the waves that the test of a claim looks at."""
    test = claim.get("test", {})
    return list(test.get("waves") or _single_waves(test))


def _single_waves(test: Mapping[str, Any]) -> Iterator[str]:
    return (test[name] for name in ("from", "to", "wave") if name in test)


def latest_day(printed: str) -> date | None:
    """Return the last day that a date can mean ("2016-03": 31 March), or None where it is a range or a guess."""
    found = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d/-])", printed)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    return date(year, month, int(found[3] or calendar.monthrange(year, month)[1]))
