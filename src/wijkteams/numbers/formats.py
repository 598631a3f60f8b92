"""Numbers in words and figures, in English and Dutch: for the prose, and for the labels in pictures.

A number is rounded half away from zero on its shortest decimal form, as a reader would do by
hand, never on its binary fraction: 0.5 gives 1, -2.5 gives -3 and 1.005 gives 1.01. A share, or
a change, has no decimals, unless `decimals_beside_zero` gives it one; of an odds ratio its entry says how many.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Container
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import Literal, get_args

from babel.dates import format_date

from wijkteams.checking.problems import InputError, did_you_mean
from wijkteams.numbers.file import Number

Language = Literal["en", "nl"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

# What stands behind the digits, singular and plural. A count brings its own noun in the prose.
UNITS: dict[str, dict[Language, tuple[str, str]]] = {
    "percent": {"en": ("%", "%"), "nl": ("%", "%")},
    "percentage_points": {
        "en": (" percentage point", " percentage points"),
        "nl": (" procentpunt", " procentpunt"),
    },
    "count": {"en": ("", ""), "nl": ("", "")},
    "odds_ratio": {"en": ("", ""), "nl": ("", "")},
    "ratio": {"en": ("", ""), "nl": ("", "")},
    "probability": {"en": ("", ""), "nl": ("", "")},
    "year": {"en": ("", ""), "nl": ("", "")},
    "years": {"en": (" year", " years"), "nl": (" jaar", " jaar")},
    "months": {"en": (" month", " months"), "nl": (" maand", " maanden")},
}
_TO: dict[Language, str] = {"en": "to", "nl": "tot"}
_AND: dict[Language, str] = {"en": "and", "nl": "en"}
_WORDS: dict[Language, tuple[str, ...]] = {
    "en": (
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ),
    "nl": (
        "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
        "elf", "twaalf",
    ),
}  # fmt: skip
_PLACEHOLDER = re.compile(r"\{([A-Za-z][A-Za-z0-9_.]*)(?::([a-z-]+))?\}")
_CHOICE = re.compile(r"\{([A-Za-z][A-Za-z0-9_.]*)\?([^{}|]*)\|([^{}|]*)\}")


def rounded(value: float, decimals: int = 0) -> Decimal:
    """Return a number with so many decimals, as it is printed everywhere; `ValueError` if it is not finite."""
    if not isfinite(value):
        raise ValueError(f"{value} cannot be printed as a number")
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def decimals_beside_zero(*limits: float) -> int:
    """Return one decimal for limits of which one would else be rounded to the zero that it is not, and none for others."""
    return int(any(limit and not rounded(limit) for limit in limits))


def whole(value: float, language: Language = "en") -> str:
    """Return a number without decimals."""
    return format_decimal(value, 0, language)


def format_decimal(
    value: float, decimals: int, language: Language = "en", *, grouped: bool = True
) -> str:
    """Return digits with the language's own marks and a true minus sign.

    Parameters
    ----------
    value : float
        Any finite number.
    decimals : int
        Digits behind the decimal mark.
    language : {"en", "nl"}
        English writes 1,234.5 and Dutch 1.234,5.
    grouped : bool
        Whether thousands are set apart; a calendar year is not.

    Returns
    -------
    str
        The number; a value that rounds to zero has no sign.
    """
    number = rounded(value, decimals)
    text = f"{abs(number):{',' if grouped else ''}.{decimals}f}"
    if language == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"\N{MINUS SIGN}{text}" if number < 0 else text


def count_in_words(count: int, language: Language) -> str:
    """Return a count as a word up to twelve, in digits from there."""
    words = _WORDS[language]
    return words[count] if 0 <= count < len(words) else whole(count, language)


def format_number(number: Number, field: str = "value", language: Language = "en") -> str:
    """Return one field of a number as the prose prints it.

    Parameters
    ----------
    number : Number
        A record of the numbers file.
    field : str
        One of `FIELDS`.
    language : {"en", "nl"}
        Language of the page.

    Returns
    -------
    str
        For instance "59%", "59% (54 to 64%)" or "6 procentpunt".

    Raises
    ------
    InputError
        When the field is unknown, or the number has no such field.
    """
    if field not in FIELDS:
        known = ", ".join(FIELDS)
        hint = did_you_mean(field, FIELDS)
        raise InputError(f'unknown field "{field}" of number "{number.key}"; {hint} ({known})')
    return FIELDS[field](number, language)


def date_in_words(date: str, language: Language) -> str:
    """Return a date of the register as a reader writes it.

    Parameters
    ----------
    date : str
        A year, a month or a day as in ISO 8601; anything else behind it, such as a week between brackets, is kept.
    language : {"en", "nl"}
        Language of the month.

    Returns
    -------
    str
        For instance "10 March 2016", "februari 2015" or "juni 2020 (week 24)".
    """
    iso, space, rest = date.partition(" ")
    form = {10: "d MMMM y", 7: "MMMM y"}.get(len(iso))
    if form is None:
        return date
    day = datetime.date.fromisoformat(f"{iso}-01"[:10])
    return format_date(day, form, locale=language) + space + rest


def chosen(text: str, known: Container[str]) -> str:
    """Return the text with one of two words in the place of each ``{key?this|that}``: this where the key is known."""
    return _CHOICE.sub(lambda match: match[2] if match[1] in known else match[3], text)


def keys_of_choices(text: str) -> set[str]:
    """Return the keys on which the words of a text hang."""
    return {match[1] for match in _CHOICE.finditer(text)}


def split_placeholders(text: str) -> list[str | tuple[str, str]]:
    """Return the text as plain pieces and (key, field) pairs, in order."""
    parts: list[str | tuple[str, str]] = []
    position = 0
    for match in _PLACEHOLDER.finditer(text):
        parts.append(text[position : match.start()])
        parts.append((match[1], match[2] or "value"))
        position = match.end()
    parts.append(text[position:])
    return [part for part in parts if part]


_OTHER = {"value": "what was printed is a range or words: print its :interval"}


def _need(number: Number, name: str) -> float:
    value: float | None = getattr(number, name)
    if value is None:
        raise InputError(
            f'number "{number.key}" has no {name}; {_OTHER.get(name, "print another field of it")}'
        )
    return value


def format_probability(value: float, decimals: int, language: Language = "en") -> str:
    """Return a probability with so many decimals; one that rounds to zero is "< 0.001", because none is zero."""
    least = 10.0**-decimals
    if value < least / 2:
        return f"<\N{NO-BREAK SPACE}{format_decimal(least, decimals, language)}"
    return format_decimal(value, decimals, language)


def _digits(number: Number, value: float, language: Language) -> str:
    if number.unit == "probability":
        return format_probability(value, number.decimals, language)
    return format_decimal(value, number.decimals, language, grouped=number.unit != "year")


def _with_unit(number: Number, digits: str, language: Language) -> str:
    singular, plural = UNITS[number.unit][language]
    return digits + (singular if digits.lstrip("\N{MINUS SIGN}") == "1" else plural)


def span(low: str, high: str, language: Language) -> str:
    """Return two texts as a range, and one where both are the same."""
    return low if low == high else f"{low} {_TO[language]} {high}"


def _value(number: Number, language: Language) -> str:
    return _with_unit(number, _bare(number, language), language)


def _bare(number: Number, language: Language) -> str:
    return _digits(number, _need(number, "value"), language)


def _limits(number: Number, language: Language) -> str:
    low, high = (_digits(number, _need(number, end), language) for end in ("low", "high"))
    return span(low, high, language)


def _interval(number: Number, language: Language) -> str:
    """Return the limits with the unit; two limits are plural, whatever the last one is."""
    limits = _limits(number, language)
    return limits + UNITS[number.unit][language][1]


def _between(number: Number, language: Language) -> str:
    """Return the limits with "and" between them, for behind "between"."""
    low, high = (_digits(number, _need(number, end), language) for end in ("low", "high"))
    return f"{low} {_AND[language]} {high}{UNITS[number.unit][language][1]}"


def _range(number: Number, language: Language) -> str:
    """Return the value and its interval; a unit of a full word is not said twice."""
    limits = _interval if number.unit == "percent" else _limits
    return f"{_value(number, language)} ({limits(number, language)})"


def _n(number: Number, language: Language) -> str:
    """Return the number of answers; of more than one survey, each with its year."""
    found = []
    for sample in number.samples:
        if sample.n_low is not None and sample.n_high is not None:
            low, high = (whole(end, language) for end in (sample.n_low, sample.n_high))
            year = f" in {sample.year}" if len(number.samples) > 1 else ""
            found.append(span(low, high, language) + year)
    if not found:
        raise InputError(f'number "{number.key}" has no n; print another field of it')
    return "; ".join(found)


def _year(number: Number, language: Language) -> str:
    years = list(dict.fromkeys(sample.year for sample in number.samples))
    if not years:
        raise InputError(f'number "{number.key}" belongs to no wave, so it has no year')
    return f" {_AND[language]} ".join(filter(None, (", ".join(years[:-1]), years[-1])))


def _words(number: Number, language: Language) -> str:
    value = _need(number, "value")
    if number.unit != "count" or value not in range(len(_WORDS[language])):
        raise InputError(
            f'number "{number.key}" cannot be written as a word: only counts up to twelve can'
        )
    return _WORDS[language][int(value)]


def _base(number: Number, language: Language) -> str:
    return number.base[language]


def _size(number: Number, language: Language) -> str:
    return _value(number.magnitude(), language)


def _size_range(number: Number, language: Language) -> str:
    return _range(number.magnitude(), language)


FIELDS: dict[str, Callable[[Number, Language], str]] = {
    "value": _value,
    "range": _range,
    "interval": _interval,
    "between": _between,
    "bare": _bare,
    "size": _size,
    "size-range": _size_range,
    "words": _words,
    "n": _n,
    "year": _year,
    "base": _base,
}
"""Fields of a number that the prose can print: name to formatter."""
