"""The directive `{two-by-two}`: the table that was not found, which the reader slides within what is possible."""

from __future__ import annotations

import json
import math

from docutils import nodes
from markupsafe import Markup
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.html_table import html_table
from wijkteams.book.sphinxext.numbers import make_number
from wijkteams.book.sphinxext.store import NUMBERS, page_of, report, sources_of
from wijkteams.book.words import SYNTHETIC
from wijkteams.checking.forms import Texts
from wijkteams.checking.problems import InputError
from wijkteams.numbers.cross_table import CrossTable, margin, possible_tables
from wijkteams.numbers.file import Number
from wijkteams.numbers.formats import Language, format_decimal

_CELLS = ("both", "first_only", "second_only", "neither")
_ROWS = (*_CELLS, "given_first", "given_not_first", "odds_ratio")
# What the script puts in square brackets is a value of the table on show.
_TEXTS: dict[str, Texts] = {
    "intro": {"en": "What was printed, on one base:", "nl": "Wat gepubliceerd is, op één noemer:"},
    "range": {
        "en": "Municipalities with both, of every hundred",
        "nl": "Gemeenten met allebei, van elke honderd",
    },
    "cells": {
        "en": "A table that the printed shares allow: municipalities of every hundred",
        "nl": "Een tabel die de gepubliceerde percentages toelaten: gemeenten van elke honderd",
    },
    "limits": {
        "en": "The ends of what is possible, and no association between them",
        "nl": "De uitersten van wat mogelijk is, en geen samenhang ertussen",
    },
    "live": {
        "en": "[both] of every hundred with both. Of those with the first, [given_first]% also have the second; of the "
        "others, [given_not_first]%. Odds ratio: [odds_ratio].",
        "nl": "[both] van elke honderd met allebei. Van wie het eerste heeft, heeft [given_first]% ook het tweede; van "
        "de andere [given_not_first]%. Odds ratio: [odds_ratio].",
    },
    "short": {"en": "[both] of every hundred", "nl": "[both] van elke honderd"},
    "of_hundred": {"en": "Of every hundred", "nl": "Van elke honderd"},
    "with": {"en": "with", "nl": "met"},
    "without": {"en": "without", "nl": "zonder"},
    "all": {"en": "All", "nl": "Alle"},
    "least": {"en": "Fewest with both", "nl": "Minste met allebei"},
    "none": {"en": "No association", "nl": "Geen samenhang"},
    "most": {"en": "Most with both", "nl": "Meeste met allebei"},
    "both": {"en": "Both", "nl": "Allebei"},
    "first_only": {"en": "Only the first", "nl": "Alleen het eerste"},
    "second_only": {"en": "Only the second", "nl": "Alleen het tweede"},
    "neither": {"en": "Neither", "nl": "Geen van beide"},
    "given_first": {
        "en": "Share with the second among those with the first (%)",
        "nl": "Aandeel met het tweede onder wie het eerste heeft (%)",
    },
    "given_not_first": {
        "en": "Share with the second among the others (%)",
        "nl": "Aandeel met het tweede onder de andere (%)",
    },
    "odds_ratio": {"en": "Odds ratio", "nl": "Odds-ratio"},
    "infinite": {"en": "without limit", "nl": "onbegrensd"},
}


