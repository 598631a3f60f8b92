"""How many items of one multiple-response question are named together.

Only the share of each item is published, not how the items combine. The bounds below hold for
every way in which they could combine, and each end is attained by one of them.
"""

from collections.abc import Sequence
from itertools import product

import numpy as np
from scipy.optimize import linprog

from ._arrays import as_shares, as_whole

# Patterns double with each item; past this the linear programme is no longer small.
_MOST_ITEMS = 14


def pile_up_bounds(
    low: Sequence[float],
    high: Sequence[float],
    at_least: int,
    none: tuple[float, float] = (0.0, 1.0),
    at_most: int | None = None,
) -> tuple[float, float]:
    """Return the least and the greatest share that names at least so many items.

    A linear programme over all 2^K patterns of answers.

    Parameters
    ----------
    low, high : sequence of float
        For each item the range of its share; give the same twice for an exact share. A range
        is the natural way to carry a rounded share.
    at_least : int
        Number of items, 1 to K.
    none : (float, float)
        Range of the share that names no item at all.
    at_most : int, optional
        Largest number of items that one respondent may name.

    Returns
    -------
    low, high : float
        Sharp bounds on the share.

    Raises
    ------
    ValueError
        Ranges outside [0, 1] or of different length, more than 14 items, a number of items
        outside 1..K, or shares that no set of respondents can have.

    References
    ----------
    Rueger, B. (1978). Das maximale Signifikanzniveau des Tests "Lehne H0 ab, wenn k unter n
    gegebenen Tests zur Ablehnung fuehren". Metrika 25, 171-178 (closed form without ``none``
    and ``at_most``).
    """
    _check(low, high, at_least, none)
    if at_most is not None:
        as_whole("at_most", at_most)
    patterns = np.array(list(product((0, 1), repeat=len(low))))
    named = patterns.sum(axis=1)
    limits = np.vstack([patterns.T, -patterns.T])
    ceilings = np.concatenate([np.asarray(high), -np.asarray(low)])
    bounds = [(0.0, 0.0 if at_most is not None and items > at_most else 1.0) for items in named]
    bounds[0] = none
    objective = (named >= at_least).astype(float)
    ends = []
    for sign in (1, -1):
        solution = linprog(
            sign * objective,
            A_ub=limits,
            b_ub=ceilings,
            A_eq=np.ones((1, len(named))),
            b_eq=[1.0],
            bounds=bounds,
            method="highs",
        )
        if not solution.success:
            raise ValueError(f"no set of respondents has these shares: {solution.message}")
        ends.append(sign * float(solution.fun))
    return max(0.0, ends[0]), min(1.0, ends[1])


def _check(
    low: Sequence[float], high: Sequence[float], at_least: int, none: tuple[float, float]
) -> None:
    if len(low) != len(high) or not 1 <= len(low) <= _MOST_ITEMS:
        raise ValueError(
            f"low and high need one share per item, 1 to {_MOST_ITEMS} items, "
            f"got {len(low)} and {len(high)}"
        )
    for bottom, top in [*zip(low, high, strict=True), none]:
        if np.any(np.diff(as_shares("a range of a share", [bottom, top])) < 0):
            raise ValueError(f"a range of a share must lie in [0, 1], got {bottom} to {top}")
    if as_whole("at_least", at_least, least=1) > len(low):
        raise ValueError(f"at_least must lie in 1..{len(low)}, got {at_least}")
