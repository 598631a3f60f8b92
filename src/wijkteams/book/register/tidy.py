"""Views of the tidy tables of results: what a row of each is, and what every column holds."""

from __future__ import annotations

from markupsafe import Markup

from wijkteams.book.register.files import RegisterFiles
from wijkteams.book.register.views import NOTHING, Links, View
from wijkteams.numbers.formats import UNITS
from wijkteams.numbers.tidy import TIDY, TIDY_FOLDER


def view_tidy(files: RegisterFiles, links: Links) -> View:
    """Show each table: what a row is, its shape, and its file."""
    rows = []
    for name, table in TIDY.items():
        shown: str = Markup("<code>{}</code>").format(name)
        if files.tidy_rows[name]:
            address = links.file(f"{TIDY_FOLDER}/{name}.csv")
            shown = Markup('<a href="{}" download>{}</a>').format(address, shown)
        shape = (str(files.tidy_rows[name]), str(len(table.columns)))
        rows.append((shown, files.spoken("en", f"{table.row[0].upper()}{table.row[1:]}."), *shape))
    head = ("Table", "One row is", "Rows", "Columns")
    return View("Tidy tables of results", head, rows, numeric=(2, 3))


def view_tidy_columns(files: RegisterFiles, _: Links) -> View:
    """Show every column of every table."""
    rows = [
        (
            Markup("<code>{}</code>").format(column.name),
            name,
            files.spoken("en", column.head),
            (column.unit and UNITS[column.unit][files.language][1].strip())
            or column.unit
            or NOTHING,
            files.spoken("en", f"{column.holds[0].upper()}{column.holds[1:]}."),
        )
        for name, table in TIDY.items()
        for column in table.columns
    ]
    ids = [f"{name}.{column.name}" for name, table in TIDY.items() for column in table.columns]
    head = ("Column", "Table", "As headed", "Unit", "What it holds")
    return View("Columns of the tidy tables", head, rows, ids, browsable=True)
