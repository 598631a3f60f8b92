"""Sentences ready to quote: each complete with base, year, interval, response and source, in English and Dutch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from wijkteams.book.references import Source, Sources
from wijkteams.checking.forms import CLOSED, Name, Several, Texts, WaveId
from wijkteams.checking.problems import InputError, Problem
from wijkteams.numbers.catalogue import Catalogue, Figure, fill, keys_used
from wijkteams.numbers.file import Number, Numbers
from wijkteams.numbers.formats import (
    LANGUAGES,
    Language,
    date_in_words,
    format_number,
    split_placeholders,
)
from wijkteams.numbers.identity import Identity, joined_names

# Fields of a number that show its interval, and fields that need none.
_WITH_INTERVAL = {"range", "size-range", "interval"}
_NO_SHARE = {"base", "year", "n"}
# What a quote says of each survey, and the number that it takes it from.
_SURVEY = ("respondents", "municipalities", "response_printed")
_BASE: Texts = {"en": "Base: {base}.", "nl": "Noemer: {base}."}
_BASE_IN: Texts = {"en": "Base in {year}: {base}.", "nl": "Noemer in {year}: {base}."}
_RESPONSE: Texts = {
    "en": "Response in {year}: {response_printed} ({respondents} of {municipalities} municipalities).",
    "nl": "Respons in {year}: {response_printed} ({respondents} van {municipalities} gemeenten).",
}
_INTERVALS: Texts = {
    "en": "Between brackets: interval, computed in the book.",
    "nl": "Tussen haakjes: bandbreedte, berekend in het boek.",
}
_SOURCE: dict[Language, tuple[str, str]] = {
    "en": (
        "Source: Movisie survey{plural} of {years}, as published by {printed}.",
        "Intervals: {names} ({year}), {title}, figure {figure}, version {version}{address}.",
    ),
    "nl": (
        "Bron: Movisie-peiling{plural} {years}, zoals gepubliceerd door {printed}.",
        "Bandbreedtes: {names} ({year}), {title}, figuur {figure}, versie {version}{address}.",
    ),
}
_PLURAL: Texts = {"en": "s", "nl": "en"}
_AND: Texts = {"en": " and ", "nl": " en "}


@dataclass(frozen=True, config=CLOSED)
class Quote:
    """One sentence ready to quote.

    Attributes
    ----------
    id : str
        Its name and, with `quote-` before it, its anchor.
    waves : tuple of str
        Surveys that it speaks of.
    printed_in : tuple of str
        Sources of the register that printed its figures.
    figure : str
        Figure of the catalogue that shows it.
    text : Mapping
        The sentence in "en" and "nl", with `{key:range}` for each number.
    """

    id: Name
    waves: Several[WaveId]
    printed_in: Several[Annotated[str, Field(pattern=r"^[A-Z0-9]+$")]]
    figure: Name
    text: Texts

    @property
    def texts(self) -> dict[str, Texts]:
        """The texts by name that a reader sees."""
        return {"text": self.text}

    @property
    def keys(self) -> set[str]:
        """Keys of all numbers that the quote prints, those of the response among them."""
        return keys_used(self) | set(self._response_keys())

    def _response_keys(self) -> Iterator[str]:
        for wave in self.waves:
            yield from (f"survey.{name}.{wave}" for name in _SURVEY)


def load_quotes(path: Path) -> Catalogue[Quote]:
    """Read and check `config/quotes.yaml`; errors as in `Catalogue`."""
    return Catalogue(path, Quote)


def quote_lines(
    quote: Quote, numbers: Numbers, sources: Sources, identity: Identity, language: Language
) -> list[str]:
    """Return a quote as it is shown and copied: the sentence, base and response, the source line.

    Parameters
    ----------
    quote : Quote
        The quote.
    numbers, sources, identity
        Where its numbers, printed sources and version come from.
    language : {"en", "nl"}
        Language of the quote.

    Returns
    -------
    list of str
        Lines of plain text.

    Raises
    ------
    InputError
        When a number or a source is unknown.
    """
    used = [numbers[key] for key in _in_order(quote, language)]
    about = _bases(used, language)
    for wave in quote.waves:
        survey = {
            name: format_number(numbers[f"survey.{name}.{wave}"], "value", language)
            for name in _SURVEY
        }
        about.append(_RESPONSE[language].format(year=wave[1:], **survey))
    if any(number.low is not None for number in used):
        about.append(_INTERVALS[language])
    source = " ".join(_SOURCE[language]).format(
        plural=_PLURAL[language] if len(quote.waves) > 1 else "",
        years=_AND[language].join(wave[1:] for wave in quote.waves),
        printed=_AND[language].join(
            _publication(sources[name], language) for name in quote.printed_in
        ),
        names=joined_names(identity, language),
        year=identity.year,
        title=identity.short_title(language),
        figure=quote.figure,
        version=identity.version,
        address=f", {place}" if (place := identity.address() or identity.edition) else "",
    )
    return [fill(quote.text[language], numbers, language), " ".join(about), source]


def _publication(source: Source, language: Language) -> str:
    """Name a publication as a reader would cite it: publisher, title, date in words."""
    return (
        f"{source.short_publisher}, “{source.short_title}”, {date_in_words(source.date, language)}"
    )


def _bases(used: list[Number], language: Language) -> list[str]:
    """Say of whom the numbers are shares: once when they agree, else for each survey."""
    bases = list(dict.fromkeys((number.base[language], number.wave) for number in used))
    if len({base for base, _ in bases}) == 1:
        return [_BASE[language].format(base=bases[0][0])]
    return [
        _BASE_IN[language].format(year=wave[1:], base=base)
        if wave
        else _BASE[language].format(base=base)
        for base, wave in bases
    ]


def quote_problems(
    quotes: Catalogue[Quote], figures: Catalogue[Figure], numbers: Numbers, sources: Sources
) -> list[Problem]:
    """Return what is wrong with quotes beyond their schema, each with the line of its entry.

    A quote names a figure and sources that exist; the sources are those of its numbers; every number comes with its
    interval; every year that it speaks of stands in the sentence. Unknown keys are named by
    `wijkteams.numbers.catalogue.text_problems`.
    """
    return [
        quotes.problem(quote.id, fault)
        for quote in quotes.values()
        for fault in _faults(quote, figures, numbers, sources)
    ]


def _faults(
    quote: Quote, figures: Catalogue[Figure], numbers: Numbers, sources: Sources
) -> Iterator[str]:
    for mapping, names in ((figures, [quote.figure]), (sources, quote.printed_in)):
        for name in names:
            try:
                mapping[name]
            except InputError as error:
                yield str(error)
    for key in sorted(quote.keys - keys_used(quote)):
        if key not in numbers:
            yield f'the response needs the number "{key}"; name it in numbers.yaml'
    known = [numbers[key] for key in sorted(keys_used(quote) & numbers.keys())]
    yield from _number_faults(quote, known)
    for language in LANGUAGES:
        yield from (
            f"text ({language}): {fault}" for fault in _text_faults(quote, numbers, language)
        )


def _number_faults(quote: Quote, known: list[Number]) -> Iterator[str]:
    """Yield numbers of another survey or of made-up answers, and sources that none of them has."""
    for number in known:
        if number.synthetic:
            yield f'"{number.key}" is SYNTHETIC and may not be quoted'
        if number.wave not in (None, *quote.waves):
            yield f'"{number.key}" is of {number.wave}, which is not among the waves'
    printed = {row.partition(".")[0] for number in known for row in number.figure_ids}
    for name in quote.printed_in:
        if printed and name not in printed:
            yield f"{name} printed none of its numbers; those that did: {', '.join(sorted(printed))}"


def _text_faults(quote: Quote, numbers: Numbers, language: Language) -> Iterator[str]:
    text = quote.text[language]
    for part in split_placeholders(text):
        if isinstance(part, tuple) and part[0] in numbers:
            key, field = part
            bare = numbers[key].low is not None and field not in _WITH_INTERVAL | _NO_SHARE
            if bare:
                yield f'"{key}" is quoted without its interval; write {{{key}:range}}'
    if not _in_order(quote, language):
        yield "it prints no number"
    try:
        shown = fill(text, numbers, language)
    except InputError:
        return
    years = [wave[1:] for wave in quote.waves]
    yield from (f"it does not name the year {year}" for year in years if year not in shown)


def _in_order(quote: Quote, language: Language) -> list[str]:
    """Return the keys of the sentence in the order in which they are printed."""
    parts = split_placeholders(quote.text[language])
    return list(dict.fromkeys(part[0] for part in parts if isinstance(part, tuple)))
