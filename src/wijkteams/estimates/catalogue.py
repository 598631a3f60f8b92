"""The catalogue of claims: what an entry must say, checked before anything is judged."""

import calendar
import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from wijkteams.errors import InputError

MADE_BY = ("source", "book")
"""Who made a claim: the source that prints its figures, or this book from figures of several."""

_KEYS = {"id", "figures", "en", "nl", "kind"}
_OPTIONAL = {"test", "made_by"}
# What the test of each kind must say, and what it may say.
_TESTS: Mapping[str, tuple[set[str], set[str]]] = {
    "change": ({"topic", "item", "from", "to", "direction"}, {"points", "subgroup"}),
    "level": (
        {"topic", "item", "relation", "value"},
        {"wave", "waves", "subgroup", "called", "of", "from", "points", "plus"},
    ),
    "ranking": (
        {"topic", "wave"},
        {"item", "items", "groups", "first_only", "from", "points"},
    ),
    "equality": ({"topic", "item", "from", "to"}, {"subgroup"}),
    "words": (set(), set()),
}


def check_claims(claims: Sequence[Mapping[str, Any]], known_figures: set[str]) -> None:
    """Refuse a catalogue of claims that is not well formed.

    Parameters
    ----------
    claims : sequence of mapping
        Entries of ``config/claims.yaml``.
    known_figures : set of str
        Every ``figure_id`` of the register.

    Raises
    ------
    InputError
        At the first unknown or missing key, unknown kind or maker, repeated id, unknown source row, or claim of a source
        that rests on figures of several; it names the claim.
    """
    seen: set[str] = set()
    for claim in claims:
        name = f"config/claims.yaml, {claim.get('id', 'a claim without id')}"
        _check_keys(name, set(claim), _KEYS, _OPTIONAL)
        if claim["id"] in seen:
            raise InputError(f"{name}: the id stands twice")
        seen.add(claim["id"])
        if claim["kind"] not in _TESTS:
            raise InputError(f"{name}, kind: {claim['kind']!r} is none of {', '.join(_TESTS)}")
        test = claim.get("test", {})
        _check_keys(f"{name}, test", set(test), *_TESTS[claim["kind"]])
        if claim["kind"] == "level" and test["relation"] not in {"about", "above", "below"}:
            raise InputError(f"{name}, relation: {test['relation']!r} is not about, above or below")
        unknown = sorted(set(claim["figures"]) - known_figures)
        if unknown:
            raise InputError(f"{name}, figures: the register has no {', '.join(unknown)}")
        _check_maker(name, claim)


def check_dates(
    claims: Sequence[Mapping[str, Any]], published: Mapping[str, str], asked: Mapping[str, str]
) -> None:
    """Refuse a claim that its source cannot have made, because the survey came later.

    Parameters
    ----------
    claims : sequence of mapping
        Entries that passed `check_claims`.
    published : mapping of str to str
        Source to its date as far as it is known, as in ``sources.csv``.
    asked : mapping of str to str
        Wave to the last day of its field period, as in ``waves.csv``; empty where it is not known.

    Raises
    ------
    InputError
        At the first claim of a source on a survey that was still in the field when the source came out.
    """
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


def made_by(claim: Mapping[str, Any]) -> str:
    """Return who made a claim, one of `MADE_BY`."""
    return str(claim.get("made_by", MADE_BY[0]))


def sources_of(claim: Mapping[str, Any]) -> list[str]:
    """Return the sources that print the figures of a claim, each once."""
    return list(dict.fromkeys(figure.split(".")[0] for figure in claim["figures"]))


def waves_of(claim: Mapping[str, Any]) -> list[str]:
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


def _check_maker(name: str, claim: Mapping[str, Any]) -> None:
    maker, sources = made_by(claim), sources_of(claim)
    if maker not in MADE_BY:
        raise InputError(f"{name}, made_by: {maker!r} is none of {', '.join(MADE_BY)}")
    if maker == "source" and len(sources) > 1:
        raise InputError(
            f"{name}, figures: a claim of a source rests on figures of one source, not of {', '.join(sources)}; "
            "write made_by: book"
        )


def _check_keys(name: str, found: set[str], needed: set[str], allowed: set[str]) -> None:
    for key in sorted(found - needed - allowed):
        near = difflib.get_close_matches(key, sorted(needed | allowed), 1)
        raise InputError(
            f"{name}: unknown key {key!r}" + (f", did you mean {near[0]!r}?" if near else "")
        )
    if needed - found:
        raise InputError(f"{name}: {', '.join(sorted(needed - found))} is missing")
