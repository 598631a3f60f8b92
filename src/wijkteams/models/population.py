"""The municipalities of each survey's day, and weights that make the answers resemble them."""

from pathlib import Path

import numpy as np
import pandas as pd

from wijkteams.microdata.interpretation import size_class
from wijkteams.microdata.municipalities import read_days, read_division
from wijkteams.models.checks import ModelRefused

_MARGINS = ("size_class", "g32")
_ROUNDS, _TOLERANCE = 500, 1e-9


def read_population(
    municipalities: Path, members: Path, mergers: Path, waves: Path
) -> pd.DataFrame:
    """Read which municipalities there were at each survey, from four tables of ``data/raw``.

    A row for each municipality that existed on the day of the wave: ``wave_id``, ``municipality`` (CBS code), ``size_class``
    and ``g32``.

    Notes
    -----
    ASSUME: a municipality of 2019 was in the class of 2019 at every survey. One that went into a new
    municipality with others had an equal part of its inhabitants. One that went into a municipality that stayed
    had fewer than 20,000. Their own numbers of inhabitants are not in our sources; the classes serve to
    weight, never to report.
    """
    division = read_division(mergers, municipalities, members)
    changes = pd.read_csv(mergers, dtype=str)
    inhabitants = dict(division.inhabitants)
    for code in changes.sort_values("valid_from", ascending=False)["old_code"]:
        inhabitants[code] = _part_of_successor(code, changes, inhabitants)
    rows = []
    for wave, day in read_days(waves).items():
        date = pd.Timestamp(day)
        for code in division.codes_on(date):
            in_g32 = division.city_group(code, date) == "g32"
            rows.append((wave, code, size_class(inhabitants[code]), in_g32))
    return pd.DataFrame(rows, columns=["wave_id", "municipality", *_MARGINS])


def _part_of_successor(code: str, changes: pd.DataFrame, inhabitants: dict[str, float]) -> float:
    parts = changes[changes["old_code"] == code]
    if (parts["new_code_existed"] == "yes").any():
        return 0.0
    main = parts.iloc[pd.to_numeric(parts["address_share"]).to_numpy().argmax()]["new_code"]
    return inhabitants[main] / int((changes["new_code"] == main).sum())


def calibrate(answers: pd.DataFrame, population: pd.DataFrame) -> pd.Series:
    """Weight the answers of each wave to all municipalities of its day, by class of size and membership of the G32.

    The weights of everyone who answered a wave add up to its number of municipalities in the `population`, in each class of
    size and within and outside the G32. `ModelRefused` if a municipality is not in the list of its wave, or a class has no
    answer; `ValueError` if a weight of the file is not positive.

    References
    ----------
    Deming and Stephan (1940), Annals of Mathematical Statistics 11, 427-444; Deville and Särndal (1992), JASA
    87, 376-382 (raking). It starts from the weights of the file where everyone has one, and from 1 otherwise.
    """
    placed = answers[["wave_id", "municipality"]].merge(population, how="left")
    if placed["size_class"].isna().any():
        raise ModelRefused(
            "a municipality is not in the list of its survey's day",
            "een gemeente staat niet in de lijst van de dag van de peiling",
        )
    own = answers["weight"].to_numpy(dtype=float)
    if np.any(own <= 0) or np.isinf(own).any():
        raise ValueError("a weight must be positive")
    weights = pd.Series(np.ones(len(own)) if np.isnan(own).any() else own, index=placed.index)
    for wave, part in placed.groupby("wave_id"):
        everyone = population[population["wave_id"] == wave]
        weights[part.index] = _rake(weights[part.index], part, everyone)
    return weights.set_axis(answers.index)


def _rake(weights: pd.Series, part: pd.DataFrame, everyone: pd.DataFrame) -> pd.Series:
    wanted = {name: everyone[name].value_counts() for name in _MARGINS}
    if any(set(wanted[name].index) - set(part[name]) for name in _MARGINS):
        raise ModelRefused(
            "of some class of size, or of the G32, nobody answered a survey",
            "van een grootteklasse, of van de G32, antwoordde niemand op een peiling",
        )
    for _ in range(_ROUNDS):
        before = weights
        for name, counts in wanted.items():
            level = part[name]
            weights = weights * level.map(counts / weights.groupby(level).sum()).astype(float)
        if (weights / before - 1).abs().max() < _TOLERANCE:
            return weights
    raise ModelRefused("the weights did not converge", "de weging convergeert niet")
