"""Trend of a share over ordered groups."""

from collections.abc import Sequence

import numpy as np
from scipy.special import chdtrc

from ._arrays import as_sample


def cochran_armitage(
    counts: Sequence[int], sizes: Sequence[int], scores: Sequence[float]
) -> tuple[float, float]:
    """Test for a linear trend of shares over scored groups.

    chi2 = [sum s_i (k_i - p n_i)]^2 / (p (1 - p) [sum n_i s_i^2 - (sum n_i s_i)^2 / n]), with p
    the pooled share, on one degree of freedom: the same as R's ``prop.trend.test``. The groups
    must be independent samples.

    Parameters
    ----------
    counts, sizes : sequence of int
        Successes and size of each group.
    scores : sequence of float
        Position of each group: dates, not wave numbers.

    Returns
    -------
    statistic, p : float
        Chi-square statistic and its p value.

    Raises
    ------
    ValueError
        Sequences of different length, counts that do not fit, equal scores, or a pooled share
        of 0 or 1.

    References
    ----------
    Armitage, P. (1955). Tests for linear trends in proportions and frequencies. Biometrics
    11, 375-386.
    """
    if not len(counts) == len(sizes) == len(scores):
        raise ValueError(
            f"groups do not match: {len(counts)} counts, {len(sizes)} sizes, {len(scores)} scores"
        )
    k, n = as_sample(counts, sizes)
    s = np.asarray(scores, dtype=np.float64)
    p = k.sum() / n.sum()
    spread = p * (1 - p) * (np.sum(n * s**2) - np.sum(n * s) ** 2 / n.sum())
    if not spread > 0:
        raise ValueError("a trend needs different scores and a pooled share other than 0 and 1")
    statistic = float(np.sum(s * (k - p * n)) ** 2 / spread)
    return statistic, float(chdtrc(1, statistic))
