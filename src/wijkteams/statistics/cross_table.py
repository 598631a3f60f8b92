"""What publishing one 2x2 table would add to its margins."""

from dataclasses import dataclass

import numpy as np

from ._arrays import IntArray, as_sample
from .differences import newcombe_difference


@dataclass(frozen=True)
class CrossTableValue:
    """How far each table with given margins would narrow the difference P(B | A) - P(B | not A).

    Parameters
    ----------
    tables : int
        Tables with these margins.
    width_before : float
        Width of the bounds on the difference from the margins alone.
    width_rounded : float
        Largest width left when both shares were printed in whole per cents.
    signing : int
        Tables whose interval for the tendency behind them leaves out zero.
    least_signed : float
        Smallest absolute difference among these; nan without any.
    """

    tables: int
    width_before: float
    width_rounded: float
    signing: int
    least_signed: float


def feasible_joint_counts(count_a: int, count_b: int, n: int) -> IntArray:
    """Return every joint count of A and B that the margins allow.

    Parameters
    ----------
    count_a, count_b, n : int
        Margins and base.

    Returns
    -------
    array of int
        max(0, a + b - n) to min(a, b).

    Raises
    ------
    ValueError
        A count outside 0..n.

    Examples
    --------
    >>> feasible_joint_counts(3, 4, 5)
    array([2, 3])
    """
    as_sample(count_a, n)
    as_sample(count_b, n)
    return np.arange(max(0, count_a + count_b - n), min(count_a, count_b) + 1)


def value_of_cross_table(
    count_a: int, count_b: int, n: int, confidence: float = 0.95
) -> CrossTableValue:
    """Go through every table with given margins and tell what it would show.

    Parameters
    ----------
    count_a, count_b, n : int
        Margins and base, 0 < a < n.
    confidence : float
        Level of the Newcombe interval that must leave out zero.

    Returns
    -------
    CrossTableValue
        The value over all tables; none of them is more likely than another.

    Raises
    ------
    ValueError
        Margins that cannot occur, or nobody in or outside A.
    """
    joint = feasible_joint_counts(count_a, count_b, n)
    if not 0 < count_a < n:
        raise ValueError(f"count_a must lie strictly between 0 and n, got {count_a} of {n}")
    difference = joint / count_a - (count_b - joint) / (n - count_a)
    low, high = newcombe_difference(joint, count_a, count_b - joint, n - count_a, confidence)
    signing = np.abs(difference[(low > 0) | (high < 0)])
    printed = np.round(100 * joint / count_a), np.round(100 * (count_b - joint) / (n - count_a))
    left = [
        np.ptp(difference[(printed[0] == one) & (printed[1] == two)])
        for one, two in set(zip(*printed, strict=True))
    ]
    return CrossTableValue(
        tables=joint.size,
        width_before=float(np.ptp(difference)),
        width_rounded=float(max(left)),
        signing=signing.size,
        least_signed=float(signing.min()) if signing.size else float("nan"),
    )
