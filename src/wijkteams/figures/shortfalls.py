"""Which tasks teams do not get round to."""

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.style import SERIES, FigureText, new_figure, percent_axis, spread

LABEL_GAP_POINTS = 5.5
START_GAP_POINTS = 3
DODGE_DAYS = 22


def draw_shortfalls(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw a slope for each task from wave to wave, with intervals and direct labels.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each item and wave with ``label`` (in the language of the figure), ``wave_date``, ``share``, ``a_low`` and
        ``a_high`` in per cent.
    text : FigureText
        The words.

    Returns
    -------
    matplotlib.figure.Figure
        Items stand a little apart in time so that their intervals do not hide each other.
    """
    figure, axes = new_figure(text, 4.8)
    items = list(data.groupby("label", sort=False))
    starts = spread([rows["share"].iloc[0] for _, rows in items], START_GAP_POINTS)
    ends = spread([rows["share"].iloc[-1] for _, rows in items], LABEL_GAP_POINTS)
    waves = pd.to_datetime(data["wave_date"].drop_duplicates()).sort_values()
    for number, ((label, rows), start, end) in enumerate(zip(items, starts, ends, strict=True)):
        colour, marker = SERIES[number]
        shift = pd.Timedelta(days=int((number - (len(items) - 1) / 2) * DODGE_DAYS))
        dates = pd.to_datetime(rows["wave_date"]) + shift
        axes.vlines(dates, rows["a_low"], rows["a_high"], color=colour, linewidth=2, alpha=0.55)
        axes.plot(dates, rows["share"], marker=marker, color=colour, linewidth=1.6, markersize=6)
        axes.annotate(
            f"{rows['share'].iloc[-1]:.0f}%  {label}",
            (dates.iloc[-1], rows["share"].iloc[-1]),
            (waves.max() + pd.Timedelta(days=80), end),
            va="center", fontsize=9, color=colour,
        )  # fmt: skip
        axes.annotate(
            f"{rows['share'].iloc[0]:.0f}%",
            (dates.iloc[0], rows["share"].iloc[0]),
            (waves.min() - pd.Timedelta(days=60), start),
            va="center", ha="right", fontsize=9, color=colour,
        )  # fmt: skip
    axes.set_xticks(waves, [str(wave.year) for wave in waves])
    axes.set_xlim(waves.min() - pd.Timedelta(days=180), waves.max() + pd.Timedelta(days=980))
    percent_axis(axes, 20, 80)
    return figure
