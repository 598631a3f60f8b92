"""Levels: hulls over counts and bases, and the parts of the doubt."""

from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.estimates.made_up import made_up, shares_of
from wijkteams.checking.problems import InputError
from wijkteams.estimates.counts.pairs import admissible_readings, placements, possible_bases
from wijkteams.estimates.counts.printed_share import PrintedShare, Reading
from wijkteams.estimates.counts.who_answered import Base, Bases
from wijkteams.estimates.levels.shares import estimate_shares, finite_population, shares_left_out
from wijkteams.statistics.intervals import hypergeometric_interval


def level(share: PrintedShare, bases: Bases) -> pd.Series:
    return estimate_shares([share], bases, 0.95).iloc[0]


def test_levels_with_team_2014_is_the_exact_interval(bases: Bases) -> None:
    rows = estimate_shares(shares_of("presence"), bases, 0.95)
    row = rows[(rows["item_id"] == "has_team") & (rows["wave_id"] == "w2014")].iloc[-1]
    low, high = hypergeometric_interval(154, 224, 403)
    assert (row["a_low"], row["a_high"]) == pytest.approx((100 * low / 403, 100 * high / 403))
    assert (row["c_low"], row["c_high"]) == pytest.approx((100 * 154 / 403, 100 * 333 / 403))


def test_levels_include_the_subgroups(bases: Bases) -> None:
    rows = estimate_shares(shares_of("presence"), bases, 0.95).set_index(["wave_id", "subgroup"])
    assert rows.loc[("w2015", "G32"), "n_low"].item() == 23
    assert rows.loc[("w2015", "G32"), "n_high"].item() == 28
    assert {"G32", "other"} <= set(rows.index.get_level_values("subgroup"))


@given(
    share=st.integers(0, 100),
    sizes=st.tuples(st.integers(10, 30), st.integers(0, 4)),
    extra=st.integers(0, 12),
)
def test_finite_population_is_the_hull_over_every_pair_and_size(
    share: int, sizes: tuple[int, int], extra: int
) -> None:
    first, more = sizes
    base = Base(
        "b", tuple(range(first, first + more + 1)), tuple(range(first, first + extra + 1)), 5
    )
    readings = admissible_readings(made_up(share=share), base.sizes)
    cases = [(k, n, d) for (k, n), d in product(readings, base.domain_sizes) if d >= n]
    found = finite_population(readings, base, 0.95)
    if not cases:
        assert found is None
        return
    limits = [
        (low / d, high / d) for k, n, d in cases for low, high in [hypergeometric_interval(k, n, d)]
    ]
    assert found == pytest.approx((min(low for low, _ in limits), max(high for _, high in limits)))


def test_finite_population_has_no_width_when_all_answered() -> None:
    base = Base("b", (40,), (40,), 0)
    assert finite_population([Reading(30, 40)], base, 0.95) == (0.75, 0.75)


def test_levels_nest_whatever_is_left_open(bases: Bases) -> None:
    for topic in ("presence", "tasks", "steering"):
        for row in estimate_shares(shares_of(topic), bases, 0.95).to_dict("records"):
            assert row["c_low"] <= row["a_low"] <= row["rounding_low"]
            assert row["rounding_high"] <= row["a_high"] <= row["c_high"]
            assert row["b_low"] <= row["rounding_low"] <= row["rounding_high"] <= row["b_high"]


def test_levels_part_base_is_zero_when_the_base_is_settled(bases: Bases) -> None:
    settled = level(made_up(possible_bases="with_team"), bases)
    open_ = level(made_up(possible_bases="respondents;with_team"), bases)
    assert settled["part_base"] == 0
    assert open_["part_base"] > 5
    assert settled["part_rounding"] < 1 < settled["part_sampling"] < settled["part_nonresponse"]


def test_levels_take_words_as_an_interval(bases: Bases) -> None:
    words = made_up(value_low="50.0001", value_high="100", step="0", printed_value="most")
    row = level(words, bases)
    assert row["rounding_low"] == pytest.approx(50, abs=0.5)
    assert row["a_high"] == 100


def test_levels_take_a_count_with_its_printed_base(bases: Bases) -> None:
    row = level(
        made_up(
            unit="count",
            share=11,
            n_printed="26",
            wave_id="ut2014",
            possible_bases="g32_respondents",
        ),
        bases,
    )
    assert row["pairs"] == "11/26"


def test_is_estimated_leaves_out_counts_that_stand_beside_a_share() -> None:
    assert not made_up(unit="count", response_type="count", n_printed="224").is_estimated
    assert not made_up(unit="mean").is_estimated


