"""Refuse a model that statsmodels returns although it cannot be trusted."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

LARGEST_COEFFICIENT = 10.0
LARGEST_STANDARD_ERROR = 50.0

# ASSUME: below five answers of either kind in a group the ordinary logistic regression is no longer to be trusted.
THIN_CELL = 5


class ModelRefused(RuntimeError):
    """A fit that did not converge, is separated or lost rank."""


def refuse_bad_fit(fit: Any, name: str) -> None:
    """Raise unless a statsmodels result can be reported.

    Parameters
    ----------
    fit : statsmodels results
        Of `GLM` or `Logit`.
    name : str
        What the model is, for the message.

    Raises
    ------
    ModelRefused
        If the optimiser did not converge, the design lost rank, or coefficients or standard errors run away.
        The last is the sign of separation: `GLM` reports convergence then, with standard errors in the thousands.
    """
    converged = getattr(fit, "converged", None)
    if converged is None:
        converged = fit.mle_retvals["converged"]
    design = fit.model.exog
    rank = int(np.linalg.matrix_rank(design))
    if rank < design.shape[1]:
        raise ModelRefused(f"{name}: the design has {design.shape[1]} columns but rank {rank}")
    if not converged:
        raise ModelRefused(f"{name}: the fit did not converge")
    worst = np.abs(np.asarray(fit.params)).max(), np.asarray(fit.bse).max()
    if not (worst[0] <= LARGEST_COEFFICIENT and worst[1] <= LARGEST_STANDARD_ERROR):
        raise ModelRefused(
            f"{name}: separated data (largest coefficient {worst[0]:.1f}, largest standard error {worst[1]:.1f})"
        )


def is_thin(outcome: NDArray[np.float64], groups: NDArray[np.float64]) -> bool:
    """Tell whether some group, or those in none, has fewer than `THIN_CELL` answers of either kind.

    Parameters
    ----------
    outcome : numpy.ndarray of float, shape (n,)
        0 or 1.
    groups : numpy.ndarray of float, shape (n, k)
        Dummy columns.

    Returns
    -------
    bool
        True for an empty cell too: that is separation.
    """
    inside = np.column_stack([groups, np.ones(len(outcome))])
    yes, all_ = outcome @ inside, inside.sum(axis=0)
    return bool(np.any(yes < THIN_CELL) or np.any(all_ - yes < THIN_CELL))
