"""Which tasks teams do not get round to."""

import pandas as pd
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from wijkteams.figures.style import (
    SERIES,
    FigureText,
    new_figure,
    percent_axis,
    spread,
    wave_axis,
)
from wijkteams.numbers.formats import whole

LABEL_GAP_POINTS = 4.5
DODGE_DAYS = 34


def draw_shortfalls(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw a slope for each task from wave to wave, with intervals and direct labels.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each item and wave with ``item_id``, ``wave_date``, ``share``, ``a_low`` and ``a_high`` in per cent.
    text : FigureText
        A short name for each item.

    Returns
    -------
    matplotlib.figure.Figure
        Items stand a little apart in time so that their intervals do not hide each other.
    """
    figure, axes = new_figure(text, 4.8)
    items = [(str(item), rows) for item, rows in data.groupby("item_id", sort=False)]
    starts = spread([rows["share"].iloc[0] for _, rows in items], LABEL_GAP_POINTS)
    ends = spread([rows["share"].iloc[-1] for _, rows in items], LABEL_GAP_POINTS)
    waves = date2num(pd.to_datetime(data["wave_date"]))
    reach = (len(items) - 1) / 2 * DODGE_DAYS
    for number, (item, rows) in enumerate(items):
        colour, marker = SERIES[number]
        dates = date2num(pd.to_datetime(rows["wave_date"])) + number * DODGE_DAYS - reach
        shares = rows["share"].to_numpy()
        axes.vlines(dates, rows["a_low"], rows["a_high"], color=colour, linewidth=2, alpha=0.55)
        axes.plot(dates, shares, marker=marker, color=colour, linewidth=1.6, markersize=6)
        for date, share in list(zip(dates, shares, strict=True))[1:-1]:
            axes.annotate(
                f"{whole(share)}%", (date, share), (5, 10), textcoords="offset points", fontsize=9.5,
                color=colour,
            )  # fmt: skip
        for place, height, share, side, name in (
            (waves.min() - reach - 20, starts[number], shares[0], "right", ""),
            (waves.max() + reach + 20, ends[number], shares[-1], "left", f"  {text.words[item]}"),
        ):
            axes.text(
                place,
                height,
                f"{whole(share)}%{name}",
                ha=side,
                va="center",
                fontsize=9.5,
                color=colour,
            )
    wave_axis(axes, data["wave_date"], room_years=1.9)
    percent_axis(axes, 20, 80)
    return figure
