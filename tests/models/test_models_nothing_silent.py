"""Every public function of the models: finite for what can occur, a clear refusal for what cannot.

A new public function without an entry in `ENTRIES` fails the first test. Arguments here are tables and fits, so that an
entry is a working call and the calls that must be refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, chi2_contingency
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM

import wijkteams.models
from tests.models.test_models_respondents import draw_answers
from tests.statistics.nothing_silent import INF, NAN, numbers_of, public_functions
from wijkteams.models import firth
from wijkteams.models.checks import (
    ModelRefused,
    as_regression,
    is_separated,
    is_thin,
    refuse_bad_fit,
    refuse_undetermined,
)
from wijkteams.models.design import make_design
from wijkteams.models.ecological import regress_on_types
from wijkteams.models.grid import FACTORS, summarise_grid
from wijkteams.models.grouped import Fit, fit_counts, fit_item, fit_model, lack_of_fit
from wijkteams.models.logistic import (
    fit_clustered,
    fit_firth,
    fit_shortfall,
    joint_test,
    marginal_effect,
)
from wijkteams.models.plan import read_plan
from wijkteams.models.population import calibrate
from wijkteams.models.respondents import fit_primary
from wijkteams.models.respondents_exploratory import fit_plan, permutation_p
from wijkteams.models.respondents_nonresponse import delta_star, silent_share
from wijkteams.models.respondents_release import Rules, answers_behind, release
from wijkteams.models.respondents_rows import coefficient, complete, design_of, rows_of
from wijkteams.models.respondents_tables import compare_types, rao_scott_test
from wijkteams.models.specification import Specification, read_models, read_specification

ROOT = Path(__file__).parents[2]
FUNCTIONS = dict(public_functions(wijkteams.models))
Call = Callable[[], Any]

RANDOM = np.random.default_rng(7)
FRAME = pd.DataFrame(
    {"g": np.repeat(["a", "b", "c"], 40), "cluster": np.tile(np.arange(60), 2).astype(str)}
)
DESIGN = make_design(FRAME, {"g": "a"})
MATRIX = DESIGN.matrix.to_numpy()
OUTCOME = (RANDOM.random(120) < 0.4).astype(float)
CLUSTERS = FRAME["cluster"].to_numpy()
LOGIT_FIT = fit_clustered(OUTCOME, DESIGN, CLUSTERS)
PLAN = read_plan(ROOT / "config" / "plan_of_analysis.yaml")
SPECIFICATION = Specification("m", ("t",), ("i",), "years")
ESTIMATES = pd.DataFrame({
    "item_id": "i", "label_en": "i", "label_nl": "i", "wave_id": ["w2015", "w2017"], "subgroup": "all",
    "wave_date": ["2015-01-01", "2017-01-01"], "count": [20, 30], "sample_size": [50, 60], "pairs": ["20/50", "30/60"],
    "reading": "printed",
})  # fmt: skip
SHARES = pd.DataFrame({
    "item_id": "i", "label_en": "i", "label_nl": "i", "wave_id": ["w2015", "w2017"], "subgroup": "all", "reading": "printed",
    "share": [20.0, 30.0], "a_low": [15.0, 25.0], "a_high": [25.0, 35.0],
})  # fmt: skip
SLOPES = pd.DataFrame({
    "type_id": ["i"], "shortfall_id": "i", "wave_from": "w2015", "wave_to": "w2017", "slope_low": 0.5, "slope_high": 2.0,
    "possible": True,
})  # fmt: skip
POPULATION = pd.DataFrame({
    "wave_id": "w2019", "municipality": [str(i) for i in range(100)], "size_class": ["below_20k", "20k_to_50k"] * 50,
    "g32": [False] * 60 + [True] * 40,
})  # fmt: skip
ANSWERS = (
    POPULATION.drop(columns=["size_class", "g32"])
    .iloc[20:80]
    .assign(weight=1.0, has_team="yes", team_type="type_front")
)
ROW = {
    "effect_points": 25.0,
    "effect_low": 15.2,
    "effect_high": 34.8,
    "share": 60.0,
    "reference_share": 35.0,
}
GRID = pd.DataFrame({
    "claim": ["c", "c"], "label_en": "c", "label_nl": "c", **dict.fromkeys(FACTORS, "level"), "estimand": ["A", "B"],
    "effect": [3.0, 4.0], "low": [1.0, -1.0], "high": [5.0, 9.0], "verdict": ["stands", "not_established"],
    "holds": [True, False],
})  # fmt: skip
COUNTS = pd.DataFrame(
    [("w2019", "shortfall_prevention", kind, 40, 30) for kind in ("type_broad_all", "type_front")],
    columns=["wave_id", "item_id", "team_type", "yes", "no"],
)
SHOWN = [{**row, "yes_rounded": 40, "no_rounded": 30} for row in COUNTS.to_dict("records")]
GROUPS = np.column_stack([np.ones(3), np.arange(3.0)])
GLM_FIT = GLM(OUTCOME, MATRIX, family=Binomial()).fit()


def poisoned(values: Any, bad: Any, place: int = 3) -> Any:
    """A copy with one value replaced."""
    array = np.array(values, dtype=object)
    array[place] = bad
    return array if isinstance(bad, str) else array.astype(float)


BAD_OUTCOMES = (
    *(poisoned(OUTCOME, bad) for bad in (NAN, INF, -1.0, 2.0, "x")),
    OUTCOME[1:],
    OUTCOME[:0],
)
BAD_DESIGNS = tuple(
    replace(DESIGN, matrix=DESIGN.matrix.assign(intercept=poisoned(MATRIX[:, 0], bad)))
    for bad in (NAN, INF)
)
BAD_LEVELS = (0.0, 1.0, -0.5, 1.5, NAN, INF, True)
BAD_CLUSTERS = (
    pd.Series(CLUSTERS).where(FRAME.index > 0).to_numpy(), FRAME["cluster"].astype(float).where(FRAME.index > 0).to_numpy(),
    CLUSTERS[1:], np.full(120, "1"),
)  # fmt: skip
BAD_WEIGHTS = (*(poisoned(np.ones(120), bad) for bad in (NAN, INF, 0.0, -1.0)), np.ones(119))

# Cleaned answers of two surveys, and the rows of one model
CLEAN = draw_answers(1, 100)
ITEM = "shortfall_prevention"
ROWS = complete(CLEAN, ITEM, PLAN)
ROWS_DESIGN = design_of(ROWS, PLAN)
ROWS_FIT = fit_plan(ROWS, ITEM, ROWS_DESIGN, PLAN)
NOBODY = {"cluster": None}


def calls(
    function: Callable[..., Any], *arguments: Any, **impossible: tuple[Any, ...]
) -> tuple[Call, ...]:
    """The function with each impossible value in the place of its argument: ``_0`` the first one, or by its name."""
    found: list[Call] = []
    for name, values in impossible.items():
        for bad in values:
            if name.startswith("_"):
                place = int(name[1:])
                found.append(
                    lambda own=(*arguments[:place], bad, *arguments[place + 1 :]): function(*own)
                )
            else:
                found.append(lambda own={name: bad}: function(*arguments, **own))
    return tuple(found)


@dataclass(frozen=True)
class Entry:
    """A call that works, and calls that must be refused."""

    valid: Call
    refused: tuple[Call, ...]


def entry(
    function: Callable[..., Any],
    *arguments: Any,
    more: tuple[Call, ...] = (),
    **impossible: tuple[Any, ...],
) -> Entry:
    return Entry(lambda: function(*arguments), (*calls(function, *arguments, **impossible), *more))


ENTRIES: Mapping[str, Entry] = {
    "checks.as_regression": entry(as_regression, OUTCOME, MATRIX, _0=BAD_OUTCOMES, _1=(MATRIX[1:], MATRIX[:, 0])),
    "checks.refuse_undetermined": entry(
        refuse_undetermined, OUTCOME, MATRIX, _0=(np.ones(120), poisoned(OUTCOME, NAN)), _1=(np.ones((120, 2)),)),
    "checks.refuse_bad_fit": Entry(
        lambda: refuse_bad_fit(GLM_FIT, "m"),
        (lambda: refuse_bad_fit(GLM(OUTCOME, np.ones((120, 2)), family=Binomial()).fit(), "m"),)),
    "checks.is_separated": entry(is_separated, OUTCOME, MATRIX, _0=BAD_OUTCOMES, _1=(MATRIX[1:], MATRIX * NAN)),
    "checks.is_thin": entry(
        is_thin, OUTCOME, [FRAME["g"]], _0=BAD_OUTCOMES[:5], least=(-1, True, NAN, 2.5),
        _1=([FRAME["g"].where(FRAME.index > 0)], [FRAME["g"][1:]])),
    "design.make_design": entry(
        make_design, FRAME, {"g": "a"}, _0=(FRAME.assign(g=FRAME["g"].where(FRAME.index > 0)), FRAME.assign(g="a"), FRAME[:0])),
    "firth.estimate": entry(firth.estimate, OUTCOME, MATRIX, 0.95, _0=BAD_OUTCOMES, _1=(MATRIX * NAN,), _2=BAD_LEVELS),
    "firth.maximise": entry(
        firth.maximise, OUTCOME, MATRIX, {1: 0.0}, _0=BAD_OUTCOMES, _1=(MATRIX * NAN,),
        _2=({9: 0.0}, {-1: 0.0}, {1: NAN}, {1: INF})),
    "firth.likelihood_ratio_p": entry(
        firth.likelihood_ratio_p, OUTCOME, MATRIX, [1, 2], _0=BAD_OUTCOMES, _2=([], [1, 1], [9], [-1])),
    "ecological.regress_on_types": entry(
        regress_on_types, SHARES, SHARES, SLOPES,
        _0=tuple(SHARES.assign(share=bad) for bad in (NAN, 120.0, -1.0)), _1=(SHARES.assign(share=INF),)),
    "grouped.fit_counts": Entry(
        lambda: fit_counts(GROUPS, np.array([3.5, 5.0, 6.0]), np.full(3, 10.0), "m").params,
        calls(
            fit_counts, GROUPS, np.array([3.5, 5.0, 6.0]), np.full(3, 10.0), "m", _0=(GROUPS * NAN, GROUPS[1:]),
            _1=tuple(np.array([3.0, 5.0, bad]) for bad in (12.0, -1.0, NAN, INF)), _2=(np.full(3, 0.0), np.full(2, 10.0)))),
    "grouped.fit_item": entry(
        fit_item, [0.0, 1.0, 2.0], [3, 5, 6], [10, 10, 10], "m",
        _0=([0.0, NAN, 2.0], [0.0, INF, 1.0], [0.0, 1.0], [1.0, 1.0, 1.0], []),
        _1=([3, 5, 12], [3, -1, 6], [3, NAN, 6], [3, 5.5, 6], [3, True, 6], [3, 5], [], [0, 0, 10]),
        _2=([10, 10, 0], [10, 10, NAN], [10, 10], [])),
    "grouped.fit_model": entry(
        fit_model, ESTIMATES, SPECIFICATION, [0.0, 0.5], 0.95, _2=([NAN], [1.5], [-2.0]), _3=BAD_LEVELS,
        _0=(ESTIMATES.assign(count=70), ESTIMATES.assign(count=-1), ESTIMATES[:1], ESTIMATES.assign(pairs="70/60"))),
    "grouped.lack_of_fit": entry(
        lack_of_fit, Fit(*[0.1] * 7, 2.0, 2.0, 3),
        _0=tuple(Fit(*[0.1] * 7, *bad) for bad in ((NAN, 1.0, 3), (1.0, NAN, 3), (-1.0, 1.0, 3), (1.0, 1.0, -1)))),
    "logistic.fit_clustered": entry(
        fit_clustered, OUTCOME, DESIGN, CLUSTERS, _0=(*BAD_OUTCOMES, np.ones(120)), _1=BAD_DESIGNS, _2=BAD_CLUSTERS,
        estimator=("probit", ""), confidence=BAD_LEVELS, weights=BAD_WEIGHTS),
    "logistic.fit_firth": entry(
        fit_firth, OUTCOME, DESIGN, _0=(*BAD_OUTCOMES, np.ones(120)), _1=BAD_DESIGNS, confidence=BAD_LEVELS),
    "logistic.fit_shortfall": entry(
        fit_shortfall, OUTCOME, DESIGN, CLUSTERS, _0=(*BAD_OUTCOMES, np.ones(120)), _1=BAD_DESIGNS, _2=BAD_CLUSTERS,
        confidence=BAD_LEVELS, thin_cell=(-1, NAN, True)),
    "logistic.marginal_effect": entry(
        marginal_effect, LOGIT_FIT, DESIGN, "g[b]", _2=("g[z]", "intercept"), weights=BAD_WEIGHTS),
    "logistic.joint_test": entry(joint_test, LOGIT_FIT, DESIGN, "g", _2=("z", ""), more=calls(
        joint_test, LOGIT_FIT, DESIGN, "g", _0=(replace(LOGIT_FIT, covariance=np.ones((3, 3))),))),
    "grid.summarise_grid": entry(summarise_grid, GRID, _0=(GRID[:0], GRID.assign(effect=NAN))),
    "population.calibrate": entry(
        calibrate, ANSWERS, POPULATION, _0=(
            *(ANSWERS.assign(weight=bad) for bad in (0.0, -1.0, INF)), ANSWERS.assign(municipality="x"), ANSWERS[:30])),
    "respondents_nonresponse.silent_share": entry(
        silent_share, ANSWERS, ANSWERS[:50], POPULATION,
        _1=(ANSWERS[:0], pd.concat([ANSWERS] * 3)), _2=(POPULATION.assign(wave_id="w2017"),)),
    "respondents_nonresponse.delta_star": entry(
        delta_star, ROW, 0.4, 0.95, _1=(-0.1, 1.1, NAN, True), _2=BAD_LEVELS,
        _0=tuple({**ROW, **bad} for bad in (
            {"effect_points": NAN}, {"share": NAN}, {"share": 110.0, "reference_share": 85.0}, {"effect_low": 26.0},
            {"effect_high": INF}, {"effect_points": 20.0}, {"effect_low": 25.0, "effect_high": 25.0}))),
    "respondents_release.release": entry(
        release, COUNTS, Rules(10, 5), PLAN, _0=(COUNTS.assign(yes=-1), COUNTS.assign(yes=NAN), COUNTS.assign(no=2.5)),
        more=(lambda: Rules(0, 5), lambda: Rules(10, 0), lambda: Rules(True, 5))),
    "respondents_release.answers_behind": entry(
        answers_behind, SHOWN, _0=([], *([{**SHOWN[0], "yes_rounded": bad}] for bad in (-5, NAN, True, 2.5)))),
    "respondents_rows.coefficient": entry(
        coefficient, 0.5, 0.04, np.array([0.1, 0.9]), _0=(NAN, INF, 2.0), _1=(NAN, -1.0, 0.0),
        _2=(np.array([NAN, 1.0]), np.array([0.9, 0.1]))),
    "respondents_tables.rao_scott_test": entry(
        rao_scott_test, FRAME["g"].to_numpy(), OUTCOME[:, None], CLUSTERS,
        _0=(np.full(120, "a"), FRAME["g"].to_numpy()[1:], FRAME["g"].where(FRAME.index > 0).to_numpy()),
        _1=(*(each[:, None] for each in BAD_OUTCOMES), np.ones((120, 1)), OUTCOME[:, None] / 2,
            FRAME["g"].eq("a").to_numpy(dtype=float)[:, None]),
        _2=(CLUSTERS[1:], BAD_CLUSTERS[0])),
    "respondents.fit_primary": Entry(
        lambda: fit_primary(CLEAN, PLAN)[["log_odds", "low", "high", "effect_low", "effect_high", "p_type_holm"]],
        calls(fit_primary, CLEAN, PLAN, _0=(CLEAN.assign(**NOBODY),))),
    "respondents_exploratory.fit_plan": entry(
        fit_plan, ROWS, ITEM, ROWS_DESIGN, PLAN,
        _0=(ROWS.assign(outcome=NAN), ROWS.assign(outcome=2.0), ROWS.assign(**NOBODY))),
    "respondents_exploratory.permutation_p": entry(
        permutation_p, ROWS, PLAN, _0=(ROWS.assign(outcome=NAN), ROWS.assign(outcome=-1.0), ROWS.assign(**NOBODY), ROWS[:0])),
    "respondents_rows.complete": entry(
        complete, CLEAN, ITEM, PLAN,
        _0=(CLEAN[:0], CLEAN[:5], CLEAN.assign(team_type="type_front"), CLEAN.assign(**{ITEM: "not_asked"}))),
    "respondents_rows.design_of": Entry(
        lambda: design_of(ROWS, PLAN).matrix, calls(design_of, ROWS, PLAN, _0=(ROWS.assign(team_type=None), ROWS[:0]))),
    "respondents_rows.rows_of": Entry(
        lambda: [row["effect_low"] for row in rows_of(ROWS, ITEM, ROWS_FIT, ROWS_DESIGN, PLAN)],
        tuple(lambda fit=fit: list(rows_of(ROWS, ITEM, fit, ROWS_DESIGN, PLAN)) for fit in (
            replace(ROWS_FIT, covariance=ROWS_FIT.covariance * NAN), replace(ROWS_FIT, limits=ROWS_FIT.limits * NAN)))),
    "respondents_tables.compare_types": entry(compare_types, CLEAN, _0=(CLEAN.assign(**NOBODY),)),
    "plan.read_plan": entry(read_plan, ROOT / "config" / "plan_of_analysis.yaml", _0=(ROOT / "config" / "models.yaml",)),
    "specification.read_models": entry(read_models, ROOT / "config" / "models.yaml", _0=(ROOT / "config" / "claims.yaml",)),
    "specification.read_specification": entry(
        read_specification, "m", {"topics": ["t"], "items": ["i"], "term": "years"},
        _1=({"topics": ["t"], "items": [], "term": "years"}, {"topics": ["t"], "items": ["i"], "term": "day"})),
}  # fmt: skip

# They put together what the functions above compute, from tables that microdata, register and the plan have checked value
# by value; what they do with an odd file stands in test_models_respondents_plan.py.
OF_CHECKED_TABLES = {
    "by_type.fit_by_type",
    "grid.check_agreement", "grid.run_grid", "grid.run_grids", "population.read_population", "respondents.fit_respondents",
    "respondents_rows.head", "respondents_tables.tabulate_types",
}  # fmt: skip


def test_every_public_function_has_an_entry() -> None:
    assert set(FUNCTIONS) == set(ENTRIES) | OF_CHECKED_TABLES
    assert not set(ENTRIES) & OF_CHECKED_TABLES


@pytest.mark.parametrize("name", ENTRIES)
def test_what_can_occur_has_a_finite_answer(name: str) -> None:
    answer = ENTRIES[name].valid()
    if isinstance(answer, pd.DataFrame | pd.Series):
        answer = (
            answer.select_dtypes("number").to_numpy()
            if isinstance(answer, pd.DataFrame)
            else answer.to_numpy()
        )
    if name.startswith(
        ("plan.", "specification.", "design.", "respondents_release.", "grouped.fit_model")
    ):
        assert answer is not None
        return
    numbers = numbers_of(list(answer.values()) if isinstance(answer, dict) else answer)
    assert np.isfinite(numbers).all()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ENTRIES)
def test_what_cannot_occur_is_refused(name: str) -> None:
    for place, call in enumerate(ENTRIES[name].refused):
        try:
            answer = call()
        except (ValueError, ModelRefused) as error:
            assert str(error)
        else:
            pytest.fail(f"{name}, call {place}: answers {answer!r}")


# Bliss (1935), Annals of Applied Biology 22, 134-167: beetles killed by carbon disulphide, log10 of the dose.
DOSE = [1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839]
BEETLES, KILLED = [59, 60, 62, 56, 63, 59, 62, 60], [6, 13, 18, 28, 52, 53, 61, 60]


def test_fit_item_takes_the_beetles_of_bliss() -> None:
    """A slope of 34.27 (standard error 2.91) is large because the doses are close; Agresti (2002), section 6.6."""
    fit = fit_item(DOSE, KILLED, BEETLES, "beetles")
    assert (fit.slope, fit.slope_error) == pytest.approx((34.27, 2.91), abs=5e-3)
    assert fit.deviance == pytest.approx(11.23, abs=5e-3)
    assert fit_item([100 * dose for dose in DOSE], KILLED, BEETLES, "m").slope == pytest.approx(
        0.3427, abs=5e-5
    )


@settings(max_examples=25)
@given(scale=st.floats(-8, 8).map(lambda power: 10.0**power), start=st.floats(-3, 3))
def test_separation_is_told_whatever_the_unit_and_the_origin(scale: float, start: float) -> None:
    """Spector and Mazzeo's grades are not separated; by their sum they are, wholly, and up to a tie."""
    data = sm.datasets.spector.load_pandas().data
    grades = data[["GPA", "TUCE", "PSI"]].to_numpy()
    design = np.column_stack([np.ones(len(data)), scale * (grades + start)])
    assert not is_separated(data["GRADE"], design)
    total = grades.sum(axis=1)
    whole = (total > np.median(total)).astype(float)
    assert is_separated(whole, design)
    tied = np.vstack([design, design[[0, 0]]])
    beyond = (total > total[0]).astype(float)
    beyond[0] = 1
    assert is_separated(np.concatenate([beyond, [0.0, 1.0]]), tied)
    assert not is_separated(np.concatenate([whole, 1 - whole]), np.vstack([design, design]))


