"""Intervals for one proportion, with and without a finite population.

All functions broadcast over their counts and sizes. Scalars in give plain Python numbers out.
"""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainccinv, betaincinv

from ._arrays import (
    FloatArray,
    IntArray,
    Numbers,
    as_population,
    as_sample,
    critical_value,
    scalar_or_array,
    tail_of,
)
from ._hypergeometric import upper_tail
from ._limits import SIDES, checked, wilson_end


def hypergeometric_interval(
    count: ArrayLike, sample_size: ArrayLike, population_size: ArrayLike, confidence: float = 0.95
) -> tuple[Numbers, Numbers]:
    """Exact limits for the number of successes M in a finite population.

    Inverts the two one-sided hypergeometric tests: ``low`` is the smallest M with
    P(X >= count | M) > alpha/2, ``high`` the largest with P(X <= count | M) > alpha/2. The
    analogue of Clopper-Pearson for sampling without replacement.

    Parameters
    ----------
    count : int or array of int
        Successes in the sample.
    sample_size, population_size : int or array of int
        n and N, broadcast with ``count``.
    confidence : float
        Confidence level, strictly between 0 and 1.

    Returns
    -------
    low, high : int or array of int
        Limits for M (a count, not a share), shape of the broadcast arguments.

    Raises
    ------
    ValueError
        Sizes or counts that cannot occur together, or a confidence outside (0, 1).

    References
    ----------
    Konijn, H. S. (1973). Statistical Theory of Sample Survey Design and Analysis.
    Buonaccorsi, J. P. (1987). A note on confidence intervals for proportions in finite
    populations. The American Statistician 41(3), 215-218.

    Examples
    --------
    >>> hypergeometric_interval(83, 224, 403)
    (132, 167)
    """
    k, n, size = as_population(count, sample_size, population_size)
    tail = tail_of(confidence)
    low = _smallest_population_count(k, n, size, tail)
    # Successes and failures swap places, so the upper limit is a lower limit of failures.
    high = size - _smallest_population_count(n - k, n, size, tail)
    return scalar_or_array(low), scalar_or_array(high)


def hypergeometric_lower_limit(
    count: ArrayLike, sample_size: ArrayLike, population_size: ArrayLike, confidence: float = 0.95
) -> Numbers:
    """Lower limit of `hypergeometric_interval` alone, at half its cost.

    The upper limit is ``N`` minus the lower limit of the failures, ``n - count``.

    Parameters
    ----------
    count, sample_size, population_size, confidence
        As in `hypergeometric_interval`.

    Returns
    -------
    int or array of int
        Lower limit for M.

    Raises
    ------
    ValueError
        As in `hypergeometric_interval`.
    """
    k, n, size = as_population(count, sample_size, population_size)
    return scalar_or_array(_smallest_population_count(k, n, size, tail_of(confidence)))


def wilson_interval(
    count: ArrayLike,
    sample_size: ArrayLike,
    confidence: ArrayLike = 0.95,
    population_size: ArrayLike | None = None,
    continuity: bool = False,
) -> tuple[Numbers, Numbers]:
    """Wilson score interval for a proportion.

    Solves (p - P)^2 = u P (1 - P) for P, with u = z^2 / n. With a finite population n becomes
    n_eff = n (N - 1) / (N - n). The continuity correction moves p by 1 / (2n) outwards.

    Parameters
    ----------
    count, sample_size : int or array of int
        Successes and sample size.
    confidence : float or array of float
        Confidence level, strictly between 0 and 1.
    population_size : int or array of int, optional
        N; None means sampling from a process without end.
    continuity : bool
        Apply the continuity correction.

    Returns
    -------
    low, high : float or array of float
        Limits as shares.

    Raises
    ------
    ValueError
        As in `hypergeometric_interval`.

    References
    ----------
    Wilson, E. B. (1927). JASA 22, 209-212.
    Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion.
    Statistics in Medicine 17, 857-872, methods 3 and 4.
    """
    sample, critical = checked(count, sample_size, population_size), critical_value(confidence)
    low, high = (wilson_end(sample, critical, side, continuity) for side in SIDES)
    return scalar_or_array(low), scalar_or_array(high)


