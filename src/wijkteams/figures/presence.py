"""How many municipalities work with teams."""

import pandas as pd
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from wijkteams.figures.style import (
    BAND,
    BLUE,
    GREY,
    FigureText,
    new_figure,
    percent_axis,
    wave_axis,
)
from wijkteams.numbers.formats import whole


def draw_presence(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw the share with a team by wave: interval, bounds without assumption, direct labels.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each wave with ``wave_date``, ``share``, ``a_low``, ``a_high``, ``c_low`` and ``c_high`` in per
        cent.
    text : FigureText
        Words ``interval`` and ``no_assumption``.

    Returns
    -------
    matplotlib.figure.Figure
        A dot for each wave on the date of its field period.
    """
    figure, axes = new_figure(text, 4.2)
    dates = date2num(pd.to_datetime(data["wave_date"]))
    shares = data["share"].to_numpy()
    axes.vlines(dates, data["c_low"], data["c_high"], color=BAND, linewidth=22)
    axes.vlines(dates, data["a_low"], data["a_high"], color=BLUE, linewidth=3)
    axes.plot(dates, shares, "o", color=BLUE, markersize=8)
    for date, share in zip(dates, shares, strict=True):
        axes.annotate(
            f"{whole(share)}%", (date, share), (12, 0), textcoords="offset points", va="center",
            fontweight="bold", color=BLUE,
        )  # fmt: skip
    for word, height, colour in (
        ("interval", data["a_low"].to_numpy()[-1] - 4, BLUE),
        ("no_assumption", data["c_low"].to_numpy()[-1] + 4, GREY),
    ):
        axes.annotate(
            text.words[word], (dates[-1], height), (14, 0), textcoords="offset points",
            va="center", fontsize=8.5, color=colour,
        )  # fmt: skip
    wave_axis(axes, data["wave_date"], room_years=1.5)
    percent_axis(axes)
    return figure
