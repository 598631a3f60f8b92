"""Disclosure control of one item in one survey: which types of team are shown.

The attacker knows this code, how many municipalities of each type answered, how many of all said yes, and each
shown number exactly, although it is printed rounded. Which types may be shown is therefore settled by what the
attacker knows already. The answers only decide whether that is done or nothing is shown at all.
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

# ASSUME: a type is tried when a quarter more than the threshold would stand on either side at the share of all. With
# less room nothing is shown more often; with more, types are hidden that could be shown.
_ROOM = Fraction(5, 4)


def sensitive(yes: IntArray, total: IntArray, threshold: int) -> BoolArray:
    """Numbers with fewer than `threshold` municipalities on either side, none and all among them."""
    return (yes < threshold) | (total - yes < threshold)


def feasible_intervals(total: IntArray, known_sum: int) -> tuple[IntArray, IntArray]:
    """Least and greatest value of each hidden number, given how many municipalities each type has and their known sum.

    Whole numbers attain the limits. They solve the attacker's subproblems (Fischetti and Salazar 2001, Management Science
    47, 1008-1027) in closed form, because one sum is all that binds the hidden numbers: that of all, less the shown types.
    """
    others = total.sum() - total
    return np.maximum(0, known_sum - others), np.minimum(total, known_sum)


def well_hidden(total: IntArray, known_sum: int, threshold: int) -> bool:
    """Whether each hidden number keeps an interval as wide as the threshold, or as its whole range if that is less."""
    low, high = feasible_intervals(total, known_sum)
    return bool((high - low >= np.minimum(threshold, total)).all())


def public_pattern(total: IntArray, yes_of_all: int, threshold: int) -> BoolArray:
    """Choose which types to show from what is public alone.

    Known are how many municipalities of each type answered (`total`) and how many of all said yes. Chosen are the types
    that would have room enough at the share of all, with the threshold on either side, less the smallest of them where the
    hidden ones would not be well hidden.
    """
    n = int(total.sum())
    shown = np.minimum(total * yes_of_all, total * (n - yes_of_all)) >= _ROOM * threshold * n
    for smallest in np.argsort(total, kind="stable"):
        hidden = total[~shown]
        if n == 0 or well_hidden(hidden, yes_of_all * int(hidden.sum()) // n, threshold):
            break
        shown[smallest] = False
    return shown if n else np.zeros_like(shown)


def silence_tells_nothing(
    total: IntArray, yes_of_all: int, shown: BoolArray, threshold: int
) -> bool:
    """Whether "nothing is shown" leaves every value possible of every type, where the types `shown` would have been.

    True if each value in the interval of each type goes with a table in which a number that would have been shown is
    sensitive, or the others would not be well hidden.
    """
    low, high = feasible_intervals(total, yes_of_all)
    size = {side: int(total[shown == side].sum()) for side in (True, False)}
    sums = range(size[False] + 1)
    bad = np.array([k for k in sums if not well_hidden(total[~shown], k, threshold)], dtype=int)
    for t, is_shown in enumerate(shown.tolist()):
        values = np.arange(low[t], high[t] + 1)
        possible = sensitive(values, total[t], threshold) & shown[t]
        for s in np.flatnonzero(shown):
            if s == t:
                continue
            other = np.arange(total[s] + 1)
            other = other[sensitive(other, total[s], threshold)]
            rest = yes_of_all - values[:, None] - other
            room = total.sum() - total[t] - total[s]
            possible |= ((rest >= 0) & (rest <= room)).any(axis=1)
        # The types on the side of t and those on the other side, when the sum of the hidden ones is bad.
        own, far = (yes_of_all - bad, bad) if is_shown else (bad, yes_of_all - bad)
        rest = own[(far >= 0) & (far <= size[not is_shown])] - values[:, None]
        possible |= ((rest >= 0) & (rest <= size[is_shown] - total[t])).any(axis=1)
        if not possible.all():
            return False
    return True


def choose_shown(yes: IntArray, total: IntArray, threshold: int) -> BoolArray:
    """Choose which types are shown of one item in one survey.

    `yes` and `total` are the municipalities of each type that said yes, and that answered. Shown is the public pattern if
    all shown numbers have the threshold, at least 2, on both sides and all hidden ones are well hidden; otherwise nothing.

    Notes
    -----
    Whoever sees the pattern and runs this rule on every table that fits learns nothing more. Where types are
    shown, the rule looks at nothing but the shown numbers and the sum of the hidden ones, which the attacker has:
    every table with that sum gives the same outcome. Where nothing is shown although the public pattern shows
    types, every value of every type is still possible; where it would not be, nothing is ever shown.
    """
    if threshold < 2:
        raise ValueError(f"a threshold of {threshold} protects nobody")
    shown = public_pattern(total, int(yes.sum()), threshold)
    if (
        sensitive(yes, total, threshold)[shown].any()
        or not well_hidden(total[~shown], int(yes[~shown].sum()), threshold)
        or not silence_tells_nothing(total, int(yes.sum()), shown, threshold)
    ):
        return np.zeros_like(shown)
    return shown


def round_to_base(values: IntArray, base: int) -> IntArray:
    """Round counts to the nearest multiple of a base, halves up."""
    rounded: IntArray = (2 * np.asarray(values) + base) // (2 * base) * base
    return rounded
