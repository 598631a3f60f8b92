"""Judge the pages of a built book: pictures, hosts, links, leftovers of markup, empty numbers.

Pure functions over a folder of HTML. Each returns what is wrong and raises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from wijkteams.checking.problems import Problem

# Attributes that make a browser fetch something without being asked.
_LOADS = {
    "audio": ("src",), "embed": ("src",), "iframe": ("src",), "img": ("src", "srcset"),
    "input": ("src",), "object": ("data",), "script": ("src",), "source": ("src", "srcset"),
    "track": ("src",), "use": ("href", "xlink:href"), "video": ("src", "poster"),
}  # fmt: skip
_LINK_LOADS = {
    "dns-prefetch", "icon", "manifest", "modulepreload", "preconnect", "prefetch", "preload",
    "stylesheet",
}  # fmt: skip
_POINTS = {"a": "href", "area": "href", "form": "action", "link": "href"}
_NO_PROSE = {"code", "kbd", "pre", "samp", "script", "style"}
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip
_NUMBER = {"wt-number-value", "pasted-text"}
_FOREIGN = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_FOREIGN_CSS = re.compile(r"(?:url\(|@import)\s*[\"']?\s*(?:https?:)?//[^\s\"')]+", re.IGNORECASE)
_FOREIGN_SCRIPT = re.compile(r"[\"'`](?:https?:)?//(?!www\.w3\.org/)[\w-]+\.[^\"'`\s]*")
_LEFTOVER = re.compile(r"\{\{|\{[A-Za-z][\w.:+-]*\}|:::+|```+")


@dataclass
class Page:
    """What one page holds that can be wrong; every entry comes with its line."""

    ids: set[str] = field(default_factory=set)
    doubled_ids: list[tuple[int, str]] = field(default_factory=list)
    images: list[tuple[int, str, str | None]] = field(default_factory=list)
    loads: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)
    styles: list[tuple[int, str]] = field(default_factory=list)
    scripts: list[tuple[int, str]] = field(default_factory=list)
    prose: list[tuple[int, str]] = field(default_factory=list)
    numbers: list[tuple[int, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Fill a `Page` from its HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._open: list[tuple[str, bool, bool]] = []  # tag, holds no prose, is a number

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        line, page = self.getpos()[0], self.page
        if anchor := values.get("id") or (values.get("name", "") if tag == "a" else ""):
            if anchor in page.ids:
                page.doubled_ids.append((line, anchor))
            page.ids.add(anchor)
        if tag == "img":
            page.images.append((line, values.get("src", ""), values.get("alt")))
        self._note_addresses(tag, values, line)
        if tag not in _VOID:
            classes = set(values.get("class", "").split())
            self._open.append((tag, tag in _NO_PROSE or "math" in classes, bool(classes & _NUMBER)))
            if classes & _NUMBER:
                page.numbers.append((line, ""))

    def _note_addresses(self, tag: str, values: dict[str, str], line: int) -> None:
        page = self.page
        loads = [values[name] for name in _LOADS.get(tag, ()) if values.get(name)]
        if tag == "link" and _LINK_LOADS & set(values.get("rel", "").split()):
            loads.append(values.get("href", ""))
        page.loads += [(line, address) for address in loads]
        if _POINTS.get(tag, "") in values:
            page.links.append((line, values[_POINTS[tag]]))
        page.links += [(line, address) for address in loads if tag != "link"]
        if "style" in values:
            page.styles.append((line, values["style"]))
        if values.get("alt"):
            page.prose.append((line, values["alt"]))

    def handle_endtag(self, tag: str) -> None:
        places = [place for place, (name, _, _) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]

    def handle_data(self, data: str) -> None:
        line, page = self.getpos()[0], self.page
        tags = {tag for tag, _, _ in self._open}
        if "style" in tags:
            page.styles.append((line, data))
        elif "script" in tags:
            page.scripts.append((line, data))
        elif not any(silent for _, silent, _ in self._open):
            page.prose.append((line, data))
        if any(is_number for _, _, is_number in self._open):
            start, text = page.numbers[-1]
            page.numbers[-1] = (start, text + data)


def read_pages(folder: Path) -> dict[Path, Page]:
    """Read every page below a folder.

    Parameters
    ----------
    folder : Path
        Folder of built HTML.

    Returns
    -------
    dict
        Path relative to the folder, to what the page holds.
    """
    pages = {}
    for path in sorted(folder.rglob("*.html")):
        relative = path.relative_to(folder)
        if relative.parts[0] == "_static":
            continue
        reader = _Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        reader.close()
        pages[relative] = reader.page
    return pages


def image_problems(pages: dict[Path, Page]) -> list[Problem]:
    """Return pictures without a text for those who do not see them."""
    return [
        Problem(str(path), line, "", f"image {source} has no alternative text")
        for path, page in pages.items()
        for line, source, alt in page.images
        if alt is None or not alt.strip()
    ]


def external_problems(folder: Path, pages: dict[Path, Page]) -> list[Problem]:
    """Return everything that a browser would fetch from another host."""

    def found() -> Iterator[tuple[Path, int, str]]:
        for path, page in pages.items():
            yield from ((path, line, url) for line, url in page.loads if _FOREIGN.match(url))
            for texts, pattern in ((page.styles, _FOREIGN_CSS), (page.scripts, _FOREIGN_SCRIPT)):
                for line, text in texts:
                    yield from ((path, line, match[0]) for match in pattern.finditer(text))
        for path in sorted(folder.rglob("*.css")):
            text = path.read_text(encoding="utf-8")
            for match in _FOREIGN_CSS.finditer(text):
                line = text[: match.start()].count("\n") + 1
                yield path.relative_to(folder), line, match[0]

    return [
        Problem(str(path), line, "", f"{address} would be loaded from another host; keep it here")
        for path, line, address in found()
    ]


def link_problems(folder: Path, pages: dict[Path, Page]) -> list[Problem]:
    """Return links and loads inside the book that lead nowhere, and anchors given twice."""
    problems = [
        Problem(str(path), line, "", f'the anchor "{anchor}" is given twice')
        for path, page in pages.items()
        for line, anchor in page.doubled_ids
    ]
    for path, page in pages.items():
        for line, address in page.links:
            if fault := _fault(folder, pages, path, address):
                problems.append(Problem(str(path), line, "", f'the link "{address}" {fault}'))
    return problems


def _fault(folder: Path, pages: dict[Path, Page], path: Path, address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return ""
    target = (folder / path.parent / unquote(parts.path)).resolve() if parts.path else folder / path
    if not target.is_file():
        return "leads to no file"
    try:
        page = pages.get(target.resolve().relative_to(folder.resolve()))
    except ValueError:
        return "leads out of the book"
    if parts.fragment and page and unquote(parts.fragment) not in page.ids:
        return "leads to no anchor on that page"
    return ""


def leftover_problems(pages: dict[Path, Page]) -> list[Problem]:
    """Return markup that was not understood and stands on the page as text."""
    return [
        Problem(str(path), line, "", f'"{match[0]}" is markup that was not understood')
        for path, page in pages.items()
        for line, text in page.prose
        for match in _LEFTOVER.finditer(text)
    ]


def number_problems(pages: dict[Path, Page]) -> list[Problem]:
    """Return numbers that print nothing."""
    return [
        Problem(str(path), line, "", "a number prints nothing")
        for path, page in pages.items()
        for line, text in page.numbers
        if not text.strip()
    ]


def check_html(folder: Path) -> list[Problem]:
    """Return every problem of a built book.

    Parameters
    ----------
    folder : Path
        Folder of built HTML.

    Returns
    -------
    list of Problem
        Sorted by page; empty when the book may be published.
    """
    pages = read_pages(folder)
    if not pages:
        return [Problem(str(folder), 0, "", "holds no page")]
    return sorted(
        {
            *image_problems(pages),
            *external_problems(folder, pages),
            *link_problems(folder, pages),
            *leftover_problems(pages),
            *number_problems(pages),
        }
    )
