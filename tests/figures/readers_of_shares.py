"""How a reader reads the drawings of shares, question by question and year by year."""

from statistics import mean

import pandas as pd
import pytest
from matplotlib.dates import date2num

from tests.figures.read_back import (
    above,
    arrows,
    bars,
    beside,
    colour,
    columns,
    dots,
    lightness,
    nearest,
    only,
    plain,
    rows,
    strokes,
    whole,
    words,
)
from wijkteams.figures.style import BLUE, GREY


def read_levels(figure, data, say):
    axes = only(figure.axes)
    wide = max(each.width for each in strokes(axes))
    for (y, name), row in zip(rows(axes), data.to_dict("records"), strict=True):
        dot, lines, texts = (
            only(beside(dots(axes), y)),
            beside(strokes(axes), y),
            beside(words(axes), y),
        )
        band, interval = sorted(lines, key=lambda each: each.width != wide)
        share, limits = texts
        assert (name, dot.x) == (say[row["item_id"]], row["share"])
        assert interval.across == (row["a_low"], row["a_high"])
        assert band.across == (row["c_low"], row["c_high"])
        assert (share.says, share.x) == (f"{whole(row['share'])}%", dot.x)
        assert limits.says == f"{whole(row['a_low'])}–{whole(row['a_high'])}"
        # "dark: interval; pale: without any assumption"
        assert lightness(interval.colour) < lightness(band.colour)
        assert limits.x > band.end[0]
    assert plain(axes.get_xlabel()) == say["bands"]
    heading = only(beside(words(axes), 0.62, 0.01))
    assert (heading.says, heading.x) == (say["interval"], limits.x)


def read_pairs(figure, data, say):
    axes = only(figure.axes)
    assert [name for _, name in rows(axes)] == [
        plain(say[item]) for item in dict.fromkeys(data["item_id"])
    ]
    read, latest = [], {}
    for dot in dots(axes):
        line, text = only(beside(strokes(axes), dot.y, 0.1)), only(beside(words(axes), dot.y, 0.1))
        assert dot.colour == line.colour == text.colour
        assert text.x == line.end[0]
        read.append((nearest(rows(axes), dot.y), text.says, dot.x, line.across))
        name, year = read[-1][0], text.says[:4]
        latest.setdefault(name, []).append((year, dot.marker, dot.colour))
    assert read == [
        (
            plain(say[row["item_id"]]), f"{row['wave_date'][:4]}: {whole(row['share'])}%", row["share"],
            (row["a_low"], row["a_high"]),
        )
        for row in data.to_dict("records")
    ]  # fmt: skip
    # The later survey is blue in every pair, the earlier one grey, each with a mark of its own.
    pairs = [sorted(pair) for pair in latest.values()]
    assert {(earlier[2], later[2]) for earlier, later in pairs} == {(GREY.lower(), BLUE.lower())}
    assert len({earlier[1] for earlier, _ in pairs} | {later[1] for _, later in pairs}) == 2


def read_presence(figure, data, say):
    axes = only(figure.axes)
    wide = max(each.width for each in strokes(axes))
    for (x, year), row in zip(columns(axes), data.to_dict("records"), strict=True):
        dot, lines = only(above(dots(axes), x)), above(strokes(axes), x)
        band, interval = sorted(lines, key=lambda each: each.width != wide)
        assert (year, x) == (row["wave_date"][:4], date2num(pd.Timestamp(row["wave_date"])))
        assert (dot.y, interval.upward, band.upward) == (
            row["share"],
            (row["a_low"], row["a_high"]),
            (row["c_low"], row["c_high"]),
        )
        share = only(each for each in above(words(axes), x) if each.y == dot.y)
        assert share.says == f"{whole(row['share'])}%"
    last = {each.says: each for each in above(words(axes), x)}
    interval_word, band_word = last[plain(say["interval"])], last[plain(say["no_assumption"])]
    assert (
        interval_word.colour == interval.colour
        and band.upward[0] < band_word.y < interval_word.y < interval.upward[0]
    )
    assert len(words(axes)) == len(data) + 2


def read_shortfalls(figure, data, say):
    axes = only(figure.axes)
    read = {}
    for line in axes.lines:
        tone, points = (
            colour(line.get_color()),
            list(zip(line.get_xdata(), line.get_ydata(), strict=True)),
        )
        lines = sorted(each for each in strokes(axes) if each.colour == tone)
        texts = sorted(
            (each for each in words(axes) if each.colour == tone), key=lambda each: each.x
        )
        first, *between, last = texts
        assert first.x < points[0][0] < points[-1][0] < last.x
        assert [(each.x, each.y) for each in between] == points[1:-1]
        assert (
            [each.start[0] for each in lines]
            == [each.end[0] for each in lines]
            == [x for x, _ in points]
        )
        written = [each.says for each in (first, *between, last)]
        years = [nearest(columns(axes), x) for x, _ in points]
        value, _, name = written[-1].partition(" ")
        read[name] = [
            years,
            [y for _, y in points],
            [each.upward for each in lines],
            [*written[:-1], value],
        ]
    assert read == {
        say[item]: [
            [date[:4] for date in part["wave_date"]],
            list(part["share"]),
            list(zip(part["a_low"], part["a_high"], strict=True)),
            [f"{whole(share)}%" for share in part["share"]],
        ]
        for item, part in data.groupby("item_id", sort=False)
    }  # fmt: skip
    # Labels may stand apart from their points, but in the same order, around the same middle.
    for side, end in ((min, 0), (max, -1)):
        edge = side(each.x for each in words(axes))
        heights = [(each.y, int(each.says.split("%")[0])) for each in words(axes) if each.x == edge]
        assert [value for _, value in sorted(heights)] == sorted(value for _, value in heights)
        middle = mean(line.get_ydata()[end] for line in axes.lines)
        assert mean(y for y, _ in heights) == pytest.approx(middle)


def read_five_findings(figure, data, say):
    axes = only(figure.axes)
    names = list(dict.fromkeys(data["finding"]))
    assert [name for _, name in rows(axes)] == [plain(say[name]) for name in names]
    for (y, _), finding in zip(rows(axes), names, strict=True):
        part = data[data["finding"] == finding].to_dict("records")
        *texts, verdict = beside(words(axes), y)
        assert verdict.says == say[part[0]["verdict"]] and verdict.x > 100
        if pd.notna(part[0]["share"]):
            places = {each.x: each.says for each in texts}
            assert places == {
                row["share"]: f"{whole(row['share'])}% {row['wave_id'][1:]}" for row in part
            }
            earlier, later = sorted(beside(dots(axes), y), key=lambda each: each.face != "#ffffff")
            assert [earlier.x, later.x] == [row["share"] for row in part]
            assert later.face == later.colour == verdict.colour
            (arrow,) = [each for each in arrows(axes) if each[0][1] == y]
            assert arrow == ((earlier.x, y), (later.x, y))
            lines = sorted(each.across for each in beside(strokes(axes), y))
            assert lines == sorted((row["low"], row["high"]) for row in part)
        else:
            assert not beside(dots(axes), y)
            downward = sorted(texts, key=lambda each: -each.y)
            assert [each.says for each in downward] == [say[row["group"]] for row in part]
            for row in part:
                text = only(each for each in texts if each.says == say[row["group"]])
                bar = only(beside(bars(axes), text.y, 0.05))
                assert (bar.left, bar.right, bar.x) == pytest.approx(
                    (row["low"], row["high"], text.x)
                )
