"""Where a page says something else than Sphinx, docutils and MyST-NB say by themselves: in its markup, and in its language."""

from __future__ import annotations

from typing import Any, cast

from docutils import nodes
from markupsafe import Markup
from sphinx.addnodes import pending_xref
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from wijkteams.book.sphinxext.store import page_of
from wijkteams.book.words import NUMBERED, word


class PageTranslator(HTML5Translator):
    """The translator of Sphinx, on which the theme builds its own."""

    def starttag(self, node: nodes.Element, tagname: str, *args: Any, **attributes: Any) -> str:
        """Return a start tag; a header cell has a scope, and what stands in a list of sources is a list item."""
        if tagname == "th":
            attributes["scope"] = "col" if "head" in attributes["classes"] else "row"
        if isinstance(node, nodes.citation):
            attributes["role"] = "listitem"
        return super().starttag(node, tagname, *args, **attributes)

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


def visit_folded(translator: HTML5Translator, node: nodes.Element) -> None:
    """Open what is folded, under words in the language of the page that are also its accessible name."""
    builder = translator.builder
    language = page_of(builder.env, builder.current_docname).language
    translator.body.append(
        Markup(
            '<details class="admonition hide {classes}">\n<summary>\n'
            '<span class="collapsed admonition-title">{show}</span>\n'
            '<span class="expanded admonition-title">{hide}</span>\n</summary>\n'
        ).format(
            classes=" ".join(node["classes"]),
            show=word("show_code", language),
            hide=word("hide_code", language),
        )
    )


def depart_folded(translator: HTML5Translator, _: nodes.Element) -> None:
    """Close what is folded."""
    translator.body.append("</details>\n")


def _kind_of(env: BuildEnvironment, node: nodes.Node) -> str:
    """Return what a node is numbered as, such as ``figure``; an empty text when it has no number."""
    return cast(StandardDomain, env.get_domain("std")).get_enumerable_node_type(node) or ""


def _wording(env: BuildEnvironment, docname: str, kind: str) -> str:
    return NUMBERED[kind][page_of(env, docname).language]
