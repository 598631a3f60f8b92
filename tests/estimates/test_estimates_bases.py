"""Who answered, who has a team, and how large each base can be."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from tests.estimates.made_up import RAW
from wijkteams.checking.problems import InputError
from wijkteams.estimates.counts.bases import derive_who_answered
from wijkteams.estimates.counts.presence import counts_of_answer, counts_with_or_starting
from wijkteams.estimates.counts.printed_parts import printed_parts
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.strata import Split, printed_members, splits_of_wave
from wijkteams.estimates.counts.who_answered import (
    Base,
    Bases,
    Wave,
    WhoAnswered,
    as_table,
    overlap_limits,
    read_who_answered,
)

Shares = list[PrintedShare]
Figures = dict[str, pd.DataFrame]


def printed(shares: Shares, value: int, **where: str) -> Shares:
    """The shares with one printed value replaced."""
    (place,) = (
        place for place, share in enumerate(shares) if all(getattr(share, name) == is_ for name, is_ in where.items())
    )  # fmt: skip
    changed = replace(
        shares[place], printed_value=str(value), value_low=Fraction(value), value_high=Fraction(value)
    )  # fmt: skip
    return [*shares[:place], changed, *shares[place + 1 :]]


def splits_2014(shares: Shares, figures: Figures) -> list[Split]:
    return splits_of_wave("w2014", 224, 403, (154,), shares, figures)


def test_split_of_2014_is_settled_by_the_days_on_which_cities_joined(
    shares: Shares, figures: Figures
) -> None:
    found = splits_2014(shares, figures)
    assert {(s.g32, s.g32_members, s.g32_with_team) for s in found} == {(28, 36, 26)}
    # 1 of the 4 largest stands outside both
    assert {(s.other, s.other_municipalities) for s in found} == {(195, 363)}


def test_splits_of_2014_count_the_largest_cities_in_when_the_response_says_so(
    shares: Shares,
    figures: Figures,
) -> None:
    other = printed(shares, 53, wave_id="w2014", item_id="response_rate", subgroup="other")
    assert {s.other_municipalities for s in splits_2014(other, figures)} == {367}


def test_splits_of_2015_have_one_city_without_a_team(shares: Shares, figures: Figures) -> None:
    found = splits_of_wave("w2015", 234, 393, (203, 204, 205), shares, figures)
    assert {s.g32 for s in found} == set(range(23, 29))
    assert {s.g32 - s.g32_with_team for s in found} == {1}


def test_splits_of_wave_are_none_when_the_shares_cannot_hold(
    shares: Shares, figures: Figures
) -> None:
    impossible = printed(shares, 60, wave_id="w2015", item_id="has_team", subgroup="other")
    found = splits_of_wave("w2015", 234, 393, (203, 204, 205), impossible, figures)
    assert found == []


def test_counts_with_team_carry_both_readings_of_2015(shares: Shares) -> None:
    assert counts_of_answer(shares, "w2015", "has_team", 234) == (203, 204, 205)
    assert counts_of_answer(shares, "w2017", "has_team", 242) == (200, 201, 202)
    assert counts_of_answer(shares, "w2019", "has_team", 212) == (175, 176, 177)


def test_counts_with_team_take_the_printed_count(shares: Shares) -> None:
    assert counts_of_answer(shares, "w2014", "has_team", 224) == (154,)


def test_counts_with_team_refuse_a_count_that_does_not_fit_its_share(shares: Shares) -> None:
    wrong = printed(shares, 160, item_id="has_team_number")
    with pytest.raises(InputError, match=r"has_team in w2014: no count of 224 gives 69 .* 160"):
        counts_of_answer(wrong, "w2014", "has_team", 224)


def test_counts_with_or_starting_fill_the_respondents(shares: Shares) -> None:
    # 224 less the 31 that print no team; 182 answers to one question are 94 per cent of these
    assert counts_with_or_starting(shares, "w2014", 224) == (193,)


def test_bases_of_2014_include_the_only_printed_base(bases: Bases) -> None:
    assert 182 in bases["w2014"]["with_or_starting"].sizes


def test_bases_nest(bases: Bases) -> None:
    for wave in ("w2014", "w2015", "w2017", "w2019"):
        known = bases[wave]
        assert known["not_all_done"].sizes[0] < known["with_team"].sizes[0]
        assert known["with_team"].sizes[-1] < known["respondents"].sizes[0]
        assert known["with_team"].domain_sizes[-1] < known["respondents"].domain_sizes[0]


def test_overlap_limits_hold_the_printed_overlap(waves: dict[str, Wave]) -> None:
    low, high = overlap_limits(waves, "w2017", "w2019", pd.array([242]), pd.array([212]))
    assert (low.item(), high.item()) == (133, 134)


def test_overlap_limits_without_a_printed_overlap_are_the_possible_ones(
    waves: dict[str, Wave],
) -> None:
    low, high = overlap_limits(waves, "w2015", "w2017", pd.array([234]), pd.array([242]))
    assert (low.item(), high.item()) == (83, 234)


def written_and_read(who: WhoAnswered, path: Path) -> WhoAnswered:
    as_table(who).to_csv(path, index=False)
    return read_who_answered(path)


def test_who_answered_is_the_same_after_the_table(who: WhoAnswered, tmp_path: Path) -> None:
    assert written_and_read(who, tmp_path / "who.csv") == who


def test_who_answered_keeps_gaps_parts_and_a_wave_without_a_base(tmp_path: Path) -> None:
    base = Base(
        "b",
        (1, 2, 5),
        (7, 9),
        3,
        (4,),
        Fraction(183, 200),
        True,
        {"i": (1, 3), "j": ()},
        ("A.1", "B.2"),
    )
    who = WhoAnswered(
        {"w1": Wave(5, 9, {}, "2014-10-16"), "w2": Wave(4, 8, {"w1": (2, 4)}, "2015-10-16")},
        {"study": {"b": base}, "w1": {"b": base}},
    )
    assert written_and_read(who, tmp_path / "who.csv") == who


def test_parts_that_are_assumed_come_from_the_printed_rows(bases: Bases) -> None:
    assert bases["w2017"]["not_all_done"].least_part == Fraction(183, 200)
    assert bases["w2019"]["with_team"].sizes[0] == 175 * 182 // 193
    assert bases["ut2014"]["g32_respondents"].domain_sizes == (34, 35)


def test_bases_name_the_rows_that_they_rest_on(bases: Bases) -> None:
    assert set(bases["w2014"]["with_team"].figure_ids) == {
        "M1.05", "M1.07", "SOZIO15.02", "SCHUL15.04",
    }  # fmt: skip


def test_who_answered_names_a_printed_row_that_is_missing(shares: Shares, figures: Figures) -> None:
    with pytest.raises(InputError, match=r"no figure SCHUL15\.04, for item_response"):
        derive_who_answered(shares, figures, {}, 0.95)


def test_who_answered_names_the_wave_without_respondents(shares: Shares, figures: Figures) -> None:
    waves = figures["waves"]
    unknown = waves["respondents"].mask(waves["wave_id"] == "w2014", "")
    known = figures | {"waves": waves.assign(respondents=unknown)}
    with pytest.raises(InputError, match=r"^waves\.csv, w2014: respondents and municipalities"):
        derive_who_answered(shares, known, printed_parts(RAW), 0.95)


@pytest.mark.parametrize(
    ("wave", "members"), [("w2014", 36), ("w2015", 37), ("w2017", 38), ("w2019", 40)]
)
def test_printed_members_of_the_g32_are_those_that_had_joined(
    wave: str, members: int, figures: Figures
) -> None:
    field = figures["waves"].set_index("wave_id").loc[wave]
    joined = figures["members"]["member_from"]
    assert {int((joined <= field[day]).sum()) for day in ("date_low", "date_high")} == {members}
    printed = {int(n) for n in printed_members(figures, wave)["printed_value"]}
    assert printed == ({members} if wave != "w2019" else set())  # the network was the G40 by then
