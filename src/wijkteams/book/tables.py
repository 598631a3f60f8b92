"""Tables of the catalogue, shown by a code cell: caption, scoped headers, units and the CSV.

This module imports nothing heavy: chapters use it while they are executed.
"""

from __future__ import annotations

import csv
import math
import re
from pathlib import Path

from markupsafe import Markup

from wijkteams.book.html_table import html_table
from wijkteams.book.words import SYNTHETIC, word
from wijkteams.checking.problems import InputError, did_you_mean
from wijkteams.microdata.setting import is_named_synthetic
from wijkteams.numbers.catalogue import Column, Table, fill, keys_used, load_tables
from wijkteams.numbers.file import Numbers, load_numbers
from wijkteams.numbers.formats import UNITS, Language, format_decimal, format_probability, span
from wijkteams.register.vocabulary import OPEN

_ADDED = {*OPEN, "wave_id", "wave_from", "wave_to"}
"""Columns with codes that the data may add: groups and surveys."""
_SURVEY = re.compile(r"^w(?=\d{4}$)")

CATALOGUE = Path("config") / "tables.yaml"
NUMBERS = Path("results") / "numbers.json"
# What an executed notebook keeps a table in Dutch under, beside the one in English.
DUTCH = "application/vnd.wijkteams.nl+html"
# Columns from which a row is a card on a phone, where they would be cut off.
MANY = 5
# More columns than this do not fit beside the margin; the theme then gives the table the margin as well.
NARROW = 7
# Where the long words of units may be hyphenated in a narrow column.
HYPHENATED = {
    "percentage": "percent\N{SOFT HYPHEN}age",
    "procentpunt": "procent\N{SOFT HYPHEN}punt",
}