def clopper_pearson_lower_limit(
    count: ArrayLike, sample_size: ArrayLike, confidence: float = 0.95
) -> Numbers:
    """Lower limit of the exact interval of a proportion; the upper one is 1 minus that of the failures.

    Parameters
    ----------
    count, sample_size : int or array of int
        Successes and sample size.
    confidence : float
        Confidence level, strictly between 0 and 1.

    Returns
    -------
    float or array of float
        The share at which so many successes or more have a probability of half of one minus the level.

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together, or a confidence outside (0, 1).

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case of the
    binomial. Biometrika 26, 404-413.

    Examples
    --------
    >>> round(clopper_pearson_lower_limit(15, 20), 4)
    0.509
    """
    k, n = as_sample(count, sample_size)
    # beta needs a positive shape; the limit at 0 is exact and set afterwards
    low = betaincinv(np.where(k == 0, 1, k), n - k + 1, tail_of(confidence))
    return scalar_or_array(np.asarray(np.where(k == 0, 0.0, low)))


def korn_graubard_interval(
    count: ArrayLike,
    sample_size: ArrayLike,
    confidence: float = 0.95,
    population_size: ArrayLike | None = None,
) -> tuple[Numbers, Numbers]:
    """Clopper-Pearson interval at the effective sample size.

    n_eff = p (1 - p) / var(p) with the design-based variance of simple random sampling,
    var(p) = (1 - n/N) p (1 - p) / (n - 1), so n_eff = (n - 1) / (1 - n/N). The same as
    ``svyciprop(method="beta")`` of the R package survey.

    Parameters
    ----------
    count, sample_size : int or array of int
        Successes and sample size.
    confidence : float
        Confidence level, strictly between 0 and 1.
    population_size : int or array of int, optional
        N; None means no finite population correction.

    Returns
    -------
    low, high : float or array of float
        Limits as shares.

    Raises
    ------
    ValueError
        As in `hypergeometric_interval`, or a sample of one, which has no variance.

    References
    ----------
    Korn, E. L. and Graubard, B. I. (1998). Confidence intervals for proportions with small
    expected number of positive counts estimated from survey data. Survey Methodology 24(2),
    193-201.
    """
    k, n = as_sample(count, sample_size)
    unseen: FloatArray = np.ones(n.shape)
    if population_size is not None:
        k, n, size = as_population(count, sample_size, population_size)
        unseen = 1 - n / size
    if np.any(n < 2):
        raise ValueError(f"sample_size must be at least 2, got {sample_size!r}")
    tail = tail_of(confidence)
    p = k / n
    census = unseen == 0
    n_eff = (n - 1) / np.where(census, 1.0, unseen)
    # beta needs positive shapes; the limits at 0 and n are exact and set afterwards
    low = betaincinv(np.where(k == 0, 1.0, n_eff * p), n_eff * (1 - p) + 1, tail)
    high = betainccinv(n_eff * p + 1, np.where(k == n, 1.0, n_eff * (1 - p)), tail)
    low = np.where(census, p, np.where(k == 0, 0.0, low))
    high = np.where(census, p, np.where(k == n, 1.0, high))
    return scalar_or_array(low), scalar_or_array(high)


def no_assumption_bounds(
    count: ArrayLike, sample_size: ArrayLike, population_size: ArrayLike
) -> tuple[Numbers, Numbers]:
    """Bounds on the population share that assume nothing about nonrespondents.

    [k / N, (k + N - n) / N]: all who did not answer are failures, or all are successes.

    Parameters
    ----------
    count, sample_size, population_size : int or array of int
        Successes, respondents and population.

    Returns
    -------
    low, high : float or array of float
        Bounds as shares.

    Raises
    ------
    ValueError
        Sizes or counts that cannot occur together.

    References
    ----------
    Manski, C. F. (2003). Partial Identification of Probability Distributions, chapter 1.

    Examples
    --------
    >>> no_assumption_bounds(1, 2, 4)
    (0.25, 0.75)
    """
    k, n, size = as_population(count, sample_size, population_size)
    return scalar_or_array(k / size), scalar_or_array((k + size - n) / size)


def _smallest_population_count(k: IntArray, n: IntArray, size: IntArray, tail: float) -> IntArray:
    """Bisect for the smallest M with P(X >= k | M) > tail; the tail rises with M."""
    low, high = k.copy(), size - (n - k)
    while np.any(low < high):
        middle = (low + high) // 2
        plausible = upper_tail(k, size, middle, n) > tail
        low, high = np.where(plausible, low, middle + 1), np.where(plausible, middle, high)
        low = np.minimum(low, high)
    return low
