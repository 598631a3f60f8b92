"""Draw SYNTHETIC peilingen whose margins are the recovered counts of the published shares. They are never evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import nchypergeom_fisher

from wijkteams.checking.problems import InputError
from wijkteams.estimates.counts.printed_share import PrintedShare, readings_of
from wijkteams.microdata.codebook import SHORTFALLS, TEAM_TYPES, WAVES
from wijkteams.planning.population import Population, make_population
from wijkteams.tables import rows_of

Counts = Mapping[tuple[str, str, str], int]
"""(item, wave, subgroup) to a count; for the subgroup G32, whose size is not published, to a whole percentage."""


@dataclass(frozen=True)
class SyntheticDesign:
    """What the published margins leave open and a synthetic survey must therefore be told.

    Attributes
    ----------
    seed : int
        Seed of the random numbers.
    odds_ratio : float
        Odds of every shortfall among municipalities of `exposed_type` against all other types: an input, not a
        finding.
    exposed_type : str
        The type with the other odds.
    habit : float
        How much answering is a habit of a municipality, from 0 (chance alone) to 1; it sets the overlap of waves.
    persistence : float
        Correlation, from 0 to 1, between the answers of one municipality: across waves, and across shortfalls
        in a wave.
    item_nonresponse : float
        Share of the answers about the team that are left open, from 0 to 1. Above 0 the published counts are
        no longer met.
    """

    seed: int
    odds_ratio: float
    exposed_type: str
    habit: float = 0.0
    persistence: float = 0.4
    item_nonresponse: float = 0.0


def published_counts(
    estimates: pd.DataFrame, presence: Iterable[PrintedShare]
) -> dict[tuple[str, str, str], int]:
    """Recover one count for each published share of municipalities with a team, or of all that answered.

    The estimates are those of presence, capacity and team type, with ``pairs`` (every reading); the printed shares on
    presence give the shares of the G32. The base is all that answered for presence, those with a team for the rest;
    `InputError` if a published share has no count on it.

    Notes
    -----
    ASSUME: of several admissible counts the middle one is as good as any, in a made-up survey.
    """
    found: dict[tuple[str, str, str], int] = {}
    whole = estimates[estimates["subgroup"] == "all"]
    for row in rows_of(whole[whole["topic"] == "presence"]):
        readings = readings_of(row)
        found[row["item_id"], row["wave_id"], "all"] = readings[len(readings) // 2].k
    for share in presence:
        if share.subgroup == "G32":
            found[share.item_id, share.wave_id, "G32"] = int(share.value_low)
    for row in rows_of(whole[whole["topic"] != "presence"]):
        n = found["has_team", row["wave_id"], "all"]
        counts = [count for count, size in readings_of(row) if size == n]
        if not counts:
            raise InputError(f"{row['item_id']}, {row['wave_id']}: no count fits {n} with a team")
        found[row["item_id"], row["wave_id"], "all"] = counts[len(counts) // 2]
    return found


def draw_example(
    estimates: pd.DataFrame,
    presence: Iterable[PrintedShare],
    waves: pd.DataFrame,
    design: SyntheticDesign,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw the waves of the worked example from the published tables, with the mergers of their made-up municipalities.

    The tables are those of `published_counts`, and ``data/raw/waves.csv`` as text.
    """
    numbers = waves.set_index("wave_id").loc[list(WAVES), ["municipalities", "respondents"]]
    country, sizes = numbers.astype(int).to_dict().values()
    population = make_population(country, design.seed)
    counts = published_counts(estimates, presence)
    return draw_peilingen(counts, sizes, population, design), population.mergers


def draw_peilingen(
    counts: Counts, sizes: Mapping[str, int], population: Population, design: SyntheticDesign
) -> pd.DataFrame:
    """Draw the four waves, from counts, from how many municipalities answered each, and from the made-up municipalities.

    One row for each municipality and wave in the codes of the codebook, with ``synthetic`` always true. An item that has no
    published share in a wave is ``not_asked``.

    Notes
    -----
    The number of exposed municipalities with a shortfall comes from Fisher's noncentral hypergeometric
    distribution, which keeps both published margins and has the odds ratio of the design (Fog 2008). Who they
    are follows a score that a municipality partly keeps from wave to wave.
    """
    random = np.random.default_rng(design.seed)
    scores = {name: random.standard_normal(len(population.roots)) for name in ("habit", "burden")}
    waves = []
    for wave, size in sizes.items():
        frame = _respondents(population, wave, size, scores["habit"], design, random)
        _add_presence(frame, wave, counts, random)
        _add_types(frame, wave, counts, random)
        burden = scores["burden"][frame["root"]]
        _add_shortfalls(frame, wave, counts, burden, design, random)
        waves.append(_with_gaps(frame, design, random))
    return pd.concat(waves, ignore_index=True).drop(columns="root")


