"""The journey of one figure through the press: the same value, and of what it was said to be a share."""

from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.style import BLUE, GREY, INK, VERMILLION, FigureText, balanced, new_figure

# How the base as printed compares with the base that fits: mark, colour and weight.
MARKS = {"fits": ("o", BLUE), "other": ("X", VERMILLION), "unsaid": ("s", GREY)}


def draw_press_journey(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw each printing of one figure as a stop on a line.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each printing, in the order of the journey, with ``figure_id``, ``printed_value`` as printed,
        ``base_named`` (a base of the register; missing where none is printed) and ``base_fits``: ``fits``, ``other``
        or ``unsaid``.
    text : FigureText
        The heading ``of_what``; who printed it under each ``figure_id``; for each base ``base_`` and ``why_`` its
        name, or ``unsaid``: what to call it, and why it fits or not. A value in words has its own word too.

    Returns
    -------
    matplotlib.figure.Figure
        Stops from top to bottom: who printed it at the left, the value on the line, the base at the right.
    """
    figure, axes = new_figure(text, 1.9 + 0.45 * len(data))
    bottom = -(len(data) - 1)
    axes.vlines(0, bottom, 0, color=GREY, linewidth=1.5, zorder=1)
    for stop, row in enumerate(data.fillna({"base_named": "unsaid"}).to_dict("records")):
        mark, colour = MARKS[str(row["base_fits"])]
        value = str(row["printed_value"])
        axes.plot(0, -stop, mark, color=colour, markersize=11, zorder=2)
        pieces: list[tuple[float, str, dict[str, Any]]] = [
            (-0.06, balanced(text.words[str(row["figure_id"])], 34), {"ha": "right"}),
            (0.06, text.words.get(value, f"{value}%"), {"fontweight": "bold"}),
            (0.46, balanced(text.words[f"base_{row['base_named']}"], 24), {"color": colour}),
            (0.92, balanced(text.words[f"why_{row['base_named']}"], 28), {"color": colour}),
        ]
        for place, words, look in pieces:
            axes.text(place, -stop, words, **{"va": "center", "fontsize": 9, "color": INK, **look})
    axes.text(0.46, 0.75, text.words["of_what"], fontsize=9, fontweight="bold", color=GREY)
    axes.set_xlim(-0.75, 1.4)
    axes.set_ylim(bottom - 0.5, 1.0)
    axes.axis("off")
    return figure
