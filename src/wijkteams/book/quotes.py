"""Sentences ready to quote: short, with base, year, interval and source, in English and Dutch."""

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
from wijkteams.numbers.identity import Identity

# Fields of a number that show its interval, and fields that need none.
_WITH_INTERVAL = {"range", "size-range", "interval", "between"}
_NO_SHARE = {"base", "year", "n"}
# What a quote says of each survey, and the number that it takes it from.
_SURVEY = ("respondents", "municipalities", "response_printed")
# What is copied fits beside a sentence in a newspaper.
MOST_WORDS = 60
_COUNTED: Texts = {"en": "Counted: {base}.", "nl": "Geteld: {base}."}
_COUNTED_IN: Texts = {"en": "Counted in {year}: {base}.", "nl": "Geteld in {year}: {base}."}
_OPEN: Texts = {
    "en": "The source does not say whether {first} were counted{others}.",
    "nl": "De bron zegt niet of {first} zijn geteld{others}.",
}
_OPEN_IN: Texts = {
    "en": "For {year} the source does not say whether {first} were counted{others}.",
    "nl": "Voor {year} zegt de bron niet of {first} zijn geteld{others}.",
}
_OR: Texts = {"en": ", or {}", "nl": ", of {}"}
# Bases as they stand in config/labels.yaml, in the few words that a sentence on what is open has room for.
IN_SHORT: dict[str, Texts] = {
    "municipalities that answered": {"en": "all that took part", "nl": "alle deelnemers"},
    "municipalities with a team that answered": {
        "en": "only those with a team",
        "nl": "alleen die met een wijkteam",
    },
    "municipalities that answered and whose teams did not get round to all tasks": {
        "en": "only those whose teams did not get round to everything",
        "nl": "alleen die waarvan de teams niet aan alles toekwamen",
    },
    "municipalities that answered and have a team or start one soon": {
        "en": "only those with a team or about to start one",
        "nl": "alleen die met een wijkteam of een team in oprichting",
    },
    "teams, in the words of the source (the survey asked municipalities)": {
        "en": "teams, as the source writes",
        "nl": "teams, zoals de bron schrijft",
    },
}
_RESPONSE: Texts = {
    "en": "Response in {year}: {response_printed} ({respondents} of {municipalities} municipalities).",
    "nl": "Respons in {year}: {response_printed} ({respondents} van {municipalities} gemeenten).",
}
_INTERVAL: Texts = {
    "en": "95% interval{plural} for all such municipalities, if chance decided who answered",
    "nl": "95%-betrouwbaarheidsinterval{plural} voor al die gemeenten, bij aselecte respons",
}
_COMPUTED: Texts = {"en": "computed in", "nl": "berekend in"}
_SOURCE: Texts = {
    "en": "Source: Movisie {years} ({printed}); {computed}: {title}, version {version}{address}.",
    "nl": "Bron: Movisie {years} ({printed}); {computed}: {title}, versie {version}{address}.",
}
_PRINTED: Texts = {"en": "Printed in {printed}.", "nl": "Gepubliceerd in {printed}."}
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
    name : Mapping
        What it is about, in a few words in "en" and "nl": it is folded under them.
    text : Mapping
        The sentence in "en" and "nl", with `{key:range}` for each number.
    caveat : Mapping or None
        What else a reader must know who quotes it; shown beside the sentence, and not copied.
    holds : str
        The relation that its words state beside the numbers, as `broken_relation` reads it.
    """

    id: Name
    waves: Several[WaveId]
    printed_in: Several[Annotated[str, Field(pattern=r"^[A-Z0-9]+$")]]
    figure: Name
    name: Texts
    text: Texts
    caveat: Texts | None = None
    holds: str = ""

    @property
    def texts(self) -> dict[str, Texts]:
        """The texts by name that a reader sees."""
        more = {"caveat": self.caveat} if self.caveat else {}
        return {"name": self.name, "text": self.text, **more}

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
    """Return a quote as it is copied: the sentence, and its source with what the intervals are of.

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
    shares = [number for number in used if number.low is not None and number.estimand == "A"]
    plural = {"en": "s", "nl": "len"}[language] if len(shares) > 1 else ""
    computed = _INTERVAL[language].format(plural=plural) if shares else _COMPUTED[language]
    publishers = dict.fromkeys(
        ", ".join(filter(None, (source.short_publisher, source.place)))
        for source in (sources[name] for name in quote.printed_in)
    )
    source = _SOURCE[language].format(
        years=", ".join(wave[1:] for wave in quote.waves),
        printed="; ".join(publishers),
        computed=computed,
        title=identity.short_title(language),
        version=identity.version,
        address=f", {address}" if (address := identity.address()) else "",
    )
    return [fill(quote.text[language], numbers, language), source]


