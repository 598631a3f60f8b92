"""Intervals against the region where a claim puts a share."""

from collections.abc import Sequence

import numpy as np

Interval = tuple[float, float]


def telling_end(interval: Interval, region: Interval) -> float:
    """Return the end that decides: nearest to the region for an interval outside it, else first to leave it."""
    if interval[1] < region[0]:
        return interval[1]
    if interval[0] > region[1]:
        return interval[0]
    margins = [
        interval[0] - region[0] if region[0] > 0 else np.inf,
        region[1] - interval[1] if region[1] < 100 else np.inf,
    ]
    return interval[int(np.argmin(margins))]


def inside(interval: Interval, region: Interval, relation: str) -> bool:
    """Tell whether an interval lies where a claim puts it: above or below a limit, or within a region."""
    if relation == "above":
        return interval[0] > region[0]
    if relation == "below":
        return interval[1] < region[1]
    return region[0] <= interval[0] and interval[1] <= region[1]


def hull_of(intervals: Sequence[Interval]) -> Interval:
    """Return the smallest interval that holds all of some."""
    return min(low for low, _ in intervals), max(high for _, high in intervals)


def middle(interval: Interval) -> float:
    """Return the middle of an interval."""
    return (interval[0] + interval[1]) / 2
