"""The answers to one question of one wave, side by side."""

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.style import BAND, BLUE, GREY, FigureText, new_figure, quiet_grid, wrapped
from wijkteams.numbers.formats import whole


def draw_levels_by_question(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw a dot with its interval for each item.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each item, from top to bottom, with ``item_id``, ``share``, ``a_low`` and ``a_high`` in per cent,
        and ``c_low`` and ``c_high`` for the band without assumptions where they are known.
    text : FigureText
        A name for each item, ``interval`` above the column of intervals, and ``bands`` below the axis where there is a
        band without assumptions.

    Returns
    -------
    matplotlib.figure.Figure
        The share is written beside the dot.
    """
    figure, axes = new_figure(text, 1.9 + 0.42 * len(data))
    places = -data.reset_index(drop=True).index.to_numpy(dtype=float)
    if {"c_low", "c_high"} <= set(data.columns):
        axes.hlines(places, data["c_low"], data["c_high"], color=BAND, linewidth=9)
        axes.set_xlabel(wrapped(text.words["bands"], 62), fontsize=8.5, color=GREY)
    axes.hlines(places, data["a_low"], data["a_high"], color=BLUE, linewidth=2.5)
    axes.plot(data["share"], places, "o", color=BLUE, markersize=7)
    for place, share, low, high in zip(
        places, data["share"], data["a_low"], data["a_high"], strict=True
    ):
        axes.annotate(
            f"{whole(share)}%", (share, place), (0, 7), textcoords="offset points", ha="center",
            fontsize=9, fontweight="bold", color=BLUE,
        )  # fmt: skip
        axes.annotate(
            f"{whole(low)}–{whole(high)}", (101, place), va="center", fontsize=8.5, color=GREY,
            annotation_clip=False,
        )  # fmt: skip
    axes.annotate(
        text.words["interval"], (101, 0.62), fontsize=8, color=GREY, annotation_clip=False
    )
    axes.set_yticks(places, [wrapped(text.words[item], 34) for item in data["item_id"]])
    axes.set_ylim(places[-1] - 0.6, 0.85)
    axes.set_xlim(0, 100)
    axes.set_xticks(range(0, 101, 20), [f"{tick}%" for tick in range(0, 101, 20)])
    quiet_grid(axes, "x")
    return figure
