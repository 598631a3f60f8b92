"""Views to look things up in: sources, surveys, items, columns and codes."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup, escape

from wijkteams.book.references import WANTED, Source
from wijkteams.book.register.files import RegisterFiles, Row
from wijkteams.book.register.views import (
    NOTHING,
    SPACE,
    Links,
    View,
    both_labels,
    dutch,
    joined,
    minor,
    published_by,
    topic_name,
)
from wijkteams.tables import names_in


def view_waves(files: RegisterFiles, links: Links) -> View:
    """Show the four surveys and every other study."""
    rows = [
        (
            both_labels(row, files),
            files.spoken("en", row["field_period"]),
            row["municipalities"] or NOTHING,
            _answered(row, files),
            links.row("sources", row["publication_source_id"])
            if row["publication_source_id"]
            else NOTHING,
            files.spoken("en", row["notes"]) or NOTHING,
        )
        for row in files.tables["waves"]
    ]
    head = (
        "Survey or study",
        "Field period",
        "Asked",
        "Answered",
        "Published in",
        "Remarks",
    )
    ids = [row["wave_id"] for row in files.tables["waves"]]
    return View("Surveys and other studies", head, rows, ids, numeric=(2, 3), browsable=True)


def _answered(row: Row, files: RegisterFiles) -> Markup:
    """Return how many answered, with the response that was printed."""
    if not row["respondents"]:
        return escape(NOTHING)
    printed = row["response_printed"] and f"{row['response_printed']}% {files.say('as printed')}"
    return Markup('<data value="{0}">{0}</data>{1}').format(row["respondents"], minor(printed))


def view_sources(files: RegisterFiles, links: Links) -> View:
    """Show every source."""
    figures = Counter(row["source_id"] for row in files.tables["figures"])
    rows = [
        (
            row["source_id"],
            Markup("{}{}{}").format(
                _title(row, files),
                minor(Markup("{}; {}").format(dutch(row["author"]), published_by(row, files))),
                minor(files.spoken("en", row["date"])),
            ),
            _address(row, files),
            files.meaning("read_state", row["read_state"]),
            Markup("{}{}{}").format(
                files.spoken("en", row["holds"]),
                minor(files.spoken("en", row["reliability"])),
                _repeats(row, files, links),
            ),
            str(figures[row["source_id"]]),
        )
        for row in files.tables["sources"]
    ]
    head = (
        "Source",
        "Title, author, publisher, date",
        "Address",
        "How far read",
        "What it holds",
        "Rows",
    )
    ids = [row["source_id"] for row in files.tables["sources"]]
    return View("Sources of the register", head, rows, ids, numeric=(5,), browsable=True)


def _repeats(row: Row, files: RegisterFiles, links: Links) -> Markup:
    """Say what a source prints again, where it does."""
    repeated = joined(links.row("sources", each) for each in names_in(row["repeats"]))
    return minor(Markup("{} {}").format(files.say("Repeats"), repeated)) if repeated else Markup()


def _title(row: Row, files: RegisterFiles) -> Markup:
    """Return the title of a source in its language, with the remark of the register behind it in that of the page."""
    source = Source(*(row[name] for name in WANTED))
    if source.language == "en":
        return files.spoken("en", row["title"])
    return Markup("{}{}").format(
        dutch(source.short_title), files.spoken("en", row["title"].removeprefix(source.short_title))
    )


def _address(row: Row, files: RegisterFiles) -> Markup:
    """Return addresses as links that show their host, and say to who only hears them of what they are."""

    def link(word: str, place: int) -> Markup:
        host = word.split("/")[2].removeprefix("www.")
        name = f"{host}: {row['source_id']}{f', {place}' if place > 1 else ''}"
        return Markup('<a href="{}" aria-label="{}">{}</a>').format(word, name, host)

    if not row["address"].startswith("http"):
        return files.spoken("en", row["address"])
    words = row["address"].split()
    return joined((link(word, place) for place, word in enumerate(words, start=1)), SPACE)


def view_items(files: RegisterFiles, _: Links) -> View:
    """Show every item."""
    rows = [
        (
            both_labels(row, files),
            topic_name(row["topic"], files),
            files.spoken("en", row["wording"]),
            files.meaning("response_type", row["response_type"]),
            Markup("{}{}").format(
                files.meaning("comparability", row["comparability"]),
                minor(files.spoken("en", row["same_item_note"])),
            ),
        )
        for row in files.tables["items"]
    ]
    head = (
        "Item",
        "Topic",
        "What was asked, in our words",
        "How it could be answered",
        "Can surveys be compared?",
    )
    ids = [row["item_id"] for row in files.tables["items"]]
    return View(
        "Items, their wording and whether surveys can be compared", head, rows, ids, browsable=True
    )


def view_dictionary(files: RegisterFiles, links: Links) -> View:
    """Show every column of the data package."""
    rows = [
        (
            Markup("<code>{}</code>").format(row["column"]),
            Markup('<a href="{}">{}</a>').format(
                links.file(f"data/{row['table']}.csv"), row["table"]
            ),
            files.say(row["type"]),
            files.say(row["required"]),
            files.spoken("en", row["description"]),
            links.row("codes", row["vocabulary"], row["vocabulary"])
            if row["vocabulary"]
            else NOTHING,
        )
        for row in files.tables["dictionary"]
    ]
    head = ("Column", "Table", "Type", "Always filled", "What it holds", "Codes")
    ids = [f"{row['table']}.{row['column']}" for row in files.tables["dictionary"]]
    return View("Columns of the published tables", head, rows, ids, browsable=True)


def view_forms(files: RegisterFiles, _: Links) -> View:
    """Show how a printed value is read, one row for each example."""
    rows = [
        (
            dutch(row["printed_value"]),
            files.meaning("unit", row["unit"]),
            _interval(row, files),
            row["step"] or NOTHING,
            files.spoken("en", row["form"]),
            files.spoken("en", row["meaning"]),
        )
        for row in files.tables["forms"]
    ]
    head = ("Printed", "Unit", "Read as", "Rounded to", "Form", "What it is taken to say")
    return View("How a printed value is read", head, rows, browsable=True)


def _interval(row: Row, files: RegisterFiles) -> str:
    """Return the ends of a value, one where both are the same."""
    low, high = row["value_low"], row["value_high"]
    return f"{low} {files.say('to')} {high}" if low != high else low or files.say("no figure")


def view_codes(files: RegisterFiles, _: Links) -> View:
    """Show every code."""
    rows = [
        (
            Markup("<code>{}</code>").format(row["code"]),
            files.spoken("en", row["vocabulary"].replace("_", " ")),
            files.say(row["meaning"]),
        )
        for row in files.tables["codes"]
    ]
    vocabularies = [row["vocabulary"] for row in files.tables["codes"]]
    # The first code of a vocabulary is its anchor.
    ids = [
        name if vocabularies.index(name) == place else "" for place, name in enumerate(vocabularies)
    ]
    return View(
        "Codes and what they stand for",
        ("Code", "Vocabulary", "Meaning"),
        rows,
        ids,
        browsable=True,
    )