def test_two_centres_without_a_success_are_quasi_separated() -> None:
    """Agresti's clinical trial in five centres: two of them have no finite effect, the treatment has one."""
    successes = np.array([0, 0, 1, 0, 0, 0, 6, 2, 5, 2])
    failures = np.array([5, 9, 12, 10, 7, 5, 3, 6, 9, 12])
    treated, centres = np.tile([1.0, 0.0], 5), np.repeat(np.eye(5), 2, axis=0)
    share = successes / (successes + failures)
    assert is_separated(share, np.column_stack([centres, treated]))
    kept = np.repeat([False, True, False, True, True], 2)
    assert not is_separated(
        share[kept], np.column_stack([centres[kept][:, [1, 3, 4]], treated[kept]])
    )


def test_separation_is_seen_behind_small_weights() -> None:
    """The answers of the separated type weigh so little that the fit stops early, at log odds that look harmless."""
    outcome = np.concatenate([OUTCOME[:80], np.ones(40)])
    with pytest.raises(ModelRefused, match="separated"):
        fit_clustered(outcome, DESIGN, CLUSTERS, weights=np.repeat([1.0, 1e-9], [80, 40]))


def test_fit_item_refuses_twelve_of_ten() -> None:
    with pytest.raises(ValueError, match="count must lie in"):
        fit_item([0.0, 1.0, 2.0], [3, 5, 12], [10, 10, 10], "m")


