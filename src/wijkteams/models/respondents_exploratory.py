"""The exploratory regressions beside the primary one: by wave, GEE, within municipalities, weighted, and the count."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from statsmodels.discrete.conditional_models import ConditionalLogit
from statsmodels.genmod.cov_struct import Exchangeable
from statsmodels.genmod.families import Binomial, Poisson
from statsmodels.genmod.generalized_estimating_equations import GEE
from statsmodels.genmod.generalized_linear_model import GLM

from wijkteams.models.checks import ModelRefused, as_regression, is_separated, is_thin
from wijkteams.models.design import Design, make_design
from wijkteams.models.logistic import LOGIT, POISSON, Fit, fit_clustered, fit_shortfall, joint_test
from wijkteams.models.plan import Plan
from wijkteams.models.population import calibrate
from wijkteams.models.respondents_rows import (
    TYPE,
    WAVE,
    coefficient,
    complete,
    design_of,
    head,
    rows_of,
)

Rows = Iterator[dict[str, object]]

# ASSUME: the robust error of a ratio of counts needs so many municipalities on its level; with six the null was rejected
# twice as often as promised.
LEAST_CLUSTERS = 20
PERMUTATIONS, _SEED = 1999, 20141016
_LARGEST_SCORE = 1e-3
_UNCERTAINTY = ("se", "low", "high", "odds_low", "odds_high", "effect_low", "effect_high")


def _fit_by_wave(
    answers: pd.DataFrame, item: str, plan: Plan, population: pd.DataFrame, wave: str
) -> Rows:
    """Type of team in one wave; with ``all`` the test that its effect is the same in every wave."""
    if wave != "all":
        frame = complete(answers[answers[WAVE] == wave], item, plan)
        design = design_of(frame, plan)
        yield from rows_of(frame, item, fit_plan(frame, item, design, plan), design, plan)
        return
    frame = complete(answers, item, plan)
    design = design_of(frame, plan, interaction=True)
    term = f"{TYPE}:{WAVE}"
    if not design.dummies.get(term):
        raise ModelRefused(
            "no two surveys in which the types can be compared",
            "geen twee peilingen waarin de typen te vergelijken zijn",
        )
    fit = fit_plan(frame, item, design, plan)
    yield {
        **head(frame, item, "", fit.estimator, design, plan),
        "term": term,
        "p_type": joint_test(fit, design, term),
    }


def fit_plan(frame: pd.DataFrame, item: str, design: Design, plan: Plan) -> Fit:
    """Fit the regression of the plan: logistic, or penalised where a cell is thin."""
    outcome, clusters = frame["outcome"].to_numpy(), frame["cluster"].to_numpy()
    return fit_shortfall(outcome, design, clusters, plan.confidence, item, plan.thin_cell)


def _fit_gee(
    answers: pd.DataFrame, item: str, plan: Plan, population: pd.DataFrame, wave: str
) -> Rows:
    """Generalised estimating equations with one correlation within a municipality (Liang and Zeger 1986)."""
    frame = complete(answers, item, plan)
    if frame["cluster"].nunique() > len(frame) - plan.least_respondents:
        raise ModelRefused(
            "too few municipalities answered more than one survey",
            "te weinig gemeenten deden aan meer dan één peiling mee",
        )
    design = design_of(frame, plan)
    outcome, matrix = frame["outcome"].to_numpy(), design.matrix.to_numpy()
    _refuse_thin(outcome, design, plan)
    groups = pd.factorize(frame["cluster"])[0]
    result = GEE(outcome, matrix, groups=groups, family=Binomial(), cov_struct=Exchangeable()).fit(
        maxiter=200
    )
    if not (result.converged and np.isfinite(result.bse).all()):
        raise ModelRefused("the estimating equations did not converge", "de GEE convergeert niet")
    limits = np.asarray(result.conf_int(1 - plan.confidence))
    covariance = np.asarray(result.cov_params())
    fit = Fit(LOGIT, outcome, np.asarray(result.params), covariance, limits, plan.confidence)
    for row in rows_of(frame, item, fit, design, plan):
        yield {**row, "estimator": "gee"}


def _refuse_thin(outcome: NDArray[np.float64], design: Design, plan: Plan) -> None:
    if is_thin(outcome, design.groups, plan.thin_cell) or is_separated(
        outcome, design.matrix.to_numpy()
    ):
        raise ModelRefused(
            "a thin cell: only the primary model, which is penalised, is fitted",
            "een dunne cel: alleen het primaire model, dat gepenaliseerd is, is geschat",
        )


def _fit_within(
    answers: pd.DataFrame, item: str, plan: Plan, population: pd.DataFrame, wave: str
) -> Rows:
    """Compare a municipality with itself: only those whose answer changed between waves count.

    A municipality is its own code: what merged into another is not that other one, and one whose territory grew or
    was cut is left out. Types that fewer than `Plan.thin_cell` of them moved to or from are left out too.
    """
    same = answers[~answers["territory_changed"].astype(bool)]
    if same.duplicated(["municipality", WAVE]).any():
        raise ModelRefused(
            "a municipality stands twice in a survey", "een gemeente staat twee keer in een peiling"
        )
    frame = complete(same, item, plan)
    unit = frame["municipality"]
    frame = frame[frame.groupby(unit)["outcome"].transform("nunique") > 1]
    for level in sorted(frame[TYPE].unique()):
        inside = (frame[TYPE] == level).groupby(frame["municipality"]).agg(["any", "all"])
        if (inside["any"] & ~inside["all"]).sum() < plan.thin_cell:
            frame = frame[~frame["municipality"].isin(inside.index[inside["any"]])]
    moves = frame.groupby("municipality")[TYPE].nunique() > 1
    if moves.sum() < plan.thin_cell or len(moves) < plan.least_respondents:
        raise ModelRefused(
            "too few municipalities changed both their type of team and their answer",
            "te weinig gemeenten veranderden van type team en van antwoord",
        )
    design = make_design(
        frame, {name: plan.levels[name] for name in plan.levels if name in (TYPE, WAVE)}
    )
    outcome, matrix = frame["outcome"].to_numpy(), design.matrix.iloc[:, 1:].to_numpy()
    differences = _within(outcome, matrix, frame["municipality"])
    if np.linalg.matrix_rank(differences) < matrix.shape[1]:
        raise ModelRefused(
            "type and survey coincide within municipalities",
            "type en peiling vallen samen binnen gemeenten",
        )
    if is_separated(np.ones(len(differences)), differences):
        raise ModelRefused(
            "separated data within municipalities",
            "binnen gemeenten volgt het antwoord geheel uit het type",
        )
    groups = pd.factorize(frame["municipality"])[0]
    result = ConditionalLogit(outcome, matrix, groups=groups).fit(method="newton", disp=False)
    if np.abs(result.model.score(result.params)).max() > _LARGEST_SCORE:
        raise ModelRefused("the fit did not converge", "de regressie convergeert niet")
    errors = np.asarray(result.bse)
    limits = np.asarray(result.conf_int(1 - plan.confidence))
    for place, column in enumerate(design.matrix.columns[1:]):
        yield {
            **head(frame, item, column, "conditional_logit", design, plan),
            **coefficient(float(result.params[place]), errors[place] ** 2, limits[place]),
        }


def _within(
    outcome: NDArray[np.float64], matrix: NDArray[np.float64], unit: pd.Series
) -> NDArray[np.float64]:
    """Each answer yes less each answer no of the same municipality: all that the conditional likelihood knows."""
    places = pd.Series(np.arange(len(outcome))).groupby(unit.to_numpy())
    pairs = [
        matrix[yes] - matrix[no]
        for _, own in places
        for yes in own[outcome[own] == 1]
        for no in own[outcome[own] == 0]
    ]
    return np.array(pairs)


def _fit_weighted(
    answers: pd.DataFrame, item: str, plan: Plan, population: pd.DataFrame, wave: str
) -> Rows:
    """Fit the primary model to answers weighted to all municipalities of their wave."""
    frame = complete(answers, item, plan)
    weights = calibrate(answers, population)[frame.index].to_numpy(dtype=float)
    design = design_of(frame, plan)
    outcome = frame["outcome"].to_numpy()
    _refuse_thin(outcome, design, plan)
    fit = fit_clustered(
        outcome, design, frame["cluster"].to_numpy(), confidence=plan.confidence, weights=weights, name=item
    )  # fmt: skip
    yield from rows_of(frame, item, fit, design, plan, weights=weights)


def _fit_count(
    answers: pd.DataFrame, item: str, plan: Plan, population: pd.DataFrame, wave: str
) -> Rows:
    """Poisson regression of the number of shortfalls; its test of type is by permutation, thin types included."""
    frame = complete(answers, item, plan)
    design = design_of(frame, plan)
    outcome, clusters = frame["outcome"].to_numpy(), frame["cluster"].to_numpy()
    fit = fit_clustered(outcome, design, clusters, POISSON, plan.confidence, name=item)
    p_type = permutation_p(frame, plan)
    for row in rows_of(frame, item, fit, design, plan, p_type=p_type, scale=1):
        inside = frame.loc[frame[str(row["term"])] == row["level"], "cluster"]
        yield row if inside.nunique() >= LEAST_CLUSTERS else _without_interval(row)


def _without_interval(row: dict[str, object]) -> dict[str, object]:
    notes = {
        "note_en": "municipalities: no interval",
        "note_nl": "gemeenten: geen betrouwbaarheidsinterval",
    }
    few = {"note_en": "fewer than", "note_nl": "minder dan"}
    for name, note in notes.items():
        said = filter(None, (str(row[name]), f"{few[name]} {LEAST_CLUSTERS} {note}"))
        row[name] = "; ".join(said)
    return {**row, **dict.fromkeys(_UNCERTAINTY, np.nan)}


def permutation_p(frame: pd.DataFrame, plan: Plan) -> float:
    """P-value of the test that the outcome does not go with the type of team, exact whatever is thin.

    It is the share of `PERMUTATIONS` random exchanges, and the data themselves, with a statistic at least as large.
    `ValueError` if an outcome is not a count, or the municipality of an answer is missing.

    Notes
    -----
    The residuals of a Poisson regression without type are exchanged between municipalities that answered the same
    waves in the same classes of size; all answers of a municipality move together. If type does not matter these
    are exchangeable, so that the level is exact. The statistic is Σ_types (Σ residuals)² / n.
    """
    others = {name: level for name, level in plan.levels.items() if name != TYPE}
    try:
        matrix = make_design(frame, others).matrix.to_numpy()
    except ModelRefused:
        matrix = np.ones((len(frame), 1))
    if frame["cluster"].isna().any():
        raise ValueError("an answer without a municipality")
    outcome, matrix = as_regression(frame["outcome"], matrix, np.inf)
    residual = outcome - GLM(outcome, matrix, family=Poisson()).fit().mu
    ordered = frame.assign(place=np.arange(len(frame))).sort_values(["cluster", *others])
    keys = ordered[list(others)].astype(str).agg("|".join, axis=1) if others else ordered[TYPE] * 0
    places = ordered.groupby("cluster")["place"].agg(list)
    pattern = keys.groupby(ordered["cluster"]).agg(";".join)
    blocks = [np.array(group.to_list()) for _, group in places.groupby(pattern) if len(group) > 1]
    types = pd.get_dummies(frame[TYPE]).to_numpy(dtype=float)
    scaled = types / np.sqrt(types.sum(axis=0))
    random = np.random.default_rng(_SEED)
    found = residual @ scaled
    totals = np.tile(found, (PERMUTATIONS, 1))
    for block in blocks:
        order = random.random((PERMUTATIONS, len(block))).argsort(axis=1)
        for column in block.T:
            totals += (residual[column][order] - residual[column]) @ scaled[column]
    as_large = ((totals**2).sum(axis=1) >= (found @ found) * (1 - 1e-9)).sum()
    return float((1 + as_large) / (1 + PERMUTATIONS))


MODELS: dict[str, Callable[[pd.DataFrame, str, Plan, pd.DataFrame, str], Rows]] = {
    "by_wave": _fit_by_wave,
    "gee": _fit_gee,
    "within": _fit_within,
    "weighted": _fit_weighted,
    "count": _fit_count,
}
