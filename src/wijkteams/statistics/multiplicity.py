"""P values adjusted for the number of comparisons in a family."""

import numpy as np
from numpy.typing import ArrayLike

from ._arrays import FloatArray, as_shares


def holm_adjusted(p_values: ArrayLike) -> FloatArray:
    """Adjust p values so that the chance of any false finding in the family stays below alpha.

    With p sorted upwards, adjusted p_(i) = max over j <= i of min(1, (m - j + 1) p_(j)).

    Parameters
    ----------
    p_values : array of float, shape (m,)
        One for each comparison of the family; any dependence between them is allowed.

    Returns
    -------
    array of float, shape (m,)
        In the given order.

    Raises
    ------
    ValueError
        A p value outside [0, 1], or a table of them.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian
    Journal of Statistics 6, 65-70.
    """
    p = _family(p_values)
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(p.size, 0, -1))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(1.0, stepped)
    return adjusted


def benjamini_hochberg_adjusted(p_values: ArrayLike) -> FloatArray:
    """Adjust p values so that the expected part of false findings stays below alpha.

    With p sorted upwards, adjusted p_(i) = min over j >= i of min(1, m p_(j) / j).

    Parameters
    ----------
    p_values : array of float, shape (m,)
        One for each comparison of the family, independent or positively dependent.

    Returns
    -------
    array of float, shape (m,)
        In the given order.

    Raises
    ------
    ValueError
        A p value outside [0, 1], or a table of them.

    References
    ----------
    Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the
    Royal Statistical Society B 57, 289-300.
    """
    p = _family(p_values)
    order = np.argsort(p, kind="stable")[::-1]
    stepped = np.minimum.accumulate(p[order] * p.size / np.arange(p.size, 0, -1))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(1.0, stepped)
    return adjusted


def _family(p_values: ArrayLike) -> FloatArray:
    p = np.atleast_1d(as_shares("p_values", p_values))
    if p.ndim > 1:
        raise ValueError(f"p_values must be one family, got a table of shape {p.shape}")
    return p
