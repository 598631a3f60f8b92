"""How many municipalities a share is a share of: every size of a base that the published figures leave open."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from wijkteams.errors import InputError
from wijkteams.statistics.counts import admissible_counts
from wijkteams.statistics.intervals import hypergeometric_interval

# ASSUME: no question of a peiling was skipped by more municipalities with a team than the one question of 2014 whose
# base was printed: 182 answers of the 193 municipalities that had a team or were about to start one.
LEAST_ITEM_RESPONSE = Fraction(182, 193)

# ASSUME: in 2017 and 2019, where the share is not published, at least as large a part of the municipalities with a team
# did not get round to all tasks as in 2015 (92 per cent, rounded).
LEAST_NOT_ALL_DONE = Fraction(183, 200)

# ASSUME: the share with a team in 2015 may have been cut off instead of rounded: the publisher prints 87 and another
# outlet almost 88 for the same answers, and 205 of 234 fits both.
CUT_OFF = frozenset({"w2015"})


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
        Municipalities that did not take part in the wave.
    """

    name: str
    sizes: tuple[int, ...]
    domain_sizes: tuple[int, ...]
    nonrespondents: int


def bases_of_waves(
    presence: pd.DataFrame, waves: pd.DataFrame, confidence: float
) -> dict[str, dict[str, Base]]:
    """Derive the possible bases of every peiling.

    Parameters
    ----------
    presence : pandas.DataFrame
        The presence series of the register, read as text.
    waves : pandas.DataFrame
        ``wave_id``, ``respondents`` and ``municipalities``, read as text; waves without respondents are left out.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    dict
        Wave to the name of a base to that base.
    """
    known = waves[(waves["respondents"] != "") & (waves["municipalities"] != "")].set_index(
        "wave_id"
    )
    respondents = {str(wave): int(n) for wave, n in known["respondents"].items()}
    return {
        wave: bases_of_wave(
            respondents[wave], int(known.loc[wave, "municipalities"]), counts, confidence
        )
        for wave, counts in counts_with_team(presence, respondents).items()
    }


def bases_of_wave(
    respondents: int, municipalities: int, with_team: Iterable[int], confidence: float
) -> dict[str, Base]:
    """Derive the possible bases of one wave from who answered and how many of them had a team.

    Parameters
    ----------
    respondents : int
        Municipalities that answered.
    municipalities : int
        All municipalities of that year.
    with_team : iterable of int
        Every admissible number of respondents with a team.
    confidence : float
        Confidence level for the number of municipalities with a team among all, between 0 and 1.

    Returns
    -------
    dict of str to Base
        Keys ``respondents``, ``with_team`` and ``not_all_done``.

    Notes
    -----
    The lower end of ``with_team`` lies below the number with a team, because some of them skip a question. The number of
    municipalities with a team among all municipalities is itself unknown: the union of its exact intervals is used.
    """
    counts = sorted(set(with_team))
    low, high = hypergeometric_interval(np.array(counts), respondents, municipalities, confidence)
    domain = (int(np.min(low)), int(np.max(high)))
    nonrespondents = municipalities - respondents
    answered = _span(int(LEAST_ITEM_RESPONSE * counts[0]), counts[-1])
    not_all_done = _span(int(LEAST_NOT_ALL_DONE * answered[0]), counts[-1])
    return {
        base.name: base
        for base in (
            Base("respondents", (respondents,), (municipalities,), nonrespondents),
            Base("with_team", answered, _span(*domain), nonrespondents),
            Base(
                "not_all_done",
                not_all_done,
                _span(int(LEAST_NOT_ALL_DONE * domain[0]), domain[1]),
                nonrespondents,
            ),
        )
    }


def counts_with_team(
    presence: pd.DataFrame, respondents: dict[str, int]
) -> dict[str, tuple[int, ...]]:
    """Recover how many respondents of each wave had a team.

    Parameters
    ----------
    presence : pandas.DataFrame
        The presence series: ``item_id``, ``wave_id``, ``subgroup``, ``value_low``, ``value_high``, ``step``.
    respondents : dict of str to int
        Respondents of each wave.

    Returns
    -------
    dict of str to tuple of int
        Wave to every admissible count.

    Raises
    ------
    InputError
        If no count fits a published share.
    """
    rows = presence[(presence["item_id"] == "has_team") & (presence["subgroup"] == "all")]
    found: dict[str, tuple[int, ...]] = {}
    for row in rows.itertuples():
        n = respondents[str(row.wave_id)]
        share = Fraction(str(row.value_low)) / 100
        rule = "either" if row.wave_id in CUT_OFF else "half"
        pairs = admissible_counts(share, [n], Fraction(str(row.step)) / 100, rule)
        if not pairs:
            raise InputError(
                f"presence in {row.wave_id}: no count of {n} gives {row.value_low} per cent"
            )
        found[str(row.wave_id)] = tuple(count for count, _ in pairs)
    return found


def _span(low: int, high: int) -> tuple[int, ...]:
    return tuple(range(low, high + 1))
