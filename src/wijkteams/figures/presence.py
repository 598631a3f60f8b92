"""How many municipalities work with teams."""

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.style import BAND, BLUE, GREY, FigureText, new_figure, percent_axis


def draw_presence(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw the share with a team by wave: interval, bounds without assumption, direct labels.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each wave with ``wave_date``, ``share``, ``a_low``, ``a_high``, ``c_low`` and ``c_high`` in per cent.
    text : FigureText
        Words ``interval`` and ``no_assumption``.

    Returns
    -------
    matplotlib.figure.Figure
        A dot for each wave on the date of its field period.
    """
    figure, axes = new_figure(text, 4.2)
    dates = pd.to_datetime(data["wave_date"])
    axes.vlines(dates, data["c_low"], data["c_high"], color=BAND, linewidth=22)
    axes.vlines(dates, data["a_low"], data["a_high"], color=BLUE, linewidth=3)
    axes.plot(dates, data["share"], "o", color=BLUE, markersize=8)
    for date, row in zip(dates, data.itertuples(), strict=True):
        axes.annotate(
            f"{row.share:.0f}%", (date, row.share), (12, 0), textcoords="offset points", va="center",
            fontweight="bold", color=BLUE,
        )  # fmt: skip
    last = data.iloc[-1]
    for key, height, colour in (
        ("interval", last["a_low"] - 4, BLUE),
        ("no_assumption", last["c_low"] + 4, GREY),
    ):
        axes.annotate(
            text.words[key], (dates.iloc[-1], height), (14, 0), textcoords="offset points",
            va="center", fontsize=8.5, color=colour,
        )  # fmt: skip
    axes.set_xticks(dates, [str(date.year) for date in dates])
    axes.set_xlim(dates.min() - pd.Timedelta(days=150), dates.max() + pd.Timedelta(days=560))
    percent_axis(axes)
    return figure
