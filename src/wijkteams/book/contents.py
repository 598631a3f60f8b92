"""What the book consists of, read without building anything: the workflow asks this each time it starts."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

_CODE_CELL = re.compile(r"^(`{3,})\{code-cell\}[^\n]*\n(.*?)^\1\s*$", re.MULTILINE | re.DOTALL)
# As written by hand, or as Jupytext writes them when a chapter is saved in JupyterLab.
_OPTION = re.compile(r"\A---\n.*?^---\n|^:[^\n]*\n", re.MULTILINE | re.DOTALL)
# A heading, a label, or what opens a directive.
_FRAME = re.compile(r"^ *(?:#{1,6} |\([\w-]+\)=|`{3,}\{|:{3,}\{).*", re.MULTILINE)
_NUMBER = re.compile(r"\{num\}`([^`:]+)")


def chapters_of_toc(toc: Path) -> list[str]:
    """List the source files of a table of contents, in reading order.

    Parameters
    ----------
    toc : Path
        A ``jb-book`` table of contents: a root, parts, chapters, and sections below these.

    Returns
    -------
    list of str
        Paths with their suffix ``.md``, relative to the root of the repository.
    """
    content = yaml.safe_load(toc.read_text(encoding="utf-8"))
    parts = content.get("parts", [content])
    chapters = [chapter for part in parts for chapter in part.get("chapters", [])]
    return [f"{name}.md" for name in (content["root"], *_files(chapters))]


def _files(entries: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the pages of some entries, each before those that are folded below it."""
    for entry in entries:
        yield entry["file"]
        yield from _files(entry.get("sections", []))


def frame_of_page(path: Path) -> tuple[list[str], list[str]]:
    """List what the other edition of the book knows of a page: its headings, labels and directives, and its numbers."""
    text = path.read_text(encoding="utf-8")
    return _FRAME.findall(text), sorted({*_NUMBER.findall(text)})


def published_files(manifest: Path) -> list[str]:
    """List the files of the book as it was last published; none before the first time."""
    return manifest.read_text(encoding="utf-8").splitlines() if manifest.is_file() else []


def code_of_chapter(path: Path) -> str:
    """All code of a chapter, as one piece of Python, without reading it as a notebook: that import costs too much."""
    cells = _CODE_CELL.finditer(path.read_text(encoding="utf-8"))
    return "\n".join(_OPTION.sub("", cell[2]) for cell in cells)


def results_named_in(code: str) -> tuple[set[str], set[str]]:
    """Find what a chapter's code may read, from its texts.

    Parameters
    ----------
    code : str
        Python code.

    Returns
    -------
    (set of str, set of str)
        Words that may be ids of the table catalogue, and files below ``results/``: written out, or as ``f"{FOLDER}/name.csv"``
        with a folder that has a name.
    """
    nodes = list(ast.walk(ast.parse(code)))
    literals = {
        each.value
        for each in nodes
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }
    named = {
        target.id: each.value.value
        for each in nodes if isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant)
        for target in each.targets if isinstance(target, ast.Name)
    }  # fmt: skip
    joined = {_joined(each, named) for each in nodes if isinstance(each, ast.JoinedStr)}
    # Cells run in the folder of their chapter.
    texts = {text.removeprefix("../") for text in literals | joined}
    paths = {text for text in texts if re.fullmatch(r"results/.+\.\w+", text)}
    return literals - paths, paths


def _joined(text: ast.JoinedStr, named: Mapping[str, object]) -> str:
    """Return an f-string with the names in it replaced by the constants that they stand for."""
    parts = [
        part.value for part in text.values if isinstance(part, ast.Constant | ast.FormattedValue)
    ]
    return "".join(
        str(named.get(part.id, "") if isinstance(part, ast.Name) else part) for part in parts
    )
