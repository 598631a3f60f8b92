"""The directive `{all-numbers}`: every number with its origin and every place that prints it."""

from __future__ import annotations

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.html_table import breakable, browsable, html_table
from wijkteams.book.sphinxext.links import evidence_link, page_link
from wijkteams.book.sphinxext.store import NUMBERS, page_of, pages_of, sources_of
from wijkteams.book.words import ESTIMAND, SYNTHETIC, UNIT_NAMES, word
from wijkteams.numbers.file import Number
from wijkteams.numbers.formats import Language, format_number

_HEAD = ("number", "range", "answers", "base", "estimand", "evidence", "used")


class all_numbers(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """Where the table of all numbers goes; it is written when every page has been read."""


class AllNumbers(SphinxDirective):
    """`{all-numbers}`, without arguments."""

    def run(self) -> list[nodes.Node]:
        """Note that this page lists all numbers."""
        page_of(self.env).lists_all_numbers = True
        self.env.note_dependency(str(NUMBERS))
        return [all_numbers()]


def visit_all_numbers(translator: HTML5Translator, _: nodes.Element) -> None:
    """Write the table."""
    app, docname = translator.builder.app, translator.builder.current_docname
    language = page_of(app.env, docname).language
    numbers = sources_of(app).numbers
    table = html_table(
        "all-numbers-table",
        word("all_numbers", language),
        [word(name, language) for name in _HEAD],
        [_row(app, docname, number, language) for number in numbers.values()],
        row_ids=[f"num-{key}" for key in numbers],
    )
    translator.body.append(browsable(table))
    raise nodes.SkipNode


def _row(app: Sphinx, docname: str, number: Number, language: Language) -> list[str]:
    name = Markup("{}{}<br><code>{}</code>").format(
        number.label[language],
        Markup(" <strong>{}</strong>").format(SYNTHETIC[language]) if number.synthetic else "",
        breakable(number.key),
    )
    evidence = [evidence_link(app, docname, row) for row in number.figure_ids]
    shown = {
        "answers": number.n_low is not None and format_number(number, "n", language),
        "evidence": Markup(", ").join(evidence),
        "used": Markup("; ").join(_uses(app, docname, number.key)),
    }
    cells = {
        "number": name,
        "range": _range(number, language),
        "base": number.base[language],
        "estimand": _lines(ESTIMAND[number.estimand][language], number.method[language]),
    } | {column: text or "\N{EN DASH}" for column, text in shown.items()}
    return [cells[column] for column in _HEAD]


def _range(number: Number, language: Language) -> Markup:
    """Return a number with its interval, or the one of the two that there is, and its unit where that is not said."""
    field = "value" if number.low is None else "interval" if number.value is None else "range"
    shown, unit = format_number(number, field, language), UNIT_NAMES[number.unit][language]
    value = number.low if number.value is None else number.value
    sortable = Markup('<data value="{}">{}</data>').format(value, shown)
    return _lines(sortable, *([] if unit in shown else [unit]))


def _lines(*texts: str) -> Markup:
    return Markup("<br>").join(texts)


def _uses(app: Sphinx, docname: str, key: str) -> list[Markup]:
    """Return links to every place that prints a number, page by page in the order of their names."""
    found = []
    for name, page in sorted(pages_of(app.env).items()):
        links = [page_link(app, docname, name, use.anchor) for use in page.uses if use.key == key]
        title = app.env.titles[name].astext()
        texts = [title, *(f"({place})" for place in range(2, len(links) + 1))]
        if links:
            found.append(
                Markup(" ").join(
                    Markup('<a href="{}">{}</a>').format(link, text)
                    for link, text in zip(links, texts, strict=True)
                )
            )
    return found
