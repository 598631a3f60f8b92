"""Grouped binomial regression of published shares (estimand B: the tendency behind the answers)."""

import warnings
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import chi2
from scipy.stats import t as student
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

from wijkteams.checking.problems import InputError
from wijkteams.dates import DAYS_PER_YEAR
from wijkteams.estimates.counts.printed_share import Reading, readings_of
from wijkteams.models.checks import refuse_bad_fit
from wijkteams.models.specification import Specification
from wijkteams.statistics._arrays import as_correlations, as_reals, as_sample, critical_value
from wijkteams.statistics.intervals import wilson_interval
from wijkteams.tables import list_of, rows_of

CONTRAST_COLUMNS = (
    "model", "term", "item_id", "label_en", "label_nl", "against_id", "against_label_en", "against_label_nl",
    "dependence", "effect_points", "effect_low", "effect_high",
)  # fmt: skip

CURVE_COLUMNS = (
    "model",
    "term",
    "item_id",
    "label_en",
    "label_nl",
    "kind",
    "start",
    "place",
    "share",
    "low",
    "high",
)
CURVE_POINTS = 13
YEAR_UNKNOWN = "year_unknown"

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Fit:
    """One item: level and slope.

    Attributes
    ----------
    level, level_error : float
        Log odds where the term is zero.
    slope, slope_error : float
        Log odds per unit of the term.
    covariance : float
        Of level and slope.
    effect, effect_error : float
        Average marginal effect, as a share, and its standard error by the delta method.
    deviance, pearson : float
        Residual deviance and Pearson's chi-square.
    residual_df : int
        Rows less two.
    """

    level: float
    level_error: float
    slope: float
    slope_error: float
    covariance: float
    effect: float
    effect_error: float
    deviance: float
    pearson: float
    residual_df: int


@dataclass(frozen=True)
class FittedModel:
    """What is published of a specification.

    Attributes
    ----------
    effects : pandas.DataFrame
        One row for each item: log odds with standard error, odds ratio per unit of the term, average marginal effect in
        percentage points with its binomial and its quasi-binomial interval, the least and greatest effect over every
        admissible count and base, and lack of fit (missing without degrees of freedom, as is the quasi-binomial
        interval). ``counts_printed`` names the waves whose count is printed; the others were rebuilt from a rounded share.
    contrasts : pandas.DataFrame
        One row for each pair of items and dependence, columns as in `CONTRAST_COLUMNS`: the first effect minus the second
        at each correlation, and ``worst``: the least favourable.
    curves : pandas.DataFrame
        Per cent, columns as in `CURVE_COLUMNS`: the shares that were fitted with their intervals (``observed``), and the
        fitted curve with its binomial band (``fitted``), both at a ``place``: years from the first survey, or 0 and 1.
    """

    effects: pd.DataFrame
    contrasts: pd.DataFrame
    curves: pd.DataFrame


def fit_item(term: Sequence[float], counts: Sequence[int], sizes: Sequence[int], name: str) -> Fit:
    """Fit a logistic regression of grouped counts on one term.

    Parameters
    ----------
    term : sequence of float
        Position of each group: years, or 0 and 1.
    counts, sizes : sequence of int
        Successes and size of each group; the groups are taken as independent.
    name : str
        What the model is, for a refusal.

    Returns
    -------
    Fit
        Of the GLM with binomial family and logit link (McCullagh and Nelder 1989, chapter 4).

    Raises
    ------
    ModelRefused
        If the fit does not converge, is separated or loses rank.
    ValueError
        If there are not as many terms, counts and sizes, a count lies outside 0 to its size, or a term is not finite.

    Notes
    -----
    The marginal effect of years is the mean of p(1 - p) b over the groups; that of 0 and 1 is the difference of the two
    fitted shares. The dispersion is Pearson's chi-square over its degrees of freedom: the library's own ``scale="X2"``
    ignores the sizes of the groups.
    """
    x = as_reals("term", term)
    k, n = (each.astype(np.float64) for each in as_sample(counts, sizes))
    if x.ndim != 1 or not x.shape == k.shape == np.shape(counts) == np.shape(sizes):
        raise ValueError(f"{name}: every group needs a term, a count and a size")
    fit = fit_counts(np.column_stack([np.ones_like(x), x]), k, n, name)
    effect, gradient = _marginal_effect(x, fit.params)
    return Fit(
        level=float(fit.params[0]),
        level_error=float(fit.bse[0]),
        slope=float(fit.params[1]),
        slope_error=float(fit.bse[1]),
        covariance=float(fit.cov_params()[0, 1]),
        effect=effect,
        effect_error=float(np.sqrt(gradient @ fit.cov_params() @ gradient)),
        deviance=max(0.0, float(fit.deviance)),
        pearson=float(fit.pearson_chi2),
        residual_df=len(x) - 2,
    )


