"""Changes on the published figures, against values computed elsewhere and against brute force."""

import math
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, norm

from tests.estimates.made_up import made_up, shares_of
from wijkteams.estimates.changes.changes import COLUMNS, estimate_changes
from wijkteams.estimates.changes.contrasts import contrast_items
from wijkteams.estimates.changes.differences import base_pairs, compare
from wijkteams.estimates.counts.pairs import readings_on
from wijkteams.estimates.counts.printed_share import PrintedShare, printed_shares
from wijkteams.estimates.counts.who_answered import Base, Bases, Wave
from wijkteams.statistics.change import superpopulation_change
from wijkteams.statistics.delta_star import delta_star

Waves = dict[str, Wave]


def changes_of(rows: list[PrintedShare], bases: Bases, waves: Waves) -> pd.DataFrame:
    against = contrast_items(rows, bases, 0.95)
    return estimate_changes(rows, against, bases, waves, 0.95)


def two_waves(first: int, second: int, **both: Any) -> list[PrintedShare]:
    return [
        made_up(share=first, **both),
        made_up(share=second, wave_id="w2017", wave_date="2017-07-16", **both),
    ]


@pytest.fixture(scope="module")
def presence(bases: Bases, waves: Waves) -> pd.DataFrame:
    rows = printed_shares(shares_of("presence"))
    found = changes_of(rows, bases, waves)
    return found[found["subgroup"] == "all"].set_index(["item_id", "wave_from", "wave_to"])


def test_changes_presence_2015_to_2017_is_inside_error(presence: pd.DataFrame) -> None:
    row = presence.loc[("has_team", "w2015", "w2017")]
    # z of Wald's test runs from -1.01 to -1.39 over all counts; Newcombe's interval touches zero at nearly the same
    assert norm.isf(row["p"] / 2) == pytest.approx(1.01, abs=0.02)
    assert row["verdict"] == "not_established"


def test_changes_presence_2014_to_2015_stands(presence: pd.DataFrame) -> None:
    row = presence.loc[("has_team", "w2014", "w2015")]
    assert row["breakdown"] == pytest.approx(21, abs=0.5)
    assert (row["verdict"], row["reason"]) == ("stands", "robust")
    # the bounds without assumptions do not sign it
    assert row["c_low"] == pytest.approx(-31, abs=0.5)
    assert row["c_high"] == pytest.approx(54, abs=0.5)


def test_compare_two_corners_carry_the_hull_of_all_counts(bases: Bases, waves: Waves) -> None:
    first, second = two_waves(38, 59, possible_bases="with_team")
    base1, base2 = bases["w2015"]["with_team"], bases["w2017"]["with_team"]
    found = compare(first, second, (base1, base2, True), bases, waves, 0.95)
    assert found is not None
    every = [(*a, *b) for a, b in product(readings_on(first, base1), readings_on(second, base2))]
    low, high = superpopulation_change(*np.array(every).T)
    assert found.b == pytest.approx((low.min(), high.max()), abs=1e-12)


def test_compare_intervals_nest(bases: Bases, waves: Waves) -> None:
    first, second = two_waves(30, 52)
    pair = (bases["w2015"]["respondents"], bases["w2017"]["respondents"], True)
    wide = compare(first, second, pair, bases, waves, 0.99)
    narrow = compare(first, second, pair, bases, waves, 0.95)
    assert wide is not None
    assert narrow is not None
    for name in ("a", "b"):
        assert getattr(wide, name)[0] < getattr(narrow, name)[0]
        assert getattr(wide, name)[1] > getattr(narrow, name)[1]
    assert (
        narrow.c[0] < narrow.a[0] < narrow.point[0] <= narrow.point[1] < narrow.a[1] < narrow.c[1]
    )


