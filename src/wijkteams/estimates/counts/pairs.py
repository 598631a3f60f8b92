"""Every count and base that a printed figure leaves open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from wijkteams.checking.problems import InputError
from wijkteams.estimates.counts.printed_share import PrintedShare, Reading
from wijkteams.estimates.counts.who_answered import Base
from wijkteams.tables import list_of

# ASSUME: a share that the press calls a share of teams is a share of municipalities, because they are the survey's
# unit.
NOT_A_BASE = "teams"

ALL_RESPONDENTS = "respondents"

DID_NOT_ANSWER = frozenset({
    NOT_A_BASE, "team_workers", "residents", "other", "municipalities", "other_municipalities", "g4", "g32",
})  # fmt: skip
"""Names of bases that are no group of municipalities that answered."""

# ASSUME: where a number of answers is needed and the base is open, the share is one of municipalities with a team.
# Arithmetic settles this base for the other questions about teams: 92 and 8 per cent leave no room for those without
# one.
LIKELIEST_BASE = "with_team"


def possible_bases(share: PrintedShare, bases: Mapping[str, Base]) -> list[Base]:
    """Return the groups that a share can be a share of, in its order, each with the sizes that its own n leaves open.

    Parameters
    ----------
    share : PrintedShare
        The share; its ``possible_bases`` are what the sources leave open.
    bases : mapping
        Name to a base of the wave.

    Returns
    -------
    list of Base
        Groups of municipalities that answered; empty where it can only be a share of others, such as residents. Where the
        source prints the n of the group behind the share, that is its one size. A subgroup, or a base, whose size in the wave
        is not known has every size up to the group that it is part of, never the size of that group itself.

    Raises
    ------
    InputError
        If a printed n is larger than every group, or nothing is known of the size of a base.
    """
    names = [name for name in share.possible_bases if name not in DID_NOT_ANSWER]
    found = [base for name in names for base in _of_share(share, name, bases)]
    if names and not found:
        raise InputError(
            f"{share.topic}/series.csv, {share.item_id} in {share.wave_id} ({share.subgroup}), n_printed: "
            f"{share.n_printed} is more than can have answered of {list_of(names)}"
        )
    return found


def _of_share(share: PrintedShare, name: str, bases: Mapping[str, Base]) -> Iterator[Base]:
    """Yield a base of a share with its sizes; nothing where the printed n is too large for it."""
    whole = bases.get(name) or bases.get(ALL_RESPONDENTS)
    if whole is None:
        raise InputError(
            f"{share.topic}/series.csv, {share.item_id} in {share.wave_id}, possible_bases: the size of "
            f"the base {name!r} is not known for this wave; known are {', '.join(sorted(bases))}"
        )
    n, most = share.n_printed, whole.sizes[-1]
    derived = name in bases and _is_of_subgroup(name, share.subgroup)
    # the n of a survey, printed with all its figures, does not say which of its groups a share is of
    if derived and (n is None or (share.subgroup == "all" and n == _answered(bases))):
        yield whole
    elif n is None or n <= most:
        # How many there are of a group that is not known is not known either. The interval is widest for the most.
        largest = min(whole.domain_sizes[-1], (n or most) + whole.nonrespondents)
        yield replace(
            whole,
            name=name,
            sizes=tuple(range(1, most + 1)) if n is None else (n,),
            domain_sizes=whole.domain_sizes if derived else (largest,),
            nonrespondents=whole.nonrespondents + (most - n if derived and n else 0),
            team_sizes=whole.team_sizes if derived else (),
            least_part=whole.least_part if derived else None,
            settled={},
        )


def _answered(bases: Mapping[str, Base]) -> int | None:
    return bases[ALL_RESPONDENTS].sizes[0] if ALL_RESPONDENTS in bases else None


def _is_of_subgroup(base: str, subgroup: str) -> bool:
    """Tell whether the size of a base is that of a subgroup, not of all who answered."""
    return base.startswith(f"{subgroup.lower()}_") or (
        subgroup == "all" and not base.startswith(("g32_", "other_"))
    )


def shared_bases(shares: Sequence[PrintedShare], bases: Mapping[str, Base]) -> list[Base]:
    """Return the bases that all shares of a wave can have, in the order of the first, with the sizes that all can have."""
    first, *rest = ({base.name: base for base in possible_bases(share, bases)} for share in shares)
    found = []
    for name, base in first.items():
        if all(name in each for each in rest):
            sizes = set(base.sizes).intersection(*(each[name].sizes for each in rest))
            found += [replace(base, sizes=tuple(sorted(sizes)))] if sizes else []
    return found


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
    return [Reading(k, n) for n in sizes for k in share.counts(n)]


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
