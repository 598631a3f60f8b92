"""The directive `{register-table}`: a table of the register, and the files behind it."""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from weakref import WeakKeyDictionary

from docutils import nodes
from markupsafe import Markup, escape
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.html_table import browsable, html_table
from wijkteams.book.register import VIEWS
from wijkteams.book.register.files import EVIDENCE, PACKAGE, RegisterFiles
from wijkteams.book.sphinxext.editions import edition_being_built
from wijkteams.book.sphinxext.links import all_numbers_link, file_link, page_link, register_pages
from wijkteams.book.sphinxext.store import (
    FIGURE_FILES,
    NUMBERS,
    page_of,
    pages_of,
    report,
    source_path,
    sources_of,
)
from wijkteams.checking.problems import InputError, Problem, did_you_mean, raise_if_any
from wijkteams.numbers.file import Number
from wijkteams.numbers.formats import format_number
from wijkteams.tables import names_in

# Where a reader downloads the data package.
DATA = "data"

_FILES: WeakKeyDictionary[Sphinx, RegisterFiles] = WeakKeyDictionary()


def files_of(app: Sphinx) -> RegisterFiles:
    """Return the register of this build, read when it is first asked for."""
    if app not in _FILES:
        _FILES[app] = RegisterFiles.load(Path(app.srcdir))
    return _FILES[app]


class register_table(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """Where a table of the register goes; it is written when every page has been read."""


class RegisterTable(SphinxDirective):
    """`{register-table} <name>`, with a name of `VIEWS`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the place of the table, or note the problem and return nothing."""
        name, page = self.arguments[0], page_of(self.env)
        try:
            self._refuse(name)
            files_of(self.env.app)
        except InputError as error:
            report(self.env, self.lineno, f"register-table: {error}")
            return []
        page.register_tables[name] = self.lineno
        tables = (PACKAGE / f"{table}.csv" for table in files_of(self.env.app).tables)
        for path in (EVIDENCE, NUMBERS, *tables):
            self.env.note_dependency(str(path))
        return [register_table(view=name)]

    def _refuse(self, name: str) -> None:
        if name not in VIEWS:
            raise InputError(f'there is no table "{name}"; {did_you_mean(name, VIEWS)}')
        if page_of(self.env).language != "en":
            raise InputError("the register is described in English; show it on an English page")
        for docname, page in pages_of(self.env).items():
            if name in page.register_tables:
                place = f"{source_path(self.env, docname)}:{page.register_tables[name]}"
                raise InputError(f'"{name}" is already shown at {place}')


@dataclass
class PageLinks:
    """Addresses from the page being written; see `wijkteams.book.register.views.Links`."""

    app: Sphinx
    docname: str

    def row(self, view: str, ident: str, text: str = "") -> Markup:
        """Return a link to a row of a table, or the plain text where no page shows that table."""
        if view not in self._pages:
            return escape(text or ident)
        address = page_link(self.app, self.docname, self._pages[view], ident)
        # A value is told apart from another row's that reads alike.
        said = escape(text).striptags()
        value = view == "figures" and said not in ("", ident)
        name = Markup(' aria-label="{}: {}"').format(said, ident)
        return Markup('<a href="{}"{}>{}</a>').format(address, name if value else "", text or ident)

    def file(self, path: str) -> str:
        """Return the address of a published file."""
        return file_link(self.app, self.docname, path)

    def used(self, figure_id: str) -> list[Markup]:
        """Return links to the numbers and figures of the book that rest on a row."""
        return [*self._numbers[figure_id], *self._figures[figure_id]]

    @cached_property
    def _pages(self) -> dict[str, str]:
        return register_pages(self.app)

    @cached_property
    def _numbers(self) -> Mapping[str, list[Markup]]:
        links: dict[str, list[Markup]] = defaultdict(list)
        for key, number in sources_of(self.app).numbers.items():
            value = "interval" if number.value is None else "value"
            link = Markup('<a href="{}">{} {}</a>').format(
                all_numbers_link(self.app, self.docname, key),
                format_number(number, value, "en"),
                ", ".join([number.label["en"], *_year(number)]),
            )
            for figure_id in dict.fromkeys(number.figure_ids):
                links[figure_id].append(link)
        return links

    @cached_property
    def _figures(self) -> Mapping[str, list[Markup]]:
        links: dict[str, list[Markup]] = defaultdict(list)
        root = sources_of(self.app).root / FIGURE_FILES
        for docname, page in sorted(pages_of(self.app.env).items()):
            numbered = self.app.env.toc_fignumbers.get(docname, {}).get("figure", {})
            for ident in page.figures:
                address = page_link(self.app, self.docname, docname, ident)
                number = ".".join(map(str, numbered.get(ident, ())))
                link = Markup('<a href="{}">Figure {}</a>').format(address, number)
                for figure_id in _figure_ids(root / f"{ident}.csv"):
                    links[figure_id].append(link)
        return links


def _year(number: Number) -> list[str]:
    return [format_number(number, "year", "en")] if number.samples else []


def _figure_ids(path: Path) -> list[str]:
    """Return the rows of the register that the data of a figure name, each once."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [names_in(row.get("figure_ids") or "") for row in csv.DictReader(file)]
    return list(dict.fromkeys(ident for row in rows for ident in row))


def visit_register_table(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the table; the script makes a browsable one sortable and adds a filter."""
    app, docname = translator.builder.app, translator.builder.current_docname
    view = VIEWS[node["view"]](files_of(app), PageLinks(app, docname))
    table = html_table(
        f"register-{node['view']}",
        view.caption,
        view.head,
        view.rows,
        numeric=view.numeric,
        row_ids=view.ids,
    )
    plain = Markup('<div class="wt-register">\n{}</div>\n')
    translator.body.append(browsable(table) if view.browsable else plain.format(table))
    raise nodes.SkipNode


def configure_register(app: Sphinx, _: Config) -> None:
    """Add the stylesheet and the script of the tables."""
    app.add_css_file("register.css", priority=901)
    app.add_js_file("register.js", loading_method="defer")


def judge_register(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Refuse numbers that rest on a row that the register does not have.

    Returns
    -------
    list of str
        Pages to write again: those with tables of the register, because they link to other pages.

    Raises
    ------
    InputError
        When there is such a number.
    """
    shown = [name for name, page in pages_of(env).items() if page.register_tables]
    if shown:
        known = files_of(app).figure_ids
        raise_if_any(
            Problem(str(NUMBERS), 0, "", f'{number.key}: "{row}" is not a row of the register')
            for number in sources_of(app).numbers.values()
            for row in number.figure_ids
            if row not in known
        )
    return shown


def publish_package(app: Sphinx, error: Exception | None) -> None:
    """Copy the data package to its permanent place in the book."""
    if error is None and app.builder.format == "html" and edition_being_built(app.config) == "en":
        source = Path(app.srcdir) / PACKAGE
        target = Path(app.outdir) / DATA
        for path in sorted(source.glob("[!.~]*")):
            target.mkdir(exist_ok=True)
            shutil.copyfile(path, target / path.name)
