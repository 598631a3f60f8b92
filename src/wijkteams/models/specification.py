"""One format for every model on published shares."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, get_args

from wijkteams.errors import InputError

Term = Literal["years", "g32"]


@dataclass(frozen=True)
class Specification:
    """A grouped binomial regression with a level and one slope for each item.

    Attributes
    ----------
    name : str
        What the model is called.
    topics : tuple of str
        Topics of the items.
    items : tuple of str
        The items; each needs two rows that differ in the term.
    term : {"years", "g32"}
        ``years``: the date of the survey, in years. ``g32``: 1 for G32 cities, 0 for the other municipalities.
    waves : tuple of str
        The waves to use; empty for all.
    """

    name: str
    topics: tuple[str, ...]
    items: tuple[str, ...]
    term: Term
    waves: tuple[str, ...] = ()


def read_specification(name: str, entry: Mapping[str, Any]) -> Specification:
    """Read one entry of the configuration.

    Parameters
    ----------
    name : str
        Key of the entry.
    entry : mapping
        The other attributes of `Specification`.

    Returns
    -------
    Specification
        With tuples for lists.

    Raises
    ------
    InputError
        If a key is unknown or missing, or the term is; it names the nearest known one.
    """
    known = [field.name for field in fields(Specification) if field.name != "name"]
    for key in entry:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f", did you mean {near[0]!r}?" if near else ""
            raise InputError(f"config/models.yaml, {name}: unknown key {key!r}{hint}")
    missing = [key for key in ("topics", "items", "term") if not entry.get(key)]
    if missing:
        raise InputError(f"config/models.yaml, {name}: {', '.join(missing)} is missing")
    if entry["term"] not in get_args(Term):
        raise InputError(
            f"config/models.yaml, {name}, term: {entry['term']!r} is none of {', '.join(get_args(Term))}"
        )
    lists = {key: tuple(entry.get(key, ())) for key in ("topics", "items", "waves")}
    return Specification(name=name, term=entry["term"], **lists)
