"""How large an association must be to be found."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from wijkteams.figures.style import SERIES, FigureText, new_figure, percent_axis, spread
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import GREY

LABEL_GAP_POINTS = 8.0


def draw_power(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw the chance to find an association against its size, one line for each number of respondents.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each ``respondents`` and ``true_effect_points`` (percentage points), with ``rejection`` and
        its Monte Carlo standard error ``rejection_mcse`` in per cent.
    text : FigureText
        Words ``axis``, ``chance``, ``respondents`` and ``wanted``.

    Returns
    -------
    matplotlib.figure.Figure
        Bars are two Monte Carlo standard errors either way.
    """
    figure, axes = new_figure(text, 3.8)
    curves = list(data.groupby("respondents"))
    first = data["true_effect_points"].min()
    heights = spread([rows["rejection"].iloc[0] for _, rows in curves], LABEL_GAP_POINTS)
    for number, ((respondents, rows), height) in enumerate(zip(curves, heights, strict=True)):
        colour, marker = SERIES[number % len(SERIES)]
        # Lines stand a little apart so that their bars do not hide each other.
        gaps = rows["true_effect_points"] + 0.15 * number
        axes.errorbar(
            gaps, rows["rejection"], yerr=2 * rows["rejection_mcse"], color=colour, marker=marker,
            linewidth=1.6, elinewidth=1, clip_on=False,
        )  # fmt: skip
        axes.annotate(
            f"{respondents} {text.words['respondents']}", (first, height), (-8, 0),
            textcoords="offset points", va="center", ha="right", fontweight=BOLD, color=colour,
        )  # fmt: skip
    axes.axhline(80, color=GREY, linewidth=1, linestyle="--")
    axes.annotate(
        text.words["wanted"], (first, 80), (-8, 4),
        textcoords="offset points", ha="right", color=GREY,
    )  # fmt: skip
    axes.set_title(text.words["chance"], loc="left")
    axes.set_xlabel(text.words["axis"])
    axes.set_xlim(first - text.fit(5, 9), data["true_effect_points"].max() + 1)
    axes.xaxis.set_major_locator(MultipleLocator(5))
    percent_axis(axes)
    return figure
