"""The view of every figure of the register, with the numbers of the book that rest on it."""

from __future__ import annotations

import re

from markupsafe import Markup

from wijkteams.book.register.files import RegisterFiles, Row
from wijkteams.book.register.views import (
    BREAK,
    NOTHING,
    SIGNS,
    USES,
    Links,
    View,
    dutch,
    joined,
    minor,
    printed_value,
    published_by,
    topic_name,
)
from wijkteams.numbers.formats import Language
from wijkteams.tables import names_in

_HEADING = re.compile(r"[A-Z][^,]*(?<! page)(?=,|$)")

_DUTCH_BASE = re.compile(r"gemeente|wijkteam|cliënten|jongeren|bevolking|\b(de|van)\b")

HEAD = (
    "Row",
    "What",
    "Survey or study",
    "As printed",
    "Source and place",
    "Use and reading",
    "In this book",
)


def view_figures(files: RegisterFiles, links: Links) -> View:
    """Show every row of the register."""
    figures = files.tables["figures"]
    publishers = {
        row["source_id"]: Markup("{}, {}").format(
            published_by(row, files), files.spoken("en", row["date"])
        )
        for row in files.tables["sources"]
    }
    rows = [
        (
            links.row("figures", row["figure_id"], _breakable(row["figure_id"])),
            _what(row, files, links),
            joined(
                (
                    links.row("waves", wave, files.labels["waves"][wave])
                    for wave in names_in(row["wave_id"])
                ),
                BREAK,
            )
            or NOTHING,
            _value(row, files),
            Markup("{}{}").format(
                links.row("sources", row["source_id"]),
                minor(publishers[row["source_id"]], _place(row, files), _origin(row, files, links)),
            ),
            Markup("{}{}").format(
                files.say(USES[row["use"]]),
                minor(
                    files.meaning("use_reason", row["use_reason"]),
                    f"{files.say('reading')}: {files.meaning('reading', row['reading'])}",
                    files.spoken("en", row["note"]),
                ),
            ),
            joined(links.used(row["figure_id"]), BREAK) or NOTHING,
        )
        for row in figures
    ]
    return View(
        "Every figure and statement of the register",
        HEAD,
        rows,
        [row["figure_id"] for row in figures],
        browsable=True,
    )


def _breakable(figure_id: str) -> Markup:
    """Return the name of a row with a place to break the line between source and number."""
    return Markup("{}<wbr>.{}").format(*figure_id.split("."))


def _what(row: Row, files: RegisterFiles, links: Links) -> Markup:
    group = "" if row["subgroup"] == "all" else files.meaning("subgroup", row["subgroup"])
    return Markup("{}{}").format(
        links.row("items", row["item_id"], files.labels["items"][row["item_id"]]),
        minor(dutch(row["printed_label"]), group, topic_name(row["topic"], files)),
    )


def _value(row: Row, files: RegisterFiles) -> Markup:
    """Return value, unit, base and n."""
    bases = f" {files.say('or')} ".join(
        files.meaning("possible_bases", base) for base in names_in(row["possible_bases"])
    )
    return Markup("{}{}").format(
        printed_value(row, files) or NOTHING,
        minor(
            "" if row["unit"] in SIGNS else files.meaning("unit", row["unit"]),
            f"{files.say('base')}: {bases}",
            row["base_printed"]
            and Markup("{}: {}").format(
                files.say("base as printed"), _base(row["base_printed"], files)
            ),
            row["n_printed"] and f"n = {row['n_printed']}",
        ),
    )


def base_language(text: str) -> Language:
    """Return the language of a base: as printed it is in Dutch, as a reader noted it in English."""
    return "nl" if _DUTCH_BASE.search(text) else "en"


def _base(text: str, files: RegisterFiles) -> Markup:
    return dutch(text) if base_language(text) == "nl" else files.spoken("en", text)


def _place(row: Row, files: RegisterFiles) -> Markup:
    """Return the place in a source: a heading that is quoted, with a capital, is in the language of the source."""
    text = row["locator"]
    heading = _HEADING.search(text)
    if not heading:
        return files.spoken("en", text)
    before, after = text[: heading.start()], text[heading.end() :]
    return Markup("{}{}{}").format(
        files.spoken("en", before), dutch(heading[0]), files.spoken("en", after)
    )


def _origin(row: Row, files: RegisterFiles, links: Links) -> Markup:
    """Return whose figure it is, when the source repeats another."""
    if row["origin_id"] == row["source_id"]:
        return Markup("")
    return Markup("{} {}").format(files.say("from"), links.row("sources", row["origin_id"]))
