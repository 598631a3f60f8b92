"""A hundred municipalities: the published counts by hand, and what cannot be."""

import pandas as pd
import pytest

from tests.estimates.made_up import shares_of
from wijkteams.checking.problems import InputError
from wijkteams.estimates.counts.who_answered import Bases, Wave
from wijkteams.estimates.levels.hundred import count_of_hundred
from wijkteams.estimates.levels.shares import estimate_shares
from wijkteams.tables import rows_of


def levels(topic: str, item: str, bases: Bases) -> list[dict[str, object]]:
    wanted = [s for s in shares_of(topic) if (s.item_id, s.subgroup) == (item, "all")]
    return rows_of(estimate_shares(wanted, bases, 0.95))


@pytest.fixture(scope="module")
def published(bases: Bases, waves: dict[str, Wave]) -> pd.DataFrame:
    found = count_of_hundred(
        waves,
        levels("presence", "has_team", bases),
        levels("capacity", "shortfall_prevention", bases),
    )
    return found.set_index("wave_id")


def test_answered_and_with_team_are_the_printed_counts_of_all_municipalities(
    published: pd.DataFrame,
) -> None:
    assert published["answered"].tolist() == pytest.approx(
        [100 * n / of for n, of in ((224, 403), (234, 393), (242, 388), (212, 355))]
    )
    assert published.loc["w2014", "with_team"] == pytest.approx(100 * 154 / 403)


def test_short_spans_every_base(published: pd.DataFrame) -> None:
    # 59 per cent of all 242 that answered is 142 or 143; of the fewest whose teams did not get all done, 172, it is 101.
    assert published.loc["w2017", ["short_low", "short_high"]].tolist() == pytest.approx(
        [100 * 101 / 388, 100 * 143 / 388]
    )
    assert published.loc["w2014", "short"] != published.loc["w2014", "short"]


def test_parts_lie_within_each_other(published: pd.DataFrame) -> None:
    asked = published.dropna(subset=["short"])
    assert (asked["short_high"] <= asked["with_team_high"]).all()
    assert (published["with_team_high"] <= published["answered"]).all()
    assert (asked["short"].between(asked["short_low"], asked["short_high"])).all()


def made_up(low: int, high: int) -> dict[str, object]:
    return {
        "wave_id": "w2015",
        "count": low,
        "count_low": low,
        "count_high": high,
        "figure_ids": "A.1",
    }


def test_more_that_fall_short_than_have_a_team_are_refused() -> None:
    waves = {"w2015": Wave(50, 100, {})}
    with pytest.raises(InputError, match="w2015: 31 fall short, 30 have a team"):
        count_of_hundred(waves, [made_up(30, 30)], [made_up(31, 40)])
