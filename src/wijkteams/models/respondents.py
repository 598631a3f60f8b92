"""The regressions on respondent-level files that the plan of analysis names, in one tidy table."""

import warnings
from collections.abc import Iterator

import numpy as np
import pandas as pd

from wijkteams.models.checks import ModelRefused
from wijkteams.models.logistic import FIRTH
from wijkteams.models.plan import Plan
from wijkteams.models.respondents_exploratory import MODELS, fit_plan, permutation_p
from wijkteams.models.respondents_nonresponse import delta_star, silent_share
from wijkteams.models.respondents_rows import (
    COLUMNS,
    COUNT_ITEM,
    TYPE,
    complete,
    design_of,
    rows_of,
)
from wijkteams.statistics.multiplicity import holm_adjusted

PRIMARY = "primary"
_NO_POPULATION = pd.DataFrame(columns=["wave_id"])


def fit_primary(answers: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Fit the primary model to every shortfall of the plan; the rows of `fit_respondents` that compare types of team.

    A shortfall that could not be fitted has none.
    """
    table, _ = _fit(answers, plan, (PRIMARY,), _NO_POPULATION)
    return table[table["term"] == TYPE].reset_index(drop=True)


def fit_respondents(
    answers: pd.DataFrame, plan: Plan, population: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fit the primary model and the exploratory ones that the plan names.

    The answers are cleaned, one row for each municipality and wave; the population comes from
    `wijkteams.models.population.read_population`.

    Returns
    -------
    (pandas.DataFrame, pandas.DataFrame)
        The estimates, one row for each model, wave, item and level, with the columns `COLUMNS`: log odds ratio
        (log ratio for the count) with interval, average marginal effect in percentage points (in shortfalls for
        the count) with interval, the joint test of the term and that of Holm over the shortfalls, the share of
        municipalities that are ``silent`` and how far they may differ (`delta_star`, in points), ``n``,
        ``clusters``, ``least_cell`` (the smallest number of answers behind the level), and notes.
        And the models that were refused: ``model``, ``wave_id``, ``item_id``, ``reason_en``, ``reason_nl``.
    """
    return _fit(answers, plan, (PRIMARY, *plan.exploratory), population)


def _fit(
    answers: pd.DataFrame, plan: Plan, models: tuple[str, ...], population: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    fits = {PRIMARY: _fit_primary, **MODELS}
    rows: list[dict[str, object]] = []
    refused: list[dict[str, object]] = []
    for model, item, wave in _jobs(answers, plan, models):
        # An exploratory model stands beside a primary one.
        if any(each["item_id"] == item and each["model"] == PRIMARY for each in refused):
            continue
        place = {"model": model, "wave_id": wave, "item_id": item}
        try:
            with warnings.catch_warnings():
                # Our own checks decide whether a fit counts.
                warnings.simplefilter("ignore")
                found = fits[model](answers, item, plan, population, wave)
                rows += [{**row, **place} for row in found]
        except ModelRefused as error:
            refused.append({**place, "reason_en": str(error), "reason_nl": error.dutch})
        except np.linalg.LinAlgError:
            reason = "the answers leave the model undetermined"
            dutch = "de antwoorden laten het model onbepaald"
            refused.append({**place, "reason_en": reason, "reason_nl": dutch})
    table = pd.DataFrame(rows).reindex(columns=list(COLUMNS))
    return _with_holm(table), pd.DataFrame(
        refused, columns=["model", "wave_id", "item_id", "reason_en", "reason_nl"]
    )


def _jobs(
    answers: pd.DataFrame, plan: Plan, models: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    """Yield model, item and wave; by_wave also asks for every wave with answers by itself."""
    for model in models:
        for item in (COUNT_ITEM,) if model == "count" else plan.outcomes:
            waves: list[str] = []
            if model == "by_wave":
                waves = sorted(answers.loc[answers[item].isin(["yes", "no"]), "wave_id"].unique())
            for wave in ("all", *(waves if len(waves) > 1 else [])):
                yield model, item, wave


def _fit_primary(
    answers: pd.DataFrame, item: str, plan: Plan, population: pd.DataFrame, wave: str
) -> Iterator[dict[str, object]]:
    frame = complete(answers, item, plan)
    design = design_of(frame, plan)
    fit = fit_plan(frame, item, design, plan)
    # The penalised likelihood does not know that a municipality comes back; exchanging whole municipalities does.
    again = fit.estimator == FIRTH and bool(frame["cluster"].duplicated().any())
    p_type = permutation_p(frame, plan) if again else None
    for row in rows_of(frame, item, fit, design, plan, p_type=p_type):
        if len(population) and row["term"] == TYPE:
            silent = silent_share(answers, frame, population)
            row |= {"silent": 100 * silent, "delta_star": delta_star(row, silent, plan.confidence)}
        yield row


def _with_holm(table: pd.DataFrame) -> pd.DataFrame:
    """Adjust the joint tests of team type for the number of shortfalls (Holm 1979): one family, the primary model."""
    primary = table["model"] == PRIMARY
    tests = table[primary].groupby("item_id", sort=False)["p_type"].first().dropna().astype(float)
    if len(tests):
        adjusted = dict(zip(tests.index, holm_adjusted(tests), strict=True))
        table.loc[primary, "p_type_holm"] = table.loc[primary, "item_id"].map(adjusted)
    return table
