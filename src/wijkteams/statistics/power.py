"""The smallest effect that a survey of given size can be expected to show."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.special import ndtri

from ._arrays import Numbers, as_integers, scalar_or_array
from .margins import conditional_shares, plackett_joint
from .overlap import estimate_correlation

_LARGEST_ODDS_RATIO = 1e6


def detectable_difference(
    share: float,
    size1: ArrayLike,
    size2: ArrayLike,
    population1: ArrayLike | None = None,
    population2: ArrayLike | None = None,
    overlap: ArrayLike = 0,
    correlation: ArrayLike = 0.0,
    power: float = 0.8,
    significance: float = 0.05,
) -> Numbers:
    """Smallest difference between two waves that a two-sided test shows with given power.

    (z_(alpha/2) + z_(power)) times the standard error of the difference, with both shares at
    ``share``.

    Parameters
    ----------
    share : float
        Share at which the variance is taken; 1/2 is the most cautious.
    size1, size2 : int or array of int
        Sample sizes.
    population1, population2 : int or array of int, optional
        Population sizes; with them the finite population correction applies.
    overlap, correlation
        As in `overlap.estimate_correlation`.
    power, significance : float
        Probability to show the difference, and level of the two-sided test.

    Returns
    -------
    float or array of float
        Difference as a share.

    Raises
    ------
    ValueError
        A share, power or level outside (0, 1), or sizes that cannot occur together.

    References
    ----------
    Fleiss, J. L., Levin, B. and Paik, M. C. (2003). Statistical Methods for Rates and
    Proportions, 3rd ed., chapter 4.
    """
    factor = _critical_sum(power, significance)
    _check_open_unit(share=share)
    r = estimate_correlation(size1, size2, overlap, correlation, population1, population2)
    v1, v2 = _unit_variance(size1, population1), _unit_variance(size2, population2)
    error = np.sqrt(share * (1 - share) * (v1 + v2 - 2 * r * np.sqrt(v1 * v2)))
    return scalar_or_array(np.asarray(factor * error))


def detectable_odds_ratio(
    n: int, exposed_share: float, baseline: float, power: float = 0.8, significance: float = 0.05
) -> float:
    """Smallest odds ratio above 1 that a two-sided test of two shares shows with given power.

    Parameters
    ----------
    n : int
        Respondents in all.
    exposed_share : float
        Share of them that is exposed.
    baseline : float
        Share with the outcome among the unexposed.
    power, significance : float
        As in `detectable_difference`.

    Returns
    -------
    float
        Odds ratio.

    Raises
    ------
    ValueError
        A share, power or level outside (0, 1), or no odds ratio that reaches the power.

    References
    ----------
    Fleiss, Levin and Paik (2003), chapter 4, without continuity correction.
    """
    _check_open_unit(exposed_share=exposed_share, baseline=baseline)
    odds = baseline / (1 - baseline)

    def shares(odds_ratio: float) -> tuple[float, float]:
        return odds_ratio * odds / (1 + odds_ratio * odds), baseline

    return _solve_odds_ratio(shares, n, exposed_share, power, significance)


def detectable_odds_ratio_from_margins(
    n: int,
    exposed_share: float,
    outcome_share: float,
    power: float = 0.8,
    significance: float = 0.05,
) -> float:
    """As `detectable_odds_ratio`, but with the overall share of the outcome given.

    Parameters
    ----------
    n : int
        Respondents in all.
    exposed_share, outcome_share : float
        The two margins; the odds ratio sets the joint share (Plackett).
    power, significance : float
        As in `detectable_difference`.

    Returns
    -------
    float
        Odds ratio above 1.

    Raises
    ------
    ValueError
        As in `detectable_odds_ratio`.

    References
    ----------
    Fleiss, Levin and Paik (2003), see `detectable_odds_ratio`; Plackett (1965), see
    `plackett_joint`.
    """
    _check_open_unit(exposed_share=exposed_share, outcome_share=outcome_share)

    def shares(odds_ratio: float) -> tuple[float, float]:
        joint = plackett_joint(exposed_share, outcome_share, odds_ratio)
        given, given_not = conditional_shares(joint, exposed_share, outcome_share)
        return float(given), float(given_not)

    return _solve_odds_ratio(shares, n, exposed_share, power, significance)


def _solve_odds_ratio(
    shares: Callable[[float], tuple[float, float]],
    n: int,
    exposed_share: float,
    power: float,
    significance: float,
) -> float:
    if n < 1:
        raise ValueError(f"n must be at least 1, got {n}")
    _check_open_unit(power=power, significance=significance)
    z_test, z_power = -ndtri(significance / 2), ndtri(power)
    n1, n0 = n * exposed_share, n * (1 - exposed_share)

    def surplus(log_odds_ratio: float) -> float:
        p1, p0 = shares(float(np.exp(log_odds_ratio)))
        pooled = exposed_share * p1 + (1 - exposed_share) * p0
        null_error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0))
        error = np.sqrt(p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0)
        return float(p1 - p0 - z_test * null_error - z_power * error)

    largest = float(np.log(_LARGEST_ODDS_RATIO))
    if surplus(largest) < 0:
        raise ValueError(f"no odds ratio reaches a power of {power} with n = {n}")
    return float(np.exp(brentq(surplus, 0.0, largest)))


def _unit_variance(size: ArrayLike, population: ArrayLike | None) -> Numbers:
    n = as_integers("size", size)
    # p (1 - p) N / (N - 1) is the population variance, here for p (1 - p) = 1
    if population is None:
        return 1 / n
    total = as_integers("population", population)
    return (1 / n - 1 / total) * total / (total - 1)


def _critical_sum(power: float, significance: float) -> float:
    _check_open_unit(power=power, significance=significance)
    return float(ndtri(power) - ndtri(significance / 2))


def _check_open_unit(**values: float) -> None:
    for name, value in values.items():
        if not 0 < value < 1:
            raise ValueError(f"{name} must lie strictly between 0 and 1, got {value}")
