"""Prose that follows the figures: the role `{holds}`, and the directives `{when}` and `{unless}`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective, SphinxRole

from wijkteams.book.sphinxext.store import (
    NUMBERS,
    VERDICTS,
    line_of,
    page_of,
    report,
    sources_of,
)
from wijkteams.checking.problems import InputError
from wijkteams.numbers.relations import broken_relation, keys_in

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\[*A-Z{])")
_ROLE = re.compile(r"\{\w+\}`=?([^`]*?)(?:\s+if\s[^`]*)?`")


class HoldsRole(SphinxRole):
    """`` {holds}`most if capacity.not_all_tasks.w2015 > 50` ``: words that say a relation, and the relation."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words, and note where the relation no longer holds."""
        words, _, condition = self.text.rpartition(" if ")
        line = line_of(self.env, self.text.partition("\n")[0], self.lineno)
        sources, page = sources_of(self.env.app), page_of(self.env)
        for path in (NUMBERS, VERDICTS):
            self.env.note_dependency(str(path))
        page.hidden |= keys_in(condition) & sources.numbers.keys()
        try:
            if not words:
                raise InputError(
                    f'"{self.text}" states no relation; write {{holds}}`words if a > b`'
                )
            if broken := broken_relation(condition, sources.numbers, sources.verdicts):
                sentence = sentence_around(
                    Path(self.env.doc2path(self.env.docname)), self.text, line
                )
                report(
                    self.env,
                    line,
                    f'"{words}" is no longer true: {broken}; in the sentence "{sentence}"',
                )
        except InputError as error:
            report(self.env, line, f"{{holds}}`{self.text}`: {error}")
        return [nodes.Text(words)], []


def sentence_around(page: Path, role: str, line: int) -> str:
    """Return the sentence of a page in which a role stands, with the words that roles show or their keys."""
    lines = page.read_text(encoding="utf-8").splitlines()
    first = last = line - 1
    while first and lines[first - 1].strip():
        first -= 1
    while last < len(lines) and lines[last].strip():
        last += 1
    paragraph, wanted = (" ".join(each.split()) for each in (" ".join(lines[first:last]), role))
    found = next(each for each in [*_SENTENCE.split(paragraph), paragraph] if wanted in each)
    return _ROLE.sub(r"\1", found)


class _Conditional(SphinxDirective):
    """A part of a page that stands there when a number is known, or until it is; both forms are checked."""

    required_arguments = 1
    has_content = True
    shown_with: ClassVar[bool]

    def run(self) -> list[nodes.Node]:
        """Return what stands inside, or nothing after it has been read."""
        self.assert_has_content()
        sources, page, key = sources_of(self.env.app), page_of(self.env), self.arguments[0]
        self.env.note_dependency(str(NUMBERS))
        box = nodes.Element()
        if key not in sources.numbers.keys() | sources.optional:
            report(self.env, self.lineno, f'unknown number "{key}"')
        if (key in sources.numbers) is self.shown_with:
            self.state.nested_parse(self.content, self.content_offset, box)
            return list(box.children)
        kept = list(page.uses), dict(page.quotes)
        page.hiding = True
        self.state.nested_parse(self.content, self.content_offset, box)
        page.hiding = False
        page.hidden |= {use.key for use in page.uses} | page.quotes.keys()
        page.uses, page.quotes = kept
        return []


class When(_Conditional):
    """`{when} <key>`: shown when the number is there."""

    shown_with = True


class Unless(_Conditional):
    """`{unless} <key>`: shown until the number is there."""

    shown_with = False
