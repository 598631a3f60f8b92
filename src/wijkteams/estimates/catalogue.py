"""The catalogue of claims: what an entry must say, checked before anything is judged."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from wijkteams.errors import InputError

_KEYS = {"id", "figures", "en", "nl", "kind", "test"}
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
        At the first unknown or missing key, unknown kind, repeated id or unknown source row; it names the claim.
    """
    seen: set[str] = set()
    for claim in claims:
        name = f"config/claims.yaml, {claim.get('id', 'a claim without id')}"
        _check_keys(name, set(claim), _KEYS - {"test"}, {"test"})
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


def _check_keys(name: str, found: set[str], needed: set[str], allowed: set[str]) -> None:
    for key in sorted(found - needed - allowed):
        near = difflib.get_close_matches(key, sorted(needed | allowed), 1)
        raise InputError(
            f"{name}: unknown key {key!r}" + (f", did you mean {near[0]!r}?" if near else "")
        )
    if needed - found:
        raise InputError(f"{name}: {', '.join(sorted(needed - found))} is missing")
