"""What a rule across tables is, and how rules are run.

A rule looks at rows and yields one `Look` for each: the row, the column and what to do. An empty
"what to do" means that the row is in order. So a rule that looked at nothing is visible as such.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from wijkteams.checking.problems import Problem
from wijkteams.register.tables import COLUMNS

CELL = ["item_id", "wave_id", "subgroup"]
"""What one value of a series is of."""

Row: TypeAlias = dict[Hashable, Any]
Look: TypeAlias = tuple[Row, str, str]


@dataclass(frozen=True)
class Register:
    """All raw tables as text, with `file` and the line as index; figures with parsed values."""

    sources: pd.DataFrame
    waves: pd.DataFrame
    items: pd.DataFrame
    figures: pd.DataFrame
    contradictions: pd.DataFrame

    def used(self, *uses: str) -> pd.DataFrame:
        """Return the figures of a use, those of the series by default, with what their item says."""
        figures = self.figures[self.figures["use"].isin(uses or ["series"])].reset_index()
        columns = ["item_id", "exclusive_group", "presumes_team", "count_of"]
        items = self.items[columns].drop_duplicates("item_id")
        return figures.merge(items, on="item_id", how="inner")


Rule: TypeAlias = Callable[[Register], Iterator[Look]]


def rows(table: pd.DataFrame) -> Iterator[Row]:
    """Yield every row as a dictionary with its `line`."""
    frame = table if "line" in table.columns else table.reset_index()
    yield from frame.to_dict("records")


def problem_of(row: Row, column: str, rule: str, hint: str) -> Problem:
    """Return the problem of a cell of a table of `read_table`, with the name of its row."""
    name = COLUMNS[Path(row["file"]).stem][0]
    return Problem(
        row["file"], int(row["line"]), column, rule, hint,
        value=str(row.get(column, "")), of="" if column == name else row[name],
    )  # fmt: skip


def run_rule(name: str, rule: Rule, register: Register) -> tuple[pd.DataFrame, list[Problem]]:
    """Run one rule.

    Returns
    -------
    tuple of pandas.DataFrame and list of Problem
        Rows looked at per file (columns `file`, `rule`, `rows_checked`), and the problems.
    """
    looks = list(rule(register))
    seen = pd.DataFrame(
        {(row["file"], row["line"]) for row, _, _ in looks}, columns=["file", "line"]
    )
    checked = seen.groupby("file").size().rename("rows_checked").reset_index().assign(rule=name)
    problems = [problem_of(row, column, name, hint) for row, column, hint in looks if hint]
    return checked, problems
