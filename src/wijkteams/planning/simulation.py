"""Simulation: draw surveys from worlds where the truth is known, and fit the shipped regressions to them."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy.stats import norm

from wijkteams.models.checks import ModelRefused
from wijkteams.models.design import Design, make_design
from wijkteams.models.logistic import fit_shortfall, marginal_effect
from wijkteams.planning.worlds import Scenario, outcome_probability

_EXPOSED = "team_type[exposed]"


def draw_survey(
    scenario: Scenario, random: np.random.Generator
) -> tuple[np.ndarray, Design, np.ndarray]:
    """Draw the answers of one world: outcome (0 or 1), right-hand side and municipality of each answer.

    Notes
    -----
    The outcome is 1 where a standard normal score lies below the quantile of its probability. The scores of a
    municipality correlate between waves, so that the probabilities, and with them the odds ratio, are those of
    the population as a whole: what the shipped model estimates.
    """
    n = scenario.respondents
    both = round(scenario.overlap * n)
    members = [np.arange(n)]
    for _ in range(1, scenario.waves):
        new = members[-1].max() + 1 + np.arange(n - both)
        members.append(np.concatenate([members[-1][:both], new]))
    clusters, wave = np.concatenate(members), np.repeat(np.arange(scenario.waves), n)
    people = int(clusters.max()) + 1
    share = scenario.exposed_share * np.array(scenario.mix)[wave]
    exposed = random.random(people)[clusters] < share
    kept = np.sqrt(scenario.correlation) * random.standard_normal(people)[clusters]
    score = kept + np.sqrt(1 - scenario.correlation) * random.standard_normal(len(clusters))
    outcome = (norm.cdf(score) < outcome_probability(scenario, exposed, wave)).astype(float)
    left_open = scenario.missing / (1 + scenario.exposed_share) * (1 + exposed)
    silent = outcome * (scenario.silent + scenario.silent_exposed * exposed)
    answered = random.random(len(clusters)) >= 1 - (1 - left_open) * (1 - silent)
    types, waves = np.array(["other", "exposed"]), np.arange(scenario.waves).astype(str)
    frame = pd.DataFrame(
        {"team_type": types[exposed[answered].astype(int)], "wave_id": waves[wave[answered]]},
        dtype=object,
    )
    design = make_design(frame, {"team_type": "other", "wave_id": "0"})
    return outcome[answered], design, clusters[answered]


def run_replications(
    scenarios: list[Scenario], replications: Iterable[int], seed: int, confidence: float
) -> pd.DataFrame:
    """Draw and fit surveys: the replications of these numbers, in every world.

    One row for each world and replication: estimate and interval of the log odds ratio and of the marginal effect, and the
    estimator; missing where the model was refused. Every replication of every world has random numbers of its own, so that
    the result does not depend on how the replications are divided over jobs.
    """
    rows = []
    numbers = list(replications)
    for place, scenario in enumerate(scenarios):
        for number in numbers:
            random = np.random.default_rng([seed, place, number])
            row: dict[str, object] = {"scenario": place, "replication": number}
            try:
                outcome, design, clusters = draw_survey(scenario, random)
                if _EXPOSED not in design.matrix:
                    raise ModelRefused("no two types to compare")
                fit = fit_shortfall(outcome, design, clusters, confidence)
                column = design.place(_EXPOSED)
                effect = marginal_effect(fit, design, _EXPOSED)
                row |= {
                    "estimator": fit.estimator,
                    "log_odds": fit.coefficients[column],
                    "low": fit.limits[column, 0],
                    "high": fit.limits[column, 1],
                    "effect": effect.difference,
                    "effect_low": effect.low,
                    "effect_high": effect.high,
                }
            except ModelRefused:
                row["estimator"] = "refused"
            rows.append(row)
    return pd.DataFrame(rows)
