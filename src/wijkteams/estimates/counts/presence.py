"""How many respondents of a wave have a team, from the printed shares and counts."""

from collections.abc import Sequence

import pandas as pd

from wijkteams.checking.problems import InputError
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.statistics.counts import counts_from_share

# ASSUME: the share with a team in 2015 may have been cut off instead of rounded: the publisher prints 87 and another
# outlet almost 88 for the same answers, and 205 of 234 fits both.
CUT_OFF = frozenset({"w2015"})

# The rows that print a count beside the share of the same answer.
PRINTED_COUNTS = {"has_team": "has_team_number", "no_team": "no_team_number"}


def counts_printed_in(series: pd.DataFrame) -> set[tuple[str, str]]:
    """Return item and wave of each share whose count is printed too; `series` has ``item_id`` and ``wave_id``."""
    printed = set(zip(series["item_id"], series["wave_id"], strict=True))
    return {
        (item, wave)
        for item, number in PRINTED_COUNTS.items()
        for name, wave in printed
        if name == number
    }


def counts_with_or_starting(
    shares: Sequence[PrintedShare], wave: str, respondents: int
) -> tuple[int, ...]:
    """Recover how many respondents had a team or were about to start one: those with one plus those that start.

    Arguments as in `counts_of_answer`. A count leaves room for those without; there is none where it was not asked.
    """
    with_team, starting, without = (
        counts_of_answer(shares, wave, item, respondents)
        for item in ("has_team", "starts_soon", "no_team")
    )
    sums = {team + start for team in with_team for start in starting}
    return tuple(sorted(n for n in sums if not without or respondents - n in without))


def counts_of_answer(
    shares: Sequence[PrintedShare], wave: str, item: str, respondents: int
) -> tuple[int, ...]:
    """Recover how many respondents of a wave gave one answer to the question on presence.

    Parameters
    ----------
    shares : sequence of PrintedShare
        Those on presence among them.
    wave, item : str
        The wave and the answer, such as ``has_team``.
    respondents : int
        Municipalities that answered.

    Returns
    -------
    tuple of int
        Every admissible count; empty where no share was published.

    Raises
    ------
    InputError
        If no count fits the published share, or a printed count does not fit it.
    """
    of_wave = [each for each in shares if (each.wave_id, each.subgroup) == (wave, "all")]
    share = next((each for each in of_wave if (each.item_id, each.unit) == (item, "percent")), None)
    if share is None:
        return ()
    cut_off = wave in CUT_OFF and item == "has_team" and share.is_percentage
    counts = set(share.counts(respondents))
    if cut_off:
        counts |= set(
            counts_from_share(share.value_low / 100, respondents, share.step / 100, "truncate")
        )
    printed = {
        k for s in of_wave if s.item_id == PRINTED_COUNTS.get(item) for k in s.counts(respondents)
    }
    counts = counts & printed if printed else counts
    if not counts:
        raise InputError(
            f"presence/series.csv, {item} in {wave}: no count of {respondents} gives {share.printed_value} per cent"
            + (f" and is printed as {', '.join(map(str, sorted(printed)))}" if printed else "")
        )
    return tuple(sorted(counts))
