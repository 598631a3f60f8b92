"""A series uses each origin once, says what it left out, and is light to build."""

import shutil
from decimal import Decimal

import pandas as pd
import pytest

from wijkteams.checking.problems import InputError
from wijkteams.register.published import Flow, PublishedFigures, PublishedSeries
from wijkteams.register.series import build_series
from wijkteams.register.tables import read_added_codes, topic_names
from wijkteams.tables import SEPARATOR

COLUMNS = (
    "topic,item_id,label_en,label_nl,wave_id,wave_date,subgroup,unit,printed_value,value_low,"
    "value_high,step,possible_bases,n_printed,response_type,exclusive_group,comparability,"
    "same_wording,reading,figure_ids,note"
)


def _values(topic, item, subgroup="all"):
    rows = topic.series[(topic.series["item_id"] == item) & (topic.series["subgroup"] == subgroup)]
    return dict(zip(rows["wave_id"], rows["value_low"], strict=True))


@pytest.mark.parametrize(
    ("topic", "item", "values"),
    [
        ("presence", "has_team", {"w2014": 69, "w2015": 87, "w2017": 83, "w2019": 83}),
        ("capacity", "shortfall_prevention", {"w2015": 38, "w2017": 59, "w2019": 59}),
        ("capacity", "shortfall_outreach", {"w2015": 46, "w2017": 44, "w2019": 52}),
        ("capacity", "shortfall_informal_care", {"w2015": 43, "w2019": 46}),
        ("capacity", "shortfall_supporting_collective", {"w2015": 38, "w2019": 47}),
        ("team_type", "type_target_group", {"w2015": 14, "w2017": 23, "w2019": 23}),
        ("team_type", "type_front", {"w2015": 9, "w2017": 14}),
        ("composition", "work_income_worker", {"w2014": 55, "w2017": 37}),
        ("tasks", "work_income_tasks", {"w2014": 54, "w2017": 45}),
        ("steering", "agreements_input", {"w2014": 70, "w2015": 68}),
        ("steering", "agreements_output", {"w2014": 20, "w2015": 22}),
        ("steering", "agreements_outcome", {"w2014": 50, "w2015": 53}),
        ("access", "team_reaches_out", {"w2017": 39, "w2019": 28}),
        ("response", "response_rate", {"w2014": 56, "w2015": 60, "w2017": 62, "w2019": 60}),
    ],
)
def test_build_series_holds_the_published_series(raw, topic, item, values):
    assert _values(build_series(raw, topic), item) == values


def test_build_series_says_between_which_waves_the_wording_is_the_same(raw):
    series = build_series(raw, "capacity").series.set_index("item_id")["same_wording"]
    assert set(series["shortfall_prevention"]) == {"w2015;w2019"}
    assert set(series.drop("shortfall_prevention")) == {""}


def test_build_series_gives_words_as_intervals(raw):
    series = build_series(raw, "expertise").series.set_index("item_id")
    words = series.loc["expertise_psychiatric"]
    assert (words["value_low"], words["value_high"], words["step"]) == (50, 100, 0)
    assert words["printed_value"] == "Meer dan de helft"
    assert isinstance(words["value_low"], Decimal)


MODELS = (PublishedFigures, PublishedSeries, Flow)


def faults(model, frame, added):
    """What does not follow the description of a published table: columns, cells of text, numbers that are missing."""
    columns = model.columns()
    found = sorted(set(columns) ^ set(frame.columns))
    for name, built_in in columns.items():
        column = built_in.with_codes(added.get(name, {}))
        if column.type in {"string", "date"}:
            found += [cell for cell in frame[name] if column.fault(cell) != ("", "")]
        elif column.required and frame[name].isna().any():
            found.append(name)
    return found


def test_build_series_follows_its_models_and_counts_every_row(raw):
    added = read_added_codes(raw, [])
    for topic in topic_names(raw):
        built = build_series(raw, topic)
        for model, frame in zip(MODELS, (built.figures, built.series, built.flow), strict=True):
            assert faults(model, frame, added) == []
        assert ",".join(built.series.columns) == COLUMNS
        assert built.flow["figures"].sum() == len(built.figures)
        assert not built.series.duplicated(["item_id", "wave_id", "subgroup"]).any()
        used = built.series["figure_ids"].str.split(SEPARATOR).explode().dropna()
        uses = built.figures.set_index("figure_id")["use"]
        assert set(used) == set(uses[uses.isin(["series", "repeat"])].index)


def test_build_series_reads_one_topic_only(small):
    shutil.rmtree(small.raw / "topics" / "capacity")
    built = build_series(small.raw, "presence")
    assert _values(built, "has_team") == {"w2014": 69, "w2015": 87, "w2017": 83}
    first, *repeats = (
        built.series.set_index(["item_id", "wave_id", "subgroup"])
        .loc[("has_team", "w2015", "all"), "figure_ids"]
        .split(SEPARATOR)
    )
    assert (first, repeats) == ("MOG2016.07", ["MOG2016.01"])


def test_build_series_is_unchanged_by_another_topic(small):
    before = build_series(small.raw, "presence").series
    small.write("topics/capacity/figures.csv", "BB2018.36", printed_value="58")
    pd.testing.assert_frame_equal(before, build_series(small.raw, "presence").series)


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"use": "series", "use_reason": ""}, "one origin is counted once"),
        ({"printed_value": "veel"}, "value can be read"),
        ({"item_id": "has_teams"}, "names exist"),
        ({"figure_id": "MOG2016.07"}, "names are unique"),
    ],
)
def test_build_series_refuses_what_would_make_it_wrong(small, cells, rule):
    small.write("topics/presence/figures.csv", "MOG2016.01", **cells)
    with pytest.raises(InputError, match=rf"figures\.csv:\d+, .*: {rule}; "):
        build_series(small.raw, "presence")
