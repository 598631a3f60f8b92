"""Find numbers that were typed by hand in a piece of prose, in English or Dutch.

Everything with a digit is suspect, except what names a thing or a time: years, dates, waves,
groups of cities, licences, page numbers, the kind of an interval. A number word is suspect before a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
)
_PERCENT = r"%|per\s?cent\b|percent\b|percentage\s+points?\b|procent(?:punt(?:en)?)?\b"
_UNIT = (
    rf"(?:{_PERCENT}|points?\b|municipalities\b|gemeenten\b|respondents\b|respondenten\b|teams\b)"
)
_OF = r"(?:\s+(?:of|out\s+of|van))?(?:\s+(?:the|all|these|de|alle|deze))?"
_YEAR = r"(?:19|20)\d\d"
_TEN = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_WORD = (
    rf"(?:(?:{_TEN})-(?:one|two|three|four|five|six|seven|eight|nine)|{_TEN}|"
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|a\\s+hundred|hundred|half|thirds?|quarters?|"
    "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|"
    "zeventien|achttien|negentien|(?:[a-zëï]+(?:en|ën))?(?:twintig|dertig|veertig|vijftig|zestig|"
    "zeventig|tachtig|negentig)|honderd|helft|derde|kwart)"
)

# What may hold a digit: these name a time, a place or a thing, and never a finding.
_ALLOWED = tuple(
    re.compile(pattern)
    for pattern in (
        r"https?://\S+",
        rf"\b{_YEAR}-\d\d-\d\d\b",
        rf"\b[0-3]?\d(?:(?:\s*[-\N{{EN DASH}}]\s*|\s+(?:and|to|en|tot)\s+)[0-3]?\d)?\s+(?:{_MONTH})\b(?:\s+{_YEAR}\b)?",
        rf"\b(?:{_MONTH})\s+[0-3]?\d,\s+{_YEAR}\b",
        rf"(?<![\w.,])(?:{_YEAR})(?:\s*[-\N{{EN DASH}}/]\s*(?:19|20)?\d\d)?"
        rf"(?!\d|[.,]\d)(?!\s*(?:{_PERCENT}))",
        r"\b(?:[Ww]aves?|[Gg]olf|[Gg]olven|[Mm]eting(?:en)?|[Pp]eiling(?:en)?)\s+\d"
        r"(?:(?:,\s*|\s+(?:and|to|or|en|tot|of)\s+|\s*[-\N{EN DASH}]\s*)\d)*\b(?![.,]\d|\s*%)",
        r"\bG\d{1,2}\b",
        rf"\b[A-Z]{{2,}}{_YEAR}[A-Z]*(?:\.\d+)?\b",
        r"\bCC[ -]BY(?:-SA)?[ -]\d\.\d\b",
        r"\b95%(?:-(?:betrouwbaarheids)?interval(?:len)?| (?:confidence )?intervals?)\b",
        r"(?:\b(?:pp?|blz|art)\.|\b(?:pages?|article|artikel|section|paragraaf)\b|§)\s*\d+"
        r"(?:\.\d+)*(?:\s*[-\N{EN DASH}]\s*\d+)?",
    )
)
_DIGITS = re.compile(r"(?:\bn\s*=\s*)?\d(?:[\d.,\s]*\d)?(?:\s*" + _UNIT + ")?")
_NUMBER_WORD = re.compile(rf"\b{_WORD}{_OF}\s+{_UNIT}", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d][\w .:/'-]{0,39}")


def find_typed_numbers(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a number was typed, and what was typed, in order.

    Parameters
    ----------
    text : str
        Plain prose, without markup and without code.

    Yields
    ------
    tuple of int and str
        Offset in the text and the words found there, on one line.
    """
    masked = text
    for pattern in _ALLOWED:
        masked = pattern.sub(lambda match: "\0" * len(match[0]), masked)
    found = {match.start(): match[0] for match in _NUMBER_WORD.finditer(masked)}
    found |= {match.start(): match[0] for match in _DIGITS.finditer(masked)}
    for offset in sorted(found):
        yield offset, " ".join(found[offset].split())


def is_name(text: str) -> bool:
    """Tell whether a text may stand in the role `{typed}`: a name, not a number with a unit."""
    measured = re.search(rf"\bn\s*=|\d\s*{_UNIT}", text)
    return bool(_NAME.fullmatch(text)) and not measured
