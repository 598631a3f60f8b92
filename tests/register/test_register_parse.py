"""The parser reads what is printed, exactly, or refuses."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkteams.register.parse import Reading, parse_value, to_decimals


@pytest.mark.parametrize(
    ("text", "low", "high", "step"),
    [
        ("59", 59, 59, 1),
        ("59%", 59, 59, 1),
        ("59 procent", 59, 59, 1),
        ("8,5", "17/2", "17/2", "1/10"),
        ("8.5", "17/2", "17/2", "1/10"),
        ("2,25 %", "9/4", "9/4", "1/100"),
        ("<1", 0, 1, 0),
        (">50", 50, 100, 0),
        ("meer dan 90", 90, 100, 0),
        ("Meer dan de helft", 50, 100, 0),
        ("meerderheid", 50, 100, 0),
        ("minder dan een kwart", 0, 25, 0),
        ("bijna 88", 87, 88, 0),
        ("almost 88", 87, 88, 0),
        ("just over 45", 45, 46, 0),
        ("just under half", 40, 50, 0),
        ("drie kwart", 75, 75, 10),
        ("driekwart", 75, 75, 10),
        ("two thirds", "200/3", "200/3", 10),
        ("more than one third", "100/3", 100, 0),
        ("9 of 10", 90, 90, 10),
        ("negen van de tien", 90, 90, 10),
        ("een op de vijf", 20, 20, 10),
        ("one in five", 20, 20, 10),
        ("precies de helft", 50, 50, 1),
        ("about 80", 80, 80, 10),
        ("ongeveer de helft", 50, 50, 10),
    ],
)
def test_parse_value_reads_printed_shares(text, low, high, step):
    assert parse_value(text, "percent") == Reading(Fraction(low), Fraction(high), Fraction(step))


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("acht", "mean", 8),
        ("234", "count", 234),
        ("af met zes", "percent_or_points", -6),
        ("-6", "percentage_points", -6),
        ("10.1", "per_1000", Fraction(101, 10)),
        ("1.70", "odds_ratio", Fraction(17, 10)),
    ],
)
def test_parse_value_reads_other_units(text, unit, value):
    reading = parse_value(text, unit)
    assert reading.low == reading.high == value


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("", "percent"),
        ("59,", "percent"),
        ("5 9", "percent"),
        ("veel", "percent"),
        ("101", "percent"),
        ("-1", "percent"),
        ("37.000", "mean"),
        ("8,5", "count"),
        ("de helft", "count"),
        ("meer dan 200", "count"),
        ("nul op de tien", "percent"),
        ("anderhalf", "percent"),
        ("elf van de tien", "percent"),
    ],
)
def test_parse_value_refuses_what_it_does_not_know(text, unit):
    with pytest.raises(ValueError, match=r".+"):
        parse_value(text, unit)


@given(st.decimals(0, 100, places=2), st.integers(0, 2), st.sampled_from([",", "."]))
def test_parse_value_returns_any_printed_decimal_exactly(value, places, mark):
    printed = value.quantize(Decimal(1).scaleb(-places))
    reading = parse_value(str(printed).replace(".", mark), "percent")
    assert reading == Reading(Fraction(printed), Fraction(printed), Fraction(1, 10**places))


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_parse_value_encloses_the_share_that_was_rounded(count_and_n):
    count, n = count_and_n
    share = Fraction(100 * count, n)
    low, high = parse_value(str(round(share)), "percent").outer
    assert low <= share <= high


@given(
    st.sampled_from(["meer dan", "minder dan", "bijna", "ruim", "ongeveer", "<", ">", ""]),
    st.integers(1, 99),
)
def test_parse_value_keeps_words_of_degree_within_the_unit(word, number):
    reading = parse_value(f"{word} {number}", "percent")
    assert 0 <= reading.low <= reading.high <= 100
    assert reading.low <= number <= reading.high


@given(st.fractions(0, 100, max_denominator=60), st.fractions(0, 10, max_denominator=20))
def test_to_decimals_encloses_the_interval(value, step):
    low, high, width = to_decimals(Reading(value, value, step))
    assert Fraction(low) <= value <= Fraction(high)
    assert Fraction(width) >= step
    assert Fraction(high) - Fraction(low) <= Fraction(1, 10**4)


def test_agrees_with_asks_for_one_quantity_behind_both():
    assert parse_value("92", "percent").agrees_with(parse_value("9 of 10", "percent"))
    assert parse_value("45", "percent").agrees_with(parse_value("just under half", "percent"))
    assert not parse_value("56", "percent").agrees_with(parse_value("66", "percent"))
