"""Give the figures of a table their values: intervals, rounding steps and n."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pandas as pd

from wijkteams.checking.problems import Problem
from wijkteams.register.columns import WHOLE_NUMBER, WITH_AND_WITHOUT
from wijkteams.register.parse import NoFigure, Reading, parse_value, to_decimals
from wijkteams.register.rules import Row, problem_of, rows
from wijkteams.register.vocabulary import NO_FIGURE, UNIT_LIMITS


def add_values(figures: pd.DataFrame, problems: list[Problem]) -> pd.DataFrame:
    """Add `value_low`, `value_high` and `step` to figures read as text.

    Parameters
    ----------
    figures
        Figures as `read_table` returns them.
    problems
        Values that cannot be read are appended here; their bounds stay None.

    Returns
    -------
    pandas.DataFrame
        The figures with three columns of Decimal or None, and `n_printed` as Int64.
    """
    values: list[tuple[Any, ...]] = []
    for row in rows(figures):
        reading = _reading(row, problems)
        values.append(to_decimals(reading) if reading else (None, None, None))
    columns = pd.DataFrame(
        values, columns=["value_low", "value_high", "step"], index=figures.index, dtype=object
    )
    sizes = [_size(row, problems) for row in rows(figures)]
    return figures.assign(n_printed=pd.array(sizes, dtype="Int64"), **columns)


def reading_of(row: Row) -> Reading | None:
    """Return the value of a row that `add_values` has read, or None when it has none."""
    if row["value_low"] is None:
        return None
    return Reading(*(Fraction(row[name]) for name in ("value_low", "value_high", "step")))


def _reading(row: Row, problems: list[Problem]) -> Reading | None:
    if row["unit"] not in UNIT_LIMITS:
        return None
    try:
        reading = parse_value(row["printed_value"], row["unit"])
    except NoFigure as error:
        if (row["use"], row["use_reason"]) != ("set_aside", error.reason):
            hint = f"{error}: make the use set_aside, with the reason {error.reason}"
            problems.append(problem_of(row, "use", "what is no figure is set aside", hint))
        return None
    except ValueError as error:
        hint = f"write the value as printed, or correct the unit ({error})"
        problems.append(problem_of(row, "printed_value", "value can be read", hint))
        return None
    if row["use_reason"] in NO_FIGURE:
        hint = "a figure is printed: give the reason that it is not used, or use it"
        problems.append(problem_of(row, "use_reason", "what is no figure is set aside", hint))
    return reading


def _size(row: Row, problems: list[Problem]) -> int | None:
    text = row["n_printed"]
    if not text:
        return None
    if re.fullmatch(WHOLE_NUMBER, text):
        return int(re.sub(r"\D", "", text))
    if re.fullmatch(WITH_AND_WITHOUT, text) and (total := sum(map(int, text.split("+")))):
        return total
    problems.append(problem_of(row, "n_printed", "n is a whole number", "write n in digits"))
    return None