def quote_notes(quote: Quote, numbers: Numbers, sources: Sources, language: Language) -> list[str]:
    """Return what is told beside a quote and not copied: caveat, who was counted, response, where it was printed.

    Parameters and errors as in `quote_lines`.
    """
    used = [numbers[key] for key in _in_order(quote, language)]
    notes = [fill(quote.caveat[language], numbers, language)] if quote.caveat else []
    about = _bases([number for number in used if number.samples], language)
    for wave in quote.waves:
        survey = {
            name: format_number(numbers[f"survey.{name}.{wave}"], "value", language)
            for name in _SURVEY
        }
        about.append(_RESPONSE[language].format(year=wave[1:], **survey))
    printed = _AND[language].join(
        _publication(sources[name], language) for name in quote.printed_in
    )
    return [*notes, " ".join(about), _PRINTED[language].format(printed=printed)]


def _publication(source: Source, language: Language) -> str:
    """Name a publication as a reader would cite it: publisher, title, and the issue and page or else the date in words."""
    when = source.place or date_in_words(source.date, language)
    return f"{source.short_publisher}, “{source.short_title}”, {when}"


def _bases(used: list[Number], language: Language) -> list[str]:
    """Say of whom the numbers are shares: once when they agree, else for each survey."""
    bases = dict.fromkeys(
        (number.base["en"], number.base[language], number.wave) for number in used
    )
    alike = len({base for base, _, _ in bases}) == 1
    said = [_base(*base, alike=alike, language=language) for base in bases]
    return list(dict.fromkeys(said))


def _base(english: str, own: str, wave: str | None, *, alike: bool, language: Language) -> str:
    """Say of whom a share is, or what of it the sources leave open; with the year where surveys differ."""
    year = None if alike or wave is None else wave[1:]
    names = english.partition(": ")[2].split("; ")
    if any(name not in IN_SHORT for name in names):
        return (_COUNTED_IN if year else _COUNTED)[language].format(base=own, year=year)
    first, *rest = [IN_SHORT[name][language] for name in names]
    others = "".join(_OR[language].format(name) for name in rest)
    return (_OPEN_IN if year else _OPEN)[language].format(first=first, others=others, year=year)


def quote_problems(
    quotes: Catalogue[Quote],
    figures: Catalogue[Figure],
    numbers: Numbers,
    sources: Sources,
    identity: Identity,
) -> list[Problem]:
    """Return what is wrong with quotes beyond their schema, each with the line of its entry.

    A quote names a figure and sources that exist; the sources are those of its numbers; every number comes with its
    interval; every year that it speaks of stands in the sentence; what is copied has at most `MOST_WORDS` words. Unknown
    keys are named by `wijkteams.numbers.catalogue.text_problems`.
    """
    return [
        quotes.problem(quote.id, fault)
        for quote in quotes.values()
        for fault in (
            *_faults(quote, figures, numbers, sources),
            *_length_faults(quote, numbers, sources, identity),
        )
    ]


def _length_faults(
    quote: Quote, numbers: Numbers, sources: Sources, identity: Identity
) -> Iterator[str]:
    """Yield the languages in which what is copied is too long; nothing where a number or a source is unknown."""
    for language in LANGUAGES:
        try:
            copied = " ".join(quote_lines(quote, numbers, sources, identity, language))
        except InputError:
            return
        if (words := len(copied.split())) > MOST_WORDS:
            yield f"text ({language}): what is copied has {words} words, and may have {MOST_WORDS}"


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
