"""Problems found in the register, gathered so that one run reports them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wijkteams.errors import InputError


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one cell of one file.

    Attributes
    ----------
    file
        Path of the file, relative to the register.
    line
        Line of the file, counted from 1; 1 is the header.
    column
        Column, or the empty string when the whole row or file is at fault.
    value
        The text that stands there.
    rule
        The rule that is broken.
    hint
        What to do about it.
    """

    file: str
    line: int
    column: str
    value: str
    rule: str
    hint: str

    def __str__(self) -> str:
        """Return the problem as one line of text."""
        return (
            f"{self.file}:{self.line}, column {self.column or '(row)'}, value {self.value!r}, "
            f"rule: {self.rule}, do: {self.hint}"
        )


class RegisterError(InputError):
    """All problems of one run, one line each."""

    def __init__(self, problems: Iterable[Problem], raw: Path) -> None:
        self.problems = tuple(sorted(set(problems)))
        lines = [f"{len(self.problems)} problem(s) in the register"]
        super().__init__("\n".join([*lines, *(f"{raw}/{problem}" for problem in self.problems)]))


def raise_if_any(problems: Iterable[Problem], raw: Path) -> None:
    """Raise one `RegisterError` when there is at least one problem.

    Parameters
    ----------
    problems
        What was found.
    raw
        Folder of the register, for the message.

    Raises
    ------
    RegisterError
        With every problem, sorted by file and line.
    """
    found = list(problems)
    if found:
        raise RegisterError(found, raw)
