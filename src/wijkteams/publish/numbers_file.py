"""The numbers file: every number that the prose may print, with its interval and origin."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from wijkteams.publish.problems import (
    Problem,
    PublishError,
    did_you_mean,
    raise_problems,
    short_path,
)
from wijkteams.publish.schemas import read_validated


@dataclass(frozen=True, kw_only=True)
class Number:
    """One published number, from the result that it was taken from to the reader.

    Attributes
    ----------
    key : str
        Stable name, words joined by full stops.
    value, low, high : float or None
        The number and the limits of its interval, in `unit`. A bound without a point has no
        value; a count that is simply known has no limits.
    unit : str
        One of the units that `wijkteams.publish.formats` can print.
    decimals : int
        Digits behind the decimal mark in print.
    n_low, n_high : int or None
        Least and greatest number of answers behind it.
    base, method, label : Mapping
        Text in "en" and "nl": who is counted, how it was computed, what it is.
    estimand : str
        "A" finite population, "B" process, "C" bounds, "printed" by a source, "model",
        "counted" in the register.
    wave : str or None
        For instance "w2019".
    figure_ids : tuple of str
        Rows of the register of published figures behind it.
    synthetic : bool
        Whether it was computed from made-up answers.
    """

    key: str
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str
    decimals: int = 0
    n_low: int | None = None
    n_high: int | None = None
    base: Mapping[str, str]
    estimand: str
    method: Mapping[str, str]
    label: Mapping[str, str]
    wave: str | None = None
    figure_ids: tuple[str, ...] = ()
    synthetic: bool = False

    def magnitude(self) -> Number:
        """Return the number without its sign: a fall of -6 (-9 to -3) becomes 6 (3 to 9)."""
        if self.value is None or self.value >= 0:
            return self
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return replace(self, value=-self.value, low=low, high=high)


class Numbers(dict[str, Number]):
    """Key to number; asking for an unknown key names the nearest known one."""

    def __missing__(self, key: str) -> Number:
        raise PublishError(f'unknown number "{key}"{did_you_mean(key, self)}')


def write_numbers(path: Path, numbers: Iterable[Number]) -> None:
    """Write numbers as JSON, by key; limits with four decimals.

    Parameters
    ----------
    path : Path
        `results/publish/numbers.json`, or that of one topic.
    numbers : iterable of Number
        In any order.
    """
    content = {number.key: _record(number) for number in numbers}
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")


def _record(number: Number) -> dict[str, Any]:
    record = {name: value for name, value in asdict(number).items() if name != "key"}
    record["format"] = str(record.pop("decimals"))
    for name in ("low", "high"):
        record[name] = None if record[name] is None else round(record[name], 4)
    return record


def load_numbers(path: Path) -> Numbers:
    """Read and check the numbers file.

    Parameters
    ----------
    path : Path
        `results/publish/numbers.json`, or a file of the same form.

    Returns
    -------
    Numbers
        Key to number, in the order of the file.

    Raises
    ------
    PublishError
        When the file breaks its schema, or limits do not enclose the value.
    """
    content: dict[str, dict[str, Any]] = read_validated(path, "numbers")
    numbers = Numbers({key: _number(key, record) for key, record in content.items()})
    raise_problems(
        Problem(short_path(path), 0, f"{number.key}: {fault}")
        for number in numbers.values()
        for fault in _faults(number)
    )
    return numbers


def _number(key: str, record: dict[str, Any]) -> Number:
    fields = {name: value for name, value in record.items() if name != "format"}
    fields["figure_ids"] = tuple(record["figure_ids"])
    return Number(key=key, decimals=int(record["format"]), **fields)


def _faults(number: Number) -> list[str]:
    """Return what a schema cannot say: the order of value and limits."""
    faults = []
    if (number.low is None) != (number.high is None):
        faults.append("low and high are given together or not at all")
    if (number.n_low is None) != (number.n_high is None):
        faults.append("n_low and n_high are given together or not at all")
    if (number.n_low or 0) > (number.n_high or 0):
        faults.append(f"n_low {number.n_low} is above n_high {number.n_high}")
    if number.value is None and number.low is None:
        faults.append("has neither a value nor limits")
    known = [end for end in (number.low, number.value, number.high) if end is not None]
    if known != sorted(known):
        faults.append(f"value {number.value} is outside {number.low} to {number.high}")
    return faults
