"""The few words that the book's own mechanisms print, in English and Dutch."""

from __future__ import annotations

from wijkteams.numbers.file import Number
from wijkteams.numbers.formats import Language

SYNTHETIC: dict[Language, str] = {
    "en": "SYNTHETIC: made-up answers, not a finding",
    "nl": "SYNTHETISCH: verzonnen antwoorden, geen bevinding",
}

# What stands behind a semicolon is about limits.
ESTIMAND: dict[str, dict[Language, str]] = {
    "A": {
        "en": "the share among all such municipalities of that year; its interval holds it nineteen times in "
        "twenty, if it was chance which of them answered",
        "nl": "het aandeel onder alle gemeenten in die groep in dat jaar; 95%-betrouwbaarheidsinterval, als de respons "
        "aselect is",
    },
    "B": {
        "en": "the tendency behind the answers; the interval holds nineteen times in twenty, if it was chance who "
        "answered",
        "nl": "de tendens achter de antwoorden; 95%-betrouwbaarheidsinterval, als de respons aselect is",
    },
    "C": {
        "en": "bounds without assumptions on those that did not answer",
        "nl": "grenzen zonder aannamen over gemeenten die niet deelnamen",
    },
    "printed": {"en": "as printed in the source", "nl": "zoals vermeld in de bron"},
    "model": {
        "en": "from a model; an interval holds nineteen times in twenty, if the model is right and it was chance who "
        "answered",
        "nl": "uit een model; 95%-betrouwbaarheidsinterval, als het model klopt en de respons aselect is",
    },
    "counted": {
        "en": "a count; limits are all that the published figures leave open",
        "nl": "een telling; grenzen zijn alles wat de gepubliceerde cijfers openlaten",
    },
    "computed": {
        "en": "computed from the published figures; limits are all that these leave open",
        "nl": "berekend uit de gepubliceerde cijfers; grenzen zijn alles wat die openlaten",
    },
    "set": {"en": "set by the rule of this book", "nl": "gesteld door de regel van dit boek"},
}

UNIT_NAMES: dict[str, dict[Language, str]] = {
    "percent": {"en": "per cent", "nl": "procent"},
    "percentage_points": {"en": "percentage points", "nl": "procentpunt"},
    "count": {"en": "count", "nl": "aantal"},
    "odds_ratio": {"en": "odds ratio", "nl": "odds-ratio"},
    "ratio": {"en": "ratio", "nl": "verhouding"},
    "probability": {"en": "probability", "nl": "kans"},
    "year": {"en": "calendar year", "nl": "kalenderjaar"},
    "years": {"en": "years", "nl": "jaren"},
    "months": {"en": "months", "nl": "maanden"},
}

LANGUAGE_NAMES: dict[Language, dict[Language, str]] = {
    "en": {"en": "In English", "nl": "In het Engels"},
    "nl": {"en": "In Dutch", "nl": "In het Nederlands"},
}

# How a figure and a table are numbered, in the form that Sphinx reads.
NUMBERED: dict[str, dict[Language, str]] = {
    "figure": {"en": "Fig. %s", "nl": "Figuur %s"},
    "table": {"en": "Table %s", "nl": "Tabel %s"},
}

# What the search says; `{query}` and `{count}` are filled in by its script.
SEARCH: dict[Language, dict[str, str | dict[str, str]]] = {
    "en": {
        "one": "1 result for “{query}”.",
        "many": "{count} results for “{query}”.",
        "near": "Nothing holds all of “{query}”. Results that come near: {count}.",
        "none": "Nothing found for “{query}”. Try a single word, or the Dutch word; or take one of the ways below.",
        "more": "Show more results",
        "en": "in English",
        "nl": "in Dutch",
        "kinds": {
            "page": "Chapter", "section": "Section", "finding": "Finding", "quote": "Sentence to quote",
            "number": "Number", "claim": "Claim", "figure": "Row of the register",
            "context": "Row of the register", "source": "Source",
            "contradiction": "Contradiction", "word": "Word",
        },
    },
    "nl": {
        "one": "1 resultaat voor “{query}”.",
        "many": "{count} resultaten voor “{query}”.",
        "near": "Niets bevat alles van “{query}”. Resultaten die in de buurt komen: {count}.",
        "none": "Niets gevonden voor “{query}”. Probeer één woord, of het Engelse woord; of neem een van de wegen hieronder.",
        "more": "Toon meer resultaten",
        "en": "in het Engels",
        "nl": "in het Nederlands",
        "kinds": {
            "page": "Hoofdstuk", "section": "Paragraaf", "finding": "Bevinding", "quote": "Zin om te citeren",
            "number": "Getal", "claim": "Uitspraak", "figure": "Rij van het register",
            "context": "Rij van het register", "source": "Bron",
            "contradiction": "Tegenspraak", "word": "Woord",
        },
    },
}  # fmt: skip

