"""Kinds of columns: each function describes one, with the type of its cells, the codes they may hold and their form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from wijkteams.checking.problems import nearest_of
from wijkteams.tables import SEPARATOR


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    description
        What it holds, for the data dictionary and the descriptor.
    type
        Type that the text in a file stands for: string, integer, number or date.
    required
        Whether no cell may be empty.
    codes
        Closed vocabulary of the cells, with the meaning of each code.
    pattern
        Regular expression that a whole cell matches.
    several
        Whether a cell may hold several codes.
    unique
        Whether a cell stands once in the column.
    mend
        What else can be done about a code that is not known.
    """

    description: str
    type: str = "string"
    required: bool = True
    codes: Mapping[str, str] = field(default_factory=dict)
    pattern: str = ""
    several: bool = False
    unique: bool = False
    mend: str = ""

    def fault(self, cell: str) -> tuple[str, str]:
        """Return the rule that a cell breaks and what to do about it; empty texts when it is in order."""
        if self.codes:
            wrong = [part for part in self._parts(cell) if part not in self.codes]
            if wrong and (cell or self.required):
                near = nearest_of(wrong[0], self.codes, cutoff=0.5)
                advice = f'did you mean "{near}"? ' if near else ""
                return "closed vocabulary", f"{advice}use one of {', '.join(self.codes)}{self.mend}"
        elif not cell and self.required:
            return "not empty", "fill the cell"
        elif cell and self.pattern and not re.fullmatch(self.pattern, cell):
            return f"{self.type} has its form", f"make it match {self.pattern}"
        return "", ""

    def with_codes(self, added: Mapping[str, str]) -> Column:
        """Return the column with more codes."""
        if not added:
            return self
        codes = {**self.codes, **added}
        return (
            code_list(self.description, codes, self.mend)
            if self.several
            else replace(self, codes=codes)
        )

    def _parts(self, cell: str) -> list[str]:
        return cell.split(SEPARATOR) if self.several else [cell]


class Table:
    """A table with exactly the columns of its class, in their order."""

    @classmethod
    def columns(cls) -> dict[str, Column]:
        """Return name and description of every column."""
        own = [item for each in reversed(cls.__mro__) for item in vars(each).items()]
        return {name: column for name, column in own if isinstance(column, Column)}


def text(description: str, *, empty: bool = False) -> Column:
    """Describe a column of free text."""
    return Column(description, required=not empty)


def matching(
    description: str, pattern: str, *, empty: bool = False, unique: bool = False
) -> Column:
    """Describe a column of text of one form."""
    return Column(description, required=not empty, pattern=_whole(pattern, empty), unique=unique)


def code(
    description: str, codes: Mapping[str, str], *, empty: bool = False, mend: str = ""
) -> Column:
    """Describe a column that holds one code of a vocabulary."""
    return Column(description, required=not empty, codes=codes, mend=mend)


def code_list(description: str, codes: Mapping[str, str], mend: str = "") -> Column:
    """Describe a column that holds codes of a vocabulary, semicolons between."""
    one = "|".join(codes)
    pattern = _whole(f"({one})(;({one}))*", empty=False)
    return Column(description, codes=codes, pattern=pattern, several=True, mend=mend)


WHOLE_NUMBER = r"[1-9]\d*|[1-9]\d{0,2}((\.\d{3})+|(,\d{3})+|( \d{3})+)"
"""Form of a whole number above 0 as it is printed, thousands set apart or not."""

WITH_AND_WITHOUT = r"\d+\+\d+"
"""Form of an n of which only the two cells were printed: those with the answer and those without it."""


def integer(description: str, form: str = r"[1-9]\d*") -> Column:
    """Describe a column of whole numbers above 0, or nothing, as text."""
    return Column(description, "integer", required=False, pattern=rf"^({form})?$")


def date(description: str) -> Column:
    """Describe a column of days, or nothing, as text."""
    pattern = _whole(r"\d{4}-\d{2}-\d{2}", empty=True)
    return Column(description, "date", required=False, pattern=pattern)


def number(description: str, kind: str = "number", *, required: bool = False) -> Column:
    """Describe a column of numbers that were parsed."""
    return Column(description, kind, required)


def _whole(pattern: str, empty: bool) -> str:
    return rf"^({pattern})?$" if empty else rf"^({pattern})$"
