"""How many answers to one question must, and can, have been given together."""

from math import ceil, floor

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.style import BAND, BLUE, INK, FigureText, new_figure, quiet_grid
from wijkteams.numbers.formats import count_in_words

THICKNESS = 0.55


def draw_pile_up(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw for each number of answers the share that must have given so many, and the share that can have.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each number of answers, from top to bottom, with ``at_least``, ``low`` and ``high`` in per cent.
    text : FigureText
        Words ``must``, ``can``, ``at_least_one``, ``at_least`` and ``all``, with ``#`` for the number in words.

    Returns
    -------
    matplotlib.figure.Figure
        Solid up to the least share, pale up to the greatest. Limits are rounded outwards: a bound holds as written.
    """
    figure, axes = new_figure(text, 1.9 + 0.42 * len(data))
    names = [_at_least(number, len(data), text) for number in data["at_least"]]
    for place, (low, high) in enumerate(zip(data["low"], data["high"], strict=True)):
        axes.barh(-place, low, THICKNESS, color=BLUE)
        axes.barh(-place, high - low, THICKNESS, left=low, color=BAND)
        for end, share, colour in ((low, floor(low), "white"), (high, ceil(high), INK)):
            if share:
                axes.annotate(
                    f"{share}%", (end, -place), (-4, 0), textcoords="offset points", ha="right",
                    va="center", fontsize=9, fontweight="bold", color=colour,
                )  # fmt: skip
    for end, word, side, colour in ((0, "must", "left", BLUE), (100, "can", "right", INK)):
        axes.text(end, 0.42, text.words[word], ha=side, fontsize=9, fontweight="bold", color=colour)
    axes.set_yticks([-place for place in range(len(data))], names)
    axes.set_ylim(-len(data) + 0.5, 0.9)
    axes.set_xlim(0, 100)
    axes.set_xticks(range(0, 101, 20), [f"{tick}%" for tick in range(0, 101, 20)])
    quiet_grid(axes, "x")
    return figure


def _at_least(number: int, items: int, text: FigureText) -> str:
    """Write so many answers of a list or more; of as many as there are in the list, all."""
    name = "at_least_one" if number == 1 else "at_least" if number < items else "all"
    return text.words[name].replace("#", count_in_words(number, text.language))