def test_compare_breakdowns_are_the_arithmetic_of_nonresponse(bases: Bases, waves: Waves) -> None:
    one, two = Base("b", (200,), (400,), 200), Base("b", (220,), (400,), 180)
    first, second = two_waves(40, 58, possible_bases="b")
    found = compare(first, second, (one, two, True), bases, waves, 0.95)
    assert found is not None
    assert found.margin is not None
    missing = 200 / 400 + 180 / 400
    # nonrespondents that differ by d in opposite directions move the change, and its interval, by d times what is missing
    assert delta_star(found.margin, reading="estimate") == pytest.approx(found.point[0] / missing)
    assert delta_star(found.margin, reading="union") == pytest.approx(found.b[0] / missing)
    assert math.isnan(found.equality_delta)  # beyond the limit already
    closer = two_waves(40, 43, possible_bases="b")[1]
    near = compare(first, closer, (one, two, True), bases, waves, 0.95)
    assert near is not None
    assert near.margin is not None
    assert math.isnan(delta_star(near.margin))  # the interval holds zero
    end = max(map(abs, near.b_equality))
    assert math.isnan(near.equality_delta) == (end >= 0.10)


def test_changes_equality_must_hold_on_every_shared_base(bases: Bases, waves: Waves) -> None:
    first, second = two_waves(59, 59, possible_bases="respondents;with_team;not_all_done")
    open_ = changes_of([first, replace(second, figure_ids=("TWO.01",))], bases, waves).iloc[0]
    alone = changes_of(two_waves(59, 59), bases, waves).iloc[0]
    assert alone["equal_within"] < open_["equal_within"]
    assert not open_["equal_delta_star"] > alone["equal_delta_star"]


def test_changes_equality_has_the_delta_of_its_interval(bases: Bases, waves: Waves) -> None:
    row = changes_of(two_waves(59, 59), bases, waves).iloc[0]
    silent = (1 - 234 / 393) + (1 - 242 / 388)
    assert row["equal_delta_star"] == pytest.approx((10 - row["equal_within"]) / silent, abs=1e-6)


def test_those_in_a_group_that_skipped_the_item_are_silent_too(bases: Bases, waves: Waves) -> None:
    one, two = Base("b", (180, 200), (400,), 200), Base("b", (220,), (400,), 180)
    first, second = two_waves(40, 70, possible_bases="b")
    found = compare(first, second, (one, two, True), bases, waves, 0.95)
    assert found is not None
    assert found.margin is not None
    # with 180 answers the silent are 20 that skipped the item and 200 that did not take part
    assert np.max(found.margin.too_high(0.01)) == pytest.approx(0.01 * (220 / 400 + 180 / 400))


def test_compare_is_none_where_no_count_fits(bases: Bases, waves: Waves) -> None:
    first, second = two_waves(50, 50)
    tiny = Base("respondents", (3,), (10,), 7)
    assert compare(first, second, (tiny, tiny, True), bases, waves, 0.95) is None


def test_base_pairs_of_one_source_share_their_base(bases: Bases) -> None:
    rows = two_waves(14, 23, possible_bases="respondents;with_team")
    names = {(a.name, b.name) for a, b, _ in base_pairs(*rows, bases)}
    assert names == {("respondents", "respondents"), ("with_team", "with_team")}


def test_base_pairs_of_two_sources_may_differ(bases: Bases) -> None:
    first, second = two_waves(14, 23, possible_bases="respondents;with_team")
    assert len(base_pairs(first, replace(second, figure_ids=("TWO.01",)), bases)) == 4


def test_changes_open_base_weakens_the_verdict(bases: Bases, waves: Waves) -> None:
    settled = two_waves(38, 54, possible_bases="respondents")
    first, second = two_waves(38, 54, possible_bases="respondents;with_team")
    open_ = [first, replace(second, figure_ids=("TWO.01",))]
    alone = changes_of(settled, bases, waves).iloc[0]
    row = changes_of(open_, bases, waves).iloc[0]
    assert alone["verdict"] == "on_condition"
    assert row["verdict"] == "not_established"


def test_changes_a_group_of_unprinted_size_is_a_condition(bases: Bases, waves: Waves) -> None:
    """Prevention, 2015 to 2017: the least parts were found by another route, on paper."""
    rows = [
        row
        for row in printed_shares(shares_of("capacity"))
        if row.item_id == "shortfall_prevention"
    ]
    row = changes_of(rows, bases, waves).set_index(["wave_from", "wave_to"]).loc[("w2015", "w2017")]
    assert row["part_any_change"] == pytest.approx(65.6, abs=0.15)
    assert row["part_beyond_chance"] == pytest.approx(82.4, abs=0.15)
    assert row["conditions"] == "words;part;silent"
    assert row["delta_star"] == pytest.approx(7.5, abs=0.05)
    assert row["delta_star_union"] == pytest.approx(5.7, abs=0.05)
    assert f"at least {math.ceil(row['part_after_holm'])}%" in row["condition_en"]


