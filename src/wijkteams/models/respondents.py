"""The regressions on a respondent-level file: shortfalls on team type, date and size, in one tidy table."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from statsmodels.discrete.conditional_models import ConditionalLogit
from statsmodels.stats.multitest import multipletests

from wijkteams.microdata.codebook import MISSING, SHORTFALLS, TEAM_TYPES
from wijkteams.models.checks import ModelRefused
from wijkteams.models.logistic import (
    POISSON,
    Design,
    Fit,
    fit_clustered,
    fit_shortfall,
    joint_test,
    make_design,
    marginal_effect,
)

DAYS_PER_YEAR = 365.25
COUNT_ITEM = "number_of_shortfalls"
_LABELS = {name: (item.label_en, item.label_nl) for name, item in SHORTFALLS.items()} | {
    COUNT_ITEM: ("number of shortfalls", "aantal tekorten")
}


@dataclass(frozen=True)
class RespondentSpecification:
    """What is fitted for every shortfall.

    Attributes
    ----------
    reference_type : str
        The team type that the others are compared with.
    reference_size : str
        The class of size that the others are compared with.
    confidence : float
        Confidence level of the intervals, between 0 and 1.
    least_respondents : int
        A shortfall with fewer complete answers is not modelled.
    """

    reference_type: str
    reference_size: str
    confidence: float
    least_respondents: int = 30


def fit_respondents(
    answers: pd.DataFrame, specification: RespondentSpecification
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fit every model that the answers allow.

    Parameters
    ----------
    answers : pandas.DataFrame
        Cleaned answers, one row for each municipality and wave.
    specification : RespondentSpecification
        What to fit.

    Returns
    -------
    (pandas.DataFrame, pandas.DataFrame)
        The estimates, one row for each model, item and term: log odds (log ratio for the count) with standard
        error and interval, average marginal effect in percentage points (in shortfalls for the count) with
        interval, ``n``, ``clusters``, ``least_cell`` (the smallest number of answers behind the term), the
        p-value of the joint test of team type and that of Holm over the shortfalls. And the models that were
        refused, with the reason.

    Notes
    -----
    Models: ``main`` (clustered by municipality, Firth where thin), ``weighted`` (response weights, a
    sensitivity analysis), ``within`` (conditional logistic regression on municipalities in more than one wave)
    and ``count`` (Poisson, clustered).
    """
    rows: list[dict[str, object]] = []
    refused: list[dict[str, str]] = []
    for item in _LABELS:
        complete = _complete(answers, item)
        for model, fit in _MODELS.items():
            if (item == COUNT_ITEM) != (model == "count"):
                continue
            try:
                if len(complete) < specification.least_respondents:
                    raise ModelRefused(f"fewer than {specification.least_respondents} answers")
                rows.extend({"model": model, **row} for row in fit(complete, item, specification))
            except ModelRefused as error:
                refused.append({"model": model, "item_id": item, "reason": str(error)})
    table = _with_holm(pd.DataFrame(rows)) if rows else pd.DataFrame(columns=["model", "item_id"])
    return table, pd.DataFrame(refused, columns=["model", "item_id", "reason"])


def _complete(answers: pd.DataFrame, item: str) -> pd.DataFrame:
    """Rows with an answer on the item and the type, with outcome and date as numbers."""
    asked = answers[~answers["team_type"].isin(MISSING)]
    if item == COUNT_ITEM:
        # The count is over the items that the wave asked; a municipality that left one open has no count.
        named = asked[list(SHORTFALLS)]
        gaps = named.isin(["no_answer", "does_not_know"]).any(axis=1) | (named == "not_asked").all(
            axis=1
        )
        asked = asked[~gaps].assign(outcome=named.isin(["yes"]).sum(axis=1))
    else:
        asked = asked[asked[item].isin(["yes", "no"])]
        asked = asked.assign(outcome=asked[item].eq("yes").astype(int))
    dates = pd.to_datetime(asked["wave_date"])
    years = (dates - pd.Timestamp("2015-10-16")).dt.days / DAYS_PER_YEAR
    size = asked["size_class"].where(~asked["size_class"].isin(MISSING), "unknown")
    return asked.assign(years=years, size_class=size)


def _design(frame: pd.DataFrame, item: str, specification: RespondentSpecification) -> Design:
    """Type, date and size; the count has a level for each wave instead, because waves asked different items."""
    sizes = set(frame["size_class"])
    reference = (
        specification.reference_size if specification.reference_size in sizes else min(sizes)
    )
    categories = {"team_type": specification.reference_type, "size_class": reference}
    if item == COUNT_ITEM:
        categories["wave_id"] = min(frame["wave_id"])
        return make_design(frame, categories, ())
    return make_design(frame, categories, ("years",))


def _fit_main(
    frame: pd.DataFrame, item: str, specification: RespondentSpecification
) -> Iterator[dict[str, object]]:
    design = _design(frame, item, specification)
    clusters = frame["cluster"].to_numpy()
    outcome = frame["outcome"].to_numpy(dtype=float)
    fit = fit_shortfall(outcome, design, clusters, specification.confidence, item)
    yield from _rows(frame, item, fit, design, specification)


