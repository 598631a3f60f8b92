"""The chapter for the holder of respondent-level files: exact, in one file that opens from disk, for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from wijkteams.book.respondents import (
    CATALOGUE,
    TableWithoutDownload,
    picture,
    plan_in_words,
)
from wijkteams.book.respondents_answer import answer_question
from wijkteams.book.tables import read_rows
from wijkteams.book.words import SYNTHETIC
from wijkteams.microdata.pipeline import read_frame
from wijkteams.models.plan import Plan
from wijkteams.numbers.catalogue import Catalogue, Table, load_tables
from wijkteams.numbers.file import Numbers
from wijkteams.numbers.formats import LANGUAGES

Row = dict[str, str]

TITLE = "Team type and shortfalls: what the answers in your file say"
_CONFIDENTIAL = (
    "For the holder of the file alone. The figures are exact, and the answers of single municipalities can be worked out "
    "from them. Do not pass this page on. What may leave your hands is in the last section."
)
_RELEASE = (
    "Counts are rounded, and cells that would give municipalities away are hidden. The differences are fitted to the rounded "
    "counts, without size, and rounded again. Write the line release: yes in config/microdata.yaml and run make book: the book "
    "then has a chapter with these three tables, and nothing else leaves the private folder. What was released once is not "
    "released again with other answers."
)
_READING = (
    "The difference is in percentage points and the ratio is one of odds; for the number of shortfalls the "
    "difference is in shortfalls and the ratio is one of numbers. The row of all surveys without a type of team "
    "tests whether the types differ in the same way in every survey. The interval of one type is not corrected for "
    "the number of types."
)
_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 64rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3 { line-height: 1.25; }
.answer { border-left: .3rem solid #0072b2; padding-left: 1rem; font-size: 1.1rem; }
.wt-scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
th, td { padding: .25rem .6rem; text-align: left; border-bottom: 1px solid #8888; vertical-align: top; }
.wt-numeric { text-align: right; font-variant-numeric: tabular-nums; }
td.wt-numeric { white-space: nowrap; }
figure { margin: 1rem 0; background: #fff; }
figure svg { max-width: 100%; height: auto; }
"""


def holder_page(folder: Path, plan: Plan, drawing: str, *, synthetic: bool) -> str:
    """Return the chapter as one page of HTML, without anything from elsewhere.

    The private folder holds the exact results and those that may be released; `drawing` shows the differences between types
    of team, as SVG. Where the answers are made up the page says so on its face and on every table. `InputError` when a
    result is missing or is not what the catalogue says.
    """
    tables = _Tables(load_tables(CATALOGUE), folder, synthetic)
    mark = f"{SYNTHETIC['en']}. " if synthetic else ""
    parts = [
        Markup("<h1>{}{}</h1>\n<p><strong>{}</strong></p>\n").format(mark, TITLE, _CONFIDENTIAL)
    ]
    models, refused = read_frame(folder, "models"), read_frame(folder, "refused")
    for each in LANGUAGES:
        answer = answer_question(models, refused, plan, each)
        said = Markup('<p class="answer" lang="{}">{}{}</p>\n').format(each, mark, answer)
        parts.append(said)
    drawn = picture(drawing, "en", synthetic=synthetic).html
    for title, own in _sections(tables, plan, drawn).items():
        parts += [Markup("<h2>{}</h2>\n").format(title), *own]
    body = Markup("").join(parts)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{mark}{TITLE}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


class _Tables:
    """The tables of the private folder, shown with some of their rows."""

    def __init__(self, catalogue: Catalogue[Table], folder: Path, synthetic: bool) -> None:
        self.catalogue = catalogue
        self.folder = folder
        self.synthetic = synthetic

    def show(
        self, name: str, keep: Callable[[Row], bool] = lambda row: True, caption: str | None = None
    ) -> Markup:
        """Return the table ``holder_<name>`` in HTML; its rows that are kept."""
        table = replace(self.catalogue[f"holder_{name}"], synthetic=self.synthetic)
        if caption:
            table = replace(table, caption={"en": caption, "nl": caption})
        path = self.folder / Path(table.data).name
        rows = [row for row in read_rows(path, table) if keep(row)]
        shown = TableWithoutDownload(table, rows, Numbers(), "en")._repr_html_()
        return Markup(shown) + _notes(rows)  # noqa: S704 (made of escaped parts)


def _notes(rows: list[Row]) -> Markup:
    """Say what must be known of some rows, with the shortfalls that it is about."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if note := row.get("note_en"):
            where = row["label_en"] + ("" if row["wave_id"] == "all" else f" {row['wave_id'][1:]}")
            found.setdefault(note, []).append(where)
    lines = (
        Markup("<p>{}: {}.</p>\n").format(", ".join(dict.fromkeys(where)), note)
        for note, where in found.items()
    )
    return Markup("").join(lines)


def _said(text: str) -> Markup:
    return Markup("<p>{}</p>\n").format(text)


def _sections(tables: _Tables, plan: Plan, drawing: Markup) -> dict[str, list[Markup]]:
    """Return the title and the parts of each section."""

    def of(model: str) -> Callable[[Row], bool]:
        # With the test of type by survey, which is one row without a type.
        return lambda row: row["model"] == model and row["term"].startswith("team_type")

    lines = (Markup("<li>{}</li>").format(line) for line in plan_in_words(plan, "en"))
    others = plan.exploratory.items()
    return {
        "What the plan asked for, and what came out": [
            _said("The plan stood before the file was opened:"),
            Markup("<ul>{}</ul>\n").format(Markup("").join(lines)),
            drawing,
            tables.show("primary", of("primary")),
            _said(
                "An answer is the view of one official: a perceived shortage, not a measured one."
            ),
        ],
        "Exploratory: what else was looked at": [
            *(tables.show("exploratory", of(model), purpose["en"]) for model, purpose in others),
            _said(_READING),
            tables.show("tests"),
            tables.show("refused"),
        ],
        "The answers behind it": [
            tables.show(name) for name in ("margins", "flow", "frequencies", "counts")
        ],
        "What may be released": [
            _said(_RELEASE),
            *(tables.show(f"release_{name}") for name in ("effects", "counts", "withheld")),
        ],
    }