class ShownTable:
    """A table of the catalogue with its data, which a notebook can display.

    Parameters
    ----------
    table : Table
        The entry of the catalogue.
    rows : list of dict
        Data, column name to text as it stands in the CSV.
    numbers : Numbers
        Numbers that the caption and the note may print.
    language : {"en", "nl"}
        Language of the page.
    """

    has_download = True

    def __init__(
        self, table: Table, rows: list[dict[str, str]], numbers: Numbers, language: Language
    ) -> None:
        self.table = table
        self.rows = rows
        self.numbers = numbers
        self.language = language
        self.caption = fill(table.caption[language], numbers, language)
        self.base = fill(table.base[language], numbers, language)
        self.note = fill(table.note[language], numbers, language) if table.note else ""
        if not rows:
            self.note = word("no_rows", language)
        self.head = [_heading(column, language) for column in table.columns]
        self.cells = [[_cell(column, row, language) for column in table.columns] for row in rows]
        self.row_ids = [row[table.row_id] for row in rows] if table.row_id else []

    def _repr_html_(self) -> str:
        """Return the table as HTML, with base, note and the link to its CSV."""
        return self._html("../")

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Return the table as the Dutch edition shows it: a cell is run once, for both editions."""
        twin = ShownTable(self.table, self.rows, self.numbers, "nl")
        twin.has_download = self.has_download
        return {DUTCH: twin._html("../../")}

    def _html(self, home: str) -> str:
        columns = list(enumerate(self.table.columns))
        shown = html_table(
            self.table.id,
            self._labelled_caption(),
            [_hyphenated(text) for text in self.head],
            self.cells,
            row_headers=[place for place, column in columns if column.header == "row"],
            numeric=[place for place, column in columns if column.format is not None],
            row_ids=self.row_ids,
            labelled=len(columns) >= MANY,
        )
        notes = Markup("{}<p>{}: {}</p>").format(
            Markup("<p>{}</p>").format(self.note) if self.note else "",
            word("base", self.language),
            self.base,
        )
        link = Markup()
        if self.has_download:
            label = f"{word('download', self.language)} CSV"
            link = Markup(
                '<p><a href="{}tables/{}.csv" download aria-label="{}: {}">{}</a></p>'
            ).format(home, self.table.id, label, self.caption, label)
        shape = "wt-table-block full-width" if len(columns) > NARROW else "wt-table-block"
        return Markup('<div class="{}">{}{}{}</div>').format(shape, shown, notes, link)

    def _repr_markdown_(self) -> str:
        """Return the table as Markdown, for a reader without HTML."""
        lines = [self.head, ["---"] * len(self.head), *self.cells]
        table = "\n".join(f"| {' | '.join(_piped(line))} |" for line in lines)
        notes = "\n\n".join(text for text in (self.note, self._base_line()) if text)
        return f"**{self._labelled_caption()}**\n\n{table}\n\n{notes}\n"

    def __repr__(self) -> str:
        """Return the table as plain text."""
        lines = ["\t".join(line) for line in (self.head, *self.cells)]
        return "\n".join([self._labelled_caption(), *lines, self._base_line()])

    def _labelled_caption(self) -> str:
        prefix = f"{SYNTHETIC[self.language]}. " if self.table.synthetic else ""
        return prefix + self.caption

    def _base_line(self) -> str:
        return f"{word('base', self.language)}: {self.base}"


def show_table(id_: str, language: Language = "en", root: Path | None = None) -> ShownTable:
    """Return a table of the catalogue, ready to be the last line of a code cell.

    Parameters
    ----------
    id_ : str
        An id of `config/tables.yaml`.
    language : {"en", "nl"}
        Language of the page.
    root : Path, optional
        Root of the repository; when left out, the nearest folder that holds the catalogue, from the current one upwards.
        The workflow executes chapters in the root, JupyterLab in their own folder.

    Returns
    -------
    ShownTable
        Displayed by a notebook as a captioned table.

    Raises
    ------
    InputError
        When the id is unknown, the data lack a column, a cell is not the number that the
        catalogue says, or synthetic data are not labelled as such.
    """
    root = root or nearest_root(Path.cwd())
    table = load_tables(root / CATALOGUE)[id_]
    rows = read_rows(root / table.data, table)
    numbers = load_numbers(root / NUMBERS) if keys_used(table) else Numbers()
    return ShownTable(table, rows, numbers, language)


def nearest_root(folder: Path) -> Path:
    """Return the nearest folder that holds the catalogue, from this one upwards."""
    for root in (folder, *folder.parents):
        if (root / CATALOGUE).is_file():
            return root
    raise InputError(f"{folder}: neither here nor in a folder above stands {CATALOGUE}")


def read_rows(path: Path, table: Table) -> list[dict[str, str]]:
    """Read the data of a table and check them against its entry.

    Parameters
    ----------
    path : Path
        The CSV, UTF-8 with a header.
    table : Table
        Its entry in the catalogue.

    Returns
    -------
    list of dict
        Column name to text, one for each row.

    Raises
    ------
    InputError
        As in `show_table`.
    """
    if not path.is_file():
        raise InputError(f'{path}: the data of table "{table.id}" do not exist; run `snakemake`')
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        rows = list(reader)
    names = reader.fieldnames or []
    wanted = [name for column in table.columns for name in (column.name, column.to) if name]
    missing = [
        name for name in (*wanted, *([table.row_id] if table.row_id else [])) if name not in names
    ]
    if missing:
        raise InputError(f'{path}: table "{table.id}" needs the column(s) {", ".join(missing)}')
    for line, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise InputError(f"{path}:{line}: the row has not as many cells as the header")
        for column in table.columns:
            _check_cell(f"{path}:{line}", column, row)
    made_up = is_named_synthetic(path) or any(
        row.get("synthetic", "").lower() == "true" for row in rows
    )
    if made_up and not table.synthetic:
        raise InputError(
            f'{path}: the data are synthetic; say `synthetic: true` at table "{table.id}"'
        )
    return rows


def format_cell(text: str, unit: str | None, decimals: str | None, language: Language) -> str:
    """Return one cell of a CSV as it is shown.

    Parameters
    ----------
    text : str
        As it stands in the CSV; an empty cell becomes a dash.
    unit : str or None
        Unit of the column; it stands in the heading, and calendar years are not grouped.
    decimals : str or None
        Digits behind the mark; without it a number keeps at most four significant digits, and none is rounded to zero.
    language : {"en", "nl"}
        Language of the page.
    """
    if not text.strip():
        return "\N{EN DASH}"
    if unit == "probability" and decimals is not None:
        return format_probability(float(text), int(decimals), language)
    if decimals is not None:
        return format_decimal(float(text), int(decimals), language, grouped=unit != "year")
    if not _is_number(text) or "." not in text:
        return text
    short = f"{float(text):.4g}" if abs(float(text)) < 1000 else f"{float(text):.0f}"
    if 0 < float(text) < 1e-4:
        return format_probability(float(text), 4, language)
    places = len(short.partition(".")[2]) if "e" not in short else 4
    return format_decimal(float(text), places, language)


def _check_cell(place: str, column: Column, row: dict[str, str]) -> None:
    for name in filter(None, (column.name, column.to)):
        text = row[name]
        if column.format is not None and text and not _is_number(text):
            raise InputError(f'{place}: column {name} holds "{text}", which is not a number')
        known = column.codes is None or name in _ADDED or text in column.codes
        if text and not known:
            hint = did_you_mean(text, column.codes or ())
            raise InputError(
                f'{place}: column {name} holds "{text}", a code without words; give it some in config/tables.yaml, {hint}'
            )


def _cell(column: Column, row: dict[str, str], language: Language) -> str:
    names = [column.name, *([column.to] if column.to else [])]
    shown = [_text(column, _in(row, name, language), language) for name in names]
    return span(shown[0], shown[-1], language)


def _in(row: dict[str, str], name: str, language: Language) -> str:
    """Return a cell; of a column that ends in ``_en``, that of its twin in the language of the page, where there is one."""
    twin = f"{name.removesuffix('_en')}_{language}" if name.endswith("_en") else name
    return row.get(twin, row[name])


def _text(column: Column, text: str, language: Language) -> str:
    if column.codes is not None and text:
        words = column.codes.get(text)
        return words[language] if words else _SURVEY.sub("", text).replace("_", " ")
    if column.format == "down":
        return format_cell(_floor(text), column.unit, "0", language)
    return format_cell(text, column.unit, column.format, language)


def _floor(text: str) -> str:
    return str(math.floor(float(text))) if text.strip() else text


def _heading(column: Column, language: Language) -> str:
    unit = UNITS[column.unit][language][1].strip() if column.unit else ""
    return f"{column.label[language]} ({unit})" if unit else column.label[language]


def _hyphenated(heading: str) -> str:
    for whole, broken in HYPHENATED.items():
        heading = heading.replace(whole, broken)
    return heading


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _piped(line: list[str]) -> list[str]:
    return [text.replace("|", "\\|") for text in line]
