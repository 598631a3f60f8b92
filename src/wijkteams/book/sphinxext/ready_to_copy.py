"""The directive `{ready-to-copy}`: a letter or memo that a reader takes as it stands, with one button."""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import directives
from markupsafe import Markup
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.sphinxext.copying import copyable
from wijkteams.book.sphinxext.numbers import number
from wijkteams.book.sphinxext.store import page_of, report
from wijkteams.book.sphinxext.verdicts import without_marks
from wijkteams.numbers.formats import LANGUAGES

_CONTENT = Markup("\N{OBJECT REPLACEMENT CHARACTER}")

_NUMBERS = "ready-to-copy: numbers are printed in the language of the page; put this text on a page in its own language"


class ready_to_copy(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A text to copy whole; its paragraphs are the children."""


def _language(argument: str) -> str:
    return directives.choice(argument, LANGUAGES)


class ReadyToCopy(SphinxDirective):
    """`{ready-to-copy} Name of the text`, in the language of the page unless `:lang:` says another."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {"lang": _language}  # noqa: RUF012 (docutils reads it from the class)

    def run(self) -> list[nodes.Node]:
        """Return the text as a block; what stands in it is read like the rest of the page."""
        self.assert_has_content()
        own = page_of(self.env).language
        block = ready_to_copy(
            name=self.arguments[0], language=self.options.get("lang", own), page_language=own
        )
        self.state.nested_parse(self.content, self.content_offset, block)
        without_marks(block)
        if block["language"] != own and next(block.findall(number), None):
            report(self.env, self.lineno, _NUMBERS)
        return [block]


def visit_ready_to_copy(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write what comes before the text."""
    translator.body.append(f'<div class="wt-quote wt-letter">{_around(node)[0]}')


def depart_ready_to_copy(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write the button."""
    translator.body.append(f"{_around(node)[1]}</div>\n")


def _around(node: nodes.Element) -> tuple[str, str]:
    block = copyable(_CONTENT, node["name"], node["language"], node["page_language"])
    before, _, after = block.partition(_CONTENT)
    return before, after
