"""Refuse a model that statsmodels returns although it cannot be trusted."""

from typing import Any

import numpy as np

LARGEST_COEFFICIENT = 10.0
LARGEST_STANDARD_ERROR = 50.0


class ModelRefusedError(RuntimeError):
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
    ModelRefusedError
        If the optimiser did not converge, the design lost rank, or coefficients or standard errors run away. The last is
        the sign of separation: `GLM` reports convergence then, with standard errors in the thousands.
    """
    converged = getattr(fit, "converged", None)
    if converged is None:
        converged = fit.mle_retvals["converged"]
    design = fit.model.exog
    rank = int(np.linalg.matrix_rank(design))
    if rank < design.shape[1]:
        raise ModelRefusedError(f"{name}: the design has {design.shape[1]} columns but rank {rank}")
    if not converged:
        raise ModelRefusedError(f"{name}: the fit did not converge")
    worst = np.abs(np.asarray(fit.params)).max(), np.asarray(fit.bse).max()
    if not (worst[0] <= LARGEST_COEFFICIENT and worst[1] <= LARGEST_STANDARD_ERROR):
        raise ModelRefusedError(
            f"{name}: separated data (largest coefficient {worst[0]:.1f}, largest standard error {worst[1]:.1f})"
        )