def test_changes_wording_is_a_condition_whatever_another_item_does(
    bases: Bases, waves: Waves
) -> None:
    question = {"response_type": "multiple_response", "comparability": "wording_changed"}
    moved = two_waves(20, 60, **question)
    still = two_waves(40, 40, **question, item_id="still")
    alone = changes_of(moved, bases, waves).iloc[0]
    assert (alone["verdict"], alone["conditions"]) == ("on_condition", "words")
    guarded = changes_of([*moved, *still], bases, waves).set_index("item_id")
    assert guarded.loc["item", ["verdict", "against"]].tolist() == ["on_condition", "still"]


def test_changes_wording_counts_for_the_two_waves_compared(bases: Bases, waves: Waves) -> None:
    question = {"comparability": "wording_changed", "same_wording": "w2015;w2019"}
    first, between = two_waves(20, 60, **question)
    last = replace(between, wave_id="w2019", wave_date="2019-11-15")
    found = changes_of([first, between, last], bases, waves).set_index(["wave_from", "wave_to"])
    assert found["comparability"].to_dict() == {
        ("w2015", "w2017"): "wording_changed",
        ("w2015", "w2019"): "comparable",
        ("w2017", "w2019"): "wording_changed",
    }
    assert found.loc[("w2015", "w2017"), "conditions"] == "words"
    assert found.loc[("w2015", "w2019"), "reason"] == "robust"


def test_changes_are_corrected_for_the_number_of_comparisons(bases: Bases, waves: Waves) -> None:
    borderline = two_waves(30, 42)
    quiet = [row for i in range(6) for row in two_waves(50, 50, item_id=f"quiet_{i}")]
    alone = changes_of(borderline, bases, waves).iloc[0]
    among = changes_of([*borderline, *quiet], bases, waves).set_index("item_id").loc["item"]
    assert alone["p_holm"] == pytest.approx(alone["p"])
    assert among["p_holm"] == pytest.approx(7 * among["p"])
    assert alone["verdict"] == "on_condition"
    assert (among["verdict"], among["reason"]) == ("not_established", "within_family")
    assert not among["delta_star_holm"] > 0 < among["delta_star"]


@settings(max_examples=15)
@given(
    first=st.integers(5, 60),
    rise=st.integers(1, 35),
    more=st.sampled_from(["with_team", "not_all_done"]),
)
def test_changes_a_wider_set_of_bases_never_raises_a_verdict(
    first: int, rise: int, more: str, bases: Bases, waves: Waves
) -> None:
    rank = {"not_established": 0, "on_condition": 1, "stands": 2}
    one, two = two_waves(first, first + rise, possible_bases="respondents")
    narrow = changes_of([one, replace(two, figure_ids=("TWO.01",))], bases, waves).iloc[0]
    both = ("respondents", more)
    wide = changes_of(
        [replace(one, possible_bases=both), replace(two, possible_bases=both, figure_ids=("TWO.01",))], bases, waves
    ).iloc[0]  # fmt: skip
    assert rank[wide["verdict"]] <= rank[narrow["verdict"]]
    assert not wide["delta_star"] > narrow["delta_star"] + 1e-6


@settings(max_examples=15)
@given(
    first=st.integers(5, 25).map(lambda each: 2 * each),
    rise=st.integers(7, 17).map(lambda each: 2 * each),
)
def test_changes_coarser_rounding_never_raises_delta_star(
    first: int, rise: int, bases: Bases, waves: Waves
) -> None:
    fine = two_waves(first, first + rise)
    coarse = [replace(each, step=Fraction(2)) for each in fine]
    exact, rough = (changes_of(rows, bases, waves).iloc[0]["delta_star"] for rows in (fine, coarse))
    assert not rough > exact + 1e-6


def test_changes_equal_shares_give_the_limit_of_equality(presence: pd.DataFrame) -> None:
    row = presence.loc[("has_team", "w2017", "w2019")]
    assert row["change"] == 0
    assert 5 < row["equal_within"] < 8


