"""The published figures, read once, and the bases that follow from them."""

import io
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import settings

from wijkteams.estimates.bases import Bases, bases_of_waves
from wijkteams.estimates.waves import Wave, read_waves
from wijkteams.register.series import build_series

RAW = Path(__file__).parents[2] / "data" / "raw"

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


def as_text(table: pd.DataFrame) -> pd.DataFrame:
    """Read a table as the workflow does: from CSV, as text."""
    return pd.read_csv(io.StringIO(table.to_csv(index=False)), dtype=str, keep_default_na=False)


def series_of(topic: str) -> pd.DataFrame:
    return as_text(build_series(RAW, topic).series)


def made_up_row(**changes: Any) -> dict[str, Any]:
    """A series row as the register writes it."""
    row = {
        "topic": "made_up", "item_id": "item", "label_en": "item", "label_nl": "item", "wave_id": "w2015",
        "wave_date": "2015-10-16", "subgroup": "all", "unit": "percent", "printed_value": "40", "value_low": "40",
        "value_high": "40", "step": "1", "possible_bases": "respondents", "n_printed": "",
        "response_type": "yes_no", "exclusive_group": "", "comparability": "comparable", "reading": "printed",
        "figure_ids": "ONE.01", "note": "",
    }  # fmt: skip
    if "share" in changes:
        share = str(changes.pop("share"))
        row |= {"printed_value": share, "value_low": share, "value_high": share}
    return row | changes


@pytest.fixture(scope="session")
def raw_waves() -> pd.DataFrame:
    return pd.read_csv(RAW / "waves.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="session")
def who_answered() -> dict[str, pd.DataFrame]:
    population = RAW / "topics" / "population" / "figures.csv"
    return {
        "presence": series_of("presence"),
        "response": series_of("response"),
        "population": pd.read_csv(population, dtype=str, keep_default_na=False),
    }


@pytest.fixture(scope="session")
def bases(who_answered: dict[str, pd.DataFrame], raw_waves: pd.DataFrame) -> Bases:
    return bases_of_waves(who_answered, raw_waves, 0.95)


@pytest.fixture(scope="session")
def waves(raw_waves: pd.DataFrame) -> dict[str, Wave]:
    return read_waves(raw_waves)
