"""The book reads executed notebooks; a notebook that does not belong to its chapter is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
from myst_nb.core.read import read_myst_markdown_notebook
from nbformat import NotebookNode

from wijkteams.book.chapters import source_digest
from wijkteams.book.tables import DUTCH
from wijkteams.checking.problems import InputError, short_path
from wijkteams.numbers.formats import Language

CHAPTERS = "chapters"
EXECUTED = Path("results") / "book" / "chapters"
# Not what file managers and editors leave beside them.
_NOTEBOOKS = "[!.~]*.ipynb"
_CODE_CELL = re.compile(r"^(?:`{3,}|~{3,})\{code-cell\}", re.MULTILINE)


def executed_path(root: Path, docname: str) -> Path:
    """Return where the executed notebook of a page stands."""
    return root / EXECUTED / f"{docname.removeprefix(f'{CHAPTERS}/')}.ipynb"


def check_executed(text: str, notebook: Path) -> None:
    """Check that a chapter's executed notebook exists and was made from this very text.

    Parameters
    ----------
    text : str
        The chapter; a page without code cells needs no notebook.
    notebook : Path
        Where its executed notebook should be.

    Raises
    ------
    InputError
        When the notebook is missing or the chapter has changed since it was executed.
    """
    if not _CODE_CELL.search(text):
        return
    if not notebook.is_file():
        raise InputError(f"this chapter was not executed ({short_path(notebook)}); run `snakemake`")
    if _digest(notebook) != source_digest(text):
        raise InputError(
            f"this chapter changed after it was executed ({short_path(notebook)}); run `snakemake`"
        )


def read_executed(text: str, folder: str) -> NotebookNode:
    """Return the executed notebook of a page: the reader that MyST-NB calls for `.md` files.

    Parameters
    ----------
    text : str
        Text of the page.
    folder : str
        Folder with the executed notebooks.

    Returns
    -------
    NotebookNode
        The notebook made from this very text, found by its digest; a page without code cells is
        returned as one notebook of Markdown, a Dutch one with the outputs of its English twin.

    Raises
    ------
    InputError
        When no notebook was made from this text.
    """
    if not _CODE_CELL.search(text):
        return _locate_cells(read_myst_markdown_notebook(text, add_source_map=True), text)
    wanted = source_digest(text)
    for path in sorted(Path(folder).glob(_NOTEBOOKS)):
        if _digest(path) == wanted:
            notebook: NotebookNode = nbformat.read(path, as_version=4)
            # The digest is for us; left in, it would be printed as the page's front matter.
            notebook.metadata.pop("wijkteams")
            # The kernel's exact version is not stored; the colouring of code only needs a name.
            _spoken(notebook.cells, "en")
            notebook.metadata["language_info"] = {"name": "python", "pygments_lexer": "ipython3"}
            return _fold_code(_locate_cells(notebook, text))
    return _fold_code(_locate_cells(_with_outputs_of_twin(text, Path(folder)), text))


def _with_outputs_of_twin(text: str, folder: Path) -> NotebookNode:
    """Return a Dutch page with the outputs of its English twin, whose cells are the same and were run once.

    Raises
    ------
    InputError
        When no notebook has a cell of the page.
    """
    executed = [nbformat.read(path, as_version=4) for path in sorted(folder.glob(_NOTEBOOKS))]
    outputs = {
        cell.source: cell.outputs
        for notebook in executed
        for cell in notebook.cells
        if cell.cell_type == "code"
    }
    page: NotebookNode = read_myst_markdown_notebook(text, add_source_map=True)
    for cell in (cell for cell in page.cells if cell.cell_type == "code"):
        if cell.source not in outputs:
            raise InputError(f"no notebook in {folder} was made from this chapter; run `snakemake`")
        cell.outputs = outputs[cell.source]
    _spoken(page.cells, "nl")
    page.metadata["language_info"] = {"name": "python", "pygments_lexer": "ipython3"}
    return page


def _spoken(cells: Iterable[NotebookNode], language: Language) -> None:
    """Leave of each output that stands in both languages the one of the page."""
    for data in (output.get("data", {}) for cell in cells for output in cell.get("outputs", ())):
        dutch = data.pop(DUTCH, None)
        if dutch and language == "nl":
            data["text/html"] = dutch


def _locate_cells(notebook: NotebookNode, text: str) -> NotebookNode:
    """Return the notebook with the lines of its cells as MyST-NB 1.4.0 ought to count them.

    It forgets the blank lines before a cell, and counts from one twice.
    """
    lines = text.splitlines()

    def first_line(start: int) -> int:
        blank = next((n for n, line in enumerate(lines[start:]) if line.strip()), 0)
        return start + blank - 1

    notebook.metadata["source_map"] = [first_line(s) for s in notebook.metadata["source_map"]]
    return notebook


def _fold_code(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook with every code cell folded, unless its tags say how it is shown."""
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        shown_as = {"hide-input", "hide-cell", "remove-input", "remove-cell", "show-input"}
        if cell.cell_type == "code" and not shown_as.intersection(tags):
            cell.metadata["tags"] = [*tags, "hide-input"]
    return notebook


def _digest(path: Path) -> Any:
    """Return the digest of the text that a notebook was made from, or None."""
    metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    return metadata.get("wijkteams", {}).get("source_sha256")
