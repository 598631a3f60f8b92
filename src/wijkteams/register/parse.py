"""Read a printed value as an exact closed interval.

A printed figure is text: "59", "8,5", "30-35%", "<1", "bijna 88", "meer dan de helft". Nothing is turned
into a floating number on the way. Each text becomes an interval of printed values and a rounding
step; the quantity behind it lies within half a step of that interval. `FORMS` is the one table of the
forms that are read: the parser goes through it in its order, and the data dictionary prints it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from wijkteams.register.vocabulary import UNIT_LIMITS, USE_REASONS

_Limits = tuple[Fraction | None, Fraction | None]

# ASSUME: a fraction in words ("two thirds", "9 of 10") and "about x" are right within five points.
COARSE_STEP = Fraction(10)


@dataclass(frozen=True)
class Reading:
    """What a printed value says.

    Attributes
    ----------
    low, high
        Closed interval of printed values, on the scale of the unit (per cent for shares).
    step
        Rounding step; the quantity lies in [low - step/2, high + step/2]. Zero when the bounds
        themselves are the statement ("more than 50").
    """

    low: Fraction
    high: Fraction
    step: Fraction

    @property
    def outer(self) -> tuple[Fraction, Fraction]:
        """Bounds of the quantity itself, half a rounding step wider at each end."""
        return self.low - self.step / 2, self.high + self.step / 2

    def agrees_with(self, other: Reading) -> bool:
        """Tell whether one quantity can stand behind both printed values, exact ties apart."""
        (low, high), (other_low, other_high) = self.outer, other.outer
        return low < other_high and other_low < high


class NoFigure(ValueError):
    """The text says that there is no figure; `reason` is the code of a use reason that says why."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{text!r} is no figure: {USE_REASONS[reason]}")
        self.reason = reason


def parse_value(text: str, unit: str) -> Reading:
    """Parse a printed value.

    Parameters
    ----------
    text
        The value as printed, in Dutch or English, with or without a per cent sign.
    unit
        A key of `UNIT_LIMITS`; shares are in per cent.

    Returns
    -------
    Reading
        Exact interval and rounding step.

    Raises
    ------
    NoFigure
        If the text says that there is no figure, such as "n.b." or a dash.
    ValueError
        If the text is not understood or lies outside the limits of the unit.

    Examples
    --------
    >>> parse_value("8,5", "percent").step
    Fraction(1, 10)
    >>> parse_value("bijna 88", "percent").low
    Fraction(87, 1)
    """
    words = bare_words(text, unit)
    for form in FORMS:
        if reading := form.read(words, unit):
            return _within(reading, unit, text)
    raise ValueError(
        f"{text!r} is not a number this register knows; the data dictionary lists the forms"
    )


def _within(reading: Reading, unit: str, text: str) -> Reading:
    """Return the reading if it lies within the limits of its unit."""
    low, high = UNIT_LIMITS[unit]
    if (low is not None and reading.low < low) or (high is not None and reading.high > high):
        raise ValueError(f"{text!r} lies outside the limits of the unit {unit}")
    if unit == "count" and (reading.low.denominator, reading.high.denominator) != (1, 1):
        raise ValueError(f"{text!r} is not a whole number")
    return reading


_SIGNS_OF_UNIT: Final = {
    "percent": re.compile(r"\s*(%|procent|per cent|percent|pct)(?![a-z])\.?"),
    "percentage_points": re.compile(
        r"\s*(%|procentpunt(en)?|procent|percentage points?|points?)(?![a-z])\.?"
    ),
    "percent_or_points": re.compile(r"\s*(%|procent|per cent|percent)(?![a-z])\.?"),
}
# A digit is a mark only behind a space, within brackets or raised: "591)" may be 59 or 5.
_MARK = re.compile(
    r"(?<=[\w%\N{VULGAR FRACTION ONE HALF}.)])"
    r"(\s?([*†‡§¶]+|\(\*+\)|\((\d{1,2}|[a-e])\)|\[(\d{1,2}|[a-e])\]|[a-e]\))|\s\d{1,2}\)|[\u00b9\u00b2\u00b3\u2070-\u2079]+)$"
)
_OF_WHOM = re.compile(
    r" (van (de|alle) |of (all )?(the )?)?(gemeenten|municipalities|respondenten|respondents|teams|wijkteams)$"
)
_DASHES = dict.fromkeys(
    map(ord, "\N{EN DASH}\N{EM DASH}\N{NON-BREAKING HYPHEN}\N{MINUS SIGN}"), "-"
)
_QUOTES = {ord("\N{RIGHT SINGLE QUOTATION MARK}"): "'"}


