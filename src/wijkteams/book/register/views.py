"""What the tables of the register have in common when they are shown: a view, its links, its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup, escape

from wijkteams.book.editions import other_language
from wijkteams.book.html_table import spoken_in
from wijkteams.book.references import REMARK
from wijkteams.book.register.files import RegisterFiles, Row

NOTHING = "\N{EN DASH}"
COMMA, BREAK, SPACE = Markup(", "), Markup("<br>"), Markup(" ")
SIGNS = {
    "percent": "%", "percentage_points": " points", "percent_or_points": " per cent or points",
}  # fmt: skip
# Words for a value are as printed, and in English where a reader has only noted them.
_NOTED = re.compile(r"^(?:almost|ample|considerably|most|persists|ranked|up)\b")
USES = {
    "series": "in a series", "repeat": "repeat", "conflict": "conflict", "context": "context",
    "qualitative": "no figure", "set_aside": "set aside",
}  # fmt: skip


class Links(Protocol):
    """Addresses in the book."""

    def row(self, view: str, ident: str, text: str = "") -> Markup:
        """Return a link to a row of a table, or the plain text where no page shows that table."""

    def file(self, path: str) -> str:
        """Return the address of a published file."""

    def used(self, figure_id: str) -> list[Markup]:
        """Return links to the numbers and figures of the book that rest on a row of the register."""


@dataclass(frozen=True)
class View:
    """A table as it is shown; `ids` are the anchors of its rows, none when empty.

    A `browsable` table can be filtered and sorted.
    """

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    ids: Sequence[str] = ()
    numeric: Sequence[int] = ()
    browsable: bool = False


def minor(*texts: str) -> Markup:
    """Return lines that stand small below the main text of a cell, without those that are empty."""
    line = Markup('<span class="wt-minor">{}</span>')
    return Markup("").join(line.format(text) for text in texts if text)


def dutch(text: str) -> Markup:
    """Return a Dutch text, marked so that it is read aloud as Dutch."""
    return spoken_in("nl", text)


def joined(parts: Iterable[str], separator: Markup = COMMA) -> Markup:
    """Return texts and links, one after another."""
    return separator.join(escape(part) for part in parts)


def published_by(row: Row, files: RegisterFiles) -> Markup:
    """Return the publisher of a source; what the register remarks on it is in English."""
    name = REMARK.sub("", row["publisher"])
    remark = row["publisher"].removeprefix(name)
    return Markup("{}{}").format(files.say(name), files.spoken("en", remark))


def topic_name(topic: str, files: RegisterFiles) -> str:
    """Return a topic in words."""
    return files.say(topic.replace("_", " "))


def both_labels(row: Row, files: RegisterFiles) -> Markup:
    """Return the label in the language of the edition, with that in the other below it."""
    other = other_language(files.language)
    label = files.spoken(other, row[f"label_{other}"])
    return Markup("{}{}").format(row[f"label_{files.language}"], minor(label))


def printed_value(row: Row, files: RegisterFiles) -> Markup:
    """Return a value as printed with its unit, and its middle as what a browser sorts by."""
    text = escape(row["printed_value"])
    if not row["value_low"]:
        return files.spoken("en" if _NOTED.search(text) else "nl", text)
    middle = (float(row["value_low"]) + float(row["value_high"])) / 2
    # A share that is printed in words, such as two thirds, has no sign.
    in_words = row["unit"] == "percent" and not text[-1:].isdigit()
    sign = "" if in_words else files.say(SIGNS.get(row["unit"], ""))
    return Markup('<data value="{}">{}{}</data>').format(f"{middle:g}", text, sign)
