"""Problems in a respondent-level file: place and rule for everyone, the value for the owner of the file alone."""

import csv
import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wijkteams.errors import InputError
from wijkteams.microdata.private import write_private

PROBLEMS = "problems.csv"


@dataclass(frozen=True)
class Problem:
    """One fault in one place.

    Attributes
    ----------
    file : str
        The data file or the mapping.
    row : int
        Row as the program of the file numbers it (line of a csv, row of a sheet, case of an SPSS file); 0 for
        the whole file.
    column : str
        Column of the file or key of the mapping; empty for the whole row.
    rule : str
        The rule that is broken, without any value.
    hint : str
        What to do about it, without any value.
    value : str
        What stands there. It is never printed.
    """

    file: str
    row: int
    column: str
    rule: str
    hint: str
    value: str = ""


class MicrodataError(InputError):
    """All problems of one run: one line for each file, column and rule, with its rows and without any value."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        grouped: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
        for each in self.problems:
            grouped[each.file, each.column, each.rule, each.hint].append(each.row)
        lines = [_line(*key, rows) for key, rows in grouped.items()]
        super().__init__("\n".join([f"{len(lines)} problem(s); nothing was written.", *lines]))


def _line(file: str, column: str, rule: str, hint: str, rows: list[int]) -> str:
    numbers = sorted({row for row in rows if row})
    parts = [file]
    if numbers:
        parts.append(f"row{'s' if len(numbers) > 1 else ''} {_ranges(numbers)}")
    if column:
        parts.append(f"column {column}")
    return f"{', '.join(parts)}: {rule}; {hint}"


def _ranges(numbers: list[int]) -> str:
    """Return sorted numbers as text: 2, 4-6."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in runs)


def raise_if_any(problems: Iterable[Problem]) -> None:
    """Raise one `MicrodataError` when there is at least one problem.

    Raises
    ------
    MicrodataError
        With every problem.
    """
    found = list(problems)
    if found:
        raise MicrodataError(found)


def keep_values(error: MicrodataError, folder: Path) -> Path:
    """Write the problems with their values to the private folder.

    Parameters
    ----------
    error : MicrodataError
        What went wrong.
    folder : Path
        The private folder.

    Returns
    -------
    Path
        ``problems.csv`` in `folder`, readable by its owner alone.
    """
    target = folder / PROBLEMS
    with write_private(target) as temporary, temporary.open("w", newline="", encoding="utf-8") as f:
        writer = csv.writer(f)
        writer.writerow(["file", "row", "column", "rule", "hint", "value"])
        writer.writerows([e.file, e.row, e.column, e.rule, e.hint, e.value] for e in error.problems)
    return target


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return what to do about an unknown name: use the nearest known one, or one of all."""
    names = list(known)
    nearest = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    return f"did you mean {nearest[0]}?" if nearest else f"known are {', '.join(names)}"
