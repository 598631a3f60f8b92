"""Addresses inside the book, from the page being written to a page or file."""

from __future__ import annotations

from typing import cast

from markupsafe import Markup, escape
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

from wijkteams.book.sphinxext.editions import other_of
from wijkteams.book.sphinxext.store import page_of, pages_of

REGISTER = "register"


def page_link(app: Sphinx, docname: str, target: str, anchor: str = "") -> str:
    """Return the relative address of an anchor on another page."""
    address = "" if docname == target else app.builder.get_relative_uri(docname, target)
    return f"{address}#{anchor}" if anchor else address


def file_link(app: Sphinx, docname: str, path: str) -> str:
    """Return the relative address of a published file, such as `figures/x.svg`."""
    return "../" * app.builder.get_target_uri(docname).count("/") + path


def labels_of(env: BuildEnvironment) -> dict[str, tuple[str, str, str]]:
    """Return label to page, anchor and title, of every place that has a label, in this edition or else in the other."""
    return {**other_of(env.app).labels, **cast(StandardDomain, env.get_domain("std")).labels}


def register_pages(app: Sphinx) -> dict[str, str]:
    """Return table of the register to the page that shows it, in this edition or else in the other."""
    own = {view: name for name, page in pages_of(app.env).items() for view in page.register_tables}
    return {**other_of(app).register_tables, **own}


def all_numbers_link(app: Sphinx, docname: str, key: str) -> str:
    """Return the address of a number's row on the page that lists all numbers.

    A page in the reader's own language comes first.
    """
    language = page_of(app.env, docname).language
    listing = [name for name, page in sorted(pages_of(app.env).items()) if page.lists_all_numbers]
    listing.sort(key=lambda name: page_of(app.env, name).language != language)
    return page_link(app, docname, listing[0], f"num-{key}")


def evidence_link(app: Sphinx, docname: str, figure_id: str) -> Markup:
    """Return a row of the register as a link where the register is a page, else as plain text."""
    names = [*sorted(app.env.found_docs), *other_of(app).pages]
    register = next((name for name in names if name.split("/")[-1] == REGISTER), None)
    if register is None:
        return escape(figure_id)
    address = page_link(app, docname, register, figure_id)
    return Markup('<a href="{}">{}</a>').format(address, figure_id)
