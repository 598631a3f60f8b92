"""Every figure of the catalogue, drawn by its own script in both languages and read back by position alone.

What stands beside a dot, a bar or a square must be the row that it was drawn from: a label at its neighbour, a year at the
other survey or a limit from another column makes the rows that are read differ from the rows of the data.
"""

from collections.abc import Iterator
from importlib import import_module
from itertools import combinations
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.ticker import ScalarFormatter

from tests.figures.drawn import CATALOGUE, draw_catalogue
from tests.figures.read_back import dots, everything, plain, strokes, words
from tests.figures.readers import read_back
from wijkteams.book.downloads.heads import HEADS
from wijkteams.figures.drawing import FILES
from wijkteams.figures.style import FigureText, house_style
from wijkteams.numbers.catalogue import fill
from wijkteams.numbers.file import load_numbers
from wijkteams.numbers.formats import LANGUAGES


@pytest.fixture(scope="module")
def drawn(results: Path, tmp_path_factory) -> tuple[dict[str, Figure], Path]:
    """The figures that the script draws, by the name of their file, and the folder of their data."""
    folder = tmp_path_factory.mktemp("drawn")
    return draw_catalogue(results, folder), folder


@pytest.fixture(autouse=True)
def close() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id_", CATALOGUE)
def test_a_published_figure_reads_back_as_its_data(drawn, id_, language):
    figures, folder = drawn
    entry = CATALOGUE[id_]
    data = pd.read_csv(folder / f"{id_}.csv")
    for figure in {figures[entry.file(kind, language)] for kind in FILES}:
        read_back(figure, data, entry, language)


@pytest.mark.parametrize("id_", CATALOGUE)
def test_no_mark_of_the_data_lies_outside_its_axes(drawn, id_):
    for axes in drawn[0][CATALOGUE[id_].file("svg", "en")].axes:
        left, right = sorted(axes.get_xlim())
        low, high = sorted(axes.get_ylim())
        ends = [end for each in strokes(axes) for end in (each.start, each.end)]
        for x, y in [*((dot.x, dot.y) for dot in dots(axes)), *ends]:
            assert left <= x <= right and low <= y <= high, f"{x}, {y}"


@pytest.mark.parametrize("id_", CATALOGUE)
def test_the_data_of_a_figure_are_the_rows_that_the_catalogue_names(drawn, id_):
    _, folder = drawn
    entry = CATALOGUE[id_]
    source = pd.concat(pd.read_csv(folder / path) for path in entry.data)
    kept = [
        row
        for row in source.to_dict("records")
        if all(row[column] in values for column, values in entry.select.items())
    ]
    kept.sort(
        key=lambda row: [values.index(row[column]) for column, values in entry.select.items()]
    )
    data = pd.read_csv(folder / f"{id_}.csv")
    assert list(data) == (list(entry.keep) or list(source))
    pd.testing.assert_frame_equal(data, pd.DataFrame(kept)[list(data)], check_dtype=False)


@pytest.mark.parametrize("id_", CATALOGUE)
def test_every_column_behind_a_figure_has_a_head_in_words(drawn, id_):
    assert set(pd.read_csv(drawn[1] / f"{id_}.csv")) <= HEADS.keys(), "see downloads/heads.py"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id_", CATALOGUE)
def test_title_and_source_are_those_of_the_catalogue_in_the_language(drawn, results, id_, language):
    numbers, entry = load_numbers(results / "numbers.json"), CATALOGUE[id_]
    figure = drawn[0][entry.file("svg", language)]
    assert plain(figure.get_suptitle()) == plain(fill(entry.title[language], numbers, language))
    assert plain(figure.get_supxlabel()).startswith(
        plain(fill(entry.source[language], numbers, language))
    )
    mark = {"en": "SYNTHETIC", "nl": "SYNTHETISCH"}[language]
    for form in FILES:
        drawing = drawn[0][entry.file(form, language)]
        # High and low, so that no part of the data can be cut out without it.
        marks = [[each.y for each in words(axes) if each.says == mark] for axes in drawing.axes]
        assert marks == [[0.2, 0.5, 0.8] if entry.synthetic else []] * len(drawing.axes)


