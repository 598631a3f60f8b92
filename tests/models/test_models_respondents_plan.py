"""The plan of analysis is read strictly and obeyed; the models it names give the answers of independent routes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
import yaml
from scipy.optimize import brentq, minimize
from scipy.stats import binom, chi2, norm

from wijkteams.checking.problems import InputError
from wijkteams.microdata.codebook import ITEMS, SHORTFALLS, WAVES
from wijkteams.microdata.municipalities import read_days
from wijkteams.microdata.pipeline import read_frame, write_frames
from wijkteams.models import firth
from wijkteams.models.checks import ModelRefused
from wijkteams.models.design import make_design
from wijkteams.models.logistic import POISSON, fit_clustered, joint_test
from wijkteams.models.plan import EXPLORATORY, Plan, read_plan
from wijkteams.models.population import calibrate, read_population
from wijkteams.models.respondents import fit_primary, fit_respondents
from wijkteams.models.respondents_exploratory import permutation_p
from wijkteams.models.respondents_nonresponse import delta_star, silent_share
from wijkteams.models.respondents_rows import COLUMNS, complete
from workflow.scripts.fit_respondents import main

ROOT = Path(__file__).parents[2]
PATH = ROOT / "config" / "plan_of_analysis.yaml"
PLAN = read_plan(PATH)
RAW = ROOT / "data" / "raw"
BROAD, FRONT, TARGET = "type_broad_all", "type_front", "type_target_group"
ITEM = "shortfall_prevention"


@pytest.fixture(scope="module")
def population() -> pd.DataFrame:
    names = ("municipalities_2019", "g32_members", "municipal_mergers", "waves")
    return read_population(*(RAW / f"{name}.csv" for name in names))


def answers_of(**columns: object) -> pd.DataFrame:
    """Cleaned answers with what is given, the rest not asked; each row a municipality of its own unless said."""
    frame = pd.DataFrame(columns)
    own = [f"m{place}" for place in range(len(frame))]
    municipality = frame.get("municipality", pd.Series(own))
    rest = {"municipality": municipality, "cluster": municipality, "territory_changed": False}
    rest |= dict.fromkeys(ITEMS, "not_asked") | {"has_team": "yes", "weight": np.nan}
    for name, value in rest.items():
        if name not in frame:
            frame[name] = value
    return frame.assign(wave_date=frame["wave_id"].map(read_days(RAW / "waves.csv")))


def from_counts(cells: list[tuple[str, str, int, int]]) -> pd.DataFrame:
    """Answers with exactly these numbers of yes and no by wave and type."""
    rows = [
        (wave, level, answer)
        for wave, level, yes, no in cells
        for answer in ["yes"] * yes + ["no"] * no
    ]
    wave, level, answer = zip(*rows, strict=True)
    return answers_of(wave_id=wave, team_type=level, **{ITEM: answer})


def draw(seed: int, n: int, waves: tuple[str, ...] = ("w2015", "w2017", "w2019")) -> pd.DataFrame:
    """Draw answers in which the front falls short more often, by municipalities that come back."""
    random = np.random.default_rng(seed)
    parts = []
    tendency = random.standard_normal(n)
    for wave in waves:
        kind = random.choice([BROAD, FRONT, TARGET], n)
        linear = 0.8 * (kind == FRONT) + 0.5 * (wave == "w2017") + tendency
        parts.append(
            answers_of(
                wave_id=[wave] * n,
                team_type=kind,
                municipality=[f"{place:04}" for place in range(n)],
                size_class=random.choice(["below_20k", "20k_to_50k"], n),
                **{
                    name: np.where(random.random(n) < 1 / (1 + np.exp(-linear)), "yes", "no")
                    for name in SHORTFALLS
                },
            ).loc[random.random(n) < 0.7]
        )
    return pd.concat(parts, ignore_index=True)


# --- the plan


def broken(change: Callable[[dict], object], folder: Path) -> Path:
    content = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    change(content)
    path = folder / "plan.yaml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda c: c["primary"].update(thin_cel=4),
            'unknown key "thin_cel"; did you mean "thin_cell"',
        ),
        (lambda c: c["exploratory"].update(ge=c["exploratory"]["gee"]), 'did you mean "gee"'),
        (
            lambda c: c["primary"]["outcomes"].append("shortfall_outreech"),
            'mean "shortfall_outreach"',
        ),
        (
            lambda c: c["primary"]["levels"].update(wave_id="w2018"),
            "wave_id, value 'w2018': not a word",
        ),
        (lambda c: c["primary"]["levels"].pop("team_type"), "levels: the key team_type is missing"),
        (lambda c: c["question"].pop("nl"), "question: the key nl is missing"),
        (lambda c: c["primary"].update(confidence=95), "value '95': Input should be less than 1"),
        (lambda c: c["primary"].update(multiplicity="none"), "value 'none': not a word"),
    ],
)
def test_a_broken_plan_is_refused_by_name(
    change: Callable[[dict], object], message: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=message) as raised:
        read_plan(broken(change, tmp_path))
    assert "plan.yaml" in str(raised.value)


def test_a_file_that_is_no_plan_is_refused(tmp_path: Path) -> None:
    for content in (b"- 1", b"\xff", b"a: [", b""):
        (tmp_path / "plan.yaml").write_bytes(content)
        with pytest.raises(InputError, match=r"plan\.yaml"):
            read_plan(tmp_path / "plan.yaml")


def test_the_plan_is_obeyed(population: pd.DataFrame) -> None:
    answers = draw(1, 150)
    family = PLAN.outcomes[:2]
    plan = replace(PLAN, outcomes=family, exploratory={"gee": PLAN.exploratory["gee"]})
    table, _ = fit_respondents(answers, plan, population)
    assert set(table["model"]) == {"primary", "gee"}
    assert set(table["item_id"]) == set(family)
    assert set(table.loc[table["term"] == "wave_id", "level"]) == {"w2015", "w2019"}
    narrow = fit_primary(answers, replace(plan, confidence=0.8))
    wide = fit_primary(answers, plan)
    assert (narrow["high"] < wide["high"]).all() and (narrow["low"] > wide["low"]).all()
    everything_thin = fit_primary(answers, replace(plan, thin_cell=1000))
    assert set(wide["estimator"]) == {"logit"} and set(everything_thin["estimator"]) == {"firth"}
    without = {name: level for name, level in PLAN.levels.items() if name != "size_class"}
    bare, _ = fit_respondents(answers, replace(plan, levels=without), population)
    assert set(bare["term"]) == {"team_type", "wave_id"}


@pytest.mark.check
def test_every_exploratory_model_of_the_plan_is_fitted(population: pd.DataFrame) -> None:
    answers = in_the_list(draw(2, 300), population)
    table, refused = fit_respondents(answers, PLAN, population)
    assert set(table["model"]) == {"primary", *EXPLORATORY}, refused.to_string()
    assert list(table.columns) == list(COLUMNS)
    by_wave = table[(table["model"] == "by_wave") & (table["item_id"] == ITEM)]
    assert set(by_wave["wave_id"]) == {"all", "w2015", "w2017", "w2019"}


def in_the_list(answers: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Give the municipalities codes that exist at every wave."""
    whole = population.groupby("municipality")["wave_id"].nunique() == 4
    codes = whole[whole].index.to_series().sample(frac=1, random_state=1).to_list()
    names = dict(zip(answers["municipality"].unique(), codes, strict=False))
    known = answers["municipality"].map(names)
    return answers.assign(municipality=known, cluster=known)


