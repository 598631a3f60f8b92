"""What the book consists of, read without building anything: the workflow asks this each time it starts."""

import ast
import re
from pathlib import Path

import yaml

_CODE_CELL = re.compile(r"^(`{3,})\{code-cell\}[^\n]*\n(.*?)^\1\s*$", re.MULTILINE | re.DOTALL)
# A heading, a label, or what opens a directive.
_FRAME = re.compile(r"^ *(?:#{1,6} |\([\w-]+\)=|`{3,}\{|:{3,}\{).*", re.MULTILINE)
_NUMBER = re.compile(r"\{num\}`([^`:]+)")
_OPTION = re.compile(r"^:[^\n]*\n", re.MULTILINE)


def chapters_of_toc(toc: Path) -> list[str]:
    """List the source files of a table of contents, in reading order.

    Parameters
    ----------
    toc : Path
        A ``jb-book`` table of contents: a root, parts and chapters.

    Returns
    -------
    list of str
        Paths with their suffix ``.md``, relative to the root of the repository.
    """
    content = yaml.safe_load(toc.read_text(encoding="utf-8"))
    parts = content.get("parts", [content])
    chapters = [chapter["file"] for part in parts for chapter in part.get("chapters", [])]
    return [f"{name}.md" for name in (content["root"], *chapters)]


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
    """Find what a chapter's code may read, from its string literals.

    Parameters
    ----------
    code : str
        Python code.

    Returns
    -------
    (set of str, set of str)
        Words that may be ids of the table catalogue, and paths below ``results/``.
    """
    literals = {
        node.value
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    paths = {text for text in literals if text.startswith("results/")}
    return literals - paths, paths
