"""The role `{num}`: a number from the pipeline, with its interval and origin one click away."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxRole
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.sphinxext.links import all_numbers_link, evidence_link
from wijkteams.book.sphinxext.store import (
    NUMBERS,
    Use,
    line_of,
    page_of,
    report,
    sources_of,
)
from wijkteams.book.words import ESTIMAND, SYNTHETIC, word
from wijkteams.checking.problems import InputError
from wijkteams.numbers.file import Number
from wijkteams.numbers.formats import Language, format_number


class number(nodes.Inline, nodes.TextElement):  # noqa: N801 (docutils names nodes so)
    """A printed number; its text is what the prose says, its attributes say where it is from."""


class NumberRole(SphinxRole):
    """`` {num}`key` `` or `` {num}`key:field` ``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number, or note the problem and return what was typed."""
        key, _, field = self.text.partition(":")
        line = line_of(self.env, f"`{self.text}`", self.lineno)
        try:
            node = make_number(self.env, key.strip(), field.strip() or "value")
        except InputError as error:
            report(self.env, line, str(error))
            return [nodes.Text(self.text)], []
        node.line = line
        return [node], []


class TypedRole(SphinxRole):
    """`` {typed}`G32` ``: a name that holds a digit and is not a finding."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the name as plain text; `wijkteams.book.prose` judges it."""
        return [nodes.Text(self.text)], []


def make_number(env: BuildEnvironment, key: str, field: str) -> number:
    """Return the node of a number on the page being read, and note its use.

    Raises
    ------
    InputError
        When the key or the field is unknown.
    """
    page = page_of(env)
    text = format_number(sources_of(env.app).numbers[key], field, page.language)
    count = sum(use.key == key for use in page.uses) + 1
    anchor = f"use-{key}-{count}"
    page.uses.append(Use(key, anchor))
    env.note_dependency(str(NUMBERS))
    return number("", text, key=key, anchor=anchor)


def visit_number(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the number as a link to its row among all numbers.

    The script makes the link a button that shows the panel; without it the link remains.
    """
    app, docname = translator.builder.app, translator.builder.current_docname
    language = page_of(app.env, docname).language
    record = sources_of(app).numbers[node["key"]]
    translator.body.append(
        Markup(
            '<span class="wt-number" id="{anchor}">'
            '<a class="wt-number-value" href="{href}">{value}</a>'
            '<span class="wt-number-panel" hidden>'
            '{synthetic}<span class="wt-number-label">{label}</span>{rows}'
            '<a class="wt-number-more" href="{href}">{more}</a></span></span>'
        ).format(
            anchor=node["anchor"],
            href=all_numbers_link(app, docname, record.key),
            value=node.astext(),
            synthetic=Markup("<strong>{}</strong> ").format(SYNTHETIC[language])
            if record.synthetic
            else "",
            label=record.label[language],
            rows=Markup("").join(
                Markup(
                    '<span class="wt-number-row"><span class="wt-number-term">{}:</span> {}</span>'
                ).format(word(name, language), text)
                for name, text in _rows(app, docname, record, language)
            ),
            more=word("where_from", language),
        )
    )
    raise nodes.SkipNode


def _rows(
    app: Sphinx, docname: str, record: Number, language: Language
) -> Iterator[tuple[str, str]]:
    """Yield what there is to say about a number, as the name of a word and a text."""
    if record.low is not None:
        yield "interval", format_number(record, "interval", language)
    yield "base", record.base[language]
    if record.n_low is not None:
        yield "answers", format_number(record, "n", language)
    yield "estimand", ESTIMAND[record.estimand][language]
    yield "method", record.method[language]
    if record.figure_ids:
        links = (evidence_link(app, docname, row) for row in record.figure_ids)
        yield "evidence", Markup(", ").join(links)