# --- the primary model


def test_no_effect_is_found_where_there_is_none_in_any_wave() -> None:
    """Level and mix move together over the waves; within each wave type does not matter at all."""
    cells = [
        ("w2014", FRONT, 8, 32), ("w2014", BROAD, 32, 128),
        ("w2015", FRONT, 72, 48), ("w2015", BROAD, 48, 32),
        ("w2017", FRONT, 18, 42), ("w2017", BROAD, 42, 98),
        ("w2019", FRONT, 128, 32), ("w2019", BROAD, 32, 8),
    ]  # fmt: skip
    answers = from_counts(cells)
    (row,) = fit_primary(answers, PLAN).to_dict("records")
    assert row["odds_ratio"] == pytest.approx(1, abs=1e-6)
    assert row["effect_points"] == pytest.approx(0, abs=1e-5)
    assert row["p_type"] == pytest.approx(1, abs=1e-5)
    # A straight line over the years finds an effect, and is sure of it.
    years = pd.to_datetime(answers["wave_date"]).dt.year
    data = answers.assign(y=answers[ITEM].eq("yes").astype(int), years=years)
    line = smf.logit(f"y ~ C(team_type, Treatment('{BROAD}')) + years", data).fit(disp=0)
    assert np.exp(line.conf_int().iloc[1, 0]) > 1.2


