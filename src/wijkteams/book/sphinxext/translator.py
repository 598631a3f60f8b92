"""Where a page says something else than Sphinx, docutils and MyST-NB say by themselves: in its markup, and in its language."""

from __future__ import annotations

import re
from typing import Any, cast

from docutils import nodes
from markupsafe import Markup
from sphinx.addnodes import glossary as glossary_node
from sphinx.addnodes import pending_xref
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.references import SOURCES, load_sources
from wijkteams.book.sphinxext.frame import lang_attribute
from wijkteams.book.sphinxext.store import page_of, sources_of
from wijkteams.book.words import NUMBERED, word
from wijkteams.numbers.formats import Language

# Docutils writes the language of a part from a class.
_DUTCH, _ENGLISH = "language-nl", "language-en"
_IN_BRACKETS = re.compile(r" \([^)]*\)")
_YEAR = re.compile(r", (?:\d{4}|n\.d\.)\.?$")
# How MyST-NB begins the words over a folded cell that gives none of its own.
_DEFAULT_PROMPT, _DEFAULT_HIDE = "Show code cell", "Hide code cell"


class PageTranslator(HTML5Translator):
    """The translator of Sphinx, on which the theme builds its own."""

    def starttag(self, node: nodes.Element, tagname: str, *args: Any, **attributes: Any) -> str:
        """Return a start tag; a header cell has a scope, a source in a list is a list item, a formula has a name."""
        if tagname == "th":
            attributes["scope"] = "col" if "head" in attributes["classes"] else "row"
        if isinstance(node, nodes.citation):
            attributes["role"] = "listitem"
        if isinstance(node, nodes.math_block):
            attributes |= {"role": "group", "aria-label": word("formula", page_language(self))}
        return super().starttag(node, tagname, *args, **attributes)

    def add_permalink_ref(self, node: nodes.Element, _: str) -> None:
        """Write the link that leads to a place itself, under a name in the language of the page."""
        language = page_language(self)
        title = word("link_here", language)
        if _DUTCH in node["classes"]:
            title = f'{title}" lang="{language}'
        super().add_permalink_ref(node, title)

    def add_fignumber(self, node: nodes.Element) -> None:
        """Write the number of a caption in the language of its page; Sphinx has one wording for all pages."""
        kind = _kind_of(self.builder.env, node)
        if kind not in NUMBERED or not node["ids"]:
            super().add_fignumber(node)
        elif number := self.builder.fignumbers.get(kind, {}).get(node["ids"][0]):
            wording = _wording(self.builder.env, self.builder.current_docname, kind)
            numbered = wording % ".".join(map(str, number))
            self.body.append(f'<span class="caption-number">{numbered} </span>')


class NumberedReferences(SphinxPostTransform):
    """Point to a numbered figure or table in the language of the page that points.

    What is said at the place itself goes before the one wording of Sphinx for all pages, so it is said there.
    """

    default_priority = ReferencesResolver.default_priority - 1

    def run(self, **_: Any) -> None:
        """Give every `{numref}` without words of its own those of the language."""
        labels = cast(StandardDomain, self.env.get_domain("std")).anonlabels
        for node in self.document.findall(pending_xref):
            docname, anchor = labels.get(node["reftarget"], ("", ""))
            if node["reftype"] != "numref" or node["refexplicit"] or not docname:
                continue
            kind = _kind_of(self.env, self.env.get_doctree(docname).ids[anchor])
            if kind in NUMBERED:
                node["refexplicit"] = True
                node[:] = [nodes.inline("", _wording(self.env, self.env.docname, kind))]


class LanguageOfParts(SphinxPostTransform):
    """Say which terms of the glossary and titles of sources are in the other language, for those who hear a page."""

    # After the bibliography has been set.
    default_priority = ReferencesResolver.default_priority + 10

    def run(self, **_: Any) -> None:
        """Mark those in Dutch on a page in English, and the other way round."""
        if page_of(self.env, self.env.docname).language == "nl":
            self._mark_english()
            return
        for glossary in self.document.findall(glossary_node):
            for term in glossary.findall(nodes.term):
                term["classes"].append(_DUTCH)
        citations = list(self.document.findall(nodes.citation))
        if citations:
            sources = load_sources(sources_of(self.env.app).root / SOURCES).values()
            titles = [source.short_title for source in sources if source.language == "nl"]
            for citation in citations:
                _mark_title(citation, titles)

    def _mark_english(self) -> None:
        """Mark entries of the bibliography without a Dutch title, and of others what we remark, on a page in Dutch."""
        sources = load_sources(sources_of(self.env.app).root / SOURCES).values()
        titles = [source.short_title for source in sources if source.language == "nl"]
        for citation in self.document.findall(nodes.citation):
            if not any(title in citation.astext() for title in titles):
                citation["classes"].append(_ENGLISH)
            else:
                _mark_remarks(citation, titles)


