"""The reference pages: `{assumptions}`, `{cite-book}`, `{figure-addresses}` and `{table-files}`."""

from __future__ import annotations

from docutils import nodes
from docutils.statemachine import StringList
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.assumptions import find_assumptions
from wijkteams.book.glossary import GLOSSARY, glossary_text, load_glossary
from wijkteams.book.html_table import breakable, html_table
from wijkteams.book.sphinxext.copying import copyable, paragraphs, preformatted
from wijkteams.book.sphinxext.downloads import commit_link
from wijkteams.book.sphinxext.editions import other_of
from wijkteams.book.sphinxext.links import file_link, page_link
from wijkteams.book.sphinxext.store import (
    FIGURES,
    IDENTITY,
    QUOTES,
    SOURCE_CODE,
    TABLES,
    Use,
    page_of,
    pages_of,
    refuse_second_showing,
    report,
    sources_of,
)
from wijkteams.book.words import LANGUAGE_NAMES, word
from wijkteams.checking.problems import InputError
from wijkteams.numbers.catalogue import FIGURE_FILES as ENDINGS
from wijkteams.numbers.catalogue import Figure, fill, keys_used
from wijkteams.numbers.citations import Cited
from wijkteams.numbers.formats import LANGUAGES, Language


class assumptions(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """Where the table of assumptions goes."""


class cite_book_node(nodes.General, nodes.Element):  # noqa: N801
    """Where the citations of the book go."""


class figure_addresses(nodes.General, nodes.Element):  # noqa: N801
    """Where the addresses of all figures go; they are written when every page has been read."""


class quote_list(nodes.General, nodes.Element):  # noqa: N801
    """Where the list of sentences to quote goes; it is written when every page has been read."""


class table_files(nodes.General, nodes.Element):  # noqa: N801
    """Where a list of tables goes that are there to download, and not shown."""


class Assumptions(SphinxDirective):
    """`{assumptions}`: every research assumption of the code."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the table; the page is read again when a module that assumes changes."""
        root = sources_of(self.env.app).root
        for path in sorted({each.path for each in find_assumptions(root / SOURCE_CODE)}):
            self.env.note_dependency(path)
        return [assumptions()]


class CiteBook(SphinxDirective):
    """`{cite-book}`: how to cite the book, as text and as BibTeX, in both languages."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the citations."""
        self.env.note_dependency(str(IDENTITY))
        return [cite_book_node()]


class FigureAddresses(SphinxDirective):
    """`{figure-addresses}`: each figure with the page that shows it and its files."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the table."""
        self.env.note_dependency(str(FIGURES))
        return [figure_addresses()]


class QuoteList(SphinxDirective):
    """`{quote-list}`: every sentence to quote, with a link to the finding that it stands under."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the list."""
        self.env.note_dependency(str(QUOTES))
        return [quote_list()]


class TableFiles(SphinxDirective):
    """`{table-files}`: the ids of tables, one on a line, each of which becomes a link to its CSV."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the place of the list; a table that is unknown, or shown elsewhere, stops the build."""
        self.assert_has_content()
        sources, page = sources_of(self.env.app), page_of(self.env)
        try:
            for name in self.content:
                refuse_second_showing(self.env, sources.tables[name])
                page.tables[name] = self.lineno
                page.uses.extend(Use(key, name) for key in sorted(keys_used(sources.tables[name])))
        except InputError as error:
            report(self.env, self.lineno, f"table-files: {error}")
            return []
        self.env.note_dependency(str(TABLES))
        return [table_files(tables=list(self.content))]


class WordList(SphinxDirective):
    """`{word-list}`: the words of the book, as a glossary in the language of the page."""

    def run(self) -> list[nodes.Node]:
        """Return the glossary; the page is read again when a word changes."""
        self.env.note_dependency(str(GLOSSARY))
        glossary = load_glossary(sources_of(self.env.app).root / GLOSSARY)
        text = glossary_text(glossary, page_of(self.env).language)
        lines = StringList(["```{glossary}", *text.splitlines(), "```"], str(GLOSSARY))
        box = nodes.Element()
        self.state.nested_parse(lines, 0, box)
        return list(box.children)


def visit_table_files(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the list; each line has the address of its table."""
    app, docname = translator.builder.app, translator.builder.current_docname
    language, sources = page_of(app.env, docname).language, sources_of(app)
    lines = [
        Markup('<li id="{}"><a href="{}" download>{} (CSV)</a></li>').format(
            name,
            file_link(app, docname, f"tables/{name}.csv"),
            fill(sources.tables[name].caption[language], sources.numbers, language),
        )
        for name in node["tables"]
    ]
    translator.body.append(
        Markup('<ul class="wt-table-files">{}</ul>\n').format(Markup("").join(lines))
    )
    raise nodes.SkipNode


class CreditRole(SphinxRole):
    """`` {credit}`book` ``: who made the book, which version this is and where it stands, for a text to be taken whole."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the credit as plain text."""
        self.env.note_dependency(str(IDENTITY))
        language = page_of(self.env).language
        return [nodes.Text(Cited(sources_of(self.env.app).identity, language).credit())], []


def visit_assumptions(translator: HTML5Translator, _: nodes.Element) -> None:
    """Write the table of assumptions, each with the line of code that makes it."""
    app, docname = translator.builder.app, translator.builder.current_docname
    language, sources = page_of(app.env, docname).language, sources_of(app)
    rows = []
    for number, each in enumerate(find_assumptions(sources.root / SOURCE_CODE), start=1):
        place = Markup("<code>{}</code>").format(breakable(f"{each.path}:{each.line}"))
        if address := sources.identity.code_address(each.path, each.line):
            place = Markup('<a href="{}">{}</a>').format(address, place)
        text = f"{each.text[0].upper()}{each.text[1:]}"
        module = Markup("<code>{}</code>").format(breakable(each.module))
        rows.append([str(number), text, module, place])
    head = [word(name, language) for name in ("number_sign", "assumed", "module", "place")]
    translator.body.append(
        html_table(
            "assumptions-table",
            word("assumptions", language),
            head,
            rows,
            numeric=(0,),
            row_ids=[f"assumption-{row[0]}" for row in rows],
        )
    )
    raise nodes.SkipNode


def visit_cite_book(translator: HTML5Translator, _: nodes.Element) -> None:
    """Write the citations, the language of the page first, and where the code is."""
    app, docname = translator.builder.app, translator.builder.current_docname
    own, identity = page_of(app.env, docname).language, sources_of(app).identity
    for language in sorted(LANGUAGES, key=lambda each: each != own):
        name, book = LANGUAGE_NAMES[language][own], Cited(identity, language)
        bibtex = f"BibTeX, {name}"
        translator.body.append(
            Markup('<p class="wt-quote-language">{}</p>\n{}{}').format(
                name,
                copyable(paragraphs([book.apa()]), name, language, own),
                copyable(preformatted(book.bibtex(), bibtex), bibtex, language, own),
            )
        )
    if identity.commit:
        link = Markup("<p>{}: {}</p>\n").format(word("source_code", own), commit_link(app, docname))
        translator.body.append(link)
    raise nodes.SkipNode


def visit_quote_list(translator: HTML5Translator, _: nodes.Element) -> None:
    """Write each sentence below its name, which leads to where it can be copied with its source."""
    app, docname = translator.builder.app, translator.builder.current_docname
    language, sources = page_of(app.env, docname).language, sources_of(app)
    places = {id_: name for name, page in sorted(pages_of(app.env).items()) for id_ in page.quotes}
    lines = [
        Markup('<dt><a href="{}">{}</a></dt>\n<dd>{}</dd>\n').format(
            page_link(app, docname, places[id_], f"quote-{id_}"),
            f"{quote.name[language][0].upper()}{quote.name[language][1:]}",
            fill(quote.text[language], sources.numbers, language),
        )
        for id_, quote in sources.quotes.items()
        if id_ in places
    ]
    translator.body.append(Markup("<dl>\n{}</dl>\n").format(Markup("").join(lines)))
    raise nodes.SkipNode


def visit_figure_addresses(translator: HTML5Translator, _: nodes.Element) -> None:
    """Write the table of figures."""
    app, docname = translator.builder.app, translator.builder.current_docname
    language = page_of(app.env, docname).language
    figures = sources_of(app).figures
    translator.body.append(
        html_table(
            "figure-addresses-table",
            word("figures", language),
            [word(name, language) for name in ("figure", "title", "files")],
            [_figure_row(app, docname, figure, language) for figure in figures.values()],
        )
    )
    raise nodes.SkipNode


def _figure_row(app: Sphinx, docname: str, figure: Figure, language: Language) -> list[str]:
    files = [
        Markup('<a href="{}" aria-label="{}: {}">{}</a>').format(
            file_link(app, docname, f"figures/{figure.file(ending, language)}"),
            ending.upper(),
            figure.id,
            ending.upper(),
        )
        for ending in ENDINGS
    ]
    shown = [name for name, page in sorted(pages_of(app.env).items()) if figure.id in page.figures]
    shown.sort(key=lambda name: page_of(app.env, name).language != language)
    # One on a page that this edition does not have stands in the other.
    others, told = other_of(app).pages.items(), f"citable-figure {figure.id}"
    shown += [name for name, page in others if told in page.named("directive")]
    title = Markup('<a href="{}">{}</a>').format(
        page_link(app, docname, shown[0], figure.id),
        fill(figure.title[language], sources_of(app).numbers, language),
    )
    name = Markup("<code>{}</code>").format(breakable(figure.id))
    return [name, title, Markup(", ").join(files)]
