"""Shares of a domain whose size in the population is itself unknown."""

import numpy as np
from numpy.typing import ArrayLike

from ._arrays import Numbers, as_integers, as_sample
from .intervals import hypergeometric_interval, no_assumption_bounds


def domain_share_interval(
    count: int,
    domain_count: int,
    sample_size: int,
    population_size: int,
    confidence: float = 0.95,
    size_confidence: float | None = None,
) -> tuple[float, float]:
    """Exact interval for a share of a domain of unknown size.

    Given the domain size N_d, the respondents of the domain are a simple random sample of it,
    so the exact hypergeometric interval holds. N_d has an exact interval of its own; the
    answer is the union over it. By Bonferroni the coverage is at least
    ``confidence + size_confidence - 1``; enumerated for small populations it never falls below
    ``confidence``, because N_d enters only through the finite population correction.

    Parameters
    ----------
    count : int
        Respondents of the domain with the attribute.
    domain_count : int
        Respondents of the domain that answered.
    sample_size, population_size : int
        All respondents and the whole population.
    confidence : float
        Level of the interval given N_d.
    size_confidence : float, optional
        Level of the interval of N_d; by default the same.

    Returns
    -------
    low, high : float
        Limits of the share of the domain.

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together, or a level outside (0, 1).

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques, 3rd ed., chapter 2 (subpopulations).
    Konijn, H. S. (1973); see `hypergeometric_interval`.
    """
    size_level = confidence if size_confidence is None else size_confidence
    smallest, largest = hypergeometric_interval(
        domain_count, sample_size, population_size, size_level
    )
    sizes = np.arange(smallest, largest + 1)
    low, high = hypergeometric_interval(count, domain_count, sizes, confidence)
    return float(np.min(low / sizes)), float(np.max(high / sizes))


def domain_no_assumption_bounds(
    count: ArrayLike, domain_count: ArrayLike, nonrespondents: ArrayLike
) -> tuple[Numbers, Numbers]:
    """Bounds on a domain share that assume nothing about nonrespondents.

    [k / (n_d + m), (k + m) / (n_d + m)]: at either end all m nonrespondents belong to the
    domain, with the attribute or without it.

    Parameters
    ----------
    count, domain_count : int or array of int
        Respondents of the domain: with the attribute, and in all.
    nonrespondents : int or array of int
        Population members that did not answer, m.

    Returns
    -------
    low, high : float or array of float
        Bounds as shares.

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together.

    References
    ----------
    Horowitz, J. L. and Manski, C. F. (1998). Censoring of outcomes and regressors due to
    survey nonresponse. Journal of Econometrics 84, 37-58.
    """
    k, n = as_sample(count, domain_count)
    missing = as_integers("nonrespondents", nonrespondents)
    if np.any(missing < 0):
        raise ValueError(f"nonrespondents must not be negative, got {nonrespondents!r}")
    return no_assumption_bounds(k, n, n + missing)
