"""The published register as the book reads it: rows of text by table, and what codes mean."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from wijkteams.checking.problems import InputError
from wijkteams.numbers.tidy import RESULTS, TIDY

PACKAGE = Path("results") / "register" / "package"
EVIDENCE = Path("results") / "register" / "evidence.csv"

Row = Mapping[str, str]


@dataclass(frozen=True)
class RegisterFiles:
    """The tables of the data package by name, the evidence map, and how many rows each tidy table of results has."""

    tables: Mapping[str, Sequence[Row]]
    evidence: Sequence[Row]
    tidy_rows: Mapping[str, int]

    @classmethod
    def load(cls, root: Path) -> RegisterFiles:
        """Read the package and the map below the root of the repository.

        Raises
        ------
        InputError
            When the pipeline has not made them.
        """
        paths = sorted((root / PACKAGE).glob("[!.~]*.csv"))
        if not paths or not (root / EVIDENCE).is_file():
            raise InputError(f"{PACKAGE} does not hold the register; run `snakemake`")
        lengths = {
            name: sum(len(_read(path)) for path in table.paths(root / RESULTS))
            for name, table in TIDY.items()
        }
        return cls({path.stem: _read(path) for path in paths}, _read(root / EVIDENCE), lengths)

    @cached_property
    def surveys(self) -> list[Row]:
        """The national surveys, in order of their dates."""
        surveys = [row for row in self.tables["waves"] if row["kind"] == "peiling"]
        return sorted(surveys, key=lambda row: row["date"])

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """English labels by table and id."""
        return {
            table: {row[f"{table[:-1]}_id"]: row["label_en"] for row in self.tables[table]}
            for table in ("items", "waves")
        }

    @cached_property
    def figure_ids(self) -> set[str]:
        """Every row of the register."""
        return {row["figure_id"] for row in self.tables["figures"]}

    @cached_property
    def series(self) -> dict[tuple[str, str], list[Row]]:
        """The values in use by item and wave, one for each class of municipalities."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.tables["series"]:
            found[row["item_id"], row["wave_id"]].append(row)
        return found

    def meaning(self, vocabulary: str, code: str) -> str:
        """Return what a code stands for; nothing for no code."""
        return self._codes[vocabulary, code] if code else ""

    @cached_property
    def _codes(self) -> dict[tuple[str, str], str]:
        return {(row["vocabulary"], row["code"]): row["meaning"] for row in self.tables["codes"]}


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
