"""The role `{num}`: a number from the pipeline, with its interval and origin one click away."""

from __future__ import annotations

import json
from typing import Any

from docutils import nodes
from markupsafe import Markup, escape
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxRole
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.sphinxext.editions import language_of
from wijkteams.book.sphinxext.links import (
    all_numbers_link,
    evidence_link,
    labels_of,
    page_link,
    register_pages,
)
from wijkteams.book.sphinxext.store import (
    NUMBERS,
    Use,
    line_of,
    page_of,
    report,
    sources_of,
)
from wijkteams.book.words import SYNTHETIC, UNIT_NAMES, estimand_in_words, word
from wijkteams.checking.problems import InputError
from wijkteams.numbers.file import Number
from wijkteams.numbers.formats import Language, format_number

METHODS = {
    **dict.fromkeys(("A", "B", "C"), "method-intervals"),
    **dict.fromkeys(("printed", "computed", "counted"), "method-shares"),
    "model": "method-models", **dict.fromkeys(("set", "claims"), "method-rule"), "register": "method-register",
}  # fmt: skip
"""Estimand, or topic where that says more, to the label of the section on its method."""


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
    page, sources = page_of(env), sources_of(env.app)
    if page.hiding and key in sources.optional - sources.numbers.keys():
        return number("", key, key=key, anchor="")
    text = format_number(sources.numbers[key], field, page.language)
    count = sum(use.key == key for use in page.uses) + 1
    anchor = f"use-{key}-{count}"
    page.uses.append(Use(key, anchor))
    env.note_dependency(str(NUMBERS))
    return number("", text, key=key, anchor=anchor)


def visit_number(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the number as a link to its row among all numbers; the script makes it a button that shows its panel."""
    app, docname = translator.builder.app, translator.builder.current_docname
    translator.body.append(
        Markup('<a class="wt-number" id="{}" href="{}">{}</a>').format(
            node["anchor"], all_numbers_link(app, docname, node["key"]), node.astext()
        )
    )
    raise nodes.SkipNode


def add_panels(
    app: Sphinx, docname: str, _: str, __: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add to a page what its script says of each number in it, every text once.

    It stands in the head as data, where neither a reader's view, a text browser, paper nor the clipboard can meet it.
    """
    keys = dict.fromkeys(node["key"] for node in doctree.findall(number)) if doctree else {}
    if not keys:
        return
    language, numbers = page_of(app.env, docname).language, sources_of(app).numbers
    facts = {key: facts_of(app, docname, numbers[key], language) for key in keys}
    places: dict[str, int] = {}

    def places_of(key: str) -> list[int]:
        texts = (title_of(numbers[key], language), *facts[key].values())
        return [places.setdefault(text, len(places)) for text in texts]

    panels = {key: places_of(key) for key in keys}
    words = {name: word(name, language) for name in ("close", "where_from")}
    terms = [word(name, language) for name in next(iter(facts.values()))]
    data = {**words, "terms": terms, "texts": list(places), "panels": panels}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    body = text.replace("</", r"<\/")  # or it would end the element
    app.add_js_file(None, body=body, type="application/json", id="wt-numbers")


def title_of(record: Number, language: Language) -> Markup:
    """Return what a number is, and whether it was made up."""
    return Markup("{}{}").format(
        record.label[language],
        Markup(" <strong>{}</strong>").format(SYNTHETIC[language]) if record.synthetic else "",
    )


def facts_of(app: Sphinx, docname: str, record: Number, language: Language) -> dict[str, Markup]:
    """Return what there is to say about a number, by the names of words; what there is not is said to be missing."""
    unnamed = "not_printed" if record.estimand == "printed" and record.figure_ids else ""
    counted = any(sample.n_low is not None for sample in record.samples)
    year = word(unnamed or "no_year", language)
    answers = word(unnamed or "no_answers", language)
    return {
        "year": escape(format_number(record, "year", language) if record.samples else year),
        "answers": escape(format_number(record, "n", language) if counted else answers),
        "base": escape(record.base[language]),
        "range": _range(record, language),
        "estimand": escape(estimand_in_words(record, language)),
        "method": _method(app, docname, record, language),
        "evidence": _evidence(app, docname, record, language),
    }


def _range(record: Number, language: Language) -> Markup:
    """Return a number with its interval, or the one of the two that there is, and its unit where that is not said."""
    field = "value" if record.low is None else "interval" if record.value is None else "range"
    shown, unit = format_number(record, field, language), UNIT_NAMES[record.unit][language]
    value = record.low if record.value is None else record.value
    more = [] if unit in shown or record.unit == "percent" else [unit]
    more += [word("no_interval", language)] if record.low is None else []
    return Markup("<br>").join([Markup('<data value="{}">{}</data>').format(value, shown), *more])


def _method(app: Sphinx, docname: str, record: Number, language: Language) -> Markup:
    """Return how a number was computed, with a link to the section that explains it."""
    label = METHODS.get(record.key.split(".")[0]) or METHODS[record.estimand]
    target, anchor, title = labels_of(app.env)[label]
    other = language_of(app.env, target)
    return Markup('{}: <a href="{}"{}>{}</a>').format(
        record.method[language],
        page_link(app, docname, target, anchor),
        Markup(' lang="{}"').format(other) if other != language else "",
        title,
    )


def _evidence(app: Sphinx, docname: str, record: Number, language: Language) -> Markup:
    """Return the rows of the register behind a number: its figures, else its survey."""
    views = register_pages(app)
    links = [evidence_link(app, docname, row) for row in record.figure_ids]
    if not links and "waves" in views:
        links = [
            Markup('<a href="{}">{}</a>').format(
                page_link(app, docname, views["waves"], sample.wave), sample.wave
            )
            for sample in record.samples
        ]
    return Markup(", ").join(links) or escape(word("no_evidence", language))
