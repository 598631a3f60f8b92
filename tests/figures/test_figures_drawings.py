"""The drawings of claims, mixes, levels, hundreds and journeys: what is on them, and whether they read in grey."""

from collections.abc import Iterator

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from wijkteams.figures.delta_curve import VERDICTS
from wijkteams.figures.hundred_squares import LOOKS, draw_hundred_squares
from wijkteams.figures.levels import draw_levels_by_question
from wijkteams.figures.pile_up import draw_pile_up
from wijkteams.figures.press_journey import MARKS, draw_press_journey
from wijkteams.figures.style import FigureText, balanced, house_style
from wijkteams.figures.type_mix import draw_type_mix
from wijkteams.numbers.file import Number
from wijkteams.numbers.formats import Language, format_number

WORDS = {
    "no_answer": "# unknown", "no_team": "# without a team", "team": "# with a team", "short": "# fall short",
    "unasked": "not printed", "a1": "Item one", "a2": "Item two", "MOG.1": "MOgroep 2016",
    "SKIPR.1": "Skipr 2016", "BB.1": "Binnenlands Bestuur", "more than 90": "above 90", "base_teams": "# of teams",
    "base_with_team": "# of those with a team", "base_unsaid": "#", "why_teams": "another base",
    "why_with_team": "the base that fits", "why_unsaid": "no base named", "axis": "points",
    "must": "at least", "can": "at most", "at_least_one": "one or more", "at_least": "# or more", "all": "all #",
    "one_type": "# others alike", "any_types": "# others apart", "change": "to explain", "gap": "at most {gap} apart",
    "range": "{low} to {high}",
}  # fmt: skip
SQUARES = pd.DataFrame(
    {
        "year": ["2014", "2017"],
        "answered": [55.6, 62.4],
        "with_team": [38.4, 51.8],
        "short_low": [None, 27.6],
        "short_high": [None, 33.5],
    }
)
LEVELS = pd.DataFrame(
    {"item_id": ["a1", "a2"], "share": [58.5, 44.0], "a_low": [52.0, 38.3], "a_high": [65.0, 49.5]}
)
JOURNEY = pd.DataFrame(
    {
        "figure_id": ["MOG.1", "SKIPR.1", "BB.1"],
        "printed_value": ["92", "more than 90", "88"],
        "base_named": [None, "teams", "with_team"],
        "base_fits": ["unsaid", "other", "fits"],
    }
)
MIX = pd.DataFrame(
    {
        "gap": [1.0, 1.0, 0.5, 0.5],
        "rest": ["one_type", "any_types"] * 2,
        "change_low": 15.1,
        "change_high": 41.7,
        "mix_high": [16.0, 32.5, 8.0, 16.2],
    }
)
PILE_UP = pd.DataFrame(
    {"at_least": [1, 2, 3], "low": [58.5, 38.2, 0.0], "high": [100.0, 85.2, 46.5]}
)
DRAWN = [
    (draw_pile_up, PILE_UP),
    (draw_hundred_squares, SQUARES),
    (draw_levels_by_question, LEVELS),
    (draw_press_journey, JOURNEY),
    (draw_type_mix, MIX),
]


@pytest.fixture(autouse=True)
def style() -> Iterator[None]:
    with house_style():
        yield
    plt.close("all")


def text(language: Language = "en", *, synthetic: bool = False) -> FigureText:
    return FigureText("The finding", "Source: a survey", language, WORDS, synthetic)


def words_on(figure: Figure) -> list[str]:
    figure.canvas.draw()
    return [
        each.get_text().replace("\n", " ")
        for axes in figure.axes
        for each in axes.findobj(plt.Text)
        if each.get_visible() and each.get_text()
    ]


def grey(colour: object) -> float:
    red, green, blue = to_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("draw", "data"), DRAWN, ids=lambda value: getattr(value, "__name__", ""))
def test_drawing_stays_on_its_sheet_with_title_and_source(draw, data):
    figure = draw(data, text())
    figure.canvas.draw()
    page = figure.bbox
    for axes in figure.axes:
        low, high = axes.get_ylim()
        ticks = axes.get_yticklabels() if axes.axison else []
        names = [each for each in ticks if low <= each.get_position()[1] <= high]
        for each in (*axes.texts, *names, axes.title, axes.xaxis.label):
            if each.get_text().strip():
                box = each.get_window_extent()
                assert box.x0 >= -1 and box.x1 <= page.x1 + 1, each.get_text()
    assert figure.get_suptitle() == "The finding"
    assert figure.get_supxlabel() == "Source: a survey"


