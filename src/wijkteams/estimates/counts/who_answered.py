"""Who answered each survey, and every size that the group behind a printed share can have had: one class, one table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkteams.tables import list_of, list_of_sizes, names_in, read_text, rows_of, sizes_in

COLUMNS = (
    "wave_id", "date", "base", "respondents", "municipalities", "overlap_with", "overlap", "sizes", "domain_sizes",
    "nonrespondents", "team_sizes", "least_part", "part_assumed", "settled", "figure_ids",
)  # fmt: skip

IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Base:
    """The group of which a published share is a share, in one wave.

    Attributes
    ----------
    name : str
        A name of the closed vocabulary of the register.
    sizes : tuple of int
        Every admissible number of answers, ascending.
    domain_sizes : tuple of int
        Every admissible number of such municipalities among all municipalities of that year, ascending.
    nonrespondents : int
        Municipalities that could belong to the group and did not take part in the wave; the most, where it is open.
    team_sizes : tuple of int
        For a group of municipalities that may lack a team, or of part of those with one: every admissible number of
        answers of those with a team. Empty where the group cannot be put on that footing.
    least_part : Fraction or None
        For part of those with a team: the least part of them that it can be.
    part_assumed : bool
        Whether that part was printed for another wave only.
    settled : mapping of str to tuple of int
        For an item its counts on this base, where more than the printed share bears on them.
    figure_ids : tuple of str
        Printed rows of the register that it rests on.
    """

    name: str
    sizes: tuple[int, ...]
    domain_sizes: tuple[int, ...]
    nonrespondents: int
    team_sizes: tuple[int, ...] = ()
    least_part: Fraction | None = None
    part_assumed: bool = False
    settled: Mapping[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    figure_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wave:
    """One survey of all municipalities.

    Attributes
    ----------
    respondents, municipalities : int
        Municipalities that answered, and all of that year.
    common : mapping of str to tuple of int
        For an earlier wave, every admissible number of respondents that answered it too, where a share was printed.
    date : str
        Middle of the field period.
    """

    respondents: int
    municipalities: int
    common: Mapping[str, tuple[int, ...]] = field(default_factory=dict, hash=False)
    date: str = ""


Bases = Mapping[str, Mapping[str, Base]]
"""Wave to the name of a base to that base."""


@dataclass(frozen=True)
class WhoAnswered:
    """What is known of who answered.

    Attributes
    ----------
    waves : mapping of str to Wave
        The surveys of all municipalities with a printed number of respondents.
    bases : mapping
        Wave, or other study, to the name of a base to that base.
    """

    waves: Mapping[str, Wave]
    bases: Bases


def as_table(who: WhoAnswered) -> pd.DataFrame:
    """Write who answered as a table: one row for each wave and base, columns as in `COLUMNS`.

    A wave without a base has one row, without a base. ``overlap`` counts the respondents that answered the wave
    ``overlap_with`` too.
    """
    rows = []
    for name in dict.fromkeys([*who.bases, *who.waves]):
        wave = who.waves.get(name)
        of_wave: dict[str, object] = {"wave_id": name}
        if wave:
            earlier, common = next(iter(wave.common.items()), ("", ()))
            of_wave |= {
                "date": wave.date, "respondents": wave.respondents, "municipalities": wave.municipalities,
                "overlap_with": earlier, "overlap": list_of_sizes(common),
            }  # fmt: skip
        rows += [of_wave | _cells(base) for base in who.bases.get(name, {}).values()] or [of_wave]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="object").fillna("")


def _cells(base: Base) -> dict[str, object]:
    return {
        "base": base.name, "sizes": list_of_sizes(base.sizes), "domain_sizes": list_of_sizes(base.domain_sizes),
        "nonrespondents": base.nonrespondents, "team_sizes": list_of_sizes(base.team_sizes),
        "least_part": base.least_part, "part_assumed": "yes" if base.part_assumed else "",
        "figure_ids": list_of(base.figure_ids),
        "settled": " ".join(f"{item}:{list_of_sizes(counts)}" for item, counts in base.settled.items()),
    }  # fmt: skip


def read_who_answered(path: Path) -> WhoAnswered:
    """Read who answered back from the file of the table of `as_table`."""
    waves: dict[str, Wave] = {}
    bases: dict[str, dict[str, Base]] = {}
    for row in rows_of(read_text(path)):
        if row["municipalities"]:
            common = {row["overlap_with"]: sizes_in(row["overlap"])} if row["overlap_with"] else {}
            waves[row["wave_id"]] = Wave(
                int(row["respondents"]), int(row["municipalities"]), common, row["date"]
            )
        if row["base"]:
            bases.setdefault(row["wave_id"], {})[row["base"]] = Base(
                name=row["base"],
                sizes=sizes_in(row["sizes"]),
                domain_sizes=sizes_in(row["domain_sizes"]),
                nonrespondents=int(row["nonrespondents"]),
                team_sizes=sizes_in(row["team_sizes"]),
                least_part=Fraction(row["least_part"]) if row["least_part"] else None,
                part_assumed=row["part_assumed"] == "yes",
                settled={
                    item: sizes_in(counts)
                    for item, counts in (part.split(":") for part in row["settled"].split())
                },
                figure_ids=names_in(row["figure_ids"]),
            )
    return WhoAnswered(waves, bases)


def overlap_limits(
    waves: Mapping[str, Wave], earlier: str, later: str, sizes1: IntArray, sizes2: IntArray
) -> tuple[IntArray, IntArray]:
    """Bound how many members of two bases, one in each of two waves, are the same municipalities.

    Where the overlap of the respondents was printed, those outside the bases may have been part of it.
    """
    first, second = waves[earlier], waves[later]
    common = second.common.get(earlier, ())
    n1, n2 = np.broadcast_arrays(sizes1, sizes2)
    high = np.minimum(n1, n2)
    if common:
        outside = (first.respondents - n1) + (second.respondents - n2)
        return np.maximum(0, min(common) - outside), np.minimum(high, max(common))
    population = max(first.municipalities, second.municipalities)
    return np.minimum(high, np.maximum(0, n1 + n2 - population)), high