def test_changes_without_two_waves_are_an_empty_table(bases: Bases, waves: Waves) -> None:
    found = changes_of([made_up()], bases, waves)
    assert found.empty
    assert tuple(found.columns) == COLUMNS


def test_changes_equality_is_lost_where_one_shared_base_is_too_small(
    bases: Bases, waves: Waves
) -> None:
    """An existence loophole would let the larger base carry it; on the smaller one the interval passes ten points."""
    large, small = Base("respondents", (2000,), (2000,), 400), Base("with_team", (61,), (400,), 339)
    both = {wave: {"respondents": large, "with_team": small} for wave in ("w2015", "w2017")}
    alone = changes_of(two_waves(59, 59), both, waves).iloc[0]
    assert alone["equal_delta_star"] > 0
    found = changes_of(two_waves(59, 59, possible_bases="respondents;with_team"), both, waves).iloc[
        0
    ]
    assert math.isnan(found["equal_delta_star"])
    assert found["equal_within"] > 10 > alone["equal_within"]


def test_contrast_has_one_base_for_a_question_and_one_for_a_source() -> None:
    """By brute force: both items and both waves on 20 respondents, or all on 10 with a team; never on both."""
    small = {
        wave: {
            "respondents": Base("respondents", (20,), (30,), 10, (10,)),
            "with_team": Base("with_team", (10,), (20,), 10, (10,)),
        }
        for wave in ("w2015", "w2017")
    }
    question = {
        "response_type": "multiple_response",
        "possible_bases": "respondents;with_team",
        "step": "10",
    }
    rows = [*two_waves(20, 60, **question), *two_waves(40, 50, **question, item_id="other")]
    found = contrast_items(rows, small, 0.95).iloc[0]
    every = []
    for n in (10, 20):
        counts = [
            [k for k in range(n + 1) if abs(Fraction(100 * k, n) - percent) <= 5]
            for percent in (20, 40, 60, 50)
        ]
        for a1, b1, a2, b2 in product(*counts):
            every.append((a2 - b2) / n - (a1 - b1) / n)
    assert found["contrast_low"] == pytest.approx(100 * min(every))
    assert found["contrast_high"] == pytest.approx(100 * max(every))


def test_contrast_leaves_out_part_of_the_respondents(bases: Bases) -> None:
    """Presence was printed of the G32 and of the others too; item against item is of all that answered."""
    found = contrast_items(printed_shares(shares_of("presence")), bases, 0.95).iloc[0]
    # 154 of 224 and 203 to 205 of 234 have a team; 31 of 224 and 27 to 29 of 234 have none
    first = 154 / 224 - 31 / 224
    assert found["contrast_low"] == pytest.approx(100 * ((203 - 29) / 234 - first))
    assert found["contrast_high"] == pytest.approx(100 * ((205 - 27) / 234 - first))


def test_changes_print_the_size_of_the_test_that_decides(presence: pd.DataFrame) -> None:
    row = presence.loc[("has_team", "w2014", "w2015")]
    assert row["test"] == "interval"
    a, b = np.meshgrid(np.arange(225), np.arange(235), indexing="ij")
    low, high = superpopulation_change(a, 224, b, 234)
    rejects = ((low > 0) | (high < 0)).astype(float)
    # the Wilson limits of 154 of 224 and of 205 of 234
    shares = np.arange(124, 184) / 200
    law = binom.pmf(np.arange(225), 224, shares[:, None]) @ rejects
    size = np.max(np.sum(law * binom.pmf(np.arange(235), 234, shares[:, None]), axis=1))
    assert row["size"] == pytest.approx(100 * size, abs=1e-6)


def test_changes_an_exact_test_decides_where_the_interval_rejects_too_often(waves: Waves) -> None:
    """As many answers in both waves as make the interval reject too often; the exact test gives its p value and delta*."""
    base = Base("respondents", (32,), (60,), 28)
    row = changes_of(
        two_waves(25, 75),
        {"w2015": {"respondents": base}, "w2017": {"respondents": base}},
        waves,
    ).iloc[0]
    assert row["size"] > 5.5
    assert row["test"] == "exact"
    assert 0 < row["exact_delta_star"] < row["delta_star"]
    assert row["deciding_number"] == row["exact_delta_star"]
