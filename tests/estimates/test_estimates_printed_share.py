"""A printed share: what a series says comes through reading and writing, and a cell that cannot be read is named."""

from fractions import Fraction
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.estimates.made_up import RAW, made_up, series_of
from wijkteams.checking.problems import InputError
from wijkteams.estimates.counts.pairs import admissible_readings
from wijkteams.estimates.counts.printed_share import (
    IDENTITY,
    Reading,
    list_of_readings,
    printed_shares,
    read_shares,
    readings_of,
    shares_in,
)

TOPICS = sorted(path.name for path in (RAW / "topics").iterdir())


@pytest.mark.parametrize("topic", TOPICS)
def test_shares_of_the_register_come_through_reading_and_writing(topic, tmp_path):
    series = series_of(topic)
    path = tmp_path / "series.csv"
    series.to_csv(path, index=False)
    shares = read_shares(path)
    assert [share.identity() for share in shares] == series[list(IDENTITY)].to_dict("records")
    for share, (low, high, step) in zip(
        shares, series[["value_low", "value_high", "step"]].itertuples(index=False), strict=True
    ):
        assert (share.value_low, share.value_high, share.step) == tuple(
            map(Fraction, (low, high, step))
        )


def test_a_share_holds_what_its_cells_list():
    share = made_up(
        possible_bases="respondents;teams", same_wording="w2015;w2019", figure_ids="A.01;B.02", n_printed="224"
    )  # fmt: skip
    assert share.possible_bases == ("respondents", "teams")
    assert share.same_wording == ("w2015", "w2019")
    assert share.figure_ids == ("A.01", "B.02")
    assert share.n_printed == 224
    assert made_up().same_wording == ()
    assert made_up().n_printed is None


def test_words_have_a_share_only_where_their_range_is_narrow():
    narrow, wide = (
        made_up(value_low="90", value_high="100"),
        made_up(value_low="50", value_high="100"),
    )
    assert narrow.percent == 95
    assert isnan(wide.percent)
    assert printed_shares([narrow, wide, made_up(), made_up(unit="count")]) == [made_up()]


def test_wording_is_that_of_the_two_waves_compared():
    changed = {"comparability": "wording_changed", "same_wording": "w2015;w2019"}
    first, last = made_up(**changed), made_up(wave_id="w2019", **changed)
    assert first.worded_like(last)
    assert not first.worded_like(made_up(wave_id="w2017", **changed))
    assert made_up().worded_like(made_up(wave_id="w2017"))


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("value_low", "38,5", "cell is a number such as 38 or 38.5"),
        ("step", "", "cell is a number such as 38 or 38.5"),
        ("value_high", "1/0", "cell is a number such as 38 or 38.5"),
        ("n_printed", "about 200", "cell is a whole number or nothing"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(column, value, rule, tmp_path):
    series = series_of("presence")
    series.loc[1, column] = value
    path = tmp_path / "series.csv"
    series.to_csv(path, index=False)
    with pytest.raises(InputError) as refused:
        read_shares(path)
    told = f", value {value!r}" if value else ""
    assert str(refused.value) == f"{path}:3, {column}{told}: {rule}"


def test_all_cells_that_cannot_be_read_and_all_columns_that_lack_are_named_at_once():
    series = series_of("presence")
    series.loc[0, ["value_low", "n_printed"]] = "?"
    with pytest.raises(InputError, match=r"series\.csv:2, n_printed, value .*\n.*:2, value_low, "):
        shares_in(series)
    with pytest.raises(InputError, match=r"series\.csv:1, step: column is there\n.*, unit: column"):
        shares_in(series.drop(columns=["unit", "step"]))


def cells(pairs: str) -> dict[str, str]:
    return {"item_id": "item", "wave_id": "w2015", "pairs": pairs}


@given(st.lists(st.builds(Reading, st.integers(0, 500), st.integers(1, 500))))
def test_readings_come_through_writing_and_reading(readings):
    assert list(readings_of(cells(list_of_readings(readings)))) == readings


def test_readings_of_a_share_are_written_as_they_are_told():
    # 82 of 224 is 36.6 and 83 of 224 is 37.05 per cent; 84 of 224, 37.5, is 38 however it is rounded.
    readings = admissible_readings(made_up(share=37), [224])
    assert list_of_readings(readings) == "82/224 83/224"


@pytest.mark.parametrize("cell", ["82", "82-224", "82/224/1", "a/b", "82/224 83"])
def test_readings_that_cannot_be_read_are_refused(cell):
    with pytest.raises(
        InputError, match=r"pairs of item in w2015, value .*: cell is count/n with spaces between"
    ):
        readings_of(cells(cell))
