"""A printed share with its readings: one row of a series of the register, read once, and the cells that it is written to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cache
from math import ceil, floor
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from wijkteams.checking.problems import Problem, raise_if_any, short_path
from wijkteams.statistics.counts import counts_from_share, counts_in_interval
from wijkteams.tables import Row, list_of, names_in, read_text, rows_of

# Per cent; from here on words such as "most" have no one share.
WIDE_RANGE = 20.0

# Per cent; a coarser step stands for words such as "about", not for a rounded number.
ROUNDED = 1

IDENTITY = (
    "topic", "item_id", "label_en", "label_nl", "wave_id", "wave_date", "subgroup", "printed_value",
    "possible_bases", "comparability", "reading", "figure_ids",
)  # fmt: skip
"""Columns that say which share an estimate is of."""


class Reading(NamedTuple):
    """What a printed share can stand for: k answers of n. A table of estimates unites those of all bases."""

    k: int
    n: int


@dataclass(frozen=True)
class PrintedShare:
    """A share, or a count, as it was printed of one item, wave and subgroup; the fields are columns of a series.

    Attributes
    ----------
    value_low, value_high, step : Fraction
        What the printed value can mean and the step that it was rounded to, in the unit of the row. The first two differ for
        words such as "most".
    possible_bases : tuple of str
        Names of every base that the sources leave open.
    n_printed : int or None
        Number of answers, where a source prints it: of the survey, or of the group behind the share.
    same_wording : tuple of str
        Waves with one wording, where not all have it.
    reading : str
        How the value was read from the page.
    figure_ids : tuple of str
        The figure that is used, then its repeats.
    """

    topic: str
    item_id: str
    label_en: str
    label_nl: str
    wave_id: str
    wave_date: str
    subgroup: str
    unit: str
    printed_value: str
    value_low: Fraction
    value_high: Fraction
    step: Fraction
    possible_bases: tuple[str, ...]
    n_printed: int | None
    response_type: str
    exclusive_group: str
    comparability: str
    same_wording: tuple[str, ...]
    reading: str
    figure_ids: tuple[str, ...]

    @property
    def percent(self) -> float:
        """The printed share in per cent: the middle of a narrow range in words, nan for a wide one ("most")."""
        low, high = self.value_low, self.value_high
        return float(low + high) / 2 if high - low < WIDE_RANGE else float("nan")

    @property
    def is_percentage(self) -> bool:
        """Whether it was printed as a percentage: a number and its rounding step, not words or a range."""
        return self.unit == "percent" and _is_rounded(self.value_low, self.value_high, self.step)

    @property
    def is_estimated(self) -> bool:
        """Whether it is a share of answers: a percentage, or a count of a printed number of answers.

        A count that stands beside the share of the same answer narrows the base instead.
        """
        counted = self.unit == "count" and self.response_type not in {"count", "not_asked"}
        return self.unit == "percent" or (counted and self.n_printed is not None)

    @property
    def given(self) -> tuple[str, bool] | None:
        """The item whose answer divides the municipalities, and whether the share is of those who gave it.

        None for a share of all, or of a subgroup that no answer makes. A subgroup ``with_<item>`` are those who gave the
        answer, ``without_<item>`` those who gave another to the same question.
        """
        gave, _, item = self.subgroup.partition("_")
        return (item, gave == "with") if item and gave in {"with", "without"} else None

    def counts(self, n: int) -> tuple[int, ...]:
        """Return every count of n answers, ascending, that the printed value can stand for; it may be none."""
        if self.unit != "count":
            return counts_that_print(self.value_low, self.value_high, self.step, n)
        # a plain count is exact; only one such as "about 300" has a coarser step
        slack = self.step / 2 if self.step > 1 else Fraction(0)
        low, high = ceil(self.value_low - slack), floor(self.value_high + slack)
        return tuple(range(max(0, low), min(n, high) + 1))

    def worded_like(self, other: "PrintedShare") -> bool:
        """Whether it can be compared with another wave of the item: one wording in all waves, or at least in these two."""
        alike = {self.wave_id, other.wave_id} <= set(self.same_wording)
        return self.comparability == "comparable" or alike

    def identity(self) -> dict[str, str]:
        """Write the cells of `IDENTITY`, as they stand in the series."""
        values = ((name, getattr(self, name)) for name in IDENTITY)
        return {name: list_of(v) if isinstance(v, tuple) else v for name, v in values}


def _is_rounded(low: Fraction, high: Fraction, step: Fraction) -> bool:
    return low == high and 0 < step <= ROUNDED


# asked for again with each other figure that a figure is compared with
@cache
def counts_that_print(low: Fraction, high: Fraction, step: Fraction, n: int) -> tuple[int, ...]:
    """Return every count of n answers that a share in print can stand for.

    Parameters
    ----------
    low, high, step : Fraction
        What the printed value can mean and its rounding step, in per cent.
    n : int
        Number of answers.

    Returns
    -------
    tuple of int
        Ascending; empty where no count fits. A number was rounded, a half up or to even. Words, a range or a bound hold every
        count up to half a step beyond their ends.
    """
    if _is_rounded(low, high, step):
        return counts_from_share(low / 100, n, step / 100)
    bottom, top = max(Fraction(0), low - step / 2), min(Fraction(100), high + step / 2)
    return counts_in_interval(bottom / 100, top / 100, n)


_Read = Callable[[str], Any]
_CELLS: Mapping[Any, tuple[str, _Read]] = {
    str: ("a text", str),
    Fraction: ("a number such as 38 or 38.5", Fraction),
    int | None: ("a whole number or nothing", lambda cell: int(cell) if cell else None),
    tuple[str, ...]: ("names with ; between", names_in),
}
"""Type of a field to what its cell is, in words, and how it is read."""


def read_shares(path: Path) -> list[PrintedShare]:
    """Read a series of the register.

    Parameters
    ----------
    path : Path
        ``series.csv`` of a topic.

    Returns
    -------
    list of PrintedShare
        In the order of the file.

    Raises
    ------
    InputError
        If a column is missing, or a cell cannot be read; all such cells are named.
    """
    return shares_in(read_text(path), short_path(path))


def shares_in(series: pd.DataFrame, file: str = "series.csv") -> list[PrintedShare]:
    """Take the shares from a series, as text; `file` is what an error calls it."""
    missing = [each.name for each in fields(PrintedShare) if each.name not in series]
    problems = [Problem(file, 1, name, "column is there") for name in missing]
    raise_if_any(problems)
    found = []
    for line, row in enumerate(rows_of(series), start=2):
        cells: dict[str, Any] = {}
        for each in fields(PrintedShare):
            words, read = _CELLS[each.type]
            try:
                cells[each.name] = read(row[each.name])
            except (ValueError, ZeroDivisionError):
                rule = f"cell is {words}"
                problems.append(Problem(file, line, each.name, rule, value=str(row[each.name])))
        if len(cells) == len(fields(PrintedShare)):
            found.append(PrintedShare(**cells))
    raise_if_any(problems)
    return found


def printed_shares(shares: Iterable[PrintedShare]) -> list[PrintedShare]:
    """Return the shares that were printed as a percentage, not in words or as a range."""
    return [share for share in shares if share.is_percentage]


def printed_of_all(shares: Iterable[PrintedShare]) -> list[PrintedShare]:
    """Return those of `printed_shares` that are of no subgroup."""
    return [share for share in printed_shares(shares) if share.subgroup == "all"]


def readings_of(row: Row) -> tuple[Reading, ...]:
    """Return the readings in ``pairs`` of a row of a table of estimates, as `list_of_readings` writes them.

    Raises
    ------
    InputError
        If the cell is not ``count/n`` with spaces between.
    """
    try:
        return tuple(Reading(*map(int, each.split("/", 1))) for each in row["pairs"].split())
    except (TypeError, ValueError):
        rule = "cell is count/n with spaces between"
        of = f"pairs of {row['item_id']} in {row['wave_id']}"
        raise_if_any([Problem("results/estimates", 0, of, rule, value=row["pairs"])])
        raise


def list_of_readings(readings: Iterable[Reading]) -> str:
    """Write readings as one cell."""
    return " ".join(f"{k}/{n}" for k, n in readings)
