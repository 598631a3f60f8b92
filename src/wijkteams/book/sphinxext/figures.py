"""The directive `{citable-figure}`: a figure of the catalogue with all that belongs to it."""

from __future__ import annotations

import csv

from docutils import nodes
from markupsafe import Markup
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.html_table import html_table, spoken_in
from wijkteams.book.plain import cell_in_words, columns_to_read, head_in_words
from wijkteams.book.register.figures import base_language
from wijkteams.book.sphinxext.downloads import offer
from wijkteams.book.sphinxext.numbers import make_number
from wijkteams.book.sphinxext.pictures import WIDTHS, inline_picture
from wijkteams.book.sphinxext.store import (
    FIGURE_FILES,
    FIGURES,
    VERDICTS,
    Sources,
    Use,
    label_of,
    page_of,
    refuse_second_showing,
    report,
    sources_of,
)
from wijkteams.book.tables import format_cell
from wijkteams.book.words import SYNTHETIC, word
from wijkteams.checking.problems import InputError
from wijkteams.numbers.catalogue import FIGURE_FILES as ENDINGS
from wijkteams.numbers.catalogue import Figure, fill
from wijkteams.numbers.formats import Language, chosen, span, split_placeholders
from wijkteams.numbers.relations import broken_relation

# A longer table is not an alternative to a picture; the rest is in the CSV.
ROWS_SHOWN = 200
# What a row of the register tells in its own words, and no code.
_OF_THE_REGISTER = {"base_printed", "locator", "note", "publisher"}


