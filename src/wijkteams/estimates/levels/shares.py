"""Three intervals for every published share, each the hull over all counts and bases that fit the printed figure."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from wijkteams.checking.problems import InputError
from wijkteams.estimates.counts.pairs import (
    LIKELIEST_BASE,
    placements,
    possible_bases,
    readings_on,
    reference_reading,
)
from wijkteams.estimates.counts.printed_share import (
    IDENTITY,
    PrintedShare,
    Reading,
    list_of_readings,
)
from wijkteams.estimates.counts.who_answered import Base
from wijkteams.statistics.intervals import hypergeometric_lower_limit, wilson_interval
from wijkteams.tables import Row, list_of, rows_of

Interval = tuple[float, float]

COLUMNS = (
    *IDENTITY, "share", "a_low", "a_high", "b_low", "b_high", "c_low", "c_high", "rounding_low", "rounding_high",
    "base_low", "base_high", "part_rounding", "part_base", "part_sampling", "part_nonresponse", "count",
    "sample_size", "count_low", "count_high", "n_low", "n_high", "pairs",
)  # fmt: skip


LEFT_OUT_COLUMNS = (
    "topic", "item_id", "label_en", "label_nl", "wave_id", "subgroup", "printed_value", "unit", "possible_bases", "reason",
    "figure_ids",
)  # fmt: skip


def estimate_shares(
    shares: Iterable[PrintedShare], bases: Mapping[str, Mapping[str, Base]], confidence: float
) -> pd.DataFrame:
    """Estimate every share of a topic.

    Parameters
    ----------
    shares : iterable of PrintedShare
        Those of `shares_left_out` are left out.
    bases : mapping
        Wave to the name of a base to that base.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each share, columns as in `COLUMNS`. In per cent: the printed ``share`` (or that of the reference
        reading, where words were printed) and four ranges. ``rounding``: shares that the printed figure can stand for.
        ``base``: the same, as shares of municipalities with a team that answered, over all possible bases. ``a`` and
        ``b``: intervals of the estimands A and B, ``c``: bounds without assumptions, each the hull over every
        admissible count, n and base. The ``part`` columns give, in percentage points, what each source of doubt adds
        alone: the width due to rounding, what an open base adds to it, and the widths due to sampling and to
        nonresponse at the reference reading. ``pairs`` holds every admissible count/n.

    Raises
    ------
    InputError
        If no count fits a printed figure.

    Notes
    -----
    Whether a share is one of municipalities or of teams is not carried out: the survey asks municipalities.
    """
    wanted = [share for share in shares if not _why_left_out(share, bases)]
    rows = [_estimate(share, bases[share.wave_id], confidence) for share in wanted]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def shares_left_out(
    shares: Iterable[PrintedShare], bases: Mapping[str, Mapping[str, Base]]
) -> pd.DataFrame:
    """Say which rows of a topic no interval can be given for, and why; arguments as in `estimate_shares`.

    Returns
    -------
    pandas.DataFrame
        One row for each, columns as in `LEFT_OUT_COLUMNS`. ``reason`` is ``no_share`` of a number that is no share of answers,
        ``wave_unknown`` where who was asked and who answered is not printed, and ``others_answered`` of a share of others than
        municipalities that answered.
    """
    rows = [
        {**share.identity(), "unit": share.unit, "reason": reason}
        for share in shares
        if (reason := _why_left_out(share, bases))
    ]
    return pd.DataFrame(rows, columns=list(LEFT_OUT_COLUMNS))


def _why_left_out(share: PrintedShare, bases: Mapping[str, Mapping[str, Base]]) -> str:
    if not share.is_estimated:
        return "no_share"
    if share.wave_id not in bases:
        return "wave_unknown"
    return "" if possible_bases(share, bases[share.wave_id]) else "others_answered"


def of_all(levels: pd.DataFrame, item: str | None = None) -> Sequence[Row]:
    """Return the rows of some estimates that are on no subgroup; those of one item where it is named."""
    whole = levels[levels["subgroup"] == "all"]
    return rows_of(whole if item is None else whole[whole["item_id"] == item])


def _estimate(
    share: PrintedShare, bases: Mapping[str, Base], confidence: float
) -> dict[str, object]:
    possible = possible_bases(share, bases)
    readings = {base.name: readings_on(share, base) for base in possible}
    every = sorted(
        {each for found in readings.values() for each in found}, key=lambda r: (r.n, r.k)
    )
    if not every:
        raise InputError(
            f"{share.topic}/series.csv, {share.item_id} in {share.wave_id}, from {share.figure_ids[0]}: "
            f"no count fits {share.printed_value} on any of the bases {list_of(share.possible_bases)}"
        )
    reference = next(
        base
        for base in sorted(possible, key=lambda base: base.name != LIKELIEST_BASE)
        if readings[base.name]
    )
    count, size = reference_reading(readings[reference.name])
    hulls = {
        "a": _hull(finite_population(readings[base.name], base, confidence) for base in possible),
        "b": _hull(tendency(readings[base.name], confidence) for base in possible),
        "c": _hull(no_assumption(readings[base.name], base) for base in possible),
        "rounding": _hull(_ratios(readings[base.name]) for base in possible),
        "base": _on_teams(share, possible),
    }
    at_reference = {
        "rounding": _ratios([each for each in every if each.n == size]),
        "sampling": finite_population([Reading(count, size)], reference, confidence),
        "nonresponse": no_assumption([Reading(count, size)], reference),
    }
    return {
        **share.identity(),
        "share": share.percent if share.unit == "percent" else 100 * count / size,
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
        "n_low": every[0].n,
        "n_high": every[-1].n,
        "pairs": list_of_readings(every),
    }


def finite_population(
    readings: Sequence[Reading], base: Base, confidence: float
) -> Interval | None:
    """Estimand A: exact hypergeometric limits, united over every reading and every size of the domain.

    None where no domain is as large as a base that fits. The limits rise with the count, so for each n only the
    least count is needed for the lower limit and only the greatest for the upper one.
    """
    ends: dict[int, tuple[int, int]] = {}
    for k, n in readings:
        low, high = ends.get(n, (k, k))
        ends[n] = min(low, k), max(high, k)
    cases = np.array([(*ends[n], n, d) for n in ends for d in base.domain_sizes if d >= n])
    if not cases.size:
        return None
    least, greatest, sizes, domains = cases.T
    low = hypergeometric_lower_limit(least, sizes, domains, confidence)
    rest = hypergeometric_lower_limit(sizes - greatest, sizes, domains, confidence)
    return float(np.min(low / domains)), float(np.max(1 - rest / domains))


def tendency(readings: Sequence[Reading], confidence: float) -> Interval | None:
    """Estimand B: Wilson limits, united over every reading."""
    if not readings:
        return None
    counts, sizes = np.array(readings).T
    low, high = wilson_interval(counts, sizes, confidence)
    return float(np.min(low)), float(np.max(high))


def no_assumption(readings: Sequence[Reading], base: Base) -> Interval | None:
    """Estimand C: every municipality that did not answer may be in the base, with or without the property."""
    m = base.nonrespondents
    return _hull((k / (n + m), (k + m) / (n + m)) for k, n in readings) if readings else None


def _ratios(readings: Sequence[Reading]) -> Interval | None:
    return _hull((k / n, k / n) for k, n in readings) if readings else None


def _on_teams(share: PrintedShare, possible: list[Base]) -> Interval:
    """Shares of municipalities with a team that answered, for a question that presumes a team."""
    presumes_team = any(base.name == LIKELIEST_BASE for base in possible)
    tables = [placements([share], base, with_team=presumes_team) for base in possible]
    n, low, high = np.vstack(tables).T
    return float(np.min(low / n)), float(np.max(high / n))


def _width(interval: Interval | None) -> float:
    return 100 * (interval[1] - interval[0]) if interval else 0.0


def _hull(intervals: Iterable[Interval | None]) -> Interval:
    known = [interval for interval in intervals if interval is not None]
    return min(low for low, _ in known), max(high for _, high in known)
