"""Counts behind rounded shares, against decimal rounding and published GRIM examples."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkteams.statistics.counts import (
    Rule,
    counts_from_share,
    counts_in_interval,
    parse_share,
    printed_shares,
)

# 60 digits hold k/n for n < 1000 exactly enough to keep ties ties: a tie at whole per cents
# has n | 200 k, hence a finite expansion.
EXACT = Context(prec=60)


@pytest.mark.parametrize(
    ("share", "n", "step", "expected"),
    [
        ("71%", 43, "1/100", ()),  # scrutiny: grim("71", n = 43, percent = TRUE) is inconsistent
        ("78%", 32, "1/100", (25,)),
        ("37%", 224, "1/100", (82, 83)),
        ("37.5%", 224, "1/1000", (84,)),
        ("69%", 224, "1/100", (154, 155)),
        ("87%", 234, "1/100", (203, 204)),
        ("83%", 242, "1/100", (200, 201, 202)),
        ("83%", 212, "1/100", (175, 176, 177)),
        ("0%", 10, "1/100", (0,)),
        ("100%", 10, "1/100", (10,)),
    ],
)
def test_counts_from_share_reference_cases(
    share: str, n: int, step: str, expected: tuple[int, ...]
) -> None:
    assert counts_from_share(share, n, Fraction(step)) == expected


def test_counts_from_share_truncation_admits_the_cut_off_count() -> None:
    # 205 of 234 is 87.6 per cent: another outlet prints "almost 88", the first one 87
    assert counts_from_share("87%", 234, rule="truncate") == (204, 205)
    assert counts_from_share("87%", 234, rule="either") == (203, 204, 205)


@given(
    n=st.integers(1, 400),
    data=st.data(),
    rule=st.sampled_from([("half_up", ROUND_HALF_UP), ("half_even", ROUND_HALF_EVEN)]),
)
def test_counts_from_share_agrees_with_decimal_rounding(
    n: int, data: st.DataObject, rule: tuple[Rule, str]
) -> None:
    count = data.draw(st.integers(0, n))
    percent = EXACT.divide(Decimal(100 * count), Decimal(n)).quantize(Decimal(1), rule[1])
    assert count in counts_from_share(f"{percent}%", n, rule=rule[0])
    assert count in counts_from_share(f"{percent}%", n, rule="half")
    others = [p for p in range(101) if p != int(percent)]
    other = data.draw(st.sampled_from(others))
    assert count not in counts_from_share(f"{other}%", n, rule=rule[0])


@given(n=st.integers(1, 400), data=st.data())
def test_counts_from_share_truncates_as_decimal_does(n: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, n))
    percent = EXACT.divide(Decimal(100 * count), Decimal(n)).quantize(Decimal(1), ROUND_DOWN)
    assert count in counts_from_share(f"{percent}%", n, rule="truncate")


@given(n=st.integers(1, 500), percent=st.integers(0, 100))
def test_counts_from_share_mirrors_under_half_down_only_at_ties(n: int, percent: int) -> None:
    counts = set(counts_from_share(Fraction(percent, 100), n))
    mirrored = {n - count for count in counts_from_share(Fraction(100 - percent, 100), n)}
    # a tie: midway between two percentages
    assert all(Fraction(100 * count, n) % 1 == Fraction(1, 2) for count in counts ^ mirrored)


def test_impossible_percentages_of_small_bases() -> None:
    impossible = {
        n: sum(not counts_from_share(f"{p}%", n, rule="half_up") for p in range(101))
        for n in (25, 32, 224)
    }
    # half up gives each count one percentage: 101 minus the n + 1 distinct ones
    assert impossible == {25: 75, 32: 68, 224: 0}
    assert sum(not counts_from_share(f"{p}%", 32) for p in range(101)) == 66


def test_printed_shares_splits_a_tie_between_the_rules() -> None:
    assert printed_shares(28, 224) == {Fraction(12, 100), Fraction(13, 100)}
    assert printed_shares(28, 224, rule="half_up") == {Fraction(13, 100)}
    assert printed_shares(84, 224) == {Fraction(38, 100)}  # 37.5 goes to 38 either way


def test_counts_in_interval_reads_words() -> None:
    assert counts_in_interval("1/2", "1", 6, include_low=False) == (4, 5, 6)
    assert counts_in_interval("1/3", "1/2", 12, include_high=False) == (4, 5)
    assert counts_in_interval("0.41", "0.49", 3) == ()


@pytest.mark.parametrize("text", ["59%", "0.59", "59/100", " 59 % "])
def test_parse_share_reads_equal_notations(text: str) -> None:
    assert parse_share(text) == Fraction(59, 100)


@pytest.mark.parametrize(
    ("share", "n", "step"),
    [
        ("59", 100, "1/100"),  # 59 without a per cent sign is not a share
        ("-1%", 100, "1/100"),
        ("59%", 0, "1/100"),
        ("59.5%", 100, "1/100"),  # not printable in whole per cents
        ("59%", 100, "2"),
        ("many", 100, "1/100"),
    ],
)
def test_counts_from_share_refuses_bad_input(share: str, n: int, step: str) -> None:
    with pytest.raises(ValueError):
        counts_from_share(share, n, Fraction(step))


def test_counts_refuse_floats_and_unknown_rules() -> None:
    with pytest.raises(ValueError, match=r"got 0\.59"):
        counts_from_share(0.59, 100)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="rule must be one of"):
        counts_from_share("59%", 100, rule="up")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="count"):
        printed_shares(5, 4)
    with pytest.raises(ValueError, match="low must not exceed high"):
        counts_in_interval("1/2", "1/3", 10)
