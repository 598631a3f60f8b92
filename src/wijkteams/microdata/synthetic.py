"""Draw a SYNTHETIC respondent file whose margins follow the published shares. It is a test piece and never evidence."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import brentq

OTHER_TYPE = "other"


@dataclass(frozen=True)
class SyntheticDesign:
    """What the published margins leave open and a synthetic survey must therefore be told.

    Attributes
    ----------
    seed : int
        Seed of the random numbers.
    municipalities_per_wave : int
        Rows for each wave; the same municipalities answer every wave.
    odds_ratio : float
        Odds of the shortfall in the exposed type against all other types: an input, not a finding.
    exposed_type : str
        The type with the other odds.
    """

    seed: int
    municipalities_per_wave: int
    odds_ratio: float
    exposed_type: str


def draw_respondents(
    type_shares: Mapping[str, float], shortfall_shares: Mapping[str, float], design: SyntheticDesign
) -> pd.DataFrame:
    """Draw one row for each municipality and wave.

    Parameters
    ----------
    type_shares : mapping of str to float
        Share of each team type, between 0 and 1 and together at most 1; the rest is of the type ``other``.
    shortfall_shares : mapping of str to float
        Wave to the share with the shortfall, between 0 and 1.
    design : SyntheticDesign
        What the margins leave open.

    Returns
    -------
    pandas.DataFrame
        ``synthetic`` (always true), ``municipality`` (``SYNTHETIC-001`` ...), ``wave_id``, ``team_type`` and ``shortfall``
        (0 or 1).

    Raises
    ------
    ValueError
        If the type shares add up to more than 1, or a shortfall share is 0 or 1.
    """
    shares = {**type_shares, OTHER_TYPE: 1 - sum(type_shares.values())}
    if shares[OTHER_TYPE] < 0:
        raise ValueError(f"shares of exclusive types add up to {sum(type_shares.values()):.2f}")
    random = np.random.default_rng(design.seed)
    size = design.municipalities_per_wave
    types = random.choice(list(shares), size=size, p=list(shares.values()))
    waves = [
        pd.DataFrame(
            {
                "synthetic": True,
                "municipality": [f"SYNTHETIC-{number:03d}" for number in range(1, size + 1)],
                "wave_id": wave,
                "team_type": types,
                "shortfall": _draw_shortfall(
                    types, shares[design.exposed_type], share, design, random
                ),
            }
        )
        for wave, share in shortfall_shares.items()
    ]
    return pd.concat(waves, ignore_index=True)


def _draw_shortfall(
    types: np.ndarray,
    exposed_share: float,
    shortfall_share: float,
    design: SyntheticDesign,
    random: np.random.Generator,
) -> np.ndarray:
    unexposed = probability_of_unexposed(exposed_share, shortfall_share, design.odds_ratio)
    odds = design.odds_ratio * unexposed / (1 - unexposed)
    p = np.where(types == design.exposed_type, odds / (1 + odds), unexposed)
    return (random.random(types.size) < p).astype(int)


def probability_of_unexposed(
    exposed_share: float, outcome_share: float, odds_ratio: float
) -> float:
    """Solve for the outcome among the unexposed, given both margins and the odds ratio.

    Parameters
    ----------
    exposed_share, outcome_share : float
        The margins, between 0 and 1.
    odds_ratio : float
        Odds of the outcome among the exposed divided by those among the unexposed.

    Returns
    -------
    float
        The probability q with e·r(q) + (1 - e)·q = outcome share, where r(q) has the odds ψq/(1 - q).

    Raises
    ------
    ValueError
        If `outcome_share` is not strictly between 0 and 1.
    """
    if not 0 < outcome_share < 1:
        raise ValueError(
            f"the outcome share must lie strictly between 0 and 1, not {outcome_share}"
        )

    def excess(q: float) -> float:
        odds = odds_ratio * q / (1 - q)
        return exposed_share * odds / (1 + odds) + (1 - exposed_share) * q - outcome_share

    return float(brentq(excess, 1e-12, 1 - 1e-12))
