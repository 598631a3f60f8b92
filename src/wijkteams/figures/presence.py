"""How many municipalities work with teams."""

import pandas as pd
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from wijkteams.figures.over_time import draw_over_time, mark_law
from wijkteams.figures.style import (
    THIN,
    FigureText,
    draw_doubt,
    new_figure,
    percent_axis,
    wave_axis,
)
from wijkteams.look.palette import BLUE, GREY


def draw_presence(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw the share with a team by wave: interval, bounds without assumption, direct labels.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each wave with ``wave_date``, ``share``, ``a_low``, ``a_high``, ``c_low`` and ``c_high`` in per cent.
    text : FigureText
        Words ``interval`` and ``no_assumption`` for what is drawn, and ``law``.

    Returns
    -------
    matplotlib.figure.Figure
        The share is written at each dot.
    """
    figure, axes = new_figure(text, text.fit(3.9, 4.2))
    dates = date2num(pd.to_datetime(data["wave_date"]))
    draw_doubt(axes, dates, data["c_low"], data["c_high"], BLUE, along="y", width=THIN)
    draw_over_time(axes, data, BLUE)
    last = data.iloc[-1]
    for word, height, colour in (
        ("interval", last["a_low"], BLUE),
        ("no_assumption", last["c_low"] + 7, GREY),
    ):
        axes.annotate(
            text.words[word], (dates[-1], height), (12, 0), textcoords="offset points", va="center", color=colour,
        )  # fmt: skip
    mark_law(axes, text, 2)
    wave_axis(axes, data["wave_date"], text.fit(1.7, 2.6), short=text.narrow)
    percent_axis(axes)
    return figure
