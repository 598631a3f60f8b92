"""The tables and the figure of the chapter on respondent-level files, which exists only where there is a file."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from wijkteams.publish.catalogue import load_tables
from wijkteams.publish.formats import Language
from wijkteams.publish.numbers_file import Numbers
from wijkteams.publish.problems import PublishError
from wijkteams.publish.tables import ShownTable, read_rows
from wijkteams.publish.words import SYNTHETIC

CATALOGUE = Path("config") / "respondents.yaml"
FOLDER = Path("results") / "microdata"
NAME = "WIJKTEAMS_RESPONDENTS"
"""The environment variable with which the workflow says what the results are called."""


class ReleasedTable(ShownTable):
    """A released table; it is not in the catalogue of the book and so has no download of its own."""

    has_download = False


class Picture:
    """A drawing that stands in the page itself, with its words for those who do not see it."""

    def __init__(self, svg: str, words: str) -> None:
        self.svg = svg
        self.words = words

    def _repr_html_(self) -> str:
        """Return the drawing, without the declarations that belong to a file of its own."""
        drawing = Markup(self.svg[self.svg.index("<svg") :])  # noqa: S704 (drawn by us)
        return Markup('<figure role="img" aria-label="{}">{}</figure>').format(self.words, drawing)

    def __repr__(self) -> str:
        """Return the words."""
        return self.words


def show_released(result: str, language: Language = "en", root: Path | None = None) -> ShownTable:
    """Return a released result, ready to be the last line of a code cell.

    Parameters
    ----------
    result : str
        ``counts``, ``models``, ``tests``, ``margins``, ``flow`` or ``withheld``.
    language : {"en", "nl"}
        Language of the page.
    root : Path, optional
        Root of the repository; by default the current folder.

    Returns
    -------
    ShownTable
        Says SYNTHETIC on its face when the file was made up.

    Raises
    ------
    PublishError
        When there is no such result.
    """
    root = root or Path.cwd()
    name = _name()
    table = replace(
        load_tables(root / CATALOGUE)[f"respondents_{result}"], synthetic=_is_synthetic(name)
    )
    rows = read_rows(root / FOLDER / f"{name}_{result}.csv", table)
    return ReleasedTable(table, rows, Numbers(), language)


def show_effects(language: Language = "en", root: Path | None = None) -> Picture:
    """Return the drawing of the differences between types of team; arguments as in `show_released`."""
    name = _name()
    path = (root or Path.cwd()) / FOLDER / f"{name}_effects.svg"
    prefix = f"{SYNTHETIC[language]}. " if _is_synthetic(name) else ""
    words = "Differences between types of team; the table of the models holds the same figures."
    return Picture(path.read_text(encoding="utf-8"), prefix + words)


def _name() -> str:
    name = os.environ.get(NAME)
    if not name:
        raise PublishError(
            "no respondent-level file was brought in; see chapters/bring_your_file.md"
        )
    return name


def _is_synthetic(name: str) -> bool:
    return name.startswith("SYNTHETIC_")
