"""From a fitted regression on respondent-level answers to rows of the table of models."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from wijkteams.microdata.codebook import MISSING, SHORTFALLS, TEAM_TYPES
from wijkteams.models.checks import ModelRefused
from wijkteams.models.design import Design, make_design
from wijkteams.models.logistic import FIRTH, Fit, FloatArray, joint_test, marginal_effect
from wijkteams.models.plan import Plan

COUNT_ITEM = "number_of_shortfalls"
TYPE, WAVE = "team_type", "wave_id"
COLUMNS = (
    "model", "wave_id", "item_id", "label_en", "label_nl", "term", "level", "level_en", "level_nl", "reference",
    "estimator", "log_odds", "se", "low", "high", "odds_ratio", "odds_low", "odds_high", "effect_points",
    "effect_low", "effect_high", "share", "reference_share", "p_type", "p_type_holm", "silent", "delta_star", "n",
    "clusters", "least_cell", "residual_df", "note_en", "note_nl",
)  # fmt: skip
"""Columns of the table of models, whatever could be fitted."""

LABELS = {name: (item.label_en, item.label_nl) for name, item in SHORTFALLS.items()} | {
    COUNT_ITEM: ("number of shortfalls", "aantal tekorten")
}


def complete(answers: pd.DataFrame, item: str, plan: Plan) -> pd.DataFrame:
    """Rows with an answer on the item and the type, and the outcome as a number, in a column ``outcome``.

    The item is a shortfall, or `COUNT_ITEM`: how many shortfalls of the plan were named, among those that the wave asked. A
    missing level of another variable of the plan is a level ``unknown``. `ModelRefused` if fewer answers are left than the
    plan asks for, or only one type of team.
    """
    asked = answers[~answers[TYPE].isin(MISSING)]
    if item == COUNT_ITEM:
        named = asked[list(plan.outcomes)]
        gaps = named.isin(["no_answer", "does_not_know"]).any(axis=1)
        gaps |= (named == "not_asked").all(axis=1)
        asked = asked.assign(outcome=named.isin(["yes"]).sum(axis=1).astype(float))[~gaps]
    else:
        asked = asked[asked[item].isin(["yes", "no"])]
        asked = asked.assign(outcome=asked[item].eq("yes").astype(float))
    if asked.empty:
        raise ModelRefused(
            "no survey in the files asked for it, or nobody answered",
            "geen peiling in de bestanden vroeg ernaar, of niemand antwoordde",
        )
    if len(asked) < plan.least_respondents:
        raise ModelRefused(
            f"fewer than {plan.least_respondents} answers to this question and the type of team",
            f"minder dan {plan.least_respondents} antwoorden op deze vraag en het type team",
        )
    if asked[TYPE].nunique() < 2:
        raise ModelRefused(
            "all municipalities have the same type of team",
            "alle gemeenten hebben hetzelfde type team",
        )
    known = {name: asked[name].where(~asked[name].isin(MISSING), "unknown") for name in plan.levels}
    return asked.assign(**known)


def design_of(frame: pd.DataFrame, plan: Plan, interaction: bool = False) -> Design:
    """Return the right-hand side of the plan, with type by wave where asked."""
    return make_design(frame, plan.levels, (TYPE, WAVE) if interaction else None)


def rows_of(
    frame: pd.DataFrame,
    item: str,
    fit: Fit,
    design: Design,
    plan: Plan,
    *,
    p_type: float | None = None,
    weights: FloatArray | None = None,
    scale: float = 100,
) -> Iterator[dict[str, object]]:
    """Yield a row for each level of each variable, with keys of `COLUMNS`, of a regression fitted to a `frame` from `complete`.

    The joint test of type of team (`p_type`) is by default that of the regression; `weights` are response weights; `scale` is
    100 for effects in percentage points, 1 for counts.
    """
    p_type = joint_test(fit, design, TYPE) if p_type is None else p_type
    for place, column in enumerate(design.matrix.columns[1:], start=1):
        effect = marginal_effect(fit, design, column, weights)
        yield {
            **head(frame, item, column, fit.estimator, design, plan),
            **coefficient(fit.coefficients[place], fit.covariance[place, place], fit.limits[place]),
            **{name: scale * getattr(effect, own) for own, name in _OF_EFFECT.items()},
            "p_type": p_type,
        }


def coefficient(value: float, variance: float, limits: FloatArray) -> dict[str, object]:
    """Return a log odds ratio (log ratio of counts) with its interval, and both without the logarithm.

    `ModelRefused` if one of them is not finite, the interval does not hold it, or the variance is not positive.
    """
    finite = bool(np.isfinite([value, variance, *limits]).all())
    if not (finite and variance > 0 and limits[0] <= value <= limits[1]):
        raise ModelRefused("an estimate without an error", "een schatting zonder foutmarge")
    logs = {"log_odds": value, "low": limits[0], "high": limits[1]}
    names = ("odds_ratio", "odds_low", "odds_high")
    odds = {name: np.exp(log) for name, log in zip(names, logs.values(), strict=True)}
    return {**logs, "se": np.sqrt(variance), **odds}


_OF_EFFECT = {"difference": "effect_points", "low": "effect_low", "high": "effect_high",
              "share": "share", "reference_share": "reference_share"}  # fmt: skip


def head(
    frame: pd.DataFrame, item: str, column: str, estimator: str, design: Design, plan: Plan
) -> dict[str, object]:
    """Say what a row is about: outcome, level, estimator, sizes, and what a reader must know of it."""
    variable, _, level = column.removesuffix("]").partition("[")
    level_en, level_nl = TEAM_TYPES.get(level, (level.removeprefix("w"),) * 2)
    notes = list(_notes(frame, estimator, design, plan))
    return {
        "wave_id": "all",
        "item_id": item,
        "label_en": LABELS[item][0],
        "label_nl": LABELS[item][1],
        "term": variable,
        "level": level,
        "level_en": level_en,
        "level_nl": level_nl,
        "reference": design.references.get(variable, ""),
        "estimator": estimator,
        "n": len(frame),
        "clusters": int(frame["cluster"].nunique()),
        "least_cell": _least_cell(frame, variable, level),
        "residual_df": len(frame) - design.matrix.shape[1],
        "note_en": "; ".join(note[0] for note in notes),
        "note_nl": "; ".join(note[1] for note in notes),
    }


def _notes(
    frame: pd.DataFrame, estimator: str, design: Design, plan: Plan
) -> Iterator[tuple[str, str]]:
    reference = design.references[TYPE]
    if reference != plan.levels[TYPE]:
        en, nl = TEAM_TYPES[reference]
        yield (
            f"nobody has the type that the plan compares with; compared with {en}, the largest",
            f"niemand heeft het type waarmee het plan vergelijkt; vergeleken met {nl}, het grootste",
        )
    if estimator == FIRTH:
        yield "a thin cell, penalised likelihood", "een dunne cel, gepenaliseerde likelihood"
        if frame[WAVE].nunique() > 1 and frame["cluster"].duplicated().any():
            yield (
                "answers of one municipality in several surveys are taken as independent, save in the test of type",
                "antwoorden van een gemeente in meer peilingen gelden als onafhankelijk, behalve in de toets op type",
            )


def _least_cell(frame: pd.DataFrame, variable: str, level: str) -> int:
    """Return the smallest number with either answer behind a level; for the disclosure control."""
    inside = frame[variable] == level if level else pd.Series(True, index=frame.index)
    named = frame["outcome"] > 0
    return int(min((named & inside).sum(), (~named & inside).sum()))
