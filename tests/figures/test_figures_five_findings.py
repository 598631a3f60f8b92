"""The picture of the first page: what holds in colour, the rest in grey, the open question as bands."""

from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.container import BarContainer

from wijkteams.estimates.rule.verdicts import VERDICTS
from wijkteams.figures.five_findings import draw_five_findings
from wijkteams.figures.style import BLUE, GREY, FigureText, house_style
from wijkteams.numbers.catalogue import load_figures
from wijkteams.numbers.formats import LANGUAGES

WORDS = {
    "rose": "It rose", "unclear": "It may have changed", "type": "Does the type matter?", "with_type": "with",
    "without_type": "without", "fell": "It fell",
    "stands": "stands", "on_condition": "on a condition", "not_established": "open",
}  # fmt: skip
DATA = pd.DataFrame(
    [
        ("rose", "all", "w2014", 69.0, 65.0, 73.0, "stands"),
        ("rose", "all", "w2015", 87.0, 84.0, 90.0, "stands"),
        ("unclear", "all", "w2015", 46.0, 40.0, 52.0, "not_established"),
        ("unclear", "all", "w2019", 40.0, 34.0, 46.0, "not_established"),
        ("fell", "all", "w2014", 55.0, 49.0, 61.0, "on_condition"),
        ("fell", "all", "w2017", 37.0, 32.0, 42.0, "on_condition"),
        ("type", "with_type", "w2015", None, 0.0, 84.0, "not_established"),
        ("type", "without_type", "w2015", None, 1.0, 71.0, "not_established"),
    ],
    columns=["finding", "group", "wave_id", "share", "low", "high", "verdict"],
)


@pytest.fixture(scope="module")
def axes():
    with house_style():
        figure = draw_five_findings(DATA, FigureText("Title", "Source", "en", WORDS))
    yield figure.axes[0]
    plt.close(figure)


def test_each_share_is_a_dot_with_its_year_and_its_interval(axes):
    dots = [(line.get_xdata()[0], line.get_markerfacecolor()) for line in axes.lines]
    assert dots == [(69, "white"), (87, BLUE), (46, "white"), (40, GREY), (55, "white"), (37, BLUE)]
    texts = {text.get_text() for text in axes.texts}
    assert {"69% 2014", "87% 2015", "46% 2015", "40% 2019", "with", "without"} <= texts
    spans = [tuple(each.get_segments()[0][:, 0]) for each in axes.collections]
    assert spans == [(65, 73), (84, 90), (40, 52), (34, 46), (49, 61), (32, 42)]


def test_the_years_stand_outside_whether_it_rose_or_fell(axes):
    side = {text.get_text(): text.get_horizontalalignment() for text in axes.texts}
    assert [side[each] for each in ("69% 2014", "87% 2015", "40% 2019", "46% 2015")] == [
        "right", "left", "right", "left",
    ]  # fmt: skip


def test_a_question_without_a_share_is_drawn_as_bands(axes):
    bars = [bar for each in axes.containers if isinstance(each, BarContainer) for bar in each]
    assert [(bar.get_x(), bar.get_width()) for bar in bars] == [(0, 84), (1, 70)]


def test_verdicts_are_written_in_the_colour_of_their_strip(axes):
    drawn = {text.get_text(): text for text in axes.texts}
    looks = [
        (to_hex(drawn[word].get_color()).upper(), drawn[word].get_fontweight())
        for word in ("stands", "on a condition", "open")
    ]
    assert looks == [(BLUE, "bold"), (BLUE, "normal"), (GREY, "normal")]


def test_the_words_of_verdicts_in_the_catalogue_are_those_of_the_rule():
    said = load_figures(Path("config/figures.yaml"))["five_findings"].words
    for verdict in ("stands", "on_condition", "not_established"):
        assert tuple(said[verdict][language] for language in LANGUAGES) == VERDICTS[verdict]
