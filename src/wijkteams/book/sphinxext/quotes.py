"""The directive `{quote-ready}`: a finding as a sentence to quote, in Dutch and in English."""

from __future__ import annotations

from docutils import nodes
from markupsafe import Markup
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.quotes import quote_lines
from wijkteams.book.sphinxext.copying import copyable, paragraphs
from wijkteams.book.sphinxext.store import (
    NUMBERS,
    QUOTES,
    Use,
    page_of,
    pages_of,
    report,
    source_path,
    sources_of,
)
from wijkteams.book.words import LANGUAGE_NAMES, word
from wijkteams.checking.problems import InputError
from wijkteams.numbers.formats import LANGUAGES


class quote_ready(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A quote of the catalogue in both languages."""


class QuoteReady(SphinxDirective):
    """`{quote-ready} <id>`; the sentence stands in `config/quotes.yaml`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the quote, or note the problem and return nothing."""
        try:
            quote = sources_of(self.env.app).quotes[self.arguments[0]]
            self._refuse_second_showing(quote.id)
        except InputError as error:
            report(self.env, self.lineno, f"quote-ready: {error}")
            return []
        page = page_of(self.env)
        page.quotes[quote.id] = self.lineno
        page.uses.extend(Use(key, f"quote-{quote.id}") for key in sorted(quote.keys))
        for path in (QUOTES, NUMBERS):
            self.env.note_dependency(str(path))
        return [quote_ready(quote=quote.id)]

    def _refuse_second_showing(self, id_: str) -> None:
        language = page_of(self.env).language
        for docname, page in pages_of(self.env).items():
            if page.language == language and id_ in page.quotes:
                place = f"{source_path(self.env, docname)}:{page.quotes[id_]}"
                raise InputError(f'"{id_}" is already shown at {place}')


def visit_quote(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the quote, the language of the page first."""
    app, docname = translator.builder.app, translator.builder.current_docname
    own, sources = page_of(app.env, docname).language, sources_of(app)
    quote = sources.quotes[node["quote"]]
    arguments = (quote, sources.numbers, sources.printed, sources.identity)
    title = word("ready_to_quote", own)
    blocks = [
        Markup('<p class="wt-quote-language">{}</p>{}').format(
            LANGUAGE_NAMES[language][own],
            copyable(
                Markup("<blockquote>{}</blockquote>").format(
                    paragraphs(quote_lines(*arguments, language))
                ),
                f"{quote.id}, {LANGUAGE_NAMES[language][own]}",
                language,
                own,
            ),
        )
        for language in sorted(LANGUAGES, key=lambda each: each != own)
    ]
    translator.body.append(
        Markup(
            '<div class="wt-quote" id="quote-{id}" role="group" aria-label="{title}: {id}">'
            '<p class="wt-quote-title">{title}</p>\n{blocks}</div>\n'
        ).format(id=quote.id, title=title, blocks=Markup("").join(blocks))
    )
    raise nodes.SkipNode
