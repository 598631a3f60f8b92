"""Every admissible specification of a headline claim, and the verdict under each: its specification curve."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkteams.estimates.changes.differences import (
    LARGEST_CORRELATION,
    Layout,
    base_pairs,
    lay_out,
)
from wijkteams.estimates.claims.catalogue import Claim, headlines
from wijkteams.estimates.claims.compared import (
    Tables,
    parts_of,
    shares_of_claim,
    weigh_parts,
)
from wijkteams.estimates.claims.comparisons import Footing, Part, pair_name
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.who_answered import overlap_limits
from wijkteams.estimates.rule.verdicts import VERDICTS, judge
from wijkteams.statistics._arrays import as_reals
from wijkteams.statistics.delta_star import rise_between_samples
from wijkteams.statistics.overlap import estimate_correlation, nearest_correlation
from wijkteams.tables import Row, keyed, names_in

FACTORS = ("estimand", "base", "counts", "correlation", "overlap", "domain")
COLUMNS = (
    "claim", "label_en", "label_nl", *FACTORS, "effect", "low", "high", "delta_star", "against", "p", "verdict", "holds",
)  # fmt: skip

RESULTS = {
    "all": ("in all", "in alle"),
    "some": ("only under named assumptions", "alleen onder genoemde aannamen"),
    "none": ("in none", "in geen"),
}
HOLDS = ("stands", "on_condition")
# Names of factors and levels in English and Dutch.
_SAID = {
    "estimand": ("estimand", "schatting"), "base": ("base", "noemer"), "counts": ("counts", "aantallen"),
    "correlation": ("correlation", "samenhang"), "domain": ("group sizes", "groepsomvang"),
    "best": ("best", "gunstigst"), "worst": ("worst", "ongunstigst"), "none": ("none", "geen"),
    "largest": ("largest", "grootst"), "least": ("least", "kleinst"), "greatest": ("greatest", "grootst"),
    "respondents": ("all that answered", "alle deelnemende gemeenten"),
    "with_team": ("those with a team", "gemeenten met een wijkteam"),
    "not_all_done": ("those with work left", "gemeenten waarvan de teams niet aan alle taken toekwamen"),
    "with_or_starting": ("those with a team or starting one", "gemeenten met een wijkteam of binnenkort een"),
}  # fmt: skip
# Results are written with six decimals.
_TOLERANCE = 2e-6

IntArray = NDArray[np.int64]
Levels = Mapping[str, str]
Specified = tuple[Levels, list[Part]]


def run_grids(claims: Sequence[Claim], compared: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Run the grid of every headline claim.

    Parameters
    ----------
    claims : sequence of mapping
        Entries of ``config/claims.yaml``.
    compared : pandas.DataFrame
        Those that compare, as `compared.judge_compared` gives them.
    tables : Tables
        What they are judged on, with the changes of all topics.

    Returns
    -------
    pandas.DataFrame
        The grids of `run_grid`, one below the other.

    Raises
    ------
    ValueError
        If a grid does not agree with the verdict; see `check_agreement`.
    """
    judged = keyed(compared, "claim_id")
    grids = []
    for claim in headlines(claims):
        row = judged[(claim["id"],)]
        grid = run_grid(claim, row, tables)
        check_agreement(grid, row, _of_change(claim, tables))
        grids.append(grid)
    return pd.concat(grids, ignore_index=True)