def _mark_title(citation: nodes.citation, titles: list[str]) -> None:
    """Wrap author and title, with which an entry of the bibliography begins; names are said as in the title."""
    for text in list(citation.findall(nodes.Text)):
        if end := _end_of_title(text, titles):
            entry = text.parent
            place = entry.index(text)
            begin = [*entry[:place], nodes.Text(text[:end])]
            marked = nodes.inline("", "", *begin, classes=[_DUTCH])
            entry[: place + 1] = [marked, nodes.Text(text[end:])]
            return


def _end_of_title(text: str, titles: list[str]) -> int:
    """Return where the title that comes first in a text ends; 0 for none."""
    # One title may begin another, or be named in the remark behind it.
    found = [(-text.index(each), len(each)) for each in titles if each in text]
    start, length = max(found, default=(0, 0))
    return length - start


def _mark_remarks(citation: nodes.citation, titles: list[str]) -> None:
    """Wrap what we remark on a source: in brackets behind its title, and behind its publisher and year."""
    for text in list(citation.findall(nodes.Text)):
        end = _end_of_title(text, titles)
        if end and (found := _IN_BRACKETS.match(text[end:])):
            entry, place, behind = text.parent, text.parent.index(text), end + found.end()
            marked = nodes.inline("", found[0], classes=[_ENGLISH])
            entry[place : place + 1] = [nodes.Text(text[:end]), marked, nodes.Text(text[behind:])]
    texts = list(citation.findall(nodes.Text))
    for published, remark in zip(texts, texts[2:], strict=False):
        if _YEAR.search(published):
            remark.parent.replace(remark, nodes.inline("", remark, classes=[_ENGLISH]))


def visit_folded(translator: HTML5Translator, node: nodes.Element) -> None:
    """Open what is folded, under words in the language of the page that are also its accessible name.

    They are those that the cell gives (``code_prompt_show``), or "show the code".
    """
    language = page_language(translator)
    given = [node["prompt_show"], node["prompt_hide"]]
    if given[1].startswith(_DEFAULT_HIDE):
        # What is folded keeps its name when it is open.
        given[1] = given[0]
    if given[0].startswith(_DEFAULT_PROMPT):
        given = [word("show_code", language), word("hide_code", language)]
    # The last line of the code says what it shows.
    code = next(node.findall(nodes.literal_block), node)
    last = code.astext().strip().rpartition("\n")[2]
    translator.body.append(
        Markup(
            '<details class="admonition hide {classes}">\n<summary>\n'
            '<span class="collapsed admonition-title">{show}</span>\n'
            '<span class="expanded admonition-title">{hide}</span>\n'
            '<span class="wt-unseen"{lang}>: {last}</span>\n</summary>\n'
        ).format(
            classes=" ".join(node["classes"]),
            show=given[0],
            hide=given[1],
            last=last,
            # Code is in English.
            lang=lang_attribute("en", language),
        )
    )


def depart_folded(translator: HTML5Translator, _: nodes.Element) -> None:
    """Close what is folded."""
    translator.body.append("</details>\n")


def page_language(translator: HTML5Translator) -> Language:
    """Return the language of the page that is being written."""
    builder = translator.builder
    return page_of(builder.env, builder.current_docname).language


def _kind_of(env: BuildEnvironment, node: nodes.Node) -> str:
    """Return what a node is numbered as, such as ``figure``; an empty text when it has no number."""
    return cast(StandardDomain, env.get_domain("std")).get_enumerable_node_type(node) or ""


def _wording(env: BuildEnvironment, docname: str, kind: str) -> str:
    return NUMBERED[kind][page_of(env, docname).language]
