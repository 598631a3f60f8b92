"""What a simulation shows: bias, coverage, rejection and power, each with its Monte Carlo error."""

from dataclasses import asdict

import numpy as np
import pandas as pd

from wijkteams.planning.worlds import Scenario, true_effect


def summarise_study(
    scenarios: list[Scenario], runs: pd.DataFrame, wanted_power: float
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the proof, the power and the detectable gaps of a study, each marked as made up."""
    summary = summarise_replications(scenarios, runs)
    summary.insert(0, "synthetic", True)
    power = summary[summary["study"] == "power"]
    gaps = detectable_gaps(power, wanted_power)
    gaps.insert(0, "synthetic", True)
    return summary[summary["study"] == "proof"], power, gaps


def summarise_replications(scenarios: list[Scenario], runs: pd.DataFrame) -> pd.DataFrame:
    """Compare the estimates of all replications with the truth, world by world.

    Beside the fields of each scenario stand: replications, refused, share fitted by Firth, bias of the log odds ratio and of
    the effect in percentage points, coverage and rejection in per cent, each with its Monte Carlo standard error (Morris,
    White and Crowther 2019, Statistics in Medicine 38, 2074-2102, table 6).
    """
    rows: list[dict[str, object]] = []
    for place, scenario in enumerate(scenarios):
        own = runs[runs["scenario"] == place]
        fitted = own[own["estimator"] != "refused"]
        truth, effect = np.log(scenario.odds_ratio), true_effect(scenario)
        covered = (fitted["low"] <= truth) & (truth <= fitted["high"])
        effect_covered = (fitted["effect_low"] <= effect) & (effect <= fitted["effect_high"])
        rejected = (fitted["low"] > 0) | (fitted["high"] < 0)
        rows.append(
            {
                **_told(scenario),
                "true_effect_points": 100 * effect,
                "replications": len(own),
                "refused": len(own) - len(fitted),
                "firth": 100 * float((fitted["estimator"] == "firth").mean()),
                **_mean_error("bias", fitted["log_odds"] - truth),
                **_mean_error("effect_bias_points", 100 * (fitted["effect"] - effect)),
                **_share_error("coverage", covered),
                **_share_error("effect_coverage", effect_covered),
                **_share_error("rejection", rejected),
            }
        )
    return pd.DataFrame(rows)


def _told(scenario: Scenario) -> dict[str, object]:
    """Return the fields of a scenario that are one value; its name says the others."""
    return {name: each for name, each in asdict(scenario).items() if not isinstance(each, tuple)}


def _mean_error(name: str, values: pd.Series) -> dict[str, float]:
    return {name: float(values.mean()), f"{name}_mcse": float(values.std() / np.sqrt(len(values)))}


def _share_error(name: str, hits: pd.Series) -> dict[str, float]:
    share = float(hits.mean())
    error = float(np.sqrt(share * (1 - share) / len(hits)))
    return {name: 100 * share, f"{name}_mcse": 100 * error}


def detectable_gaps(power: pd.DataFrame, wanted: float) -> pd.DataFrame:
    """Read from a power study which odds ratio, and gap in points, is found with the wanted power, in per cent.

    The rows of `summarise_replications` differ in ``respondents`` and ``odds_ratio`` alone. It interpolates on the log odds
    ratio; missing where no odds ratio of the study reaches the power.
    """
    rows = []
    for respondents, part in power.groupby("respondents"):
        curve = part.sort_values("odds_ratio")
        rising = np.maximum.accumulate(curve["rejection"].to_numpy())
        reached = rising[-1] >= wanted
        place = np.interp(wanted, rising, np.log(curve["odds_ratio"].to_numpy()))
        gap = np.interp(place, np.log(curve["odds_ratio"]), curve["true_effect_points"])
        rows.append(
            {
                "respondents": respondents,
                "power": wanted,
                "odds_ratio": float(np.exp(place)) if reached else float("nan"),
                "gap_points": float(gap) if reached else float("nan"),
                "replications": int(curve["replications"].min()),
            }
        )
    return pd.DataFrame(rows)


def beside_truth(models: pd.DataFrame, exposed_type: str, odds_ratio: float) -> pd.DataFrame:
    """Set the primary model of the worked example beside the odds ratios that its answers were drawn with.

    Parameters
    ----------
    models : pandas.DataFrame
        Models of the plan, with ``model``, ``term``, ``level``, ``reference``, ``odds_low`` and ``odds_high``.
    exposed_type : str
        The type of team that was drawn with other odds of every shortfall.
    odds_ratio : float
        Those odds against all other types.

    Returns
    -------
    pandas.DataFrame
        The primary model, marked as made up, with ``true_odds_ratio`` (missing for the surveys, whose shares follow the
        published ones) and ``holds_truth``: whether the interval holds it. City size plays no part in the draw, so there it
        is 1.
    """
    primary = models[models["model"] == "primary"].copy()
    is_exposed, from_exposed = (
        primary[name].eq(exposed_type).astype(float) for name in ("level", "reference")
    )
    of_types = odds_ratio ** (is_exposed - from_exposed)
    of_size = primary["term"].map({"size_class": 1.0})
    primary["true_odds_ratio"] = of_types.where(primary["term"] == "team_type", of_size)
    inside = primary["true_odds_ratio"].between(primary["odds_low"], primary["odds_high"])
    primary["holds_truth"] = inside.astype(str).where(primary["true_odds_ratio"].notna(), "")
    primary.insert(0, "synthetic", True)
    return primary
