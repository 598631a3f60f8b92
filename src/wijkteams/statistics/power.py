"""The smallest effect that a survey of given size can be expected to show."""

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtri

from ._arrays import as_whole, inside_unit
from .margins import conditional_shares, plackett_joint

_LARGEST_ODDS_RATIO = 1e6


def detectable_odds_ratio_from_margins(
    n: int,
    exposed_share: float,
    outcome_share: float,
    power: float = 0.8,
    significance: float = 0.05,
) -> float:
    """Smallest odds ratio above 1 that a two-sided test of two shares shows with given power.

    Parameters
    ----------
    n : int
        Respondents in all.
    exposed_share, outcome_share : float
        The two margins; the odds ratio sets the joint share (Plackett).
    power, significance : float
        Probability to show the effect, and level of the two-sided test.

    Returns
    -------
    float
        Odds ratio above 1.

    Raises
    ------
    ValueError
        A share, power or level outside (0, 1), or no odds ratio that reaches the power.

    References
    ----------
    Fleiss, J. L., Levin, B. and Paik, M. C. (2003). Statistical Methods for Rates and
    Proportions, 3rd ed., chapter 4, without continuity correction.
    Plackett (1965), see `plackett_joint`.
    """
    as_whole("n", n, least=1)
    inside_unit("exposed_share", exposed_share)
    inside_unit("outcome_share", outcome_share)
    inside_unit("power", power)
    inside_unit("significance", significance)
    z_test, z_power = -ndtri(significance / 2), ndtri(power)
    n1, n0 = n * exposed_share, n * (1 - exposed_share)

    def surplus(log_odds_ratio: float) -> float:
        joint = plackett_joint(exposed_share, outcome_share, float(np.exp(log_odds_ratio)))
        p1, p0 = conditional_shares(joint, exposed_share, outcome_share)
        pooled = exposed_share * p1 + (1 - exposed_share) * p0
        null_error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0))
        error = np.sqrt(p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0)
        return float(p1 - p0 - z_test * null_error - z_power * error)

    largest = float(np.log(_LARGEST_ODDS_RATIO))
    if surplus(largest) < 0:
        raise ValueError(f"no odds ratio reaches a power of {power} with n = {n}")
    return float(np.exp(brentq(surplus, 0.0, largest)))