def fit_counts(design: Floats, counts: Floats, sizes: Floats, name: str) -> Any:
    """Fit a GLM with binomial family and logit link to grouped counts; arguments and refusals as in `fit_item`.

    A count may be the middle of several, and so no whole number.
    """
    k, n, x = (
        as_reals(*each) for each in (("counts", counts), ("sizes", sizes), ("design", design))
    )
    if not k.shape == n.shape == x.shape[:1] or not ((k >= 0) & (k <= n) & (n > 0)).all():
        raise ValueError(
            f"{name}: every group needs a row of the design, and a count between 0 and its size"
        )
    with warnings.catch_warnings():
        if len(sizes) == design.shape[1]:
            # as many parameters as groups predict every share exactly, which is no separation
            warnings.simplefilter("ignore", PerfectSeparationWarning)
            warnings.simplefilter("ignore", RuntimeWarning)
        fit: Any = GLM(np.column_stack([counts, sizes - counts]), design, family=Binomial()).fit()
    refuse_bad_fit(fit, name)
    return fit


def _marginal_effect(x: Floats, coefficients: Floats) -> tuple[float, Floats]:
    """Return the average marginal effect and its gradient in level and slope."""
    if set(x) == {0.0, 1.0}:
        p = 1 / (1 + np.exp(-coefficients[0] - coefficients[1] * np.array([0.0, 1.0])))
        spread = p * (1 - p)
        return float(p[1] - p[0]), np.array([spread[1] - spread[0], spread[1]])
    p = 1 / (1 + np.exp(-coefficients[0] - coefficients[1] * x))
    spread, slope = p * (1 - p), coefficients[1]
    bend = spread * (1 - 2 * p) * slope
    gradient = np.array([np.mean(bend), np.mean(bend * x) + np.mean(spread)])
    return float(np.mean(spread) * slope), gradient


