"""Two samples that share respondents: what is known of the overlap, and what it does.

The overlap enters through one number, the correlation r of the two estimates:

    r = rho * n_c / sqrt(n1 n2)                                                no end of units
    r = rho * (n_c / (n1 n2) - 1/N) / sqrt((1/n1 - 1/N1) (1/n2 - 1/N2))        finite population

with n_c units in both samples and rho the correlation of a unit's two answers.
"""

import numpy as np
from numpy.typing import ArrayLike

from ._arrays import (
    FloatArray,
    Numbers,
    as_correlations,
    as_population,
    as_sample,
    as_shares,
    scalar_or_array,
)


def correlation_range(share1: ArrayLike, share2: ArrayLike) -> tuple[Numbers, Numbers]:
    """Range of the correlation of two binary variables with given shares.

    The joint share lies in the Frechet bounds [max(0, p1 + p2 - 1), min(p1, p2)].

    Parameters
    ----------
    share1, share2 : float or array of float
        Shares, strictly between 0 and 1.

    Returns
    -------
    low, high : float or array of float
        Least and greatest correlation.

    Raises
    ------
    ValueError
        A share outside (0, 1): a constant has no correlation.

    References
    ----------
    Frechet, M. (1951). Annales de l'Universite de Lyon, Section A, 14, 53-77.
    """
    p1, p2 = as_shares("share1", share1), as_shares("share2", share2)
    scale = np.sqrt(p1 * (1 - p1) * p2 * (1 - p2))
    if np.any(scale == 0):
        raise ValueError(f"shares must differ from 0 and 1, got {share1!r} and {share2!r}")
    low = (np.maximum(0, p1 + p2 - 1) - p1 * p2) / scale
    high = (np.minimum(p1, p2) - p1 * p2) / scale
    return scalar_or_array(np.maximum(low, -1)), scalar_or_array(np.minimum(high, 1))


def possible_correlation(
    correlation: ArrayLike, share1: ArrayLike, share2: ArrayLike
) -> FloatArray:
    """Return a correlation of two binary variables, if their shares allow it.

    Parameters
    ----------
    correlation : float or array of float
        Correlation.
    share1, share2 : float or array of float
        Shares. One that is 0 or 1 belongs to a constant, which goes with nothing: a correlation of 0.

    Returns
    -------
    array of float
        The correlation, as it is.

    Raises
    ------
    ValueError
        A correlation outside the range that the shares allow; see `correlation_range`.
    """
    rho = as_correlations("correlation", correlation)
    low, high = _range_or_zero(share1, share2)
    tolerance = 1e-12
    if np.any((rho < low - tolerance) | (rho > high + tolerance)):
        raise ValueError(
            f"correlation {correlation!r} lies outside what the shares allow: {low!s} to {high!s}"
        )
    return rho


def nearest_correlation(correlation: ArrayLike, share1: ArrayLike, share2: ArrayLike) -> FloatArray:
    """Return the correlation nearest to a wanted one that two shares allow; for an assumption, not for an estimate.

    Parameters
    ----------
    correlation, share1, share2
        As in `possible_correlation`.

    Returns
    -------
    array of float
        The wanted correlation where it is possible.

    Raises
    ------
    ValueError
        A correlation outside [-1, 1], or a share outside [0, 1].
    """
    low, high = _range_or_zero(share1, share2)
    return np.asarray(np.clip(as_correlations("correlation", correlation), low, high))


def _range_or_zero(share1: ArrayLike, share2: ArrayLike) -> tuple[FloatArray, FloatArray]:
    p1, p2 = as_shares("share1", share1), as_shares("share2", share2)
    constant = (p1 * (1 - p1) * p2 * (1 - p2)) == 0
    low, high = correlation_range(np.where(constant, 0.5, p1), np.where(constant, 0.5, p2))
    return np.where(constant, 0, low), np.where(constant, 0, high)


def estimate_correlation(
    size1: ArrayLike,
    size2: ArrayLike,
    overlap: ArrayLike,
    correlation: ArrayLike,
    population1: ArrayLike | None = None,
    population2: ArrayLike | None = None,
) -> Numbers:
    """Correlation r of two estimated shares whose samples overlap.

    With populations of different size N is the larger one: exact when the larger population
    contains the smaller and each of its units is equally likely to answer. The result is held
    within [-1, 1], which errs towards a wider interval.

    Parameters
    ----------
    size1, size2 : int or array of int
        Sample sizes.
    overlap : int or array of int
        Units in both samples.
    correlation : float or array of float
        rho, the correlation of a unit's two answers.
    population1, population2 : int or array of int, optional
        Population sizes; both or neither.

    Returns
    -------
    float or array of float
        Correlation of the estimates; 0 where a census leaves no sampling error.

    Raises
    ------
    ValueError
        An overlap larger than a sample, rho outside [-1, 1], or one population only.

    References
    ----------
    Tam, S. M. (1984). On covariances from overlapping samples. The American Statistician
    38(4), 288-289.
    """
    common, n1 = as_sample(overlap, size1)
    common, n2 = as_sample(overlap, size2)
    rho = as_correlations("correlation", correlation)
    if population1 is None and population2 is None:
        return scalar_or_array(np.clip(rho * common / np.sqrt(n1 * n2), -1, 1))
    if population1 is None or population2 is None:
        raise ValueError("give both population sizes or neither")
    _, _, size_1 = as_population(0 * n1, n1, population1)
    _, _, size_2 = as_population(0 * n2, n2, population2)
    covariance = rho * (common / (n1 * n2) - 1 / np.maximum(size_1, size_2))
    scale = np.sqrt((1 / n1 - 1 / size_1) * (1 / n2 - 1 / size_2))
    r = np.divide(covariance, scale, out=np.zeros(np.shape(covariance * scale)), where=scale > 0)
    return scalar_or_array(np.clip(r, -1, 1))


def share_variance(
    count: ArrayLike, sample_size: ArrayLike, population_size: ArrayLike | None = None
) -> FloatArray:
    """Return the estimated variance of a share, in a finite population where its size is given.

    Parameters
    ----------
    count, sample_size : int or array of int
        Successes and answers.
    population_size : int or array of int, optional
        Size of the population.

    Returns
    -------
    array of float
        p (1 - p) / n, or (1 - n/N) p (1 - p) / (n - 1).

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques, 3rd ed., equation 3.8.
    """
    if population_size is None:
        k, n = as_sample(count, sample_size)
        return np.asarray(k / n * (1 - k / n) / n)
    k, n, size = as_population(count, sample_size, population_size)
    if np.any(n < 2):
        raise ValueError(f"sample_size must be at least 2, got {sample_size!r}")
    return np.asarray((1 - n / size) * k / n * (1 - k / n) / (n - 1))
