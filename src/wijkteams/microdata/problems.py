"""Problems in a respondent-level file: place and rule for everyone, the value for the owner of the file alone."""

import csv
import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wijkteams.errors import InputError
from wijkteams.microdata.private import write_private

PROBLEMS = "problems.csv"
_LINES, _RUNS = 20, 8
_COLUMNS = ("file", "row", "column", "item", "rule", "hint", "value", "nearest")
# A spreadsheet runs a cell that begins so; one that splits at semicolons or tabs finds the beginning inside a text too.
_RUN_BY_A_SPREADSHEET = re.compile(r"(^|[;,|\t\r\n])([\s\"']*)(?=[=+\-@＝＋－＠])")


@dataclass(frozen=True)
class Problem:
    """One fault in one place. What is printed of it holds no byte of a cell or a header.

    Attributes
    ----------
    file : str
        The data file or the mapping.
    row : int
        Row as the program of the file numbers it (line of a csv or a mapping, row of a sheet, case of an SPSS
        file); 0 for the whole file.
    column : str or int
        Position of the column, from 1, or a key of the mapping that the form knows; empty for the whole row.
    rule : str
        The rule that is broken, without any value.
    hint : str
        What to do about it, without any value.
    value : str
        What stands there. It is never printed.
    nearest : str
        The nearest word that would have been right, where there is one. It is never printed: it tells the value.
    item : str
        Word of the codebook that the column fills, where it fills one.
    """

    file: str
    row: int
    column: str | int
    rule: str
    hint: str
    value: str = ""
    nearest: str = ""
    item: str = ""


class MicrodataError(InputError):
    """All problems of one run: one line for each file, column and rule, with its rows and without any value."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        lines = _lines(self.problems)
        told = lines[:_LINES]
        if more := len(lines) - len(told):
            told.append(f"... and {more} more")
        super().__init__("\n".join([f"{len(lines)} problem(s); nothing was written.", *told]))


def _lines(problems: Iterable[Problem]) -> list[str]:
    """Say problems with the same rule once: for all rows of a column, and for all columns without a row."""
    rows: dict[tuple[str, str | int, str, str, str], set[int]] = defaultdict(set)
    for each in problems:
        rows[each.file, each.column, each.item, each.rule, each.hint].add(each.row)
    columns: dict[tuple[str, tuple[int, ...], str, str, str], list[str | int]] = defaultdict(list)
    for (file, column, item, rule, hint), numbers in rows.items():
        columns[file, tuple(sorted(numbers - {0})), item, rule, hint].append(column)
    return [_line(*key, several) for key, several in columns.items()]


def _line(
    file: str, rows: tuple[int, ...], item: str, rule: str, hint: str, columns: list[str | int]
) -> str:
    numbers = sorted(each for each in columns if isinstance(each, int))
    words = [each for each in columns if isinstance(each, str) and each]
    place = [shown(file), *_places("row", rows), *words, *_places("column", numbers)]
    return f"{', '.join(place)}{f' ({item})' if item else ''}: {rule}; {hint}"


def _places(kind: str, numbers: Sequence[int]) -> list[str]:
    return [f"{kind}{'s' if len(numbers) > 1 else ''} {ranges(numbers)}"] if numbers else []


def ranges(numbers: Iterable[int]) -> str:
    """Return sorted numbers as text: 2, 4-6; a long list ends with a count."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = [str(low) if low == high else f"{low}-{high}" for low, high in runs[:_RUNS]]
    more = sum(high - low + 1 for low, high in runs[_RUNS:])
    return ", ".join(told) + (f" and {more} more" if more else "")


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
        writer.writerow(_COLUMNS)
        for each in error.problems:
            writer.writerow([neutral(shown(str(getattr(each, name)))) for name in _COLUMNS])
    return target


def shown(text: str) -> str:
    r"""Return a text with every character that does not print, or turns the direction of writing, as ``\x1b``."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text
    )


def neutral(text: str) -> str:
    """Return a text of which a spreadsheet runs nothing: an apostrophe goes before what begins a formula.

    Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection.
    """
    return _RUN_BY_A_SPREADSHEET.sub(r"\1\2'", text)


def nearest_of(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like `word`, or nothing."""
    return next(iter(difflib.get_close_matches(word[:100], list(known), n=1, cutoff=0.6)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return what to do about a word that a form does not know: use the nearest known one, or one of all."""
    names = list(known)
    nearest = difflib.get_close_matches(word[:100], names, n=1, cutoff=0.5)
    return f"did you mean {nearest[0]}?" if nearest else f"known are {', '.join(names)}"
