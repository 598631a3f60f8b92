"""What a web server and a search engine ask for beside the pages: a page for what is not there, and the map of the site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from wijkteams.book.editions import FOLDERS, other_language, pages_of_edition, twin_of
from wijkteams.numbers.formats import Language
from wijkteams.numbers.identity import Identity

_MISSING = Markup(
    '<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n{base}'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
    "<style>body{{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.5 system-ui,sans-serif;color:#1a1a1a;"
    "background:#fff}}a{{color:#00528a}}</style>\n</head>\n<body>\n<main>\n{parts}</main>\n</body>\n</html>\n"
)
_PART = Markup(
    '<div lang="{language}"><h1>{0}</h1>\n<p>{1} <a href="{folder}index.html">{2}</a>, {3} '
    '<a href="{folder}search.html">{4}</a>.</p></div>\n'
)
_WORDS: dict[Language, tuple[str, ...]] = {
    "nl": (
        "Deze pagina is er niet",
        "Misschien is zij verhuisd. Ga verder op",
        "de voorpagina",
        "of",
        "zoek in het boek",
    ),
    "en": (
        "This page is not here",
        "It may have moved. Go on from",
        "the first page",
        "or",
        "search the book",
    ),
}


def missing_page(identity: Identity, root: Path) -> str:
    """Return the page that a server shows at an address that leads nowhere, in the language of each edition, however deep."""
    languages: list[Language] = ["en"]
    if pages_of_edition(root, "nl"):
        languages.insert(0, "nl")
    return _MISSING.format(
        language=languages[0],
        title=" / ".join(f"{_WORDS[each][0]} - {identity.short_title(each)}" for each in languages),
        base=Markup('<base href="{}/">\n').format(identity.base_url) if identity.base_url else "",
        parts=Markup("").join(
            _PART.format(*_WORDS[each], language=each, folder=FOLDERS[each]) for each in languages
        ),
    )


def site_map(identity: Identity, root: Path) -> str:
    """Return the map of the site by the rules of sitemaps.org, with the twin of each page in the other language."""
    pages = {language: pages_of_edition(root, language) for language in FOLDERS}
    urls = Markup("").join(
        _url(identity, name, language, pages) for language in FOLDERS for name in pages[language]
    )
    return Markup(
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{}</urlset>\n'
    ).format(urls)


def _url(
    identity: Identity, name: str, language: Language, pages: dict[Language, list[str]]
) -> Markup:
    other, twin = other_language(language), twin_of(name)
    known = {language: name} | ({other: twin} if twin in pages[other] else {})
    links: Iterable[Markup] = (
        Markup('<xhtml:link rel="alternate" hreflang="{}" href="{}"/>').format(
            each, _address(identity, page)
        )
        for each, page in sorted(known.items())
        if len(known) > 1
    )
    return Markup("<url><loc>{}</loc><lastmod>{}</lastmod>{}</url>\n").format(
        _address(identity, name), identity.date_released, Markup("").join(links)
    )


def _address(identity: Identity, name: str) -> str:
    return f"{identity.base_url}/{name}.html".removesuffix("index.html")


def robots(identity: Identity) -> str:
    """Return what tells a search engine where the map of the site is."""
    return f"User-agent: *\nAllow: /\nSitemap: {identity.base_url}/sitemap.xml\n"
