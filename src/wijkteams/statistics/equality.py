"""Saying that two shares are equal needs limits; "not significant" does not say it."""

import numpy as np
from numpy.typing import ArrayLike

from ._arrays import Numbers, as_reals, scalar_or_array


def smallest_equality_limit(low: ArrayLike, high: ArrayLike) -> Numbers:
    """Return the smallest limit within which an interval shows two shares to be equal.

    Parameters
    ----------
    low, high : float or array of float
        Interval of a difference. For equality at level alpha its confidence is 1 - 2 alpha.

    Returns
    -------
    float or array of float
        ``max(|low|, |high|)``.

    Raises
    ------
    ValueError
        A limit that is not finite, or a lower limit above the upper one.
    """
    bottom, top = as_reals("low", low), as_reals("high", high)
    if np.any(bottom > top):
        raise ValueError(f"low must not exceed high, got {low!r} and {high!r}")
    return scalar_or_array(np.asarray(np.maximum(np.abs(bottom), np.abs(top))))