def test_primary_equals_an_independent_fit() -> None:
    answers = draw(3, 200)
    table = fit_primary(answers, PLAN)
    data = answers.assign(y=answers[ITEM].eq("yes").astype(int))
    formula = (
        f"y ~ C(team_type, Treatment('{BROAD}')) + C(wave_id, Treatment('w2017'))"
        " + C(size_class, Treatment('20k_to_50k'))"
    )
    other = smf.logit(formula, data).fit(
        disp=0, cov_type="cluster", cov_kwds={"groups": pd.factorize(data["cluster"])[0]}
    )
    own = table[table["item_id"] == ITEM].set_index("level")
    for level in (FRONT, TARGET):
        name = f"C(team_type, Treatment('{BROAD}'))[T.{level}]"
        assert own.loc[level, "odds_ratio"] == pytest.approx(np.exp(other.params[name]), rel=1e-5)
        assert own.loc[level, "se"] == pytest.approx(other.bse[name], rel=1e-4)
    assert (own["n"] == len(data)).all()


def test_holm_over_the_family() -> None:
    table = fit_primary(draw(4, 100), PLAN)
    tests = table.groupby("item_id")[["p_type", "p_type_holm"]].first().sort_values("p_type")
    raw = tests["p_type"].to_numpy(dtype=float)
    by_hand = np.maximum.accumulate(raw * np.arange(len(raw), 0, -1)).clip(max=1)
    assert tests["p_type_holm"].to_numpy(dtype=float) == pytest.approx(by_hand)
    assert len(raw) == len(SHORTFALLS)


# --- thin cells


def test_maximise_equals_the_library_and_a_general_optimiser() -> None:
    random = np.random.default_rng(1)
    kind = np.repeat([0, 1, 2], [60, 25, 4])
    matrix = np.column_stack([np.ones(89), kind == 1, kind == 2, random.random(89) < 0.5]).astype(
        float
    )
    outcome = np.where(kind == 2, 1.0, random.random(89) < 0.4).astype(float)

    def penalised(beta: np.ndarray) -> float:
        linear = matrix @ beta
        share = 1 / (1 + np.exp(-linear))
        information = matrix.T @ (matrix * (share * (1 - share))[:, None])
        likelihood = outcome @ linear - np.logaddexp(0, linear).sum()
        return float(likelihood + np.linalg.slogdet(information)[1] / 2)

    beta, value = firth.maximise(outcome, matrix, {})
    assert beta == pytest.approx(firth.estimate(outcome, matrix, 0.95)[0], abs=1e-3)
    free = minimize(lambda b: -penalised(b), np.zeros(4), method="BFGS")
    assert value == pytest.approx(-free.fun, abs=1e-6)
    held = minimize(lambda b: -penalised(np.array([b[0], 0, 0, b[1]])), np.zeros(2), method="BFGS")
    p_value = chi2.sf(2 * (held.fun - free.fun), 2)
    assert firth.likelihood_ratio_p(outcome, matrix, [1, 2]) == pytest.approx(p_value, abs=1e-5)


def test_single_likelihood_ratio_equals_the_library() -> None:
    from firthmodels import FirthLogisticRegression

    random = np.random.default_rng(2)
    matrix = np.column_stack([np.ones(50), random.standard_normal((50, 2))])
    outcome = (random.random(50) < 0.3).astype(float)
    fit = FirthLogisticRegression(backend="numpy", gtol=1e-8).fit(matrix[:, 1:], outcome).lrt()
    for place in (0, 1):
        own = firth.likelihood_ratio_p(outcome, matrix, [place + 1])
        assert own == pytest.approx(fit.lrt_pvalues_[place], abs=1e-5)


def test_a_type_of_four_that_all_say_yes_is_not_certain(population: pd.DataFrame) -> None:
    answers = from_counts([("w2017", BROAD, 100, 100), ("w2017", FRONT, 4, 0)])
    table, _ = fit_respondents(answers, PLAN, population)
    primary = table[table["model"] == "primary"].iloc[0]
    assert primary["estimator"] == "firth" and "penalised" in primary["note_en"]
    assert 0.02 < primary["p_type"] < 0.2
    assert (primary["effect_low"] > 0) == (primary["low"] > 0) == (primary["p_type"] < 0.05)
    count = table[table["model"] == "count"].iloc[0]
    # Fisher's exact test of this table gives 0.12.
    assert 0.05 < count["p_type"] < 0.25
    assert np.isnan(count["low"]) and "no interval" in count["note_en"]


