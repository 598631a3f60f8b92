"""The inside of a two by two table of which only the margins are known, in municipalities of every hundred."""

from __future__ import annotations

import math
from dataclasses import dataclass

from wijkteams.checking.problems import InputError
from wijkteams.numbers.file import Number
from wijkteams.numbers.formats import rounded
from wijkteams.statistics.margins import conditional_shares, frechet_bounds


@dataclass(frozen=True)
class CrossTable:
    """One table that the margins allow; cells in per cent of all, shares in per cent of their row.

    Attributes
    ----------
    both, first_only, second_only, neither : float
        The four cells: with the first and the second property, with one of them, with none.
    given_first, given_not_first : float
        Share with the second property among those with, and those without, the first.
    odds_ratio : float
        Infinite when a cell that divides is empty.
    """

    both: float
    first_only: float
    second_only: float
    neither: float
    given_first: float
    given_not_first: float
    odds_ratio: float


def cross_table(both: float, first: float, second: float) -> CrossTable:
    """Fill a two by two table.

    Parameters
    ----------
    both : float
        Per cent with both properties.
    first, second : float
        Margins in per cent, strictly between 0 and 100.

    Returns
    -------
    CrossTable
        The table.

    Raises
    ------
    ValueError
        If `both` does not fit the margins.
    """
    given_first, given_not_first = conditional_shares(both / 100, first / 100, second / 100)
    first_only, second_only = first - both, second - both
    neither = 100 - first - second_only
    divisor = first_only * second_only
    return CrossTable(
        both,
        first_only,
        second_only,
        neither,
        100 * float(given_first),
        100 * float(given_not_first),
        both * neither / divisor if divisor else math.inf,
    )


def possible_tables(first: float, second: float) -> tuple[CrossTable, CrossTable, CrossTable]:
    """Return the table with the least in both, the one without association, and the one with the most in both."""
    low, high = frechet_bounds(first / 100, second / 100)
    # Back to per cent, a least of 2 would otherwise be 2.0000000000000018.
    joints = (round(100 * float(low), 9), first * second / 100, round(100 * float(high), 9))
    least, none, most = (cross_table(joint, first, second) for joint in joints)
    return least, none, most


def margin(number: Number) -> float:
    """Return a number as a margin, as it is printed.

    Raises
    ------
    InputError
        If it is not a share strictly between 0 and 100 per cent.
    """
    if number.unit != "percent" or number.value is None or not 0 < number.value < 100:
        raise InputError(f'"{number.key}" is not a share between 0 and 100 per cent')
    return float(rounded(number.value, number.decimals))
