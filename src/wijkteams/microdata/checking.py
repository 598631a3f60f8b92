"""Say what a mapping makes of a file: where each item comes from, and how often each code stands there."""

import pandas as pd

from wijkteams.checking.problems import ranges
from wijkteams.microdata.codebook import ITEMS, NUMBERS, SHORTFALLS
from wijkteams.microdata.interpretation import SYNTHETIC_COLUMN
from wijkteams.microdata.mapping import OWN, FileMapping, same_code
from wijkteams.microdata.raw_table import RawTable

_OF_2019 = "of 1 January 2019, from the public list"
_COLUMNS = ["wave_id", "item", "column", "code", "label", "read_as", "rows"]


def understood(table: RawTable, mapping: FileMapping) -> list[tuple[str, str]]:
    """List each name of the codebook and how a mapping fills it, by position: names of columns are not printed.

    Columns of the file that are left out come last.
    """

    def column(*names: str | None) -> str:
        found = sorted(table.columns.index(name) + 1 for name in names if name)
        return f"column{'s' if len(found) > 1 else ''} {ranges(found)}"

    filled = {name: column(coding.column) for name, coding in mapping.items.items()}
    filled |= {name: column(coding.column) for name, coding in mapping.numbers.items()}
    for several in mapping.multiple_response:
        how = f"{column(several.column)}, several answers"
        filled |= dict.fromkeys(several.codes.values(), how)
    wave = mapping.wave if isinstance(mapping.wave, str) else column(mapping.wave.column)
    place = mapping.municipality
    rows = [("wave", wave), ("municipality", column(place.code, place.name))]
    if _is_listed(table, mapping):
        filled.setdefault("city_group", "from the public list")
        filled.setdefault("size_class", "from inhabitants" if "inhabitants" in filled else _OF_2019)
    rows += [(name, filled.get(name, "not in this file")) for name in (*ITEMS, *NUMBERS)]
    ignored = [place for place, name in enumerate(table.columns, 1) if name in mapping.ignore]
    return [*rows, ("ignored", f"columns {ranges(ignored)}")] if ignored else rows


def _is_listed(table: RawTable, mapping: FileMapping) -> bool:
    return mapping.municipality.codes_of != OWN and SYNTHETIC_COLUMN not in table.columns


def nothing_to_model(table: RawTable, mapping: FileMapping) -> list[str]:
    """Say which analyses this mapping leaves out, and why."""
    found = []
    filled = set(mapping.items)
    filled.update(*(each.codes.values() for each in mapping.multiple_response))
    if "team_type" not in filled:
        found.append("no regression on the type of team: team_type is not mapped")
    if not filled & set(SHORTFALLS):
        found.append("no regression of a shortfall: no shortfall is mapped")
    if "weight" not in mapping.numbers:
        found.append("no weighted regression: weight is not mapped")
    sized = {"size_class", "inhabitants"} & {*filled, *mapping.numbers}
    if not sized and not _is_listed(table, mapping):
        found.append("no correction for size: neither size_class nor inhabitants is mapped")
    return found


def codes_in_file(table: RawTable, mapping: FileMapping, flow: pd.DataFrame) -> pd.DataFrame:
    """Count what stands in every mapped column, and the rows that were read, set aside and kept.

    There is a row for each code, also one that never occurs, with its label in the file, what it is read as and its number
    of rows; of numbers the lowest and the highest. Item ``rows`` holds the `flow`.
    """
    found = []
    for item, coding in mapping.codings:
        place = table.columns.index(coding.column)
        codes = pd.Series([same_code(cells[place]) for _, cells in table.rows])
        if item in NUMBERS:
            known = codes[~codes.isin([*coding.missing, ""])].sort_values(key=_size)
            codes = pd.concat([codes.drop(known.index), known.iloc[[0, -1]]])
        counts = codes.value_counts().sort_index()
        read_as = {**coding.codes, **coding.missing, "": coding.empty or ""}
        labels = table.labels.get(coding.column, {})
        for code in [*counts.index, *sorted(set(read_as) - {"", *counts.index})]:
            row = {"item": item, "column": coding.column, "code": code}
            row |= {"label": labels.get(code, ""), "read_as": read_as.get(code, "")}
            found.append({"wave_id": "", **row, "rows": int(counts.get(code, 0))})
    rows = flow.rename(columns={"step": "read_as"}).assign(item="rows").reindex(columns=_COLUMNS)
    return pd.concat([pd.DataFrame(found, columns=_COLUMNS), rows], ignore_index=True)


def _size(codes: pd.Series) -> pd.Series:
    return pd.to_numeric(codes.str.replace(",", "."))
