"""Printed shares that must hold together: one base, one total, one set of strata."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from .counts import PERCENT, Rule, counts_from_share

Share: TypeAlias = Fraction | str
Pair: TypeAlias = tuple[int, int]


def joint_counts(
    shares: Sequence[Share],
    sizes: Iterable[int],
    remainder: Iterable[int] = (0,),
    step: Fraction = PERCENT,
    rule: Rule = "half",
) -> tuple[tuple[tuple[int, ...], int], ...]:
    """Return all count vectors of mutually exclusive answers that fill their base.

    Parameters
    ----------
    shares : sequence of Fraction or str
        Printed shares of one single-choice question.
    sizes : iterable of int
        Possible bases.
    remainder : iterable of int
        How many of the base may be in none of the answers; by default nobody.
    step, rule
        As in `counts_from_share`.

    Returns
    -------
    tuple of (counts, n)
        Every vector of counts with the base it belongs to; may be empty.

    Raises
    ------
    ValueError
        As in `counts_from_share`.

    References
    ----------
    Mosteller, F., Youtz, C. and Zahn, D. (1967). The distribution of sums of rounded
    percentages. Demography 4, 850-858: rounded shares need not add up to 100.

    Examples
    --------
    >>> joint_counts(["67%", "33%"], [9, 10])
    (((6, 3), 9),)
    """
    left_over = frozenset(remainder)
    return tuple(
        (counts, n)
        for n in sorted(set(sizes))
        for counts in product(*(counts_from_share(share, n, step, rule) for share in shares))
        if n - sum(counts) in left_over
    )


def split_counts(
    strata: Sequence[Iterable[Pair]], totals: Iterable[Pair]
) -> tuple[tuple[Pair, ...], ...]:
    """Return all combinations of strata that add up to an admissible total.

    Works both ways: it checks a published split, and it narrows the sizes of the strata.

    Parameters
    ----------
    strata : sequence of iterables of (count, n)
        For each stratum its possible pairs, for example from `admissible_counts`.
    totals : iterable of (count, n)
        Possible pairs of the whole.

    Returns
    -------
    tuple of tuples of (count, n)
        One pair per stratum, in the given order; empty when the split cannot hold.
    """
    allowed = frozenset(totals)
    return tuple(
        parts
        for parts in product(*(tuple(stratum) for stratum in strata))
        if (sum(count for count, _ in parts), sum(n for _, n in parts)) in allowed
    )


@dataclass(frozen=True)
class Base:
    """A candidate for the group that a share is a share of.

    Parameters
    ----------
    sizes : tuple of int
        Possible numbers of members.
    outside : int
        At least this many members cannot give any of the answers.
    """

    sizes: tuple[int, ...]
    outside: int = 0


def feasible_bases(
    shares: Sequence[Share],
    bases: Mapping[str, Base],
    exclusive: bool = False,
    step: Fraction = PERCENT,
    rule: Rule = "half",
) -> dict[str, tuple[int, ...]]:
    """Return the bases, and their sizes, that leave room for all shares together.

    Parameters
    ----------
    shares : sequence of Fraction or str
        Printed shares with one common, unknown base.
    bases : mapping of str to Base
        Candidates by name.
    exclusive : bool
        True when each member gives at most one of the answers, so that the counts add up;
        False for a multiple-response question, where each count on its own must fit.
    step, rule
        As in `counts_from_share`.

    Returns
    -------
    dict of str to tuple of int
        For each base that fits, the sizes that fit. A base without any is left out.

    Raises
    ------
    ValueError
        As in `counts_from_share`, or no shares at all.

    Examples
    --------
    >>> candidates = {"all": Base((234,), outside=27), "with": Base((203, 204))}
    >>> feasible_bases(["92%", "8%"], candidates, exclusive=True)
    {'with': (203, 204)}
    """
    if not shares:
        raise ValueError("shares must hold at least one share")
    fitting = {
        name: tuple(
            n
            for n in base.sizes
            if _fits(
                [counts_from_share(share, n, step, rule) for share in shares],
                n - base.outside,
                exclusive,
            )
        )
        for name, base in bases.items()
    }
    return {name: sizes for name, sizes in fitting.items() if sizes}


def _fits(possible: list[tuple[int, ...]], room: int, exclusive: bool) -> bool:
    if not all(possible):
        return False
    least = [counts[0] for counts in possible]
    return (sum(least) if exclusive else max(least)) <= room
