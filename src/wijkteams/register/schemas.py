"""The raw tables of the register as classes of columns, checked as text.

The descriptions here and in `published` are the only ones: the data dictionary and the Frictionless
descriptor are made from them.
"""

from __future__ import annotations

from typing import Final

from wijkteams.register import columns as col
from wijkteams.register import vocabulary as vocab
from wijkteams.register.columns import Table

NAME = r"[a-z0-9]+(_[a-z0-9]+)*"
"""Form of the names of waves, items, topics and contradictions."""

SAME_WORDING = "Where the wording changed: the waves among which it did not, so that those can be compared; `;` between."
"""What `same_wording` holds, of an item and of a row of a series."""

_SOURCE = r"[A-Z0-9]+"
_ADDRESS = r"https?://\S+( https?://\S+)*|address unknown(; .+)?"
_ADD = ", or add it to data/raw/codes.csv"
_FIGURE = rf"{_SOURCE}\.[0-9]{{2,3}}"


class Sources(Table):
    """One row per source: what it is, whether it was read, which origin it repeats."""

    source_id = col.matching("Name of the source, for ever.", _SOURCE, unique=True)
    title = col.text("Title.")
    author = col.text("Author or editor.")
    publisher = col.text("Publisher.")
    date = col.text("Date of publication as far as it is known.")
    address = col.matching("Web address, or 'address unknown' and where else it stands.", _ADDRESS)
    read_state = col.code("How much of the source was read.", vocab.READ_STATES)
    repeats = col.text("Sources whose figures it repeats; `;` between.", empty=True)
    holds = col.text("What the source holds.")
    reliability = col.text("What to bear in mind when using it.")


class Waves(Table):
    """One row per survey or other study: dates, frame, respondents, response."""

    wave_id = col.matching("Name of the wave, for ever.", NAME, unique=True)
    kind = col.code("One of the four surveys, or another study.", vocab.WAVE_KINDS)
    label_nl = col.text("Dutch label.")
    label_en = col.text("English label.")
    field_period = col.text("Field period as sources word it.")
    date_low = col.date("First day of the field period; seasons are taken as months.")
    date_high = col.date("Last day of the field period.")
    date = col.date("Middle of the field period; trends run on this date.")
    municipalities = col.integer("Municipalities that were asked: all of that year.")
    respondents = col.integer("Municipalities, or other units, that answered.")
    response_printed = col.text("Response as printed, in per cent.", empty=True)
    overlap_with = col.text("Earlier wave in which some took part too.", empty=True)
    overlap_printed = col.text(
        "Share of these respondents that took part in that wave, in per cent.", empty=True
    )
    publication_source_id = col.text("Source that published the wave.", empty=True)
    notes = col.text("Remarks.", empty=True)


class Items(Table):
    """One row per item: what was asked, and whether waves can be compared."""

    item_id = col.matching("Name of the item, for ever.", NAME)
    topic = col.matching("Topic: the folder of the item.", NAME)
    label_nl = col.text("Dutch label.")
    label_en = col.text("English label.")
    wording = col.text("The question in our words.")
    response_type = col.code("How it could be answered.", vocab.RESPONSE_TYPES)
    exclusive_group = col.matching(
        "Items that are answers to one single-choice question share this name.", NAME, empty=True
    )
    count_of = col.matching(
        "Item whose share this item counts; empty when it counts nothing.", NAME, empty=True
    )
    presumes_team = col.code(
        "Whether only a municipality with a team can be in this share.", vocab.YES_NO
    )
    comparability = col.code("Whether waves can be compared.", vocab.COMPARABILITY)
    same_wording = col.matching(SAME_WORDING, rf"{NAME}(;{NAME})*", empty=True)
    same_item_note = col.text("Why printed labels are one item, or only look alike.", empty=True)


class Figures(Table):
    """One row per printed figure or statement, as it stands in one place of one source."""

    figure_id = col.matching("Source and running number, for ever.", _FIGURE)
    source_id = col.text("Source in which it was read.")
    origin_id = col.text(
        "Source whose figure this is: the report of the wave, or the source itself."
    )
    wave_id = col.text(
        "Wave it describes; several with `;` when it is said of several or the year is unknown; "
        "empty when no study stands behind it.",
        empty=True,
    )
    item_id = col.text("Item it measures or speaks of.")
    subgroup = col.code(
        "Part of the units it describes. `with_` and an item: those who gave that answer to another question; `without_`: "
        "those who gave another. So each row of a table of type by shortfall is a row here.",
        vocab.SUBGROUPS,
        mend=_ADD,
    )
    printed_label = col.text("Label, verbatim and short, in Dutch.")
    printed_value = col.text("Value as printed; empty for a bare statement.", empty=True)
    unit = col.code("Unit of the value.", vocab.UNITS)
    kind = col.code("What sort of figure it is.", vocab.KINDS)
    base_printed = col.text("Base as printed, verbatim and short.", empty=True)
    possible_bases = col.code_list(
        "Bases that wording and arithmetic leave open; `;` between.", vocab.BASES, _ADD
    )
    n_printed = col.integer(
        "Number of units, only where the source prints it: whole, or as the two cells of a table with + between (45+43).",
        rf"{col.WHOLE_NUMBER}|{col.WITH_AND_WITHOUT}",
    )
    locator = col.text("Place in the source.")
    reading = col.code("How certain the reading is.", vocab.READINGS)
    use = col.code("What the figure is used for.", vocab.USES)
    use_reason = col.code("Why, when not in the series.", vocab.USE_REASONS, empty=True)
    note = col.text("Remarks.", empty=True)


class Contradictions(Table):
    """One row per set of figures that do not agree, kept on purpose."""

    contradiction_id = col.matching("Name of the contradiction, for ever.", NAME)
    figure_ids = col.text("Figures that do not agree; `;` between.")
    what = col.text("What does not agree.")
    used_figure_id = col.text("Figure that is used; empty when none is.", empty=True)
    why = col.text("Why that one.")


class AddedCodes(Table):
    """One row per subgroup or base that the figures need beside those that are built in."""

    vocabulary = col.code("Vocabulary that the code is added to.", vocab.OPEN)
    code = col.matching(
        "Code, as the rows of figures use it.", r"[A-Za-z0-9]+(_[A-Za-z0-9]+)*", unique=True
    )
    meaning = col.text("What it stands for.")


RAW_MODELS: Final[dict[str, type[Table]]] = {
    "sources": Sources,
    "waves": Waves,
    "items": Items,
    "figures": Figures,
    "contradictions": Contradictions,
    "codes": AddedCodes,
}
"""Model of every raw table."""