def test_hundred_squares_are_a_hundred_and_count_as_told():
    figure = draw_hundred_squares(SQUARES, text())
    hatched = [
        [patch.get_hatch() for patch in axes.patches].count("//////") for axes in figure.axes
    ]
    assert [len(axes.patches) for axes in figure.axes] == [100, 100]
    assert hatched == [0, 34 - 28]
    told = words_on(figure)
    for words in (
        "44 unknown",
        "18 without a team",
        "38 with a team",
        "not printed",
        "52 with a team",
        "28–34 fall short",
    ):
        assert told.count(words) == 1, words


def test_hundred_squares_with_a_part_above_the_whole_are_refused():
    with pytest.raises(ValueError, match="2017: a part is larger than the whole"):
        draw_hundred_squares(SQUARES.assign(with_team=[38, 70]), text())


def test_hundred_squares_read_in_grey():
    looks = [(grey(each["facecolor"]), each.get("hatch"), each.get("linestyle")) for each in LOOKS]
    for number, (light, hatch, line) in enumerate(looks):
        for other, hatch_of_other, line_of_other in looks[number + 1 :]:
            assert abs(light - other) > 0.1 or (hatch, line) != (hatch_of_other, line_of_other)


def test_levels_write_the_share_of_every_item():
    told = words_on(draw_levels_by_question(LEVELS, text()))
    for words in ("59%", "44%", "Item one", "Item two"):
        assert any(words in each for each in told), words


def test_levels_draw_every_interval():
    axes = draw_levels_by_question(LEVELS, text()).axes[0]
    (lines,) = axes.collections
    drawn = [(path[0][0], path[1][0]) for path in lines.get_segments()]
    assert drawn == [(52.0, 65.0), (38.3, 49.5)]


def test_journey_names_each_stop_its_value_and_its_base():
    told = words_on(draw_press_journey(JOURNEY, text()))
    for words in (
        "92%", "no base named", "above 90 of teams", "another base", "Skipr 2016", "88% of those with a team",
        "the base that fits", "Binnenlands Bestuur",
    ):  # fmt: skip
        assert words in told


@pytest.mark.parametrize("marks", [MARKS, VERDICTS])
def test_marks_tell_apart_without_colour(marks):
    assert len({mark for mark, _ in marks.values()}) == len(marks)


def test_mix_bars_end_where_the_data_say():
    axes = draw_type_mix(MIX, text()).axes[0]
    bars = [bar.get_width() for container in axes.containers for bar in container]
    assert bars == pytest.approx([41.7 - 15.1, 16.0, 32.5, 8.0, 16.2])
    told = words_on(axes.figure)
    for words in ("33 others apart", "at most 50 apart", "to explain", "15 to 42"):
        assert any(words in each for each in told), words


def test_pile_up_limits_are_rounded_as_the_prose_rounds_them():
    axes = draw_pile_up(PILE_UP, text()).axes[0]
    ends = [bar.get_x() + bar.get_width() for bar in axes.patches]
    assert ends == pytest.approx([58.5, 100, 38.2, 85.2, 0, 46.5])
    written = [each.get_text() for each in axes.texts if "%" in each.get_text()]
    assert written == ["at least 59%", "at most 100%", "38%", "85%", "47%"]


def test_synthetic_data_are_marked_across_the_drawing():
    assert "SYNTHETIC" in words_on(draw_type_mix(MIX, text(synthetic=True)))
    assert "SYNTHETIC" in words_on(draw_hundred_squares(SQUARES, text(synthetic=True)))


@pytest.mark.parametrize("value", [32.5, 33.5, 44.49999, 58.4999999999])
def test_labels_round_a_share_as_the_prose_does(value):
    words = {"en": "text", "nl": "tekst"}
    share = Number(
        key="a.w2019", value=value, unit="percent", base=words, estimand="A", method=words, label=words
    )  # fmt: skip
    labels = words_on(draw_levels_by_question(LEVELS.assign(share=value), text()))
    assert labels.count(format_number(share)) == len(LEVELS)


def test_balanced_leaves_no_last_word_alone():
    assert balanced("one two three four five six", 22) == "one two three\nfour five six"
    assert balanced("a short title", 62) == "a short title"
