"""Another route from data/raw to what is published: the definitions written out in plain Python, without the package.

Where the package bisects, unites corners or calls a library, this counts, tries everything or solves by hand. Shares and
changes are in per cent and percentage points.
"""

import csv
import math
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from math import comb
from pathlib import Path
from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np
from scipy.stats import norm

RAW = Path(__file__).parents[2] / "data" / "raw"
Z = NormalDist().inv_cdf(0.975)
LARGEST_CORRELATION = 0.8
Figure = dict[str, str]
Pair = tuple[int, int]


class Wave(NamedTuple):
    respondents: int
    municipalities: int
    day: date
    overlap_with: str
    overlap: str


class Base(NamedTuple):
    """Possible numbers of answers; of such municipalities; and how many did not answer."""

    sizes: range
    domain: range
    silent: int


def table(path: str) -> list[Figure]:
    with (RAW / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def waves() -> dict[str, Wave]:
    return {
        row["wave_id"]: Wave(
            int(row["respondents"]), int(row["municipalities"]), date.fromisoformat(row["date"]),
            row["overlap_with"], row["overlap_printed"],
        )
        for row in table("waves.csv") if row["respondents"] and row["municipalities"]
    }  # fmt: skip


@cache
def figures(topic: str) -> dict[Pair, Figure]:
    """The figure that stands for an item in a wave, of all that answered."""
    used = [row for row in table(f"topics/{topic}/figures.csv") if row["use"] == "series"]
    return {(r["item_id"], r["wave_id"]): r for r in used if r["subgroup"] == "all"}  # type: ignore[misc]


@cache
def counts(percent: int, n: int) -> list[int]:
    """Counts that are printed as a whole percentage, ties rounded up or to the even one."""
    off = {k: Fraction(100 * k, n) - percent for k in range(n + 1)}
    half = Fraction(1, 2)
    return [k for k, d in off.items() if -half <= d < half or (d == half and percent % 2 == 0)]


@cache
def teams(wave: str) -> list[int]:
    """How many that answered had a team; the share of 2015 may have been cut off."""
    n = waves()[wave].respondents
    percent = int(figures("presence")["has_team", wave]["printed_value"])
    found = set(counts(percent, n))
    if wave == "w2015":
        found |= {k for k in range(n + 1) if 100 * k // n == percent}
    number = figures("presence").get(("has_team_number", wave))
    return sorted(found & {int(number["printed_value"])} if number else found)


def fewest(k: int, n: int, size: int) -> int:
    """Fewest of `size` with which k or more among n drawn have more than 1 chance in 40: counted in whole numbers."""
    low, high = k, size - (n - k)
    while low < high:
        middle = (low + high) // 2
        ways, draws = comb(size, n), comb(middle, k) * comb(size - middle, n - k)
        upper = 0
        for x in range(k, min(n, middle) + 1):
            upper += draws
            if 40 * upper > ways:
                break
            draws = draws * (middle - x) * (n - x) // ((x + 1) * (size - middle - n + x + 1))
        low, high = (low, middle) if 40 * upper > ways else (middle + 1, high)
    return low


@cache
def bases(wave: str) -> dict[str, Base]:
    n, size, *_ = waves()[wave]
    have = teams(wave)
    some, all_ = fewest(have[0], n, size), size - fewest(n - have[-1], n, size)
    asked = range(have[0] * 182 // 193, have[-1] + 1)
    return {
        "respondents": Base(range(n, n + 1), range(size, size + 1), size - n),
        "with_team": Base(asked, range(some, all_ + 1), size - n),
        "not_all_done": Base(
            range(asked[0] * 183 // 200, have[-1] + 1), range(some * 183 // 200, all_ + 1), size - n
        ),
    }


def open_bases(figure: Figure) -> list[str]:
    return [name for name in figure["possible_bases"].split(";") if name != "teams"]


def pairs(figure: Figure, base: str) -> list[Pair]:
    """Every count and number of answers that a figure can stand for on a base."""
    sizes = bases(figure["wave_id"])[base].sizes
    if figure["item_id"] == "has_team":
        return [(k, n) for n in sizes for k in teams(figure["wave_id"])]
    return [(k, n) for n in sizes for k in counts(int(figure["printed_value"]), n)]


def middle_pair(figure: Figure) -> Pair:
    """The middle number of answers, and of its counts the middle one, on those with a team where they can be the base."""
    names = open_bases(figure)
    found = pairs(figure, "with_team" if "with_team" in names else names[0])
    sizes = sorted({n for _, n in found})
    n = sizes[len(sizes) // 2]
    fitting = [k for k, m in found if m == n]
    return fitting[len(fitting) // 2], n


def interval_a(figure: Figure) -> tuple[float, float]:
    """Exact limits for the municipalities of that year, over every count, n and size of the group."""
    ends = [
        (100 * fewest(k, n, size) / size, 100 - 100 * fewest(n - k, n, size) / size)
        for base in open_bases(figure)
        for k, n in pairs(figure, base)
        for size in bases(figure["wave_id"])[base].domain if size >= n
    ]  # fmt: skip
    return min(low for low, _ in ends), max(high for _, high in ends)


def wilson(k: Any, n: Any, size: Any = math.inf, z: Any = Z) -> tuple[Any, Any]:
    """Both roots of (p - P)^2 = z^2 P (1 - P) / n, less what was drawn of a finite population."""
    p, u = k / n, z**2 / n * (1 if np.all(np.isinf(size)) else (size - n) / (size - 1))
    middle, half = p + u / 2, np.sqrt(u * p * (1 - p) + u**2 / 4)
    return (middle - half) / (1 + u), (middle + half) / (1 + u)


def interval_b(figure: Figure) -> tuple[float, float]:
    ends = [wilson(*pair) for base in open_bases(figure) for pair in pairs(figure, base)]
    return 100 * min(low for low, _ in ends), 100 * max(high for _, high in ends)


def on_teams(figure: Figure, base: str) -> list[Pair]:
    """The same counts as counts of municipalities with a team."""
    known = bases(figure["wave_id"])["with_team"].sizes
    found: set[Pair] = set()
    for k, n in pairs(figure, base):
        if base == "respondents":
            most = max(pairs(figure, base))[0]
            found |= {(k, size) for size in known if size >= most}
        elif base == "not_all_done":
            found |= {(k, n), (k, max(n, min(n * 200 // 183, known[-1])))}
        else:
            found.add((k, n))
    return sorted(found)


class Change(NamedTuple):
    """A change over everything that is left open: lowest and highest ends."""

    point: tuple[float, float]
    a: tuple[float, float]
    b: tuple[float, float]
    breakdown: float
    delta_star: float
    p: float


@cache
def change(topic: str, item: str, first: str, last: str) -> Change:
    one, two = (figures(topic)[item, wave] for wave in (first, last))
    choices = [(a, b, a == b) for a, b in product(open_bases(one), open_bases(two))]
    if one["source_id"] == two["source_id"] and any(same for *_, same in choices):
        choices = [each for each in choices if each[2]]
    parts = [_change(one, two, *choice) for choice in choices]
    ends = [
        (min(p[i][0] for p in parts), max(p[i][1] for p in parts))
        for i in range(3)
    ]  # fmt: skip
    # numpy keeps the nan of a choice that leaves no change
    least = [float(np.min([getattr(p, n) for p in parts])) for n in ("breakdown", "delta_star")]
    return Change(*ends, *least, max(p.p for p in parts))


def _change(one: Figure, two: Figure, base1: str, base2: str, same: bool) -> Change:
    """One choice of bases: every count of the one wave with every count of the other."""
    names = (base1, base2) if same else ("with_team", "with_team")
    group1, group2 = (
        bases(row["wave_id"])[name] for row, name in zip((one, two), names, strict=True)
    )
    lists = [
        pairs(row, base) if same else on_teams(row, base)
        for row, base in ((one, base1), (two, base2))
    ]
    grid = np.array([(*a, *b) for a, b in product(*lists)], dtype=float).T
    k1, n1, k2, n2 = grid
    p1, p2 = k1 / n1, k2 / n2
    moved = p2 - p1
    a = [
        _mover(grid, size1, size2, _tam(n1, n2, size1, size2, common, np.minimum(rho, _most_alike(p1, p2))))
        for end1, end2 in product((0, -1), repeat=2)
        for size1, size2 in [(np.maximum(n1, group1.domain[end1]), np.maximum(n2, group2.domain[end2]))]
        for rho in (0.0, LARGEST_CORRELATION)
        for common in _common(one["wave_id"], two["wave_id"], n1, n2)
    ]  # fmt: skip
    hull = (min(low for low, _ in a), max(high for _, high in a))
    point = (100 * moved.min(), 100 * moved.max())
    if not (np.all(moved > 0) or np.all(moved < 0)):
        return Change(point, hull, _mover(grid), math.nan, math.nan, 1.0)
    if moved[0] < 0:
        k1, k2 = n1 - k1, n2 - k2
    rise = np.array([k1, n1, k2, n2])
    # of all with a place in the group that did not answer the question
    silent = [
        1 - n / (np.maximum(n, group.sizes[-1]) + group.silent) for n, group in ((n1, group1), (n2, group2))
    ]  # fmt: skip
    z = _halved(lambda z: _mover(rise, z=z)[0], 38.0)
    return Change(
        point, hull, _mover(grid), 100 * _halved(lambda delta: _least(rise, silent, delta), 1.0),
        100 * _halved(lambda delta: _imbens_manski(rise, silent, delta), 1.0), 2 * NormalDist().cdf(-z),
    )  # fmt: skip


def _halved(left: Callable[[float], float], most: float) -> float:
    """Return how far one can go while something is left above zero: halved until it stands still; nan from the start."""
    if left(0.0) <= 0:
        return math.nan
    low, high = 0.0, most
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if left(middle) > 0 else (low, middle)
    return high


def _most_alike(p1: Any, p2: Any) -> Any:
    """Return the largest correlation of two answers: all that is in the smaller share is in the larger."""
    return (np.minimum(p1, p2) - p1 * p2) / np.sqrt(p1 * (1 - p1) * p2 * (1 - p2))


def _moved(p: Any, part: Any, delta: float, sign: int) -> Any:
    """Return the share of all when the silent lie delta above or below those that answered, as far as there is room."""
    return (1 - part) * p + part * np.clip(p + sign * delta, 0, 1)


def _least(rise: Any, silent: Any, delta: float, sign: int = 1) -> float:
    """Return the least rise of all, when the silent lie delta higher in the first wave and lower in the second."""
    return float(np.min(_rises(rise, silent, delta, sign)))


def _rises(rise: Any, silent: Any, delta: float, sign: int) -> Any:
    k1, n1, k2, n2 = rise
    return _moved(k2 / n2, silent[1], delta, -sign) - _moved(k1 / n1, silent[0], delta, sign)


def _imbens_manski(rise: Any, silent: Any, delta: float) -> float:
    """Return the near end of the interval of the set: chance at the deviate that covers each point of it."""
    k1, n1, k2, n2 = rise
    p1, p2 = k1 / n1, k2 / n2
    least, most = (_rises(rise, silent, delta, sign) for sign in (1, -1))
    error = np.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    low, high = np.full_like(p1, 1.6), np.full_like(p1, 2.0)
    for _ in range(60):
        c = (low + high) / 2
        covered = norm.cdf(c + (most - least) / error) - norm.cdf(-c)
        low, high = np.where(covered < 0.95, c, low), np.where(covered < 0.95, high, c)
    (_, high1), (low2, _) = wilson(k1, n1, z=high), wilson(k2, n2, z=high)
    return float(np.min(least - np.hypot(p2 - low2, high1 - p1)))


def _mover(
    grid: Any, size1: Any = math.inf, size2: Any = math.inf, r: Any = 0.0, z: Any = Z
) -> Any:
    """Newcombe's limits of the later share minus the earlier one, with r the correlation of the two (Zou 2007)."""
    k1, n1, k2, n2 = grid
    p1, p2 = k1 / n1, k2 / n2
    (low1, high1), (low2, high2) = wilson(k1, n1, size1, z), wilson(k2, n2, size2, z)
    down, up = (p2 - low2, high1 - p1), (high2 - p2, p1 - low1)
    low = p2 - p1 - np.sqrt(down[0] ** 2 + down[1] ** 2 - 2 * r * down[0] * down[1])
    high = p2 - p1 + np.sqrt(up[0] ** 2 + up[1] ** 2 - 2 * r * up[0] * up[1])
    return 100 * low.min(), 100 * high.max()


def _tam(n1: Any, n2: Any, size1: Any, size2: Any, common: Any, rho: Any) -> Any:
    """Correlation of two shares of overlapping samples without replacement (Tam 1984)."""
    scale = np.sqrt((1 / n1 - 1 / size1) * (1 / n2 - 1 / size2))
    covariance = rho * (common / (n1 * n2) - 1 / np.maximum(size1, size2))
    return np.clip(np.where(scale > 0, covariance / np.where(scale > 0, scale, 1), 0), -1, 1)


def _common(first: str, last: str, n1: Any, n2: Any) -> tuple[Any, Any]:
    """Fewest and most that can have answered both, as printed or as the numbers of municipalities leave open."""
    one, two = waves()[first], waves()[last]
    most = np.minimum(n1, n2)
    if two.overlap_with == first:
        both = counts(int(two.overlap), two.respondents)
        outside = (one.respondents - n1) + (two.respondents - n2)
        return np.maximum(0, both[0] - outside), np.minimum(most, both[-1])
    least = np.maximum(0, n1 + n2 - max(one.municipalities, two.municipalities))
    return np.minimum(most, least), most


def changes_of_topic(topic: str) -> dict[tuple[str, str, str], Change]:
    found: dict[str, list[str]] = {}
    for item, wave in figures(topic):
        if wave in waves():
            found.setdefault(item, []).append(wave)
    return {
        (item, *pair): change(topic, item, *pair)
        for item, measured in found.items()
        for pair in combinations(sorted(measured), 2)
    }


def holm(p: dict[Any, float]) -> dict[Any, float]:
    """Step down: the smallest of m is multiplied by m, the next by m - 1, and none may fall below the one before."""
    adjusted, floor = {}, 0.0
    for rank, key in enumerate(sorted(p, key=lambda key: p[key])):
        floor = max(floor, min(1.0, (len(p) - rank) * p[key]))
        adjusted[key] = floor
    return adjusted


def benjamini_hochberg(p: dict[Any, float]) -> dict[Any, float]:
    """Step up: of m the i-th smallest is multiplied by m / i, and none may lie above the one after."""
    adjusted, ceiling = {}, 1.0
    for rank, key in reversed(list(enumerate(sorted(p, key=lambda key: p[key]), 1))):
        ceiling = min(ceiling, p[key] * len(p) / rank)
        adjusted[key] = ceiling
    return adjusted


def association(kind: str, shortfall: str, wave: str) -> dict[str, tuple[float, float]]:
    """Every table of two by two with the margins that the figures leave open: the ends of what it can show."""
    rows = figures("team_type")[kind, wave], figures("capacity")[shortfall, wave]
    margins = []
    for row in rows:
        fitting: dict[int, set[int]] = {}
        for base in open_bases(row):
            for k, n in on_teams(row, base):
                fitting.setdefault(n, set()).add(k)
        margins.append(fitting)
    seen: dict[str, list[float]] = {
        name: [] for name in ("joint", "given", "given_not", "difference")
    }
    for n in margins[0].keys() & margins[1].keys():
        ends = [range(min(each[n]), max(each[n]) + 1) for each in margins]
        for a, b in product(*ends):
            for both in range(max(0, a + b - n), min(a, b) + 1):
                inside, outside = both / a, (b - both) / (n - a)
                for name, share in zip(
                    seen, (both / n, inside, outside, inside - outside), strict=True
                ):
                    seen[name].append(100 * share)
    return {name: (min(shares), max(shares)) for name, shares in seen.items()}


def pile_up(wave: str, base: str, at_least: int) -> tuple[float, float]:
    """Least and greatest share with so many shortfalls or more; those with enough time named none.

    Of the share q with k or more, each can hold every item: what an item has beyond q must fit the others, k - 1 to each.
    And a share q with k each can be filled as long as the items hold k q, none of them more than q.
    """
    rows = [
        r
        for (item, w), r in figures("capacity").items()
        if w == wave and item.startswith("shortfall_")
    ]
    ranges = [[k / n for k, n in pairs(row, base)] for row in rows]
    low, high = [min(each) for each in ranges], [max(each) for each in ranges]
    idle = figures("capacity").get(("enough_time", wave))
    none = min(k / n for k, n in pairs(idle, base)) if idle and open_bases(idle) == [base] else 0

    def too_few(q: float) -> bool:
        return sum(max(0, each - q) for each in low) > (at_least - 1) * (1 - none - q)

    def too_many(q: float) -> bool:
        return q > 1 - none or sum(min(each, q) for each in high) < at_least * q

    least, most = _turn(lambda q: not too_few(q)), _turn(too_many)
    return 100 * least, 100 * most


def _turn(holds: Any) -> float:
    """The share from which on something holds, by halving; 1 where it never does."""
    low, high = 0.0, 1.0
    if holds(low):
        return low
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


class Trend(NamedTuple):
    """Percentage points per year with limits, and the p of what a straight line leaves."""

    effect: float
    low: float
    high: float
    lack_of_fit: float


def trend(topic: str, item: str) -> Trend:
    """Logistic regression on the years by Newton's steps, its error by small differences."""
    rows = sorted((wave, row) for (name, wave), row in figures(topic).items() if name == item)
    days = [waves()[wave].day for wave, _ in rows]
    x = np.array([(day - days[0]).days / 365.25 for day in days])
    k, n = np.array([middle_pair(row) for _, row in rows], dtype=float).T
    beta = np.zeros(2)
    for _ in range(30):
        p = 1 / (1 + np.exp(-beta[0] - beta[1] * x))
        w = n * p * (1 - p)
        information = np.array([[w.sum(), (w * x).sum()], [(w * x).sum(), (w * x * x).sum()]])
        beta = beta + np.linalg.solve(information, [(k - n * p).sum(), ((k - n * p) * x).sum()])
    step = 1e-6
    slopes = np.array([
        (_effect(beta + step * unit, x) - _effect(beta - step * unit, x)) / (2 * step)
        for unit in np.eye(2)
    ])  # fmt: skip
    error = float(np.sqrt(slopes @ np.linalg.inv(information) @ slopes))
    deviance = 2 * np.sum(k * np.log(k / (n * p)) + (n - k) * np.log((n - k) / (n * (1 - p))))
    # the chi-square of one and of two degrees of freedom in closed form
    beyond = {1: math.erfc(math.sqrt(deviance / 2)), 2: math.exp(-deviance / 2)}
    effect = _effect(beta, x)
    return Trend(
        100 * effect, 100 * (effect - Z * error), 100 * (effect + Z * error), beyond[len(x) - 2]
    )


def _effect(beta: Any, x: Any) -> float:
    """The mean slope of the fitted share."""
    p = 1 / (1 + np.exp(-beta[0] - beta[1] * x))
    return float(np.mean(p * (1 - p)) * beta[1])


def hundred(wave: str, topic: str, item: str) -> tuple[float, float, float]:
    """Of a hundred municipalities: the middle, the least and the greatest count that the answers leave open."""
    size, row = waves()[wave].municipalities, figures(topic)[item, wave]
    every = [k for base in open_bases(row) for k, _ in pairs(row, base)]
    return tuple(100 * k / size for k in (middle_pair(row)[0], min(every), max(every)))  # type: ignore[return-value]
