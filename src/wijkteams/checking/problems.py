"""One way to report bad input: where it stands, which rule it breaks, what to do. All problems of a run come at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from difflib import get_close_matches
from pathlib import Path

_LINES, _RUNS, _WORDS, _LONGEST = 20, 8, 12, 100


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one place.

    Attributes
    ----------
    file : str
        As a reader of the message would open it.
    row : int
        Line of a text file, row of a sheet or case of an SPSS file, from 1; 0 for the whole file.
    column : str or int
        Column of a table (its name, or its position from 1) or path of keys; empty for the whole row.
    rule : str
        The rule that is broken.
    hint : str
        What to do about it.
    value : str
        What stands there. Of a respondent-level file it is never printed, and so not part of `rule` or `hint`.
    nearest : str
        The nearest word that would have been right. It is never printed: it tells the value.
    item : str
        Word of the codebook that the column fills, where it fills one.
    of : str
        Name of the row in its table, where rows have names and it is not the value itself.
    """

    file: str
    row: int
    column: str | int
    rule: str
    hint: str = ""
    _: KW_ONLY
    value: str = ""
    nearest: str = ""
    item: str = ""
    of: str = ""

    def __str__(self) -> str:
        """Return all of it as `file:row, column, value (name): rule; hint`, which editors turn into a link."""
        place = f"{self.file}:{self.row}" if self.row else self.file
        column = [str(self.column)] if self.column else []
        value = [f"value {self.value!r}"] if self.value else []
        named = f" ({self.of})" if self.of else ""
        return _said(", ".join([place, *column, *value]) + named, self.rule, self.hint)


class InputError(ValueError):
    """Input that breaks a rule; its text is all that a user needs to see.

    Where the workflow meets this exception it prints the message alone; any other exception is a defect of ours and is
    printed with its traceback.
    """

    def __init__(self, told: str, problems: Iterable[Problem] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__(told)


def raise_if_any(problems: Iterable[Problem], folder: Path | None = None) -> None:
    """Raise one `InputError` with every problem in full, sorted by place. Not for respondent-level files.

    Parameters
    ----------
    problems : iterable of Problem
        What was found; each is told once.
    folder : Path, optional
        What the files of the problems stand in, for the message.

    Raises
    ------
    InputError
        When there is at least one problem.
    """
    found = sorted(set(problems))
    if found:
        place = f"{folder}/" if folder else ""
        raise InputError("\n".join(f"{place}{each}" for each in found), found)


def raise_without_values(problems: Iterable[Problem]) -> None:
    """Raise one `InputError` with every problem as `without_values` tells it, when there is at least one.

    Raises
    ------
    InputError
        With all problems, of which the message holds no value.
    """
    found = list(problems)
    if found:
        raise without_values(found)


def without_values(problems: Iterable[Problem]) -> InputError:
    """Return the error on respondent-level files: one line for each file, column and rule, with its rows and no value."""
    found = tuple(dict.fromkeys(problems))
    lines = _grouped(found)
    told = lines[:_LINES]
    if more := len(lines) - len(told):
        told.append(f"... and {more} more")
    return InputError("\n".join([f"{len(lines)} problem(s); nothing was written.", *told]), found)


def _grouped(problems: Iterable[Problem]) -> list[str]:
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
    return _said(", ".join(place) + (f" ({item})" if item else ""), rule, hint)


def _said(place: str, rule: str, hint: str) -> str:
    return f"{place}: {rule}" + (f"; {hint}" if hint else "")


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


def shown(text: str) -> str:
    r"""Return a text with every character that does not print, or turns the direction of writing, as ``\x1b``."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text
    )


def short_path(path: Path) -> str:
    """Return a path as seen from the current folder, where it is below it."""
    folder = Path.cwd()
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)


def nearest_of(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known word that is most like `word`, or nothing."""
    return next(iter(get_close_matches(word[:_LONGEST], list(known), n=1, cutoff=cutoff)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return what to do about a word that is not known: take the nearest known one, or one of all."""
    names = list(known)
    if nearest := nearest_of(word, names, cutoff=0.5):
        return f'did you mean "{nearest}"?'
    more = f" and {len(names) - _WORDS} more" if len(names) > _WORDS else ""
    return f"known are {', '.join(names[:_WORDS])}{more}"