def run_grid(claim: Claim, judged: Row, tables: Tables) -> pd.DataFrame:
    """Put one claim to every admissible specification.

    Parameters
    ----------
    claim : mapping
        One that compares.
    judged : mapping
        Its row of `compared.judge_compared`.
    tables : Tables
        What it is judged on.

    Returns
    -------
    pandas.DataFrame
        One row for each specification, columns as in `COLUMNS`; per cent or percentage points. ``effect`` is that of the
        worst combination of sizes, ``low`` and ``high`` the hull over them. ``verdict`` is that of the rule, with the
        correction for the number of comparisons that the claim has.

    Notes
    -----
    ``base``: each base, or pair of bases of two waves. ``counts``: those that are worst or best for the claim. For a change
    also ``estimand``: the tendency (B) or the municipalities of those years (A); ``correlation`` of the two answers of a
    municipality: none, or the largest in use as far as the two shares allow it (Frechet); ``overlap`` of the
    municipalities that answered, where it is not none: the least and the greatest; ``domain``: the least and the greatest
    size of each of the two groups, for A. Not crossed, because they are conventions of the rule: those of
    `sensitivity.vary_verdicts`. A trend over more than two waves answers another question; see the models.
    """
    factor = judged["p_holm"] / judged["p"] if judged["p"] > 0 else 1.0
    shares = shares_of_claim(claim, tables)
    words = _words(claim, shares)
    rows = []
    for levels, parts in _specifications(claim, shares, tables):
        part = _part_is_open(levels["base"], shares, tables) and "part" in names_in(
            judged["conditions"]
        )
        found = weigh_parts(
            parts, tables.confidence, (*words, *(["part"] if part else [])), other_ways=False
        )
        after_holm = not found.p * factor > 1 - tables.confidence
        against = found.evidence.against if after_holm else math.nan
        evidence = replace(found.evidence, after_holm=after_holm, against=against)
        verdict = judge(evidence).verdict
        rows.append({
            "claim": claim["id"], "label_en": claim["en"], "label_nl": claim["nl"], **dict.fromkeys(FACTORS, ""), **levels,
            **_ends(claim, parts, found.interval), "delta_star": evidence.delta_star, "against": evidence.against,
            "p": found.p, "verdict": verdict, "holds": verdict in HOLDS,
        })  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def check_agreement(grid: pd.DataFrame, judged: Row, change: Row | None) -> None:
    """Refuse a grid whose hull is not what the verdict rests on.

    Parameters
    ----------
    grid : pandas.DataFrame
        From `run_grid`, one claim.
    judged : mapping
        Its row of `compared.judge_compared`.
    change : mapping or None
        Its row of the table of changes, where it is one.

    Raises
    ------
    ValueError
        If the least ``delta*`` for the tendency, without correlation, is not that of the claim; or, for a change, an end of
        the hull of the intervals for the tendency or for the municipalities of those years not that of the table.
    """
    name = grid["claim"].iloc[0]
    plain = grid[(grid["estimand"] == "B") & (grid["correlation"] == "none")]
    if judged["reason"] != "within_family":
        _same(name, "delta_star", plain["delta_star"].min(skipna=False), judged["delta_star"])
    if change is None:
        return
    for estimand, of_table in (("B", "b"), ("A", "a")):
        part = grid[grid["estimand"] == estimand]
        _same(name, f"{of_table}_low", part["low"].min(), change[f"{of_table}_low"])
        _same(name, f"{of_table}_high", part["high"].max(), change[f"{of_table}_high"])


def _same(claim: str, what: str, here: float, there: float) -> None:
    if not (abs(here - there) <= _TOLERANCE or (math.isnan(here) and math.isnan(there))):
        raise ValueError(
            f"{claim}: the grid has a {what} of {here:.6f}, the table of verdicts {there:.6f}"
        )


