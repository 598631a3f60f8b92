"""Relations between numbers and verdicts that a sentence states: whether they hold, and the values if they do not."""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from wijkteams.checking.problems import InputError
from wijkteams.estimates.rule.verdicts import VERDICTS
from wijkteams.numbers.file import Number, Numbers
from wijkteams.numbers.formats import rounded
from wijkteams.numbers.verdicts import VerdictTexts

Value = float | str

_COMPARE: Mapping[str, Callable[[Value, Value], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "!=": operator.ne,
}  # fmt: skip
_WORDS = {words[0]: str(name) for name, words in VERDICTS.items()}


def broken_relation(condition: str, numbers: Numbers, verdicts: VerdictTexts) -> str:
    """Check a condition on numbers and verdicts.

    Parameters
    ----------
    condition : str
        Comparisons with ``and`` between: ``a < b <= c``, with ``=`` and ``!=``. A side is a sum or difference of keys of
        numbers, as they are printed (``key``, or an end of the interval, ``key:low`` and ``key:high``) and of plain
        numbers; or a key of a verdict, or the name of one.
    numbers : Numbers
        What the prose may print.
    verdicts : VerdictTexts
        Likewise.

    Returns
    -------
    str
        The first comparison that fails, with the values; empty where all hold.

    Raises
    ------
    InputError
        If the condition cannot be read, or names what there is not.

    Examples
    --------
    >>> broken_relation("3 - 1 >= 2 and 1 > 4", Numbers(), VerdictTexts())
    '1 > 4'
    """
    for comparison in re.split(r"\s+and\s+", condition.strip()):
        sides = re.split(r"\s+([<>!]?=|[<>])\s+", comparison)
        if len(sides) < 3:
            raise InputError(f'"{comparison}" compares nothing; write a > b')
        values = [_value(side.split(), numbers, verdicts) for side in sides[::2]]
        for (one, two), sign in zip(pairwise(values), sides[1::2], strict=True):
            if isinstance(one, str) is not isinstance(two, str):
                raise InputError(f'"{comparison}" compares a number with a verdict')
            if not _COMPARE[sign](one, two):
                shown = " ".join(
                    part for pair in zip(map(_shown, values), [*sides[1::2], ""], strict=True) for part in pair
                ).strip()  # fmt: skip
                return shown if shown == comparison else f"{comparison} ({shown})"
    return ""


def keys_in(condition: str) -> set[str]:
    """Return the names in a condition: keys of numbers and of verdicts, and names of verdicts."""
    return {word.partition(":")[0] for word in condition.split() if word[0].isalpha()} - {"and"}


def _shown(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:g}"


def _value(words: Sequence[str], numbers: Numbers, verdicts: VerdictTexts) -> Value:
    if len(words) == 1 and (found := _verdict(words[0], verdicts)):
        return found
    total, sign = 0.0, 1
    for place, word in enumerate(words):
        if place % 2:
            if word not in {"+", "-"}:
                raise InputError(f'"{word}" does not join two numbers; write + or -')
            sign = 1 if word == "+" else -1
        else:
            total += sign * _number(word, numbers)
    # sums of rounded numbers are no further apart than their digits
    return round(total, 6)


def _verdict(word: str, verdicts: VerdictTexts) -> str:
    if word in verdicts:
        said = verdicts[word].words["en"]
        return _WORDS.get(said, said)
    return word if word in VERDICTS else ""


def _number(word: str, numbers: Numbers) -> float:
    if re.fullmatch(r"-?\d+(\.\d+)?", word):
        return float(word)
    key, _, field = word.partition(":")
    return _printed(numbers[key], field or "value")


def _printed(number: Number, field: str) -> float:
    value = getattr(number, field, None) if field in {"value", "low", "high"} else None
    if value is None:
        raise InputError(f'number "{number.key}" has no {field}; use :low or :high')
    return float(rounded(value, number.decimals))
