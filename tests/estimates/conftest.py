"""The bases that follow from the published figures, derived once."""

import pandas as pd
import pytest
from hypothesis import settings

from tests.estimates.made_up import RAW, series_of
from wijkteams.estimates.bases import Bases, bases_of_waves
from wijkteams.estimates.waves import Wave, read_waves

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


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
