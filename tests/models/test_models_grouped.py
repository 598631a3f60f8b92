"""Grouped regressions against published examples, and refusals."""

import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.stats import t as student

from wijkteams.checking.problems import InputError
from wijkteams.models.checks import ModelRefused
from wijkteams.models.grouped import fit_item, fit_model
from wijkteams.models.specification import Specification, read_specification

# Agresti, Categorical Data Analysis: snoring and heart disease
SNORING = ([0.0, 2.0, 4.0, 5.0], [24, 35, 21, 30], [1379, 638, 213, 254])


def levels(*rows: tuple[str, str, str, int, int]) -> pd.DataFrame:
    """Rows of item, date, subgroup, count and size."""
    table = pd.DataFrame(rows, columns=["item_id", "wave_date", "subgroup", "count", "sample_size"])
    pairs = table["count"].astype(str) + "/" + table["sample_size"].astype(str)
    return table.assign(
        label_en=table["item_id"], label_nl=table["item_id"], wave_id="w" + table["wave_date"].str[:4], pairs=pairs,
        reading="printed",
    )  # fmt: skip


def years(*items: str) -> Specification:
    return Specification("model", ("topic",), items, "years")


def test_fit_item_reproduces_the_snoring_example() -> None:
    fit = fit_item(*SNORING, "snoring")
    assert fit.slope == pytest.approx(0.3973366, abs=1e-6)
    assert fit.slope_error == pytest.approx(0.0500107, abs=1e-6)
    assert fit.deviance == pytest.approx(2.808912, abs=1e-5)
    assert fit.pearson == pytest.approx(2.874323, abs=1e-5)
    assert fit.residual_df == 2


def test_fit_item_effect_is_the_mean_slope_of_the_curve() -> None:
    x, k, n = SNORING
    fit = fit_item(x, k, n, "snoring")
    level = -3.8662481
    p = 1 / (1 + np.exp(-(level + 0.3973366 * np.array(x))))
    assert fit.effect == pytest.approx(float(np.mean(p * (1 - p))) * 0.3973366, rel=1e-5)


def test_fit_item_of_two_groups_is_their_difference() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fit = fit_item([0.0, 1.0], [20, 30], [50, 50], "two")
    assert fit.effect == pytest.approx(0.2)
    # unpooled error of a difference of two shares
    assert fit.effect_error == pytest.approx(np.sqrt(0.4 * 0.6 / 50 + 0.6 * 0.4 / 50))


def test_fit_item_score_test_agrees_with_the_trend_test() -> None:
    x, k, n = SNORING
    fit = fit_item(x, k, n, "snoring")
    # Cochran and Armitage; R's prop.trend.test gives the same
    s, yes, size = np.array(x), np.array(k), np.array(n)
    share = yes.sum() / size.sum()
    spread = np.sum(size * s**2) - np.sum(size * s) ** 2 / size.sum()
    statistic = np.sum(s * (yes - share * size)) ** 2 / (share * (1 - share) * spread)
    assert (fit.slope / fit.slope_error) ** 2 == pytest.approx(statistic, rel=0.15)


@pytest.mark.filterwarnings("ignore")
def test_fit_item_refuses_separation() -> None:
    with pytest.raises(ModelRefused, match="m: separated"):
        fit_item([0.0, 1.0, 2.0], [0, 0, 50], [50, 50, 50], "m")


@pytest.mark.filterwarnings("ignore")
def test_fit_item_refuses_a_term_without_spread() -> None:
    with pytest.raises(ModelRefused, match="m: the design has 2 columns but rank 1"):
        fit_item([1.0, 1.0, 1.0], [10, 20, 30], [50, 50, 50], "m")


def test_fit_model_runs_on_dates_not_wave_numbers() -> None:
    data = levels(
        ("i", "2014-10-16", "all", 40, 200), ("i", "2015-10-16", "all", 60, 200), ("i", "2019-10-16", "all", 80, 200)
    )  # fmt: skip
    effects = fit_model(data, years("i"), [0.0], 0.95).effects
    fit = fit_item([0.0, 365 / 365.25, 1826 / 365.25], [40, 60, 80], [200, 200, 200], "i")
    assert effects["log_odds"].item() == pytest.approx(fit.slope)
    assert effects["effect_points"].item() == pytest.approx(100 * fit.effect)
    assert effects["residual_df"].item() == 1
    assert 0 < effects["lack_of_fit_p"].item() < 1


def test_fit_model_hull_holds_every_admissible_count() -> None:
    data = levels(("i", "2015-10-16", "all", 40, 100), ("i", "2017-10-16", "all", 60, 100))
    data["pairs"] = ["39/100 40/100 41/100", "59/100 60/100 61/100"]
    row = fit_model(data, years("i"), [0.0], 0.95).effects.iloc[0]
    assert row["effect_least_admissible"] < row["effect_points"] < row["effect_greatest_admissible"]


