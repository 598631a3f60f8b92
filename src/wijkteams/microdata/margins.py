"""Compare the shares in a cleaned file with the published ones, on every base that the published figure leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pandas as pd

from wijkteams.microdata.codebook import MISSING, TEAM_TYPES
from wijkteams.statistics.counts import printed_shares

_BASES = ("respondents", "with_team", "not_all_done")


def compare_with_published(answers: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Look for each published share whether the file gives it, within rounding, on some admissible base.

    Parameters
    ----------
    answers : pandas.DataFrame
        Cleaned answers.
    published : pandas.DataFrame
        Estimates of the topics: ``item_id``, ``label_en``, ``label_nl``, ``wave_id``, ``subgroup``,
        ``printed_value`` (text) and ``possible_bases``. Shares in whole per cents are compared; other rows,
        and items that the file lacks, are left out.

    Returns
    -------
    pandas.DataFrame
        One row for each share: the base and denominator on which file and print come closest, the share in the
        file in per cent, whether it ``agrees`` within rounding, and the ``difference`` in percentage points.

    Notes
    -----
    A base counts in two ways: all of its municipalities, and those that answered the question.
    """
    rows = []
    for figure in published.to_dict("records"):
        wave = answers[answers["wave_id"] == figure["wave_id"]]
        named = _named(wave, figure["item_id"])
        if named is None or not str(figure["printed_value"]).isdigit():
            continue
        printed = Fraction(int(figure["printed_value"]), 100)
        options = list(_options(wave, named, figure))
        if not options:
            continue
        best = min(options, key=lambda option: _distance(option, printed))
        base, denominator, count, n = best
        agrees = printed in printed_shares(count, n)
        rows.append(
            {
                **{key: figure[key] for key in ("item_id", "label_en", "label_nl", "wave_id")},
                "subgroup": figure["subgroup"],
                "base": base,
                "denominator": denominator,
                "published": int(figure["printed_value"]),
                "in_file": round(100 * count / n, 2),
                "count": count,
                "n": n,
                "agrees": agrees,
                "difference": round(100 * count / n - int(figure["printed_value"]), 2),
            }
        )
    return pd.DataFrame(rows)


def _distance(option: tuple[str, str, int, int], printed: Fraction) -> tuple[bool, Fraction]:
    count, n = option[2:]
    return printed not in printed_shares(count, n), abs(Fraction(count, n) - printed)


def _named(wave: pd.DataFrame, item: str) -> pd.Series | None:
    """Whether each municipality named the item: true, false, or missing where it did not answer."""
    column, yes = (item, "yes")
    if item in TEAM_TYPES:
        column, yes = "team_type", item
    elif item == "enough_time":
        column, yes = "not_all_tasks", "no"
    elif item in {"no_team", "starts_soon"}:
        column, yes = "has_team", {"no_team": "no"}.get(item, item)
    if column not in wave or wave[column].isin(MISSING).all():
        return None
    return wave[column].eq(yes).astype("boolean").mask(wave[column].isin(MISSING))


def _options(
    wave: pd.DataFrame, named: pd.Series, figure: Mapping[Any, Any]
) -> Iterator[tuple[str, str, int, int]]:
    everyone = pd.Series(True, index=wave.index, dtype="bool")
    groups: dict[str, pd.Series[bool]] = {
        "all": everyone,
        "G32": wave["city_group"].eq("g32"),
        "other": wave["city_group"].eq("other"),
    }
    bases: dict[str, pd.Series[bool]] = {
        "respondents": everyone,
        "with_team": wave["has_team"].eq("yes"),
        "not_all_done": wave["has_team"].eq("yes") & wave["not_all_tasks"].ne("no"),
    }
    group = groups.get(figure["subgroup"])
    if group is None:
        return
    # The published bases of a subgroup carry its name before that of the base.
    for name in str(figure["possible_bases"]).split(";"):
        base = next((each for each in _BASES if name.endswith(each)), None)
        if base is None:
            continue
        inside = named[group & bases[base]]
        for denominator, members in (("all", inside), ("answered", inside.dropna())):
            if len(members):
                yield base, denominator, int(members.fillna(False).sum()), len(members)
