"""Every admissible specification of a headline claim, and under which of them it holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy.stats import norm

from wijkteams.dates import DAYS_PER_YEAR
from wijkteams.estimates.changes.differences import LARGEST_CORRELATION, base_pairs
from wijkteams.estimates.counts.pairs import LIKELIEST_BASE, placements
from wijkteams.estimates.counts.printed_share import PrintedShare, printed_shares
from wijkteams.estimates.counts.who_answered import Bases, Wave, WhoAnswered, overlap_limits
from wijkteams.models.grouped import fit_item, lack_of_fit
from wijkteams.statistics._arrays import as_reals
from wijkteams.statistics.change import finite_population_change, superpopulation_change
from wijkteams.statistics.overlap import nearest_correlation

FACTORS = ("method", "estimand", "base", "counts", "dependence")
COLUMNS = ("claim", *FACTORS, "effect", "low", "high", "holds")

RESULTS = {
    "all": ("in all", "in alle"),
    "some": ("only under named assumptions", "alleen onder genoemde aannamen"),
    "none": ("in none", "in geen"),
}


@dataclass(frozen=True)
class _Cell:
    """One base and one choice of counts: what both waves, and the other waves, are taken to be."""

    base: str
    counts: str
    first: tuple[int, int]
    second: tuple[int, int]
    domains: tuple[int, int]


def run_grids(
    claims: Mapping[str, Mapping[str, str]],
    shares: Iterable[PrintedShare],
    who: WhoAnswered,
    confidence: float,
) -> pd.DataFrame:
    """Run the grid of every claim, an entry of ``grid`` in ``config/models.yaml``, on the `shares` of the topics."""
    printed = [share for share in printed_shares(shares) if share.subgroup == "all"]
    printed.sort(key=lambda share: share.wave_date)
    grids = []
    for name, claim in claims.items():
        own = [share for share in printed if share.item_id == claim["item"]]
        waves = claim["from"], claim["to"]
        grids.append(run_grid(name, own, waves, who.bases, who.waves, confidence))
    return pd.concat(grids, ignore_index=True)


def run_grid(
    claim: str,
    shares: Sequence[PrintedShare],
    waves: tuple[str, str],
    bases: Bases,
    surveys: Mapping[str, Wave],
    confidence: float,
) -> pd.DataFrame:
    """Put the change of one item to every admissible specification.

    Parameters
    ----------
    claim : str
        Name of the claim.
    shares : sequence of PrintedShare
        Those of the item, in the order of the dates; all waves that measured it.
    waves : (str, str)
        The two waves that the claim compares.
    bases : mapping
        Wave to the name of a base to that base.
    surveys : mapping of str to Wave
        The surveys.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each specification, columns as in `COLUMNS`; percentage points. ``holds``: the interval leaves
        out zero, in the direction of the printed change.

    Notes
    -----
    ``method``: the two waves alone (Newcombe), or the logistic trend over all waves, where there are more than two,
    over the years between the two. ``base``: each base that both waves can share, or different ones, put on those
    with a team. ``counts``: those that make the change smallest or largest. ``dependence``: the waves as
    independent, or overlapping as much as is possible with the largest correlation in use,
    as far as the two shares allow it. Not crossed, because nearly the same: other intervals for a difference, two waves
    by logistic regression, the middle counts. The trend has no finite population correction and takes the waves as
    independent.
    """
    by_wave = {share.wave_id: share for share in shares}
    first, second = (by_wave[wave] for wave in waves)
    rise = second.percent > first.percent
    rows = []
    for cell in _cells(first, second, rise, bases):
        outcomes = [
            *_two_waves(cell, waves, surveys, confidence),
            *_trend(cell, shares, waves, bases, confidence),
        ]
        for levels, effect, (low, high) in outcomes:
            holds = low > 0 if rise else high < 0
            rows.append({
                "claim": claim, "base": cell.base, "counts": cell.counts, **levels,
                "effect": 100 * effect, "low": 100 * low, "high": 100 * high, "holds": holds,
            })  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def summarise_grid(grid: pd.DataFrame) -> pd.DataFrame:
    """Tell in which specifications each claim holds.

    Parameters
    ----------
    grid : pandas.DataFrame
        From `run_grid`, one or more claims.

    Returns
    -------
    pandas.DataFrame
        One row for each claim. ``result`` is ``all``, ``some`` or ``none``; for
        ``some`` the assumptions name the levels of a factor, alone or two together, under which the claim always holds.

    Raises
    ------
    ValueError
        If there is no specification, or one without an effect.
    """
    if grid.empty:
        raise ValueError("a grid needs at least one specification")
    as_reals("effect", grid["effect"])
    rows = []
    for claim, of_claim in grid.groupby("claim", sort=False):
        holding = int(of_claim["holds"].sum())
        result = "all" if holding == len(of_claim) else "some" if holding else "none"
        named = list(_sufficient(of_claim)) if result == "some" else []
        rows.append({
            "claim": claim, "specifications": len(of_claim), "holding": holding, "result": result,
            "result_en": RESULTS[result][0], "result_nl": RESULTS[result][1],
            "assumptions": "; ".join(" + ".join(each) for each in named),
            "least": of_claim["effect"].min(), "greatest": of_claim["effect"].max(),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _sufficient(grid: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    """Yield levels of one factor, then of two, under which all hold; none that follows from an earlier one."""
    found: list[set[str]] = []
    for size in (1, 2):
        for factors, levels in _levels(grid, size):
            names = {f"{factor} {level}" for factor, level in zip(factors, levels, strict=True)}
            part = grid[
                np.logical_and.reduce([grid[f] == v for f, v in zip(factors, levels, strict=True)])
            ]
            if len(part) and part["holds"].all() and not any(each <= names for each in found):
                found.append(names)
                yield tuple(sorted(names))


def _levels(grid: pd.DataFrame, size: int) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    if size == 1:
        yield from (((f,), (str(v),)) for f in FACTORS for v in dict.fromkeys(grid[f]))
        return
    for i, one in enumerate(FACTORS):
        for two in FACTORS[i + 1 :]:
            for a in dict.fromkeys(grid[one]):
                yield from (((one, two), (str(a), str(b))) for b in dict.fromkeys(grid[two]))


def _cells(first: PrintedShare, second: PrintedShare, rise: bool, bases: Bases) -> Iterator[_Cell]:
    """Each base that both waves can share, and the different ones together, at the smallest and the largest change."""
    candidates: dict[str, list[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]]] = {}
    for one, two, shared in base_pairs(first, second, bases):
        tables = [
            placements([share], b, with_team=not shared)
            for share, b in ((first, one), (second, two))
        ]
        groups = [
            base if shared else bases[share.wave_id].get(LIKELIEST_BASE, base)
            for share, base in ((first, one), (second, two))
        ]
        domains = (groups[0].domain_sizes[-1], groups[1].domain_sizes[-1])
        for n1, *ends1 in tables[0].tolist():
            for n2, *ends2 in tables[1].tolist():
                candidates.setdefault(one.name if shared else "different", []).extend(
                    ((k1, n1), (k2, n2), domains) for k1 in ends1 for k2 in ends2
                )
    sign = 1 if rise else -1
    for base, options in candidates.items():

        def size(option: tuple[tuple[int, int], tuple[int, int], tuple[int, int]]) -> float:
            (k1, n1), (k2, n2), _ = option
            return sign * (k2 / n2 - k1 / n1)

        yield _Cell(base, "smallest change", *min(options, key=size))
        yield _Cell(base, "largest change", *max(options, key=size))


# Levels of the factors that are not those of the cell, the effect, and its limits.
Outcome = tuple[dict[str, str], float, tuple[float, float]]


def _two_waves(
    cell: _Cell, waves: tuple[str, str], surveys: Mapping[str, Wave], confidence: float
) -> Iterator[Outcome]:
    (k1, n1), (k2, n2) = cell.first, cell.second
    effect = k2 / n2 - k1 / n1
    overlap = overlap_limits(surveys, *waves, np.array(n1), np.array(n2))[1].item()
    sizes = max(n1, cell.domains[0]), max(n2, cell.domains[1])
    largest = nearest_correlation(LARGEST_CORRELATION, k1 / n1, k2 / n2)
    for dependence, rho in (("independent", 0.0), ("overlapping", largest)):
        of_b = superpopulation_change(k1, n1, k2, n2, overlap, rho, confidence)
        of_a = finite_population_change(
            k1, n1, k2, n2, sizes[0], sizes[1], overlap, rho, confidence
        )
        for estimand, limits in (("B", of_b), ("A", of_a)):
            levels = {"method": "two waves", "estimand": estimand, "dependence": dependence}
            yield levels, effect, limits


def _trend(
    cell: _Cell,
    shares: Sequence[PrintedShare],
    waves: tuple[str, str],
    bases: Bases,
    confidence: float,
) -> Iterator[Outcome]:
    """Fit the trend over all waves, the other ones at their middle count on the same base."""
    if len(shares) < 3 or cell.base == "different":
        return
    given = {waves[0]: cell.first, waves[1]: cell.second}
    points = []
    for share in shares:
        wave = share.wave_id
        base = bases[wave].get(cell.base)
        table = placements([share], base) if base else np.empty((0, 3), dtype=np.int64)
        if wave not in given and not len(table):
            return
        n, low, high = table[len(table) // 2].tolist() if wave not in given else (0, 0, 0)
        k, n = given.get(wave, ((low + high) // 2, n))
        points.append((date.fromisoformat(share.wave_date), k, n))
    start = points[0][0]
    years = [(day - start).days / DAYS_PER_YEAR for day, _, _ in points]
    fit = fit_item(years, [k for _, k, _ in points], [n for _, _, n in points], "grid")
    if lack_of_fit(fit)[0] < 1 - confidence:
        return
    dates = {share.wave_id: year for share, year in zip(shares, years, strict=True)}
    span = dates[waves[1]] - dates[waves[0]]
    margin = float(norm.ppf(0.5 + confidence / 2)) * fit.effect_error
    levels = {"method": "trend over all waves", "estimand": "B", "dependence": "independent"}
    yield levels, span * fit.effect, (span * (fit.effect - margin), span * (fit.effect + margin))
