"""The role `{verdict}`: the word for a finding or claim, from the pipeline, and whether another choice would turn it."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from wijkteams.book.sphinxext.store import VERDICTS, line_of, page_of, report, sources_of
from wijkteams.book.words import word
from wijkteams.checking.problems import InputError, did_you_mean
from wijkteams.estimates.rule import verdicts as rule
from wijkteams.numbers.formats import LANGUAGES, Language
from wijkteams.numbers.verdicts import VerdictText

TURNING = "verdicts-that-turn"
"""Label of the place that tells which verdicts another choice of the rule would turn."""


class VerdictRole(SphinxRole):
    """`` {verdict}`claim` ``, `` {verdict}`claim:full` `` with its condition, `` {verdict}`=stands` `` for the word itself."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the word, or note the problem and return what was typed."""
        line = line_of(self.env, f"`{self.text}`", self.lineno)
        try:
            return self._nodes(), []
        except InputError as error:
            report(self.env, line, str(error))
            return [nodes.Text(self.text)], []

    def _nodes(self) -> list[nodes.Node]:
        language = page_of(self.env).language
        if self.text.startswith("="):
            return [nodes.emphasis("", _named(self.text[1:], language))]
        key, _, form = self.text.partition(":")
        verdict = sources_of(self.env.app).verdicts[key.strip()]
        self.env.note_dependency(str(VERDICTS))
        text = verdict.said(form.strip() or "word", language)
        # the conditions stand behind the verdict in the letters of the text
        ends = re.search(r"[.:]", text) if form.strip() == "full" else None
        split = ends.start() if ends else len(text)
        said = nodes.emphasis("", text[:split], classes=["wt-verdict"])
        told = [nodes.Text(text[split:])] if ends else []
        return [said, *told, *([self._mark(verdict, language)] if verdict.turns else [])]

    def _mark(self, verdict: VerdictText, language: Language) -> nodes.Node:
        """Return the mark of a verdict that another choice of the rule would turn, as a link to which."""
        said = f"{word('turns', language)}: {verdict.turned_by(language)}"
        link = pending_xref(
            "", nodes.inline("", "\N{DAGGER}"), refdomain="std", reftype="ref", reftarget=TURNING, refexplicit=True,
            refdoc=self.env.docname, refwarn=True,
        )  # fmt: skip
        # around the link: what is resolved keeps nothing but its text
        mark = nodes.abbreviation("", "", link, explanation=said, classes=["wt-turns"])
        return nodes.superscript("", "", mark)


def without_marks(node: nodes.Element) -> None:
    """Take the marks out of a text to copy, where they would lead nowhere."""
    for mark in _marks(node):
        mark.parent.parent.remove(mark.parent)


def explain_marks(app: Sphinx, doctree: nodes.document) -> None:
    """Say at the foot of a page what its marks mean, where it has any."""
    if not _marks(doctree):
        return
    language = page_of(app.env).language
    text = f"\N{DAGGER} {word('turns_note', language)}"
    note = nodes.paragraph("", "", nodes.Text(text), classes=["wt-turns-note"])
    list(doctree.findall(nodes.section))[-1].append(note)


def _marks(node: nodes.Element) -> list[nodes.abbreviation]:
    return [each for each in node.findall(nodes.abbreviation) if "wt-turns" in each["classes"]]


def _named(key: str, language: Language) -> str:
    """Return the word of a verdict, for the pages that explain the words.

    Raises
    ------
    InputError
        If the rule has no such verdict.
    """
    words = {str(name): said for name, said in rule.VERDICTS.items()}
    if key not in words:
        raise InputError(f'the rule has no verdict "{key}"; {did_you_mean(key, words)}')
    return words[key][LANGUAGES.index(language)]