def _respondents(
    population: Population,
    wave: str,
    size: int,
    habit: np.ndarray,
    design: SyntheticDesign,
    random: np.random.Generator,
) -> pd.DataFrame:
    """Choose who answers: the habit of the municipality and chance, to the published number."""
    frame = population.waves[wave].copy()
    score = _mix(habit[frame["root"]], design.habit, random)
    chosen = np.sort(np.argsort(-score)[:size])
    frame = frame.iloc[chosen].reset_index(drop=True)
    sampled = frame.groupby("city_group")["city_group"].transform("size")
    whole = population.waves[wave]["city_group"].value_counts()
    frame["weight"] = (frame["city_group"].map(whole) / sampled).round(4)
    frame.insert(0, "synthetic", True)
    frame.insert(1, "wave_id", wave)
    return frame


def _mix(kept: np.ndarray, share: float, random: np.random.Generator) -> np.ndarray:
    """Return a standard normal score of which `share` of the variance is kept from wave to wave."""
    fresh = random.standard_normal(len(kept))
    mixed: np.ndarray = np.sqrt(share) * kept + np.sqrt(1 - share) * fresh
    return mixed


def _add_presence(
    frame: pd.DataFrame, wave: str, counts: Counts, random: np.random.Generator
) -> None:
    """Give the published number a team, in the large cities too where a share of them is published."""
    total = counts["has_team", wave, "all"]
    large = frame["city_group"].eq("g32").to_numpy()
    share = counts.get(("has_team", wave, "G32"), 100 * total / len(frame)) / 100
    in_large = round(share * large.sum())
    inside = random.permutation(np.flatnonzero(large))[:in_large]
    outside = random.permutation(np.flatnonzero(~large))[: total - in_large]
    answer = np.full(len(frame), "no", dtype=object)
    answer[np.concatenate([inside, outside])] = "yes"
    without = counts.get(("no_team", wave, "all"), len(frame) - total)
    starting = counts.get(("starts_soon", wave, "all"), len(frame) - total - without)
    answer[random.permutation(np.flatnonzero(answer == "no"))[:starting]] = "starts_soon"
    frame["has_team"] = answer


def _add_types(frame: pd.DataFrame, wave: str, counts: Counts, random: np.random.Generator) -> None:
    """Give each published type its count; the rest is shared out over the types without a figure.

    ASSUME: a type without a published share in a wave keeps its part of another wave, in a made-up survey.
    """
    frame["team_type"] = "not_asked"
    named = {t: counts[t, wave, "all"] for t in TEAM_TYPES if (t, wave, "all") in counts}
    if not named:
        return
    with_team = random.permutation(np.flatnonzero(frame["has_team"] == "yes"))
    rest = len(with_team) - sum(named.values())
    unnamed = [t for t in TEAM_TYPES if t not in named]
    of_other_waves = {item: n for (item, _, _), n in reversed(list(counts.items()))}
    elsewhere = np.array([of_other_waves.get(t, 20) for t in unnamed], dtype=float)
    parts = np.floor(rest * elsewhere / elsewhere.sum()).astype(int)
    named |= dict(zip(unnamed, parts.tolist(), strict=True))
    named["type_other"] += len(with_team) - sum(named.values())
    column = frame["team_type"].to_numpy(dtype=object).copy()
    column[with_team] = np.repeat(list(named), list(named.values()))
    frame["team_type"] = column


def _add_shortfalls(
    frame: pd.DataFrame,
    wave: str,
    counts: Counts,
    burden: np.ndarray,
    design: SyntheticDesign,
    random: np.random.Generator,
) -> None:
    """Spread each published count over the exposed type and the others, at the odds ratio of the design."""
    with_team = frame["has_team"].eq("yes").to_numpy()
    exposed = frame["team_type"].eq(design.exposed_type).to_numpy() & with_team
    others = with_team & ~exposed
    in_wave = _mix(burden, design.persistence, random)
    named = np.zeros(len(frame), dtype=int)
    for name in SHORTFALLS:
        frame[name] = "not_asked"
        count = counts.get((name, wave, "all"))
        if count is None:
            continue
        n, k = int(with_team.sum()), int(exposed.sum())
        among = int(nchypergeom_fisher(n, k, count, design.odds_ratio).rvs(random_state=random))
        score = _mix(in_wave, design.persistence, random)
        yes = np.concatenate(
            [_highest(score, exposed, among), _highest(score, others, count - among)]
        )
        answer = np.where(with_team, "no", "not_asked").astype(object)
        answer[yes] = "yes"
        named[yes] += 1
        frame[name] = answer
    frame["not_all_tasks"] = "not_asked"
    if (count := counts.get(("not_all_tasks", wave, "all"))) is not None:
        answer = np.where(with_team, "no", "not_asked").astype(object)
        answer[_highest(named + random.random(len(frame)), with_team, count)] = "yes"
        frame["not_all_tasks"] = answer


def _highest(score: np.ndarray, among: np.ndarray, count: int) -> np.ndarray:
    places = np.flatnonzero(among)
    chosen: np.ndarray = places[np.argsort(-score[places])[:count]]
    return chosen


def _with_gaps(
    frame: pd.DataFrame, design: SyntheticDesign, random: np.random.Generator
) -> pd.DataFrame:
    """Leave answers about the team open, at random."""
    if design.item_nonresponse:
        for name in ("team_type", *SHORTFALLS):
            open_ = random.random(len(frame)) < design.item_nonresponse
            frame[name] = frame[name].mask(open_ & frame[name].ne("not_asked"), "no_answer")
    return frame
