"""Refuse a model that statsmodels returns although it cannot be trusted."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog
from statsmodels.genmod import families

from wijkteams.statistics._arrays import as_reals, as_shares, as_whole

# ASSUME: below five answers of either kind in a group the ordinary logistic regression is no longer to be trusted.
THIN_CELL = 5


class ModelRefused(RuntimeError):
    """A fit that did not converge, is separated or lost rank.

    Parameters
    ----------
    reason : str
        Why, in English.
    dutch : str
        Why, in Dutch; by default as in English.
    """

    def __init__(self, reason: str, dutch: str = "") -> None:
        super().__init__(reason)
        self.dutch = dutch or reason


class Separated(ModelRefused):
    """Data from which some estimate would be infinite."""


def as_regression(
    outcome: ArrayLike, design: ArrayLike, most: float = 1.0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the two sides of a regression as floats; refuse what no regression can have.

    Parameters
    ----------
    outcome : array-like of float, shape (n,)
        Between 0 and `most`.
    design : array-like of float, shape (n, k)
        The right-hand side.
    most : float
        Largest possible outcome: 1, or infinity for counts.

    Returns
    -------
    (numpy.ndarray, numpy.ndarray)
        Outcome and design.

    Raises
    ------
    ValueError
        If there are no rows, both sides do not have the same number, something is not finite, or an outcome lies outside.
    """
    value = np.asarray(outcome)
    value = as_reals("outcome", value.astype(float) if value.dtype.kind == "b" else value)
    matrix = as_reals("design", design)
    if value.ndim != 1 or matrix.ndim != 2 or len(value) != len(matrix) or not len(value):
        raise ValueError(
            f"an outcome of shape {value.shape} does not fit a design of {matrix.shape}"
        )
    if value.min() < 0 or value.max() > most:
        raise ValueError(
            f"outcome must lie in [0, {most:g}], got {value.min():g} to {value.max():g}"
        )
    return value, matrix


def refuse_undetermined(outcome: NDArray[np.float64], design: NDArray[np.float64]) -> None:
    """Raise `ModelRefused` when everyone gave the same answer, or the columns of the design coincide."""
    as_regression(outcome, design, np.inf)
    if len(np.unique(outcome)) < 2:
        raise ModelRefused("everyone gave the same answer", "iedereen gaf hetzelfde antwoord")
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise ModelRefused(
            "type, survey and size coincide, so that they cannot be told apart",
            "type, peiling en grootte vallen samen en zijn niet te onderscheiden",
        )


def refuse_bad_fit(fit: Any, name: str) -> None:
    """Raise unless a statsmodels result can be reported.

    Parameters
    ----------
    fit : statsmodels results
        Of a binomial or Poisson `GLM`.
    name : str
        What the model is, for the message.

    Raises
    ------
    ModelRefused
        If the design lost rank, the data are separated (`Separated`) or the optimiser did not converge. `GLM`
        reports convergence on separated data, with standard errors in the thousands.
    """
    design, outcome = fit.model.exog, fit.model.endog
    rank = int(np.linalg.matrix_rank(design))
    if rank < design.shape[1]:
        raise ModelRefused(
            f"{name}: the design has {design.shape[1]} columns but rank {rank}",
            f"{name}: de kenmerken vallen samen ({design.shape[1]} kolommen, rang {rank})",
        )
    most = np.inf if isinstance(fit.model.family, families.Poisson) else 1.0
    if is_separated(outcome, design, most):
        raise Separated(
            f"{name}: separated data, the outcome follows from the groups",
            f"{name}: de uitkomst volgt geheel uit de groepen",
        )
    if not (fit.converged and np.isfinite(fit.params).all() and np.isfinite(fit.bse).all()):
        raise ModelRefused(f"{name}: the fit did not converge", f"{name}: geen convergentie")


def is_separated(outcome: ArrayLike, design: NDArray[np.float64], most: float = 1.0) -> bool:
    """Tell whether some estimate of a binomial or Poisson regression would be infinite.

    Parameters
    ----------
    outcome : array-like of float, shape (n,)
        Shares between 0 and 1, or counts.
    design : numpy.ndarray of float, shape (n, k)
        The right-hand side, of full rank.
    most : float
        Largest possible outcome: 1, or infinity for counts.

    Returns
    -------
    bool
        True if there is a direction in which the likelihood never falls.

    Raises
    ------
    ValueError
        As in `as_regression`.

    Notes
    -----
    The columns are made orthonormal first, so that neither their scale nor where they start (years from 2014 or from
    0) plays a part.

    References
    ----------
    Konis (2007), Linear programming algorithms for detecting separated data in binary logistic regression
    models, DPhil thesis, Oxford.
    """
    value, matrix = as_regression(outcome, design, most)
    sign = np.where(value <= 0, -1.0, np.where(value >= most, 1.0, 0.0))
    if not sign.any():
        return False
    rows = np.unique(np.column_stack([sign, matrix]), axis=0)
    return _has_direction(rows.tobytes(), len(rows))


# Surveys of one simulation differ in how often a row occurs, and hardly in which rows there are.
@lru_cache(maxsize=256)
def _has_direction(content: bytes, length: int) -> bool:
    """Solve `is_separated` for different rows, each the sign of its outcome and its part of the design."""
    rows = np.frombuffer(content).reshape(length, -1)
    sign, scaled = rows[:, 0], np.linalg.qr(rows[:, 1:])[0] * np.sqrt(len(rows))
    forward = scaled[sign != 0] * sign[sign != 0, None]
    inside = scaled[sign == 0]
    found = linprog(
        -forward.sum(axis=0),
        A_ub=-forward,
        b_ub=np.zeros(len(forward)),
        A_eq=inside if len(inside) else None,
        b_eq=np.zeros(len(inside)) if len(inside) else None,
        bounds=(-1, 1),
    )
    return bool(-found.fun > 1e-8)


def is_thin(
    outcome: NDArray[np.float64], groupings: Iterable[ArrayLike], least: int = THIN_CELL
) -> bool:
    """Tell whether some group has fewer than so many answers of either kind.

    Parameters
    ----------
    outcome : numpy.ndarray of float, shape (n,)
        0 or 1.
    groupings : iterable of array-like, each of shape (n,)
        The group of each answer, in one way or another; every group counts, the one of reference too.
    least : int
        The least number of answers of either kind.

    Returns
    -------
    bool
        True for an empty cell too: that is separation.

    Raises
    ------
    ValueError
        If an outcome lies outside [0, 1], or an answer has no group.
    """
    as_whole("least", least)
    as_shares("outcome", outcome)
    for groups in groupings:
        places = pd.factorize(np.asarray(groups))[0]
        yes = np.bincount(places, outcome)
        if np.minimum(yes, np.bincount(places) - yes).min() < least:
            return True
    return False