def test_fit_model_compares_size_classes() -> None:
    data = levels(("i", "2015-10-16", "G32", 24, 25), ("i", "2015-10-16", "other", 180, 209))
    specification = Specification("m", ("t",), ("i",), "g32", ("w2015",))
    row = fit_model(data, specification, [0.0], 0.95).effects.iloc[0]
    assert row["effect_points"] == pytest.approx(100 * (24 / 25 - 180 / 209))


def test_fit_model_contrasts_are_widest_at_the_worst_dependence() -> None:
    data = levels(
        ("a", "2015-10-16", "all", 40, 100), ("a", "2017-10-16", "all", 60, 100),
        ("b", "2015-10-16", "all", 45, 100), ("b", "2017-10-16", "all", 44, 100),
    )  # fmt: skip
    model = fit_model(data, years("a", "b"), [0.0, 0.5], 0.95)
    contrasts = model.contrasts
    width = (contrasts["effect_high"] - contrasts["effect_low"]).set_axis(contrasts["dependence"])
    assert width["0.5"] < width["0"] < width["worst"]
    assert width["worst"] == pytest.approx(
        2 * 1.959964 * model.effects["effect_se"].sum(), rel=1e-6
    )


def test_fit_model_refuses_an_item_with_one_share() -> None:
    with pytest.raises(InputError, match=r"model: i has 1 published share\(s\) for the term years"):
        fit_model(levels(("i", "2015-10-16", "all", 1, 2)), years("i"), [0.0], 0.95)


def test_fit_model_leaves_out_a_share_whose_year_is_unknown() -> None:
    data = levels(
        ("i", "2015-10-16", "all", 40, 100), ("i", "2017-10-16", "all", 60, 100), ("i", "2019-10-16", "all", 10, 100)
    )  # fmt: skip
    known = fit_model(data.iloc[:2], years("i"), [0.0], 0.95)
    data.loc[2, "reading"] = "year_unknown"
    pd.testing.assert_frame_equal(fit_model(data, years("i"), [0.0], 0.95).effects, known.effects)


def test_fit_model_names_the_counts_that_are_printed() -> None:
    data = levels(("i", "2014-10-16", "all", 40, 100), ("i", "2017-10-16", "all", 60, 100))
    row = fit_model(
        data, years("i"), [0.0], 0.95, {("i", "w2014"), ("other", "w2017")}
    ).effects.iloc[0]
    assert (row["counts_printed"], row["waves"]) == ("w2014", "w2014;w2017")


def test_quasi_binomial_interval_is_that_of_a_model_of_shares_with_its_dispersion() -> None:
    x, k, n = (np.array(each) for each in SNORING)
    data = levels(
        *(
            ("i", f"{2010 + year:.0f}-01-01", "all", a, b)
            for year, a, b in zip(x, k, n, strict=True)
        )
    )
    row = fit_model(data, years("i"), [0.0], 0.95).effects.iloc[0]
    days = pd.to_datetime(data["wave_date"])
    place = (days - days.min()).dt.days.to_numpy() / 365.25
    fit: Any = sm.GLM(
        k / n, sm.add_constant(place), family=sm.families.Binomial(), var_weights=n
    ).fit(scale="X2", use_t=True)
    # The error of the marginal effect, by small differences.
    step = 1e-6
    ends = [
        [_mean_slope(fit.params + end * unit, place) for end in (step, -step)] for unit in np.eye(2)
    ]
    gradient = (np.array(ends) @ [1, -1]) / (2 * step)
    width = student.ppf(0.975, 2) * np.sqrt(gradient @ fit.cov_params() @ gradient)
    assert row["dispersion"] == pytest.approx(fit.scale, rel=1e-6)
    assert (row["quasi_high"] - row["quasi_low"]) / 200 == pytest.approx(width, rel=1e-5)
    curve = fit_model(data, years("i"), [0.0], 0.95).curves.query("kind == 'fitted'")
    band = sm.GLM(
        np.column_stack([k, n - k]), sm.add_constant(place), family=sm.families.Binomial()
    ).fit()
    said = band.get_prediction(sm.add_constant(curve["place"].to_numpy())).conf_int()
    assert curve[["low", "high"]].to_numpy() == pytest.approx(100 * said, rel=1e-6)


def _mean_slope(coefficients: Any, place: Any) -> float:
    p = 1 / (1 + np.exp(-coefficients[0] - coefficients[1] * place))
    return float(np.mean(p * (1 - p)) * coefficients[1])


def test_read_specification_takes_lists() -> None:
    entry = {"topics": ["t"], "items": ["i"], "term": "g32", "waves": ["w2015"]}
    assert read_specification("m", entry) == Specification("m", ("t",), ("i",), "g32", ("w2015",))


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            {"topics": ["t"], "itmes": ["i"]},
            'm: unknown key "itmes"; did you mean "items"',
        ),
        ({"topics": ["t"], "items": ["i"]}, "m: the key term is missing"),
        (
            {"topics": ["t"], "items": ["i"], "term": "wave"},
            "m, term, value 'wave': not a word .* known are years, g32",
        ),
    ],
)
def test_read_specification_refuses(entry: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_specification("m", entry)
