"""The search of the book, in place of Sphinx's own: a page in each edition, what it finds, its field on every page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from wijkteams.book.editions import FOLDERS
from wijkteams.book.search import Page, search_script
from wijkteams.book.sphinxext import findable
from wijkteams.book.sphinxext.editions import edition_being_built, language_of, other_of
from wijkteams.book.sphinxext.store import page_of, pages_of
from wijkteams.book.words import SEARCH, word
from wijkteams.numbers.formats import Language

# The page with the search in each edition.
PAGES: dict[Language, str] = {name: f"{folder}search" for name, folder in FOLDERS.items()}
# What there is to find in each edition. A search goes through both, its own first, as not every page has a twin.
RECORDS: dict[Language, str] = {"en": "records", "nl": "records.nl"}
# Files of Sphinx and its theme that only their own search uses.
_REPLACED = ("searchtools.js", "language_data.js", "sphinx_highlight.js")
# What a reader can do without the search, by name of a page.
_OTHER_WAYS = ("numbers", "register", "glossary")


def replace_search(app: Sphinx) -> None:
    """Keep Sphinx from making an index and a page of its own."""
    if app.builder.format == "html":
        app.builder.search = False  # type: ignore[attr-defined]


def offer_search(
    app: Sphinx, docname: str, _: str, context: dict[str, Any], __: nodes.document | None
) -> None:
    """Hand the templates the words of the search, and its page in the language of the page being written."""
    edition = edition_being_built(app.config)
    language = page_of(app.env, docname).language if docname in pages_of(app.env) else edition
    context["search_page"] = PAGES[edition]
    context["word"] = lambda name, spoken=language: word(name, spoken)
    context["script_files"] = [
        script
        for script in context["script_files"]
        if not str(getattr(script, "filename", "")).endswith(_REPLACED)
    ]


def search_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Write what there is to find, and yield the page of the search."""
    language = edition_being_built(app.config)
    path = Path(app.outdir) / "_static" / "search" / f"{RECORDS[language]}.js"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_script(app), encoding="utf-8")
    context = {
        "title": word("search", language),
        "language": language,
        "search_words": SEARCH[language],
        "records": [RECORDS[each] for each in _with_other(app, language)],
        "other_ways": _other_ways(app, language),
    }
    yield PAGES[language], context, "search-page.html"


def _with_other(app: Sphinx, language: Language) -> list[Language]:
    return [language, *([other_of(app).language] if other_of(app).pages else [])]


def _other_ways(app: Sphinx, language: Language) -> list[tuple[str, str, Language]]:
    """Return pages that list what the book holds, with title and language; those that this edition lacks from the other."""
    pages = {name: page.title for name, page in other_of(app).pages.items()} | {
        name: app.env.titles[name].astext() for name in _reading_order(app)
    }
    ways = {way: name for name in pages for way in _OTHER_WAYS if name.split("/")[-1] == way}
    return [(name, pages[name], language_of(app.env, name)) for name in ways.values()]


def _script(app: Sphinx) -> str:
    pages = [
        Page(name, app.env.titles[name].astext(), page_of(app.env, name).language)
        for name in _reading_order(app)
    ]
    words = [record for page in pages for record in findable.words(app, page)]
    records = [
        *(record for page in pages for record in findable.prose(app, page)),
        *findable.quotes(app, pages),
        *findable.numbers(app, pages),
        *findable.claims(app, pages),
        *findable.register(app),
        *words,
    ]
    # A word of the glossary: the Dutch term, and its English names.
    synonyms = [f"{record.other}, {record.title}".split(", ") for record in words]
    return search_script(pages, records, synonyms)


def _reading_order(app: Sphinx) -> list[str]:
    """Return the pages in the order of the contents, the first page last: what it says, the chapters say in full."""
    children, root = app.env.toctree_includes, app.config.root_doc
    order: dict[str, None] = {}

    def follow(name: str) -> None:
        for child in children.get(name, ()):
            if child not in order and child in app.env.titles:
                order[child] = None
                follow(child)

    follow(root)
    return [*order, *sorted(app.env.found_docs - order.keys())]
