"""What a web server and a search engine ask for beside the pages: a page for what is not there, and the map of the site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from wijkteams.book.editions import FOLDERS, other_language, pages_of_edition, twin_of
from wijkteams.numbers.formats import Language
from wijkteams.numbers.identity import Identity

_MISSING = Markup(
    '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<title>Niet gevonden / Not found</title>\n{base}'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
    '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">\n'
    "<style>body{{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.5 system-ui,sans-serif;color:#1a1a1a;"
    "background:#fff}}a{{color:#00528a}}</style>\n</head>\n<body>\n<main>\n"
    "<h1>Deze pagina is er niet</h1>\n"
    '<p>Misschien is zij verhuisd. Zoek verder op de <a href="nl/index.html">voorpagina van {title_nl}</a>, '
    'of <a href="nl/search.html">zoek in het boek</a>.</p>\n'
    '<div lang="en"><h2>This page is not here</h2>\n'
    '<p>It may have moved. Go on from the <a href="index.html">first page of {title}</a>, '
    'or <a href="search.html">search the book</a>.</p></div>\n</main>\n</body>\n</html>\n'
)


def missing_page(identity: Identity) -> str:
    """Return the page that a server shows at an address that leads nowhere, in both languages, however deep that is."""
    base = Markup('<base href="{}/">\n').format(identity.base_url) if identity.base_url else ""
    return _MISSING.format(base=base, title=identity.title, title_nl=identity.title_nl)


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