# Loughin and Scherer (1998), Biometrics 54, 630-637: 262 farmers in Kansas. Education, then whether each of five sources of
# veterinary information was named, then how many farmers.
FARMERS = """
100001:8 100010:17 100011:4 100100:5 100101:1 100110:3 100111:3 101000:9 101001:7 101010:1 101011:2 101110:1 101111:8
110000:9 111000:2 111110:1 111111:7 200001:1 200010:3 200011:1 200100:4 201000:3 201111:2 210110:1 211110:1 300001:6
300010:6 300011:2 300100:2 300110:1 301000:4 301001:1 301011:2 301110:3 301111:3 310100:1 400001:16 400010:30 400011:2
400100:17 400101:1 400110:6 401000:11 401001:2 401010:1 401100:1 401110:3 401111:4 410000:11 410110:1 411100:1 411110:2
411111:4 500001:1 500010:1 500011:1 500100:2 500101:1 500110:1 500111:1 501000:1 501100:1 501101:1 510000:1 510010:1
511111:1
"""


def farmers() -> tuple[np.ndarray, np.ndarray]:
    cells = [cell.split(":") for cell in FARMERS.split()]
    rows = [list(code) for code, times in cells for _ in range(int(times))]
    table = np.array(rows)
    return table[:, 0], table[:, 1:].astype(float)


