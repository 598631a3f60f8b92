"""How many municipalities a share is a share of: every size of a base that the published figures leave open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction

import numpy as np
import pandas as pd

from wijkteams.checking.problems import InputError
from wijkteams.estimates.counts.presence import counts_of_answer, counts_with_or_starting
from wijkteams.estimates.counts.printed_parts import PRINTED_PARTS
from wijkteams.estimates.counts.printed_share import PrintedShare, counts_that_print
from wijkteams.estimates.counts.strata import Split, printed_members, splits_of_wave
from wijkteams.estimates.counts.who_answered import Base, Wave, WhoAnswered
from wijkteams.register.parse import parse_value
from wijkteams.statistics.intervals import hypergeometric_interval
from wijkteams.tables import Row, rows_of


@dataclass(frozen=True)
class LeastParts:
    """The least part of a group that can have been asked a question, or have answered it."""

    # ASSUME: no question of a peiling was skipped by more municipalities with a team than the one question of 2014 whose
    # base was printed: 182 answers of the 193 municipalities that had a team or were about to start one.
    item_response: Fraction

    # ASSUME: in 2017 and 2019, where the share is not published, at least as large a part of the municipalities with a team
    # did not get round to all tasks as in 2015 (92 per cent, rounded).
    not_all_done: Fraction

    # ASSUME: those that want to monitor are at least as large a part of those that were asked as the 98 per cent that
    # want to evaluate.
    wants_monitoring: Fraction


# ASSUME: the study of 2014 asked cities of a network that had 34 or 35 members then; it calls it by its older name,
# the G32.
STUDY_OF_CITIES = "ut2014"


def least_parts(
    printed: Mapping[str, Row], shares: Sequence[PrintedShare], waves: Mapping[str, Wave]
) -> LeastParts:
    """Take the least parts from the rows that print them.

    Parameters
    ----------
    printed : mapping
        From `printed_parts.printed_parts`.
    shares : sequence of PrintedShare
        Those on presence among them.
    waves : mapping of str to Wave
        The surveys.

    Raises
    ------
    InputError
        If the register has no such row, no respondents of its wave, or no count that the printed number of answers is a
        part of.
    """
    for name in (field.name for field in fields(LeastParts)):
        if name not in printed:
            raise InputError(f"data/raw/topics: no figure {PRINTED_PARTS[name]}, for {name}")
    asked = printed["item_response"]
    wave = str(asked["wave_id"])
    if wave not in waves:
        raise InputError(
            f"waves.csv, {wave}: respondents and municipalities are needed; "
            f"{PRINTED_PARTS['item_response']} gives a part of those that answered"
        )
    groups = counts_with_or_starting(shares, wave, waves[wave].respondents)
    if not groups:
        raise InputError(f"presence/series.csv: nobody starts a team soon in {wave}")
    return LeastParts(
        item_response=Fraction(int(asked["n_printed"]), max(groups)),
        not_all_done=_at_least(printed["not_all_done"]),
        wants_monitoring=_at_least(printed["wants_monitoring"]),
    )


def _at_least(row: Row) -> Fraction:
    return parse_value(row["printed_value"], row["unit"]).outer[0] / 100


def read_waves(waves: pd.DataFrame) -> dict[str, Wave]:
    """Take the surveys with a printed number of respondents and municipalities from the raw waves, as text."""
    found = {}
    for row in rows_of(waves):
        if row["respondents"] and row["municipalities"]:
            n, common = int(row["respondents"]), {}
            if row["overlap_printed"]:
                share = parse_value(row["overlap_printed"], "percent")
                common[row["overlap_with"]] = counts_that_print(
                    share.low, share.high, share.step, n
                )
            found[row["wave_id"]] = Wave(n, int(row["municipalities"]), common, row["date"])
    return found


def derive_who_answered(
    shares: Sequence[PrintedShare],
    figures: Mapping[str, pd.DataFrame],
    printed: Mapping[str, Row],
    confidence: float,
) -> WhoAnswered:
    """Derive who answered every peiling, and the possible bases of it and of the other study with a printed base.

    Parameters
    ----------
    shares : sequence of PrintedShare
        Those on response and on presence.
    figures : mapping of str to pandas.DataFrame
        ``population``, figures, ``waves`` and ``members`` (of the G32); all raw, as text.
    printed : mapping
        From `printed_parts.printed_parts`.
    confidence : float
        Confidence level, between 0 and 1.
    """
    waves = read_waves(figures["waves"])
    least = least_parts(printed, shares, waves)
    bases = _bases_of_cities(figures["waves"], figures["members"])
    for name, wave in waves.items():
        of_wave = _bases_of_survey(name, wave, shares, figures, least, confidence)
        bases |= {name: of_wave} if of_wave else {}
    origins = {name: str(row["figure_id"]) for name, row in printed.items()}
    return WhoAnswered(
        waves,
        {
            wave: {
                name: replace(
                    base,
                    part_assumed=bool(base.least_part)
                    and wave != printed["not_all_done"]["wave_id"],
                    figure_ids=_origins(name, wave, shares, figures, origins),
                )
                for name, base in of_wave.items()
            }
            for wave, of_wave in bases.items()
        },
    )


def _bases_of_cities(waves: pd.DataFrame, members: pd.DataFrame) -> dict[str, dict[str, Base]]:
    """Derive the base of the study of cities: members of the network on the first and the last day of its field."""
    found = {}
    for row in rows_of(waves[waves["wave_id"] == STUDY_OF_CITIES]):
        if row["respondents"]:
            n, joined = int(row["respondents"]), members["member_from"]
            sizes = {int((joined <= row[day]).sum()) for day in ("date_low", "date_high")}
            base = Base("g32_respondents", (n,), tuple(sorted(sizes)), max(sizes) - n)
            found[STUDY_OF_CITIES] = {base.name: base}
    return found


def _bases_of_survey(
    name: str,
    wave: Wave,
    shares: Sequence[PrintedShare],
    figures: Mapping[str, pd.DataFrame],
    least: LeastParts,
    confidence: float,
) -> dict[str, Base]:
    """Derive the bases of one peiling; those that answered alone, where no share with a team was printed."""
    n, size = wave.respondents, wave.municipalities
    with_team = counts_of_answer(shares, name, "has_team", n)
    if not with_team:
        return {"respondents": Base("respondents", (n,), (size,), size - n)}
    starting = counts_with_or_starting(shares, name, n)
    found = bases_of_wave(n, size, with_team, starting, least, confidence)
    without = counts_of_answer(shares, name, "no_team", n)
    found["respondents"] = replace(
        found["respondents"],
        settled={"has_team": with_team} | ({"no_team": without} if without else {}),
    )
    splits = splits_of_wave(name, n, size, with_team, shares, figures)
    return found | _bases_of_strata(splits, least, confidence)


def bases_of_wave(
    respondents: int,
    municipalities: int,
    with_team: Iterable[int],
    with_or_starting: Iterable[int],
    least: LeastParts,
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
    least : LeastParts
        What is assumed of those that answered a question.
    confidence : float
        Confidence level for the number of municipalities with a team among all, between 0 and 1.

    Notes
    -----
    The lower end of ``with_team`` lies below the number with a team, because some of them skip a question. The
    number of municipalities with a team among all municipalities is itself unknown: the union of its exact intervals
    is used.
    """
    m, everyone = municipalities - respondents, (municipalities,)

    def domain(name: str, counts: list[int]) -> Base:
        low, high = hypergeometric_interval(
            np.array(counts), respondents, municipalities, confidence
        )
        sizes = _span(int(least.item_response * counts[0]), counts[-1])
        return Base(name, sizes, _span(int(np.min(low)), int(np.max(high))), m, sizes)

    counts, starting = sorted(set(with_team)), sorted(set(with_or_starting))
    team = domain("with_team", counts)
    part = least.not_all_done
    bases = [
        Base("respondents", (respondents,), everyone, m, team.sizes),
        team,
        Base(
            "not_all_done",
            _span(int(part * team.sizes[0]), counts[-1]),
            _span(int(part * team.domain_sizes[0]), team.domain_sizes[-1]),
            m,
            team.sizes,
            part,
        ),
        # Nothing is printed on how many want support. The interval is widest for the largest group.
        Base("wants_support", _span(1, respondents), everyone, m),
        Base(
            "wants_monitoring",
            _span(int(least.wants_monitoring * team.sizes[0]), respondents),
            everyone,
            m,
        ),
        *([domain("with_or_starting", starting)] if starting else []),
    ]
    return {base.name: base for base in bases}


