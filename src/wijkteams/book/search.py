"""What a search of the book finds: records of pages, sections, findings, quotes, numbers, claims, rows and words.

Nothing here knows Sphinx; `wijkteams.book.sphinxext.search` says where each record stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from wijkteams.book.register.files import RegisterFiles, Row
from wijkteams.book.register.views import printed_value, topic_name
from wijkteams.numbers.file import Number
from wijkteams.numbers.formats import LANGUAGES, Language, format_number
from wijkteams.tables import names_in

Kind = Literal[
    "page", "section", "finding", "quote", "number", "claim", "figure", "context", "source",
    "contradiction", "word",
]  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where a record stands: a page of the book, and an anchor on it (empty for its top)."""

    page: str
    anchor: str = ""


@dataclass(frozen=True)
class Record:
    """One thing to find.

    Attributes
    ----------
    kind : str
        What it is.
    language : {"en", "nl"}
        Language of title and text.
    place : Place
        Where a reader who chooses it is led.
    title : str
        What it is called; empty where the page's title serves.
    text : str
        What it says, paragraphs on lines of their own.
    other : str
        What it says in the other language, or in the words of its source.
    first : bool
        Whether the first page prints it; such a number goes before an equal one.
    """

    kind: Kind
    language: Language
    place: Place
    title: str
    text: str = ""
    other: str = ""
    first: bool = False


@dataclass(frozen=True)
class Page:
    """A page of the book as a search names it."""

    name: str
    title: str
    language: Language


def number_records(
    number: Number, places: Mapping[Language, Place], listing: Place, *, first: bool
) -> Iterator[Record]:
    """Yield a number once for each language in which a page prints it.

    Parameters
    ----------
    number : Number
        A record of the numbers file.
    places : Mapping
        Language to the place where a page in that language first prints it.
    listing : Place
        Its row among all numbers, for a number that stands in no text.
    first : bool
        Whether the first page prints it.
    """
    for language in LANGUAGES:
        if language not in places and (places or language != "en"):
            continue
        other = number.label["en" if language == "nl" else "nl"]
        yield Record(
            "number",
            language,
            places.get(language, listing),
            f"{_value(number, language)}: {_dated(number, language)}",
            _joined("; ", _interval(number, language), number.base[language]),
            "" if len(places) == len(LANGUAGES) else other,
            first,
        )


def _value(number: Number, language: Language) -> str:
    """Return a number; of a bound without a point, its limits."""
    return format_number(number, "interval" if number.value is None else "value", language)


def _interval(number: Number, language: Language) -> str:
    known = number.value is not None and number.low is not None
    return format_number(number, "interval", language) if known else ""


def _dated(number: Number, language: Language) -> str:
    label, year = number.label[language], (number.wave or "")[1:]
    return f"{label}, {year}" if year and year not in label else label


def register_records(files: RegisterFiles, pages: Mapping[str, str]) -> Iterator[Record]:
    """Yield the rows of the register.

    Parameters
    ----------
    files : RegisterFiles
        The published register.
    pages : Mapping
        Name of a table to the page that shows it; tables on no page are left out.
    """
    makers = {"figures": _figure, "sources": _source, "contradictions": _contradiction}
    for table, make in makers.items():
        if table in pages:
            yield from (make(files, row, pages[table]) for row in files.tables[table])


def _figure(files: RegisterFiles, row: Row, page: str) -> Record:
    items = {item["item_id"]: item for item in files.tables["items"]}
    item = items[row["item_id"]]
    waves = [files.labels["waves"][wave] for wave in names_in(row["wave_id"])]
    group = "" if row["subgroup"] == "all" else files.meaning("subgroup", row["subgroup"])
    value = printed_value(row, files).striptags()
    return Record(
        # What is not about teams has the same words, and is seldom what was meant.
        "context" if row["use"] == "context" else "figure",
        "en",
        Place(page, row["figure_id"]),
        _joined(": ", item["label_en"], value),
        _joined("; ", *waves, group, topic_name(row["topic"], files), row["figure_id"]),
        _joined("; ", item["label_nl"], row["printed_label"]),
    )


def _source(_: RegisterFiles, row: Row, page: str) -> Record:
    return Record(
        "source",
        "nl",  # the language of nearly every title
        Place(page, row["source_id"]),
        row["title"],
        _joined("; ", row["author"], row["publisher"], row["date"], row["source_id"]),
        _joined(" ", row["holds"], row["reliability"]),
    )


def _contradiction(_: RegisterFiles, row: Row, page: str) -> Record:
    place = Place(page, row["contradiction_id"])
    return Record("contradiction", "en", place, row["what"], row["why"])


def claim_record(row: Row, place: Place, language: Language) -> Record:
    """Return a claim with its verdict, in the language of the page that lists it."""
    other = "en" if language == "nl" else "nl"
    return Record(
        "claim",
        language,
        place,
        row[f"claim_{language}"],
        # what was not measured has the question that would measure it
        _joined(
            ": ",
            row[f"verdict_{language}"],
            row.get(f"why_{language}") or row[f"question_{language}"],
        ),
        row[f"claim_{other}"],
    )


def word_record(
    term: str, definition: str, names: Sequence[str], place: Place, language: Language
) -> Record:
    """Return a word of the glossary of an edition: a Dutch term, its English names and what they mean here."""
    english = _joined(", ", *names)
    title, other = (english, term) if language == "en" else (term, english)
    return Record("word", language, place, title, definition, other)


def _joined(separator: str, *texts: str) -> str:
    return separator.join(text for text in texts if text)


def search_script(
    pages: Sequence[Page], records: Iterable[Record], synonyms: Iterable[Sequence[str]]
) -> str:
    """Return the script that hands pages, records and synonyms to the search.

    Parameters
    ----------
    pages : sequence of Page
        In the order in which the book is read; earlier ones go before later ones.
    records : iterable of Record
        Each on one of the pages.
    synonyms : iterable of sequence of str
        Names of one thing, in whatever language.

    Returns
    -------
    str
        A script, because a browser refuses to fetch data for a page opened from disk.
    """
    number = {page.name: position for position, page in enumerate(pages)}
    content = {
        "pages": [[f"{page.name}.html", page.title, page.language] for page in pages],
        "records": [
            [
                record.kind, record.language, number[record.place.page], record.place.anchor,
                record.title, record.text, record.other, *([1] if record.first else []),
            ]
            for record in records
        ],
        "synonyms": [list(names) for names in synonyms],
    }  # fmt: skip
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"(window.wijkteamsSearch??=[]).push({text});\n"