def test_repeated_municipalities_in_thin_data_are_named() -> None:
    answers = from_counts(
        [("w2017", BROAD, 40, 40), ("w2019", BROAD, 30, 40), ("w2019", FRONT, 3, 9)]
    )
    once = fit_primary(answers, PLAN)
    assert "independent" not in once.loc[0, "note_en"]
    twice = answers.assign(cluster=[str(place % 80) for place in range(len(answers))])
    note = fit_primary(twice, PLAN).loc[0]
    assert "independent" in note["note_en"] and "onafhankelijk" in note["note_nl"]
    # Its test exchanges whole municipalities; the one that does not know of them is another.
    frame = complete(twice, ITEM, PLAN)
    assert note["p_type"] == permutation_p(frame, PLAN) != once.loc[0, "p_type"]


def test_permutation_is_exact_on_a_small_table() -> None:
    """One wave, one size: with two types the statistic orders tables as the number of yes in the small type does."""
    answers = from_counts([("w2017", BROAD, 12, 20), ("w2017", FRONT, 4, 0)])
    frame = complete(answers, ITEM, PLAN)
    # Hypergeometric: 16 yes of 36, 4 drawn; as far from 16/9 as 4 is only 4 itself.
    exact = 16 * 15 * 14 * 13 / (36 * 35 * 34 * 33)
    assert permutation_p(frame, PLAN) == pytest.approx(exact, abs=4 * np.sqrt(exact / 2000))


@pytest.mark.check
def test_null_is_rejected_as_promised_with_a_type_of_six() -> None:
    """1,000 surveys without an effect. The clustered Wald test, which is not used here, rejects one in ten."""
    random = np.random.default_rng(3)
    kind = np.repeat([BROAD, FRONT, TARGET], [100, 60, 6])
    frame = answers_of(wave_id=["w2017"] * len(kind), team_type=kind)
    design = make_design(frame, PLAN.levels)
    clusters = frame["cluster"].to_numpy()
    p_values = []
    for _ in range(1000):
        tendency = random.standard_normal((len(kind), 1))
        named = (tendency + random.standard_normal((len(kind), 4)) > 0).astype(float)
        count = named.sum(axis=1)
        wald = fit_clustered(count, design, clusters, POISSON)
        p_values.append(
            (
                firth.likelihood_ratio_p(named[:, 0], design.matrix.to_numpy(), [1, 2]),
                permutation_p(frame.assign(outcome=count), PLAN),
                joint_test(wald, design, "team_type"),
            )
        )
    rejected = (np.array(p_values) < 0.05).mean(axis=0)
    most = binom.ppf(0.999, 1000, 0.05) / 1000
    assert rejected[0] <= most and rejected[1] <= most
    assert rejected[2] > most


# --- beside the primary


def test_gee_equals_statsmodels_by_formula(population: pd.DataFrame) -> None:
    answers = draw(5, 200)
    table, _ = fit_respondents(answers, PLAN, population)
    own = table[(table["model"] == "gee") & (table["item_id"] == ITEM)].set_index("level")
    data = answers.assign(y=answers[ITEM].eq("yes").astype(int)).sort_values("cluster")
    other = smf.gee(
        f"y ~ C(team_type, Treatment('{BROAD}')) + C(wave_id) + C(size_class)",
        "cluster",
        data,
        cov_struct=sm.cov_struct.Exchangeable(),
        family=sm.families.Binomial(),
    ).fit()
    name = f"C(team_type, Treatment('{BROAD}'))[T.{FRONT}]"
    assert own.loc[FRONT, "log_odds"] == pytest.approx(other.params[name], abs=1e-5)
    assert own.loc[FRONT, "se"] == pytest.approx(other.bse[name], rel=1e-4)