def bare_words(text: str, unit: str) -> str:
    """Return the text in small letters with plain dashes, without footnote marks, unit and whom it is of."""
    words = " ".join(text.lower().translate(_DASHES | _QUOTES).split())
    while (shorter := _MARK.sub("", words)) != words:
        words = shorter
    if sign := _SIGNS_OF_UNIT.get(unit):
        words = sign.sub("", words)
    while (shorter := _MARK.sub("", words)) != words:
        words = shorter
    words = re.sub(r"(?<=[a-zë])-(?=[a-z])", " ", words)  # two-thirds
    return _OF_WHOM.sub("", words).strip()


_NO_FIGURE: Final = {
    "not_available": {"n.b.", "nb", "n.b", "n.a.", "n.a", "niet bekend", "onbekend", "niet beschikbaar", "not available",
                      "not known", "unknown", ".", "..", "..."},
    "not_applicable": {"n.v.t.", "nvt", "n.v.t", "niet van toepassing", "not applicable", "n/a", "-", "--"},
}  # fmt: skip


def _no_figure(words: str, unit: str) -> None:
    for reason, texts in _NO_FIGURE.items():
        if words in texts:
            raise NoFigure(words, reason)


_FALLS = ("af met ", "down by ", "-")


def _fall(words: str, unit: str) -> Reading | None:
    """Read a decrease as a negative number."""
    fall = next((each for each in _FALLS if words.startswith(each)), None)
    if fall is None:
        return None
    rest = words.removeprefix(fall).strip()
    risen = _range(rest, unit) or _qualified(rest, unit, (None, None)) or _plain(rest, unit)
    return Reading(-risen.high, -risen.low, risen.step) if risen else None


_MOST = {
    "meerderheid",
    "merendeel",
    "meeste",
    "grootste deel",
    "gros",
    "majority",
    "most",
    "larger part",
}
_FEWER = {"minderheid", "minority"}
_SIZE = re.compile(
    r"^(het |een |a |an |the )?((kleine|krappe|ruime|grote|overgrote|small|narrow|large|ample|vast|great) )?"
)


def _majority(words: str, unit: str) -> Reading | None:
    """Read words for more, or fewer, than half."""
    bare, half = _SIZE.sub("", _without_article(words)), Fraction(50)
    if unit != "percent" or bare not in _MOST | _FEWER:
        return None
    return (
        Reading(half, 2 * half, Fraction(0))
        if bare in _MOST
        else Reading(Fraction(0), half, Fraction(0))
    )


_BETWEEN = re.compile(r"(?:tussen|between) (.+) (?:en|and) (.+)")
_FROM_TO = re.compile(
    r"(?:van |from )?(\S.*?)(?:\s*-\s*| t/m | tot en met | tot | à | a | to )(\S.*)"
)


def _range(words: str, unit: str) -> Reading | None:
    """Read two ends; in words they are the statement themselves."""
    match = _BETWEEN.fullmatch(words) or _FROM_TO.fullmatch(words)
    if match and len({bool(_THOUSANDS.fullmatch(each)) for each in match.groups()}) > 1:
        raise ValueError(
            f"{words!r} may mean thousands at both ends; write it at both, or at neither"
        )
    ends = [_number(each, unit) for each in match.groups()] if match else []
    low, high = ends if len(ends) == 2 else (None, None)
    if low is None or high is None:
        return None
    if low.value >= high.value:
        raise ValueError(f"{words!r} does not run from low to high")
    step = Fraction(0) if low.in_words or high.in_words else max(low.step, high.step)
    return Reading(low.value, high.value, step)


