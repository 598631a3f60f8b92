"""Tables as every stage reads them: rows as mappings, and the cells that hold more than one value.

A list of names stands in a cell as ``a;b``, admissible sizes as ``23-28`` or ``36;38``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]

SEPARATOR = ";"


def read_text(path: Path) -> pd.DataFrame:
    """Read a CSV with every cell as text; an empty cell is an empty text."""
    from pandas import read_csv  # noqa: PLC0415 (the rules need the form of a table, and not pandas)

    return read_csv(path, dtype=str, keep_default_na=False)


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a result as CSV, fractions with six decimals."""
    table.to_csv(path, index=False, float_format="%.6f")


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as mappings of column name to value."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def keyed(frame: pd.DataFrame, *names: str) -> dict[tuple[Any, ...], Row]:
    """Return the rows of a table, each under its values in some columns."""
    return {tuple(row[name] for name in names): row for row in rows_of(frame)}


def names_in(cell: str) -> tuple[str, ...]:
    """Return the names that a cell lists."""
    return tuple(name for name in cell.split(SEPARATOR) if name)


def list_of(names: Iterable[str]) -> str:
    """Write names as one cell."""
    return SEPARATOR.join(names)


def sizes_in(cell: str) -> tuple[int, ...]:
    """Return the sizes that a cell lists, ascending; ``23-28`` is each whole number from 23 to 28."""
    ends = [[int(end) for end in part.split("-")] for part in names_in(cell)]
    return tuple(size for low, *high in ends for size in range(low, (high or [low])[0] + 1))


def list_of_sizes(sizes: Iterable[int]) -> str:
    """Write sizes in ascending order as one cell, those that follow each other as a range."""
    known = sorted(sizes)
    starts = known[:1] + [b for a, b in pairwise(known) if b != a + 1]
    ends = [a for a, b in pairwise(known) if b != a + 1] + known[-1:]
    return list_of(
        str(low) if low == high else f"{low}-{high}" for low, high in zip(starts, ends, strict=True)
    )
