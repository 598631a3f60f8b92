"""Three intervals for every published share, each the hull over all counts and bases that fit the printed figure."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import numpy as np
import pandas as pd

from wijkteams.errors import InputError
from wijkteams.estimates.bases import Base
from wijkteams.statistics.counts import counts_from_share, counts_in_interval
from wijkteams.statistics.intervals import hypergeometric_interval, wilson_interval

Pair = tuple[int, int]
Interval = tuple[float, float]

IDENTITY = (
    "topic", "item_id", "label_en", "label_nl", "wave_id", "wave_date", "subgroup", "printed_value",
    "possible_bases", "comparability", "reading", "figure_ids",
)  # fmt: skip

# ASSUME: where a number of answers is needed and the base is open, the share is one of municipalities with a team. Arithmetic
# settles this base for the other questions about teams: 92 and 8 per cent leave no room for those without one.
LIKELIEST_BASE = "with_team"


def estimate_shares(
    series: pd.DataFrame, bases: Mapping[str, Mapping[str, Base]], confidence: float
) -> pd.DataFrame:
    """Estimate every share of a series.

    Parameters
    ----------
    series : pandas.DataFrame
        Rows of the register's series, as text or numbers; rows in another unit than per cent are left out.
    bases : mapping
        Wave to the name of a base to that base.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each share with the identity of its series row and, in per cent: ``share`` (as printed), ``a_low`` and
        ``a_high`` (all municipalities of that year, under a response model), ``b_low`` and ``b_high`` (the tendency behind the
        answers), ``c_low`` and ``c_high`` (no assumption about those who did not answer); and as numbers of
        municipalities: ``count`` and ``sample_size`` (the reference pair), ``count_low`` to ``count_high``, ``n_low`` to
        ``n_high``, and ``pairs``, every admissible pair.

    Raises
    ------
    InputError
        If a base is not known for the wave, or no count fits the printed share.

    Notes
    -----
    Where a source prints "of the teams", the base ``teams`` is left out: the survey asks municipalities.
    """
    # ASSUME: a share that the press calls a share of teams is a share of municipalities, because they are the survey's unit.
    shares = series[(series["unit"] == "percent") & (series["subgroup"] == "all")]
    return pd.DataFrame(
        [
            _estimate(row, bases[str(row["wave_id"])], confidence)
            for row in shares.to_dict("records")
        ]
    )


def _estimate(
    row: Mapping[str, object], bases: Mapping[str, Base], confidence: float
) -> dict[str, object]:
    names = [name for name in str(row["possible_bases"]).split(";") if name != "teams"]
    possible = [_base_named(name, row, bases) for name in names]
    pairs = {base.name: admissible_pairs(row, base.sizes) for base in possible}
    every = sorted({pair for each in pairs.values() for pair in each}, key=lambda p: (p[1], p[0]))
    if not every:
        raise InputError(
            f"{row['topic']}/series.csv, {row['item_id']} in {row['wave_id']}: "
            f"no count fits {row['printed_value']} per cent on any of the bases {row['possible_bases']}"
        )
    count, size = reference_pair(pairs.get(LIKELIEST_BASE) or every)
    a = _hull(finite_population(pairs[base.name], base, confidence) for base in possible)
    b = _hull(tendency(pairs[base.name], confidence) for base in possible)
    c = _hull(no_assumption(pairs[base.name], base) for base in possible)
    return {
        **{name: row[name] for name in IDENTITY},
        "share": 100 * count / size
        if row["value_low"] != row["value_high"]
        else float(str(row["value_low"])),
        **{f"a_{side}": 100 * value for side, value in zip(("low", "high"), a, strict=True)},
        **{f"b_{side}": 100 * value for side, value in zip(("low", "high"), b, strict=True)},
        **{f"c_{side}": 100 * value for side, value in zip(("low", "high"), c, strict=True)},
        "count": count,
        "sample_size": size,
        "count_low": min(k for k, _ in every),
        "count_high": max(k for k, _ in every),
        "n_low": every[0][1],
        "n_high": every[-1][1],
        "pairs": " ".join(f"{k}/{n}" for k, n in every),
    }


def _base_named(name: str, row: Mapping[str, object], bases: Mapping[str, Base]) -> Base:
    if name not in bases:
        raise InputError(
            f"{row['topic']}/series.csv, {row['item_id']} in {row['wave_id']}, possible_bases: "
            f"the size of the base {name!r} is not known for this wave; known are {', '.join(sorted(bases))}"
        )
    return bases[name]


def admissible_pairs(row: Mapping[str, object], sizes: Iterable[int]) -> list[Pair]:
    """Every (count, n) that fits a printed value, exactly or as an interval ("more than half").

    Parameters
    ----------
    row : mapping
        A series row with ``value_low``, ``value_high`` and ``step`` in per cent.
    sizes : iterable of int
        Admissible sizes of the base.

    Returns
    -------
    list of (int, int)
        Empty where no count fits.
    """
    low, high, step = (
        Fraction(str(row[name])) / 100 for name in ("value_low", "value_high", "step")
    )
    if low == high:
        return [(k, n) for n in sizes for k in counts_from_share(low, n, step)]
    return [(k, n) for n in sizes for k in counts_in_interval(low, high, n)]


def reference_pair(pairs: list[Pair]) -> Pair:
    """Pick the pair to compute with where one is needed: the middle n, and of its counts the middle one."""
    sizes = sorted({n for _, n in pairs})
    size = sizes[len(sizes) // 2]
    counts = sorted(k for k, n in pairs if n == size)
    return counts[len(counts) // 2], size


def finite_population(pairs: list[Pair], base: Base, confidence: float) -> Interval | None:
    """Estimand A: exact hypergeometric limits, united over every pair and every size of the domain."""
    cases = np.array([(k, n, d) for k, n in pairs for d in base.domain_sizes if d >= n])
    if not cases.size:
        return None
    counts, sizes, domains = cases.T
    low, high = hypergeometric_interval(counts, sizes, domains, confidence)
    return float(np.min(low / domains)), float(np.max(high / domains))


def tendency(pairs: list[Pair], confidence: float) -> Interval | None:
    """Estimand B: Wilson limits, united over every pair."""
    if not pairs:
        return None
    counts, sizes = np.array(pairs).T
    low, high = wilson_interval(counts, sizes, confidence)
    return float(np.min(low)), float(np.max(high))


def no_assumption(pairs: list[Pair], base: Base) -> Interval | None:
    """Estimand C: every municipality that did not answer may be in the base, with or without the property."""
    bounds = [
        (k / (n + base.nonrespondents), (k + base.nonrespondents) / (n + base.nonrespondents))
        for k, n in pairs
    ]
    return _hull(bounds) if bounds else None


def _hull(intervals: Iterable[Interval | None]) -> Interval:
    known = [interval for interval in intervals if interval is not None]
    return min(low for low, _ in known), max(high for _, high in known)
