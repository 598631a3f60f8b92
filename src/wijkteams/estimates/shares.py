"""Three intervals for every published share, each the hull over all counts and bases that fit the printed figure."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from wijkteams.checking.problems import InputError
from wijkteams.estimates.pairs import (
    LIKELIEST_BASE,
    Pair,
    Row,
    pairs_on,
    placements,
    possible_bases,
    printed_share,
    reference_pair,
)
from wijkteams.estimates.who_answered import Base
from wijkteams.statistics.intervals import hypergeometric_lower_limit, wilson_interval
from wijkteams.tables import rows_of

Interval = tuple[float, float]

IDENTITY = (
    "topic", "item_id", "label_en", "label_nl", "wave_id", "wave_date", "subgroup", "printed_value",
    "possible_bases", "comparability", "reading", "figure_ids",
)  # fmt: skip

COLUMNS = (
    *IDENTITY, "share", "a_low", "a_high", "b_low", "b_high", "c_low", "c_high", "rounding_low", "rounding_high",
    "base_low", "base_high", "part_rounding", "part_base", "part_sampling", "part_nonresponse", "count",
    "sample_size", "count_low", "count_high", "n_low", "n_high", "pairs",
)  # fmt: skip


def estimate_shares(
    series: pd.DataFrame, bases: Mapping[str, Mapping[str, Base]], confidence: float
) -> pd.DataFrame:
    """Estimate every share of a series.

    Parameters
    ----------
    series : pandas.DataFrame
        Rows of the register's series, as text; see `is_estimated` for those that are left out.
    bases : mapping
        Wave to the name of a base to that base.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each share, columns as in `COLUMNS`. In per cent: the printed ``share`` (or that of the reference
        pair, where words were printed) and four ranges. ``rounding``: shares that the printed figure can stand for.
        ``base``: the same, as shares of municipalities with a team that answered, over all possible bases. ``a`` and
        ``b``: intervals of the estimands A and B, ``c``: bounds without assumptions, each the hull over every
        admissible count, n and base. The ``part`` columns give, in percentage points, what each source of doubt adds
        alone: the width due to rounding, what an open base adds to it, and the widths due to sampling and to
        nonresponse at the reference pair. ``pairs`` holds every admissible count/n.

    Raises
    ------
    InputError
        If a wave has no bases, the size of a base is unknown, or no count fits a printed figure.

    Notes
    -----
    Whether a share is one of municipalities or of teams is not carried out: the survey asks municipalities.
    """
    shares = [row for row in rows_of(series) if is_estimated(row)]
    for row in shares:
        if row["wave_id"] not in bases:
            raise InputError(
                f"{row['topic']}/series.csv, {row['item_id']}: nothing is known of who answered in {row['wave_id']}"
            )
    rows = [_estimate(row, bases[str(row["wave_id"])], confidence) for row in shares]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def is_estimated(row: Row) -> bool:
    """Whether a row of a series is a share of answers: a percentage, or a count of a printed number of answers.

    A count that stands beside the share of the same answer narrows the base instead.
    """
    counted = row["unit"] == "count" and row["response_type"] not in {"count", "not_asked"}
    return row["unit"] == "percent" or (counted and row["n_printed"] != "")


def printed_shares(series: pd.DataFrame) -> list[Row]:
    """Return the rows of a series that were printed as a percentage, not in words."""
    return [
        row
        for row in rows_of(series)
        if row["unit"] == "percent" and row["value_low"] == row["value_high"]
    ]


def of_all(levels: pd.DataFrame, item: str | None = None) -> Sequence[Row]:
    """Return the rows of some estimates that are on no subgroup; those of one item where it is named."""
    whole = levels[levels["subgroup"] == "all"]
    return rows_of(whole if item is None else whole[whole["item_id"] == item])


def _estimate(row: Row, bases: Mapping[str, Base], confidence: float) -> dict[str, object]:
    possible = possible_bases(row, bases)
    pairs = {base.name: pairs_on(row, base) for base in possible}
    every = sorted({pair for each in pairs.values() for pair in each}, key=lambda p: (p[1], p[0]))
    if not every:
        raise InputError(
            f"{row['topic']}/series.csv, {row['item_id']} in {row['wave_id']}: "
            f"no count fits {row['printed_value']} on any of the bases {row['possible_bases']}"
        )
    likeliest = LIKELIEST_BASE if pairs.get(LIKELIEST_BASE) else next(n for n in pairs if pairs[n])
    count, size = reference_pair(pairs[likeliest])
    reference = next(base for base in possible if base.name == likeliest)
    hulls = {
        "a": _hull(finite_population(pairs[base.name], base, confidence) for base in possible),
        "b": _hull(tendency(pairs[base.name], confidence) for base in possible),
        "c": _hull(no_assumption(pairs[base.name], base) for base in possible),
        "rounding": _hull(_ratios(pairs[base.name]) for base in possible),
        "base": _on_teams(row, possible),
    }
    at_reference = {
        "rounding": _ratios([pair for pair in every if pair[1] == size]),
        "sampling": finite_population([(count, size)], reference, confidence),
        "nonresponse": no_assumption([(count, size)], reference),
    }
    return {
        **{name: row[name] for name in IDENTITY},
        "share": printed_share(row) if row["unit"] == "percent" else 100 * count / size,
        **{
            f"{name}_{side}": 100 * value
            for name, hull in hulls.items()
            for side, value in zip(("low", "high"), hull, strict=True)
        },
        **{f"part_{name}": _width(interval) for name, interval in at_reference.items()},
        "part_base": max(0.0, _width(hulls["base"]) - _width(hulls["rounding"])),
        "count": count,
        "sample_size": size,
        "count_low": min(k for k, _ in every),
        "count_high": max(k for k, _ in every),
        "n_low": every[0][1],
        "n_high": every[-1][1],
        "pairs": " ".join(f"{k}/{n}" for k, n in every),
    }


def finite_population(pairs: list[Pair], base: Base, confidence: float) -> Interval | None:
    """Estimand A: exact hypergeometric limits, united over every pair and every size of the domain.

    None where no domain is as large as a base that fits. The limits rise with the count, so for each n only the
    least count is needed for the lower limit and only the greatest for the upper one.
    """
    ends: dict[int, tuple[int, int]] = {}
    for k, n in pairs:
        low, high = ends.get(n, (k, k))
        ends[n] = min(low, k), max(high, k)
    cases = np.array([(*ends[n], n, d) for n in ends for d in base.domain_sizes if d >= n])
    if not cases.size:
        return None
    least, greatest, sizes, domains = cases.T
    low = hypergeometric_lower_limit(least, sizes, domains, confidence)
    rest = hypergeometric_lower_limit(sizes - greatest, sizes, domains, confidence)
    return float(np.min(low / domains)), float(np.max(1 - rest / domains))


def tendency(pairs: list[Pair], confidence: float) -> Interval | None:
    """Estimand B: Wilson limits, united over every pair."""
    if not pairs:
        return None
    counts, sizes = np.array(pairs).T
    low, high = wilson_interval(counts, sizes, confidence)
    return float(np.min(low)), float(np.max(high))


def no_assumption(pairs: list[Pair], base: Base) -> Interval | None:
    """Estimand C: every municipality that did not answer may be in the base, with or without the property."""
    m = base.nonrespondents
    return _hull((k / (n + m), (k + m) / (n + m)) for k, n in pairs) if pairs else None


def _ratios(pairs: list[Pair]) -> Interval | None:
    return _hull((k / n, k / n) for k, n in pairs) if pairs else None


def _on_teams(row: Row, possible: list[Base]) -> Interval:
    """Shares of municipalities with a team that answered, for a question that presumes a team."""
    presumes_team = any(base.name == LIKELIEST_BASE for base in possible)
    tables = [placements([row], base, with_team=presumes_team) for base in possible]
    n, low, high = np.vstack(tables).T
    return float(np.min(low / n)), float(np.max(high / n))


def _width(interval: Interval | None) -> float:
    return 100 * (interval[1] - interval[0]) if interval else 0.0


def _hull(intervals: Iterable[Interval | None]) -> Interval:
    known = [interval for interval in intervals if interval is not None]
    return min(low for low, _ in known), max(high for _, high in known)
