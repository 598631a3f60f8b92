"""The respondent-level regressions against R, statsmodels and the literature."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from scipy.stats import chi2_contingency

from wijkteams.microdata.codebook import ITEMS
from wijkteams.microdata.municipalities import read_days
from wijkteams.models.checks import ModelRefused, is_separated
from wijkteams.models.design import Design, make_design
from wijkteams.models.logistic import (
    FIRTH,
    LOGIT,
    POISSON,
    fit_clustered,
    fit_firth,
    fit_shortfall,
    joint_test,
    marginal_effect,
)
from wijkteams.models.respondents_tables import compare_types, rao_scott_test, tabulate_types


@pytest.fixture
def sample() -> pd.DataFrame:
    random = np.random.default_rng(3)
    n = 400
    frame = pd.DataFrame(
        {
            "team_type": random.choice(["a", "b", "c"], n),
            "wave_id": random.choice(["w1", "w2", "w3"], n),
            "cluster": random.integers(0, 150, n),
            "weight": random.uniform(0.5, 2, n),
        }
    )
    p = 1 / (
        1 + np.exp(-(0.3 + 0.7 * (frame["team_type"] == "b") - 0.2 * (frame["wave_id"] == "w2")))
    )
    return frame.assign(y=(random.random(n) < p).astype(float), k=random.poisson(1 + p))


def design_of(frame: pd.DataFrame) -> Design:
    return make_design(frame, {"team_type": "a", "wave_id": "w1"})


def test_fit_clustered_equals_statsmodels(sample: pd.DataFrame) -> None:
    fit = fit_clustered(sample["y"].to_numpy(), design_of(sample), sample["cluster"].to_numpy())
    other = smf.logit("y ~ C(team_type) + C(wave_id)", sample).fit(
        disp=0, cov_type="cluster", cov_kwds={"groups": sample["cluster"]}
    )
    assert fit.coefficients == pytest.approx(other.params.to_numpy(), abs=1e-6)
    assert np.sqrt(np.diag(fit.covariance)) == pytest.approx(other.bse.to_numpy(), rel=1e-5)
    assert fit.limits == pytest.approx(other.conf_int().to_numpy(), abs=1e-5)


def test_fit_clustered_poisson_equals_statsmodels(sample: pd.DataFrame) -> None:
    outcome, clusters = sample["k"].to_numpy(float), sample["cluster"].to_numpy()
    fit = fit_clustered(outcome, design_of(sample), clusters, POISSON)
    other = smf.poisson("k ~ C(team_type) + C(wave_id)", sample).fit(
        disp=0, cov_type="cluster", cov_kwds={"groups": sample["cluster"]}
    )
    assert np.sqrt(np.diag(fit.covariance)) == pytest.approx(other.bse.to_numpy(), rel=1e-5)


def test_whole_weights_equal_repeated_rows(sample: pd.DataFrame) -> None:
    times = np.random.default_rng(1).integers(1, 4, len(sample))
    long = sample.loc[sample.index.repeat(times)].reset_index(drop=True)
    weighted = fit_clustered(
        sample["y"].to_numpy(),
        design_of(sample),
        sample["cluster"].to_numpy(),
        weights=times.astype(float),
    )
    repeated = fit_clustered(long["y"].to_numpy(), design_of(long), long["cluster"].to_numpy())
    assert weighted.coefficients == pytest.approx(repeated.coefficients, abs=1e-6)
    n, m, k = len(sample), len(long), 5
    correction = ((n - 1) / (n - k)) / ((m - 1) / (m - k))
    assert weighted.covariance == pytest.approx(repeated.covariance * correction, rel=1e-4)


@pytest.mark.parametrize("level", ["b", "c"])
def test_marginal_effect_equals_statsmodels(level: str, sample: pd.DataFrame) -> None:
    # With three levels statsmodels switches one dummy at a time and leaves the other as it is; with two, both ways
    # are the same.
    two = sample[sample["team_type"].isin(["a", level])].reset_index(drop=True)
    design = design_of(two)
    fit = fit_clustered(two["y"].to_numpy(), design, two["cluster"].to_numpy())
    named = smf.logit("y ~ C(team_type) + C(wave_id)", two).fit(
        disp=0, cov_type="cluster", cov_kwds={"groups": two["cluster"]}
    )
    frame = named.get_margeff(dummy=True).summary_frame().iloc[0]
    effect = marginal_effect(fit, design, f"team_type[{level}]")
    assert effect.difference == pytest.approx(frame["dy/dx"], abs=1e-6)
    assert (effect.low, effect.high) == pytest.approx(tuple(frame.iloc[4:6]), abs=1e-5)
    assert effect.share - effect.reference_share == pytest.approx(effect.difference)


def test_marginal_effect_of_the_published_example() -> None:
    """Effect of PSI on GRADE in Spector and Mazzeo's data: 0.358 as a change (Greene, Econometric Analysis, 17.3)."""
    data = sm.datasets.spector.load_pandas().data
    matrix = data[["GPA", "TUCE", "PSI"]].rename(columns={"PSI": "PSI[yes]"})
    matrix.insert(0, "intercept", 1.0)
    design = Design(matrix, {"PSI": ("PSI[yes]",)}, {"PSI": "no"}, ())
    fit = fit_clustered(data["GRADE"].to_numpy(), design, np.arange(len(data)))
    # The intercept is -13: a large coefficient is no sign of separation.
    assert fit.coefficients[0] == pytest.approx(-13.021, abs=1e-3)
    assert marginal_effect(fit, design, "PSI[yes]").difference == pytest.approx(0.358, abs=5e-4)


