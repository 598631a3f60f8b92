"""A small file that is right, to be broken in one place, in every format."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from wijkteams.microdata.codebook import ITEMS, NUMBERS
from wijkteams.microdata.municipalities import read_days
from wijkteams.microdata.pipeline import PublicLists, clean_files

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"
LISTS = PublicLists(
    RAW / "municipal_mergers.csv",
    RAW / "municipalities_2019.csv",
    RAW / "g32_members.csv",
    RAW / "waves.csv",
)

GOOD: dict[str, list[str]] = {
    "GM": ["0363", "0014", "1680", "1904", "0003"],
    "NAAM": ["Amsterdam", "Groningen", "Aa en Hunze", "Stichtse Vecht", "Appingedam"],
    "TEAM": ["1", "1", "2", "1", "1"],
    "TYPE": ["1", "3", "9", "2", "1"],
    "PREV": ["1", "0", "9", "0", "1"],
    "MEER": ["2", "0", "9", "2/3", "3"],
    "INW": ["850000", "200000", "25000", "64000", "12000"],
    "GEWICHT": ["1.25", "0.75", "1", "1", "1.5"],
}

MAPPING: dict[str, Any] = {
    "wave": "w2015",
    "municipality": {"code": "GM", "name": "NAAM"},
    "items": {
        "has_team": {"column": "TEAM", "codes": {"1": "yes", "2": "no"}},
        "team_type": {
            "column": "TYPE",
            "codes": {"1": "type_broad_all", "2": "type_front", "3": "type_target_group"},
            "missing": {"9": "not_asked"},
        },
        "shortfall_prevention": {
            "column": "PREV",
            "codes": {"1": "yes", "0": "no"},
            "missing": {"9": "not_asked", "8": "does_not_know"},
        },
    },
    "multiple_response": [
        {
            "column": "MEER",
            "separator": "/",
            "codes": {"2": "shortfall_outreach", "3": "shortfall_informal_care"},
            "none": ["0"],
            "missing": {"9": "not_asked"},
        }
    ],
    "numbers": {"inhabitants": {"column": "INW"}, "weight": {"column": "GEWICHT"}},
}

PUBLISHED = pd.DataFrame(
    [("has_team", "has", "heeft", "w2015", "all", "80", "respondents")],
    columns=[
        "item_id", "label_en", "label_nl", "wave_id", "subgroup", "printed_value", "possible_bases",
    ],
)  # fmt: skip


def write_csv(columns: dict[str, list[str]], path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))


def write_xlsx(columns: dict[str, list[str]], path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(list(columns))
    for row in zip(*columns.values(), strict=True):
        book.active.append([_number(cell) for cell in row])
    book.save(path)


def write_sav(columns: dict[str, list[str]], path: Path) -> None:
    import pyreadstat

    frame = pd.DataFrame(
        {
            name: pd.to_numeric(cells) if name != "GM" and _all_numbers(cells) else cells
            for name, cells in columns.items()
        }
    )
    pyreadstat.write_sav(frame, str(path))


def _number(cell: str) -> object:
    leading_zero = cell.startswith("0") and not cell.startswith("0.") and len(cell) > 1
    if leading_zero or not _all_numbers([cell]):
        return cell or None
    return float(cell)


def _all_numbers(cells: list[str]) -> bool:
    try:
        return bool([float(cell) for cell in cells if cell]) and all(
            not cell or float(cell) == float(cell) for cell in cells
        )
    except ValueError:
        return False


WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "sav": write_sav}


@pytest.fixture
def good() -> dict[str, list[str]]:
    return {name: list(cells) for name, cells in GOOD.items()}


@pytest.fixture
def mapping() -> dict[str, Any]:
    return yaml.safe_load(yaml.safe_dump(MAPPING))


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., dict[str, pd.DataFrame]]:
    """Write a file and its mapping, and clean them."""

    def _run(
        columns: dict[str, list[str]],
        mapping: dict[str, Any],
        suffix: str = "csv",
        name: str = "peiling",
    ) -> dict[str, pd.DataFrame]:
        file, form = tmp_path / f"{name}.{suffix}", tmp_path / f"{name}.yaml"
        WRITERS[suffix](columns, file)
        form.write_text(yaml.safe_dump(mapping), encoding="utf-8")
        return clean_files([file], [form], LISTS, PUBLISHED, tmp_path / "private")

    return _run


@pytest.fixture
def answers() -> Callable[[int], pd.DataFrame]:
    """Cleaned answers with a known association, drawn afresh for each seed."""
    import numpy as np

    dates = read_days(LISTS.waves)

    def _answers(seed: int, per_wave: int = 150) -> pd.DataFrame:
        random = np.random.default_rng(seed)
        parts = []
        for wave in ("w2017", "w2019"):
            types = random.choice(["type_broad_all", "type_front", "type_target_group"], per_wave)
            frame = pd.DataFrame(
                {
                    "wave_id": wave,
                    "wave_date": dates[wave],
                    "municipality": [f"{9000 + i}" for i in range(per_wave)],
                    "cluster": [f"{9000 + i}" for i in range(per_wave)],
                    "territory_changed": False,
                    **dict.fromkeys(ITEMS, "not_asked"),
                    **dict.fromkeys(NUMBERS, 1.0),
                }
            )
            frame["has_team"], frame["team_type"] = "yes", types
            frame["size_class"] = random.choice(["below_20k", "20k_to_50k"], per_wave)
            for name in ("shortfall_prevention", "shortfall_outreach"):
                p = np.where(types == "type_broad_all", 0.65, 0.4)
                frame[name] = np.where(random.random(per_wave) < p, "yes", "no")
            parts.append(frame)
        return pd.concat(parts, ignore_index=True)

    return _answers
