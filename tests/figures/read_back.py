"""Read a drawing back: what stands where, as a reader sees it, by position and colour only."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, TypeVar

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.text import Annotation

NEAR = 0.45
"""Half a row, almost: what is further away belongs to another row."""


class Word(NamedTuple):
    """A text and the place on the axes that it is written at."""

    says: str
    x: float
    y: float
    colour: str


class Dot(NamedTuple):
    """A marker."""

    x: float
    y: float
    marker: str
    colour: str
    face: str


class Stroke(NamedTuple):
    """A straight line between two points."""

    start: tuple[float, float]
    end: tuple[float, float]
    colour: str
    width: float

    @property
    def x(self) -> float:
        return (self.start[0] + self.end[0]) / 2

    @property
    def y(self) -> float:
        return (self.start[1] + self.end[1]) / 2

    @property
    def across(self) -> tuple[float, float]:
        """From left to right."""
        return self.start[0], self.end[0]

    @property
    def upward(self) -> tuple[float, float]:
        """From bottom to top."""
        return self.start[1], self.end[1]


class Bar(NamedTuple):
    """A lying bar, from left to right."""

    x: float
    y: float
    left: float
    right: float
    face: str
    edge: str


Placed = TypeVar("Placed", Word, Dot, Stroke, Bar)


def words(axes: Axes) -> list[Word]:
    found = []
    for text in axes.texts:
        place = text.xy if isinstance(text, Annotation) else text.get_position()
        if text.get_text():
            x, y = map(float, place)
            found.append(Word(plain(text.get_text()), x, y, colour(text.get_color())))
    return found


def dots(axes: Axes) -> list[Dot]:
    return [
        Dot(float(x), float(y), str(line.get_marker()), colour(line.get_color()), colour(line.get_markerfacecolor()))
        for line in axes.lines
        if line.get_marker() not in ("None", None, "")
        for x, y in np.column_stack([axes.convert_xunits(line.get_xdata()), line.get_ydata()])
    ]  # fmt: skip


def strokes(axes: Axes) -> list[Stroke]:
    return [
        Stroke(
            tuple(map(float, path[0])), tuple(map(float, path[-1])), colour(drawn.get_colors()[0]),
            float(drawn.get_linewidths()[0]),
        )
        for drawn in axes.collections
        if isinstance(drawn, LineCollection)
        for path in drawn.get_segments()
    ]  # fmt: skip


def arrows(axes: Axes) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Tail and head of each."""
    return [
        (tuple(map(float, each.xyann)), tuple(map(float, each.xy)))
        for each in axes.texts
        if isinstance(each, Annotation) and each.arrow_patch is not None
    ]


def bars(axes: Axes) -> list[Bar]:
    return [
        Bar(
            bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2, bar.get_x(), bar.get_x() + bar.get_width(),
            colour(bar.get_facecolor()), colour(bar.get_edgecolor()),
        )
        for group in axes.containers
        if isinstance(group, BarContainer)
        for bar in group
    ]  # fmt: skip


def rows(axes: Axes) -> list[tuple[float, str]]:
    """Height and name of each row, from top to bottom."""
    return sorted(_ticks(axes.yaxis), reverse=True)


def columns(axes: Axes) -> list[tuple[float, str]]:
    """Place and name of each column, from left to right."""
    return sorted(_ticks(axes.xaxis))


def _ticks(axis) -> list[tuple[float, str]]:
    low, high = sorted(axis.get_view_interval())
    return [
        (float(place), plain(label.get_text()))
        for place, label in zip(axis.get_majorticklocs(), axis.get_ticklabels(), strict=True)
        if low <= place <= high
    ]


def legend(axes: Axes) -> dict[str, tuple[str, str]]:
    """Marker and face to the word beside it."""
    (drawn,) = axes.figure.legends
    pairs = zip(drawn.legend_handles, drawn.get_texts(), strict=True)
    return {
        (str(each.get_marker()), colour(each.get_markerfacecolor())): plain(word.get_text())
        for each, word in pairs
    }


def everything(figure: Figure) -> list[tuple[object, ...]]:
    """All that shows; two drawings with the same are the same to a reader."""
    return [
        (
            figure.get_suptitle(), words(axes), arrows(axes), dots(axes), strokes(axes), bars(axes), rows(axes), columns(axes),
            [(each.get_facecolor(), each.get_hatch()) for each in axes.patches],
        )
        for axes in figure.axes
    ]  # fmt: skip


def beside(found: Iterable[Placed], y: float, near: float = NEAR) -> list[Placed]:
    """What stands on a row, from left to right."""
    return sorted((each for each in found if abs(each.y - y) < near), key=lambda each: each.x)


def above(found: Iterable[Placed], x: float, near: float = NEAR) -> list[Placed]:
    """What stands on a column, from bottom to top."""
    return sorted((each for each in found if abs(each.x - x) < near), key=lambda each: each.y)


def nearest(places: list[tuple[float, str]], place: float) -> str:
    """The name of the row or column that is nearest to a place."""
    return min(places, key=lambda each: abs(each[0] - place))[1]


def only(found: Iterable[Placed]) -> Placed:
    (one,) = found
    return one


def colour(value) -> str:
    return "none" if isinstance(value, str) and value == "none" else to_hex(value)


def plain(text: str) -> str:
    return " ".join(text.split())


def whole(value: float) -> str:
    """Round half away from zero, as by hand."""
    digits = str(Decimal(repr(float(value))).quantize(Decimal(1), ROUND_HALF_UP))
    return "0" if digits == "-0" else digits.replace("-", "−")


def lightness(hexadecimal: str) -> float:
    return sum(to_rgb(hexadecimal))
