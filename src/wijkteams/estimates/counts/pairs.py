"""Every count and base that a printed figure leaves open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache

import numpy as np
from numpy.typing import NDArray

from wijkteams.checking.problems import InputError
from wijkteams.estimates.counts.printed_share import PrintedShare, Reading
from wijkteams.estimates.counts.who_answered import Base
from wijkteams.statistics.counts import counts_from_share, counts_in_interval

# ASSUME: a share that the press calls a share of teams is a share of municipalities, because they are the survey's
# unit.
NOT_A_BASE = "teams"

# ASSUME: where a number of answers is needed and the base is open, the share is one of municipalities with a team.
# Arithmetic settles this base for the other questions about teams: 92 and 8 per cent leave no room for those without
# one.
LIKELIEST_BASE = "with_team"


def possible_bases(share: PrintedShare, bases: Mapping[str, Base]) -> list[Base]:
    """Return the bases of the wave that the sources leave open for a share, in its order.

    Raises
    ------
    InputError
        If the size of a base is not known for the wave.
    """
    names = [name for name in share.possible_bases if name != NOT_A_BASE]
    for name in names:
        if name not in bases:
            raise InputError(
                f"{share.topic}/series.csv, {share.item_id} in {share.wave_id}, possible_bases: the size of "
                f"the base {name!r} is not known for this wave; known are {', '.join(sorted(bases))}"
            )
    return [bases[name] for name in names]


def shared_bases(shares: Sequence[PrintedShare], bases: Mapping[str, Base]) -> list[Base]:
    """Return the bases that all shares of a wave can have, in the order of the first."""
    names = set.intersection(*(set(share.possible_bases) for share in shares))
    return [base for base in possible_bases(shares[0], bases) if base.name in names]


# The counts behind one printed figure are asked for again with each other figure that it is compared with.
_counts_from_share = cache(counts_from_share)


def readings_on(share: PrintedShare, base: Base) -> list[Reading]:
    """Every reading on a base; fewer than fit the printed share where the base settles the count."""
    if share.subgroup == "all" and share.item_id in base.settled:
        return [Reading(k, n) for n in base.sizes for k in base.settled[share.item_id]]
    return admissible_readings(share, base.sizes)


def admissible_readings(share: PrintedShare, sizes: Iterable[int]) -> list[Reading]:
    """Every reading that fits a printed value: a share, an interval ("more than half") or a count.

    Parameters
    ----------
    share : PrintedShare
        In per cent, or a count.
    sizes : iterable of int
        Admissible sizes of the base.

    Returns
    -------
    list of Reading
        Empty where no count fits.
    """
    low, high, step = share.value_low, share.value_high, share.step
    if share.unit == "count":
        return [Reading(int(low), n) for n in sizes if low <= n]
    if low == high:
        return [Reading(k, n) for n in sizes for k in _counts_from_share(low / 100, n, step / 100)]
    # words: the quantity lies within half a step of the interval
    bottom, top = max(Fraction(0), low - step / 2) / 100, min(Fraction(100), high + step / 2) / 100
    return [Reading(k, n) for n in sizes for k in counts_in_interval(bottom, top, n)]


def reference_reading(readings: Sequence[Reading]) -> Reading:
    """Return the reading to compute with where one is needed: the middle n, and of its counts the middle one."""
    sizes = sorted({n for _, n in readings})
    size = sizes[len(sizes) // 2]
    counts = sorted(k for k, n in readings if n == size)
    return Reading(counts[len(counts) // 2], size)


def placements(
    shares: Sequence[PrintedShare], base: Base, with_team: bool = False
) -> NDArray[np.int64]:
    """Lay out what answers to one question, in one wave and on one base, can have been.

    Parameters
    ----------
    shares : sequence of PrintedShare
        Shares of one base.
    base : Base
        The base.
    with_team : bool
        Put the counts on the municipalities with a team that answered, whatever the printed share was a share of.

    Returns
    -------
    array of int, shape (sizes, 1 + 2 * shares)
        The size of the base, then the least and the greatest count of each share. Only these two are needed: every
        interval and breakdown point in use rises or falls with the count.
    """
    found = set()
    fitting = [_by_size(readings_on(share, base)) for share in shares]
    for n in base.sizes:
        counts = [each.get(n, []) for each in fitting]
        if all(counts):
            ends = tuple(end for each in counts for end in (min(each), max(each)))
            found |= {(size, *ends) for size in _sizes_on_teams(n, base, with_team, max(ends))}
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 1 + 2 * len(shares))


def _by_size(readings: Iterable[Reading]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for count, n in readings:
        found.setdefault(n, []).append(count)
    return found


def _sizes_on_teams(n: int, base: Base, with_team: bool, most: int) -> Iterator[int]:
    """Yield the sizes to divide by: the base itself, or the range of those with a team that goes with it."""
    if not with_team or not base.team_sizes or base.name == LIKELIEST_BASE:
        yield n
    elif base.least_part:
        top = min(int(n / base.least_part), base.team_sizes[-1])
        yield from {n, max(n, top)}
    else:
        yield from (size for size in base.team_sizes if size >= most)