class two_by_two(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """The table with its slider, and its static form."""


class TwoByTwo(SphinxDirective):
    """`{two-by-two} <key of the first margin> <key of the second margin>`, two shares of one wave."""

    required_arguments = 2

    def run(self) -> list[nodes.Node]:
        """Return what was printed and the table, or note the problem and return nothing."""
        language, numbers = page_of(self.env).language, sources_of(self.env.app).numbers
        try:
            first, second = (numbers[key] for key in self.arguments)
            for number in (first, second):
                margin(number)
            if first.wave != second.wave:
                raise InputError(
                    f'"{first.key}" is of {first.wave} and "{second.key}" of {second.wave}'
                )
        except InputError as error:
            report(self.env, self.lineno, f"two-by-two: {error}")
            return []
        self.env.note_dependency(str(NUMBERS))
        margins = nodes.enumerated_list()
        for number in (first, second):
            text = nodes.Text(f"{number.label[language]}: ")
            value = make_number(self.env, number.key, "range")
            margins += nodes.list_item("", nodes.paragraph("", "", text, value))
        intro = nodes.paragraph("", _TEXTS["intro"][language])
        ident = f"two-by-two-{self.env.new_serialno('two-by-two') + 1}"
        table = two_by_two(keys=self.arguments, ident=ident)
        return [nodes.container("", intro, margins, table, classes=["wt-two-by-two"])]


def visit_two_by_two(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the slider, hidden until the script is there, and the static table."""
    app, docname = translator.builder.app, translator.builder.current_docname
    language, numbers = page_of(app.env, docname).language, sources_of(app).numbers
    first, second = (numbers[key] for key in node["keys"])
    tables = possible_tables(margin(first), margin(second))
    if first.synthetic or second.synthetic:
        translator.body.append(Markup("<p><strong>{}</strong></p>").format(SYNTHETIC[language]))
    translator.body.append(_slider(node["ident"], first, second, tables, language))
    translator.body.append(_limits(node["ident"], tables, language))
    raise nodes.SkipNode


def _slider(
    ident: str,
    first: Number,
    second: Number,
    tables: tuple[CrossTable, CrossTable, CrossTable],
    language: Language,
) -> Markup:
    least, none, most = tables
    step = 10.0 ** -max(first.decimals, second.decimals)
    settings = {
        "first": margin(first),
        "second": margin(second),
        "decimals": max(first.decimals, second.decimals),
        **{name: _TEXTS[name][language] for name in ("live", "short", "infinite")},
    }
    # The slider starts where there is no association, and so with neither side of the question.
    start = least.both + round((none.both - least.both) / step) * step
    return Markup(
        '<div class="wt-slide" data-wt-two-by-two="{settings}" hidden>'
        '<label for="{ident}">{label}</label>'
        '<input type="range" id="{ident}" min="{low:g}" max="{high:g}" step="{step:g}" value="{start:g}">'
        '<p class="wt-slide-ends" aria-hidden="true"><span>{low:g}</span><span>{high:g}</span></p>'
        '<p class="wt-live" role="status"></p>\n{table}</div>\n'
    ).format(
        settings=json.dumps(settings, ensure_ascii=False),
        ident=ident,
        label=_TEXTS["range"][language],
        low=least.both,
        high=most.both,
        step=step,
        start=start,
        table=_cells_table(ident, first, second, language),
    )


def _cells_table(ident: str, first: Number, second: Number, language: Language) -> Markup:
    """Return the two by two table whose cells the script fills."""

    def cell(name: str) -> Markup:
        return Markup('<span data-cell="{}"></span>').format(name)

    text = {name: each[language] for name, each in _TEXTS.items()}
    digits = max(first.decimals, second.decimals)
    p, q = (format_decimal(margin(number), digits, language) for number in (first, second))
    rest = [format_decimal(100 - margin(number), digits, language) for number in (first, second)]
    (with_one, without_one), (with_other, without_other) = (
        [f"{text[side]} “{number.label[language]}”" for side in ("with", "without")]
        for number in (first, second)
    )
    return html_table(
        f"{ident}-cells",
        text["cells"],
        [text["of_hundred"], with_other, without_other, text["all"]],
        [
            [with_one, cell("both"), cell("first_only"), p],
            [without_one, cell("second_only"), cell("neither"), rest[0]],
            [text["all"], q, rest[1], format_decimal(100, digits, language)],
        ],
        numeric=(1, 2, 3),
    )


def _limits(
    ident: str, tables: tuple[CrossTable, CrossTable, CrossTable], language: Language
) -> Markup:
    """Return the static form: the table at both ends of what is possible, and without association."""
    names = ("least", "none", "most")
    rows = [
        [_TEXTS[row][language], *(_shown(getattr(table, row), row, language) for table in tables)]
        for row in _ROWS
    ]
    head = [_TEXTS[name][language] for name in ("of_hundred", *names)]
    return html_table(f"{ident}-limits", _TEXTS["limits"][language], head, rows, numeric=(1, 2, 3))


def _shown(value: float, row: str, language: Language) -> str:
    if math.isinf(value):
        return _TEXTS["infinite"][language]
    whole = row != "odds_ratio" and round(value, 6).is_integer()
    return format_decimal(value, 0 if whole else 1, language)
