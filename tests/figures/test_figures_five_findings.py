"""The picture of the first page: what holds in colour, the rest in grey, each in every survey."""

from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from wijkteams.estimates.rule.verdicts import VERDICTS
from wijkteams.figures.five_findings import draw_five_findings
from wijkteams.figures.style import FigureText, house_style
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import BLUE, GREY
from wijkteams.numbers.catalogue import load_figures
from wijkteams.numbers.formats import LANGUAGES

WORDS = {
    "rose": "It rose", "unclear": "It may have changed", "fell": "It fell", "law": "the law",
    "stands": "stands", "on_condition": "on a condition", "not_established": "open",
}  # fmt: skip
DATA = pd.DataFrame(
    [
        ("rose", "w2014", "2014-10-16", 69.0, 65.0, 73.0, "stands"),
        ("rose", "w2015", "2015-11-01", 87.0, 84.0, 90.0, "stands"),
        ("rose", "w2019", "2019-11-01", 83.0, 80.0, 86.0, "stands"),
        ("unclear", "w2015", "2015-11-01", 46.0, 40.0, 52.0, "not_established"),
        ("unclear", "w2019", "2019-11-01", 40.0, 34.0, 46.0, "not_established"),
        ("fell", "w2014", "2014-10-16", 55.0, 49.0, 61.0, "on_condition"),
        ("fell", "w2017", "2017-11-01", 37.0, 32.0, 42.0, "on_condition"),
    ],
    columns=["finding", "wave_id", "wave_date", "share", "low", "high", "verdict"],
)


@pytest.fixture(scope="module")
def panels():
    with house_style():
        figure = draw_five_findings(DATA, FigureText("Title", "Source", "en", WORDS))
    yield figure.axes
    plt.close(figure)


def test_each_share_is_written_above_its_interval_or_below_where_the_line_comes_from_above(panels):
    told = [
        {text.get_text(): text.xy[1] for text in axes.texts if "%" in text.get_text()}
        for axes in panels
    ]
    assert told == [
        {"69%": 65, "87%": 90, "83%": 80},
        {"46%": 52, "40%": 34},
        {"55%": 61, "37%": 32},
    ]
    spans = [[tuple(path[:, 1]) for path in axes.collections[0].get_segments()] for axes in panels]
    assert spans[1] == [(40, 52), (34, 46)]


def test_verdicts_are_written_in_the_colour_of_their_panel(panels):
    looks = []
    for axes, word in zip(panels, ("stands", "open", "on a condition"), strict=True):
        (drawn,) = [text for text in axes.texts if text.get_text() == word]
        assert {line.get_color() for line in axes.lines[:2]} == {drawn.get_color()}
        looks.append((drawn.get_color(), drawn.get_fontweight()))
    assert looks == [(BLUE, BOLD), (GREY, "normal"), (BLUE, BOLD)]


def test_the_law_is_named_once_where_the_lines_leave_room(panels):
    assert [any(text.get_text() == "the law" for text in axes.texts) for axes in panels] == [
        True,
        False,
        False,
    ]


def test_the_words_of_verdicts_in_the_catalogue_are_those_of_the_rule():
    said = load_figures(Path("config/figures.yaml"))["five_findings"].words
    for verdict in ("stands", "on_condition", "not_established"):
        assert tuple(said[verdict][language] for language in LANGUAGES) == VERDICTS[verdict]
