"""The published tables as classes of columns, the data dictionary among them."""

from __future__ import annotations

from typing import Final

from wijkteams.register import columns as col
from wijkteams.register import vocabulary as vocab
from wijkteams.register.columns import Table
from wijkteams.register.schemas import (
    NAME,
    SAME_WORDING,
    Contradictions,
    Figures,
    Items,
    Sources,
    Waves,
)

_LOW = "Lower end of the printed value as a closed interval, on the scale of the unit."
_HIGH = "Upper end of that interval; a plain number has both ends equal."
_STEP = (
    "Rounding step: the quantity lies within half a step of the interval. 0 for bounds in words."
)


class PublishedFigures(Figures):
    """One row per printed figure or statement, with its value as an interval."""

    topic = col.matching("Topic.", NAME)
    n_printed = col.number("Number of units, only where the source prints it.", "integer")
    value_low = col.number(_LOW)
    value_high = col.number(_HIGH)
    step = col.number(_STEP)
    wave_date = col.date("Middle of the field period of the wave.")


class PublishedSeries(Table):
    """One row per item, wave and subgroup: the figure that is used."""

    topic = PublishedFigures.topic
    item_id = col.matching("Item.", NAME)
    label_en = col.text("English label of the item.")
    label_nl = col.text("Dutch label of the item.")
    wave_id = col.matching("Wave.", NAME)
    wave_date = PublishedFigures.wave_date
    subgroup = Figures.subgroup
    unit = Figures.unit
    printed_value = col.text("Value as printed.")
    value_low = col.number(_LOW, required=True)
    value_high = col.number(_HIGH, required=True)
    step = col.number(_STEP, required=True)
    possible_bases = Figures.possible_bases
    n_printed = PublishedFigures.n_printed
    response_type = Items.response_type
    exclusive_group = col.text(
        "Items that are answers to one single-choice question share this name.", empty=True
    )
    comparability = Items.comparability
    same_wording = col.text(SAME_WORDING, empty=True)
    reading = Figures.reading
    figure_ids = col.text("The figure used, then the repeats that agree; `;` between.")
    note = Figures.note


class Flow(Table):
    """From raw to series: how many figures were used or not, and why."""

    topic = col.matching("Topic.", NAME)
    use = col.code("What the figures are used for.", vocab.USES)
    use_reason = col.code("Why, when not in the series.", vocab.USE_REASONS, empty=True)
    figures = col.number("Number of figures.", "integer", required=True)
    meaning = col.text("The reason in words.")


class Dictionary(Table):
    """One row per column of every published table."""

    table = col.text("Table.")
    column = col.text("Column.")
    type = col.text("Type: string, integer, number or date.")
    required = col.code("Whether no cell may be empty.", vocab.YES_NO)
    vocabulary = col.text("Vocabulary of its codes; see codes.", empty=True)
    description = col.text("What it holds.")


class Codes(Table):
    """One row per code of every closed vocabulary."""

    vocabulary = col.text("Vocabulary.")
    code = col.text("Code.")
    meaning = col.text("What it stands for.")


class Forms(Table):
    """One row per example of a form that a printed value takes, with how it is read."""

    form = col.text("Form.")
    printed_value = col.text("A value of this form, as it may be printed.")
    unit = Figures.unit
    value_low = col.number(_LOW)
    value_high = col.number(_HIGH)
    step = col.number(_STEP)
    meaning = col.text("What a value of this form is taken to say.")


PUBLISHED_MODELS: Final[dict[str, type[Table]]] = {
    "sources": Sources,
    "waves": Waves,
    "items": Items,
    "figures": PublishedFigures,
    "contradictions": Contradictions,
    "series": PublishedSeries,
    "flow": Flow,
    "dictionary": Dictionary,
    "codes": Codes,
    "forms": Forms,
}
"""Model of every published table; the key is the name of its CSV."""

PUBLISHED_FILES: Final = (
    *(f"{table}.csv" for table in PUBLISHED_MODELS),
    "datapackage.json",
    "wijkteams-register.zip",
)
"""Every file of the data package: tables, descriptor, and one archive of both."""

PRIMARY_KEYS: Final[dict[str, list[str]]] = {
    "sources": ["source_id"],
    "waves": ["wave_id"],
    "items": ["item_id"],
    "figures": ["figure_id"],
    "contradictions": ["contradiction_id"],
    "series": ["item_id", "wave_id", "subgroup"],
    "dictionary": ["table", "column"],
    "codes": ["vocabulary", "code"],
}

FOREIGN_KEYS: Final[dict[str, dict[str, str]]] = {
    "figures": {"source_id": "sources", "origin_id": "sources", "item_id": "items"},
    "series": {"item_id": "items", "wave_id": "waves"},
}
"""Per table: column and the table whose primary key it names (`origin_id` names a source_id)."""
