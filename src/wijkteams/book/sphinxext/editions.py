"""What an edition of the book knows of the other one: its pages, labels and headings, read from their sources."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from weakref import WeakKeyDictionary

from docutils import nodes
from docutils.nodes import make_id
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from wijkteams.book.editions import FOLDERS, edition_of, other_language, pages_of_edition, twin_of
from wijkteams.book.outline import Outline, outline
from wijkteams.book.sphinxext.store import IDENTITY, pages_of
from wijkteams.numbers.formats import Language
from wijkteams.numbers.identity import load_identity

# Before MyST-Parser looks for what a link leads to, and complains.
_BEFORE_MYST = 8
# After the labels have come to their headings, and before Sphinx notes where these are.
_BETWEEN = 700


@dataclass(frozen=True)
class OtherEdition:
    """The pages of the other edition; none where there is no other edition."""

    language: Language
    pages: dict[str, Outline]

    @property
    def labels(self) -> dict[str, tuple[str, str, str]]:
        """Label to page, anchor and title, of every heading that has a label."""
        return {
            label: (name, make_id(label), section.title)
            for name, page in self.pages.items()
            for section in page.headings
            for label in section.labels
        }

    @property
    def register_tables(self) -> dict[str, str]:
        """Table of the register to the page that shows it."""
        return {
            shown.partition(" ")[2]: name
            for name, page in self.pages.items()
            for shown in page.named("directive")
            if shown.startswith("register-table ")
        }

    def shows(self, directive: str) -> set[str]:
        """Return what the pages show with a directive, by its argument."""
        found = (each for page in self.pages.values() for each in page.named("directive"))
        return {
            each.removeprefix(f"{directive} ") for each in found if each.startswith(f"{directive} ")
        }

    @property
    def numbers(self) -> set[str]:
        """The numbers that the pages print."""
        return {
            number.partition(":")[0].strip()
            for page in self.pages.values()
            for number in page.named("number")
        }


_OTHERS: WeakKeyDictionary[Sphinx, OtherEdition] = WeakKeyDictionary()


def edition_being_built(config: Config) -> Language:
    """Return which edition is built, by its first page."""
    return edition_of(str(config.root_doc))


def configure_edition(app: Sphinx, config: Config) -> None:
    """Name the book in the language of the edition; the register of words is of no use beside our search."""
    if edition_being_built(config) == "nl":
        identity = load_identity(Path(app.srcdir) / IDENTITY)
        config.project = config.html_title = identity.short_title("nl")
        config.html_use_index = False


def load_other(app: Sphinx) -> None:
    """Read the pages of the other edition once, when the builder is ready."""
    root, language = Path(app.srcdir), other_language(edition_being_built(app.config))
    _OTHERS[app] = OtherEdition(
        language,
        {
            name: outline((root / f"{name}.md").read_text(encoding="utf-8"))
            for name in pages_of_edition(root, language)
        },
    )


def other_of(app: Sphinx) -> OtherEdition:
    """Return the other edition."""
    return _OTHERS[app]


def language_of(env: BuildEnvironment, name: str) -> Language:
    """Return the language of a page of either edition."""
    known = pages_of(env)
    return known[name].language if name in known else edition_of(name)


class SharedIds(SphinxTransform):
    """Give the headings of a Dutch page the addresses of those of its English twin, before their own."""

    default_priority = _BETWEEN

    def apply(self, **_: Any) -> None:
        """Go through the headings of both, one by one."""
        twin = other_of(self.app).pages.get(twin_of(self.env.docname))
        if edition_of(self.env.docname) != "nl" or twin is None:
            return
        sections = self.document.findall(nodes.section)
        for section, shared in zip(sections, twin.ids, strict=False):
            if shared and shared not in self.document.ids:
                section["ids"].insert(0, shared)
                self.document.ids[shared] = section


class LinksBetweenEditions(SphinxPostTransform):
    """Resolve links to a page or a label that only the other edition has."""

    default_priority = _BEFORE_MYST

    def run(self, **_: Any) -> None:
        """Replace each by a plain link; what neither edition has is left to those who complain of it."""
        for node in list(self.document.findall(pending_xref)):
            if place := self._place(node):
                name, anchor, title = place
                address = self.app.builder.get_relative_uri(self.env.docname, name)
                link = nodes.reference("", "", internal=True)
                link["refuri"] = f"{address}#{anchor}" if anchor else address
                link += [child.deepcopy() for child in node.children]
                if not link.astext():
                    link[:] = [nodes.inline("", title)]
                node.replace_self(link)

    def _place(self, node: pending_xref) -> tuple[str, str, str] | None:
        """Return page, anchor and title of what a link leads to, where that is in the other edition alone."""
        other, target = other_of(self.app), str(node["reftarget"])
        if node["refdomain"] == "doc":
            if target in self.env.all_docs or target not in other.pages:
                return None
            return target, node["reftargetid"] or "", other.pages[target].title
        label = target.lower()
        if node["reftype"] not in ("myst", "ref") or label in self._own_labels():
            return None
        return other.labels.get(label)

    def _own_labels(self) -> dict[str, tuple[str, str]]:
        return cast(StandardDomain, self.env.get_domain("std")).anonlabels


def switch_of(app: Sphinx, docname: str, search: str) -> dict[str, Any] | None:
    """Return where the switch on a page leads, in which language, and whether that is the same page.

    Parameters
    ----------
    app : Sphinx
        The build.
    docname : str
        The page that is written.
    search : str
        Name of the page of the search in this edition.

    Returns
    -------
    dict or None
        ``href``, ``language`` and ``same``; nothing where there is no other edition.
    """
    other, twin = other_of(app), twin_of(docname)
    if not other.pages:
        return None
    same = twin in other.pages or docname == search
    target = twin if same else f"{FOLDERS[other.language]}index"
    return {
        "href": app.builder.get_relative_uri(docname, target),
        "language": other.language,
        "same": same,
    }
