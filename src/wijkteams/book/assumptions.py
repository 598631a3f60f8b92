"""Find the research assumptions: every comment or docstring of the package that starts with ``ASSUME:``."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARK = "ASSUME:"


@dataclass(frozen=True)
class Assumption:
    """One assumption: the module that makes it, where in its file, and what is assumed."""

    module: str
    path: str
    line: int
    text: str


def find_assumptions(source: Path) -> list[Assumption]:
    """List the assumptions below a folder of source code.

    Parameters
    ----------
    source : Path
        The folder that holds the package, usually ``src``.

    Returns
    -------
    list of Assumption
        Sorted by path and line; `path` starts with the name of `source`. An assumption runs on to the first line that
        is no comment, to the first blank line of a docstring, or to the next assumption.
    """
    found = []
    for path in sorted(source.rglob("*.py")):
        code = path.read_text(encoding="utf-8")
        if MARK in code:
            name = path.relative_to(source)
            module = ".".join(name.with_suffix("").parts)
            place = (source.name / name).as_posix()
            found += [
                Assumption(module, place, line, text) for line, text in sorted(_assumptions(code))
            ]
    return found


def _assumptions(code: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of the assumptions in one module."""
    for block in [*_comments(code), *_docstrings(code)]:
        start, words = 0, [""]
        for line, text in block:
            if text.startswith(MARK):
                if start:
                    yield start, " ".join(words)
                start, words = line, []
            elif start and not text:
                break
            words.append(text.removeprefix(MARK).strip())
        if start:
            yield start, " ".join(words)


def _comments(code: str) -> list[list[tuple[int, str]]]:
    """Return the comments of a module, those on successive lines together."""
    blocks: list[list[tuple[int, str]]] = []
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            line, text = token.start[0], token.string.lstrip("#").strip()
            if not (blocks and blocks[-1][-1][0] == line - 1):
                blocks.append([])
            blocks[-1].append((line, text))
    return blocks


def _docstrings(code: str) -> Iterator[list[tuple[int, str]]]:
    """Yield the paragraphs of every docstring of a module."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, documented) and (docstring := ast.get_docstring(node)):
            paragraph: list[tuple[int, str]] = []
            for line, words in enumerate(docstring.splitlines(), start=node.body[0].lineno):
                if words.strip():
                    paragraph.append((line, words.strip()))
                elif paragraph:
                    yield paragraph
                    paragraph = []
            if paragraph:
                yield paragraph
