"""Names and settings of the book that come from the identity file, not from a second place."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from wijkteams.book.notebooks import EXECUTED
from wijkteams.book.sphinxext.store import IDENTITY
from wijkteams.checking.problems import InputError
from wijkteams.numbers.identity import load_identity


def check_whole_book(app: Sphinx, _: Config) -> None:
    """Refuse to build a page by itself, without the figures, numbers and other pages that it refers to.

    Raises
    ------
    InputError
        When the sources are not those of the whole book.
    """
    if not (Path(app.srcdir) / IDENTITY).is_file():
        raise InputError(
            f"{app.srcdir} is a part of the book, and a page cannot be built by itself; "
            "run `snakemake` in the folder of the project, which makes only what changed"
        )


def check_builder(app: Sphinx) -> None:
    """Refuse a form of the book that its parts do not have.

    Raises
    ------
    InputError
        When a builder makes neither pages nor plain text.
    """
    if app.builder.format not in {"html", "text", ""}:
        raise InputError(
            f"the book is made as web pages, not as {app.builder.format}; for paper, print a page from the browser"
        )


def configure(app: Sphinx, config: Config) -> None:
    """Set what the book is called, and that chapters are read as they were executed."""
    identity = load_identity(Path(app.srcdir) / IDENTITY)
    names = ", ".join(identity.names)
    config.project = config.html_title = identity.title
    config.author = names
    config.version = config.release = identity.version
    config.numfig = True
    config.nb_execution_mode = "off"
    folder = str(Path(app.srcdir) / EXECUTED)
    config.nb_custom_formats = {
        ".md": ["wijkteams.book.notebooks.read_executed", {"folder": folder}, False]
    }


def sign(app: Sphinx, config: Config) -> None:
    """Set who holds the rights, after Sphinx has put the year of SOURCE_DATE_EPOCH for the current one."""
    identity = load_identity(Path(app.srcdir) / IDENTITY)
    config.copyright = f"{identity.year} {', '.join(identity.names)}, {identity.licence_content}"
