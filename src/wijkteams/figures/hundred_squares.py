"""A hundred squares for a hundred municipalities: how many answered, have a team, fall short."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from wijkteams.figures.style import FigureText, new_panels, wrapped
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import BLUE, GREY, INK, PAPER, SOFT
from wijkteams.numbers.formats import rounded

SIDE = 10
GAP = 0.16
# From a municipality of which nothing is known to one that falls short: colour, and a mark that survives grey.
LOOKS: tuple[dict[str, Any], ...] = (
    {"facecolor": PAPER, "edgecolor": SOFT, "linewidth": 0.8},
    {"facecolor": PAPER, "edgecolor": SOFT, "linewidth": 0.8, "hatch": "xxxx"},
    {"facecolor": SOFT, "edgecolor": SOFT, "linewidth": 0.8},
    {"facecolor": PAPER, "edgecolor": BLUE, "linewidth": 0.8, "hatch": "//////"},
    {"facecolor": BLUE, "edgecolor": BLUE, "linewidth": 0.8},
)
KINDS = ("no_answer", "no_team", "team", "perhaps", "short")


def draw_hundred_squares(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw one block of a hundred squares for each wave.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each wave with ``year`` and, in municipalities of every hundred that were asked, ``answered`` and
        ``with_team``, each a part of the one before, and the ends ``short_low`` and ``short_high`` of how many of the
        latter fall short; both are missing where nothing was printed of that.
    text : FigureText
        Words ``no_answer``, ``no_team``, ``team``, ``short`` and ``unasked`` (where falling short was not printed), each with
        ``#`` for its number.

    Returns
    -------
    matplotlib.figure.Figure
        Squares fill from the bottom left, row by row: falling short for certain, perhaps, the others with a team, those
        without one, no answer. What the empty squares are stands above them, all else below, from top to bottom.

    Raises
    ------
    ValueError
        If a part is larger than what it is a part of.
    """
    across = int(text.fit(len(data), 2))
    down = -(-len(data) // across)
    figure, panels = new_panels(text, text.fit(5.0, 4.6 * down), down, across)
    for axes, (_, row) in zip(panels, data.iterrows(), strict=True):
        _draw_block(axes, row, text)
    return figure


def _draw_block(axes: Axes, row: pd.Series, text: FigureText) -> None:
    printed = pd.notna(row["short_low"])
    names = ["answered", "with_team", *(["short_high", "short_low"] if printed else [])]
    counts = [100, *(int(rounded(row[name])) for name in names)]
    if counts != sorted(counts, reverse=True):
        raise ValueError(f"{row['year']}: a part is larger than the whole: {counts}")
    for place in range(SIDE * SIDE):
        kind = sum(place < count for count in counts[1:])
        corner = (place % SIDE + GAP / 2, place // SIDE + GAP / 2)
        axes.add_patch(Rectangle(corner, 1 - GAP, 1 - GAP, **LOOKS[kind]))
    size, (answered, team, *short) = text.form.size, counts[1:]
    axes.set_title(str(row["year"]), loc="left", fontsize=1.2 * size, pad=2.95 * size)
    axes.annotate(
        text.words["no_answer"].replace("#", str(100 - answered)), (0, SIDE), (0, 2), textcoords="offset points", va="bottom",
        color=GREY,
    )  # fmt: skip
    below = {"no_team": (str(answered - team), GREY), "team": (str(team), INK)}
    below |= {"short": (f"{short[1]}–{short[0]}", BLUE)} if short else {"unasked": ("", GREY)}
    line = 0.0
    for name, (number, colour) in below.items():
        says = wrapped(text.words[name].replace("#", number), 25)
        axes.annotate(
            says, (0, 0), (0, -4 - 1.25 * size * line), textcoords="offset points", va="top", color=colour,
            fontweight=BOLD if name == "short" else "normal",
        )  # fmt: skip
        line += says.count("\n") + 1.25
    axes.set_xlim(0, SIDE)
    axes.set_ylim(0, SIDE)
    axes.set_aspect("equal", anchor="NW")
    axes.axis("off")