_DEGREES: Final = {
    "above": "> | meer dan | more than | over | boven | above",
    "below": "< | minder dan | less than | fewer than | onder | below",
    "at least": ">= | \u2265 | minstens | ten minste | tenminste | minimaal | op zijn minst | vanaf | at least | no less than",
    "at most": "<= | \u2264 | hoogstens | ten hoogste | maximaal | hooguit | niet meer dan | tot | tot en met | at most | "
    "no more than | up to",
    "almost": "bijna | vrijwel | nagenoeg | net geen | net niet | nog geen | krap | een kleine | iets minder dan | "
    "iets onder | almost | nearly | just under | slightly less than | slightly under | close to",
    "just over": "ruim | iets meer dan | iets boven | een dikke | just over | slightly more than | slightly over | "
    "a little over",
    "about": "\u00b1 | ~ | ongeveer | circa | ca. | ca | rond | zo'n | om en nabij | grofweg | naar schatting | about | "
    "around | roughly | approximately",
    "exactly": "precies | exact | exactly | precisely",
}  # fmt: skip
"""What a word of degree does to the number behind it, and the words that do so."""

_DEGREE_OF = {
    word.strip(): degree for degree, every in _DEGREES.items() for word in every.split("|")
}
_LONGEST_FIRST = sorted(_DEGREE_OF, key=len, reverse=True)


def _qualified(words: str, unit: str, limits: _Limits | None = None) -> Reading | None:
    """Read a word of degree ("almost", "more than") and the number behind it."""
    found = next((each for each in _LONGEST_FIRST if _starts_with(words, each)), None)
    number = _number(words.removeprefix(found).strip(), unit) if found else None
    if not found or not number:
        return None
    value, near = number.value, _distance(number, unit)
    low_limit, high_limit = limits or UNIT_LIMITS[unit]
    exact = Fraction(0)
    low, high, step = {
        "above": (value, high_limit, exact),
        "below": (low_limit, value, exact),
        # A bound in digits may be a rounded number itself.
        "at least": (value, high_limit, exact if number.in_words else number.step),
        "at most": (low_limit, value, exact if number.in_words else number.step),
        "almost": (value - near, value, exact) if value else (value, near, exact),
        "just over": (value, value + near, exact),
        "about": (value, value, COARSE_STEP if number.in_words else max(COARSE_STEP, 2 * near)),
        "exactly": (value, value, min(number.step, Fraction(1))),
    }[_DEGREE_OF[found]]
    if low is None or high is None:
        raise ValueError(f"{words!r} has no other bound in the unit {unit}")
    return Reading(low, high, step)


def _starts_with(words: str, degree: str) -> bool:
    """Tell whether a text begins with a word of degree, not with a longer word."""
    return words.startswith(degree) and not (
        degree[-1].isalpha() and words[len(degree) :][:1].isalpha()
    )


def _distance(number: _Number, unit: str) -> Fraction:
    """Return how far the quantity can lie from a number with "almost" or "just over" before it."""
    # ASSUME: "almost x" and "just over x" lie within one rounding step of x; where x ends in noughts in digits, within half
    # of what the noughts stand for (5 for 40, 50 for 300), and a share within five points.
    value, tens = number.value, 1
    while value % (10 * tens) == 0 and tens <= value:
        tens *= 10
    if number.in_words or (value and tens == 1):
        return number.step
    return COARSE_STEP / 2 if unit == "percent" else Fraction(tens, 2)


def _plain(words: str, unit: str) -> Reading | None:
    """Read a number without a word of degree."""
    number = _number(words, unit)
    return _as_printed(number) if number and not number.in_words else None


def _share_in_words(words: str, unit: str) -> Reading | None:
    """Read a fraction in words without a word of degree."""
    number = _number(words, unit)
    return _as_printed(number) if number and number.in_words else None


def _as_printed(number: _Number) -> Reading:
    return Reading(number.value, number.value, number.step)