def summarise_grid(grid: pd.DataFrame) -> pd.DataFrame:
    """Tell in which specifications each claim holds.

    Parameters
    ----------
    grid : pandas.DataFrame
        From `run_grid`, one or more claims.

    Returns
    -------
    pandas.DataFrame
        One row for each claim. ``result`` is ``all``, ``some`` or ``none``; for ``some`` the assumptions name the levels of a
        factor, alone or two together, under which the claim always holds. A column for each verdict counts it.

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
        counts = of_claim["verdict"].value_counts()
        rows.append({
            "claim": claim, "label_en": of_claim["label_en"].iloc[0], "label_nl": of_claim["label_nl"].iloc[0],
            "specifications": len(of_claim), "holding": holding, "result": result,
            "result_en": RESULTS[result][0], "result_nl": RESULTS[result][1],
            **{str(verdict): int(counts.get(verdict, 0)) for verdict in VERDICTS},
            **_assumptions(named),
            "least": of_claim["effect"].min(), "greatest": of_claim["effect"].max(),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _assumptions(named: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """Return assumptions in codes and in words; of two bases the first is that of the first year."""
    codes = "; ".join(" + ".join(each) for each in named)
    apart = re.sub(r"(?<=\w)\+(?=\w)", " / ", codes)
    english, dutch = (
        "".join(_SAID.get(word, (word, word))[place] for word in re.split(r"\b", apart))
        for place in (0, 1)
    )
    return {"assumptions": codes, "assumptions_en": english, "assumptions_nl": dutch}


def _sufficient(grid: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    """Yield levels of one factor, then of two, under which all hold; none that follows from an earlier one."""
    found: list[set[str]] = []
    columns, holds = {f: grid[f].to_numpy() for f in FACTORS}, grid["holds"].to_numpy()
    for size in (1, 2):
        for factors in combinations(FACTORS, size):
            for levels in product(*(dict.fromkeys(filter(None, grid[f])) for f in factors)):
                names = {f"{factor} {level}" for factor, level in zip(factors, levels, strict=True)}
                at = [columns[f] == level for f, level in zip(factors, levels, strict=True)]
                of_part = holds[np.logical_and.reduce(at)]
                if len(of_part) and of_part.all() and not any(each <= names for each in found):
                    found.append(names)
                    yield tuple(sorted(names))


def _of_change(claim: Claim, tables: Tables) -> Row | None:
    test = claim["test"]
    if claim["kind"] != "change":
        return None
    key = (test["item"], test.get("subgroup", "all"), test["from"], test["to"])
    return tables.changes.get(key)


def _words(claim: Claim, shares: Sequence[PrintedShare]) -> tuple[str, ...]:
    # answers to one question are compared in one wording
    same = claim["kind"] == "ranking" or all(a.worded_like(b) for a, b in combinations(shares, 2))
    return () if same else ("words",)


def _part_is_open(base: str, shares: Sequence[PrintedShare], tables: Tables) -> bool:
    found = (tables.bases[share.wave_id].get(name) for share in shares for name in base.split("+"))
    return any(each.part_assumed for each in found if each)


def _ends(claim: Claim, parts: Sequence[Part], interval: tuple[float, float]) -> dict[str, float]:
    """Return the effect and its interval, with the sign of the shares and not of the claim."""
    worst = min(parts, key=lambda part: min(float(m.estimate.min()) for m in part.claimed))
    effect = worst.origin + 100 * min(float(m.estimate.min()) for m in worst.claimed)
    low, high = interval
    test = claim["test"]
    if test.get("direction") == "fall" or test.get("relation") == "below":
        return {"effect": -effect, "low": -high, "high": -low}
    return {"effect": effect, "low": low, "high": high}


def _specifications(
    claim: Claim, shares: Sequence[PrintedShare], tables: Tables
) -> Iterator[Specified]:
    if claim["kind"] == "change":
        yield from _of_waves(shares[0], shares[1], claim["test"]["direction"] == "rise", tables)
        return
    sides = ("all",) if claim["kind"] == "equality" or not shares else ("worst", "best")
    for counts in sides:
        put = replace(tables, footing=Footing(counts=counts))  # type: ignore[arg-type]
        parts = parts_of(claim, put)
        for base in dict.fromkeys(name for part in parts for name in part.bases):
            on_base = [_on_base(part, base) for part in parts if base in part.bases]
            yield {"estimand": "B", "base": base, "counts": counts, "correlation": "none"}, on_base


def _on_base(part: Part, base: str) -> Part:
    place = part.bases.index(base)
    return replace(
        part, bases=(base,), claimed=(part.claimed[place],), opposite=(part.opposite[place],)
    )


def _of_waves(
    first: PrintedShare, second: PrintedShare, rise: bool, tables: Tables
) -> Iterator[Specified]:
    """Cross everything that a change leaves open; a level that changes nothing is not repeated."""
    for pair in base_pairs(first, second, tables.bases):
        layout = lay_out(first, second, pair, tables.bases)
        if not layout:
            continue
        base = pair_name(pair[0].name, pair[1].name)
        corners = layout.corners if rise else layout.corners[::-1]
        for counts, corner in zip(("worst", "best"), corners, strict=True):
            named = {"base": base, "counts": counts}
            overlaps = overlap_limits(
                tables.waves, first.wave_id, second.wave_id, corner[1], corner[3]
            )
            for sizes, domain in _domains(layout):
                estimand = {"estimand": "A", "domain": domain} if sizes else {"estimand": "B"}
                yield (
                    {**named, **estimand, "correlation": "none"},
                    [_part(base, corner, layout, sizes, rise)],
                )
                for overlap, common in _ends_of(overlaps):
                    levels = {**named, **estimand, "correlation": "largest", "overlap": overlap}
                    yield levels, [_part(base, corner, layout, sizes, rise, common)]


def _domains(layout: Layout) -> Iterator[tuple[tuple[IntArray, ...], str]]:
    """Yield no size, for the tendency, and then each end of the sizes of both groups."""
    yield (), ""
    ends = [list(_ends_of(each)) for each in layout.domain_sizes]
    for (name1, size1), (name2, size2) in product(*ends):
        yield (size1, size2), f"{name1}, {name2}"


def _ends_of(ends: tuple[IntArray, IntArray]) -> Iterator[tuple[str, IntArray]]:
    yield "least", ends[0]
    if not np.array_equal(*ends):
        yield "greatest", ends[1]


def _part(
    base: str, corner: tuple[IntArray, IntArray, IntArray, IntArray], layout: Layout, sizes: tuple[IntArray, ...],
    rise: bool, common: IntArray | None = None,
) -> Part:  # fmt: skip
    """Write a change at one corner, of one estimand, overlap and correlation."""
    k1, n1, k2, n2 = corner
    r = np.zeros(1)
    between = (sizes[0], sizes[1]) if sizes else (None, None)
    if common is not None:
        rho = nearest_correlation(LARGEST_CORRELATION, k1 / n1, k2 / n2)
        r = np.asarray(estimate_correlation(n1, n2, common, rho, *sizes))
    margins = [
        rise_between_samples(
            a,
            n1,
            layout.silent[0],
            b,
            n2,
            layout.silent[1],
            population1=between[0],
            population2=between[1],
            estimate_correlation=r,
        )
        for a, b in ((k1, k2), (n1 - k1, n2 - k2))
    ]
    claimed, opposite = margins if rise else margins[::-1]
    estimate = 100 * float(np.median(claimed.estimate))
    return Part(estimate, 0.0, (base,), (claimed,), (opposite,))
