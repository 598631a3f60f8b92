"""How many municipalities a share is a share of: every size of a base that the published figures leave open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
import pandas as pd

from wijkteams.estimates.presence import (
    counts_of_answer,
    counts_with_or_starting,
    counts_with_team,
)
from wijkteams.estimates.strata import Split, splits_of_wave
from wijkteams.statistics.intervals import hypergeometric_interval

# ASSUME: no question of a peiling was skipped by more municipalities with a team than the one question of 2014 whose
# base was printed: 182 answers of the 193 municipalities that had a team or were about to start one.
LEAST_ITEM_RESPONSE = Fraction(182, 193)

# ASSUME: in 2017 and 2019, where the share is not published, at least as large a part of the municipalities with a team
# did not get round to all tasks as in 2015 (92 per cent, rounded).
LEAST_NOT_ALL_DONE = Fraction(183, 200)

# ASSUME: those that want to monitor are at least as large a part of those that were asked as the 98 per cent that
# want to evaluate.
LEAST_WANTS_MONITORING = Fraction(195, 200)

# ASSUME: the study of 2014 asked cities of a network that had 34 or 35 members then; it calls it by its older name,
# the G32.
OTHER_STUDIES = {"ut2014": (34, 35)}


@dataclass(frozen=True)
class Base:
    """The group of which a published share is a share, in one wave.

    Attributes
    ----------
    name : str
        A name of the closed vocabulary of the register.
    sizes : tuple of int
        Every admissible number of answers, ascending.
    domain_sizes : tuple of int
        Every admissible number of such municipalities among all municipalities of that year, ascending.
    nonrespondents : int
        Municipalities that could belong to the group and did not take part in the wave; the most, where it is open.
    team_sizes : tuple of int
        For a group of municipalities that may lack a team, or of part of those with one: every admissible number of
        answers of those with a team. Empty where the group cannot be put on that footing.
    settled : mapping of str to tuple of int
        For an item its counts on this base, where more than the printed share bears on them.
    """

    name: str
    sizes: tuple[int, ...]
    domain_sizes: tuple[int, ...]
    nonrespondents: int
    team_sizes: tuple[int, ...] = ()
    settled: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


Bases = dict[str, dict[str, Base]]


def bases_of_waves(
    figures: Mapping[str, pd.DataFrame], waves: pd.DataFrame, confidence: float
) -> Bases:
    """Derive the possible bases of every peiling, and of the other study with a printed base.

    Parameters
    ----------
    figures : mapping of str to pandas.DataFrame
        ``presence`` and ``response``, series of the register, and ``population``, raw figures; all as text.
    waves : pandas.DataFrame
        ``wave_id``, ``respondents`` and ``municipalities``, as text; waves without both are left out.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    dict
        Wave to the name of a base to that base.
    """
    known = waves[(waves["respondents"] != "") & (waves["municipalities"] != "")]
    respondents = waves.set_index("wave_id")["respondents"]
    found: Bases = {}
    for wave, members in OTHER_STUDIES.items():
        if respondents.get(wave):
            n = int(respondents[wave])
            found[wave] = {
                "g32_respondents": Base("g32_respondents", (n,), members, members[-1] - n)
            }
    for row in known.itertuples():
        wave, n, size = str(row.wave_id), int(str(row.respondents)), int(str(row.municipalities))
        with_team = counts_with_team(figures["presence"], wave, n)
        if with_team:
            starting = counts_with_or_starting(figures["presence"], wave, n, with_team)
            found[wave] = bases_of_wave(n, size, with_team, starting, confidence)
            without = counts_of_answer(figures["presence"], wave, "no_team", n)
            found[wave]["respondents"] = replace(
                found[wave]["respondents"],
                settled={"has_team": with_team} | ({"no_team": without} if without else {}),
            )
            splits = splits_of_wave(wave, n, size, with_team, figures)
            found[wave] |= _bases_of_strata(splits, confidence)
    return found


def bases_of_wave(
    respondents: int,
    municipalities: int,
    with_team: Iterable[int],
    with_or_starting: Iterable[int],
    confidence: float,
) -> dict[str, Base]:
    """Derive the possible bases of one wave from who answered and how many of them had a team.

    Parameters
    ----------
    respondents, municipalities : int
        Municipalities that answered, and all municipalities of that year.
    with_team : iterable of int
        Every admissible number of respondents with a team.
    with_or_starting : iterable of int
        Every admissible number of respondents with a team or about to start one; empty where it was not asked.
    confidence : float
        Confidence level for the number of municipalities with a team among all, between 0 and 1.

    Returns
    -------
    dict of str to Base
        The bases by name.

    Notes
    -----
    The lower end of ``with_team`` lies below the number with a team, because some of them skip a question. The
    number of municipalities with a team among all municipalities is itself unknown: the union of its exact intervals
    is used.
    """
    counts, m = sorted(set(with_team)), municipalities - respondents
    team = _domain("with_team", counts, respondents, municipalities, m, confidence)
    least = int(LEAST_NOT_ALL_DONE * team.sizes[0])
    bases = [
        Base("respondents", (respondents,), (municipalities,), m, team.sizes),
        team,
        Base(
            "not_all_done",
            _span(least, counts[-1]),
            _span(int(LEAST_NOT_ALL_DONE * team.domain_sizes[0]), team.domain_sizes[-1]),
            m,
            team.sizes,
        ),
        # Nothing is printed on how many want support. The interval is widest for the largest group.
        Base("wants_support", _span(1, respondents), (municipalities,), m),
        Base(
            "wants_monitoring",
            _span(int(LEAST_WANTS_MONITORING * team.sizes[0]), respondents),
            (municipalities,),
            m,
        ),
    ]
    starting = sorted(set(with_or_starting))
    if starting:
        bases.append(
            _domain("with_or_starting", starting, respondents, municipalities, m, confidence)
        )
    return {base.name: base for base in bases}


def _domain(
    name: str,
    counts: list[int],
    respondents: int,
    municipalities: int,
    nonrespondents: int,
    confidence: float,
) -> Base:
    low, high = hypergeometric_interval(np.array(counts), respondents, municipalities, confidence)
    sizes = _span(int(LEAST_ITEM_RESPONSE * counts[0]), counts[-1])
    return Base(name, sizes, _span(int(np.min(low)), int(np.max(high))), nonrespondents, sizes)


def _bases_of_strata(splits: list[Split], confidence: float) -> dict[str, Base]:
    """Derive the bases of G32 cities and of the other municipalities, over all splits."""
    if not splits:
        return {}
    found = {}
    for name, groups in {
        "g32": [(s.g32, s.g32_members, s.g32_with_team) for s in splits],
        "other": [(s.other, s.other_municipalities, s.other_with_team) for s in splits],
    }.items():
        n, size, team = map(np.array, zip(*groups, strict=True))
        low, high = hypergeometric_interval(team, n, size, confidence)
        least, most = int(LEAST_ITEM_RESPONSE * int(team.min())), int(n.max())
        m, members = int((size - n).max()), tuple(sorted({int(each) for each in size}))
        found[f"{name}_respondents"] = Base(
            f"{name}_respondents", tuple(sorted({int(each) for each in n})), members, m
        )
        found[f"{name}_with_team"] = Base(
            f"{name}_with_team",
            _span(least, int(team.max())),
            _span(int(low.min()), int(high.max())),
            m,
        )
        found[f"{name}_with_or_starting"] = Base(
            f"{name}_with_or_starting",
            _span(least, most),
            _span(int(low.min()), members[-1]),
            m,
        )
    return found


def _span(low: int, high: int) -> tuple[int, ...]:
    return tuple(range(low, high + 1))