def test_levels_refuse_an_impossible_share(bases: Bases) -> None:
    tiny = {"w2015": {"respondents": Base("respondents", (7,), (9,), 2)}}
    with pytest.raises(InputError, match=r"item in w2015, from ONE.01: no count fits 40 on any"):
        level(made_up(), tiny)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"possible_bases": "teams"}, "others_answered"),
        ({"possible_bases": "g4"}, "others_answered"),
        ({"wave_id": "w1999"}, "wave_unknown"),
        ({"unit": "mean"}, "no_share"),
        ({"unit": "count"}, "no_share"),
    ],
)
def test_a_row_without_an_interval_is_named_with_the_reason(
    bases: Bases, cells: dict[str, str], reason: str
) -> None:
    share = made_up(**cells)
    assert estimate_shares([share], bases, 0.95).empty
    left_out = shares_left_out([share], bases).iloc[0]
    assert (left_out["reason"], left_out["figure_ids"]) == (reason, "ONE.01")
    assert shares_left_out([made_up()], bases).empty


def test_a_subgroup_with_its_own_n_has_the_interval_of_that_n(bases: Bases) -> None:
    row = level(made_up(share=45, subgroup="rural", n_printed="40"), bases)
    assert row["pairs"] == "18/40"
    # 18 of 40, Wilson: Newcombe (1998), formula 3, by hand
    assert (row["b_low"], row["b_high"]) == pytest.approx((30.7, 60.2), abs=0.1)


@given(share=st.integers(0, 100), n=st.integers(1, 233))
def test_a_subgroup_without_an_n_is_as_wide_as_every_n_it_can_have(
    bases: Bases, share: int, n: int
) -> None:
    if not made_up(share=share).counts(n):
        return
    known = level(made_up(share=share, subgroup="rural", n_printed=str(n)), bases)
    unknown = level(made_up(share=share, subgroup="rural"), bases)
    for kind in "bc":
        assert unknown[f"{kind}_low"] <= known[f"{kind}_low"] + 1e-9
        assert known[f"{kind}_high"] <= unknown[f"{kind}_high"] + 1e-9
    whole = level(made_up(share=share), bases)
    assert unknown["b_high"] - unknown["b_low"] > whole["b_high"] - whole["b_low"]


def test_a_printed_n_settles_the_size_of_a_base(bases: Bases) -> None:
    open_ = made_up(possible_bases="respondents;with_team", n_printed="150")
    assert [base.sizes for base in possible_bases(open_, bases["w2015"])] == [(150,), (150,)]
    of_survey = made_up(possible_bases="respondents;with_team", n_printed="234")
    assert possible_bases(of_survey, bases["w2015"]) == [
        bases["w2015"]["respondents"], bases["w2015"]["with_team"],
    ]  # fmt: skip
    too_many = made_up(possible_bases="respondents", n_printed="235")
    with pytest.raises(InputError, match="n_printed: 235 is more than can have answered"):
        possible_bases(too_many, bases["w2015"])
    national = made_up(possible_bases="g32_respondents", subgroup="G32", n_printed="234")
    with pytest.raises(InputError, match="n_printed: 234"):
        possible_bases(national, bases["w2015"])


def test_a_base_that_nobody_counted_never_borrows_the_n_of_the_survey(bases: Bases) -> None:
    for cells in ({"possible_bases": "farms"}, {"subgroup": "G4", "possible_bases": "with_team"}):
        sizes = possible_bases(made_up(**cells), bases["w2015"])[0].sizes
        assert sizes[0] == 1 and len(sizes) > 100


def test_a_range_and_a_bound_keep_every_count_they_allow() -> None:
    ranged = made_up(printed_value="30-35", value_low="30", value_high="35")
    assert ranged.counts(200) == tuple(range(59, 72))
    bound = made_up(printed_value="minstens 40", value_low="40", value_high="100")
    assert bound.counts(10) == tuple(range(4, 11))
    about = made_up(printed_value="about 45", value_low="45", value_high="45", step="10")
    assert about.counts(100) == tuple(range(40, 51))
    assert not any(each.is_percentage for each in (ranged, bound, about))


@given(st.integers(1, 400), st.integers(0, 400))
def test_every_count_is_among_those_of_its_own_rounded_share(n: int, k: int) -> None:
    k = min(k, n)
    printed = round(1000 * k / n) / 10
    share = made_up(value_low=str(printed), value_high=str(printed), step="0.1")
    assert k in share.counts(n)


def test_placements_put_every_base_on_those_with_a_team(bases: Bases) -> None:
    row = made_up(possible_bases="respondents;with_team;not_all_done")
    team = placements([row], bases["w2015"]["with_team"], with_team=True)
    whole = placements([row], bases["w2015"]["respondents"], with_team=True)
    part = placements([row], bases["w2015"]["not_all_done"], with_team=True)
    share = [(table[:, 1] / table[:, 0]).mean() for table in (part, team, whole)]
    assert share == sorted(share)
    assert whole[0, 0] >= bases["w2015"]["with_team"].sizes[0]
