"""What stands around a page: the contents of the book and the pages beside it, each title in its own language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes
from sphinx.application import Sphinx

from wijkteams.book.editions import FOLDERS
from wijkteams.book.sphinxext.editions import language_of, other_of, switch_of
from wijkteams.book.sphinxext.store import sources_of
from wijkteams.book.words import LANGUAGE_NAMES
from wijkteams.numbers.formats import Language

# A page with less than its title and one heading has no contents.
_PLACES = 2
_STATEMENT = "chapters/accessibility"


@dataclass(frozen=True)
class Entry:
    """A page in the contents of the book, and the pages that are folded below it."""

    name: str
    title: str
    spoken: Markup
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of the contents: its caption, its pages, and whether it is folded."""

    caption: str
    spoken: Markup
    entries: tuple[Entry, ...]
    folded: bool = False


def offer_frame(
    app: Sphinx, docname: str, _: str, context: dict[str, Any], __: nodes.document | None
) -> None:
    """Hand the templates the contents of the book and the languages of its pages."""
    own: Language = context["language"]

    def spoken(name: str) -> Markup:
        return lang_attribute(language_of(app.env, name), own)

    if context.get("toc", "").count("<li") < _PLACES:
        # The theme leaves out what stands beside a page by this.
        context["meta"] = (context.get("meta") or {}) | {"html_theme.sidebar_secondary.remove": ""}
    context["contents"] = _parts(app, own) + _in_english(app)
    statement = f"{FOLDERS[own]}{_STATEMENT}"
    context["statement"] = statement if statement in app.env.titles else None
    context["statement_title"] = app.env.titles[statement].astext() if context["statement"] else ""
    identity = sources_of(app).identity
    names = ", ".join(author.called(own) for author in identity.authors)
    context["rights"] = f"{identity.year} {names}, {identity.licence_content}"
    context["switch"] = switch_of(app, docname, context["search_page"])
    context["spoken_root"] = spoken(app.config.root_doc)
    context["spoken_at"] = {
        app.builder.get_relative_uri(docname, name): spoken(name) for name in app.env.titles
    }


def lang_attribute(spoken: Language, own: Language) -> Markup:
    """Return the attribute that says what language a part is in; nothing where it is that of the page."""
    return Markup("") if spoken == own else Markup(' lang="{}"').format(spoken)


def _parts(app: Sphinx, own: Language) -> list[Part]:
    """Return the parts of the contents; the first page is not among them, as the title of the book leads to it."""

    def entry(name: str) -> Entry:
        spoken = lang_attribute(language_of(app.env, name), own)
        below = tuple(map(entry, app.env.toctree_includes.get(name, ())))
        return Entry(name, app.env.titles[name].astext(), spoken, below)

    trees = app.env.get_doctree(app.config.root_doc).findall(addnodes.toctree)
    parts = [(tree["caption"] or "", tuple(map(entry, tree["includefiles"]))) for tree in trees]
    return [Part(caption, entries[0].spoken, entries) for caption, entries in parts if entries]


def _in_english(app: Sphinx) -> list[Part]:
    """Return the part of the Dutch contents with pages that are in English alone, as its table of contents names them."""
    toc = getattr(app.env, "external_site_map", None)
    names = toc.meta.get("english", ()) if toc else ()
    pages, spoken = other_of(app).pages, Markup(' lang="en"')
    entries = tuple(Entry(name, pages[name].title, spoken) for name in names)
    return [Part(LANGUAGE_NAMES["en"]["nl"], Markup(""), entries, folded=True)] if entries else []
