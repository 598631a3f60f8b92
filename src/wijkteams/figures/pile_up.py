"""How many answers to one question must, and can, have been given together."""

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.style import FigureText, name_rows, new_figure, quiet_grid
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import BLUE, PAPER
from wijkteams.numbers.formats import count_in_words, whole

THICKNESS = 0.42


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
        Solid up to the least share, an empty frame up to the greatest. Limits are rounded as in the prose.
    """
    figure, axes = new_figure(text, 0.7 + text.fit(0.45, 0.62) * len(data))
    names = [_at_least(number, len(data), text) for number in data["at_least"]]
    for place, (low, high) in enumerate(zip(data["low"], data["high"], strict=True)):
        axes.barh(-place, low, THICKNESS, color=BLUE, edgecolor=BLUE)
        axes.barh(-place, high - low, THICKNESS, left=low, color=PAPER, edgecolor=BLUE)
        first = place == 0
        for end, share, colour, word in ((low, low, PAPER, "must"), (high, high, BLUE, "can")):
            if whole(share) != "0":
                says = f"{text.words[word]} {whole(share)}%" if first else f"{whole(share)}%"
                axes.annotate(
                    says, (end, -place), (-5, 0), textcoords="offset points", ha="right", va="center", fontweight=BOLD,
                    color=colour,
                )  # fmt: skip
    name_rows(axes, [-float(place) for place in range(len(data))], names, text, lift=12)
    axes.set_ylim(-len(data) + 0.6, text.fit(0.4, 0.7))
    axes.set_xlim(0, 100.5)
    axes.set_xticks(range(0, 101, 20), [f"{tick}%" for tick in range(0, 101, 20)])
    quiet_grid(axes, "x")
    return figure


def _at_least(number: int, items: int, text: FigureText) -> str:
    """Write so many answers of a list or more; of as many as there are in the list, all."""
    name = "at_least_one" if number == 1 else "at_least" if number < items else "all"
    return text.words[name].replace("#", count_in_words(number, text.language))
