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
from wijkteams.book.sphinxext.links import file_link
from wijkteams.book.sphinxext.numbers import make_number
from wijkteams.book.sphinxext.store import (
    FIGURE_FILES,
    FIGURES,
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
from wijkteams.numbers.identity import bibtex_figure, cite_figure

# A longer table is not an alternative to a picture; the rest is in the CSV.
ROWS_SHOWN = 200


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
            return self._build(figure)
        except InputError as error:
            report(self.env, self.lineno, f"citable-figure: {error}")
            return []

    def _refuse_missing_files(self, figure: Figure) -> None:
        language = page_of(self.env).language
        folder = sources_of(self.env.app).root / FIGURE_FILES
        files = [figure.file(ending, language) for ending in ENDINGS]
        missing = [name for name in files if not (folder / name).is_file()]
        if missing:
            names = ", ".join(missing)
            raise InputError(f'"{figure.id}" has no {names} in {FIGURE_FILES}; run `snakemake`')

    def _build(self, figure: Figure) -> list[nodes.Node]:
        page = page_of(self.env)
        for path in (FIGURES, FIGURE_FILES / f"{figure.id}.csv"):
            self.env.note_dependency(str(path))
        node = nodes.figure("", figure_picture(figure=figure.id), classes=["wt-figure"])
        node += nodes.caption("", "", *_texts(self.env, figure.title[page.language]))
        node += self._legend(figure, page.language)
        node["ids"] = [figure.id]
        node["names"] = [label_of(figure, page.language)]
        self.state.document.note_explicit_target(node, node)
        self.set_source_info(node)
        _note_alt_uses(self.env, figure, page.language)
        return [node, figure_tools(figure=figure.id)]

    def _legend(self, figure: Figure, language: Language) -> nodes.legend:
        legend = nodes.legend()
        if figure.synthetic:
            legend += nodes.paragraph("", "", nodes.strong("", SYNTHETIC[language]))
        legend += nodes.paragraph("", "", *_texts(self.env, figure.caption[language]))
        base = nodes.strong("", f"{word('base', language)}: ")
        legend += nodes.paragraph("", "", base, *_texts(self.env, figure.base[language]))
        legend += nodes.paragraph("", "", *_texts(self.env, figure.source[language]))
        return legend


def visit_picture(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the picture in a box that scrolls on a narrow screen, so that its words stay legible."""
    app, docname = translator.builder.app, translator.builder.current_docname
    language, sources = page_of(app.env, docname).language, sources_of(app)
    figure = sources.figures[node["figure"]]
    label = Markup('<span class="wt-synthetic" aria-hidden="true">{}</span>').format(
        SYNTHETIC[language].split(":")[0]
    )
    translator.body.append(
        Markup(
            '<div class="wt-scroll wt-picture" role="group" aria-label="{title}">'
            '{label}<img src="{src}" alt="{alt}"></div>\n'
        ).format(
            title=fill(figure.title[language], sources.numbers, language),
            label=label if figure.synthetic else "",
            src=file_link(app, docname, f"figures/{figure.file('svg', language)}"),
            alt=fill(figure.alt[language], sources.numbers, language),
        )
    )
    raise nodes.SkipNode


def visit_tools(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write downloads, table and citation."""
    app, docname = translator.builder.app, translator.builder.current_docname
    language, sources = page_of(app.env, docname).language, sources_of(app)
    figure = sources.figures[node["figure"]]
    page = f"{translator.builder.get_target_uri(docname)}#{figure.id}"
    title = fill(figure.title[language], sources.numbers, language)
    other: Language = "en" if language == "nl" else "nl"
    files = [(figure.file(ending, language), ending.upper()) for ending in ENDINGS]
    files += [
        (figure.file(ending, other), f"{ending.upper()}, {word('other_language', language)}")
        for ending in ENDINGS
        if figure.file(ending, other) != figure.file(ending, language)
    ]
    links = [
        Markup('<li><a href="{}" download aria-label="{}: {}">{}</a></li>').format(
            file_link(app, docname, f"figures/{name}"), label, title, label
        )
        for name, label in files
    ]
    translator.body.append(
        Markup(
            '<div class="wt-figure-tools"><p>{download}:</p><ul>{links}</ul>\n'
            '<details><summary>{table_of}<span class="wt-unseen">: {title}</span></summary>\n{table}</details>\n'
            '<details><summary>{cite}<span class="wt-unseen">: {title}</span></summary>\n<p>{text}</p>\n'
            '<pre role="group" aria-label="BibTeX: {title}">{bibtex}</pre></details></div>\n'
        ).format(
            title=title,
            download=word("download_figure", language),
            links=Markup("").join(links),
            table_of=word("table_of", language),
            table=_data_table(sources, figure, language),
            cite=word("cite_figure", language),
            **_citations(sources, figure, page, language),
        )
    )
    raise nodes.SkipNode


def _citations(sources: Sources, figure: Figure, page: str, language: Language) -> dict[str, str]:
    title = fill(figure.title[language], sources.numbers, language)
    arguments = (sources.identity, figure.id, title, page, language)
    return {"text": cite_figure(*arguments), "bibtex": bibtex_figure(*arguments)}


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
    # A column may hold names in one language; what language the others hold is of no matter.
    spoken = {name: name[-2:] if name[-3:] in ("_en", "_nl") else language for name in shown}
    cells = [
        [
            _spoken(spoken[name], language, _cells(row, ends, figure, sources, language))
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
        return _cell(row[ends[0]], figure, sources, language)
    decimals = "1" if any("." in row[name] for name in ends) else None
    low, high = (format_cell(row[name], None, decimals, language) for name in ends)
    return span(low, high, language)


def _cell(text: str, figure: Figure, sources: Sources, language: Language) -> str:
    words = cell_in_words(text, figure, sources.bases, language)
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


def _spoken(language: str, own: Language, text: str) -> str:
    return text if language == own else spoken_in(language, text)
