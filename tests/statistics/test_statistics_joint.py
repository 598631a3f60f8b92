"""Joint counts, on the worked cases of 2014, 2015 and 2019 as plain numbers."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkteams.statistics.counts import admissible_counts, counts_from_share
from wijkteams.statistics.joint import Base, feasible_bases, joint_counts, split_counts


def test_joint_counts_of_a_single_choice_question() -> None:
    shares = ["43%", "26%", "19%", "12%"]
    assert len(joint_counts(shares, [224], rule="half_up")) == 6
    assert len(joint_counts(shares, [224])) == 7
    assert joint_counts(["43%", "26%", "19%", "14%"], [224]) == ()


@given(st.lists(st.integers(0, 12), min_size=2, max_size=4).filter(any))
def test_joint_counts_hold_the_truth_and_always_fill_the_base(truth: list[int]) -> None:
    n = sum(truth)
    shares = [Fraction(round(Fraction(100 * k, n)), 100) for k in truth]
    found = joint_counts(shares, [n])
    assert (tuple(truth), n) in found
    brute = (
        {
            counts
            for counts in product(range(n + 1), repeat=len(truth))
            if sum(counts) == n
            and all(k in counts_from_share(s, n) for k, s in zip(counts, shares, strict=True))
        }
        if n <= 12
        else {counts for counts, _ in found}
    )
    assert {counts for counts, _ in found} == brute


def test_joint_counts_2015_leave_one_to_four_answers_or_cut_off_87() -> None:
    shares = ["87%", "12%"]
    assert joint_counts(shares, [234]) == ()
    left = {234 - sum(counts) for counts, _ in joint_counts(shares, [234], remainder=range(235))}
    assert left == {1, 2, 3, 4}
    assert joint_counts(shares, [234], rule="truncate") == (((204, 30), 234), ((205, 29), 234))


def test_split_counts_2015_size_classes_fit_the_total() -> None:
    total = [(k, 234) for k in (203, 204, 205)]
    large = admissible_counts("96%", range(1, 38))
    smaller = admissible_counts("86%", range(190, 234))
    fits = split_counts([large, smaller], total)
    assert {pair for pair, _ in fits} == {(n - 1, n) for n in range(23, 29)}


def test_split_counts_2014_response_by_size_class() -> None:
    large = [(k, n) for n in (32, 36, 37) for k in counts_from_share("78%", n)]
    assert large == [(25, 32), (28, 36), (29, 37)]
    with_team = {n: counts_from_share("93%", n) for n, _ in large}
    assert with_team == {25: (), 28: (26,), 29: (27,)}
    four = [(1, 4)]
    # the four largest cities kept apart: 54 per cent of the others fits
    others = admissible_counts("54%", range(340, 380))
    assert {parts[0] for parts in split_counts([large[1:], four, others], [(224, 403)])} == {
        (28, 36),
        (29, 37),
    }
    # the four counted with the others: it does not
    assert split_counts([large[1:], others], [(224, 403)]) == ()


def test_feasible_bases_infers_the_size_of_a_subgroup() -> None:
    found = feasible_bases(["84%", "47%", "31%", "16%"], {"n": Base(tuple(range(15, 41)))})
    assert found == {"n": (32,)}


def test_feasible_bases_settles_three_published_bases() -> None:
    # 2015: 92 + 8 fill the base, so those without a team (12 per cent) are not in it
    bases = {"all": Base((234,), outside=27), "with": Base((203, 204, 205))}
    assert set(feasible_bases(["92%", "8%"], bases, exclusive=True)) == {"with"}
    # 2019: 90 and 86 exceed the 83 per cent with a team
    bases = {"all": Base((212,), outside=212 - 177), "with": Base((175, 176, 177))}
    assert set(feasible_bases(["90%", "86%", "83%"], bases)) == {"with"}
    # 2014: 70 exceeds 69
    bases = {"all": Base((224,), outside=224 - 155), "with": Base((154, 155))}
    assert set(feasible_bases(["70%"], bases)) == {"with"}


def test_feasible_bases_adds_up_exclusive_answers_only() -> None:
    bases = {"n": Base((100,), outside=10)}
    assert feasible_bases(["60%", "35%"], bases, exclusive=True) == {}
    assert feasible_bases(["60%", "35%"], bases) == {"n": (100,)}


def test_feasible_bases_keeps_a_base_that_arithmetic_leaves_open() -> None:
    bases = {"all": Base((224,), outside=69), "with": Base((154, 155))}
    assert set(feasible_bases(["50%"], bases)) == {"all", "with"}


def test_feasible_bases_refuses_an_empty_question() -> None:
    with pytest.raises(ValueError, match="at least one share"):
        feasible_bases([], {"n": Base((10,))})
