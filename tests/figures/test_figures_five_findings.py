"""The picture of the first page: what stands in colour, what cannot be told in grey, the open question as bands."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.container import BarContainer

from wijkteams.figures.five_findings import draw_five_findings
from wijkteams.figures.style import BLUE, GREY, FigureText, house_style

WORDS = {
    "rose": "It rose", "unclear": "It may have changed", "type": "Does the type matter?", "with_type": "with",
    "without_type": "without", "stands": "stands", "cannot_be_told": "cannot be told",
}  # fmt: skip
DATA = pd.DataFrame(
    [
        ("rose", "all", "w2014", 69.0, 65.0, 73.0, "stands"),
        ("rose", "all", "w2015", 87.0, 84.0, 90.0, "stands"),
        ("unclear", "all", "w2015", 46.0, 40.0, 52.0, "cannot_be_told"),
        ("unclear", "all", "w2019", 40.0, 34.0, 46.0, "cannot_be_told"),
        ("type", "with_type", "w2015", None, 0.0, 84.0, "cannot_be_told"),
        ("type", "without_type", "w2015", None, 1.0, 71.0, "cannot_be_told"),
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
    assert dots == [(69, "white"), (87, BLUE), (46, "white"), (40, GREY)]
    texts = {text.get_text() for text in axes.texts}
    assert {"69% 2014", "87% 2015", "46% 2015", "40% 2019", "with", "without"} <= texts
    spans = [tuple(each.get_segments()[0][:, 0]) for each in axes.collections]
    assert spans == [(65, 73), (84, 90), (40, 52), (34, 46)]


def test_the_years_stand_outside_whether_it_rose_or_fell(axes):
    side = {text.get_text(): text.get_horizontalalignment() for text in axes.texts}
    assert [side[each] for each in ("69% 2014", "87% 2015", "40% 2019", "46% 2015")] == [
        "right", "left", "right", "left",
    ]  # fmt: skip


def test_a_question_without_a_share_is_drawn_as_bands(axes):
    bars = [bar for each in axes.containers if isinstance(each, BarContainer) for bar in each]
    assert [(bar.get_x(), bar.get_width()) for bar in bars] == [(0, 84), (1, 70)]


def test_verdicts_are_written_in_the_colour_of_their_strip(axes):
    colours = {text.get_text(): to_hex(text.get_color()).upper() for text in axes.texts}
    assert (colours["stands"], colours["cannot be told"]) == (BLUE, GREY)
