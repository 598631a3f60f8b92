"""Every count and base that a printed figure leaves open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wijkteams.checking.problems import InputError
from wijkteams.estimates.who_answered import Base
from wijkteams.statistics.counts import counts_from_share, counts_in_interval

Pair = tuple[int, int]
Row = Mapping[str, Any]

# ASSUME: a share that the press calls a share of teams is a share of municipalities, because they are the survey's
# unit.
NOT_A_BASE = "teams"

# ASSUME: where a number of answers is needed and the base is open, the share is one of municipalities with a team.
# Arithmetic settles this base for the other questions about teams: 92 and 8 per cent leave no room for those without
# one.
LIKELIEST_BASE = "with_team"

# Per cent; from here on words such as "most" have no one share.
WIDE_RANGE = 20.0


def possible_bases(row: Row, bases: Mapping[str, Base]) -> list[Base]:
    """Return the bases that the sources leave open for a row of a series.

    Parameters
    ----------
    row : mapping
        A series row with ``possible_bases``, names separated by semicolons.
    bases : mapping of str to Base
        The bases of the wave.

    Returns
    -------
    list of Base
        In the order of the row.

    Raises
    ------
    InputError
        If the size of a base is not known for the wave.
    """
    names = [name for name in str(row["possible_bases"]).split(";") if name != NOT_A_BASE]
    for name in names:
        if name not in bases:
            raise InputError(
                f"{row['topic']}/series.csv, {row['item_id']} in {row['wave_id']}, possible_bases: the size of "
                f"the base {name!r} is not known for this wave; known are {', '.join(sorted(bases))}"
            )
    return [bases[name] for name in names]


def printed_share(row: Row) -> float:
    """Return the printed share in per cent: the middle of a narrow range in words, nan for a wide one ("most")."""
    low, high = float(row["value_low"]), float(row["value_high"])
    return (low + high) / 2 if high - low < WIDE_RANGE else float("nan")


def same_wording(first: Row, second: Row) -> bool:
    """Whether two waves of an item can be compared: one wording in all waves, or at least in these two."""
    alike = str(first["same_wording"]).split(";")
    return first["comparability"] == "comparable" or {first["wave_id"], second["wave_id"]} <= set(
        alike
    )


def pairs_on(row: Row, base: Base) -> list[Pair]:
    """Every (count, n) of a row on a base; fewer than fit the printed share where the base settles the count."""
    if row["subgroup"] == "all" and row["item_id"] in base.settled:
        return [(k, n) for n in base.sizes for k in base.settled[str(row["item_id"])]]
    return admissible_pairs(row, base.sizes)


def admissible_pairs(row: Row, sizes: Iterable[int]) -> list[Pair]:
    """Every (count, n) that fits a printed value: a share, an interval ("more than half") or a count.

    Parameters
    ----------
    row : mapping
        A series row with ``unit``, and ``value_low``, ``value_high`` and ``step`` in that unit.
    sizes : iterable of int
        Admissible sizes of the base.

    Returns
    -------
    list of (int, int)
        Empty where no count fits.
    """
    low, high, step = (Fraction(str(row[name])) for name in ("value_low", "value_high", "step"))
    if row["unit"] == "count":
        return [(int(low), n) for n in sizes if low <= n]
    if low == high:
        return [(k, n) for n in sizes for k in counts_from_share(low / 100, n, step / 100)]
    # words: the quantity lies within half a step of the interval
    bottom, top = max(Fraction(0), low - step / 2) / 100, min(Fraction(100), high + step / 2) / 100
    return [(k, n) for n in sizes for k in counts_in_interval(bottom, top, n)]


def reference_pair(pairs: list[Pair]) -> Pair:
    """Return the pair to compute with where one is needed: the middle n, and of its counts the middle one."""
    sizes = sorted({n for _, n in pairs})
    size = sizes[len(sizes) // 2]
    counts = sorted(k for k, n in pairs if n == size)
    return counts[len(counts) // 2], size


def placements(rows: Sequence[Row], base: Base, with_team: bool = False) -> NDArray[np.int64]:
    """Lay out what answers to one question, in one wave and on one base, can have been.

    Parameters
    ----------
    rows : sequence of mapping
        Series rows that share their base.
    base : Base
        The base.
    with_team : bool
        Put the counts on the municipalities with a team that answered, whatever the printed share was a share of.

    Returns
    -------
    array of int, shape (sizes, 1 + 2 * rows)
        The size of the base, then the least and the greatest count of each row. Only these two are needed: every
        interval and breakdown point in use rises or falls with the count.
    """
    found = set()
    fitting = [_by_size(pairs_on(row, base)) for row in rows]
    for n in base.sizes:
        counts = [each.get(n, []) for each in fitting]
        if all(counts):
            ends = tuple(end for each in counts for end in (min(each), max(each)))
            found |= {(size, *ends) for size in _sizes_on_teams(n, base, with_team, max(ends))}
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 1 + 2 * len(rows))


def _by_size(pairs: list[Pair]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for count, n in pairs:
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