def test_by_wave_tells_an_effect_that_turns(population: pd.DataFrame) -> None:
    cells = [
        ("w2015", FRONT, 30, 10), ("w2015", BROAD, 20, 20),
        ("w2017", FRONT, 10, 30), ("w2017", BROAD, 20, 20),
    ]  # fmt: skip
    table, _ = fit_respondents(from_counts(cells), PLAN, population)
    rows = table[table["model"] == "by_wave"].set_index("wave_id")
    assert rows.loc["w2015", "odds_ratio"] == pytest.approx(3, rel=1e-5)
    assert rows.loc["w2017", "odds_ratio"] == pytest.approx(1 / 3, rel=1e-5)
    assert rows.loc["all", "term"] == "team_type:wave_id"
    # Wald by hand: log 9 over the root of the sum of 1/cell, with the small-sample factor of the sandwich.
    variance = sum(1 / n for _, _, yes, no in cells for n in (yes, no)) * 160 / 159 * 159 / 156
    assert rows.loc["all", "p_type"] == pytest.approx(
        chi2.sf(np.log(9) ** 2 / variance, 1), rel=1e-4
    )


def pairs(moved: list[tuple[str, str, str, str, int]]) -> pd.DataFrame:
    """Municipalities with type and answer in two waves, so many of each."""
    rows = []
    for first, answer, second, other, times in moved:
        for _ in range(times):
            name = f"m{len(rows)}"
            rows += [(name, "w2017", first, answer), (name, "w2019", second, other)]
    names, waves, types, answers = zip(*rows, strict=True)
    return answers_of(municipality=names, wave_id=waves, team_type=types, **{ITEM: answers})


def test_within_equals_a_regression_on_differences(population: pd.DataFrame) -> None:
    answers = pairs(
        [
            (BROAD, "no", FRONT, "yes", 18), (BROAD, "yes", FRONT, "no", 9),
            (FRONT, "no", BROAD, "yes", 8), (FRONT, "yes", BROAD, "no", 12),
            (BROAD, "no", BROAD, "yes", 7), (FRONT, "yes", FRONT, "no", 5), (BROAD, "yes", BROAD, "yes", 30),
        ]
    )  # fmt: skip
    table, _ = fit_respondents(answers, PLAN, population)
    row = table[(table["model"] == "within") & (table["level"] == FRONT)].iloc[0]
    wide = answers.pivot(index="municipality", columns="wave_id", values=[ITEM, "team_type"])
    rise = wide[ITEM]["w2019"].eq("yes").astype(int) - wide[ITEM]["w2017"].eq("yes").astype(int)
    move = wide["team_type"]["w2019"].eq(FRONT).astype(int) - wide["team_type"]["w2017"].eq(FRONT)
    changed = rise != 0
    design = np.column_stack([np.ones(changed.sum()), move[changed]])
    other = sm.Logit((rise[changed] > 0).astype(int).to_numpy(), design).fit(disp=0)
    assert row["log_odds"] == pytest.approx(other.params[1], abs=1e-5)
    assert row["se"] == pytest.approx(other.bse[1], rel=1e-3)
    assert row["clusters"] == changed.sum()


def test_within_does_not_take_predecessors_for_one_municipality(population: pd.DataFrame) -> None:
    """What merged later and answered beside each other are two municipalities, and neither is the one they became."""
    answers = pairs([(BROAD, "no", FRONT, "yes", 20), (FRONT, "no", BROAD, "yes", 20)])
    merged = answers.assign(
        cluster=[f"c{place // 4}" for place in range(len(answers))],
        municipality=[f"m{place}" for place in range(len(answers))],
    )
    _, refused = fit_respondents(merged, PLAN, population)
    reason = refused.loc[refused["model"] == "within", "reason_en"].iloc[0]
    assert "too few municipalities changed" in reason
    grown = answers.assign(territory_changed=True)
    _, refused = fit_respondents(grown, PLAN, population)
    assert "within" in set(refused["model"])
    twice = answers.assign(wave_id="w2017")
    _, refused = fit_respondents(twice, PLAN, population)
    reason = refused.loc[refused["model"] == "within", "reason_en"].iloc[0]
    assert reason == "a municipality stands twice in a survey"


def test_population_has_the_printed_sizes(population: pd.DataFrame) -> None:
    printed = pd.read_csv(RAW / "waves.csv").set_index("wave_id")["municipalities"]
    assert population["wave_id"].value_counts().to_dict() == {w: printed[w] for w in WAVES}
    assert not population.duplicated(["wave_id", "municipality"]).any()
    # The members on the day of each survey: Roosendaal joined in September 2014, Hoorn in December 2016.
    assert population.groupby("wave_id")["g32"].sum().to_list() == [36, 37, 38, 40]


