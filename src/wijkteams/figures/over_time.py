"""One share over the surveys: dots on a line in time, each with its interval and its value."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from wijkteams.figures.style import DOT, FigureText, draw_doubt
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import GREY, PAPER
from wijkteams.numbers.formats import whole

ROOM = 8
"""Per cent that a value below an interval takes, in the lowest panel."""

_CLEAR: Any = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}
LAW = float(date2num(date(2015, 1, 1)))
"""The day on which municipalities got new tasks in care, youth and work."""


def draw_over_time(
    axes: Axes,
    rows: pd.DataFrame,
    colour: str,
    limits: tuple[str, str] = ("a_low", "a_high"),
    otherwise: Mapping[str, str] | None = None,
) -> None:
    """Draw the share in each survey as a dot on a line, with its interval, and write its value above or below.

    Parameters
    ----------
    axes : Axes
        Horizontal positions are Matplotlib dates.
    rows : pandas.DataFrame
        One row for each survey, in order, with ``wave_id``, ``wave_date``, ``share`` and `limits`, in per cent.
    colour : str
        Of all that is drawn.
    limits : (str, str)
        The columns of the interval.
    otherwise : mapping of str to str, optional
        Surveys that worded it otherwise, with the words that say so: a hollow dot, and the words below the interval.
    """
    otherwise = otherwise or {}
    dates = date2num(pd.to_datetime(rows["wave_date"]))
    shares = rows["share"].tolist()
    low, high = (rows[limit].tolist() for limit in limits)
    axes.plot(dates, shares, color=colour, linewidth=1.6, zorder=1)
    draw_doubt(axes, dates, low, high, colour, along="y")
    for place, (when, share, wave) in enumerate(zip(dates, shares, rows["wave_id"], strict=True)):
        face = PAPER if wave in otherwise else colour
        axes.plot(
            when,
            share,
            "o",
            color=colour,
            markersize=DOT,
            markerfacecolor=face,
            markeredgewidth=1.4,
        )
        beside = [shares[each] for each in (place - 1, place + 1) if 0 <= each < len(shares)]
        dips = bool(beside) and share < max(beside) and share <= min(beside)
        below = dips and low[place] > ROOM
        axes.annotate(
            f"{whole(share)}%", (when, low[place] if below else high[place]), (0, -3 if below else 3),
            textcoords="offset points", ha="center", va="top" if below else "bottom", fontweight=BOLD, color=colour,
            bbox=_CLEAR,
        )  # fmt: skip
        if wave in otherwise:
            last = when == dates[-1]
            axes.annotate(
                otherwise[wave], (when, low[place]), (8 if last else -4, -4), textcoords="offset points", va="top",
                ha="right" if last else "left", color=colour, bbox=_CLEAR,
            )  # fmt: skip


def worded_otherwise(text: FigureText, item: str) -> dict[str, str]:
    """Return the surveys that worded an item otherwise, with what the figure writes there: its words ``<item>.<survey>``."""
    return {
        word.removeprefix(f"{item}."): says
        for word, says in text.words.items()
        if word.startswith(f"{item}.")
    }


def mark_law(axes: Axes, text: FigureText, height: float, *, named: bool = True) -> None:
    """Draw a line at 1 January 2015, with the word ``law`` of the figure beside it at a height on the axis."""
    axes.axvline(LAW, color=GREY, linewidth=1, linestyle=(0, (2, 2)), zorder=0.6)
    if named:
        axes.annotate(
            text.words["law"], (LAW, height), (4, 0), textcoords="offset points", va="bottom", color=GREY,
        )  # fmt: skip