@pytest.mark.parametrize("id_", ["shortfalls_2015_2019", "five_findings", "team_types_2015_2017"])
def test_worded_otherwise_is_said_of_the_surveys_of_which_the_register_says_so(drawn, results, id_):
    series = pd.concat(map(pd.read_csv, sorted(results.glob("register/*/series.csv"))))
    changed = series[series["comparability"] == "wording_changed"]
    # Where no two surveys are worded alike, the first is what the others are held against.
    first = changed.groupby("item_id")["wave_id"].transform("min")
    alike = changed["same_wording"].fillna(first)
    known = {
        f"{item}.{wave}"
        for item, wave, same in zip(changed["item_id"], changed["wave_id"], alike, strict=True)
        if wave not in same.split(";")
    }
    data = pd.read_csv(drawn[1] / f"{id_}.csv")
    items = data["finding" if "finding" in data else "item_id"]
    told = {word for word in CATALOGUE[id_].words if "." in word}
    assert told == known & {*(items + "." + data["wave_id"])}


def drawing(entry):
    module, name = entry.draw.split(":")
    return getattr(import_module(module), name)


def drawn_from(data, entry, language):
    say = {word: texts[language] for word, texts in entry.words.items()}
    with house_style():
        return drawing(entry)(data, FigureText("", "", language, say))


SHARES = (
    "shortfalls_2015_2019",
    "presence_2014_2019",
    "team_types_2015_2017",
    "shortfalls_2019",
    "five_findings",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id_", SHARES)
def test_shares_that_all_differ_read_back_too(drawn, id_, language):
    """Published shares repeat; made-up ones show a mark that stands on the row of another."""
    entry, data = CATALOGUE[id_], pd.read_csv(drawn[1] / f"{id_}.csv")
    share = pd.Series([24.2 + (17 * place % 13) * 4.1 for place in range(len(data))])
    step = pd.Series(range(len(data))) / 10
    limits = {
        "share": share.where(data["share"].notna()), "a_low": share - 2.2 - step, "a_high": share + 3.1 + step,
        "b_low": share - 4.3, "b_high": share + 5.4, "c_low": share - 13.3 - step, "c_high": share + 15.2 + step,
        "low": share - 3.4 - step, "high": share + 4.6 + step,
    }  # fmt: skip
    made_up = data.assign(**{name: value for name, value in limits.items() if name in data})
    figure = drawn_from(made_up, entry, language)
    read_back(figure, made_up, entry, language)


WRONG = (AssertionError, IndexError, KeyError, ValueError)
"""What reading raises where the drawing does not fit its data."""


@pytest.mark.parametrize("id_", CATALOGUE)
def test_any_two_labels_that_change_places_are_noticed(drawn, id_):
    entry, data = CATALOGUE[id_], pd.read_csv(drawn[1] / f"{id_}.csv")
    figure = drawn_from(data, entry, "en")
    swaps = 0
    for axes in figure.axes:
        named = [each for legend in figure.legends for each in legend.get_texts()]
        for one, other in combinations(
            [each for each in (*axes.texts, *named) if each.get_text()], 2
        ):
            if (before := (one.get_text(), other.get_text())) in (before[::-1], ("–", "–")):
                continue
            one.set_text(before[1]), other.set_text(before[0])
            with pytest.raises(WRONG):
                read_back(figure, data, entry, "en")
            one.set_text(before[0]), other.set_text(before[1])
            swaps += 1
    read_back(figure, data, entry, "en")
    assert swaps > 0


@pytest.mark.parametrize("id_", CATALOGUE)
def test_names_of_rows_and_values_of_another_row_are_noticed(drawn, id_):
    entry, data = CATALOGUE[id_], pd.read_csv(drawn[1] / f"{id_}.csv")
    figure = drawn_from(data, entry, "nl")
    read_back(figure, data, entry, "nl")
    shown, axes = everything(figure), figure.axes[0]
    if axes.axison and not isinstance(axes.yaxis.get_major_formatter(), ScalarFormatter):
        names = [each.get_text() for each in axes.get_yticklabels()]
        axes.set_yticks(axes.get_yticks(), [*names[1:], names[0]])
        with pytest.raises(WRONG):
            read_back(figure, data, entry, "nl")
    says = drawing(entry).__doc__
    for column in (each for each in data if f"``{each}``" in says and data[each].nunique() > 1):
        moved = data.assign(**{column: data[column].to_numpy()[::-1]})
        try:
            other = drawn_from(moved, entry, "nl")
        except (KeyError, ValueError):
            continue  # the drawing refuses such a row
        if everything(other) != shown:
            with pytest.raises(WRONG):
                read_back(other, data, entry, "nl")
