"""The answers to one question of one wave, side by side."""

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.style import (
    DOT,
    THIN,
    FigureText,
    draw_doubt,
    name_rows,
    new_figure,
    quiet_grid,
    wrapped,
)
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import BLUE
from wijkteams.numbers.formats import whole


def draw_levels_by_question(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw a dot with its interval for each item.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each item, from top to bottom, with ``item_id``, ``share``, ``a_low`` and ``a_high`` in per cent,
        and ``c_low`` and ``c_high`` for what is possible without assumptions, where that is known.
    text : FigureText
        A name for each item, and ``bands`` for what the lines are, where the thin ones are drawn.

    Returns
    -------
    matplotlib.figure.Figure
        The share is written above the dot.
    """
    figure, axes = new_figure(text, 0.75 + text.fit(0.55, 0.74) * len(data))
    places = [-float(place) for place in range(len(data))]
    if {"c_low", "c_high"} <= set(data.columns):
        axes.set_xlabel(wrapped(text.words["bands"], int(text.fit(58, 46))))
        draw_doubt(axes, places, data["c_low"], data["c_high"], BLUE, along="x", width=THIN)
    draw_doubt(axes, places, data["a_low"], data["a_high"], BLUE, along="x")
    axes.plot(data["share"], places, "o", color=BLUE, markersize=DOT)
    for place, share in zip(places, data["share"], strict=True):
        axes.annotate(
            f"{whole(share)}%", (share, place), (0, 5), textcoords="offset points", ha="center", va="bottom",
            fontweight=BOLD, color=BLUE,
        )  # fmt: skip
    name_rows(axes, places, [text.words[item] for item in data["item_id"]], text, 32, lift=19)
    axes.set_ylim(places[-1] - 0.5, text.fit(0.65, 0.85))
    axes.set_xlim(0, 100)
    axes.set_xticks(range(0, 101, 20), [f"{tick}%" for tick in range(0, 101, 20)])
    quiet_grid(axes, "x")
    return figure
