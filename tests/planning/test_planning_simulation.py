"""The shipped regressions find the truth, within stated acceptance regions; power agrees with the formula of a textbook."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from wijkteams.planning.simulation import draw_survey, run_replications
from wijkteams.planning.summary import detectable_gaps, summarise_replications
from wijkteams.planning.worlds import (
    WORLDS,
    Scenario,
    make_scenarios,
    probability_of_unexposed,
    true_effect,
)
from wijkteams.statistics.power import detectable_odds_ratio_from_margins

SEED, REPLICATIONS = 20141016, 150
MARGINS = {"exposed_share": 0.46, "outcome_share": 0.59}
PROOF = make_scenarios(
    "proof",
    {"odds_ratio": [1.0, 2.5], "respondents": [120]},
    {**MARGINS, "overlap": 0.63, "missing": 0.1},
)


@pytest.fixture(scope="module")
def summary() -> pd.DataFrame:
    return summarise_replications(PROOF, run_replications(PROOF, range(REPLICATIONS), SEED, 0.95))


def region(share: float, n: int = REPLICATIONS) -> tuple[float, float]:
    """Acceptance region of a count of successes, in per cent, with at most one in a thousand outside."""
    low, high = binom.ppf([0.0005, 0.9995], n, share)
    return 100 * low / n, 100 * high / n


@pytest.mark.parametrize("column", ["coverage", "effect_coverage"])
def test_intervals_cover_the_truth(column: str, summary: pd.DataFrame) -> None:
    assert summary[column].between(*region(0.95)).all()


def test_null_is_rejected_as_often_as_promised(summary: pd.DataFrame) -> None:
    assert summary.loc[0, "rejection"] == pytest.approx(5, abs=region(0.05)[1] - 5)


def test_estimates_are_unbiased_within_monte_carlo_error(summary: pd.DataFrame) -> None:
    # Maximum likelihood is itself biased away from zero by a few hundredths in samples of this size.
    assert (summary["bias"].abs() <= 3.3 * summary["bias_mcse"] + 0.03).all()
    assert (summary["effect_bias_points"].abs() <= 3.3 * summary["effect_bias_points_mcse"]).all()


def test_ignoring_the_overlap_is_caught() -> None:
    """The proof can fail: with answers of a municipality taken as independent the null is rejected too often."""
    world = Scenario("proof", 1.0, 100, 1.0, 0.0, **MARGINS, correlation=0.99)
    random = [np.random.default_rng([SEED, 9, number]) for number in range(REPLICATIONS)]
    from wijkteams.models.logistic import fit_clustered

    rejected = []
    for each in random:
        outcome, design, clusters = draw_survey(world, each)
        limits = fit_clustered(outcome, design, np.arange(len(clusters))).limits[1]
        rejected.append(limits[0] > 0 or limits[1] < 0)
    assert 100 * np.mean(rejected) > region(0.05)[1]


def test_replications_do_not_depend_on_their_chunk() -> None:
    whole = run_replications(PROOF, range(4), SEED, 0.95)
    parts = [run_replications(PROOF, range(chunk, 4, 2), SEED, 0.95) for chunk in (0, 1)]
    keys = ["scenario", "replication"]
    joined = pd.concat(parts).sort_values(keys).reset_index(drop=True)
    pd.testing.assert_frame_equal(joined, whole.sort_values(keys).reset_index(drop=True))


@pytest.fixture(scope="module")
def hard() -> pd.DataFrame:
    shared = {**MARGINS, "odds_ratio": 1.0, "overlap": 0.63, "missing": 0.0}
    (plain,) = make_scenarios("proof", {"respondents": [200]}, shared)
    worlds = [replace(plain, world=name, **world) for name, world in WORLDS.items()]
    runs = run_replications(worlds, range(60), SEED, 0.95)
    return summarise_replications(worlds, runs).set_index("world")


def test_the_model_withstands_waves_mix_and_silence_that_do_not_depend_on_type(
    hard: pd.DataFrame,
) -> None:
    most = region(0.05, 60)[1]
    assert hard.loc[["waves_up_and_down", "silent_shortfalls"], "rejection"].max() <= most
    assert (hard["refused"] == 0).all()


def test_a_thin_type_is_fitted_by_firth(hard: pd.DataFrame) -> None:
    assert hard.loc["thin_type", "firth"] > 10
    assert (hard["firth"].drop("thin_type") == 0).all()


def test_the_model_is_seen_to_fail_where_one_type_keeps_silent(hard: pd.DataFrame) -> None:
    assert hard.loc["silent_in_one_type", "rejection"] > 30
    # Of every hundred yes of the exposed sixty are left: the odds ratio seen is 0.6.
    assert hard.loc["silent_in_one_type", "bias"] == pytest.approx(np.log(0.6), abs=0.1)


@pytest.mark.parametrize("overlap", [0.0, 0.63, 1.0])
def test_survey_has_the_overlap_and_the_missing_of_its_world(overlap: float) -> None:
    world = Scenario("proof", 2.0, 400, overlap, 0.2, **MARGINS)
    outcome, _, clusters = draw_survey(world, np.random.default_rng(1))
    assert len(outcome) == pytest.approx(800 * 0.8, abs=60)
    assert len(set(clusters)) <= 800 - round(overlap * 400)


def test_survey_has_the_margins_of_its_world() -> None:
    world = Scenario("proof", 3.0, 40_000, 0.0, 0.0, **MARGINS, waves=1)
    outcome, design, _ = draw_survey(world, np.random.default_rng(2))
    exposed = design.matrix["team_type[exposed]"].to_numpy() == 1
    assert exposed.mean() == pytest.approx(0.46, abs=0.01)
    assert outcome.mean() == pytest.approx(0.59, abs=0.01)
    gap = outcome[exposed].mean() - outcome[~exposed].mean()
    assert gap == pytest.approx(true_effect(world), abs=0.02)


@pytest.mark.parametrize("odds_ratio", [0.25, 1.0, 4.0])
def test_probability_of_unexposed_gives_both_margins_back(odds_ratio: float) -> None:
    q = probability_of_unexposed(0.3, 0.4, odds_ratio)
    odds = odds_ratio * q / (1 - q)
    assert 0.3 * odds / (1 + odds) + 0.7 * q == pytest.approx(0.4)
    with pytest.raises(ValueError, match="strictly between 0 and 1"):
        probability_of_unexposed(0.3, 1.0, odds_ratio)


def test_power_agrees_with_the_textbook() -> None:
    n = 200
    wanted = detectable_odds_ratio_from_margins(n, 0.46, 0.59)
    worlds = make_scenarios(
        "power",
        {"odds_ratio": [wanted]},
        {**MARGINS, "respondents": n, "waves": 1, "overlap": 0, "missing": 0},
    )
    power = summarise_replications(worlds, run_replications(worlds, range(250), SEED, 0.95))
    assert power.loc[0, "rejection"] == pytest.approx(
        80, abs=3.3 * power.loc[0, "rejection_mcse"] + 2
    )


def test_detectable_gaps_interpolate_and_admit_defeat() -> None:
    power = pd.DataFrame(
        {
            "respondents": [100, 100, 200, 200],
            "odds_ratio": [2.0, 4.0, 2.0, 4.0],
            "rejection": [40.0, 70.0, 70.0, 90.0],
            "true_effect_points": [16.0, 30.0, 16.0, 30.0],
            "replications": 60,
        }
    )
    gaps = detectable_gaps(power, 80).set_index("respondents")
    assert np.isnan(gaps.loc[100, "odds_ratio"])
    assert gaps.loc[200, "odds_ratio"] == pytest.approx(np.sqrt(8))
    assert gaps.loc[200, "gap_points"] == pytest.approx(23)


def test_refused_models_are_counted_not_hidden() -> None:
    worlds = [Scenario("proof", 1.0, 3, 0.0, 0.0, **MARGINS, waves=1)]
    runs = run_replications(worlds, range(30), SEED, 0.95)
    summary = summarise_replications(worlds, runs)
    assert summary.loc[0, "replications"] == 30
    assert summary.loc[0, "refused"] == (runs["estimator"] == "refused").sum() > 0
