"""Which tasks teams do not get round to."""

import pandas as pd
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from wijkteams.figures.over_time import draw_over_time
from wijkteams.figures.style import (
    FigureText,
    draw_doubt,
    new_figure,
    percent_axis,
    spread,
    wave_axis,
    wrapped,
)
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import BLUE, GREY, PAPER
from wijkteams.numbers.formats import whole

DODGE_DAYS = 30
# Per cent between the names at the right, which are as high as a line of text.
GAP, PHONE_GAP = 6.0, 9.0


def draw_shortfalls(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw each task from wave to wave, with intervals; the first of them speaks, the others are grey.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each item and wave with ``item_id``, ``wave_date``, ``share``, ``a_low`` and ``a_high`` in per cent.
    text : FigureText
        A short name for each item.

    Returns
    -------
    matplotlib.figure.Figure
        Names stand at the right with the last share. Items stand a little apart in time so that their intervals do not hide
        each other.
    """
    figure, axes = new_figure(text, text.fit(4.3, 4.6))
    items = [(str(item), rows) for item, rows in data.groupby("item_id", sort=False)]
    heights = spread([rows["share"].iloc[-1] for _, rows in items], text.fit(GAP, PHONE_GAP))
    end = date2num(pd.to_datetime(data["wave_date"])).max() + len(items) * DODGE_DAYS
    for number, (item, rows) in enumerate(items):
        colour = GREY if number else BLUE
        dates = date2num(pd.to_datetime(rows["wave_date"])) + number * DODGE_DAYS
        if number:
            draw_doubt(axes, dates, rows["a_low"], rows["a_high"], colour, along="y", width=2)
            axes.plot(
                dates, rows["share"], "o-", color=colour, linewidth=1, markersize=5, markerfacecolor=PAPER
            )  # fmt: skip
        else:
            draw_over_time(axes, rows, colour, last=False)
        name = f"{whole(rows['share'].iloc[-1])}% {text.words[item]}"
        axes.text(
            end, heights[number], wrapped(name, int(text.fit(40, 18))), va="center", color=colour,
            fontweight="normal" if number else BOLD,
        )  # fmt: skip
    wave_axis(axes, data["wave_date"], text.fit(2.6, 2.7))
    percent_axis(axes, 0, 80)
    return figure
