"""Judge the pages of a built book: pictures, hosts, links, leftovers of markup, empty numbers.

Pure functions over a folder of HTML. Each returns what is wrong and raises nothing.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

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
_POINTS = {"a": ("href",), "area": ("href",), "form": ("action",), "link": ("href",)}
_NO_PROSE = {"code", "kbd", "pre", "samp", "script", "style"}
_NUMBER = {"wt-number", "pasted-text"}
_FOREIGN = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
_FOREIGN_CSS = re.compile(r"(?:url\(|@import)\s*[\"']?\s*(?:https?:)?//[^\s\"')]+", re.IGNORECASE)
_FOREIGN_SCRIPT = re.compile(r"[\"'`](?:https?:)?//(?!www\.w3\.org/)[\w-]+\.[^\"'`\s]*")
_LEFTOVER = re.compile(r"\{\{|\{[A-Za-z][\w.:+-]*\}|:::+|```+|\]\(")


def read_pages(folder: Path) -> dict[Path, BeautifulSoup]:
    """Read every page below a folder.

    Parameters
    ----------
    folder : Path
        Folder of built HTML.

    Returns
    -------
    dict
        Path relative to the folder, to the page.
    """
    return {
        path.relative_to(folder): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(folder.rglob("*.html"))
        if path.relative_to(folder).parts[0] != "_static"
    }


def _line(tag: Tag | None) -> int:
    return (tag and tag.sourceline) or 0


def _words(tag: Tag, attribute: str) -> set[str]:
    """Return the words of an attribute that is a list of them."""
    return {str(word) for word in tag.get_attribute_list(attribute)}


def _addresses(
    page: BeautifulSoup, attributes: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[int, str]]:
    """Return what the named attributes of the named tags say, each with its line."""
    # All tags are found far faster than those of some names.
    for tag in page.find_all(True):
        for name in attributes.get(tag.name, ()):
            if tag.has_attr(name):
                yield _line(tag), str(tag[name])


def image_problems(pages: dict[Path, BeautifulSoup]) -> list[Problem]:
    """Return pictures without a text for those who do not see them."""
    return [
        Problem(str(path), _line(tag), "", f"image {tag.get('src', '')} has no alternative text")
        for path, page in pages.items()
        for tag in page.find_all("img")
        if not str(tag.get("alt", "")).strip()
    ]


def external_problems(folder: Path, pages: dict[Path, BeautifulSoup]) -> list[Problem]:
    """Return everything that a browser would fetch from another host."""

    def found() -> Iterator[tuple[Path, int, str]]:
        for path, page in pages.items():
            links = [tag for tag in page.find_all("link") if _LINK_LOADS & _words(tag, "rel")]
            loads = [
                *_addresses(page, _LOADS),
                *((_line(tag), str(tag["href"])) for tag in links if tag.has_attr("href")),
            ]
            yield from ((path, line, address) for line, address in loads if _FOREIGN.match(address))
            styled = [
                (tag, str(tag["style"])) for tag in page.find_all(True) if tag.has_attr("style")
            ]
            styled += [(tag, tag.get_text()) for tag in page.find_all("style")]
            # Linked data is read, and not run: its addresses are names.
            scripts = [
                (tag, tag.get_text())
                for tag in page.find_all("script")
                if tag.get("type") != "application/ld+json"
            ]
            for texts, pattern in ((styled, _FOREIGN_CSS), (scripts, _FOREIGN_SCRIPT)):
                for tag, text in texts:
                    yield from ((path, _line(tag), match[0]) for match in pattern.finditer(text))
        for path in sorted(folder.rglob("*.css")):
            text = path.read_text(encoding="utf-8")
            for match in _FOREIGN_CSS.finditer(text):
                line = text[: match.start()].count("\n") + 1
                yield path.relative_to(folder), line, match[0]

    return [
        Problem(str(path), line, "", f"{address} would be loaded from another host; keep it here")
        for path, line, address in found()
    ]


def link_problems(folder: Path, pages: dict[Path, BeautifulSoup]) -> list[Problem]:
    """Return links and loads inside the book that lead nowhere, and anchors given twice."""
    problems = []
    anchors: dict[Path, set[str]] = {path: set() for path in pages}
    for path, page in pages.items():
        for tag in page.find_all(True):
            anchor = str(tag.get("id") or (tag.name == "a" and tag.get("name")) or "")
            if anchor in anchors[path]:
                message = f'the anchor "{anchor}" is given twice'
                problems.append(Problem(str(path), _line(tag), "", message))
            elif anchor:
                anchors[path].add(anchor)
    # The same few addresses stand on all pages of a folder.
    target_of = cache(partial(_target, folder.resolve()))
    for path, page in pages.items():
        in_panels = (each for text in _panels(page)["texts"] for each in _points_of_panel(text))
        for line, address in (*_addresses(page, _POINTS | _LOADS), *in_panels):
            if fault := _fault(target_of, anchors, path, address):
                problems.append(Problem(str(path), line, "", f'the link "{address}" {fault}'))
    return problems


# Pages say the same of a number.
@cache
def _points_of_panel(text: str) -> list[tuple[int, str]]:
    return list(_addresses(BeautifulSoup(text, "html.parser"), _POINTS | _LOADS))


def _panels(page: BeautifulSoup) -> dict[str, Any]:
    """Return what the script of a page says of its numbers: `texts` of HTML, and number to its `panels`."""
    scripts = page.find_all("script")
    data = next((tag for tag in scripts if tag.get("id") == "wt-numbers"), None)
    return json.loads(data.get_text()) if data else {"texts": [], "panels": {}}


def _fault(
    target_of: Callable[[Path, str], Path | str],
    anchors: dict[Path, set[str]],
    path: Path,
    address: str,
) -> str:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return ""
    target = target_of(path.parent, unquote(parts.path)) if parts.path else path
    if isinstance(target, str):
        return target
    known = anchors.get(target)
    if parts.fragment and known is not None and unquote(parts.fragment) not in known:
        return "leads to no anchor on that page"
    return ""


def _target(home: Path, folder: Path, address: str) -> Path | str:
    """Return the file of the book that an address in a folder of it leads to, or what is wrong with it."""
    target = Path(os.path.normpath(home / folder / address))
    if not target.is_file():
        return "leads to no file"
    return target.relative_to(home) if target.is_relative_to(home) else "leads out of the book"


def leftover_problems(pages: dict[Path, BeautifulSoup]) -> list[Problem]:
    """Return markup that was not understood and stands on the page as text."""

    def found(page: BeautifulSoup) -> Iterator[tuple[Tag | None, str]]:
        yield from ((tag, str(tag.get("alt", ""))) for tag in page.find_all(True))
        for text in (each for each in page.descendants if isinstance(each, NavigableString)):
            # Comments are no prose either.
            if (
                _LEFTOVER.search(text)
                and not isinstance(text, PreformattedString)
                and not text.find_parent(_holds_no_prose)
            ):
                yield text.find_previous(True), text

    return [
        Problem(str(path), _line(tag), "", f'"{match[0]}" is markup that was not understood')
        for path, page in pages.items()
        for tag, text in found(page)
        for match in _LEFTOVER.finditer(text)
    ]


def _holds_no_prose(tag: Tag) -> bool:
    return tag.name in _NO_PROSE or "math" in tag.get_attribute_list("class")


def number_problems(pages: dict[Path, BeautifulSoup]) -> list[Problem]:
    """Return numbers that print nothing, and those of which the page has nothing to say."""

    def found(page: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
        panels = _panels(page)["panels"]
        for tag in page.find_all(True):
            if not _NUMBER & _words(tag, "class"):
                continue
            if not tag.get_text().strip():
                yield tag, "a number prints nothing"
            key = str(tag.get("href", "")).partition("#num-")[2]
            if tag.name == "a" and key not in panels:
                yield tag, f'the page does not say where the number "{key}" is from'

    return [
        Problem(str(path), _line(tag), "", message)
        for path, page in pages.items()
        for tag, message in found(page)
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