def test_fit_firth_equals_the_closed_form_of_one_table() -> None:
    """With one binary variable Firth's estimate adds half to every cell (Heinze and Schemper 2002)."""
    group = np.repeat(["a", "b"], [20, 12])
    outcome = np.concatenate([np.ones(7), np.zeros(13), np.zeros(12)])
    design = make_design(pd.DataFrame({"g": group}), {"g": "a"})
    fit = fit_shortfall(outcome, design, np.arange(32))
    assert fit.estimator == FIRTH
    assert fit.coefficients[0] == pytest.approx(np.log(7.5 / 13.5), abs=1e-3)
    assert fit.coefficients[1] == pytest.approx(np.log(0.5 / 12.5) - np.log(7.5 / 13.5), abs=1e-3)
    assert np.isfinite(fit.limits).all()
    assert fit.limits[1, 0] < fit.coefficients[1] < fit.limits[1, 1] < 0


def test_ordinary_regression_is_refused_on_separated_data() -> None:
    group = np.repeat(["a", "b"], [20, 12])
    outcome = np.concatenate([np.ones(7), np.zeros(13), np.zeros(12)])
    design = make_design(pd.DataFrame({"g": group}), {"g": "a"})
    with pytest.raises(ModelRefused, match="separated"):
        fit_clustered(outcome, design, np.arange(32))


def test_firth_nears_the_ordinary_regression_in_large_samples(sample: pd.DataFrame) -> None:
    large = pd.concat([sample] * 20, ignore_index=True)
    design = design_of(large)
    firth = fit_firth(large["y"].to_numpy(), design)
    usual = fit_clustered(large["y"].to_numpy(), design, np.arange(len(large)))
    assert firth.coefficients == pytest.approx(usual.coefficients, abs=2e-3)
    assert firth.limits == pytest.approx(usual.limits, abs=1e-2)


def test_design_takes_the_largest_level_where_nobody_has_the_reference(
    sample: pd.DataFrame,
) -> None:
    largest = sample["team_type"].value_counts().idxmax()
    design = make_design(sample, {"team_type": "z"})
    assert design.references == {"team_type": largest}
    assert f"team_type[{largest}]" not in design.matrix


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_separation_does_not_depend_on_the_scale(scale: float) -> None:
    x = np.arange(10.0) * scale
    design = np.column_stack([np.ones(10), x])
    assert is_separated(x > 4.5 * scale, design)
    assert is_separated(x >= 5 * scale, design) and is_separated(x == 9 * scale, design)
    overlapping = (x > 4.5 * scale).astype(float)
    overlapping[[2, 7]] = 1, 0
    assert not is_separated(overlapping, design)


def test_separation_of_grouped_shares_and_of_counts() -> None:
    dummy = np.column_stack([np.ones(4), [0, 0, 1, 1]])
    assert not is_separated([0.2, 0.0, 0.5, 1.0], dummy)
    assert is_separated([0.2, 0.4, 1.0, 1.0], dummy)
    assert is_separated([2.0, 4.0, 0.0, 0.0], dummy, np.inf)
    assert not is_separated([2.0, 4.0, 1.0, 1.0], dummy, np.inf)


