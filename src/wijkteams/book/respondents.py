"""What the chapter on respondent-level files shows; it exists only where the holder of a file released its results."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from wijkteams.book.tables import ShownTable, nearest_root, read_rows
from wijkteams.book.words import SYNTHETIC, word
from wijkteams.checking.problems import InputError
from wijkteams.microdata.setting import is_named_synthetic
from wijkteams.models.plan import Plan, read_plan
from wijkteams.numbers.catalogue import load_tables
from wijkteams.numbers.file import Numbers
from wijkteams.numbers.formats import Language

CATALOGUE = Path("config") / "respondents.yaml"
PLAN = Path("config") / "plan_of_analysis.yaml"
FOLDER = Path("results") / "microdata"
NAME = "WIJKTEAMS_RESPONDENTS"
"""The environment variable with which the workflow says what the results are called."""


class TableWithoutDownload(ShownTable):
    """A table that is not in the catalogue of the book and so has no download of its own."""

    has_download = False

    def _repr_html_(self) -> str:
        """Return the table as HTML; without rows a sentence."""
        if not self.cells:
            return Markup("<p>{}: {}.</p>").format(
                self._labelled_caption(), word("none", self.language)
            )
        return super()._repr_html_()


class Html:
    """A piece of a page, with its words for those who do not see it."""

    def __init__(self, html: Markup, words: str) -> None:
        self.html = html
        self.words = words

    def _repr_html_(self) -> str:
        """Return the piece."""
        return self.html

    def __repr__(self) -> str:
        """Return the words."""
        return self.words


def show_released(result: str, language: Language = "en", root: Path | None = None) -> ShownTable:
    """Return a released result (``counts``, ``effects`` or ``withheld``), ready to be the last line of a code cell.

    It is read below the root of the repository, by default the current folder, and says SYNTHETIC on its face when the file
    was made up. `InputError` when there is no such result.
    """
    root = root or nearest_root(Path.cwd())
    name = _name()
    entry = load_tables(root / CATALOGUE)[f"respondents_{result}"]
    table = replace(entry, synthetic=is_named_synthetic(Path(name)))
    rows = read_rows(root / FOLDER / f"{name}_{result}.csv", table)
    return TableWithoutDownload(table, rows, Numbers(), language)


def show_effects(language: Language = "en", root: Path | None = None) -> Html:
    """Return the drawing of the released differences between types of team; arguments as in `show_released`."""
    name = _name()
    path = (root or nearest_root(Path.cwd())) / FOLDER / f"{name}_effects.svg"
    return picture(
        path.read_text(encoding="utf-8"), language, synthetic=is_named_synthetic(Path(name))
    )


def show_answer(language: Language = "en", root: Path | None = None) -> Html:
    """Return the answer to the question, from the released differences alone; arguments as in `show_released`."""
    # Only here: it brings pandas, which pages that show the plan alone should not wait for.
    from wijkteams.book.respondents_answer import answer_released  # noqa: PLC0415

    root = root or nearest_root(Path.cwd())
    name = _name()
    prefix = f"{SYNTHETIC[language]}. " if is_named_synthetic(Path(name)) else ""
    effects, withheld = (root / FOLDER / f"{name}_{table}.csv" for table in ("effects", "withheld"))
    text = prefix + answer_released(effects, withheld, read_plan(root / PLAN), language)
    return Html(Markup("<p><strong>{}</strong></p>").format(text), text)


def show_plan(language: Language = "en", root: Path | None = None) -> Html:
    """Return the plan of analysis in words; arguments as in `show_released`."""
    lines = plan_in_words(read_plan((root or nearest_root(Path.cwd())) / PLAN), language)
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Html(Markup("<ul>{}</ul>").format(items), "\n".join(lines))


def plan_in_words(plan: Plan, language: Language) -> list[str]:
    """Return the sentences of a plan: the question, the primary model, and each exploratory one."""
    exploratory = word("exploratory", language)
    others = [f"{exploratory}: {purpose[language]}" for purpose in plan.exploratory.values()]
    return [plan.question[language], plan.summary[language], *others]


def picture(svg: str, language: Language, *, synthetic: bool) -> Html:
    """Return a drawing that stands in the page itself, without the declarations that belong to a file of its own."""
    prefix = f"{SYNTHETIC[language]}. " if synthetic else ""
    words = prefix + word("effects_picture", language)
    drawing = Markup(svg[svg.index("<svg") :])  # noqa: S704 (drawn by us)
    figure = Markup('<figure role="img" aria-label="{}">{}</figure>').format(words, drawing)
    return Html(figure, words)


def _name() -> str:
    name = os.environ.get(NAME)
    if not name:
        raise InputError("no respondent-level file was brought in; see chapters/bring_your_file.md")
    return name