def fit_model(
    estimates: pd.DataFrame,
    specification: Specification,
    correlations: Sequence[float],
    confidence: float,
    counted: Container[tuple[str, str]] = (),
) -> FittedModel:
    """Fit a specification, and compare the effects of its items.

    Parameters
    ----------
    estimates : pandas.DataFrame
        Levels of the topics: ``item_id``, ``wave_id``, ``wave_date`` (ISO date), ``subgroup``, ``count``,
        ``sample_size``, ``pairs`` (every reading) and ``reading``; a share whose year is unknown is left out.
    specification : Specification
        What to fit.
    correlations : sequence of float
        Correlations of the answers to two items at which their contrast is given.
    confidence : float
        Confidence level of the intervals, between 0 and 1.
    counted : container of (str, str)
        Items and waves of which the sources print the count itself; every other count is rebuilt from a rounded share.

    Returns
    -------
    FittedModel
        Its effects, its items against each other, and its curves.

    Raises
    ------
    ModelRefused
        If a fit does not converge, is separated or loses rank.
    ValueError
        As in `fit_item`, or a correlation or confidence that cannot be.
    InputError
        If an item has fewer than two rows that differ in the term.
    """
    rows, curves = [], []
    critical = critical_value(confidence)
    as_correlations("correlations", correlations)
    for item in specification.items:
        data = _rows_of(estimates, specification, item)
        name = f"{specification.name}, {item}"
        term = _term(data, specification.term)
        fit = fit_item(term, data["count"].tolist(), data["sample_size"].tolist(), name)
        hull = _effects_over_pairs(data, term, name)
        p, dispersion = lack_of_fit(fit)
        quasi = _critical_of_quasi(fit, confidence) * fit.effect_error
        printed = [wave for wave in data["wave_id"].unique() if (item, wave) in counted]
        curves.append(_curve(specification, item, data, term, fit, critical))
        rows.append({
            "model": specification.name, "term": specification.term, "item_id": item,
            "label_en": data["label_en"].iloc[0], "label_nl": data["label_nl"].iloc[0], "rows": len(data),
            "waves": list_of(data["wave_id"].unique()), "counts_printed": list_of(printed), "n": int(data["sample_size"].sum()),
            "level": fit.level, "level_se": fit.level_error, "log_odds": fit.slope, "se": fit.slope_error,
            "low": fit.slope - critical * fit.slope_error, "high": fit.slope + critical * fit.slope_error,
            "odds_ratio": np.exp(fit.slope), "odds_low": np.exp(fit.slope - critical * fit.slope_error),
            "odds_high": np.exp(fit.slope + critical * fit.slope_error),
            "effect_points": 100 * fit.effect, "effect_se": 100 * fit.effect_error,
            "effect_low": 100 * (fit.effect - critical * fit.effect_error),
            "effect_high": 100 * (fit.effect + critical * fit.effect_error), "quasi_low": 100 * (fit.effect - quasi),
            "quasi_high": 100 * (fit.effect + quasi), "effect_least_admissible": 100 * min(hull),
            "effect_greatest_admissible": 100 * max(hull), "deviance": fit.deviance,
            "residual_df": fit.residual_df, "lack_of_fit_p": p, "dispersion": dispersion,
        })  # fmt: skip
    effects = pd.DataFrame(rows)
    contrasts = _contrasts(effects, correlations, critical)
    return FittedModel(effects, contrasts, pd.concat(curves, ignore_index=True))


def _critical_of_quasi(fit: Fit, confidence: float) -> float:
    """Return what a quasi-binomial interval multiplies the binomial standard error by.

    The root of the dispersion times Student's t, because one or two degrees of freedom hardly tell a dispersion (McCullagh
    and Nelder 1989, section 4.5). nan without degrees of freedom.
    """
    _, dispersion = lack_of_fit(fit)
    return float(np.sqrt(dispersion) * student.ppf((1 + confidence) / 2, fit.residual_df))


def _curve(
    specification: Specification, item: str, rows: pd.DataFrame, term: list[float], fit: Fit, critical: float
) -> pd.DataFrame:  # fmt: skip
    """Return the shares that were fitted and the curve through them, as `FittedModel` says."""
    low, high = wilson_interval(rows["count"].to_numpy(), rows["sample_size"].to_numpy())
    observed = {
        "place": term,
        "share": rows["count"] / rows["sample_size"],
        "low": low,
        "high": high,
    }
    place = np.linspace(min(term), max(term), CURVE_POINTS if specification.term == "years" else 2)
    middle = fit.level + fit.slope * place
    error = np.sqrt(
        fit.level_error**2 + 2 * place * fit.covariance + (place * fit.slope_error) ** 2
    )
    logits = {"share": middle, "low": middle - critical * error, "high": middle + critical * error}
    fitted = {"place": place} | {name: 1 / (1 + np.exp(-logit)) for name, logit in logits.items()}
    both = pd.concat(
        [pd.DataFrame(observed).assign(kind="observed"), pd.DataFrame(fitted).assign(kind="fitted")]
    )
    both[["share", "low", "high"]] *= 100
    names = {name: rows[name].iloc[0] for name in ("label_en", "label_nl")}
    first = rows["wave_date"].iloc[0]
    return both.assign(
        model=specification.name, term=specification.term, item_id=item, start=first, **names
    )[list(CURVE_COLUMNS)]


