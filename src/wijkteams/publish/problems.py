"""Problems found in what we publish: one place, one rule, one way to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wijkteams.errors import InputError


class PublishError(InputError):
    """The book cannot be built from this input; the message says where and what to do."""


@dataclass(frozen=True, order=True)
class Problem:
    """One fault, where it is and what to do about it.

    Attributes
    ----------
    path : str
        File as a reader of the message would open it.
    line : int
        Line in that file, counted from one; zero where a line makes no sense.
    message : str
        The rule that is broken and how to mend it.
    """

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return `path:line: message`, the form that editors turn into a link."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}"


def raise_problems(problems: Iterable[Problem]) -> None:
    """Raise one error that lists every problem once, sorted by place.

    Raises
    ------
    PublishError
        When there is at least one problem.
    """
    lines = [str(problem) for problem in sorted(set(problems))]
    if lines:
        raise PublishError("\n".join(lines))


def short_path(path: Path) -> str:
    """Return a path as seen from the current folder, where it is below it."""
    folder = Path.cwd()
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean "x"?` for the nearest known word, or an empty string."""
    nearest = difflib.get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f'; did you mean "{nearest[0]}"?' if nearest else ""
