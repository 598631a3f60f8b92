"""Disclosure control: which cells of team type by shortfall may be published, checked by linear programming.

The attacker of the check knows much: the number of municipalities of every type in every wave, the number with
the shortfall in every wave (those margins have been printed), every published cell exactly, although it is
printed rounded, and, where a regression on the waves together is published, the number with the shortfall of
every type over all waves.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

# Room for the tolerance of the solver; counts are whole, and the bounds of these tables are whole too.
_SLACK = 1e-6


@dataclass(frozen=True)
class Protection:
    """What may be published of one item.

    Attributes
    ----------
    cells : numpy.ndarray of bool, shape (waves, types)
        Cells of the tables that may be published.
    pooled : numpy.ndarray of bool, shape (types,)
        Types whose number over all waves may be known: that is what a regression on the waves together gives away.
    """

    cells: BoolArray
    pooled: BoolArray


def sensitive_cells(named: IntArray, total: IntArray, threshold: int) -> BoolArray:
    """Cells with fewer than `threshold` municipalities on either side, 0 and 100 per cent among them."""
    return (named < threshold) | (total - named < threshold)


def feasible_interval(
    named: IntArray, total: IntArray, protection: Protection, cell: tuple[int, int]
) -> tuple[float, float]:
    """Least and greatest value of an unpublished cell that fits all that the attacker knows.

    Parameters
    ----------
    named, total : numpy.ndarray of int, shape (waves, types)
        The true numbers with the shortfall, and of all that answered.
    protection : Protection
        What is published.
    cell : (int, int)
        Wave and type.

    Returns
    -------
    (float, float)
        The exact limits (Fischetti and Salazar 2001, Management Science 47, 1008-1027: the attacker's subproblems).

    Raises
    ------
    RuntimeError
        If the solver fails: the release then stops.
    """
    waves, types = named.shape
    rows = [np.kron(np.eye(waves)[w], np.ones(types)) for w in range(waves)]
    known = named.sum(axis=1).tolist()
    for t in np.flatnonzero(protection.pooled):
        rows.append(np.kron(np.ones(waves), np.eye(types)[t]))
        known.append(int(named[:, t].sum()))
    low = np.where(protection.cells, named, 0).ravel()
    high = np.where(protection.cells, named, total).ravel()
    place = cell[0] * types + cell[1]
    ends = []
    for sign in (1.0, -1.0):
        goal = np.zeros(named.size)
        goal[place] = sign
        found = linprog(goal, A_eq=np.array(rows), b_eq=known, bounds=np.column_stack([low, high]))
        if not found.success:
            raise RuntimeError("the check of the suppression failed; nothing is released")
        ends.append(sign * found.fun)
    return ends[0], ends[1]


def exposed_cells(
    named: IntArray, total: IntArray, protection: Protection, threshold: int
) -> list[tuple[int, int]]:
    """Sensitive cells that an attacker can pin down to less than `threshold` municipalities.

    Parameters
    ----------
    named, total, protection
        As in `feasible_interval`.
    threshold : int
        The least number of municipalities that may be told apart.

    Returns
    -------
    list of (int, int)
        Wave and type. A type with fewer municipalities than the threshold is safe when its whole range stays
        possible.
    """
    found = []
    for w, t in zip(*np.nonzero(sensitive_cells(named, total, threshold)), strict=True):
        if protection.cells[w, t]:
            found.append((int(w), int(t)))
            continue
        low, high = feasible_interval(named, total, protection, (int(w), int(t)))
        if high - low < min(threshold, total[w, t]) - _SLACK:
            found.append((int(w), int(t)))
    return found


def protect(named: IntArray, total: IntArray, threshold: int) -> Protection:
    """Choose what to publish of one item: hide sensitive cells, then more until no sensitive cell can be worked out.

    Parameters
    ----------
    named, total : numpy.ndarray of int, shape (waves, types)
        Numbers with the shortfall, and of all that answered.
    threshold : int
        The least number of municipalities that may be told apart, at least 2.

    Returns
    -------
    Protection
        Under it `exposed_cells` is empty, unless the printed margins alone give a cell away: then nothing at
        all is published.

    Raises
    ------
    ValueError
        If the threshold is below 2.
    """
    if threshold < 2:
        raise ValueError(f"a threshold of {threshold} protects nobody")
    sensitive = sensitive_cells(named, total, threshold)
    pooled = ~sensitive_cells(named.sum(axis=0), total.sum(axis=0), threshold)
    nothing = np.zeros_like(pooled)
    # With one wave, the number over all waves is the cell itself; a lone hidden type follows from the others.
    for open_ in (pooled, nothing):
        cells = ~sensitive
        while exposed := exposed_cells(named, total, Protection(cells, open_), threshold):
            candidates = _candidates(cells, exposed[0][0])
            if not len(candidates):
                break
            hide = min(candidates, key=lambda place: total[place[0], place[1]])
            cells[hide[0], hide[1]] = False
        else:
            return Protection(cells, open_)
    return Protection(np.zeros_like(cells), nothing)


def _candidates(cells: BoolArray, wave: int) -> list[tuple[int, int]]:
    """Return published cells, those of the same wave if there are any."""
    found = [(int(w), int(t)) for w, t in np.argwhere(cells)]
    return [place for place in found if place[0] == wave] or found


def round_to_base(values: IntArray, base: int) -> IntArray:
    """Round counts to the nearest multiple of a base, halves up."""
    rounded: IntArray = (2 * np.asarray(values) + base) // (2 * base) * base
    return rounded
