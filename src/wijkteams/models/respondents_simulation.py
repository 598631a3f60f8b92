"""Simulation: do the shipped regressions find an association that we put in ourselves, and how large must it be to be found?"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.stats import norm

from wijkteams.models.checks import ModelRefused
from wijkteams.models.logistic import Design, fit_shortfall, make_design, marginal_effect

# ASSUME: two waves two years apart, as those of 2017 and 2019 were.
_YEARS_BETWEEN = 2.0
_EXPOSED = "team_type[exposed]"


@dataclass(frozen=True)
class Scenario:
    """One world to draw surveys from.

    Attributes
    ----------
    study : str
        ``proof`` or ``power``; for the summary.
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
        1 or 2.
    trend : float
        Change of the log odds per year.
    correlation : float
        Correlation of the latent scores of one municipality in both waves.
    """

    study: str
    odds_ratio: float
    respondents: int
    overlap: float
    missing: float
    exposed_share: float
    outcome_share: float
    waves: int = 2
    trend: float = 0.1
    correlation: float = 0.6


def make_scenarios(
    study: str, grid: Mapping[str, Iterable[float]], shared: Mapping[str, float]
) -> list[Scenario]:
    """Combine every value of every parameter of a grid.

    Parameters
    ----------
    study : str
        ``proof`` or ``power``.
    grid : mapping of str to iterable of float
        Fields of `Scenario` to the values to try.
    shared : mapping of str to float
        Fields that stay the same.

    Returns
    -------
    list of Scenario
        In the order of the grid, its last parameter changing fastest.
    """
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


def draw_survey(
    scenario: Scenario, random: np.random.Generator
) -> tuple[np.ndarray, Design, np.ndarray]:
    """Draw the answers of one world.

    Parameters
    ----------
    scenario : Scenario
        The world.
    random : numpy.random.Generator
        Source of chance.

    Returns
    -------
    (numpy.ndarray, Design, numpy.ndarray)
        Outcome (0 or 1), right-hand side and municipality of each answer.

    Notes
    -----
    The outcome is 1 where a standard normal score lies below the quantile of its probability. The scores of a municipality
    correlate between waves, so that the probabilities, and with them the odds ratio, are those of the population as a
    whole: what the shipped model estimates.
    """
    n = scenario.respondents
    both = round(scenario.overlap * n) if scenario.waves == 2 else 0
    first = np.arange(n)
    second = np.concatenate([first[:both], np.arange(n, 2 * n - both)])
    clusters = first if scenario.waves == 1 else np.concatenate([first, second])
    years = np.repeat([0.0, _YEARS_BETWEEN][: scenario.waves], n)
    people = int(clusters.max()) + 1
    exposed = (random.random(people) < scenario.exposed_share)[clusters]
    kept = np.sqrt(scenario.correlation) * random.standard_normal(people)[clusters]
    score = kept + np.sqrt(1 - scenario.correlation) * random.standard_normal(len(clusters))
    outcome = (norm.cdf(score) < _probability(scenario, exposed, years)).astype(float)
    chance = scenario.missing / (1 + scenario.exposed_share) * (1 + exposed)
    answered = random.random(len(clusters)) >= chance
    frame = pd.DataFrame(
        {"team_type": np.where(exposed, "exposed", "other")[answered], "years": years[answered]}
    )
    design = make_design(frame, {"team_type": "other"}, ("years",))
    return outcome[answered], design, clusters[answered]


def _probability(scenario: Scenario, exposed: np.ndarray, years: np.ndarray) -> np.ndarray:
    q = probability_of_unexposed(
        scenario.exposed_share, scenario.outcome_share, scenario.odds_ratio
    )
    log_odds = np.log(q / (1 - q)) + np.log(scenario.odds_ratio) * exposed + scenario.trend * years
    probability: np.ndarray = 1 / (1 + np.exp(-log_odds))
    return probability


def true_effect(scenario: Scenario) -> float:
    """The average marginal effect of the exposed type in this world, as a share, averaged over the waves."""
    years = np.array([0.0, _YEARS_BETWEEN][: scenario.waves])
    ends = [_probability(scenario, np.full(len(years), end), years) for end in (0.0, 1.0)]
    return float(np.mean(ends[1] - ends[0]))


def run_replications(
    scenarios: list[Scenario], replications: Iterable[int], seed: int, confidence: float
) -> pd.DataFrame:
    """Draw and fit surveys.

    Parameters
    ----------
    scenarios : list of Scenario
        The worlds.
    replications : iterable of int
        Numbers of the replications to run in every world.
    seed : int
        Every replication of every world has random numbers of its own, so that the result does not depend on how
        the replications are divided over jobs.
    confidence : float
        Confidence level of the intervals, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each world and replication: estimate and interval of the log odds ratio and of the marginal effect, and
        the estimator; missing where the model was refused.
    """
    rows = []
    numbers = list(replications)
    for place, scenario in enumerate(scenarios):
        for number in numbers:
            random = np.random.default_rng([seed, place, number])
            row: dict[str, object] = {"scenario": place, "replication": number}
            try:
                outcome, design, clusters = draw_survey(scenario, random)
                fit = fit_shortfall(outcome, design, clusters, confidence)
                column = list(design.matrix.columns).index(_EXPOSED)
                effect = marginal_effect(fit, design, _EXPOSED, confidence)
                row |= {
                    "estimator": fit.estimator,
                    "log_odds": fit.coefficients[column],
                    "low": fit.limits[column, 0],
                    "high": fit.limits[column, 1],
                    "effect": effect[0],
                    "effect_low": effect[1],
                    "effect_high": effect[2],
                }
            except ModelRefused:
                row["estimator"] = "refused"
            rows.append(row)
    return pd.DataFrame(rows)


def summarise_replications(scenarios: list[Scenario], runs: pd.DataFrame) -> pd.DataFrame:
    """Compare the estimates with the truth, world by world.

    Parameters
    ----------
    scenarios : list of Scenario
        The worlds.
    runs : pandas.DataFrame
        From `run_replications`, all of them.

    Returns
    -------
    pandas.DataFrame
        The fields of each scenario and: replications, refused, share fitted by Firth, bias of the log odds ratio and of the
        effect in percentage points, coverage and rejection in per cent, each with its Monte Carlo standard error (Morris,
        White and Crowther 2019, Statistics in Medicine 38, 2074-2102, table 6).
    """
    rows = []
    for place, scenario in enumerate(scenarios):
        own = runs[runs["scenario"] == place]
        fitted = own[own["estimator"] != "refused"]
        truth, effect = np.log(scenario.odds_ratio), true_effect(scenario)
        covered = (fitted["low"] <= truth) & (truth <= fitted["high"])
        effect_covered = (fitted["effect_low"] <= effect) & (effect <= fitted["effect_high"])
        rejected = (fitted["low"] > 0) | (fitted["high"] < 0)
        rows.append(
            {
                **asdict(scenario),
                "true_effect_points": 100 * effect,
                "replications": len(own),
                "refused": len(own) - len(fitted),
                "firth": 100 * float((fitted["estimator"] == "firth").mean()),
                **_mean_error("bias", fitted["log_odds"] - truth),
                **_mean_error("effect_bias_points", 100 * (fitted["effect"] - effect)),
                **_share_error("coverage", covered),
                **_share_error("effect_coverage", effect_covered),
                **_share_error("rejection", rejected),
            }
        )
    return pd.DataFrame(rows)


def _mean_error(name: str, values: pd.Series) -> dict[str, float]:
    return {name: float(values.mean()), f"{name}_mcse": float(values.std() / np.sqrt(len(values)))}


def _share_error(name: str, hits: pd.Series) -> dict[str, float]:
    share = float(hits.mean())
    error = float(np.sqrt(share * (1 - share) / len(hits)))
    return {name: 100 * share, f"{name}_mcse": 100 * error}


def detectable_gaps(power: pd.DataFrame, wanted: float) -> pd.DataFrame:
    """Read from a power study which odds ratio, and gap in points, is found with the wanted chance.

    Parameters
    ----------
    power : pandas.DataFrame
        Rows of `summarise_replications` that differ in ``respondents`` and ``odds_ratio`` alone.
    wanted : float
        Power in per cent.

    Returns
    -------
    pandas.DataFrame
        For each number of respondents the odds ratio and the gap, by linear interpolation on the log odds ratio; missing where
        no odds ratio of the study reaches the power.
    """
    rows = []
    for respondents, part in power.groupby("respondents"):
        curve = part.sort_values("odds_ratio")
        rising = np.maximum.accumulate(curve["rejection"].to_numpy())
        reached = rising[-1] >= wanted
        place = np.interp(wanted, rising, np.log(curve["odds_ratio"].to_numpy()))
        gap = np.interp(place, np.log(curve["odds_ratio"]), curve["true_effect_points"])
        rows.append(
            {
                "respondents": respondents,
                "power": wanted,
                "odds_ratio": float(np.exp(place)) if reached else float("nan"),
                "gap_points": float(gap) if reached else float("nan"),
                "replications": int(curve["replications"].min()),
            }
        )
    return pd.DataFrame(rows)
