"""How many G32 cities and other municipalities answered: every split that the published figures leave open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from wijkteams.estimates.counts.printed_share import PrintedShare


@dataclass(frozen=True)
class Split:
    """One admissible split of the respondents of a wave.

    Attributes
    ----------
    g32, g32_members, g32_with_team : int
        G32 cities that answered, all of them, and those that answered and have a team.
    other, other_municipalities, other_with_team : int
        The same for the other municipalities.
    """

    g32: int
    g32_members: int
    g32_with_team: int
    other: int
    other_municipalities: int
    other_with_team: int


def splits_of_wave(
    wave: str,
    respondents: int,
    municipalities: int,
    with_team: tuple[int, ...],
    shares: Sequence[PrintedShare],
    figures: Mapping[str, pd.DataFrame],
) -> list[Split]:
    """Enumerate every split of a wave into G32 cities and other municipalities.

    Parameters
    ----------
    wave : str
        The wave.
    respondents, municipalities : int
        Municipalities that answered, and all of that year.
    with_team : tuple of int
        Every admissible number of respondents with a team.
    shares : sequence of PrintedShare
        Those on presence and response.
    figures : mapping of str to pandas.DataFrame
        ``population`` and ``waves``, raw, as text.

    Returns
    -------
    list of Split
        Empty where no share of the G32 was printed for the wave.

    Notes
    -----
    A split must fit the printed response of each group, the printed share with a team of each group, and the total.
    Whether the four largest cities count among the others is printed nowhere: both readings are tried, and for 2014
    only one fits.
    """
    presence = _printed(shares, wave, "has_team")
    if "G32" not in presence:
        return []
    response = _printed(shares, wave, "response_rate")
    printed = {int(n) for n in printed_members(figures, wave)["printed_value"]}
    found = [
        Split(g32, members, team, other, frame, rest)
        for members in sorted(printed)
        for g32 in _fitting(response.get("G32"), members)
        for team in _fitting(presence["G32"], g32)
        for g4, g4_frame in _largest_cities(shares, wave)
        for other, frame in [(respondents - g32 - g4, municipalities - members - g4_frame)]
        if 0 < other <= frame and other in _fitting(response.get("other"), frame)
        for rest in _fitting(presence.get("other"), other)
        if any(0 <= total - team - rest <= g4 for total in with_team)
    ]
    return sorted(set(found), key=lambda split: (split.g32, split.g32_with_team, split.other))


def _printed(shares: Sequence[PrintedShare], wave: str, item: str) -> dict[str, PrintedShare]:
    """Return the printed shares of one item and wave by subgroup."""
    wanted = (wave, item, "percent")
    return {
        share.subgroup: share
        for share in shares
        if (share.wave_id, share.item_id, share.unit) == wanted
    }


def _largest_cities(shares: Sequence[PrintedShare], wave: str) -> Iterator[tuple[int, int]]:
    """Largest cities that answered and that stand outside both groups, with how many could have answered."""
    yield 0, 0
    counted = [each for each in shares if (each.item_id, each.subgroup) == ("respondents", "G4")]
    printed = {each.wave_id: int(each.value_low) for each in counted}
    cities = max((each.n_printed or 0 for each in counted), default=0)
    # ASSUME: fewer of the four largest cities answered the earlier surveys than the three of 2019, as its makers print.
    fewer = range(max(printed.values(), default=0))
    known = [printed[wave]] if wave in printed else fewer
    yield from ((g4, cities) for g4 in known)


def printed_members(figures: Mapping[str, pd.DataFrame], wave: str) -> pd.DataFrame:
    """Take the printed numbers of members of the G32 that held in the field of a wave; `figures` as in `splits_of_wave`."""
    # The periods of these numbers begin and end on the days on which cities joined: no city joined during a survey that
    # printed shares of the G32.
    waves, population = figures["waves"].set_index("wave_id"), figures["population"]
    held = waves.index[
        (waves["date_low"] <= waves["date_high"][wave])
        & (waves["date_high"] >= waves["date_low"][wave])
    ]
    of_g32 = (population["item_id"] == "g32_members") & (population["subgroup"] == "G32")
    return population[of_g32 & population["wave_id"].isin(held)]


def _fitting(share: PrintedShare | None, size: int) -> range | tuple[int, ...]:
    """Return the counts of a group that fit a printed share and its n; all of them where none was printed."""
    if share is None:
        return range(size + 1)
    return share.counts(size) if size and share.n_printed in {None, size} else ()
