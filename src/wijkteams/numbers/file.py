"""The numbers file: every number that the prose may print, with its interval and origin."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from string import ascii_lowercase
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AliasChoices, Field
from pydantic.dataclasses import dataclass

from wijkteams.checking.forms import CLOSED, Flag, Real, Texts, Unit, Whole, check_form
from wijkteams.checking.problems import InputError, did_you_mean, short_path
from wijkteams.checking.yaml_file import Document

# The file holds the digits behind the decimal mark as text, under `format`.
Places = Annotated[int, Field(ge=0, le=3, validation_alias=AliasChoices("decimals", "format"))]
Estimand = Literal["A", "B", "C", "printed", "model", "counted", "computed", "set"]
Size = Annotated[Whole, Field(ge=0)]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
class Sample:
    """Those that answered one survey or other study; `wave` is its name in the register and ends in its year.

    `n_low` and `n_high` are the least and greatest number of answers that it can have given; None where it counts no answers.
    """

    wave: Annotated[str, Field(pattern=r"^[a-z0-9_]*(19|20)[0-9]{2}[a-z]*$")]
    n_low: Size | None = None
    n_high: Size | None = None

    @property
    def year(self) -> str:
        """The year of the survey."""
        return self.wave.rstrip(ascii_lowercase)[-4:]


@dataclass(frozen=True, kw_only=True, config=CLOSED)
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
        One of the units that `wijkteams.numbers.formats` can print.
    decimals : int
        Digits behind the decimal mark in print.
    base, method, label : Mapping
        Text in "en" and "nl": who is counted, how it was computed, what it is.
    estimand : str
        "A" finite population, "B" process, "C" bounds, "printed" by a source, "model",
        "counted" in the register.
    samples : tuple of Sample
        The surveys that it is about, in order of time; a change has two.
    figure_ids : tuple of str
        Rows of the register of published figures behind it.
    synthetic : bool
        Whether it was computed from made-up answers.
    """

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[A-Za-z0-9_]+)*$")]
    value: Whole | Real | None
    low: Whole | Real | None = None
    high: Whole | Real | None = None
    unit: Unit
    decimals: Places = 0
    base: Texts
    estimand: Estimand
    method: Texts
    label: Texts
    samples: tuple[Sample, ...] = ()
    figure_ids: tuple[str, ...] = ()
    synthetic: Flag = False

    @property
    def wave(self) -> str | None:
        """The national survey that it is about, for instance "w2019"; None when there are more, or when it is another study."""
        waves = [sample.wave for sample in self.samples]
        return waves[0] if len(waves) == 1 and waves[0].startswith("w2") else None

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
        raise InputError(f'unknown number "{key}"; {did_you_mean(key, self)}')


def write_numbers(path: Path, numbers: Iterable[Number]) -> None:
    """Write numbers as JSON, by key; limits with four decimals.

    Parameters
    ----------
    path : Path
        `results/numbers.json`, or that of one topic.
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
        `results/numbers.json`, or a file of the same form.

    Returns
    -------
    Numbers
        Key to number, in the order of the file.

    Raises
    ------
    InputError
        When the file is missing, a record breaks its form, or limits do not enclose the value.
    """
    if not path.is_file():
        raise InputError(f"{short_path(path)}: this file does not exist; run `snakemake` first")
    records: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    content = {key: {"key": key, **record} for key, record in records.items()}
    return Numbers(check_form(Document(short_path(path), content), dict[str, _Enclosed]))


def _enclosed(number: Number) -> Number:
    """Refuse what the form cannot see: limits that do not enclose the value."""
    for name, record in (("", number), *(("n_", sample) for sample in number.samples)):
        ends = [getattr(record, f"{name}{end}") for end in ("low", "high")]
        if ends.count(None) == 1:
            raise ValueError(f"{name}low and {name}high are given together or not at all")
    for sample in number.samples:
        if (sample.n_low or 0) > (sample.n_high or 0):
            raise ValueError(f"n_low {sample.n_low} is above n_high {sample.n_high}")
    known = [end for end in (number.low, number.value, number.high) if end is not None]
    if not known:
        raise ValueError("has neither a value nor limits")
    if known != sorted(known):
        raise ValueError(f"value {number.value} is outside {number.low} to {number.high}")
    return number


_Enclosed = Annotated[Number, AfterValidator(_enclosed)]
