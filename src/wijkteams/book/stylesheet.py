"""One stylesheet from many: joined in their order, without the rules that no page can use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from pathlib import Path

# What braces, semicolons and commas mean nothing in, then those, then any other text.
_PIECE = re.compile(
    r"""/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\)|\\.|[{}();,]|[^{}();,"'/u\\]+|.""",
    re.DOTALL,
)
_IMPORT = re.compile(r"""@import\s+(?:url\()?["']?([^"')]+)["']?\)?\s*;""")
_LICENCE = re.compile(r"/\*!.*?\*/", re.DOTALL)
_GROUPS = ("@media", "@supports", "@container", "@layer")
_NOT = re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")
_NAME = re.compile(r"[.#]((?:\\.|[\w-])+)")
_NAMES_IN_PAGE = re.compile(r"""\b(?:class|id)=\\?["']([^"'\\]*)""")
_SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)
_WORD = re.compile(r"[\w-]+")
# Fonts of 1 MB with icons that are drawn into the pages, and a picture for the hits of Sphinx's own search.
_REPLACED = re.compile(r"@font-face.*Font\\? Awesome|url\(file\.png\)", re.DOTALL)


def join_stylesheets(paths: list[Path]) -> str:
    """Return the text of stylesheets one after the other, with what they import in its place.

    Raises
    ------
    FileNotFoundError
        If a stylesheet or one that it imports is missing.
    """
    return "\n".join(_with_imports(path) for path in paths)


def _with_imports(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return _IMPORT.sub(lambda found: _with_imports(path.parent / found[1]), text)


def names_used(pages: list[str], scripts: list[str]) -> set[str]:
    """Return every class and anchor of some pages, and every word of the scripts, which may set one later."""
    inside = [body for page in pages for body in _SCRIPT.findall(page)]
    found = {
        name for page in pages for value in _NAMES_IN_PAGE.findall(page) for name in value.split()
    }
    return found.union(*map(_WORD.findall, [*scripts, *inside]))


def prune(css: str, names: Set[str]) -> str:
    """Return a stylesheet without comments, and without rules for classes and anchors that are not among the names.

    Licence comments (``/*! ... */``) come first.
    """
    licences = dict.fromkeys(_LICENCE.findall(css))
    return "\n".join([*licences, _kept(css, names)]) + "\n"


def _kept(css: str, names: Set[str]) -> str:
    kept = []
    for prelude, body in _rules(css):
        if body is None:
            kept.append(f"{prelude};")
        elif prelude.startswith(_GROUPS):
            inside = _kept(body, names)
            kept += [f"{prelude}{{{inside}}}"] if inside else []
        elif _REPLACED.search(f"{prelude}{{{body}}}"):
            continue
        elif prelude.startswith("@"):
            kept.append(f"{prelude}{{{body}}}")
        else:
            selectors = [each for each in _split(prelude) if _applies(each, names)]
            kept += [f"{','.join(selectors)}{{{body}}}"] if selectors else []
    return "\n".join(kept)


def _applies(selector: str, names: Set[str]) -> bool:
    """Return whether an element can have all that a selector asks for; `:not()` and the like are passed over."""
    return all(name.replace("\\", "") in names for name in _NAME.findall(_NOT.sub("", selector)))


def _pieces(css: str) -> Iterator[str]:
    return (found[0] for found in _PIECE.finditer(css) if not found[0].startswith("/*"))


def _rules(css: str) -> Iterator[tuple[str, str | None]]:
    """Return each rule at the outer level: what stands before the brace, and what stands in it (None for a statement)."""
    parts: list[str] = []
    prelude, depth = "", 0
    for piece in _pieces(css):
        depth += {"{": 1, "}": -1}.get(piece, 0)
        if piece == "{" and depth == 1:
            prelude, parts = _tidy(parts), []
        elif piece == "}" and depth == 0:
            yield prelude, _tidy(parts)
            parts = []
        elif piece == ";" and depth == 0:
            yield _tidy(parts), None
            parts = []
        else:
            parts.append(piece)


def _tidy(parts: list[str]) -> str:
    """Return text joined, with white space at its ends gone and each run of it outside a text as one space."""
    quoted = ('"', "'")
    return "".join(
        part if part.startswith(quoted) else re.sub(r"\s+", " ", part) for part in parts
    ).strip()


def _split(prelude: str) -> list[str]:
    """Return the selectors of a list; a comma in parentheses does not part them."""
    found, depth = [""], 0
    for piece in _pieces(prelude):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if piece == "," and depth == 0:
            found.append("")
        else:
            found[-1] += piece
    return [each.strip() for each in found]
