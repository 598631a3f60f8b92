"""The bases that follow from the published figures, derived once."""

import pandas as pd
import pytest
from hypothesis import settings

from tests.estimates.made_up import RAW, shares_of
from wijkteams.estimates.counts.bases import derive_who_answered
from wijkteams.estimates.counts.printed_parts import printed_parts
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.who_answered import Bases, Wave, WhoAnswered
from wijkteams.tables import read_text

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(scope="session")
def raw_waves() -> pd.DataFrame:
    return pd.read_csv(RAW / "waves.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="session")
def shares() -> list[PrintedShare]:
    return [*shares_of("response"), *shares_of("presence")]


@pytest.fixture(scope="session")
def figures(raw_waves: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {
        "population": read_text(RAW / "topics" / "population" / "figures.csv"),
        "waves": raw_waves,
        "members": read_text(RAW / "g32_members.csv"),
    }


@pytest.fixture(scope="session")
def who(shares: list[PrintedShare], figures: dict[str, pd.DataFrame]) -> WhoAnswered:
    return derive_who_answered(shares, figures, printed_parts(RAW), 0.95)


@pytest.fixture(scope="session")
def bases(who: WhoAnswered) -> Bases:
    return who.bases


@pytest.fixture(scope="session")
def waves(who: WhoAnswered) -> dict[str, Wave]:
    return dict(who.waves)
