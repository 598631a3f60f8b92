"""What stands where in the source of a page: headings, labels, numbers, verdicts, directives, code cells and paragraphs.

Read from the text alone, so that one edition of the book can know of the other without building it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from docutils.nodes import make_id
from markdown_it.token import Token

from wijkteams.book.prose import DIRECTIVE, NOT_PROSE, page_parser, without_options

Mark = tuple[str, str]
"""Something that twins have in common: its kind, and what tells it apart."""

# Directives that name what they show; what stands behind the name of another is prose.
_NAMING = {*NOT_PROSE, "accessibility", "bibliography", "register-table"} - {
    "code-cell",
    "raw-cell",
}
_ROLES = {"num": "number", "verdict": "verdict"}
# A line of a cell that says how it is shown, which may be in the language of the page.
_OPTION = re.compile(r"^:\w+:.*\n?", re.MULTILINE)
_SPAN = re.compile(r"\[([^\]]*)\]\{[^}]*\}")


@dataclass(frozen=True)
class Paragraph:
    """A run of text: a paragraph, an item, a cell of a table or a caption."""

    line: int
    text: str


@dataclass
class Section:
    """What stands below one heading, without the sections in it; the first holds what stands before any heading."""

    line: int = 1
    level: int = 0
    title: str = ""
    labels: list[str] = field(default_factory=list)
    marks: Counter[Mark] = field(default_factory=Counter)
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    """What stands where on one page."""

    sections: tuple[Section, ...]

    @property
    def headings(self) -> list[Section]:
        """The sections with a heading."""
        return [section for section in self.sections if section.level]

    @property
    def title(self) -> str:
        """The first heading."""
        return self.headings[0].title if self.headings else ""

    @cached_property
    def marks(self) -> Counter[Mark]:
        """Everything that twins have in common, with how often it stands on the page."""
        return sum((section.marks for section in self.sections), Counter())

    def named(self, kind: str) -> set[str]:
        """Return what of a kind stands on the page."""
        return {name for each, name in self.marks if each == kind}

    @property
    def ids(self) -> list[str]:
        """The address of each heading on the page; empty for one that another heading has as well."""
        ids = [make_id(section.title) for section in self.headings]
        return [each if ids.count(each) == 1 else "" for each in ids]


def outline(text: str) -> Outline:
    """Return what stands where in the source of a page, in MyST Markdown."""
    sections = [Section()]
    _read(text, 1, sections)
    return Outline(tuple(sections))


def _read(text: str, first: int, sections: list[Section]) -> None:
    """Read Markdown that starts at line `first` of its page."""
    labels: list[str] = []
    level = 0
    for token in page_parser().parse(text):
        line = first + (token.map[0] if token.map else 0)
        if token.type == "myst_target":
            labels.append(token.content)
        elif token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "inline" and level:
            sections.append(Section(line, level, _plain(token), labels))
            labels, level = [], 0
        elif token.type == "inline":
            sections[-1].marks.update(_marks(token))
            sections[-1].paragraphs.append(Paragraph(line, token.content))
        elif token.type in ("fence", "colon_fence"):
            _read_fence(token, line, sections)
        elif token.type == "table_open":
            sections[-1].marks["table", ""] += 1
        elif token.type == "math_block":
            sections[-1].marks["formula", token.content.strip()] += 1


def _read_fence(token: Token, line: int, sections: list[Section]) -> None:
    directive = DIRECTIVE.fullmatch(token.info.strip())
    if not directive:
        sections[-1].marks["code", token.content] += 1
        return
    name, argument = directive.groups()
    if name == "code-cell":
        sections[-1].marks["cell", _OPTION.sub("", token.content).strip()] += 1
    elif name in _NAMING:
        sections[-1].marks["directive", f"{name} {argument}".strip()] += 1
    else:
        sections[-1].marks["directive", name] += 1
        _read(argument, line, sections)
        _read(without_options(token.content), line + 1, sections)


def _marks(token: Token) -> Iterator[Mark]:
    for child in token.children or []:
        if child.type == "myst_role" and child.meta["name"] in _ROLES:
            yield _ROLES[child.meta["name"]], child.content
        elif child.type == "myst_role" and child.meta["name"].startswith("cite"):
            yield "citation", child.content
        elif child.type == "image":
            yield "image", str(child.attrs["src"])


def _plain(token: Token) -> str:
    """Return the words of a heading, as a reader sees them."""
    words = "".join(child.content for child in token.children or [])
    return _SPAN.sub(r"\1", words)