def test_calibrated_weights_add_up(population: pd.DataFrame) -> None:
    sample = population[population["wave_id"].isin(["w2014", "w2019"])].sample(300, random_state=1)
    answers = sample[["wave_id", "municipality"]].assign(weight=np.nan)
    weights = calibrate(answers, population)
    for name in ("size_class", "g32"):
        found = weights.groupby([sample["wave_id"], sample[name]]).sum()
        wanted = population.groupby(["wave_id", name]).size().loc[found.index]
        assert found.to_numpy() == pytest.approx(wanted.to_numpy(dtype=float), rel=1e-6)
    # The weights of the file are where it starts: within a class they keep their ratios.
    own = calibrate(answers.assign(weight=np.where(np.arange(300) % 2, 1.0, 3.0)), population)
    first = sample.groupby(["wave_id", "size_class", "g32"]).ngroup() == 0
    assert set(np.round(own[first] / own[first].min(), 6)) == {1.0, 3.0}


def test_calibration_refuses_what_it_cannot_place(population: pd.DataFrame) -> None:
    sample = population[population["wave_id"] == "w2019"].assign(weight=np.nan)
    with pytest.raises(ModelRefused, match="not in the list"):
        calibrate(sample.head(50).assign(municipality="9999"), population)
    with pytest.raises(ModelRefused, match="nobody answered"):
        calibrate(sample[sample["size_class"] != "from_100k"], population)
    # Bernisse merged into Nissewaard on 1 January 2015: a municipality of 2014 only.
    gone = pd.DataFrame({"wave_id": ["w2015"], "municipality": ["0568"], "weight": [1.0]})
    with pytest.raises(ModelRefused, match="not in the list"):
        calibrate(gone, population)


# --- those who did not answer


def effect_row(share: float, reference: float, error: float) -> dict[str, float]:
    effect, spread = share - reference, norm.ppf(0.975) * error
    return {
        "effect_points": effect, "effect_low": effect - spread, "effect_high": effect + spread,
        "share": share, "reference_share": reference,
    }  # fmt: skip


def test_delta_star_by_hand() -> None:
    """Far from the limits L = U = 2 f delta; once L + U exceeds several errors c is that of one side, 1.645."""
    found = delta_star(effect_row(60, 35, 5), 0.4, 0.95)
    assert found == pytest.approx((25 - norm.ppf(0.95) * 5) / 0.8, abs=1e-4)
    # The same effect the other way round withstands the same.
    assert delta_star(effect_row(35, 60, 5), 0.4, 0.95) == pytest.approx(found, abs=1e-6)
    # Small delta: c lies between 1.645 and 1.96 and solves the equation of Imbens and Manski at delta*.
    near = delta_star(effect_row(60, 45, 7), 0.4, 0.95)
    c = (15 - 0.8 * near) / 7
    assert 1.645 < c < 1.96
    assert norm.cdf(c + 1.6 * near / 7) - norm.cdf(-c) == pytest.approx(0.95, abs=1e-6)


def test_delta_star_at_its_ends() -> None:
    assert np.isnan(delta_star(effect_row(50, 45, 5), 0.4, 0.95))
    assert delta_star(effect_row(60, 35, 5), 0.0, 0.95) == np.inf
    # A share of 3 per cent can fall by 3 points only; the other side must give the rest.
    low = delta_star(effect_row(3, 0.5, 0.5), 0.5, 0.95)
    assert low == pytest.approx(brentq(
        lambda d: 2.5 - norm.ppf(0.95) * 0.5 - 0.5 * (min(d, 3) + d), 0.01, 50
    ), abs=1e-2)  # fmt: skip


def test_silent_share_counts_those_who_did_not_answer_and_those_who_skipped(
    population: pd.DataFrame,
) -> None:
    known = from_counts([("w2019", BROAD, 60, 60), ("w2019", FRONT, 40, 20)])
    without = answers_of(wave_id=["w2019"] * 32).assign(has_team="no")
    skipped = answers_of(wave_id=["w2019"] * 10)
    answers = pd.concat([known, without, skipped], ignore_index=True)
    frame = complete(answers, ITEM, PLAN)
    # 355 municipalities, 222 answered, 190 of them with a team: 180 known of 190 + 133.
    assert silent_share(answers, frame, population) == pytest.approx(1 - 180 / 323)


