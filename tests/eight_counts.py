"""SYNTHETIC counts, entered in a copy of the register as a person who holds the answer of the data holder would."""

import csv
from collections.abc import Mapping
from pathlib import Path

Cells = Mapping[str, tuple[int, int]]
"""Subgroup to the municipalities of it with the shortfall, and without."""

MORE: Mapping[str, Cells] = {
    "w2015": {"with_type_broad_all": (47, 45), "without_type_broad_all": (27, 80)},
    "w2017": {"with_type_broad_all": (66, 22), "without_type_broad_all": (54, 58)},
}
"""Broad teams fall short more often."""
LESS: Mapping[str, Cells] = {
    "w2015": {"with_type_broad_all": (20, 72), "without_type_broad_all": (54, 53)},
    "w2017": {"with_type_broad_all": (40, 48), "without_type_broad_all": (80, 32)},
}
"""Broad teams fall short less often."""
ALIKE: Mapping[str, Cells] = {
    "w2015": {"with_type_broad_all": (34, 58), "without_type_broad_all": (40, 67)},
    "w2017": {"with_type_broad_all": (54, 34), "without_type_broad_all": (68, 44)},
}
"""Neither."""


def enter(raw: Path, tables: Mapping[str, Cells], item: str = "shortfall_prevention") -> list[str]:
    """Add a source and a row for each group to a copy of ``data/raw``; returns the names of the rows."""
    _append(raw / "sources.csv", source_id="SYNTH", title="SYNTHETIC answer", author="nobody", publisher="nobody",
            date="2026", address="address unknown", read_state="full", repeats="M2DOC;M3DOC",
            holds="SYNTHETIC counts", reliability="made up")  # fmt: skip
    names = []
    for wave, origin in (("w2015", "M2DOC"), ("w2017", "M3DOC")):
        for group, (with_, without) in tables.get(wave, {}).items():
            names.append(f"SYNTH.{len(names) + 1:02}")
            _append(raw / "topics" / "capacity" / "figures.csv", figure_id=names[-1], source_id="SYNTH", origin_id=origin,
                    wave_id=wave, item_id=item, subgroup=group, printed_label="onvoldoende preventie",
                    printed_value=str(with_), unit="count", kind="measured", possible_bases="with_team",
                    n_printed=f"{with_}+{without}", locator="table", reading="printed", use="series")  # fmt: skip
    return names


def _append(file: Path, **cells: str) -> None:
    with file.open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    with file.open("a", encoding="utf-8", newline="") as stream:
        csv.DictWriter(stream, header, restval="", lineterminator="\n").writerow(cells)
