"""The worlds of the simulation: what is true in them, and the published margins that they start from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from wijkteams.checking.problems import InputError


@dataclass(frozen=True)
class Scenario:
    """One world to draw surveys from.

    Attributes
    ----------
    study : str
        ``proof`` or ``power``; for the summary.
    world : str
        ``plain``, or a name of `WORLDS`.
    odds_ratio : float
        Odds of the shortfall in the exposed type against the others, at every date.
    respondents : int
        Municipalities that answer each wave.
    overlap : float
        Share of the second wave that answered the first one too.
    missing : float
        Share of the answers left open; twice as often in the exposed type as in the others.
    exposed_share, outcome_share : float
        The margins at the first wave.
    waves : int
        As many waves are drawn, at most as many as there are `levels`.
    correlation : float
        Correlation of the latent scores of one municipality in two waves.
    levels : tuple of float
        Log odds of the shortfall in each wave, over those of the margins.
    mix : tuple of float
        Share of the exposed in each wave, over that of the margins.
    silent : float
        Share of those with the shortfall that do not answer because of it.
    silent_exposed : float
        The same among the exposed alone, on top.
    """

    study: str
    odds_ratio: float
    respondents: int
    overlap: float
    missing: float
    exposed_share: float
    outcome_share: float
    waves: int = 2
    correlation: float = 0.6
    world: str = "plain"
    levels: tuple[float, ...] = (0.0, 0.2)
    mix: tuple[float, ...] = (1.0, 1.0)
    silent: float = 0.0
    silent_exposed: float = 0.0


_FOUR_WAVES = {"waves": 4, "levels": (0.0, 1.2, -0.6, 0.8), "mix": (0.6, 1.4, 0.7, 1.5)}
WORLDS: dict[str, dict[str, Any]] = {
    "waves_up_and_down": _FOUR_WAVES,
    "thin_type": {"exposed_share": 0.04},
    "silent_shortfalls": {**_FOUR_WAVES, "silent": 0.4},
    "silent_in_one_type": {**_FOUR_WAVES, "silent_exposed": 0.4},
}
"""Worlds that are harder than those of the proof, without an effect. In the last one those of one type that fall short
keep silent: no regression on the answers can tell, and the proof must show that this one does not."""


def make_scenarios(
    study: str, grid: Mapping[str, Iterable[float]], shared: Mapping[str, float]
) -> list[Scenario]:
    """Combine every value of every field in a grid, its last field changing fastest; the `shared` fields stay the same."""
    whole = {field.name for field in fields(Scenario) if field.type in {int, "int"}}
    scenarios = []
    for values in product(*grid.values()):
        given = {**shared, **dict(zip(grid, values, strict=True))}
        typed = {name: int(v) if name in whole else float(v) for name, v in given.items()}
        scenarios.append(Scenario(study, **typed))  # type: ignore[arg-type]
    return scenarios


def probability_of_unexposed(
    exposed_share: float, outcome_share: float, odds_ratio: float
) -> float:
    """Solve for the outcome among the unexposed, given both margins (between 0 and 1) and the odds ratio.

    It is the probability q with e·r(q) + (1 - e)·q = outcome share, where r(q) has the odds ψq/(1 - q). `ValueError` if
    the outcome share is not strictly between 0 and 1.
    """
    if not 0 < outcome_share < 1:
        raise ValueError(
            f"the outcome share must lie strictly between 0 and 1, not {outcome_share}"
        )

    def excess(q: float) -> float:
        odds = odds_ratio * q / (1 - q)
        return exposed_share * odds / (1 + odds) + (1 - exposed_share) * q - outcome_share

    return float(brentq(excess, 1e-12, 1 - 1e-12))


def outcome_probability(scenario: Scenario, exposed: np.ndarray, wave: np.ndarray) -> np.ndarray:
    """Probability of the shortfall, for exposed (0 or 1) in a wave, counted from 0."""
    q = probability_of_unexposed(
        scenario.exposed_share, scenario.outcome_share, scenario.odds_ratio
    )
    log_odds = np.log(q / (1 - q)) + np.log(scenario.odds_ratio) * exposed
    log_odds = log_odds + np.array(scenario.levels)[wave]
    probability: np.ndarray = 1 / (1 + np.exp(-log_odds))
    return probability


def true_effect(scenario: Scenario) -> float:
    """Return the true average marginal effect of the exposed type over the waves, as a share."""
    wave = np.arange(scenario.waves)
    ends = [outcome_probability(scenario, np.full(len(wave), end), wave) for end in (0.0, 1.0)]
    return float(np.mean(ends[1] - ends[0]))


def read_study(study: Mapping[str, Any], capacity: Path, team_type: Path) -> list[Scenario]:
    """Build the worlds of ``simulation`` in ``config/config.yaml``, with the margins of the wave that it names.

    Those of the proof come first, plain and harder, then those of the power study (one wave, no answers left open).
    `InputError` if the published figures have no such margin.
    """
    margins = {
        "exposed_share": _share(team_type, study["exposed_type"], study["margin_wave"]),
        "outcome_share": _share(capacity, study["item"], study["margin_wave"]),
    }
    one_wave = {**margins, "waves": 1, "overlap": 0, "missing": 0}
    plain = make_scenarios("proof", study["proof"], margins)
    most = float(max(study["proof"]["respondents"]))
    (hard,) = make_scenarios(
        "proof",
        {"respondents": [most]},
        {**margins, "odds_ratio": 1, "overlap": 0.63, "missing": 0},
    )
    return [
        *plain,
        *(replace(hard, world=name, **world) for name, world in WORLDS.items()),
        *make_scenarios("power", study["power"], one_wave),
    ]


def _share(estimates: Path, item: str, wave: str) -> float:
    table = pd.read_csv(estimates)
    row = table[
        (table["item_id"] == item) & (table["wave_id"] == wave) & (table["subgroup"] == "all")
    ]
    if len(row) != 1:
        raise InputError(
            f"config/config.yaml, simulation: {item} in {wave} is not a published share"
        )
    return float(row["share"].iloc[0]) / 100
