"""Which test decides a comparison: that of its interval, or an exact one where the interval's own rejects too often."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wijkteams.statistics.delta_star import Margin, with_exact_limit

LARGEST_SIZE = 0.055
"""Size of a test of 5 per cent above which an exact test takes its place."""

Limit = Callable[[float], float]


@dataclass(frozen=True)
class DecidingTest:
    """What decides a comparison on one base, or pair of bases.

    Attributes
    ----------
    interval, margin : Margin
        What is claimed to lie above zero: with the limits of the interval, and with that of an exact test where it decides.
    size : float
        Largest true size of the test of the interval, over the combinations that were looked at.
    exact : bool
        Whether an exact test decides.
    """

    interval: Margin
    margin: Margin
    size: float
    exact: bool


def deciding_test(
    margin: Margin,
    confidence: float,
    size_at: Callable[[int], float],
    exact_at: Callable[[int], Limit],
) -> DecidingTest:
    """Enumerate the size of the test at the combination that decides, and let an exact test decide where it is too large.

    Parameters
    ----------
    margin : Margin
        What is claimed to lie above zero, with the limits of the interval.
    confidence : float
        Level of the two-sided interval.
    size_at : callable
        Takes the place of a combination and returns the true size of its test.
    exact_at : callable
        Takes a place and returns a function from a level to the lower limit of the exact test.

    Returns
    -------
    DecidingTest
        The combination that decides has the least lower limit. An exact limit can lie higher, so that another decides: each
        is looked at, until the least limit is one that may decide.
    """
    sizes: dict[int, float] = {}
    interval = margin
    while (place := int(np.argmin(margin.lower_limit(confidence)))) not in sizes:
        sizes[place] = size_at(place)
        if sizes[place] > LARGEST_SIZE:
            margin = with_exact_limit(margin, place, exact_at(place))
    return DecidingTest(interval, margin, max(sizes.values()), margin is not interval)
