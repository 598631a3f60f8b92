"""Exact comparison of two shares, of independent samples and of one sample: the tests, and their inversion.

Independent samples: the unconditional test of Chan and Zhang. Two answers of the same respondents: McNemar's conditional test
at the table that is least favourable to a difference, as the table itself was not printed.
"""

from collections.abc import Callable
from functools import cache

import numpy as np

from ._arrays import FloatArray, as_reals, as_sample, tail_of
from ._binomial import binomial_law
from .intervals import clopper_pearson_lower_limit

# Values of the unknown share over which the p value is maximised, and halvings of the range of the difference.
_NUISANCE_POINTS = 101
_HALVINGS = 14


def exact_difference_p_value(
    count1: int, size1: int, count2: int, size2: int, difference: float = 0.0
) -> float:
    """Return the one-sided exact p value of p2 - p1 > difference.

    Parameters
    ----------
    count1, size1, count2, size2 : int
        Successes and sizes of two independent samples.
    difference : float
        Difference of the shares under the hypothesis, strictly between -1 and 1.

    Returns
    -------
    float
        Largest probability, over the unknown share, of a score statistic at least as large as the one observed.

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together, or a difference outside (-1, 1).

    References
    ----------
    Chan, I. S. F. and Zhang, Z. (1999). Test-based exact confidence intervals for the difference of two binomial
    proportions. Biometrics 55, 1202-1209.
    Miettinen, O. and Nurminen, M. (1985). Comparative analysis of two rates. Statistics in Medicine 4, 213-226.

    Examples
    --------
    >>> round(exact_difference_p_value(7, 12, 11, 12), 3)
    0.036
    """
    as_sample(count1, size1), as_sample(count2, size2)
    if not -1 < as_reals("difference", difference) < 1:
        raise ValueError(f"difference must lie between -1 and 1, got {difference!r}")
    statistic = _score(size1, size2, difference)
    extreme = (statistic >= statistic[count1, count2] - 1e-9).astype(np.float64)
    p1 = np.linspace(max(0.0, -difference), min(1.0, 1 - difference), _NUISANCE_POINTS)
    first = binomial_law(size1, p1)
    second = binomial_law(size2, np.clip(p1 + difference, 0, 1))
    return float(min(1.0, np.max(np.sum((first @ extreme) * second, axis=1))))


def exact_difference_lower_limit(
    count1: int, size1: int, count2: int, size2: int, confidence: float = 0.95
) -> float:
    """Return the lower limit of the exact two-sided interval of p2 - p1.

    Parameters
    ----------
    count1, size1, count2, size2
        As in `exact_difference_p_value`.
    confidence : float
        Confidence level, strictly between 0 and 1.

    Returns
    -------
    float
        Largest difference, found by halving, that the one-sided test rejects at half of one minus the level.

    Raises
    ------
    ValueError
        As in `exact_difference_p_value`, or a confidence outside (0, 1).
    """
    return exact_difference_lower_limits(count1, size1, count2, size2)(confidence)


def exact_difference_lower_limits(
    count1: int, size1: int, count2: int, size2: int
) -> Callable[[float], float]:
    """Return a function from a confidence level to `exact_difference_lower_limit`.

    Parameters
    ----------
    count1, size1, count2, size2
        As in `exact_difference_p_value`.

    Returns
    -------
    callable
        It keeps the p values of one level for the next: levels of one table halve the same range.

    Raises
    ------
    ValueError
        As in `exact_difference_p_value`; the function that is returned, at a confidence outside (0, 1).
    """
    as_sample(count1, size1), as_sample(count2, size2)

    @cache
    def p_value(difference: float) -> float:
        return exact_difference_p_value(count1, size1, count2, size2, difference)

    def lower_limit(confidence: float) -> float:
        tail = float(tail_of(confidence))
        low, high = -1.0, count2 / size2 - count1 / size1
        for _ in range(_HALVINGS if high > low else 0):
            middle = (low + high) / 2
            if p_value(middle) <= tail:
                low = middle
            else:
                high = middle
        return low

    return lower_limit


def exact_contrast_lower_limit(
    count_a: int, count_b: int, size: int, confidence: float = 0.95
) -> float:
    """Return the lower limit of the exact two-sided interval of p_a - p_b, two answers of the same respondents.

    Parameters
    ----------
    count_a, count_b, size : int
        Both counts and the base they share.
    confidence : float
        Confidence level, strictly between 0 and 1.

    Returns
    -------
    float
        ``(2 t - 1) m / n``, with m the most respondents that can have given exactly one of the answers and t the limit of
        Clopper and Pearson for the part of them that gave the first. It lies above zero where McNemar's exact test rejects
        in every table with these counts: the p value rises with m.

    Raises
    ------
    ValueError
        Counts and sizes that cannot occur together, or a confidence outside (0, 1).

    References
    ----------
    McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions or percentages.
    Psychometrika 12, 153-157.
    Newcombe, R. G. (1998). Statistics in Medicine 17, 2635-2650, method 5.

    Examples
    --------
    Of 20 respondents 15 gave the first answer and 5 the second: as if 15 of 20 tosses were heads.

    >>> round(exact_contrast_lower_limit(15, 5, 20), 4)
    0.0179
    """
    (a, n), (b, _) = as_sample(count_a, size), as_sample(count_b, size)
    first, second = np.minimum(a, n - b), np.minimum(b, n - a)
    apart = first + second
    # nobody gave exactly one of them: there is nothing to toss, and no difference
    part = clopper_pearson_lower_limit(first, np.maximum(1, apart), confidence)
    return float((2 * part - 1) * apart / n)


def _score(size1: int, size2: int, difference: float) -> FloatArray:
    """Score statistic of every table, shape (size1 + 1, size2 + 1)."""
    share1, share2 = np.meshgrid(
        np.arange(size1 + 1) / size1, np.arange(size2 + 1) / size2, indexing="ij"
    )
    p1 = _restricted(share1, share2, size1, size2, difference)
    p2 = np.clip(p1 + difference, 0, 1)
    variance = p1 * (1 - p1) / size1 + p2 * (1 - p2) / size2
    gap = share2 - share1 - difference
    zero = np.where(np.abs(gap) < 1e-12, 0.0, np.copysign(np.inf, gap))
    return np.divide(gap, np.sqrt(variance), out=zero, where=variance > 1e-14)


def _restricted(
    share1: FloatArray, share2: FloatArray, size1: int, size2: int, difference: float
) -> FloatArray:
    """Most likely first share where the second is larger by the difference: root of the cubic of Miettinen and Nurminen."""
    # the equation is theirs, with the second sample here as their first
    n, d, x1, x2 = size1 + size2, difference, share1 * size1, share2 * size2
    b = ((size2 + 2 * size1) * d - n - x1 - x2) / (3 * n)
    c = ((size1 * d - n - 2 * x1) * d + x1 + x2) / (3 * n)
    q = b**3 - 3 * b * c / 2 + x1 * d * (1 - d) / (2 * n)
    radius = np.copysign(np.sqrt(np.maximum(0, b**2 - c)), q)
    cosine = np.divide(q, radius**3, out=np.zeros_like(q), where=np.abs(radius) > 1e-12)
    angle = (np.pi + np.arccos(np.clip(cosine, -1, 1))) / 3
    return np.asarray(np.clip(2 * radius * np.cos(angle) - b, max(0.0, -d), min(1.0, 1 - d)))
