"""Views of what was measured and what became of it: evidence map, classes, flow, contradictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from wijkteams.book.register.files import RegisterFiles, Row
from wijkteams.book.register.views import (
    BREAK,
    NOTHING,
    USES,
    Links,
    View,
    joined,
    printed_value,
    topic_name,
)
from wijkteams.tables import names_in

# The classes of municipalities, in the order of the columns.
CLASSES = {"all": "All", "G32": "G32", "other": "Outside the G32", "G4": "G4"}
EVIDENCE = {"unused": "printed, not used", "words": "in words only", "nothing": NOTHING}
# In the order of the rows.
STATUS = {"repeated": "in several surveys", "once": "once", "never": "never"}


def view_evidence(files: RegisterFiles, links: Links) -> View:
    """Show what each survey measured of each item."""
    cells = {(row["item_id"], row["wave_id"]): row["evidence"] for row in files.evidence}
    items = {row["item_id"]: row for row in files.evidence}

    def cell(item: str, wave: str) -> Markup:
        state = cells[item, wave]
        if state != "measured":
            return Markup('<span class="wt-{}">{}</span>').format(state, files.say(EVIDENCE[state]))
        # The value for all comes first.
        values = sorted(files.series[item, wave], key=lambda row: row["subgroup"] != "all")
        return joined((_value_link(row, files, links) for row in values), BREAK)

    rows = [
        (
            links.row("items", item, row[f"label_{files.language}"]),
            topic_name(row["topic"], files),
            *(cell(item, survey["wave_id"]) for survey in files.surveys),
            files.say(STATUS[row["status"]]),
        )
        for status in STATUS
        for item, row in items.items()
        if row["status"] == status
    ]
    head = (
        "Item",
        "Topic",
        *(_year(survey) for survey in files.surveys),
        "Measured",
    )
    return View("Evidence map: what each survey measured", head, rows, browsable=True)


def _year(survey: Row) -> str:
    return survey["date"][:4]


def _value_link(row: Row, files: RegisterFiles, links: Links) -> Markup:
    """Return a value of a series as a link to its row in the register, with its class."""
    group = (
        ""
        if row["subgroup"] == "all"
        else f" {files.say(CLASSES.get(row['subgroup'], row['subgroup']))}"
    )
    link = links.row("figures", names_in(row["figure_ids"])[0], printed_value(row, files))
    return Markup("{}{}").format(link, group)


def view_splits(files: RegisterFiles, links: Links) -> View:
    """Show each value of a survey with those of the classes, and the gaps."""
    surveys = {survey["wave_id"]: _year(survey) for survey in files.surveys}
    missing = Markup('<span class="wt-nothing">{}</span>').format(files.say("not found"))
    values_of = {cell: rows for cell, rows in files.series.items() if cell[1] in surveys}
    published = {value["subgroup"] for values in values_of.values() for value in values}
    classes = CLASSES | {name: name for name in sorted(published - CLASSES.keys())}

    def row(item: str, wave: str, values: Sequence[Row]) -> tuple[str, ...]:
        by_class = {
            value["subgroup"]: _value_link({**value, "subgroup": "all"}, files, links)
            for value in values
        }
        name = links.row("items", item, files.labels["items"][item])
        return name, surveys[wave], *(by_class.get(each, missing) for each in classes)

    rows = [row(item, wave, values) for (item, wave), values in values_of.items()]
    head = ("Item", "Survey", *classes.values())
    return View(
        "Values by class of municipalities, and where none was published",
        head,
        rows,
        browsable=True,
    )


def view_flow(files: RegisterFiles, _: Links) -> View:
    """Show how many rows of each topic have which use."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in files.tables["flow"]:
        for topic in (row["topic"], "all topics"):
            for use in (row["use"], "total"):
                counts[topic, use] += int(row["figures"])
    topics = list(dict.fromkeys(topic for topic, _ in counts if topic != "all topics"))
    uses = [*USES, "total"]
    rows = [
        (topic_name(topic, files), *(str(counts[topic, use] or NOTHING) for use in uses))
        for topic in [*topics, "all topics"]
    ]
    head = ("Topic", *(word.capitalize() for word in USES.values()), "Total")
    return View(
        "From raw to series: rows of the register by use", head, rows, numeric=range(1, len(head))
    )


def view_reasons(files: RegisterFiles, _: Links) -> View:
    """Show how many rows are in a series or not, by reason."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in files.tables["flow"]:
        counts[row["use"], row["meaning"]] += int(row["figures"])
    order = {use: place for place, use in enumerate(USES)}
    rows = [
        (files.say(USES[use]), files.say(meaning), str(number))
        for (use, meaning), number in sorted(
            counts.items(), key=lambda each: (order[each[0][0]], -each[1])
        )
    ]
    return View("Why a row is in a series or not", ("Use", "Reason", "Rows"), rows, numeric=(2,))


def view_contradictions(files: RegisterFiles, links: Links) -> View:
    """Show every contradiction."""
    values = {row["figure_id"]: row for row in files.tables["figures"]}

    def figure(ident: str) -> Markup:
        row = values[ident]
        value = printed_value(row, files) if row["printed_value"] else files.say("words")
        return Markup("{} {}").format(links.row("figures", ident), Markup("({})").format(value))

    rows = [
        (
            files.spoken("en", row["what"]),
            joined((figure(each) for each in names_in(row["figure_ids"])), BREAK),
            links.row("figures", row["used_figure_id"])
            if row["used_figure_id"]
            else files.say("none"),
            files.spoken("en", row["why"]),
        )
        for row in files.tables["contradictions"]
    ]
    head = ("What does not agree", "Rows and printed values", "Used", "Why")
    ids = [row["contradiction_id"] for row in files.tables["contradictions"]]
    return View("Contradictions between printed figures", head, rows, ids, browsable=True)