_WORDS: dict[str, dict[Language, str]] = {
    "adapted": {"en": "Adapted by", "nl": "Bewerking:"},
    "all_numbers": {"en": "All numbers", "nl": "Alle getallen"},
    "answers": {"en": "Answers (n)", "nl": "Antwoorden (n)"},
    "assumed": {"en": "What is assumed", "nl": "Wat is aangenomen"},
    "assumptions": {"en": "Assumptions", "nl": "Aannamen"},
    "base": {"en": "Base", "nl": "Noemer"},
    "no_rows": {
        "en": "No source that we found printed this.",
        "nl": "In geen gevonden bron is dit gepubliceerd.",
    },
    "close": {"en": "Close", "nl": "Sluit"},
    "colours_auto": {"en": "Colours: as the system has them", "nl": "Kleuren: zoals het systeem"},
    "colours_dark": {"en": "Colours: dark", "nl": "Kleuren: donker"},
    "colours_light": {"en": "Colours: light", "nl": "Kleuren: licht"},
    "contents": {"en": "Contents", "nl": "Inhoud"},
    "contents_book": {"en": "Contents of the book", "nl": "Inhoud van het boek"},
    "contents_page": {"en": "Contents of this page", "nl": "Inhoud van deze pagina"},
    "copied": {"en": "Copied.", "nl": "Gekopieerd."},
    "copy": {"en": "Copy", "nl": "Kopieer"},
    "copy_failed": {
        "en": "Not copied; select the text instead.",
        "nl": "Niet gekopieerd; selecteer de tekst.",
    },
    "download": {"en": "Download", "nl": "Download"},
    "download_page": {"en": "Download this page", "nl": "Download deze pagina"},
    "effects_picture": {
        "en": "Differences between types of team; the table below holds the same figures.",
        "nl": "Verschillen tussen typen teams; de tabel eronder bevat dezelfde cijfers.",
    },
    "estimand": {"en": "What it is", "nl": "Soort getal"},
    "evidence": {"en": "Evidence", "nl": "Bron"},
    "exploratory": {"en": "Exploratory", "nl": "Verkennend"},
    "figure": {"en": "Figure", "nl": "Figuur"},
    "figures": {"en": "Figures", "nl": "Figuren"},
    "files": {"en": "Files", "nl": "Bestanden"},
    "first_page": {"en": "First page", "nl": "Voorpagina"},
    "formula": {"en": "Formula", "nl": "Formule"},
    "hide_code": {"en": "Hide the code", "nl": "Verberg de code"},
    "link_here": {"en": "Link to this place", "nl": "Koppeling naar deze plaats"},
    "method": {"en": "Method", "nl": "Methode"},
    "module": {"en": "Module", "nl": "Module"},
    "moved": {"en": "Moved", "nl": "Verhuisd"},
    "moved_to": {"en": "To the page", "nl": "Naar de pagina"},
    "neighbours": {"en": "Previous and next page", "nl": "Vorige en volgende pagina"},
    "next": {"en": "Next", "nl": "Volgende"},
    "no_answers": {
        "en": "none: it is no share of answers",
        "nl": "geen: het is geen aandeel van antwoorden",
    },
    "no_evidence": {"en": "no row of the register", "nl": "geen rij van het register"},
    "no_interval": {"en": "no interval", "nl": "geen betrouwbaarheidsinterval"},
    "no_year": {"en": "none: it is of no survey", "nl": "geen: het is van geen peiling"},
    "none": {"en": "none", "nl": "geen"},
    "not_printed": {"en": "the source names none", "nl": "de bron noemt er geen"},
    "number": {"en": "Number", "nl": "Getal"},
    "number_sign": {"en": "No.", "nl": "Nr."},
    "other_language": {"en": "in Dutch", "nl": "in het Engels"},
    "page_source": {"en": "Source (.md)", "nl": "Bron (.md)"},
    "pages_below": {"en": "Pages below", "nl": "Pagina's onder"},
    "picture": {"en": "The picture (PNG)", "nl": "De figuur (PNG)"},
    "place": {"en": "Place in the code", "nl": "Plaats in de code"},
    "previous": {"en": "Previous", "nl": "Vorige"},
    "print": {"en": "Print, or save as PDF", "nl": "Druk af, of bewaar als pdf"},
    "range": {"en": "Value (interval)", "nl": "Waarde (95%-betrouwbaarheidsinterval)"},
    "ready_to_quote": {"en": "Ready to quote", "nl": "Klaar om te citeren"},
    "search": {"en": "Search", "nl": "Zoeken"},
    "search_book": {"en": "Search this book", "nl": "Zoek in dit boek"},
    "search_needs_script": {
        "en": "The search needs JavaScript. Without it, these pages list what the book holds.",
        "nl": "Zoeken vraagt JavaScript. Zonder JavaScript geven deze pagina's een overzicht van het boek.",
    },
    "search_other_ways": {
        "en": "Other ways to find something",
        "nl": "Andere manieren om iets te vinden",
    },
    "show_code": {"en": "Show the code", "nl": "Toon de code"},
    "skip": {"en": "Skip to main content", "nl": "Naar de hoofdinhoud"},
    "suggest": {
        "en": "This book is in English too.",
        "nl": "Dit boek is er ook in het Nederlands.",
    },
    "suggest_away": {"en": "No, thank you", "nl": "Nee, bedankt"},
    "switch": {"en": "English", "nl": "Nederlands"},
    "switch_first": {"en": "English first page", "nl": "Nederlandse voorpagina"},
    "switch_why": {
        "en": "This page is in Dutch only; this leads to the first page in English.",
        "nl": "Deze pagina is er alleen in het Engels; dit leidt naar de voorpagina in het Nederlands.",
    },
    "table_of": {"en": "This figure as a table", "nl": "Deze figuur als tabel"},
    "title": {"en": "Title", "nl": "Titel"},
    "cite_number": {"en": "Cite", "nl": "Citeer"},
    "take": {"en": "Cite or download", "nl": "Citeren of downloaden"},
    "sentence": {"en": "Sentence", "nl": "Zin"},
    "citation": {"en": "Citation (APA)", "nl": "Verwijzing (APA)"},
    "embed": {
        "en": "To show this on another page, copy this code:",
        "nl": "Neem deze code over om dit op een andere pagina te tonen:",
    },
    "csv_commas": {"en": "CSV for Dutch Excel", "nl": "CSV voor Nederlandse Excel"},
    "described": {"en": "description (JSON)", "nl": "beschrijving (JSON)"},
    "reference_file": {"en": "For reference managers", "nl": "Voor literatuurlijsten"},
    "data": {"en": "Data", "nl": "Gegevens"},
    "picture_files": {"en": "Picture", "nl": "Figuur"},
    "page_alone": {"en": "on a page of its own", "nl": "op een eigen pagina"},
    "all_files": {"en": "Everything", "nl": "Alles"},
    "source_code": {
        "en": "The project that made this book",
        "nl": "Het project dat dit boek maakte",
    },
    "made_by": {"en": "Made by", "nl": "Gemaakt door"},
    "raw_rows": {"en": "Rows of the register", "nl": "Rijen van het register"},
    "turns": {
        "en": "another choice of the rule would turn this verdict",
        "nl": "een andere keuze in de regel zou dit oordeel omdraaien",
    },
    "turns_note": {
        "en": "Another choice in our rule would turn this word. Point at the mark to see which, or follow it.",
        "nl": "Bij een andere keuze in onze regel zou dit oordeel anders zijn. Wijs het kruisje aan "
        "of volg het om te zien welke.",
    },
    "used": {"en": "Used at", "nl": "Gebruikt in"},
    "where_from": {"en": "Origin and all uses", "nl": "Herkomst en alle vindplaatsen"},
    "year": {"en": "Year", "nl": "Jaar"},
    "year_answers": {"en": "Year, answers (n)", "nl": "Jaar, antwoorden (n)"},
}


def estimand_in_words(number: Number, language: Language) -> str:
    """Return what a number is meant to be, and what its interval is, where it has one."""
    text = ESTIMAND[number.estimand][language]
    return text.partition(";")[0] if number.low is None else text


def word(name: str, language: Language) -> str:
    """Return one word or label of the book's own mechanisms."""
    return _WORDS[name][language]