def bilder_loughin(groups: np.ndarray, answers: np.ndarray) -> tuple[float, float, float]:
    """Their appendix, matrix by matrix, over all 2^c patterns of answers in each group."""
    levels, n, c = np.unique(groups), len(groups), answers.shape[1]
    patterns = np.array(np.meshgrid(*[[0, 1]] * c)).reshape(c, -1)
    sizes = np.array([(groups == level).sum() for level in levels])
    r, k = len(levels), patterns.shape[1]
    v = np.zeros((r * k, r * k))
    for i, level in enumerate(levels):
        tau = np.array(
            [(answers[groups == level] == each).all(axis=1).mean() for each in patterns.T]
        )
        v[i * k : (i + 1) * k, i * k : (i + 1) * k] = (
            n / sizes[i] * (np.diag(tau) - np.outer(tau, tau))
        )
    p = answers.mean(axis=0)
    g = np.kron(np.eye(r), patterns)
    h = np.eye(r * c) - np.kron(np.ones((r, r)) @ np.diag(sizes / n), np.eye(c))
    d = np.kron(n / sizes, p * (1 - p))
    square = (np.linalg.eigvals((h @ g @ v @ g.T @ h.T) / d[:, None]).real ** 2).sum()
    tables = [pd.crosstab(groups, answers[:, j]) for j in range(c)]
    pearson = sum(chi2_contingency(table, correction=False).statistic for table in tables)
    mean = (r - 1) * c
    return (
        pearson * mean / square,
        mean**2 / square,
        float(chi2.sf(pearson * mean / square, mean**2 / square)),
    )


def test_rao_scott_of_the_farmers_is_that_of_bilder_and_loughin() -> None:
    groups, answers = farmers()
    assert len(groups) == 262
    test = rao_scott_test(groups, answers, np.arange(262).astype(str))
    found = test.statistic, test.degrees, test.p_value
    assert found == pytest.approx(bilder_loughin(groups, answers), rel=1e-9)
