"""A figure or a table of the catalogue with all that belongs to it when a reader takes it along."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wijkteams.book.contents import chapters_of_toc
from wijkteams.book.downloads.heads import head_of
from wijkteams.book.editions import FOLDERS, toc_of
from wijkteams.book.outline import outline
from wijkteams.book.words import SYNTHETIC, word
from wijkteams.numbers.catalogue import VOCABULARIES, Codes, Figure, Table, fill
from wijkteams.numbers.citations import Cited, Kind
from wijkteams.numbers.file import Numbers
from wijkteams.numbers.formats import LANGUAGES, UNITS, Language, split_placeholders
from wijkteams.numbers.identity import Identity, joined_names

PICTURES = ("svg", "pdf", "png")
_OF_CODES = {"verdict": "verdicts", "wave_id": "waves", "wave_from": "waves", "wave_to": "waves"}
_END: dict[Language, tuple[str, str]] = {"en": ("from", "to"), "nl": ("van", "tot")}


@dataclass(frozen=True)
class Head:
    """A column as it is handed out: its name in the data, its head in words, and the words of its codes."""

    name: str
    text: str
    codes: Codes | None = None

    def cell(self, row: Mapping[str, str], language: Language) -> str:
        """Return its cell in a row: the word of a code, else what stands there."""
        text = row[self.name]
        known = self.codes or {}
        return known[text][language] if text in known else text


@dataclass(frozen=True)
class Shown:
    """One figure or table.

    Attributes
    ----------
    entry : Figure or Table
        Its entry in the catalogue.
    identity : Identity
        What names the book.
    numbers : Numbers
        What its texts print.
    pages : mapping
        Language to the page that shows it, such as `chapters/capacity.html`; empty where none does.
    """

    entry: Figure | Table
    identity: Identity
    numbers: Numbers
    pages: Mapping[Language, str]

    @property
    def kind(self) -> Kind:
        """What it is."""
        return "figure" if isinstance(self.entry, Figure) else "table"

    @property
    def folder(self) -> str:
        """Where its files stand in the book."""
        return f"{self.kind}s"

    def text(self, name: str, language: Language) -> str:
        """Return one of its texts with its numbers filled in; nothing where it has no such text."""
        texts = self.entry.texts.get(name)
        return fill(texts[language], self.numbers, language) if texts else ""

    def title(self, language: Language) -> str:
        """Return what it is called; made-up data are called so first."""
        title = self.text("title" if self.kind == "figure" else "caption", language)
        return f"{SYNTHETIC[language]}. {title}" if self.entry.synthetic else title

    def page(self, language: Language) -> str:
        """Return the place that shows it, in this language where there is one."""
        page = self.pages.get(language) or next(iter(self.pages.values()), "")
        return f"{page}#{self.entry.id}" if page else f"{self.folder}/{self.entry.id}.csv"

    def cited(self, language: Language) -> Cited:
        """Return how it is cited."""
        arguments = (self.kind, self.entry.id, self.title(language), self.page(language))
        return Cited(self.identity, language, *arguments)

    def sentence(self, language: Language) -> str:
        """Return a sentence to take along: what it says, every share with its interval, of whom, and whose it is."""
        name = "title" if self.kind == "figure" else "caption"
        said = fill(self._with_intervals(self.entry.texts[name][language]), self.numbers, language)
        base = self.text("base", language)
        parts = [said, f"{word('base', language)}: {base[0].lower()}{base[1:]}"]
        if self.kind == "figure":
            adapted = f"{word('adapted', language)} {joined_names(self.identity, language)}"
            parts += [self.text("source", language), adapted]
        else:
            parts.append(self.cited(language).credit())
        if self.entry.synthetic:
            parts.insert(0, SYNTHETIC[language])
        return " ".join(_ended(part) for part in parts)

    def _with_intervals(self, text: str) -> str:
        """Return a text in which a number that has an interval is printed with it."""
        for part in split_placeholders(text):
            if not isinstance(part, str):
                number = self.numbers[part[0]]
                if part[1] == "value" and number.low is not None and number.value is not None:
                    text = text.replace(f"{{{part[0]}}}", f"{{{part[0]}:range}}")
        return text

    def file(self, ending: str, language: Language | None = None) -> str:
        """Return the name of a file of it; one in English has no language in its name."""
        own = "" if language in (None, "en") else f".{language}"
        return f"{self.entry.id}{own}.{ending}"

    def heads(self, names: Sequence[str], language: Language) -> list[Head]:
        """Return the columns that are handed out, of those that the data have."""
        if isinstance(self.entry, Table):
            return _heads_of_table(self.entry, names, language)
        other = {f"_{each}" for each in LANGUAGES if each != language}
        own = self.entry.columns
        return [
            Head(
                name,
                own[name][language] if name in own else head_of(name, language),
                VOCABULARIES[_OF_CODES[name]] if name in _OF_CODES else None,
            )
            for name in names
            if name[-3:] not in other or f"{name[:-3]}_{language}" not in names
        ]


def _heads_of_table(table: Table, names: Sequence[str], language: Language) -> list[Head]:
    found = []
    for column in table.columns:
        unit = UNITS[column.unit][language][1].strip() if column.unit else ""
        label = f"{column.label[language]} ({unit})" if unit else column.label[language]
        for place, name in enumerate(filter(None, (column.name, column.to))):
            twin = f"{name.removesuffix('_en')}_{language}" if name.endswith("_en") else name
            text = f"{label}, {_END[language][place]}" if column.to else label
            found.append(Head(twin if twin in names else name, text, column.codes))
    return found


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def pages_that_show(root: Path) -> dict[str, dict[Language, str]]:
    """Find which page of each edition shows a figure, or in a cell a table; by id."""
    found: dict[str, dict[Language, str]] = {}
    for language in FOLDERS:
        toc = root / toc_of(language)
        for name in chapters_of_toc(toc) if toc.is_file() else []:
            page = outline((root / name).read_text(encoding="utf-8"))
            cells = [part for cell in page.named("cell") for part in cell.split('show_table("')[1:]]
            directives = [each.partition(" ") for each in page.named("directive")]
            figures = [id_ for kind, _, id_ in directives if kind == "citable-figure"]
            for id_ in [*figures, *(cell.partition('"')[0] for cell in cells)]:
                found.setdefault(id_, {}).setdefault(language, f"{name.removesuffix('.md')}.html")
    return found


def read_csv(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Return the names of the columns and the rows of a CSV, every cell as text."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    return list(reader.fieldnames or []), rows