_SMALL = {
    0: "nul zero", 1: "een \u00e9\u00e9n one a an", 2: "twee two", 3: "drie three", 4: "vier four", 5: "vijf five",
    6: "zes six", 7: "zeven seven", 8: "acht eight", 9: "negen nine", 10: "tien ten", 11: "elf eleven", 12: "twaalf twelve",
}  # fmt: skip
_TENS = {
    20: "twintig twenty", 30: "dertig thirty", 40: "veertig forty", 50: "vijftig fifty", 60: "zestig sixty",
    70: "zeventig seventy", 80: "tachtig eighty", 90: "negentig ninety", 100: "honderd hundred",
}  # fmt: skip
_NUMBER_WORDS = {
    word: number for number, words in (_SMALL | _TENS).items() for word in words.split()
}

_DENOMINATORS = {
    word: number
    for number, words in {
        2: "helft half", 3: "derde derden third thirds", 4: "kwart kwarten vierde quarter quarters",
        5: "vijfde vijfden fifth fifths", 6: "zesde sixth sixths", 8: "achtste eighth eighths",
        10: "tiende tienden tenth tenths",
    }.items()
    for word in words.split()
}  # fmt: skip
_EVERY = {"alle", "allemaal", "iedereen", "all", "every", "everyone"}
_NONE = {"geen", "geen enkele", "niemand", "none", "no one", "not one"}


class _Number(NamedTuple):
    """A number, its rounding step, and whether it is a share in words."""

    value: Fraction
    step: Fraction
    in_words: bool = False


def _without_article(words: str) -> str:
    return re.sub(r"^(de|het|the) ", "", words)


def _number(words: str, unit: str) -> _Number | None:
    """Return a bare number, number word or fraction in words."""
    words = _without_article(words)
    if unit == "count" and (match := _THOUSANDS.fullmatch(words)):
        few = _number(match[1], unit)
        return _Number(1000 * few.value, 1000 * few.step) if few else None
    if found := _numeral(words, unit):
        return found
    if words in _NUMBER_WORDS:
        return _Number(Fraction(_NUMBER_WORDS[words]), Fraction(1))
    if unit != "percent":
        return None
    if words in _EVERY | _NONE:
        return _Number(Fraction(100 if words in _EVERY else 0), Fraction(1))
    share = _fraction(words)
    return None if share is None else _Number(100 * share, COARSE_STEP, in_words=True)


_DIGITS = re.compile(r"(\d+)(?:[.,](\d+))?")
_THOUSANDS = re.compile(r"(.+?) (?:duizend|thousand)")
_HALF = re.compile(r"(\d+) ?\u00bd")
_GROUPED = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*(?:(?!\1)[.,](\d{1,2}))?")


def _numeral(words: str, unit: str) -> _Number | None:
    """Return a number in digits, with thousands as they are printed, or None."""
    if match := _HALF.fullmatch(words):
        return _Number(Fraction(match[1]) + Fraction(1, 2), Fraction(1, 2))
    match = _GROUPED.fullmatch(words)
    if match and _has_thousands(words, unit):
        decimals = match[2] or ""
        whole = words.removesuffix(decimals) if decimals else words
        return _decimal_number(re.sub(r"\D", "", whole), decimals)
    match = _DIGITS.fullmatch(words)
    return _decimal_number(match[1], match[2] or "") if match else None


def _decimal_number(whole: str, decimals: str) -> _Number:
    step = Fraction(1, 10 ** len(decimals))
    return _Number(Fraction(int(whole + decimals)) * step, step)


def _has_thousands(words: str, unit: str) -> bool:
    """Tell whether "1.234" is a thousand: it is of a count, and cannot be of a unit that ends below a thousand."""
    if len(re.findall(r"\D", words)) > 1 or not re.search("[.,]", words) or unit == "count":
        return True
    high = UNIT_LIMITS[unit][1]
    if words.startswith("0") or (high is not None and high < 1000):
        return False
    raise ValueError(f"{words!r} may be thousands or decimals; write thousands bare")


_OUT_OF = re.compile(r"(\S+) ?(?:of|in|out of|van de|op de|van|op|uit|/) ?(?:the |elke )?(\S+)")