class figure_picture(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """The drawn figure, under its permanent name."""


class figure_tools(nodes.General, nodes.Element):  # noqa: N801
    """Downloads, the data as a table, and how to cite."""


class CitableFigure(SphinxDirective):
    """`{citable-figure} <id>`; everything else about the figure stands in the catalogue."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the figure, or note the problem and return nothing."""
        try:
            figure = sources_of(self.env.app).figures[self.arguments[0]]
            refuse_second_showing(self.env, figure)
            page_of(self.env).figures[figure.id] = self.lineno
            self._refuse_missing_files(figure)
            self._refuse_broken_title(figure)
            return self._build(figure)
        except InputError as error:
            report(self.env, self.lineno, f"citable-figure: {error}")
            return []

    def _refuse_missing_files(self, figure: Figure) -> None:
        language = page_of(self.env).language
        folder = sources_of(self.env.app).root / FIGURE_FILES
        files = [figure.file(ending, language) for ending in (*ENDINGS, *WIDTHS)]
        missing = [name for name in files if not (folder / name).is_file()]
        if missing:
            names = ", ".join(missing)
            raise InputError(f'"{figure.id}" has no {names} in {FIGURE_FILES}; run `snakemake`')

    def _refuse_broken_title(self, figure: Figure) -> None:
        sources = sources_of(self.env.app)
        if figure.holds and (
            broken := broken_relation(figure.holds, sources.numbers, sources.verdicts)
        ):
            raise InputError(f'the title of "{figure.id}" is no longer true: {broken}')

    def _build(self, figure: Figure) -> list[nodes.Node]:
        page = page_of(self.env)
        pictures = [FIGURE_FILES / figure.file(ending, page.language) for ending in WIDTHS]
        for path in (FIGURES, VERDICTS, *pictures, FIGURE_FILES / f"{figure.id}.csv"):
            self.env.note_dependency(str(path))
        node = nodes.figure("", figure_picture(figure=figure.id), classes=["wt-figure"])
        node += nodes.caption("", "", *_texts(self.env, figure.title[page.language]))
        node += self._legend(figure, page.language)
        node["ids"] = [figure.id]
        node["names"] = [label_of(figure, page.language)]
        self.state.document.note_explicit_target(node, node)
        self.set_source_info(node)
        _note_alt_uses(self.env, figure, page.language)
        places = [nodes.target("", "", ids=[former]) for former in figure.formerly]
        return [*places, node, figure_tools(figure=figure.id)]

    def _legend(self, figure: Figure, language: Language) -> nodes.legend:
        legend = nodes.legend()
        if figure.synthetic:
            legend += nodes.paragraph("", "", nodes.strong("", SYNTHETIC[language]))
        legend += nodes.paragraph("", "", *_texts(self.env, figure.caption[language]))
        base = nodes.strong("", f"{word('base', language)}: ")
        legend += nodes.paragraph("", "", base, *_texts(self.env, figure.base[language]))
        legend += nodes.paragraph("", "", *_texts(self.env, figure.source[language]))
        return legend


class FigureAgain(SphinxDirective):
    """`{figure-again} <id>`: the picture of a figure that has its place, caption and data on another page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the picture below its title, or note that there is no such figure."""
        sources, language = sources_of(self.env.app), page_of(self.env).language
        try:
            figure = sources.figures[self.arguments[0]]
        except InputError as error:
            report(self.env, self.lineno, f"figure-again: {error}")
            return []
        self.env.note_dependency(str(FIGURES))
        title = nodes.strong(text=fill(figure.title[language], sources.numbers, language))
        return [nodes.paragraph("", "", title), figure_picture(figure=figure.id, again=True)]


def visit_picture(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the picture into the page: for a screen and for a phone, of which the stylesheet shows one."""
    app, docname = translator.builder.app, translator.builder.current_docname
    language, sources = page_of(app.env, docname).language, sources_of(app)
    figure = sources.figures[node["figure"]]
    name = f"{figure.id}-again" if node.get("again") else figure.id
    title, alt = (
        fill(texts[language], sources.numbers, language) for texts in (figure.title, figure.alt)
    )
    label = Markup('<span class="wt-synthetic" aria-hidden="true">{}</span>').format(
        SYNTHETIC[language].split(":")[0]
    )
    pictures = [
        inline_picture(
            sources.root / FIGURE_FILES / figure.file(ending, language), f"{name}-{kind}", ending, title, alt
        )
        for ending, kind in WIDTHS.items()
    ]  # fmt: skip
    translator.body.append(
        Markup('<div class="wt-picture">{}{}</div>\n').format(
            label if figure.synthetic else "", Markup("\n").join(pictures)
        )
    )
    raise nodes.SkipNode


def visit_tools(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write what there is to take along, and the data as a table."""
    app, docname = translator.builder.app, translator.builder.current_docname
    language, sources = page_of(app.env, docname).language, sources_of(app)
    figure = sources.figures[node["figure"]]
    translator.body.append(
        Markup(
            '<div class="wt-figure-tools">{take}'
            '<details><summary>{table_of}<span class="wt-unseen">: {title}</span></summary>\n{table}</details></div>\n'
        ).format(
            take=offer(app, docname, figure),
            title=fill(figure.title[language], sources.numbers, language),
            table_of=word("table_of", language),
            table=_data_table(sources, figure, language),
        )
    )
    raise nodes.SkipNode


def _data_table(sources: Sources, figure: Figure, language: Language) -> Markup:
    """Return the figure's own data as a table."""
    path = sources.root / FIGURE_FILES / f"{figure.id}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, shown = list(reader), columns_to_read(reader.fieldnames or [], language)
    caption = fill(figure.title[language], sources.numbers, language)
    if figure.synthetic:
        caption = f"{SYNTHETIC[language]}. {caption}"
    if len(rows) > ROWS_SHOWN:
        caption = f"{caption} ({ROWS_SHOWN} / {len(rows)}; CSV: {len(rows)})"
    cells = [
        [
            _spoken(name, language, _cells(row, ends, figure, sources, language))
            for name, ends in shown.items()
        ]
        for row in rows[:ROWS_SHOWN]
    ]
    heads = [head_in_words(name, figure, language) for name in shown]
    return html_table(f"{figure.id}-data", caption, heads, cells)


def _cells(
    row: dict[str, str], ends: tuple[str, ...], figure: Figure, sources: Sources, language: Language
) -> str:
    """Return what stands in a column of one row, or in the two that are the ends of a range, with one decimal."""
    if len(ends) == 1:
        return _cell(ends[0], row[ends[0]], figure, sources, language)
    decimals = "1" if any("." in row[name] for name in ends) else None
    low, high = (format_cell(row[name], None, decimals, language) for name in ends)
    return span(low, high, language)


def _cell(column: str, text: str, figure: Figure, sources: Sources, language: Language) -> str:
    as_noted = column in _OF_THE_REGISTER
    words = text if as_noted else cell_in_words(text, figure, sources.bases, language)
    return words if words != text else format_cell(text, None, None, language)


def _texts(env: BuildEnvironment, text: str) -> list[nodes.Node]:
    """Return a text of the catalogue with its numbers as nodes, each with interval and origin."""
    return [
        nodes.Text(part) if isinstance(part, str) else make_number(env, *part)
        for part in split_placeholders(chosen(text, sources_of(env.app).numbers))
    ]


def _note_alt_uses(env: BuildEnvironment, figure: Figure, language: Language) -> None:
    """Note the numbers of the alt text; they have no anchor of their own but the figure's."""
    keys = {part[0] for part in split_placeholders(figure.alt[language]) if isinstance(part, tuple)}
    page_of(env).uses.extend(Use(key, figure.id) for key in sorted(keys))


def _spoken(column: str, own: Language, text: str) -> str:
    """Return a cell, marked where its column holds another language: a row of the register tells of itself in English."""
    of_base = column == "base_printed"
    ended = column[-2:] if column[-3:] in ("_en", "_nl") else own
    language = base_language(text) if of_base else "en" if column in _OF_THE_REGISTER else ended
    return text if language == own else spoken_in(language, text)
