"""Ranges over everything that rounding and unknown bases leave open."""

from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ._arrays import Numbers


def hull_over(
    interval: Callable[..., tuple[Numbers, Numbers]], *candidates: Iterable[tuple[float, ...]]
) -> tuple[float, float]:
    """Return the lowest and the highest limit of an interval over all combinations.

    Parameters
    ----------
    interval : callable
        Takes arrays, returns (low, high) of the same shape; any interval of this package.
        Fix its other arguments with `functools.partial`.
    *candidates : iterable of tuples
        Sets of possible arguments, in the order of the arguments of ``interval``. A tuple
        holds arguments that vary together, such as (count, n).

    Returns
    -------
    low, high : float
        Smallest interval that holds the interval of every combination.

    Raises
    ------
    ValueError
        A candidate set is empty: nothing fits what was printed.

    Examples
    --------
    >>> from .intervals import no_assumption_bounds
    >>> hull_over(no_assumption_bounds, [(1, 2), (2, 2)], [(4,)])
    (0.25, 1.0)
    """
    low, high = interval(*_columns(candidates))
    return float(np.min(low)), float(np.max(high))


def range_over(
    statistic: Callable[..., Numbers], *candidates: Iterable[tuple[float, ...]]
) -> tuple[float, float]:
    """Return the smallest and the largest value of a statistic over all combinations.

    For p values, standard errors and breakdown points, where `hull_over` is for intervals.

    Parameters
    ----------
    statistic : callable
        Takes arrays, returns an array of the same shape.
    *candidates : iterable of tuples
        As in `hull_over`.

    Returns
    -------
    low, high : float
        Smallest and largest value.

    Raises
    ------
    ValueError
        A candidate set is empty: nothing fits what was printed.
    """
    values = statistic(*_columns(candidates))
    return float(np.min(values)), float(np.max(values))


def _columns(candidates: Iterable[Iterable[tuple[float, ...]]]) -> list[NDArray[Any]]:
    """Lay out all combinations as one array per argument; whole numbers stay whole."""
    sets = [tuple(candidate) for candidate in candidates]
    for position, candidate in enumerate(sets, start=1):
        if not candidate:
            raise ValueError(f"candidate set {position} is empty: no value fits")
    rows = [tuple(value for part in parts for value in part) for parts in product(*sets)]
    return [np.array(column) for column in zip(*rows, strict=True)]
