"""How far municipalities that did not answer may differ before a difference between types of team is no longer told."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from scipy.optimize import brentq
from scipy.stats import norm

from wijkteams.microdata.codebook import MISSING
from wijkteams.statistics._arrays import as_reals, as_shares, tail_of


def silent_share(answers: pd.DataFrame, frame: pd.DataFrame, population: pd.DataFrame) -> float:
    """Share of the municipalities with a team of which the answer is not known.

    `answers` holds everyone who answered a wave, `frame` those whose answer is in the model, and `population` the
    municipalities of each wave. Returned is f = Σ_w (n_w / n) f_w, with f_w = 1 - n_w / (a_w + m_w): in wave w, n_w answers
    in the model, a_w that answered the survey and did not say to have no team, and m_w that did not answer the survey. All
    of the latter count as having a team: the larger f, the less may be told. `ValueError` without an answer in the model, in
    a wave without a population, or with more answers in the model than were given.
    """
    size = population["wave_id"].value_counts()
    answered = answers["wave_id"].value_counts()
    without = answers["has_team"].isin(["no", "starts_soon"]) & answers["team_type"].isin(MISSING)
    teams = answers.loc[~without, "wave_id"].value_counts()
    used = frame["wave_id"].value_counts()
    # A file may hold more municipalities than the list, when it goes by another division.
    most = (teams + (size - answered).clip(lower=0)).loc[used.index]
    if used.empty or not (used <= most).all():
        raise ValueError(
            f"the answers in the model do not fit the population: {used.to_dict()} of {most.to_dict()}"
        )
    return float((used / used.sum() * (1 - used / most)).sum())


def delta_star(row: Mapping[str, Any], silent: float, confidence: float) -> float:
    """Return the largest difference between silent and answering municipalities that the effect withstands.

    The effect is a `row` of the table of models, in percentage points; `silent` is f, the same for every type of team.
    Returned is δ* in percentage points; missing where the interval holds zero anyway, infinite where no δ undoes it.

    Notes
    -----
    δ bounds the difference in tendency between the silent and those that answered, of the same type of team and
    wave. With p the share of the type that is higher, q that of the lower and E = p - q, the difference among all
    municipalities lies between E - L and E + U, where

        L = f min(δ, p) + f min(δ, 1 - q),   U = f min(δ, 1 - p) + f min(δ, q).

    Its interval is that of Imbens and Manski (2004, Econometrica 72, 1845-1857): E - L - c s, with c from
    Φ(c + (L + U)/s) - Φ(-c) = confidence, and s the near side of the interval of E in standard errors. δ* is where
    that end reaches zero. Beside it stands chance in what the silent do: δ is a difference in tendency.

    `ValueError` if the shares do not differ by the effect, the interval does not hold it, or a share lies outside [0, 1].
    """
    as_shares("silent", silent)
    half = tail_of(confidence)
    effect, low, high, share, reference = (
        float(as_reals(name, row[name])) / 100
        for name in ("effect_points", "effect_low", "effect_high", "share", "reference_share")
    )
    as_shares("share", [share, reference])
    if not low < effect < high or abs(share - reference - effect) > 1e-6:
        raise ValueError(
            f"effect {effect} of {share} and {reference} does not fit its interval {low} to {high}"
        )
    near, (p, q) = (low, (share, reference)) if effect > 0 else (-high, (reference, share))
    if not near > 0:
        return float("nan")
    size = abs(effect)
    error = (size - near) / norm.isf(half)

    def end(delta: float) -> float:
        less = silent * (min(delta, p) + min(delta, 1 - q))
        width = (less + silent * (min(delta, 1 - p) + min(delta, q))) / error
        critical = brentq(lambda c: norm.cdf(c + width) - norm.cdf(-c) - confidence, 0, 10)
        return float(size - less - critical * error)

    if end(1.0) > 0:
        return float("inf")
    return 100 * float(brentq(end, 0.0, 1.0))
