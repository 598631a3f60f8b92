"""How a reader reads each drawing: what its labels say must be the rows of its data, found by position alone."""

from statistics import mean

import pandas as pd
import pytest

from tests.figures.read_back import (
    bars,
    beside,
    colour,
    columns,
    dots,
    legend,
    nearest,
    only,
    plain,
    rows,
    strokes,
    whole,
    words,
)
from tests.figures.readers_of_models import (
    read_beside_truth,
    read_curves,
    read_ecological,
    read_effects_by_year,
    read_specification_curve,
)
from tests.figures.readers_of_shares import (
    read_five_findings,
    read_levels,
    read_pairs,
    read_presence,
    read_shortfalls,
)
from wijkteams.figures.hundred_squares import KINDS, LOOKS
from wijkteams.limits import ROBUST
from wijkteams.numbers.formats import LANGUAGES, count_in_words


def read_hundred_squares(figure, data, say):
    looks = {
        (colour(look["facecolor"]), look.get("hatch")): kind
        for look, kind in zip(LOOKS, KINDS, strict=True)
    }
    assert len(figure.axes) == len(data)
    for axes, row in zip(figure.axes, data.to_dict("records"), strict=True):
        assert axes.get_title(loc="left") == str(row["year"])
        corner = min(each.get_x() for each in axes.patches)
        squares = {
            (round(each.get_x() - corner), round(each.get_y() - corner)): each
            for each in axes.patches
        }
        assert set(squares) == {(x, y) for x in range(10) for y in range(10)}
        # From the bottom left, row by row.
        order = [
            looks[
                colour(squares[n % 10, n // 10].get_facecolor()),
                squares[n % 10, n // 10].get_hatch(),
            ]
            for n in range(100)
        ]
        assert order == sorted(order, key=KINDS.index, reverse=True)
        printed = pd.notna(row["short_low"])
        answered, team, high, low = (
            int(whole(row[name])) if pd.notna(row[name]) else 0
            for name in ("answered", "with_team", "short_high", "short_low")
        )
        assert [order.count(kind) for kind in KINDS] == [
            100 - answered, answered - team, team - high, high - low, low,
        ]  # fmt: skip
        numbers = {"no_answer": 100 - answered, "no_team": answered - team, "team": team}
        numbers |= {"short": f"{low}–{high}"} if printed else {"unasked": ""}
        # What is above stands above the squares, all else below them and below each other.
        lines = [(each.get_text(), each.xy[1], each.xyann[1]) for each in axes.texts]
        assert [plain(says) for says, *_ in lines] == [
            plain(say[name].replace("#", str(number))) for name, number in numbers.items()
        ]
        assert [y for _, y, _ in lines] == [10, *[0] * (len(lines) - 1)]
        offsets = [offset for *_, offset in lines[1:]]
        assert offsets == sorted(offsets, reverse=True) and len({*offsets}) == len(offsets)


def read_evidence_map(figure, data, say):
    axes = only(figure.axes)
    label = f"label_{'nl' if say['measured'] == 'cijfer in de reeks' else 'en'}"
    marks = legend(axes)
    read = {
        (nearest(rows(axes), each.y), nearest(columns(axes), each.x), marks[each.marker, each.face])
        for each in dots(axes)
    }
    drawn = data[data["evidence"] != "nothing"]
    assert read == {
        (plain(row[label]), row["wave_id"][1:], say[row["evidence"]])
        for row in drawn.to_dict("records")
    }
    assert len(dots(axes)) == len(drawn)
    for status, part in data.groupby("status"):
        heading = only(each for each in words(axes) if each.says == say[status])
        below = max(y for y, _ in rows(axes) if y < heading.y)
        assert nearest(rows(axes), below) == plain(part[label].iloc[0])


def read_delta_curve(figure, data, say, language):
    axes = only(figure.axes)
    claims = data[data["delta"].isna()].to_dict("records")
    assert [name for _, name in rows(axes)] == [say[row["claim_id"]] for row in claims]
    marks = {}
    for (y, _), row in zip(rows(axes), claims, strict=True):
        end = only(each for each in beside(dots(axes), y) if each.marker != "None")
        (line,) = (
            each for each in axes.lines if len(each.get_xdata()) == 2 and each.get_ydata()[0] == y
        )
        assert list(line.get_xdata()) == [0, end.x] == [0, row["delta_star"]]
        told = only(beside(words(axes), y, 0.2))
        # Rounded down: a finding must last as long as is said.
        lost = say["lost"].replace("{number}", str(int(row["delta_star"])))
        assert told.says == f"{lost}: {row[f'verdict_{language}']}"
        assert colour(line.get_color()) == end.colour == told.colour
        assert marks.setdefault(row["verdict"], end.marker) == end.marker
        limit = only(beside(strokes(axes), y))
        assert limit.start[0] == limit.end[0] == ROBUST
        assert (row["delta_star"] >= ROBUST) == (row["verdict"] == "stands")
    assert len({*marks.values()}) == len(marks)
    (named,) = (each for each in words(axes) if each.y < rows(axes)[-1][0] - 0.25)
    assert (named.x, named.says) == (ROBUST, say["limit"].replace("{number}", whole(ROBUST)))
    assert axes.get_xlim()[0] == 0
    assert plain(axes.get_xlabel()) == say["axis"]


def read_type_mix(figure, data, say):
    axes = only(figure.axes)
    low, high = data["change_low"].iloc[0], data["change_high"].iloc[0]
    change, *mixes = sorted(bars(axes), key=lambda each: -each.y)
    span = say["range"].replace("{low}", whole(low)).replace("{high}", whole(high))
    told = only(beside(words(axes), change.y, 0.1))
    assert (change.left, change.right, told.says) == (low, pytest.approx(high), span)
    assert nearest(rows(axes), change.y) == say["change"] and told.colour == change.face
    read = []
    for bar in mixes:
        told = only(beside(words(axes), bar.y, 0.1))
        rest = "one_type" if bar.face == bar.edge else "any_types"
        assert told.x == max(low, bar.right) and bar.left == 0
        assert told.colour == bar.edge != change.face
        read.append((nearest(rows(axes), bar.y), rest, bar.right, told.says))
    assert sorted(read) == sorted(
        (plain(say["gap"].replace("{gap}", whole(100 * row["gap"]))), row["rest"], row["mix_high"],
         say[row["rest"]].replace("#", whole(row["mix_high"])))
        for row in data.to_dict("records")
    )  # fmt: skip
    assert len({bar.edge for bar in mixes}) == 1
    # The least of the change is marked on every row, and not between them, where names stand on a phone.
    assert sorted(each.y for each in strokes(axes)) == pytest.approx(
        sorted(y - 0.02 for y, _ in rows(axes))
    )
    assert {each.x for each in strokes(axes)} == {low}
    assert plain(axes.get_xlabel()) == say["axis"]


def read_press_journey(figure, data, say):
    axes = only(figure.axes)
    marks = set()
    for stop, row in enumerate(data.to_dict("records")):
        said, why, who = beside(words(axes), -stop)
        named = row["base_named"] if pd.notna(row["base_named"]) else "unsaid"
        printed = str(row["printed_value"])
        assert said.says == say[f"base_{named}"].replace("#", say.get(printed, f"{printed}%"))
        assert (why.says, who.says) == (say[f"why_{named}"], say[row["figure_id"]])
        dot = only(beside(dots(axes), -stop))
        assert why.colour == dot.colour
        marks.add((row["base_fits"], dot.marker, dot.colour))
    assert len(marks) == len({each[1:] for each in marks}) == data["base_fits"].nunique()


def read_pile_up(figure, data, say):
    axes = only(figure.axes)
    for (y, name), row in zip(rows(axes), data.to_dict("records"), strict=True):
        least, most = beside(bars(axes), y, 0.1)
        word = say[
            "at_least_one"
            if (k := row["at_least"]) == 1
            else "all"
            if k == len(data)
            else "at_least"
        ]
        assert name in {word.replace("#", count_in_words(k, each)) for each in LANGUAGES}
        assert (least.left, least.right, most.left, most.right) == pytest.approx(
            (0, row["low"], row["low"], row["high"])
        )
        # A limit is rounded as in the prose; nothing is written at zero, and the first says which limit it is.
        limits = {"must": row["low"], "can": row["high"]}
        first = y == rows(axes)[0][0]
        assert [(each.x, each.says) for each in beside(words(axes), y, 0.1)] == [
            (share, f"{say[which]} {whole(share)}%" if first else f"{whole(share)}%")
            for which, share in limits.items() if whole(share) != "0"
        ]  # fmt: skip
        assert least.face == least.edge == most.edge != most.face


def read_type_effects(figure, data, say, language):
    axes = only(figure.axes)
    names = legend(axes)
    read = []
    for dot in dots(axes):
        line = only(beside(strokes(axes), dot.y, 0.05))
        assert line.colour == dot.colour
        read.append((nearest(rows(axes), dot.y), names[dot.marker, dot.colour], dot.x, line.across))
    assert sorted(read) == sorted(
        (row[f"label_{language}"], row[f"level_{language}"], row["effect_points"], (row["effect_low"], row["effect_high"]))
        for row in data.to_dict("records")
    )  # fmt: skip
    assert plain(axes.get_xlabel()) == say["axis"]


def read_power(figure, data, say):
    axes = only(figure.axes)
    curves = [line for line in axes.lines if line.get_marker() not in ("None", None, "")]
    for curve in curves:
        tone = colour(curve.get_color())
        label = only(each for each in words(axes) if each.colour == tone)
        part = data[data["respondents"] == int(label.says.split()[0])]
        assert label.says == f"{part['respondents'].iloc[0]} {say['respondents']}"
        assert list(curve.get_ydata()) == list(part["rejection"])
        assert list(curve.get_xdata()) == pytest.approx(list(part["true_effect_points"]), abs=0.5)
        ends = [each.upward for each in strokes(axes) if each.colour == tone]
        assert ends == [
            pytest.approx((row["rejection"] - 2 * row["rejection_mcse"], row["rejection"] + 2 * row["rejection_mcse"]))
            for row in part.to_dict("records")
        ]  # fmt: skip
    assert len(curves) == data["respondents"].nunique()
    # Labels that had to make room stand around the middle of what they name.
    named = [each.y for each in words(axes) if each.says.endswith(say["respondents"])]
    assert mean(named) == pytest.approx(mean(curve.get_ydata()[0] for curve in curves))
    aim = only(each for each in words(axes) if each.says == say["wanted"])
    assert any(list(line.get_ydata()) == [80, 80] for line in axes.lines) and aim.y == 80
    assert (axes.get_title(loc="left"), axes.get_xlabel()) == (say["chance"], say["axis"])


READERS = {
    "shortfalls:draw_shortfalls": read_shortfalls,
    "presence:draw_presence": read_presence,
    "hundred_squares:draw_hundred_squares": read_hundred_squares,
    "pairs:draw_pairs": read_pairs,
    "evidence:draw_evidence_map": read_evidence_map,
    "type_effects:draw_type_effects": read_type_effects,
    "power:draw_power": read_power,
    "type_mix:draw_type_mix": read_type_mix,
    "delta_curve:draw_delta_curve": read_delta_curve,
    "press_journey:draw_press_journey": read_press_journey,
    "levels:draw_levels_by_question": read_levels,
    "five_findings:draw_five_findings": read_five_findings,
    "pile_up:draw_pile_up": read_pile_up,
    "models:draw_curves": read_curves,
    "models:draw_effects_by_year": read_effects_by_year,
    "models:draw_ecological": read_ecological,
    "models:draw_specification_curve": read_specification_curve,
    "models:draw_beside_truth": read_beside_truth,
}
IN_THE_DATA = (
    read_delta_curve,
    read_type_effects,
    read_effects_by_year,
    read_beside_truth,
)
"""Drawings that take words of their language from the data."""


def read_back(figure, data, entry, language):
    say = {name: texts[language] for name, texts in entry.words.items()}
    reader = READERS[entry.draw.removeprefix("wijkteams.figures.")]
    reader(figure, data, say, *([language] if reader in IN_THE_DATA else []))
    for axes in figure.axes:
        for place, written in [*columns(axes), *rows(axes)] if axes.axison else []:
            digits = written.removesuffix("%").replace("−", "-")
            if digits.lstrip("-").isdigit() and not 2000 < int(digits) < 2100:
                assert int(digits) == pytest.approx(place), written