def test_an_answer_without_a_municipality_is_an_error(sample: pd.DataFrame) -> None:
    clusters = sample["cluster"].astype(float).where(sample.index > 0)
    with pytest.raises(ValueError, match="without a municipality"):
        fit_clustered(sample["y"].to_numpy(), design_of(sample), clusters.to_numpy())


def test_joint_test_equals_statsmodels(sample: pd.DataFrame) -> None:
    fit = fit_clustered(sample["y"].to_numpy(), design_of(sample), sample["cluster"].to_numpy())
    other = smf.logit("y ~ C(team_type) + C(wave_id)", sample).fit(
        disp=0, cov_type="cluster", cov_kwds={"groups": sample["cluster"]}
    )
    wald = other.wald_test("C(team_type)[T.b] = 0, C(team_type)[T.c] = 0", scalar=True)
    assert joint_test(fit, design_of(sample), "team_type") == pytest.approx(wald.pvalue, rel=1e-4)


def draw_answers(seed: int, n: int, gap: float = 0.25) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    days = read_days(Path(__file__).parents[2] / "data" / "raw" / "waves.csv")
    parts = []
    for wave in ("w2017", "w2019"):
        types = random.choice(["type_broad_all", "type_front", "type_target_group"], n)
        frame = pd.DataFrame(
            {
                "wave_id": wave,
                "wave_date": days[wave],
                "cluster": np.arange(n).astype(str),
            }
        )
        frame = frame.assign(
            **{**dict.fromkeys(ITEMS, "not_asked"), "weight": 1.0, "team_type": types}
        )
        frame["size_class"] = random.choice(["below_20k", "20k_to_50k"], n)
        for name in ("shortfall_prevention", "shortfall_outreach"):
            p = np.where(types == "type_broad_all", 0.4 + gap, 0.4)
            frame[name] = np.where(random.random(n) < p, "yes", "no")
        parts.append(frame)
    return pd.concat(parts, ignore_index=True)


def test_rao_scott_of_one_answer_is_pearson() -> None:
    random = np.random.default_rng(5)
    groups = random.choice(list("abc"), 3000)
    named = (random.random(3000) < np.where(groups == "a", 0.45, 0.4)).astype(float)
    pearson = chi2_contingency(pd.crosstab(groups, named), correction=False)
    test = rao_scott_test(groups, named[:, None], np.arange(3000).astype(str))
    assert test.statistic == pytest.approx(pearson.statistic, rel=0.03)
    assert test.degrees == pytest.approx(2, abs=0.02)


def test_rao_scott_counts_a_repeated_answer_once() -> None:
    random = np.random.default_rng(6)
    groups = random.choice(list("ab"), 500)
    named = (random.random(500) < np.where(groups == "a", 0.5, 0.4)).astype(float)[:, None]
    once = rao_scott_test(groups, named, np.arange(500).astype(str))
    # The same question five times, and the same municipalities three times: no more evidence.
    five = rao_scott_test(groups, np.repeat(named, 5, axis=1), np.arange(500).astype(str))
    three = rao_scott_test(
        np.tile(groups, 3), np.tile(named, (3, 1)), np.tile(np.arange(500), 3).astype(str)
    )
    assert five.p_value == pytest.approx(once.p_value, rel=1e-6)
    assert three.p_value == pytest.approx(once.p_value, rel=1e-6)


def test_rao_scott_keeps_its_level() -> None:
    """400 tests at 5 per cent: the acceptance region of the count at one in a thousand is 8 to 35."""
    random = np.random.default_rng(8)
    rejected = 0
    for _ in range(400):
        burden = random.standard_normal(150)
        named = (burden[:, None] + random.standard_normal((150, 4)) > 0).astype(float)
        groups = random.choice(list("abc"), 150)
        rejected += rao_scott_test(groups, named, np.arange(150).astype(str)).p_value < 0.05
    assert 8 <= rejected <= 35


def test_rao_scott_refuses_what_has_no_meaning() -> None:
    with pytest.raises(ValueError, match="two groups"):
        rao_scott_test(np.array(["a", "a"]), np.array([[0.0], [1.0]]), np.array(["1", "2"]))


def test_tables_of_types_add_up() -> None:
    answers = draw_answers(1, 100)
    counts = tabulate_types(answers)
    assert counts.groupby(["wave_id", "item_id"])[["yes", "no"]].sum().sum(axis=1).eq(100).all()
    tests = compare_types(answers)
    assert tests["wave_id"].to_list() == ["w2017", "w2019", "all"]
    assert LOGIT == "logit"