def _bases_of_strata(splits: list[Split], least: LeastParts, confidence: float) -> dict[str, Base]:
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
        fewest, members = int(least.item_response * int(team.min())), _each(size)
        domains = _span(int(low.min()), int(high.max()))
        m = int((size - n).max())
        for base in (
            Base(f"{name}_respondents", _each(n), members, m),
            Base(f"{name}_with_team", _span(fewest, int(team.max())), domains, m),
            Base(
                f"{name}_with_or_starting",
                _span(fewest, int(n.max())),
                _span(domains[0], members[-1]),
                m,
            ),
        ):
            found[base.name] = base
    return found


def _each(sizes: np.ndarray) -> tuple[int, ...]:
    return tuple(sorted({int(size) for size in sizes}))


def _span(low: int, high: int) -> tuple[int, ...]:
    return tuple(range(low, high + 1))


def _origins(
    name: str,
    wave: str,
    shares: Sequence[PrintedShare],
    figures: Mapping[str, pd.DataFrame],
    parts: Mapping[str, str],
) -> tuple[str, ...]:
    """Name the printed rows that a base rests on: of the series the figure that is used."""
    stratum = name.startswith(("g32_", "other_"))
    items = {"respondents"} | ({"response_rate"} if stratum else set())
    rests_on = {"item_response", name}
    if name == "wants_support":
        rests_on = set()
    else:
        items |= {"has_team", "has_team_number"}
    if stratum and name.endswith("_respondents"):
        rests_on = set()
    if name in {"respondents", "with_or_starting"}:
        items |= {"no_team", "no_team_number"}
    if name == "with_or_starting":
        items.add("starts_soon")
    series = [
        share.figure_ids[0]
        for share in shares
        if share.item_id in items
        and (
            (share.wave_id == wave and share.subgroup == "all")
            or (stratum and (share.wave_id == wave or share.subgroup == "G4"))
        )
    ]
    members = printed_members(figures, wave)["figure_id"] if stratum else ()
    assumed = [figure for part, figure in parts.items() if part in rests_on]
    return tuple(dict.fromkeys([*series, *members, *assumed]))
