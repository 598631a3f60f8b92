"""Rules on names and on how tables refer to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from wijkteams.register.parse import Reading
from wijkteams.register.rules import CELL, Look, Register, Row, Rule, rows
from wijkteams.register.values import reading_of
from wijkteams.register.vocabulary import NO_FIGURE
from wijkteams.tables import names_in

_REASONS_OF_USE: Final = {
    "series": {""},
    "repeat": {"same_origin", "less_precise", "other_base"},
    "conflict": {"other_value", "other_base", "no_survey", "revised"},
    "context": {"other_study", "outside_period", "population", "no_survey"},
    "qualitative": {"words_only"},
    "set_aside": {
        "change_only",
        "year_unknown",
        "sum_of_others",
        "other_base",
        "no_survey",
        *NO_FIGURE,
    },
}


def names_exist(register: Register) -> Iterator[Look]:
    """Check that every name that refers to a row refers to one that exists."""
    known = {
        "source": set(register.sources["source_id"]),
        "wave": set(register.waves["wave_id"]),
        "item": set(register.items["item_id"]),
        "figure": set(register.figures["figure_id"]),
    }
    references = [
        (register.sources, "repeats", "source"),
        (register.waves, "publication_source_id", "source"),
        (register.waves, "overlap_with", "wave"),
        (register.items, "count_of", "item"),
        (register.figures, "source_id", "source"),
        (register.figures, "origin_id", "source"),
        (register.figures, "wave_id", "wave"),
        (register.figures, "item_id", "item"),
        (register.contradictions, "figure_ids", "figure"),
        (register.contradictions, "used_figure_id", "figure"),
    ]
    for table, column, target in references:
        for row in rows(table):
            unknown = [name for name in names_in(row[column]) if name not in known[target]]
            hint = f"add the {target} {', '.join(unknown)} or mend the name" if unknown else ""
            yield row, column, hint


def names_are_unique(register: Register) -> Iterator[Look]:
    """Check that a name stands for one row in the whole register."""
    for table, column in [
        (register.items, "item_id"),
        (register.figures, "figure_id"),
        (register.contradictions, "contradiction_id"),
    ]:
        yield from doubles(table, [column], column, "give the row a name of its own")


def one_figure_per_cell(register: Register) -> Iterator[Look]:
    """Check that a series uses one figure per item, wave and subgroup."""
    used = register.figures[register.figures["use"] == "series"]
    yield from doubles(used, CELL, "use", "keep one series row; make the other repeat or conflict")


def doubles(table: pd.DataFrame, key: list[str], column: str, hint: str) -> Iterator[Look]:
    """Look at every row and object to the second and later ones with the same key."""
    seen: set[tuple[str, ...]] = set()
    for row in rows(table):
        name = tuple(row[part] for part in key)
        yield row, column, hint if name in seen else ""
        seen.add(name)


def figure_is_named_after_source(register: Register) -> Iterator[Look]:
    """Check that a figure_id is the source_id, a full stop and a number."""
    for row in rows(register.figures):
        fits = row["figure_id"].rpartition(".")[0] == row["source_id"]
        yield row, "figure_id", "" if fits else f"start it with {row['source_id']}."


def origin_is_repeated_by_source(register: Register) -> Iterator[Look]:
    """Check that the origin is the source itself or one that it repeats."""
    origins = {
        row["source_id"]: {row["source_id"], *names_in(row["repeats"])}
        for row in rows(register.sources)
    }
    for row in rows(register.figures):
        fits = row["origin_id"] in origins.get(row["source_id"], {row["origin_id"]})
        yield row, "origin_id", "" if fits else "add the origin to `repeats` of the source"


def item_stands_in_its_topic(register: Register) -> Iterator[Look]:
    """Check that items and figures stand in the folder of their topic."""
    topics = {row["item_id"]: row["topic"] for row in rows(register.items)}
    for table, column in [(register.items, "topic"), (register.figures, "item_id")]:
        for row in rows(table):
            topic = topics.get(row["item_id"])
            misplaced = topic is not None and row["file"].split("/")[1] != topic
            yield row, column, f"move the row to the topic {topic}" if misplaced else ""


def item_has_figures(register: Register) -> Iterator[Look]:
    """Check that every item has a figure or statement."""
    used = set(register.figures["item_id"])
    for row in rows(register.items):
        yield row, "item_id", "" if row["item_id"] in used else "add its figures or remove the item"


def comparability_follows_from_waves(register: Register) -> Iterator[Look]:
    """Check comparability against the number of waves that measured an item."""
    series = register.figures[register.figures["use"] == "series"]
    waves = series.groupby("item_id")["wave_id"].nunique().to_dict()
    for row in rows(register.items):
        measured = waves.get(row["item_id"], 0)
        allowed = {0: {"not_measured"}, 1: {"measured_once"}}.get(
            measured, {"comparable", "wording_changed"}
        )
        fits = row["comparability"] in allowed
        hint = f"{measured} wave(s) measured it: write {' or '.join(sorted(allowed))}"
        yield row, "comparability", "" if fits else hint


def same_wording_is_of_measured_waves(register: Register) -> Iterator[Look]:
    """Check the waves among which a changed wording is the same."""
    series = register.figures[register.figures["use"] == "series"]
    measured = series.groupby("item_id")["wave_id"].agg(set).to_dict()
    for row in rows(register.items):
        hint = ""
        if waves := names_in(row["same_wording"]):
            hint = _wording_fault(row, waves, measured.get(row["item_id"], set()))
        yield row, "same_wording", hint


def _wording_fault(row: Row, waves: Sequence[str], measured: set[str]) -> str:
    if row["comparability"] != "wording_changed":
        return "only an item with wording_changed needs it: empty the cell"
    if not set(waves) <= measured:
        return f"name waves that measured the item: {', '.join(sorted(measured))}"
    if len(waves) < 2 or len(set(waves)) < len(waves):
        return "name at least two different waves"
    return "every wave agrees: make the item comparable" if set(waves) == measured else ""


def group_is_single_choice(register: Register) -> Iterator[Look]:
    """Check that only answers to a single-choice question exclude each other."""
    for row in rows(register.items):
        if row["exclusive_group"]:
            fits = row["response_type"] == "single_choice"
            yield row, "exclusive_group", "" if fits else "make it single_choice or empty the group"


def use_fits_figure(register: Register) -> Iterator[Look]:
    """Check the use of a figure against its kind, unit, wave and reason."""
    surveys = set(register.waves.loc[register.waves["respondents"] != "", "wave_id"])
    for row in rows(register.figures):
        faults = (fault for broken, *fault in _use_faults(row, surveys) if broken)
        column, hint = next(faults, ("use", ""))
        yield row, column, hint


def _use_faults(row: Row, surveys: set[str]) -> list[tuple[bool, str, str]]:
    """Return every way in which a use can be wrong: whether it is, where, and what to do."""
    use, words, waves = row["use"], row["unit"] == "words", names_in(row["wave_id"])
    reasons = _REASONS_OF_USE.get(use, {row["use_reason"]})
    in_series = use in {"series", "repeat"}
    return [
        (
            row["use_reason"] not in reasons,
            "use_reason",
            f"for {use} write {' or '.join(sorted(reasons)) or 'nothing'}",
        ),
        (
            words and use not in {"qualitative", "context"},
            "use",
            "words have no number: use qualitative or context",
        ),
        (use == "qualitative" and not words, "unit", "a qualitative row has the unit words"),
        (
            in_series and row["kind"] in {"change", "assertion", "qualitative"},
            "kind",
            f"a {row['kind']} is not a level of a wave: set it aside",
        ),
        (
            in_series and not (len(waves) == 1 and waves[0] in surveys),
            "wave_id",
            "a series is of one survey with respondents: use context or set_aside",
        ),
        (
            use == "set_aside" and len(waves) > 1 and row["reading"] != "year_unknown",
            "reading",
            "a figure of one of several waves is year_unknown",
        ),
    ]


def repeat_agrees_with_series(register: Register) -> Iterator[Look]:
    """Check that a repeat prints the figure of the series, from the same origin."""
    used = {
        tuple(row[part] for part in CELL): row
        for row in rows(register.figures[register.figures["use"] == "series"])
    }
    for row in rows(register.figures[register.figures["use"] == "repeat"]):
        original = used.get(tuple(row[part] for part in CELL))
        if original is None:
            yield row, "use", "no series row for this item, wave and subgroup: make this one series"
        elif original["origin_id"] != row["origin_id"]:
            hint = f"the series has origin {original['origin_id']}: mend it or make this a conflict"
            yield row, "origin_id", hint
        else:
            yield row, "printed_value", _disagreement(reading_of(row), reading_of(original))


def _disagreement(reading: Reading | None, original: Reading | None) -> str:
    if reading is None or original is None or reading.agrees_with(original):
        return ""
    return "it differs from the figure of the series: make this row a conflict"


def revised_is_replaced(register: Register) -> Iterator[Look]:
    """Check that a revised figure stands beside the one that replaced it."""
    series = register.figures[register.figures["use"] == "series"]
    cell = [*CELL, "origin_id"]
    used = set(series[cell].itertuples(index=False, name=None))
    for row in rows(register.figures[register.figures["use_reason"] == "revised"]):
        fits = tuple(row[part] for part in cell) in used
        hint = (
            "the series has no figure of this origin for item, wave and subgroup: enter the new one"
        )
        yield row, "use_reason", "" if fits else hint


def conflict_is_explained(register: Register) -> Iterator[Look]:
    """Check that every conflicting figure stands in a contradiction."""
    listed = register.contradictions["figure_ids"]
    explained = {name for cell in listed for name in names_in(cell)}
    for row in rows(register.figures[register.figures["use"] == "conflict"]):
        fits = row["figure_id"] in explained
        yield row, "figure_id", "" if fits else "add a row to contradictions.csv of the topic"


def contradiction_is_settled(register: Register) -> Iterator[Look]:
    """Check that a contradiction is between two or more figures and uses one or none."""
    uses = {row["figure_id"]: row["use"] for row in rows(register.figures)}
    for row in rows(register.contradictions):
        figures, used = names_in(row["figure_ids"]), row["used_figure_id"]
        if len(figures) < 2 or max(Counter(figures).values()) > 1:
            yield row, "figure_ids", "name at least two different figures"
        elif used and used not in figures:
            yield row, "used_figure_id", "name one of figure_ids"
        elif used and uses.get(used, "series") not in {"series", "context"}:
            yield row, "used_figure_id", "the figure is not used: name the one that is"
        else:
            yield row, "used_figure_id", ""


STRUCTURE_RULES: Final[dict[str, Rule]] = {
    "names exist": names_exist,
    "names are unique": names_are_unique,
    "figure is named after its source": figure_is_named_after_source,
    "origin is one that the source repeats": origin_is_repeated_by_source,
    "row stands in its topic": item_stands_in_its_topic,
    "item has figures": item_has_figures,
    "comparability follows from waves": comparability_follows_from_waves,
    "same wording is of measured waves": same_wording_is_of_measured_waves,
    "exclusive group is single choice": group_is_single_choice,
    "use fits the figure": use_fits_figure,
    "one origin is counted once": one_figure_per_cell,
    "repeat agrees with the series": repeat_agrees_with_series,
    "revised figure is replaced": revised_is_replaced,
    "conflict is explained": conflict_is_explained,
    "contradiction is settled": contradiction_is_settled,
}
