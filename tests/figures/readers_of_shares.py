"""How a reader reads the drawings of shares, question by question and year by year."""

import pandas as pd
from matplotlib.dates import date2num

from tests.figures.read_back import (
    above,
    beside,
    columns,
    dots,
    only,
    plain,
    rows,
    strokes,
    whole,
    words,
)
from wijkteams.look.palette import BLUE, GREY


def read_over_time(axes, rows, limits, item="", say=()):
    """Dots, intervals and values of one share in time; hollow, with words, where `say` has some for the item and survey."""
    dates = [date2num(pd.Timestamp(date)) for date in rows["wave_date"]]
    assert [(dot.x, dot.y) for dot in dots(axes) if dot.x in dates] == list(
        zip(dates, rows["share"], strict=True)
    )
    for x, row in zip(dates, rows.to_dict("records"), strict=True):
        low, high = row[limits[0]], row[limits[1]]
        assert (low, high) in [each.upward for each in above(strokes(axes), x, 0.1)]
        value = only(each for each in above(words(axes), x, 0.1) if each.says.endswith("%"))
        # Above the interval, or below it where the line comes from above.
        assert (value.says, value.y in (low, high)) == (f"{whole(row['share'])}%", True)
        dot = only(above(dots(axes), x, 0.1))
        assert value.colour == dot.colour
        otherwise = f"{item}.{row['wave_id']}"
        assert (dot.face != dot.colour) == (otherwise in say)
        told = {each.says for each in above(words(axes), x, 0.1) if each.y == low}
        assert otherwise not in say or plain(say[otherwise]) in told


def read_levels(figure, data, say):
    axes = only(figure.axes)
    wide = max(each.width for each in strokes(axes))
    for (y, name), row in zip(rows(axes), data.to_dict("records"), strict=True):
        dot, lines = only(beside(dots(axes), y)), beside(strokes(axes), y)
        possible, interval = sorted(lines, key=lambda each: each.width == wide)
        share = only(beside(words(axes), y))
        assert (name, dot.x) == (say[row["item_id"]], row["share"])
        assert interval.across == (row["a_low"], row["a_high"])
        assert possible.across == (row["c_low"], row["c_high"])
        assert (share.says, share.x) == (f"{whole(row['share'])}%", dot.x)
        assert interval.width > possible.width
    assert plain(axes.get_xlabel()) == say["bands"]


def read_pairs(figure, data, say):
    items = list(dict.fromkeys(data["item_id"]))
    assert [plain(axes.get_title(loc="left")) for axes in figure.axes] == [say[i] for i in items]
    for item, axes in zip(items, figure.axes, strict=True):
        part = data[data["item_id"] == item]
        years = [name for _, name in columns(axes)]
        assert [year[-2:] for year in years] == [date[2:4] for date in part["wave_date"]]
        read_over_time(axes, part, ("a_low", "a_high"), item, say)
        assert len(dots(axes)) == len(part)
        verdict = [each for each in words(axes) if each.y == 1]
        assert [each.says for each in verdict] == [say[word] for word in say if word == "open"]
    # One height, so that slopes compare; the first speaks, where anything is established, the others are grey.
    assert {axes.get_ylim() for axes in figure.axes} == {(0, 80)}
    tones = [dots(axes)[0].colour for axes in figure.axes]
    assert (tones[0], *{*tones[1:]}) == (GREY if "open" in say else BLUE, GREY)


def read_presence(figure, data, say):
    axes = only(figure.axes)
    wide = max(each.width for each in strokes(axes))
    read_over_time(axes, data, ("a_low", "a_high"))
    for (x, year), row in zip(columns(axes), data.to_dict("records"), strict=True):
        possible, interval = sorted(above(strokes(axes), x), key=lambda each: each.width == wide)
        assert x == date2num(pd.Timestamp(row["wave_date"]))
        assert year in (row["wave_date"][:4], f"’{row['wave_date'][2:4]}")
        assert interval.upward == (row["a_low"], row["a_high"])
        assert possible.upward == (row["c_low"], row["c_high"])
        assert interval.width > possible.width
    last = {each.says: each for each in above(words(axes), x)}
    interval_word, possible_word = last[plain(say["interval"])], last[plain(say["no_assumption"])]
    assert interval_word.colour == interval.colour
    assert possible.upward[0] < possible_word.y < interval_word.y <= interval.upward[0]
    read_law(axes, say)
    assert len(words(axes)) == len(data) + 3


def read_law(axes, say):
    """The line of 1 January 2015, with its words beside it."""
    day = date2num(pd.Timestamp("2015-01-01"))
    assert [day, day] in [list(line.get_xdata()) for line in axes.lines]
    assert only(each for each in words(axes) if each.says == plain(say["law"])).x == day


def read_shortfalls(figure, data, say):
    items = list(dict.fromkeys(data["item_id"]))
    assert [plain(axes.get_title(loc="left")) for axes in figure.axes] == [say[i] for i in items]
    for item, axes in zip(items, figure.axes, strict=True):
        part = data[data["item_id"] == item]
        read_over_time(axes, part, ("a_low", "a_high"), item, say)
        assert len(dots(axes)) == len(part)
        assert {name[-2:] for _, name in columns(axes)} == {date[2:4] for date in data["wave_date"]}
        assert {dot.colour for dot in dots(axes)} == {GREY if item != items[0] else BLUE}
    # One scale, so that slopes compare; the first is the largest.
    assert len({axes.get_ylim() for axes in figure.axes}) == 1
    wide = [axes.get_position().width for axes in figure.axes]
    assert wide[0] > 1.5 * max(wide[1:])
    assert figure.axes[0].get_xlabel() == say["bases"]


def read_five_findings(figure, data, say):
    names = list(dict.fromkeys(data["finding"]))
    assert [plain(axes.get_title(loc="left")) for axes in figure.axes] == [say[n] for n in names]
    laws = 0
    for axes, finding in zip(figure.axes, names, strict=True):
        part = data[data["finding"] == finding]
        read_over_time(axes, part, ("low", "high"), finding, say)
        verdict = only(each for each in words(axes) if each.y == 1)
        assert verdict.says == say[part["verdict"].iloc[0]]
        holds = part["verdict"].iloc[0] in ("stands", "on_condition")
        tone = BLUE if holds else GREY
        assert {verdict.colour, *(dot.colour for dot in dots(axes))} == {tone}
        laws += any(each.says == plain(say["law"]) for each in words(axes))
        years = sorted({date[2:4] for date in data["wave_date"]})
        assert [name for _, name in columns(axes)] == [f"’{year}" for year in years]
        assert axes.get_ylim() == (0, 100)
    assert laws == 1