def _fraction(words: str) -> Fraction | None:
    """Return the fraction that words such as "drie kwart" or "9 of 10" name, or None."""
    if len(words) == 1 and unicodedata.category(words) == "No":
        return Fraction(unicodedata.numeric(words)).limit_denominator(10)
    if match := _OUT_OF.fullmatch(words):
        parts, whole = (_integer(part) for part in match.groups())
        return Fraction(parts, whole) if parts and whole else None
    for name in sorted(_DENOMINATORS, key=len, reverse=True):
        if words.endswith(name):
            rest = words.removesuffix(name).strip()
            parts = _integer(rest) if rest else 1
            return Fraction(parts, _DENOMINATORS[name]) if parts else None
    return None


def _integer(word: str) -> int | None:
    return int(word) if word.isdecimal() else _NUMBER_WORDS.get(word)


@dataclass(frozen=True)
class Form:
    """A form that a printed figure takes.

    Attributes
    ----------
    name
        Name, for the data dictionary.
    examples
        Values of this form, with the unit that they are read in.
    meaning
        What such a value is taken to say.
    read
        Reads words and unit, or returns None where they have another form.
    """

    name: str
    examples: tuple[tuple[str, str], ...]
    meaning: str
    read: Callable[[str, str], Reading | None]


def _of_shares(*texts: str) -> tuple[tuple[str, str], ...]:
    return tuple((text, "percent") for text in texts)


FORMS: Final = (
    Form(
        "no figure",
        _of_shares("n.b.", "onbekend", "n.v.t.", "-"),
        "No figure: not available (n.b., a full stop) or not applicable (n.v.t., a dash). The row is set aside and says which.",
        _no_figure,
    ),
    Form(
        "decrease",
        (("af met zes", "percentage_points"), ("-6", "percentage_points")),
        "A negative change.",
        _fall,
    ),
    Form(
        "majority or minority",
        _of_shares("meerderheid", "de meeste gemeenten", "minderheid"),
        "More than half, or less than half. How ample a majority is said to be is not used.",
        _majority,
    ),
    Form(
        "range",
        (*_of_shares("30-35%", "tussen 30 en 35", "een kwart tot een derde"), ("200 tot 250", "count")),
        "From the one to the other, each rounded as it is printed; ends in words are the statement themselves.",
        _range,
    ),
    Form(
        "word of degree",
        (
            *_of_shares("meer dan 90", "<1", "minstens 40%", "hoogstens 40%", "bijna 88", "bijna 90", "bijna de helft",
                        "ruim een derde", "ongeveer 40", "ca. een kwart", "precies de helft"),
            ("bijna 300", "count"),
        ),
        "More or less than: a bound. At least, at most: a bound that may be rounded. Almost, just over: within one "
        "rounding step, or half of what the noughts at the end stand for, at most five points of a share. About: that far to "
        "both sides, at least five.",
        _qualified,
    ),
    Form(
        "number",
        (
            *_of_shares("59", "59%", "0", "100", "45,5", "45.5", "45\u00bd", "59*", "59 1)", "59\u00b9", "veertig procent",
                        "alle", "geen"),
            ("1.234", "count"), ("1,234", "count"), ("1 234", "count"), ("82 duizend", "count"), ("acht", "mean"),
        ),
        "Rounded to the last digit that is printed, also 0 and 100. A footnote mark is kept in the value and not read. In "
        "a count a mark before three digits sets thousands apart, and thousands in words are rounded to thousands; in a share "
        "it is a decimal mark.",
        _plain,
    ),
    Form(
        "share in words",
        _of_shares("een kwart", "driekwart", "twee derde", "9 of 10", "een op de vijf", "1/3"),
        "Within five points of that fraction.",
        _share_in_words,
    ),
)  # fmt: skip
"""Every form that is read, in the order in which the parser tries them."""


def to_decimals(reading: Reading, places: int = 4) -> tuple[Decimal, Decimal, Decimal]:
    """Return low, high and step as decimals.

    Decimals are exact, except for thirds and the like: there the interval is enclosed outward at
    `places` decimals.
    """
    return (
        _decimal(reading.low, places, ROUND_FLOOR),
        _decimal(reading.high, places, ROUND_CEILING),
        _decimal(reading.step, places, ROUND_CEILING),
    )


def _decimal(value: Fraction, places: int, rounding: str) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=rounding).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
