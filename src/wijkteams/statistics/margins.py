"""What the margins of a 2x2 table say about its inside.

p is the share with A, q the share with B; the joint share (A and B) is not published.
"""

import numpy as np
from numpy.typing import ArrayLike

from ._arrays import Numbers, as_reals, as_shares, scalar_or_array


def frechet_bounds(p: ArrayLike, q: ArrayLike) -> tuple[Numbers, Numbers]:
    """Bounds on the joint share of A and B.

    [max(0, p + q - 1), min(p, q)]; independence, p q, always lies inside.

    Parameters
    ----------
    p, q : float or array of float
        Margins.

    Returns
    -------
    low, high : float or array of float
        Sharp bounds on the joint share.

    Raises
    ------
    ValueError
        A margin outside [0, 1].

    References
    ----------
    Frechet, M. (1951). Annales de l'Universite de Lyon, Section A, 14, 53-77.
    """
    a, b = np.broadcast_arrays(as_shares("p", p), as_shares("q", q))
    high = np.minimum(a, b)
    low = np.minimum(np.maximum(0, a + b - 1), high)  # rounding must not pass the other end
    return scalar_or_array(np.asarray(low)), scalar_or_array(np.asarray(high))


def conditional_shares(joint: ArrayLike, p: ArrayLike, q: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return P(B | A) and P(B | not A) for a given joint share.

    Parameters
    ----------
    joint : float or array of float
        Share of A and B together.
    p, q : float or array of float
        Margins, p strictly between 0 and 1.

    Returns
    -------
    given_a, given_not_a : float or array of float
        joint / p and (q - joint) / (1 - p). Their difference is the risk difference, which
        rises with the joint share: bounds on the joint share give its bounds.

    Raises
    ------
    ValueError
        A margin or joint share that cannot occur.
    """
    a, b, both = as_shares("p", p), as_shares("q", q), as_shares("joint", joint)
    if np.any((a == 0) | (a == 1)):
        raise ValueError(f"p must lie strictly between 0 and 1, got {p!r}")
    low, high = frechet_bounds(a, b)
    tolerance = 1e-12
    if np.any((both < low - tolerance) | (both > high + tolerance)):
        raise ValueError(f"joint share {joint!r} does not fit the margins {p!r} and {q!r}")
    both = np.clip(both, low, high)
    given, given_not = np.clip(both / a, 0, 1), np.clip((b - both) / (1 - a), 0, 1)
    return scalar_or_array(given), scalar_or_array(given_not)


def plackett_joint(p: ArrayLike, q: ArrayLike, odds_ratio: ArrayLike) -> Numbers:
    """Return the joint share that margins p and q and an odds ratio imply.

    With S = 1 + (p + q)(psi - 1): joint = 2 psi p q / (S + sqrt(S^2 - 4 psi (psi - 1) p q)),
    the usual root written so that psi = 1 needs no special case. It is divided by psi where that is large, and taken in
    the other form where S is negative, so that no odds ratio overflows or cancels.

    Parameters
    ----------
    p, q : float or array of float
        Margins.
    odds_ratio : float or array of float
        psi, positive. A sweep over it is a sensitivity analysis, never an estimate.

    Returns
    -------
    float or array of float
        Joint share of A and B.

    Raises
    ------
    ValueError
        A margin outside [0, 1] or an odds ratio that is not positive and finite.

    References
    ----------
    Plackett, R. L. (1965). A class of bivariate distributions. JASA 60, 516-522.

    Examples
    --------
    >>> round(plackett_joint(0.56, 0.37, 2), 8)
    0.24609458
    """
    a, b = as_shares("p", p), as_shares("q", q)
    psi = as_reals("odds_ratio", odds_ratio)
    if np.any(psi <= 0):
        raise ValueError(f"odds_ratio must be positive, got {odds_ratio!r}")
    scale = np.maximum(psi, 1)
    ratio, excess = psi / scale, (psi - 1) / scale
    s = 1 / scale + (a + b) * excess
    # the same twice, as a sum of terms that are not negative for odds ratios below and above 1
    below = s**2 - 4 * ratio * excess * a * b
    above = scale**-2 + 2 * excess / scale * (a + b - 2 * a * b) + (excess * (a - b)) ** 2
    root = np.sqrt(np.where(psi < 1, below, np.maximum(0, above)))
    # S is negative for odds ratios below 1 alone
    negative = s < 0
    joint = np.where(
        negative,
        (root - s) / np.where(negative, -2 * excess, 1),
        2 * ratio * a * b / np.where(negative, 1, s + root),
    )
    return scalar_or_array(np.clip(joint, *frechet_bounds(a, b)))
