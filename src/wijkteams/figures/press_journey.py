"""The journey of one figure through the press: the same value, and of what it was said to be a share."""

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.style import BLUE, GREY, INK, VERMILLION, FigureText, new_figure, wrapped

# How the base as printed compares with the base that fits: mark, colour and weight.
MARKS = {"fits": ("o", BLUE), "other": ("X", VERMILLION), "unsaid": ("s", GREY)}


def draw_press_journey(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw each printing of one figure as a stop on a line.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each printing, in the order of the journey, with ``source`` (who printed it and when),
        ``printed_value`` as printed, ``base_printed`` (empty where no base is named) and ``base_fits``: ``fits``,
        ``other`` or ``unsaid``.
    text : FigureText
        Words ``fits``, ``other`` and ``unsaid``, and the heading ``of_what``.

    Returns
    -------
    matplotlib.figure.Figure
        Stops from top to bottom: who printed it at the left, the value on the line, the base at the right.
    """
    figure, axes = new_figure(text, 1.9 + 0.55 * len(data))
    bottom = -(len(data) - 1)
    axes.vlines(0, bottom, 0, color=GREY, linewidth=1.5, zorder=1)
    for stop, row in enumerate(data.fillna("").to_dict("records")):
        mark, colour = MARKS[str(row["base_fits"])]
        axes.plot(0, -stop, mark, color=colour, markersize=11, zorder=2)
        axes.text(
            -0.06, -stop, wrapped(str(row["source"]), 34), ha="right", va="center", fontsize=9
        )
        axes.text(0.06, -stop, str(row["printed_value"]), va="center", fontweight="bold", color=INK)
        base = str(row["base_printed"]) or "–"
        axes.text(0.42, -stop, wrapped(base, 30), va="center", fontsize=9, color=INK)
        axes.text(
            0.98, -stop, wrapped(text.words[str(row["base_fits"])], 24), va="center", fontsize=8.5,
            color=colour,
        )  # fmt: skip
    axes.text(0.42, 0.75, text.words["of_what"], fontsize=9, fontweight="bold", color=GREY)
    axes.set_xlim(-0.75, 1.4)
    axes.set_ylim(bottom - 0.5, 1.0)
    axes.axis("off")
    return figure
