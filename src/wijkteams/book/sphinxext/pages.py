"""The directive `{all-numbers}`: every number with its origin and every place that prints it."""

from __future__ import annotations

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.downloads.files import SUMMARY
from wijkteams.book.downloads.numbers import sentence_of
from wijkteams.book.html_table import breakable, browsable, html_table
from wijkteams.book.sphinxext.downloads import made_by, making_of
from wijkteams.book.sphinxext.frame import lang_attribute
from wijkteams.book.sphinxext.links import file_link, page_link
from wijkteams.book.sphinxext.numbers import facts_of, title_of
from wijkteams.book.sphinxext.store import NUMBERS, page_of, pages_of, sources_of
from wijkteams.book.words import word
from wijkteams.numbers.file import Number
from wijkteams.numbers.formats import Language

_HEAD = ("number", "range", "year_answers", "base", "estimand", "evidence", "used")


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
    translator.body.append(_files(app, docname, language) + browsable(table))
    raise nodes.SkipNode


def _row(app: Sphinx, docname: str, number: Number, language: Language) -> list[str]:
    name = Markup("{}<br><code>{}</code>{}").format(
        title_of(number, language), breakable(number.key), _take(app, number, language)
    )
    facts = facts_of(app, docname, number, language)
    uses = Markup("<br>").join(_uses(app, docname, number.key)) or "\N{EN DASH}"
    return [
        name, facts["range"], _lines(facts["year"], facts["answers"]), facts["base"],
        _lines(facts["estimand"], facts["method"]), facts["evidence"], uses,
    ]  # fmt: skip


def _files(app: Sphinx, docname: str, language: Language) -> Markup:
    """Return links to all numbers, and all findings, as files."""
    names = ["numbers.csv", "numbers.json"]
    names += ["findings.json"] if SUMMARY in sources_of(app).tables else []
    links = Markup(", ").join(
        Markup('<a href="{}" download>{}</a>').format(file_link(app, docname, name), name)
        for name in names
    )
    return Markup('<p class="wt-files">{}: {}</p>\n').format(word("all_files", language), links)


def _take(app: Sphinx, number: Number, language: Language) -> Markup:
    """Return, folded, a sentence with a number and what made it."""
    said = sentence_of(number, sources_of(app).identity, language)
    made = made_by(app, making_of(app).of_number(number), language)
    return Markup(
        '<details class="wt-take"><summary>{}<span class="wt-unseen">: {}</span></summary><p>{}</p>{}</details>'
    ).format(word("cite_number", language), number.key, breakable(said), made)


def _lines(*texts: Markup) -> Markup:
    return Markup("<br>").join(texts)


def _uses(app: Sphinx, docname: str, key: str) -> list[Markup]:
    """Return links to every place that prints a number, page by page in the order of their names."""
    found = []
    own = page_of(app.env, docname).language
    for name, page in sorted(pages_of(app.env).items()):
        links = [page_link(app, docname, name, use.anchor) for use in page.uses if use.key == key]
        title = app.env.titles[name].astext()
        texts = [title, *(f"({place})" for place in range(2, len(links) + 1))]
        # Whoever only hears a link is told which place of which number it is.
        names = [f"{title}: {key}", *(f"{text} {title}: {key}" for text in texts[1:])]
        if links:
            found.append(
                Markup(" ").join(
                    Markup('<a href="{}" aria-label="{}"{}>{}</a>').format(
                        link, spoken_name, lang_attribute(page.language, own), text
                    )
                    for link, spoken_name, text in zip(links, names, texts, strict=True)
                )
            )
    return found
