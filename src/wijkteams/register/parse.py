"""Read a printed value as an exact closed interval.

A printed figure is text: "59", "8,5", "<1", "bijna 88", "meer dan de helft". Nothing is turned
into a floating number on the way. Each text becomes an interval of printed values and a rounding
step; the quantity behind it lies within half a step of that interval.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from wijkteams.register.vocabulary import UNIT_LIMITS

# ASSUME: a fraction in words ("two thirds", "9 of 10") and "about x" are right within five points.
COARSE_STEP = Fraction(10)

_NUMBER_WORDS = {
    word: number
    for number, words in {
        1: "een één one a", 2: "twee two", 3: "drie three", 4: "vier four", 5: "vijf five",
        6: "zes six", 7: "zeven seven", 8: "acht eight", 9: "negen nine", 10: "tien ten",
        11: "elf eleven", 12: "twaalf twelve",
    }.items()
    for word in words.split()
}  # fmt: skip

_DENOMINATORS = {
    word: number
    for number, words in {
        2: "helft half", 3: "derde third thirds", 4: "kwart vierde quarter quarters",
        5: "vijfde fifth fifths", 10: "tiende tenth tenths",
    }.items()
    for word in words.split()
}  # fmt: skip

_QUALIFIERS = {
    ">": "above", "meer dan": "above", "more than": "above", "over": "above",
    "<": "below", "minder dan": "below", "less than": "below",
    "bijna": "almost", "almost": "almost", "net geen": "almost", "just under": "almost",
    "iets minder dan": "almost",
    "ruim": "just over", "just over": "just over", "iets meer dan": "just over",
    "ongeveer": "about", "circa": "about", "rond": "about", "about": "about",
    "precies": "exactly", "precisely": "exactly",
}  # fmt: skip

_FALLS = ("af met ", "down by ", "-", "\N{MINUS SIGN}")
_MAJORITIES = {"meerderheid", "majority", "ruime meerderheid", "ample majority"}
_PERCENT_SIGN = re.compile(r"\s*(%|procent|per cent|percent)$")
_DECIMAL = re.compile(r"(\d+)(?:[.,](\d+))?")
_OUT_OF = re.compile(r"(\S+) (?:of|in|van de|op de|van|op) (\S+)")
_LONGEST_FIRST = sorted(_QUALIFIERS, key=len, reverse=True)


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
    ValueError
        If the text is not understood or lies outside the limits of the unit.

    Examples
    --------
    >>> parse_value("8,5", "percent").step
    Fraction(1, 10)
    >>> parse_value("bijna 88", "percent").low
    Fraction(87, 1)
    """
    low_limit, high_limit = UNIT_LIMITS[unit]
    words = _PERCENT_SIGN.sub("", " ".join(text.lower().split()))
    words = words.removeprefix("de ").removeprefix("the ")
    if words in _MAJORITIES:
        words = "meer dan helft"
    for fall in _FALLS:
        if words.startswith(fall):
            rise = _qualified(words.removeprefix(fall).strip(), unit, None)
            return _within(Reading(-rise.high, -rise.low, rise.step), unit, text)
    return _within(_qualified(words, unit, high_limit, low_limit), unit, text)


def _qualified(
    words: str, unit: str, high_limit: Fraction | None, low_limit: Fraction | None = None
) -> Reading:
    """Parse an optional qualifier ("almost", "more than") and the number after it."""
    found = next((q for q in _LONGEST_FIRST if words.startswith(q)), "")
    value, step = _number(words.removeprefix(found).strip(), unit)
    meaning = _QUALIFIERS.get(found, "")
    # ASSUME: "almost x" and "just over x" lie within one rounding step of x.
    bounds = {
        "above": (value, high_limit),
        "below": (low_limit, value),
        "almost": (value - step, value),
        "just over": (value, value + step),
    }
    if meaning in bounds:
        low, high = bounds[meaning]
        if low is None or high is None:
            raise ValueError(f"{words!r} has no other bound in the unit {unit}")
        return Reading(low, high, Fraction(0))
    widths = {"about": max(step, COARSE_STEP), "exactly": min(step, Fraction(1))}
    return Reading(value, value, widths.get(meaning, step))


def _number(words: str, unit: str) -> tuple[Fraction, Fraction]:
    """Return value and rounding step of a bare number, number word or fraction in words."""
    words = words.removeprefix("de ").removeprefix("the ")
    if match := _DECIMAL.fullmatch(words):
        whole, decimals = match.group(1), match.group(2) or ""
        if len(decimals) == 3:
            raise ValueError(f"{words!r} may be thousands or decimals; write thousands bare")
        step = Fraction(1, 10 ** len(decimals))
        return Fraction(int(whole + decimals)) * step, step
    if words in _NUMBER_WORDS:
        return Fraction(_NUMBER_WORDS[words]), Fraction(1)
    if unit == "percent" and (share := _fraction(words)) is not None:
        return 100 * share, COARSE_STEP
    raise ValueError(f"{words!r} is not a number this register knows")


def _fraction(words: str) -> Fraction | None:
    """Return the fraction that words such as "drie kwart" or "9 of 10" name, or None."""
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


def _within(reading: Reading, unit: str, text: str) -> Reading:
    """Return the reading if it lies within the limits of its unit."""
    low, high = UNIT_LIMITS[unit]
    if (low is not None and reading.low < low) or (high is not None and reading.high > high):
        raise ValueError(f"{text!r} lies outside the limits of the unit {unit}")
    if unit == "count" and reading.low.denominator != 1:
        raise ValueError(f"{text!r} is not a whole number")
    return reading


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