def _rows_of(estimates: pd.DataFrame, specification: Specification, item: str) -> pd.DataFrame:
    # a share whose year is unknown has no place on a time axis
    rows = estimates[(estimates["item_id"] == item) & (estimates["reading"] != YEAR_UNKNOWN)]
    if specification.waves:
        rows = rows[rows["wave_id"].isin(specification.waves)]
    groups = ["all"] if specification.term == "years" else ["G32", "other"]
    rows = rows[rows["subgroup"].isin(groups)].sort_values(["wave_date", "subgroup"])
    if len(rows) < 2:
        raise InputError(
            f"config/models.yaml, {specification.name}: {item} has {len(rows)} published share(s) for the term "
            f"{specification.term}; two are needed"
        )
    return rows


def _term(rows: pd.DataFrame, term: str) -> list[float]:
    if term == "g32":
        return [float(each) for each in rows["subgroup"] == "G32"]
    dates = pd.to_datetime(rows["wave_date"])
    return [float(days) / DAYS_PER_YEAR for days in (dates - dates.min()).dt.days]


def _effects_over_pairs(rows: pd.DataFrame, term: Sequence[float], name: str) -> list[float]:
    """Fit with each group at its lowest or highest admissible share: the extremes are among these."""
    extremes = [_extremes(readings_of(row)) for row in rows_of(rows)]
    return [
        fit_item(term, [k for k, _ in choice], [n for _, n in choice], name).effect
        for choice in product(*extremes)
    ]


def _extremes(readings: Sequence[Reading]) -> list[Reading]:
    ordered = sorted(readings, key=lambda reading: reading.k / reading.n)
    return [ordered[0], ordered[-1]]


def lack_of_fit(fit: Fit) -> tuple[float, float]:
    """Return the p value of the deviance and the dispersion; nan without degrees of freedom.

    `ValueError` if the deviance is negative or not finite, or there are fewer groups than parameters.
    """
    if as_reals("deviance", [fit.deviance, fit.pearson, fit.residual_df]).min() < 0:
        raise ValueError(f"deviance and degrees of freedom must not be negative, got {fit}")
    if fit.residual_df == 0:
        return float("nan"), float("nan")
    return float(chi2.sf(fit.deviance, fit.residual_df)), fit.pearson / fit.residual_df


def _contrasts(
    effects: pd.DataFrame, correlations: Sequence[float], critical: float
) -> pd.DataFrame:
    """Compare the effects of every two items; both come from the same respondents.

    var = v1 + v2 - 2 r sqrt(v1 v2); a positive correlation narrows the interval, r = -1 is the worst.
    """
    rows = []
    for first, second in combinations(effects.to_dict("records"), 2):
        difference = first["effect_points"] - second["effect_points"]
        errors = first["effect_se"], second["effect_se"]
        for name, r in [*((f"{r:g}", r) for r in correlations), ("worst", -1.0)]:
            spread = np.sqrt(errors[0] ** 2 + errors[1] ** 2 - 2 * r * errors[0] * errors[1])
            rows.append({
                **{column: first[column] for column in ("model", "term", "item_id", "label_en", "label_nl")},
                "against_id": second["item_id"], "against_label_en": second["label_en"],
                "against_label_nl": second["label_nl"], "dependence": name, "effect_points": difference,
                "effect_low": difference - critical * spread, "effect_high": difference + critical * spread,
            })  # fmt: skip
    return pd.DataFrame(rows, columns=list(CONTRAST_COLUMNS))
