"""Put the printed shares on a base of your choice, and see what becomes of interval, change and verdict.

A press article that prints 59% seldom says of whom. The book counts every base that fits; here one of them is taken, or a
number of answers. What is computed is what the workflow computes, by the same functions.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from wijkteams.book.tables import nearest_root
from wijkteams.checking.problems import InputError, did_you_mean
from wijkteams.checking.yaml_file import read_yaml
from wijkteams.estimates.association.association import bound_association, printed_shortfalls
from wijkteams.estimates.association.composition import bound_composition, printed_changes
from wijkteams.estimates.changes.changes import estimate_changes
from wijkteams.estimates.changes.contrasts import contrast_items
from wijkteams.estimates.claims.catalogue import read_claims
from wijkteams.estimates.claims.compared import Tables, by_change, judge_compared
from wijkteams.estimates.counts.pairs import ALL_RESPONDENTS
from wijkteams.estimates.counts.printed_share import (
    PrintedShare,
    printed_of_all,
    printed_shares,
    read_shares,
)
from wijkteams.estimates.counts.who_answered import WhoAnswered, read_who_answered
from wijkteams.estimates.levels.hundred import count_of_hundred
from wijkteams.estimates.levels.pile_up import bound_pile_up, over_bases
from wijkteams.estimates.levels.shares import estimate_shares, of_all
from wijkteams.numbers.tidy import RESULTS
from wijkteams.reading.tables import EVERY, OnBase, load
from wijkteams.tables import read_text

WHO_ANSWERED = RESULTS / "estimates" / "who_answered.csv"
REGISTER = RESULTS / "register"
CONFIG = Path("config") / "config.yaml"
CLAIMS = Path("config") / "claims.yaml"


def shares_on(base: OnBase, *topics: str) -> pd.DataFrame:
    """Estimate the shares of some topics on a base.

    Parameters
    ----------
    base : str or int
        ``every`` base that fits, as the book counts; the code of one (``with_team``, ``respondents``, ``not_all_done``), taken
        for each share that can be one of it; or the number of municipalities that answered the question, in each survey.
    *topics : str
        Topics of the register, such as ``capacity``.

    Returns
    -------
    pandas.DataFrame
        One row for each item, survey and group, columns as in the table ``shares``.

    Raises
    ------
    InputError
        If there is no such topic, no share can be one of the base, or no count of so many answers prints the share.
    """
    who = _who_answered()
    found = [estimate_shares(_printed(base, topic), who.bases, _confidence()) for topic in topics]
    return pd.concat(found, ignore_index=True)


def changes_on(base: OnBase, *topics: str) -> pd.DataFrame:
    """Estimate and judge the changes of some topics; arguments and errors as in `shares_on`.

    Returns
    -------
    pandas.DataFrame
        One row for each item, group and two surveys, columns as in the table ``changes``. Over every base they are the
        published ones, which take ten seconds to compute.
    """
    if base == EVERY:
        changes = load("changes")
        return changes[changes["topic"].isin(topics)].reset_index(drop=True)
    who, found = _who_answered(), []
    for topic in topics:
        shares = printed_shares(_printed(base, topic))
        against = contrast_items(shares, who.bases, _confidence())
        found.append(estimate_changes(shares, against, who.bases, who.waves, _confidence()))
    return pd.concat([each for each in found if len(each)], ignore_index=True)


def hundred_on(base: OnBase) -> pd.DataFrame:
    """Set those who said that prevention falls short against a hundred municipalities; arguments and errors as in `shares_on`.

    Returns
    -------
    pandas.DataFrame
        One row for each survey, columns as in the table ``hundred``.
    """
    team = of_all(shares_on(EVERY, "presence"), "has_team")
    short = of_all(shares_on(base, "capacity"), "shortfall_prevention")
    return count_of_hundred(_who_answered().waves, team, short)


def pile_up_on(base: OnBase, topic: str) -> pd.DataFrame:
    """Bound how many answers to one question were given together; arguments and errors as in `shares_on`.

    Returns
    -------
    pandas.DataFrame
        One row for each survey and number of answers, columns as in the table ``pile_up``.
    """
    shares = printed_shares(_printed(base, topic))
    none_of = _settings()["pile_up"]["none_of"]
    return over_bases(bound_pile_up(shares, _who_answered().bases, none_of))


def associations_on(base: OnBase) -> pd.DataFrame:
    """Bound the association of each type of team with each shortfall; arguments and errors as in `shares_on`.

    Returns
    -------
    pandas.DataFrame
        One row for each survey, type and shortfall, columns as in the table ``associations``.
    """
    types = printed_of_all(_printed(base, "team_type"))
    shortfalls = printed_shortfalls(_printed(base, "capacity"))
    return bound_association(types, shortfalls, _who_answered().bases, _confidence())


def type_mix_on(base: OnBase) -> pd.DataFrame:
    """Bound what the mix of types can explain of the shortfalls; arguments and errors as in `shares_on`.

    Returns
    -------
    pandas.DataFrame
        One row for each shortfall, treatment of the other types and gap, columns as in the table ``type_mix``.
    """
    figures = read_text(_root() / REGISTER / "package" / "figures.csv")
    return bound_composition(
        printed_of_all(_printed(base, "team_type")),
        printed_changes(figures[figures["topic"] == "team_type"]),
        of_all(changes_on(base, "capacity")),
        _settings()["association"]["composition"],
    )


def claims_on(base: OnBase) -> pd.DataFrame:
    """Judge the claims that a share rose or fell; arguments and errors as in `shares_on`.

    Returns
    -------
    pandas.DataFrame
        One row for each, columns as in the table ``claims``. Over every base they are the published ones.
    """
    if base == EVERY:
        known = load("claims")
        return known[known["kind"] == "change"].reset_index(drop=True)
    figures = read_text(_root() / REGISTER / "package" / "figures.csv")
    claims = [
        claim for claim in read_claims(_root() / CLAIMS, set(figures["figure_id"]))
        if claim["kind"] == "change"
    ]  # fmt: skip
    topics = dict.fromkeys(claim["test"]["topic"] for claim in claims)
    shares = {topic: _printed(base, topic) for topic in topics}
    changes, who = by_change(changes_on(base, *topics)), _who_answered()
    return judge_compared(claims, Tables(shares, changes, who.bases, who.waves, {}, _confidence()))


def _printed(base: OnBase, topic: str) -> list[PrintedShare]:
    """Read the printed shares of a topic, each on the base where it can be one of it."""
    series = _root() / REGISTER / topic / "series.csv"
    if not series.is_file():
        raise InputError(f"there is no topic {topic!r}; {did_you_mean(topic, _topics())}")
    shares = read_shares(series)
    if base == EVERY:
        return shares
    if isinstance(base, int):
        return [_of_answers(share, base) for share in shares]
    possible = {name for share in shares for name in share.possible_bases}
    if base not in possible and not _is_base(base):
        raise InputError(f"there is no base {base!r}; {did_you_mean(base, sorted(possible))}")
    return [
        replace(share, possible_bases=(base,)) if base in share.possible_bases else share
        for share in shares
    ]


def _of_answers(share: PrintedShare, n: int) -> PrintedShare:
    """Return a share of so many answers; only of all that took part, and at most of these."""
    bases = _who_answered().bases.get(share.wave_id, {})
    known = bases.get(ALL_RESPONDENTS)
    if share.subgroup != "all" or known is None or share.unit != "percent":
        return share
    if n > known.sizes[-1]:
        raise InputError(f"{n} answers: only {known.sizes[-1]} took part in {share.wave_id}")
    return replace(share, n_printed=n, possible_bases=(ALL_RESPONDENTS,))


def _root() -> Path:
    return nearest_root(Path.cwd())


def _who_answered() -> WhoAnswered:
    return read_who_answered(_root() / WHO_ANSWERED)


def _settings() -> Any:
    return read_yaml(_root() / CONFIG).content


def _confidence() -> float:
    return float(_settings()["confidence"])


def _topics() -> Sequence[str]:
    return sorted(path.parent.name for path in (_root() / REGISTER).glob("[!.~]*/series.csv"))


def _is_base(name: str) -> bool:
    return any(name in bases for bases in _who_answered().bases.values())
