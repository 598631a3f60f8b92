"""Compare the shares in a cleaned file with the published ones, on every base that the published figure leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from wijkteams.microdata.codebook import MISSING, TEAM_TYPES
from wijkteams.statistics.counts import printed_shares
from wijkteams.tables import names_in

# Published figures that are one answer to another question of the codebook.
_ANSWER_TO = {
    **{name: ("team_type", name) for name in TEAM_TYPES},
    "enough_time": ("not_all_tasks", "no"),
    "no_team": ("has_team", "no"),
    "starts_soon": ("has_team", "starts_soon"),
}


@dataclass(frozen=True)
class _Option:
    """The share in the file on one base, of all of its municipalities or of those that answered the question."""

    base: str
    denominator: str
    count: int
    n: int

    def distance(self, printed: Fraction) -> tuple[bool, Fraction]:
        """Whether it does not round to the printed share, and how far it is from it."""
        rounds = printed in printed_shares(self.count, self.n)
        return not rounds, abs(Fraction(self.count, self.n) - printed)


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
    """
    rows = []
    for figure in published.to_dict("records"):
        if not str(figure["printed_value"]).isdigit():
            continue
        percent = int(figure["printed_value"])
        printed = Fraction(percent, 100)
        options = _options(answers[answers["wave_id"] == figure["wave_id"]], figure)
        best = min(options, key=lambda option: option.distance(printed), default=None)
        if best is None:
            continue
        share = 100 * best.count / best.n
        told = ("item_id", "label_en", "label_nl", "wave_id", "subgroup")
        rows.append({key: figure[key] for key in told} | asdict(best) | {
            "published": percent, "in_file": round(share, 2), "difference": round(share - percent, 2),
            "agrees": not best.distance(printed)[0],
        })  # fmt: skip
    return pd.DataFrame(rows).reindex(columns=_COLUMNS if rows else [])


_COLUMNS = [
    "item_id", "label_en", "label_nl", "wave_id", "subgroup", "base", "denominator", "published", "in_file", "count", "n",
    "agrees", "difference",
]  # fmt: skip


def _options(wave: pd.DataFrame, figure: Mapping[Any, Any]) -> Iterator[_Option]:
    column, yes = _ANSWER_TO.get(figure["item_id"], (figure["item_id"], "yes"))
    if column not in wave or wave[column].isin(MISSING).all():
        return
    # True, false, or missing where a municipality did not answer.
    named = wave[column].eq(yes).astype("boolean").mask(wave[column].isin(MISSING))
    everyone = pd.Series(True, index=wave.index, dtype="bool")
    with_team = wave["has_team"].eq("yes")
    groups: dict[str, pd.Series[bool]] = {
        "all": everyone,
        "G32": wave["city_group"].eq("g32"),
        "other": wave["city_group"].eq("other"),
    }
    bases: dict[str, pd.Series[bool]] = {
        "respondents": everyone,
        "with_team": with_team,
        "not_all_done": with_team & wave["not_all_tasks"].ne("no"),
    }
    for name in names_in(figure["possible_bases"]) if figure["subgroup"] in groups else ():
        # The published bases of a subgroup carry its name before that of the base.
        for base in [each for each in bases if name.endswith(each)]:
            inside = named[groups[figure["subgroup"]] & bases[base]]
            for denominator, members in (("all", inside), ("answered", inside.dropna())):
                if len(members):
                    count = int(members.fillna(False).sum())
                    yield _Option(base, denominator, count, len(members))
