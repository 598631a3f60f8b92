"""The book's own mechanisms, as an extension of Sphinx.

Roles `{num}`, `{verdict}`, `{holds}` and `{typed}`, directives for conditions, figures, numbers, quotes, surveys and
reference pages, chapters read as they were executed, names from the identity file, what stands around a page, our
stylesheets and scripts, the search, and the gates.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.typing import ExtensionMetadata

from wijkteams.book.sphinxext import (
    assets,
    conditions,
    doubt,
    downloads,
    editions,
    figures,
    frame,
    gates,
    icons,
    light,
    metadata,
    numbers,
    pages,
    quotes,
    ready_to_copy,
    reference,
    register,
    search,
    site,
    statement,
    store,
    surveys,
    translator,
    two_by_two,
    verdicts,
)
from wijkteams.checking.problems import InputError

_LAST = 900


class BookError(SphinxError):
    """A problem of the book's sources; Sphinx prints the message without a traceback."""

    category = "The book cannot be built"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything with Sphinx."""
    app.add_role("num", numbers.NumberRole())
    app.add_role("typed", numbers.TypedRole())
    app.add_role("verdict", verdicts.VerdictRole())
    app.add_role("holds", conditions.HoldsRole())
    app.add_role("credit", reference.CreditRole())
    app.add_directive("when", conditions.When)
    app.add_directive("unless", conditions.Unless)
    app.add_directive("citable-figure", figures.CitableFigure)
    app.add_directive("all-numbers", pages.AllNumbers)
    app.add_directive("register-table", register.RegisterTable)
    app.add_directive("quote-ready", quotes.QuoteReady)
    app.add_directive("ready-to-copy", ready_to_copy.ReadyToCopy)
    app.add_directive("who-answered", surveys.WhoAnswered)
    app.add_directive("two-by-two", two_by_two.TwoByTwo)
    app.add_directive("doubt-slider", doubt.DoubtSlider)
    app.add_directive("assumptions", reference.Assumptions)
    app.add_directive("cite-book", reference.CiteBook)
    app.add_directive("figure-addresses", reference.FigureAddresses)
    app.add_directive("figure-again", figures.FigureAgain)
    app.add_directive("quote-list", reference.QuoteList)
    app.add_directive("table-files", reference.TableFiles)
    app.add_directive("word-list", reference.WordList)
    app.add_directive("accessibility", statement.Accessibility)
    for node, visit in (
        (numbers.number, numbers.visit_number),
        (figures.figure_picture, figures.visit_picture),
        (figures.figure_tools, figures.visit_tools),
        (pages.all_numbers, pages.visit_all_numbers),
        (register.register_table, register.visit_register_table),
        (quotes.quote_ready, quotes.visit_quote),
        (two_by_two.two_by_two, two_by_two.visit_two_by_two),
        (doubt.doubt_slider, doubt.visit_doubt_slider),
        (reference.assumptions, reference.visit_assumptions),
        (reference.cite_book_node, reference.visit_cite_book),
        (reference.figure_addresses, reference.visit_figure_addresses),
        (reference.quote_list, reference.visit_quote_list),
        (reference.table_files, reference.visit_table_files),
        (statement.accessibility, statement.visit_accessibility),
    ):
        app.add_node(node, html=(visit, None), text=(pass_node, pass_node))
    app.add_node(
        ready_to_copy.ready_to_copy,
        html=(ready_to_copy.visit_ready_to_copy, ready_to_copy.depart_ready_to_copy),
        text=(pass_node, pass_node),
    )
    # The theme adds its own part to this translator.
    app.set_translator("html", translator.PageTranslator)
    app.add_transform(editions.SharedIds)
    app.add_post_transform(editions.LinksBetweenEditions)
    app.add_post_transform(translator.NumberedReferences)
    app.add_post_transform(translator.LanguageOfParts)
    folded = (translator.visit_folded, translator.depart_folded)
    app.add_node(HideCodeCellNode, override=True, html=folded)
    for event, handler in (
        ("config-inited", site.check_whole_book),
        ("config-inited", site.configure),
        ("config-inited", assets.configure),
        ("config-inited", register.configure_register),
        ("builder-inited", site.check_builder),
        ("builder-inited", store.load_sources),
        ("builder-inited", editions.load_other),
        ("builder-inited", downloads.load_making),
        ("builder-inited", search.replace_search),
        ("builder-inited", icons.draw_icons),
        ("env-purge-doc", store.forget_page),
        ("env-merge-info", store.merge_pages),
        ("source-read", gates.judge_source),
        ("doctree-read", gates.judge_doctree),
        ("doctree-read", verdicts.explain_marks),
        ("env-updated", gates.judge_book),
        ("env-updated", register.judge_register),
        ("html-page-context", numbers.add_panels),
        ("html-page-context", assets.name_language),
        ("html-page-context", search.offer_search),
        ("html-page-context", frame.offer_frame),
        ("html-page-context", downloads.add_to_tables),
        ("html-collect-pages", search.search_pages),
        ("build-finished", assets.publish_files),
        ("build-finished", register.publish_package),
    ):
        app.connect(event, strictly(handler))
    app.connect("config-inited", strictly(site.sign), priority=_LAST)
    # The table of contents says what the first page is, and so which edition this is.
    app.connect("config-inited", strictly(editions.configure_edition), priority=_LAST + 1)
    # What others have added to a page and to the book by then.
    app.connect("html-page-context", strictly(light.lighten_page), priority=_LAST)
    app.connect("html-page-context", strictly(metadata.describe_page), priority=_LAST)
    app.connect("build-finished", strictly(light.publish_light), priority=_LAST)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def strictly(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Return the handler with its `InputError` turned into an error that Sphinx prints plainly."""

    @wraps(handler)
    def call(*arguments: Any) -> Any:
        try:
            return handler(*arguments)
        except InputError as error:
            raise BookError(f"\n{error}") from None

    return call


def pass_node(_: nodes.NodeVisitor, __: nodes.Element) -> None:
    """Write only what stands inside a node, in builders other than HTML."""
