"""Grouped binomial regression of shares on the date of the wave (estimand B: the tendency behind the answers)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf
from scipy.stats import norm

from wijkteams.models.checks import refuse_bad_fit

DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class TrendSpecification:
    """A logistic trend for each item.

    Attributes
    ----------
    items : tuple of str
        The items, each with at least two waves.
    confidence : float
        Confidence level of the intervals, between 0 and 1.
    """

    items: tuple[str, ...]
    confidence: float


def fit_trends(estimates: pd.DataFrame, specification: TrendSpecification) -> pd.DataFrame:
    """Fit one binomial GLM with a level and a yearly trend for each item.

    Parameters
    ----------
    estimates : pandas.DataFrame
        One row for each item and wave: ``item_id``, ``wave_id``, ``wave_date`` (ISO date), ``count``, ``sample_size`` and
        ``pairs`` (every admissible ``count/sample_size``, separated by spaces).
    specification : TrendSpecification
        What to fit.

    Returns
    -------
    pandas.DataFrame
        One row for each item: waves and total n, log odds per year with standard error and interval, average marginal
        effect in percentage points per year with its interval, the least and greatest marginal effect over every
        admissible count and base, and the deviance and residual degrees of freedom of the item.

    Raises
    ------
    ModelRefused
        If the fit does not converge, is separated or loses rank.

    Notes
    -----
    Levels and trends are separate for each item, so that the dependence between items of one respondent does not
    enter any estimate or standard error in the table; it would enter a contrast of two items (McCullagh and Nelder 1989,
    section 4.3). The average marginal effect is the mean of p(1 - p)·b over the waves of the item, with its standard error
    by the delta method.
    """
    frame = _design(estimates, specification.items)
    fit = smf.glm(
        "yes + no ~ C(item_id) + C(item_id):years - 1", data=frame, family=sm.families.Binomial()
    ).fit()
    refuse_bad_fit(fit, "shortfall by item and date")
    rows = [
        _trend_of_item(item, frame, fit, specification.confidence) for item in specification.items
    ]
    return pd.DataFrame(rows)


def _design(estimates: pd.DataFrame, items: tuple[str, ...]) -> pd.DataFrame:
    """Rows of the model: yes, no and the years since the first wave in the data."""
    frame = estimates[estimates["item_id"].isin(items)].sort_values(["item_id", "wave_date"])
    dates = pd.to_datetime(frame["wave_date"])
    return frame.assign(
        yes=frame["count"],
        no=frame["sample_size"] - frame["count"],
        years=(dates - dates.min()).dt.days / DAYS_PER_YEAR,
    ).reset_index(drop=True)


def _trend_of_item(
    item: str, frame: pd.DataFrame, fit: Any, confidence: float
) -> dict[str, object]:
    waves = (frame["item_id"] == item).to_numpy()
    level, trend = f"C(item_id)[{item}]", f"C(item_id)[{item}]:years"
    slope, error = fit.params[trend], fit.bse[trend]
    effect, effect_error = _marginal_effect(
        frame["years"].to_numpy()[waves],
        fit.params[[level, trend]].to_numpy(),
        fit.cov_params().loc[[level, trend], [level, trend]].to_numpy(),
    )
    critical = norm.ppf(0.5 + confidence / 2)
    hull = [100 * each for each in _effects_over_pairs(frame[waves])]
    return {
        "item_id": item,
        "label_en": frame.loc[waves, "label_en"].iloc[0],
        "waves": int(waves.sum()),
        "n": int(frame.loc[waves, "sample_size"].sum()),
        "log_odds_per_year": slope,
        "se": error,
        "low": slope - critical * error,
        "high": slope + critical * error,
        "effect_points_per_year": 100 * effect,
        "effect_low": 100 * (effect - critical * effect_error),
        "effect_high": 100 * (effect + critical * effect_error),
        "effect_least_admissible": min(hull),
        "effect_greatest_admissible": max(hull),
        "deviance": float(np.sum(fit.resid_deviance[waves] ** 2)),
        "residual_df": int(waves.sum()) - 2,
    }


def _marginal_effect(
    years: np.ndarray, coefficients: np.ndarray, covariance: np.ndarray
) -> tuple[float, float]:
    """Average marginal effect of a year on the share, and its standard error by the delta method."""
    design = np.column_stack([np.ones_like(years), years])
    p = 1 / (1 + np.exp(-design @ coefficients))
    slope = coefficients[1]
    effect = float(np.mean(p * (1 - p)) * slope)
    gradient = np.mean(p * (1 - p) * (1 - 2 * p) * slope * design.T, axis=1)
    gradient[1] += np.mean(p * (1 - p))
    return effect, float(np.sqrt(gradient @ covariance @ gradient))


def _effects_over_pairs(item: pd.DataFrame) -> Iterator[float]:
    """Marginal effects with each wave at its lowest or highest admissible share: the extremes are among them."""
    extremes = [_extreme_pairs(pairs) for pairs in item["pairs"]]
    for choice in product(*extremes):
        counts, sizes = np.array(choice).T
        design = sm.add_constant(item["years"].to_numpy())
        fit = sm.GLM(
            np.column_stack([counts, sizes - counts]), design, family=sm.families.Binomial()
        ).fit()
        yield _marginal_effect(item["years"].to_numpy(), fit.params, fit.cov_params())[0]


def _extreme_pairs(pairs: str) -> list[tuple[int, int]]:
    admissible = [tuple(int(part) for part in pair.split("/")) for pair in pairs.split()]
    ordered = sorted(admissible, key=lambda pair: pair[0] / pair[1])
    return [ordered[0], ordered[-1]]
