"""Execute a chapter: a MyST notebook goes in, the same notebook with its outputs comes out, byte for byte repeatable."""

import hashlib
from pathlib import Path

import nbformat
from myst_nb.core.read import read_myst_markdown_notebook
from nbclient import NotebookClient

KERNEL = "python3"
TIMEOUT_SECONDS = 120


def read_chapter(path: Path) -> nbformat.NotebookNode:
    """Read a MyST Markdown chapter as a notebook without outputs.

    Parameters
    ----------
    path : Path
        The chapter, with ``code-cell`` directives at the top level.

    Returns
    -------
    nbformat.NotebookNode
        Cells are numbered in order, so that their ids do not differ from run to run. The metadata hold the line at which
        each cell starts (``source_map``) and the digest of the text (``wijkteams.source_sha256``).
    """
    text = path.read_text(encoding="utf-8")
    notebook: nbformat.NotebookNode = read_myst_markdown_notebook(
        text, add_source_map=True, path=path
    )
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    notebook.metadata["wijkteams"] = {"source_sha256": source_digest(text)}
    return notebook


def source_digest(text: str) -> str:
    """SHA-256 of a chapter's text, by which the book knows that a notebook belongs to it."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def execute_chapter(source: Path, target: Path) -> None:
    """Run all cells of a chapter in its own folder, as JupyterLab does, and write the executed notebook.

    Parameters
    ----------
    source : Path
        The chapter.
    target : Path
        Where the ``.ipynb`` goes.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell raises; the message holds the cell and its traceback.
    """
    notebook = read_chapter(source)
    NotebookClient(
        notebook,
        kernel_name=KERNEL,
        timeout=TIMEOUT_SECONDS,
        resources={"metadata": {"path": str(source.parent)}},
        record_timing=False,
        # Errors only: the kernel warns of its local ports at every start.
        extra_arguments=["--IPKernelApp.log_level=40"],
    ).execute()
    # The kernel reports the exact Python version; leaving it out keeps the bytes equal between patch releases.
    notebook.metadata.pop("language_info", None)
    target.write_text(nbformat.writes(notebook), encoding="utf-8")
