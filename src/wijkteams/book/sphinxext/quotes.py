"""The directive `{quote-ready}`: a finding as a sentence to quote, in Dutch and in English."""

from __future__ import annotations

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.quotes import Quote, quote_lines, quote_notes
from wijkteams.book.sphinxext.copying import copyable, paragraphs
from wijkteams.book.sphinxext.links import file_link
from wijkteams.book.sphinxext.store import (
    NUMBERS,
    QUOTES,
    VERDICTS,
    Use,
    page_of,
    pages_of,
    report,
    source_path,
    sources_of,
)
from wijkteams.book.words import LANGUAGE_NAMES, word
from wijkteams.checking.problems import InputError
from wijkteams.numbers.catalogue import fill
from wijkteams.numbers.formats import LANGUAGES, Language
from wijkteams.numbers.relations import broken_relation


class quote_ready(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A quote of the catalogue in both languages."""


class QuoteReady(SphinxDirective):
    """`{quote-ready} <id>`; the sentence stands in `config/quotes.yaml`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the quote, or note the problem and return nothing."""
        sources = sources_of(self.env.app)
        try:
            quote = sources.quotes[self.arguments[0]]
            self._refuse_second_showing(quote.id)
            if quote.holds and (
                broken := broken_relation(quote.holds, sources.numbers, sources.verdicts)
            ):
                raise InputError(f'what "{quote.id}" says is no longer true: {broken}')
        except InputError as error:
            report(self.env, self.lineno, f"quote-ready: {error}")
            return []
        page = page_of(self.env)
        page.quotes[quote.id] = self.lineno
        page.uses.extend(Use(key, f"quote-{quote.id}") for key in sorted(quote.keys))
        for path in (QUOTES, NUMBERS, VERDICTS):
            self.env.note_dependency(str(path))
        return [quote_ready(quote=quote.id)]

    def _refuse_second_showing(self, id_: str) -> None:
        language = page_of(self.env).language
        for docname, page in pages_of(self.env).items():
            if page.language == language and id_ in page.quotes:
                place = f"{source_path(self.env, docname)}:{page.quotes[id_]}"
                raise InputError(f'"{id_}" is already shown at {place}')


def visit_quote(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the quote, folded to one line, the language of the page first."""
    app, docname = translator.builder.app, translator.builder.current_docname
    own = page_of(app.env, docname).language
    quote = sources_of(app).quotes[node["quote"]]
    blocks = [
        _block(app, docname, quote, language)
        for language in sorted(LANGUAGES, key=lambda each: each != own)
    ]
    translator.body.append(
        Markup(
            '<details class="wt-quote" id="quote-{id}"><summary>{title}: {name}</summary>\n'
            "{blocks}</details>\n"
        ).format(
            id=quote.id,
            title=word("ready_to_quote", own),
            name=quote.name[own],
            blocks=Markup("").join(blocks),
        )
    )
    raise nodes.SkipNode


def _block(app: Sphinx, docname: str, quote: Quote, language: Language) -> Markup:
    """Return the quote in one language: what is copied, what is told beside it, and its picture."""
    own, sources = page_of(app.env, docname).language, sources_of(app)
    figure, printed = sources.figures[quote.figure], (sources.numbers, sources.printed)
    lines = quote_lines(quote, *printed, sources.identity, language)
    name = LANGUAGE_NAMES[language][own]
    files = {
        ending: file_link(app, docname, f"figures/{figure.file(ending, language)}")
        for ending in ("svg", "png")
    }
    return Markup(
        '<p class="wt-quote-language">{name}</p>\n<div class="wt-quote-block">{copied}'
        '<a class="wt-quote-picture" href="{png}" download lang="{language}"><img src="{svg}" alt="{alt}" loading="lazy">'
        '{picture}</a></div>\n<div class="wt-quote-notes" lang="{language}">{notes}</div>\n'
    ).format(
        name=name,
        copied=copyable(
            Markup("<blockquote>{}</blockquote>").format(paragraphs(lines)),
            f"{quote.name[own]}, {name}",
            language,
            own,
        ),
        language=language,
        alt=fill(figure.title[language], sources.numbers, language),
        picture=word("picture", language),
        notes=paragraphs(quote_notes(quote, *printed, language)),
        **files,
    )
