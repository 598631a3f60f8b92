"""Names and settings of the book that come from the identity file, not from a second place."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from wijkteams.book.notebooks import EXECUTED
from wijkteams.book.sphinxext.store import IDENTITY
from wijkteams.numbers.identity import load_identity


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
