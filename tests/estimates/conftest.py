"""The bases that follow from the published figures, derived once."""

import pandas as pd
import pytest
from hypothesis import settings

from tests.estimates.made_up import RAW, series_of
from wijkteams.estimates.bases import derive_who_answered
from wijkteams.estimates.printed_parts import printed_parts
from wijkteams.estimates.who_answered import Bases, Wave, WhoAnswered

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(scope="session")
def raw_waves() -> pd.DataFrame:
    return pd.read_csv(RAW / "waves.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="session")
def who_answered(raw_waves: pd.DataFrame) -> dict[str, pd.DataFrame]:
    population = RAW / "topics" / "population" / "figures.csv"
    return {
        "presence": series_of("presence"),
        "response": series_of("response"),
        "population": pd.read_csv(population, dtype=str, keep_default_na=False),
        "waves": raw_waves,
    }


@pytest.fixture(scope="session")
def who(who_answered: dict[str, pd.DataFrame]) -> WhoAnswered:
    members = pd.read_csv(RAW / "g32_members.csv", dtype=str, keep_default_na=False)
    return derive_who_answered(who_answered | {"members": members}, printed_parts(RAW), 0.95)


@pytest.fixture(scope="session")
def bases(who: WhoAnswered) -> Bases:
    return who.bases


@pytest.fixture(scope="session")
def waves(who: WhoAnswered) -> dict[str, Wave]:
    return dict(who.waves)
