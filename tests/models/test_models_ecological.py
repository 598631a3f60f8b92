"""The regression over surveys: right where its one assumption holds, impossible where it does not."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkteams.models.ecological import regress_on_types

RATES = st.floats(0.0, 1.0)
WAVES = ("w2014", "w2015", "w2017")


def levels(name: str, *shares: float) -> pd.DataFrame:
    share = [100 * each for each in shares]
    return pd.DataFrame(
        {
            "item_id": name, "label_en": name, "label_nl": name, "wave_id": WAVES[: len(shares)], "subgroup": "all",
            "reading": "printed", "share": share, "a_low": share, "a_high": share,
        }
    )  # fmt: skip


def slopes(last: str) -> pd.DataFrame:
    row = {"type_id": "kind", "shortfall_id": "short", "wave_from": "w2014", "wave_to": last}
    return pd.DataFrame([row | {"slope_low": 0.0, "slope_high": 1.0, "possible": True}])


@given(RATES, RATES)
def test_constant_rates_are_found_and_stay_shares(with_type: float, without: float) -> None:
    weights = (0.1, 0.25, 0.4)
    mixed = [w * with_type + (1 - w) * without for w in weights]
    row = regress_on_types(levels("kind", *weights), levels("short", *mixed), slopes("w2017")).iloc[
        0
    ]
    assert row["slope"] == pytest.approx(with_type - without, abs=1e-9)
    assert (row["share_with"], row["share_without"]) == pytest.approx(
        (100 * with_type, 100 * without), abs=1e-7
    )


def test_rates_that_change_can_put_the_line_beyond_all() -> None:
    found = regress_on_types(
        levels("kind", 0.14, 0.23), levels("short", 0.38, 0.59), slopes("w2015")
    )
    assert found["slope"].tolist() == pytest.approx([21 / 9] * 2)
    assert found["share_with"].iloc[0] == pytest.approx(38 + 86 * 21 / 9)


def test_a_share_without_a_year_takes_no_part() -> None:
    types, shortfalls = levels("kind", 0.1, 0.2, 0.3), levels("short", 0.2, 0.4, 0.1)
    types.loc[2, "reading"] = "year_unknown"
    found = regress_on_types(types, shortfalls, slopes("w2015"))
    assert found["wave_id"].tolist() == ["w2014", "w2015"]
    assert found["slope"].iloc[0] == pytest.approx(2)
