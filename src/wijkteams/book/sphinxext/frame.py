"""What stands around a page: the contents of the book and the pages beside it, each title in its own language."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from docutils import nodes
from markupsafe import Markup
from sphinx import addnodes
from sphinx.application import Sphinx

from wijkteams.book.sphinxext.editions import language_of, other_of, switch_of
from wijkteams.book.sphinxext.store import sources_of
from wijkteams.book.words import LANGUAGE_NAMES
from wijkteams.numbers.formats import Language

# A part of the contents: its caption, and the names of its pages.
Part = tuple[str, list[str]]

# A page with less than its title and one heading has no contents.
_PLACES = 2

_PARTS: WeakKeyDictionary[Sphinx, list[Part]] = WeakKeyDictionary()


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
    context["contents"] = [
        (
            caption,
            spoken(names[0]),
            [(name, app.env.titles[name].astext(), spoken(name)) for name in names],
        )
        for caption, names in _parts(app)
    ] + _in_english(app)
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


def _parts(app: Sphinx) -> list[Part]:
    """Return the parts of the contents, the first page before them."""
    if app not in _PARTS:
        root = app.config.root_doc
        trees = app.env.get_doctree(root).findall(addnodes.toctree)
        parts = [(tree["caption"] or "", list(tree["includefiles"])) for tree in trees]
        _PARTS[app] = [("", [root]), *((caption, names) for caption, names in parts if names)]
    return _PARTS[app]


def _in_english(app: Sphinx) -> list[tuple[str, Markup, list[tuple[str, str, Markup]]]]:
    """Return the part of the Dutch contents with pages that are in English alone, as its table of contents names them."""
    toc = getattr(app.env, "external_site_map", None)
    names = toc.meta.get("english", ()) if toc else ()
    titles = [(name, other_of(app).pages[name].title, Markup(' lang="en"')) for name in names]
    return [(LANGUAGE_NAMES["en"]["nl"], Markup(""), titles)] if titles else []
