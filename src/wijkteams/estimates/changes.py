"""Every change of a published share between two waves, with its verdict."""

import math
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

import pandas as pd

from wijkteams.estimates.bases import Base
from wijkteams.estimates.differences import Difference, base_pairs, compare
from wijkteams.estimates.pairs import Row, printed_share, same_wording
from wijkteams.estimates.verdicts import Evidence, judge
from wijkteams.estimates.waves import DAYS_PER_YEAR, Wave
from wijkteams.statistics.equality import smallest_equality_limit
from wijkteams.statistics.multiplicity import benjamini_hochberg_adjusted, holm_adjusted

COLUMNS = (
    "topic", "item_id", "label_en", "label_nl", "subgroup", "wave_from", "wave_to", "years", "share_from",
    "share_to", "change", "change_low", "change_high", "a_low", "a_high", "b_low", "b_high", "c_low", "c_high",
    "breakdown", "p", "p_holm", "p_bh", "shared_base", "shared_b_low", "shared_b_high", "shared_breakdown",
    "shared_p_holm", "equal_within", "shared_equal_within", "comparability", "against", "against_low",
    "against_high", "verdict", "reason", "decided_by", "deciding_number", "figure_ids",
)  # fmt: skip


def estimate_changes(
    series: Sequence[Row],
    contrasts: pd.DataFrame,
    bases: Mapping[str, Mapping[str, Base]],
    waves: Mapping[str, Wave],
    confidence: float,
) -> pd.DataFrame:
    """Estimate and judge every change of a topic.

    Parameters
    ----------
    series : sequence of mapping
        Series rows of one topic that are printed percentages.
    contrasts : pandas.DataFrame
        Item against item, of the same topic.
    bases : mapping
        Wave to the name of a base to that base.
    waves : mapping of str to Wave
        The surveys.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each item, subgroup and pair of waves, columns as in `COLUMNS`; percentage points. ``change`` is
        that of the printed shares; ``a``, ``b``, ``c`` and ``breakdown`` hold over every admissible count, n and
        pair of bases; ``shared`` columns over the counts and n of the most favourable base that both waves can
        share. ``p_holm`` and ``p_bh`` are adjusted within the topic, from the largest p value. ``equal_within`` is
        the smallest limit within which two one-sided tests show the shares to be equal, ``shared_equal_within`` that
        on the shared base. ``comparability`` is that of these two waves.
        ``against`` names the item against which this one moved, with the interval under B at the least favourable
        dependence.
    """
    cells: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(series, key=lambda row: str(row["wave_date"])):
        if row["wave_id"] in waves:
            cells.setdefault((str(row["item_id"]), str(row["subgroup"])), []).append(row)
    found = [
        (pair, differences)
        for rows in cells.values()
        for pair in combinations(rows, 2)
        if (differences := _differences(*pair, bases, waves, confidence))
    ]
    every = [max(d.p for d in differences) for _, differences in found]
    best = [_most_favourable(differences) for _, differences in found]
    adjusted, exploratory = holm_adjusted(every), benjamini_hochberg_adjusted(every)
    shared = holm_adjusted([d.p if d else 1.0 for d in best])
    rows = [
        _judged(pair, differences, best[i], (every[i], adjusted[i], exploratory[i], shared[i]), contrasts, confidence)
        for i, (pair, differences) in enumerate(found)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _differences(
    first: Row,
    second: Row,
    bases: Mapping[str, Mapping[str, Base]],
    waves: Mapping[str, Wave],
    confidence: float,
) -> list[Difference]:
    found = (
        compare(first, second, pair, bases, waves, confidence)
        for pair in base_pairs(first, second, bases)
    )
    return [difference for difference in found if difference]


def _most_favourable(differences: list[Difference]) -> Difference | None:
    return min((d for d in differences if d.shared), key=lambda d: d.p, default=None)


def _judged(
    pair: tuple[Row, Row],
    differences: list[Difference],
    shared: Difference | None,
    p: tuple[float, float, float, float],
    contrasts: pd.DataFrame,
    confidence: float,
) -> dict[str, object]:
    first, second = pair
    hulls = {name: _hull(differences, name) for name in ("point", "a", "b", "b_equality", "c")}
    of_shared = _hull([shared], "b") if shared else (math.nan, math.nan)
    rise = sum(hulls["point"]) > 0
    against = _moved_against(first, second, rise, contrasts)
    comparable = same_wording(first, second)
    least = 100 * min(d.breakdown for d in differences)
    on_shared = 100 * shared.breakdown if shared else math.nan
    carried = [
        _beyond_zero(hulls["b"], rise) and p[1] <= 1 - confidence,
        _beyond_zero(of_shared, rise) and p[3] <= 1 - confidence,
        _beyond_zero(hulls["a"], rise),
    ]
    evidence = Evidence(
        kind="change",
        b_every=carried[0],
        b_some=carried[1],
        a_every=carried[2],
        comparable=comparable,
        moves_against_item=against is not None,
        # where only a base that both waves share carries the change, its nonresponse is what counts
        breakdown=on_shared if carried[1] and not (carried[0] or carried[2]) else least,
    )
    branch = judge(evidence)
    inner = {name: hulls[name][0 if rise else 1] for name in ("a", "b")}
    deciding = {"fragile": ("breakdown", evidence.breakdown), "only_a": ("a", inner["a"])}
    decided_by, number = deciding.get(branch.reason, ("b", inner["b"]))
    shares = [printed_share(row) for row in pair]
    values = (
        *(second[name] for name in ("topic", "item_id", "label_en", "label_nl", "subgroup")),
        first["wave_id"], second["wave_id"], _years(first, second), *shares, shares[1] - shares[0],
        *hulls["point"], *hulls["a"], *hulls["b"], *hulls["c"], least, *p[:3],
        shared.bases[1] if shared else "", *of_shared, on_shared, p[3], smallest_equality_limit(*hulls["b_equality"]),
        smallest_equality_limit(*_hull([shared], "b_equality")) if shared else math.nan,
        "comparable" if comparable else "wording_changed", *(against or ("", math.nan, math.nan)), branch.verdict,
        branch.reason, decided_by, number, ";".join(str(row["figure_ids"]) for row in pair),
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _hull(differences: Sequence[Difference], name: str) -> tuple[float, float]:
    """Lowest and highest end over some pairs of bases, in percentage points."""
    ends = [getattr(difference, name) for difference in differences]
    return 100 * min(low for low, _ in ends), 100 * max(high for _, high in ends)


def _beyond_zero(interval: tuple[float, float], rise: bool) -> bool:
    return interval[0] > 0 if rise else interval[1] < 0


def _moved_against(
    first: Row, second: Row, rise: bool, contrasts: pd.DataFrame
) -> tuple[str, float, float] | None:
    """Return the item against which this one clearly moved, in the direction of its change, and the interval."""
    found = []
    for row in contrasts.to_dict("records"):
        if (row["wave_from"], row["wave_to"]) != (first["wave_id"], second["wave_id"]):
            continue
        if row["item_id"] == second["item_id"]:
            found.append((str(row["against_id"]), row["b_low"], row["b_high"]))
        elif row["against_id"] == second["item_id"]:
            found.append((str(row["item_id"]), -row["b_high"], -row["b_low"]))
    clear = [each for each in found if _beyond_zero(each[1:], rise)]
    return max(clear, key=lambda each: each[1] if rise else -each[2], default=None)


def _years(first: Row, second: Row) -> float:
    start, end = (date.fromisoformat(str(row["wave_date"])) for row in (first, second))
    return (end - start).days / DAYS_PER_YEAR