# --- what cannot be fitted


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ([("w2017", BROAD, 60, 0), ("w2017", FRONT, 40, 0)], "everyone gave the same answer"),
        ([("w2017", BROAD, 0, 60), ("w2017", FRONT, 0, 40)], "everyone gave the same answer"),
        ([("w2017", BROAD, 30, 30)], "the same type of team"),
        ([("w2017", BROAD, 3, 3), ("w2017", FRONT, 2, 2)], "fewer than 30 answers"),
        ([("w2017", BROAD, 30, 30), ("w2019", FRONT, 20, 20)], "coincide"),
    ],
)
def test_what_cannot_be_fitted_is_said(
    cells: list[tuple[str, str, int, int]], reason: str, population: pd.DataFrame
) -> None:
    table, refused = fit_respondents(from_counts(cells), PLAN, population)
    first = refused[(refused["model"] == "primary") & (refused["item_id"] == ITEM)].iloc[0]
    assert reason in first["reason_en"]
    assert first["reason_nl"] != first["reason_en"]
    assert list(table.columns) == list(COLUMNS)


def test_without_the_type_of_reference_the_largest_takes_its_place(
    population: pd.DataFrame,
) -> None:
    answers = from_counts([("w2017", TARGET, 20, 40), ("w2017", FRONT, 20, 20)])
    table, _ = fit_respondents(answers, PLAN, population)
    row = table[table["model"] == "primary"].iloc[0]
    assert (row["reference"], row["level"]) == (TARGET, FRONT)
    assert row["odds_ratio"] == pytest.approx(2, rel=1e-5)
    assert "compared with teams for a target group" in row["note_en"]
    assert "vergeleken met teams voor een doelgroep" in row["note_nl"]


def test_nothing_that_is_odd_stops_the_rest(population: pd.DataFrame) -> None:
    """Small files of any shape: every model gives rows or a reason."""
    random = np.random.default_rng(7)
    for _ in range(6):
        n = int(random.integers(30, 90))
        types = random.choice(
            [BROAD, FRONT, TARGET, "type_other", "not_asked"], n, p=random.dirichlet([0.3] * 5)
        )
        answer = random.choice(
            ["yes", "no", "no_answer", "not_asked"], n, p=random.dirichlet([0.4] * 4)
        )
        answers = answers_of(
            wave_id=random.choice(list(WAVES), n, p=random.dirichlet([0.4] * 4)),
            team_type=types,
            size_class=random.choice(["below_20k", "from_100k", "not_asked"], n),
            **{ITEM: answer, "shortfall_outreach": random.choice(["yes", "no"], n)},
        )
        answers["cluster"] = random.integers(0, n, n).astype(str)
        table, refused = fit_respondents(answers, PLAN, population)
        said = set(table["item_id"]) | set(refused["item_id"])
        assert said >= set(PLAN.outcomes)
        primary = table[(table["model"] == "primary") & (table["term"] == "team_type")]
        assert primary["p_type"].between(0, 1).all()
        assert (primary["low"] < primary["high"]).all()


def test_an_empty_file_gives_reasons(population: pd.DataFrame) -> None:
    table, refused = fit_respondents(draw(1, 40).iloc[:0], PLAN, population)
    assert table.empty and list(table.columns) == list(COLUMNS)
    assert set(refused["item_id"]) >= set(PLAN.outcomes)
    assert isinstance(PLAN, Plan)


@pytest.mark.parametrize("kind", ["all no", "no reference", "ten rows"])
def test_the_script_writes_whole_tables_whatever_the_file(kind: str, tmp_path: Path) -> None:
    cells = {
        "all no": [("w2017", BROAD, 0, 60), ("w2017", FRONT, 0, 40)],
        "no reference": [("w2017", TARGET, 20, 40), ("w2017", FRONT, 20, 20)],
        "ten rows": [("w2017", BROAD, 3, 3), ("w2017", FRONT, 2, 2)],
    }
    write_frames({"answers": from_counts(cells[kind])}, tmp_path)
    lists = (
        RAW / f"{name}.csv"
        for name in ("municipalities_2019", "g32_members", "municipal_mergers", "waves")
    )
    main(tmp_path, PATH, *lists)
    models, refused = (read_frame(tmp_path, name) for name in ("models", "refused"))
    assert list(models.columns) == list(COLUMNS)
    assert models.empty == (kind != "no reference")
    assert not refused.empty and refused.notna().all().all()
    assert not read_frame(tmp_path, "counts").empty