def _fit_weighted(
    frame: pd.DataFrame, item: str, specification: RespondentSpecification
) -> Iterator[dict[str, object]]:
    weights = frame["weight"].to_numpy(dtype=float)
    if np.isnan(weights).any():
        raise ModelRefused("no response weights, or not for everyone")
    design = _design(frame, item, specification)
    fit = fit_clustered(
        frame["outcome"].to_numpy(dtype=float), design, frame["cluster"].to_numpy(),
        confidence=specification.confidence, weights=weights, name=item,
    )  # fmt: skip
    yield from _rows(frame, item, fit, design, specification, weights)


def _fit_count(
    frame: pd.DataFrame, item: str, specification: RespondentSpecification
) -> Iterator[dict[str, object]]:
    design = _design(frame, item, specification)
    fit = fit_clustered(
        frame["outcome"].to_numpy(dtype=float), design, frame["cluster"].to_numpy(), POISSON,
        specification.confidence, name=item,
    )  # fmt: skip
    yield from _rows(frame, item, fit, design, specification, scale=1)


def _fit_within(
    frame: pd.DataFrame, item: str, specification: RespondentSpecification
) -> Iterator[dict[str, object]]:
    """Compare a municipality with itself: only those whose answer on the item changed between waves count."""
    varies = frame.groupby("cluster")["outcome"].transform("nunique") > 1
    changed = frame[varies]
    if changed["cluster"].nunique() < specification.least_respondents:
        raise ModelRefused("too few municipalities changed their answer between waves")
    design = make_design(changed, {"team_type": specification.reference_type}, ("years",))
    matrix = design.matrix.drop(columns="intercept")
    moves = matrix.groupby(changed["cluster"]).transform("nunique").gt(1).any()
    matrix = matrix.loc[:, moves]
    result = ConditionalLogit(
        changed["outcome"].to_numpy(), matrix.to_numpy(), groups=pd.factorize(changed["cluster"])[0]
    ).fit(disp=False)
    errors = np.asarray(result.bse)
    if not np.all(np.isfinite(errors)) or np.any(errors > 50):
        raise ModelRefused("separated data within municipalities")
    limits = np.asarray(result.conf_int(1 - specification.confidence))
    for place, column in enumerate(matrix.columns):
        yield {
            **_head(item, column, "conditional_logit", changed, design),
            "log_odds": float(result.params[place]),
            "se": float(errors[place]),
            "low": float(limits[place, 0]),
            "high": float(limits[place, 1]),
        }


def _rows(
    frame: pd.DataFrame,
    item: str,
    fit: Fit,
    design: Design,
    specification: RespondentSpecification,
    weights: np.ndarray | None = None,
    scale: float = 100,
) -> Iterator[dict[str, object]]:
    p_type = joint_test(fit, design, "team_type") if "team_type" in design.dummies else None
    for place, column in enumerate(design.matrix.columns):
        if column == "intercept":
            continue
        effect = marginal_effect(fit, design, column, specification.confidence, weights)
        yield {
            **_head(item, column, fit.estimator, frame, design),
            "log_odds": float(fit.coefficients[place]),
            "se": float(np.sqrt(fit.covariance[place, place])),
            "low": float(fit.limits[place, 0]),
            "high": float(fit.limits[place, 1]),
            "effect_points": scale * effect[0],
            "effect_low": scale * effect[1],
            "effect_high": scale * effect[2],
            "p_type": p_type,
        }


def _head(
    item: str, column: str, estimator: str, frame: pd.DataFrame, design: Design
) -> dict[str, object]:
    variable, _, level = column.removesuffix("]").partition("[")
    en, nl = TEAM_TYPES.get(level, (level or "year", level or "jaar"))
    return {
        "item_id": item,
        "label_en": _LABELS[item][0],
        "label_nl": _LABELS[item][1],
        "term": variable,
        "level": level,
        "level_en": en,
        "level_nl": nl,
        "estimator": estimator,
        "n": len(frame),
        "clusters": int(frame["cluster"].nunique()),
        "least_cell": _least_cell(frame, column, design),
        "residual_df": len(frame) - design.matrix.shape[1],
    }


def _least_cell(frame: pd.DataFrame, column: str, design: Design) -> int:
    """Return the smallest number with either answer behind a term; for the disclosure control."""
    named = frame["outcome"].to_numpy() > 0
    inside = np.ones(len(frame), dtype=bool)
    if any(column in names for names in design.dummies.values()):
        inside = design.matrix[column].to_numpy() == 1
    return int(min((named & inside).sum(), (~named & inside).sum()))


def _with_holm(table: pd.DataFrame) -> pd.DataFrame:
    """Adjust the joint tests of team type for the number of shortfalls (Holm 1979); one family for the main model."""
    main = table[table["model"] == "main"].groupby("item_id", sort=False)["p_type"].first().dropna()
    table["p_type_holm"] = float("nan")
    if len(main):
        adjusted = dict(zip(main.index, multipletests(main, method="holm")[1], strict=True))
        is_main = table["model"] == "main"
        table.loc[is_main, "p_type_holm"] = table.loc[is_main, "item_id"].map(adjusted)
    return table


_MODELS = {"main": _fit_main, "weighted": _fit_weighted, "within": _fit_within, "count": _fit_count}
