"""A hundred squares for a hundred municipalities: how many answered, have a team, fall short."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from wijkteams.figures.style import (
    BLUE,
    GREY,
    INK,
    VERMILLION,
    FigureText,
    mark_synthetic,
    new_figure,
)
from wijkteams.numbers.formats import rounded, whole

SIDE = 10
GAP = 0.14
# From a municipality of which nothing is known to one that falls short: colour, and a mark that survives grey.
LOOKS: tuple[dict[str, Any], ...] = (
    {"facecolor": "white", "edgecolor": GREY, "linewidth": 0.7, "linestyle": (0, (1.5, 1.5))},
    {"facecolor": "#D9E2EA", "edgecolor": GREY, "linewidth": 0.7},
    {"facecolor": BLUE, "edgecolor": BLUE, "linewidth": 0.7},
    {"facecolor": VERMILLION, "edgecolor": INK, "linewidth": 0.9, "hatch": "////"},
)
LABELS_TOP, LABELS_LEFT, LABEL_STEP = -0.75, 1.6, 0.95
LABEL_COLOURS = (GREY, GREY, BLUE, VERMILLION)


def draw_hundred_squares(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw one block of a hundred squares for each wave.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each wave with ``year`` and, in municipalities of every hundred that were asked, ``answered``,
        ``with_team`` and ``short``, each a part of the one before. ``short`` comes with its interval ``short_low`` and
        ``short_high``; all three are missing where it was not printed.
    text : FigureText
        Words ``no_answer``, ``no_team``, ``any_team`` and ``unasked`` (where falling short was not printed), ``team``
        (the others with one), ``short`` and ``interval``; ``{low}`` and ``{high}`` in the last become the limits.

    Returns
    -------
    matplotlib.figure.Figure
        Squares fill from the bottom left, row by row: falling short, the others with a team, those without one, no
        answer. The bracket beside the squares spans the interval.

    Raises
    ------
    ValueError
        If a part is larger than what it is a part of.
    """
    figure, first = new_figure(text, 3.7)
    first.remove()
    panels = figure.subplots(1, len(data), squeeze=False)[0]
    for axes, (_, row) in zip(panels, data.iterrows(), strict=True):
        _draw_block(axes, row, text)
        if text.synthetic:
            mark_synthetic(axes)
    return figure


def _draw_block(axes: Axes, row: pd.Series, text: FigureText) -> None:
    printed = pd.notna(row["short"])
    counts = [100, *(int(rounded(row[name])) for name in ("answered", "with_team"))]
    counts.append(int(rounded(row["short"])) if printed else 0)
    if counts != sorted(counts, reverse=True):
        raise ValueError(f"{row['year']}: a part is larger than the whole: {counts}")
    for place in range(SIDE * SIDE):
        kind = sum(place < count for count in counts[1:])
        corner = (place % SIDE + GAP / 2, place // SIDE + GAP / 2)
        axes.add_patch(Rectangle(corner, 1 - GAP, 1 - GAP, **LOOKS[kind]))
    if printed:
        _draw_interval(axes, float(row["short_low"]), float(row["short_high"]))
    parts = [100 - counts[1], counts[1] - counts[2], counts[2] - counts[3], counts[3]]
    names = ["no_answer", "no_team", *(["team", "short"] if printed else ["any_team"])]
    axes.set_title(str(row["year"]), fontsize=11, fontweight="bold", loc="left")
    for line, name in enumerate(names):
        look: Any = {
            "va": "center", "fontsize": 8.5, "color": LABEL_COLOURS[line],
            "fontweight": "bold" if name == "short" else "normal",
        }  # fmt: skip
        height = LABELS_TOP - LABEL_STEP * line
        axes.text(LABELS_LEFT - 0.4, height, str(parts[line]), ha="right", **look)
        axes.text(LABELS_LEFT, height, text.words[name], **look)
    limits = _limits(row, text) if printed else text.words["unasked"]
    height = LABELS_TOP - LABEL_STEP * len(names)
    axes.text(
        LABELS_LEFT, height, limits, va="center", fontsize=8, color=VERMILLION if printed else GREY
    )
    axes.set_xlim(-0.9, SIDE)
    axes.set_ylim(LABELS_TOP - LABEL_STEP * 4.7, SIDE)
    axes.set_aspect("equal")
    axes.axis("off")


def _limits(row: pd.Series, text: FigureText) -> str:
    low, high = (whole(float(row[name])) for name in ("short_low", "short_high"))
    return text.words["interval"].replace("{low}", low).replace("{high}", high)


def _draw_interval(axes: Axes, low: float, high: float) -> None:
    """Draw the interval as a bracket at the left; ten municipalities are one row high."""
    foot, top = low / SIDE, high / SIDE
    axes.vlines(-0.4, foot, top, color=VERMILLION, linewidth=2)
    axes.hlines([foot, top], -0.55, -0.25, color=VERMILLION, linewidth=2)
