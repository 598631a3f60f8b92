"""The rule on tables of one question by another: their cells can lie within the shares that were printed of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import pandas as pd

from wijkteams.register.arithmetic import numbers_with_team, possible_counts, respondents_of
from wijkteams.register.rules import Look, Register, Row, rows
from wijkteams.register.values import reading_of
from wijkteams.tables import names_in

_Part = tuple[int, int, int]
"""Least and greatest count, and the number of which it is a count."""


def table_agrees_with_margins(register: Register) -> Iterator[Look]:
    """Check the cells of a table against the printed shares of both its questions.

    Whoever answered both questions answered each. So among all that answered one there are at least as many with, and at least
    as many without, as in the table.
    """
    used = register.used()
    groups = {row["item_id"]: row["exclusive_group"] for row in rows(register.items)}
    of_all = {
        (row["item_id"], row["wave_id"]): row
        for row in rows(used[(used["subgroup"] == "all") & (used["unit"] == "percent")])
    }
    largest = respondents_of(register), numbers_with_team(register)
    cells = used[used["subgroup"].str.match("with(out)?_") & used["n_printed"].notna()]
    for key, table in cells.groupby(["item_id", "wave_id"]):
        item, wave = map(str, key)
        for whole in _wholes(list(rows(table)), groups):
            parts = [_part(row) for row in whole]
            n, most = sum(n for *_, n in parts), largest[1].get(wave, largest[0].get(wave))
            hint = f"{_names(whole)} make {n} municipalities, {most} of that year have a team: mend the cells"
            yield whole[0], "n_printed", hint if most is not None and n > most else ""
            both = sum(low for low, *_ in parts), sum(high for _, high, _ in parts), n
            margins = [(both, of_all.get((item, wave)))] + [
                ((size, size, n), of_all.get((row["subgroup"].removeprefix("with_"), wave)))
                for row, (*_, size) in zip(whole, parts, strict=True)
            ]
            for part, margin in margins:
                if margin:
                    fits = _lies_within(part, margin, [each.get(wave, n) for each in largest])
                    hint = (
                        f"{_names(whole)} make {part[0]} of {n}, which cannot lie within the {margin['printed_value']} "
                        f"of {margin['figure_id']} ({margin['item_id']}): mend one, or make it a conflict and say why in "
                        "contradictions.csv"
                    )
                    yield whole[0], "printed_value", "" if fits else hint


def _wholes(table: Sequence[Row], groups: dict[str, str]) -> Iterator[list[Row]]:
    """Yield the groups that exclude each other: an answer with those who gave another, and all answers to one question."""
    by_name = {row["subgroup"]: row for row in table}
    questions: dict[str, list[Row]] = {}
    for name, row in by_name.items():
        side, _, answer = name.partition("_")
        if side == "with" and groups.get(answer):
            questions.setdefault(groups[answer], []).append(row)
            if rest := by_name.get(f"without_{answer}"):
                yield [row, rest]
    yield from (whole for whole in questions.values() if len(whole) > 1)


def _part(row: Row) -> _Part:
    reading, n = reading_of(row), int(row["n_printed"])
    if not reading:
        return 0, n, n
    if row["unit"] == "count":
        return int(reading.low), min(n, int(reading.high)), n
    counts = possible_counts(reading, n) or (0, n)
    return counts[0], counts[-1], n


def _lies_within(part: _Part, margin: Row, largest: Sequence[int]) -> bool:
    least, greatest, n = part
    reading = reading_of(margin)
    most = largest[0] if "respondents" in names_in(margin["possible_bases"]) else largest[1]
    sizes = range(n, most + 1)
    if not pd.isna(margin["n_printed"]) and int(margin["n_printed"]) != largest[0]:
        sizes = range(int(margin["n_printed"]), int(margin["n_printed"]) + 1)
    fitting = chain.from_iterable(
        ((count, size) for count in possible_counts(reading, size)) for size in sizes if reading
    )
    return any(least <= count <= size - n + greatest for count, size in fitting)


def _names(cells: Sequence[Row]) -> str:
    return " and ".join(row["figure_id"] for row in cells)
