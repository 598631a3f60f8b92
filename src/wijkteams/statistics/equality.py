"""Saying that two shares are equal needs limits; "not significant" does not say it."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from ._arrays import Numbers, scalar_or_array


def tost_p_value(difference: ArrayLike, standard_error: ArrayLike, limit: ArrayLike) -> Numbers:
    """Return the p value of two one-sided tests of equality within ``limit``.

    The larger of P(Z >= (d + limit) / se) and P(Z <= (d - limit) / se). Below alpha exactly
    when the interval d -/+ z_alpha se, of level 1 - 2 alpha, lies within (-limit, limit).

    Parameters
    ----------
    difference, standard_error : float or array of float
        Estimated difference and its standard error.
    limit : float or array of float
        Largest difference that still counts as equal, declared beforehand.

    Returns
    -------
    float or array of float
        p value; small means equal within the limit.

    Raises
    ------
    ValueError
        A standard error or limit that is not positive.

    References
    ----------
    Schuirmann, D. J. (1987). A comparison of the two one-sided tests procedure and the power
    approach. Journal of Pharmacokinetics and Biopharmaceutics 15, 657-680.
    """
    d = np.asarray(difference, dtype=np.float64)
    error = np.asarray(standard_error, dtype=np.float64)
    margin = np.asarray(limit, dtype=np.float64)
    if not (np.all(error > 0) and np.all(margin > 0)):
        raise ValueError(
            f"standard_error and limit must be positive, got {standard_error!r} and {limit!r}"
        )
    p = np.maximum(ndtr(-(d + margin) / error), ndtr((d - margin) / error))
    return scalar_or_array(np.asarray(p))


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
        A lower limit above the upper one.
    """
    bottom, top = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if np.any(bottom > top):
        raise ValueError(f"low must not exceed high, got {low!r} and {high!r}")
    return scalar_or_array(np.asarray(np.maximum(np.abs(bottom), np.abs(top))))
