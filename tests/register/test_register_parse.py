"""The parser reads what is printed, exactly, or refuses."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkteams.register.parse import (
    FORMS,
    NoFigure,
    Reading,
    bare_words,
    parse_value,
    to_decimals,
)


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
        ("about a third", "100/3", "100/3", 10),
        ("ongeveer 45", 45, 45, 10),
        ("30-35%", 30, 35, 1),
        ("30% \N{EN DASH} 35%", 30, 35, 1),
        ("tussen 30 en 35 procent", 30, 35, 1),
        ("30 t/m 35,5", 30, "71/2", 1),
        ("een kwart tot een derde", 25, "100/3", 0),
        ("45,5", "91/2", "91/2", "1/10"),
        ("45\N{VULGAR FRACTION ONE HALF}", "91/2", "91/2", "1/2"),
        ("minstens 40", 40, 100, 1),
        ("\N{GREATER-THAN OR EQUAL TO}40", 40, 100, 1),
        ("ten minste een derde", "100/3", 100, 0),
        ("hoogstens 40%", 0, 40, 1),
        ("tot 40%", 0, 40, 1),
        ("bijna 90", 85, 90, 0),
        ("ruim 40 procent", 40, 45, 0),
        ("bijna de helft van de gemeenten", 40, 50, 0),
        ("ruim een derde", "100/3", "130/3", 0),
        ("vrijwel alle gemeenten", 95, 100, 0),
        ("vrijwel geen", 0, 5, 0),
        ("de meeste gemeenten", 50, 100, 0),
        ("een kleine meerderheid", 50, 100, 0),
        ("een minderheid", 0, 50, 0),
        ("tweederde", "200/3", "200/3", 10),
        ("two-thirds", "200/3", "200/3", 10),
        ("\N{VULGAR FRACTION THREE QUARTERS}", 75, 75, 10),
        ("1/3", "100/3", "100/3", 10),
        ("0", 0, 0, 1),
        ("100", 100, 100, 1),
        ("alle", 100, 100, 1),
        ("geen", 0, 0, 1),
        ("1.234", "617/500", "617/500", "1/1000"),
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
        ("1.234", "count", 1234),
        ("1,234", "count", 1234),
        ("1 234", "count", 1234),
        ("1.234.567", "count", 1234567),
        ("392 duizend", "count", 392000),
        ("36,5 duizend", "count", 36500),
        ("1.234,5", "mean", Fraction(2469, 2)),
        ("0.123", "mean", Fraction(123, 1000)),
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
        ("1.000", "per_1000"),
        ("12.34.567", "count"),
        ("35-30", "percent"),
        ("30-", "percent"),
        ("591)", "percent"),
        ("59%", "count"),
        ("overgrote", "percent"),
        ("ruim alle", "percent"),
        ("8,5", "count"),
        ("de helft", "count"),
        ("meer dan 200", "count"),
        ("30 tot 40 duizend", "count"),
        ("8 duizend", "percent"),
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


def test_a_count_in_thousands_lies_within_half_a_thousand():
    # The newspaper's 36,500 of 2015 (NU.nl, April 2018) is the 37 thousand of the makers.
    assert parse_value("37 duizend", "count").outer == (36500, 37500)
    assert parse_value("30 duizend tot 40 duizend", "count") == Reading(30000, 40000, 1000)


def test_agrees_with_asks_for_one_quantity_behind_both():
    assert parse_value("92", "percent").agrees_with(parse_value("9 of 10", "percent"))
    assert parse_value("45", "percent").agrees_with(parse_value("just under half", "percent"))
    assert not parse_value("56", "percent").agrees_with(parse_value("66", "percent"))


@pytest.mark.parametrize("text", ["n.b.", "onbekend", "."])
def test_parse_value_says_what_is_not_available(text):
    with pytest.raises(NoFigure) as raised:
        parse_value(text, "percent")
    assert raised.value.reason == "not_available"


@pytest.mark.parametrize("text", ["n.v.t.", "-", "\N{EN DASH}", "\N{EM DASH}"])
def test_parse_value_says_what_is_not_applicable(text):
    with pytest.raises(NoFigure) as raised:
        parse_value(text, "count")
    assert raised.value.reason == "not_applicable"


PRINTED = st.tuples(
    st.sampled_from(["", "meer dan ", "minstens ", "bijna ", "ongeveer ", "<", "30-"]),
    st.integers(31, 99),
).map(lambda each: f"{each[0]}{each[1]}")


@given(
    PRINTED,
    st.sampled_from(
        ["*", "**", " *", " 1)", "(1)", " (12)", "[3]", " a)", "\N{SUPERSCRIPT TWO}", "\N{DAGGER}"]
    ),
)
def test_a_footnote_mark_changes_no_reading(text, mark):
    plain = parse_value(text, "percent")
    assert parse_value(text + mark, "percent") == plain
    assert parse_value(f"{text}%{mark}", "percent") == plain
    assert parse_value(f"{text}{mark} %", "percent") == plain


@given(st.integers(0, 10**9), st.sampled_from([".", ",", " ", "'"]))
def test_a_count_is_the_same_with_its_thousands_apart(count, mark):
    assert parse_value(f"{count:,}".replace(",", mark), "count") == parse_value(str(count), "count")


@given(st.integers(0, 99), st.integers(1, 100), st.integers(0, 400), st.integers(1, 400))
def test_a_range_holds_every_share_that_rounds_to_one_of_it(low, width, count, n):
    high = min(100, low + width)
    bottom, top = parse_value(f"{low}-{high}", "percent").outer
    share = Fraction(100 * min(count, n), n)
    if low <= round(share) <= high:
        assert bottom <= share <= top


@given(PRINTED)
def test_a_number_that_is_said_to_be_bounded_lies_on_its_bound(text):
    number = "".join(filter(str.isdigit, text.removeprefix("30-")))
    least, most = (parse_value(f"{word} {number}", "percent") for word in ("minstens", "hoogstens"))
    assert least.low == most.high == int(number)
    assert (least.high, most.low) == (100, 0)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_example_of_a_form_is_read_as_that_form(form):
    for text, unit in form.examples:
        earlier = FORMS[: FORMS.index(form)]
        words = bare_words(text, unit)
        assert not any(each.read(words, unit) for each in earlier)
        if form.name == "no figure":
            with pytest.raises(NoFigure):
                parse_value(text, unit)
        else:
            assert form.read(words, unit) == parse_value(text, unit)
