"""A small register that passes every rule, and ways to break it."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

SMALL = Path(__file__).parents[1] / "fixtures" / "register" / "small"


class Editable:
    """A copy of the small register that a test may break, cell by cell."""

    def __init__(self, raw: Path) -> None:
        self.raw = raw

    def _edit(self, file: str, change: Callable[[list[list[str]]], None]) -> None:
        with (self.raw / file).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        change(rows)
        with (self.raw / file).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)

    def line(self, file: str, name: str) -> int:
        """Return the line of the row whose first cell is `name`."""
        with (self.raw / file).open(encoding="utf-8", newline="") as stream:
            return [row[0] for row in csv.reader(stream)].index(name) + 1

    def write(self, file: str, name: str, **cells: str) -> None:
        """Write cells of the row whose first cell is `name`."""
        line = self.line(file, name)

        def change(rows: list[list[str]]) -> None:
            for column, value in cells.items():
                rows[line - 1][rows[0].index(column)] = value

        self._edit(file, change)

    def copy(self, file: str, name: str, **cells: str) -> None:
        """Append a copy of a row with other cells."""
        line = self.line(file, name)

        def change(rows: list[list[str]]) -> None:
            row = list(rows[line - 1])
            for column, value in cells.items():
                row[rows[0].index(column)] = value
            rows.append(row)

        self._edit(file, change)

    def remove(self, file: str, name: str) -> None:
        """Remove a row."""
        line = self.line(file, name)
        self._edit(file, lambda rows: rows.pop(line - 1) and None)


@pytest.fixture
def small(tmp_path: Path) -> Editable:
    """A copy of the small register."""
    raw = tmp_path / "raw"
    shutil.copytree(SMALL, raw)
    return Editable(raw)


@pytest.fixture
def whole(tmp_path: Path, raw: Path) -> Editable:
    """A copy of the register of this publication."""
    copy = tmp_path / "whole"
    shutil.copytree(raw, copy)
    return Editable(copy)


@pytest.fixture(scope="session")
def raw() -> Path:
    """The register of this publication."""
    return Path(__file__).parents[2] / "data" / "raw"
