"""One share over the surveys: dots on a line in time, each with its interval and its value."""

from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from wijkteams.figures.style import DOT, FigureText, draw_doubt
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import GREY, PAPER
from wijkteams.numbers.formats import whole

LAW = float(date2num(date(2015, 1, 1)))
"""The day on which municipalities got new tasks in care, youth and work."""


def draw_over_time(
    axes: Axes,
    rows: pd.DataFrame,
    colour: str,
    limits: tuple[str, str] = ("a_low", "a_high"),
    *,
    last: bool = True,
) -> None:
    """Draw the share in each survey as a dot on a line, with its interval, and write its value above or below.

    Parameters
    ----------
    axes : Axes
        Horizontal positions are Matplotlib dates.
    rows : pandas.DataFrame
        One row for each survey, in order, with ``wave_date``, ``share`` and `limits`, in per cent.
    colour : str
        Of all that is drawn.
    limits : (str, str)
        The columns of the interval.
    last : bool
        Whether to write the value of the last survey as well.
    """
    dates = date2num(pd.to_datetime(rows["wave_date"]))
    shares = rows["share"].tolist()
    low, high = (rows[limit].tolist() for limit in limits)
    axes.plot(dates, shares, color=colour, linewidth=1.6, zorder=1)
    draw_doubt(axes, dates, low, high, colour, along="y")
    axes.plot(dates, shares, "o", color=colour, markersize=DOT)
    for place, (when, share) in enumerate(zip(dates, shares, strict=True)):
        if place == len(shares) - 1 and not last:
            break
        beside = [shares[each] for each in (place - 1, place + 1) if 0 <= each < len(shares)]
        below = bool(beside) and share < max(beside) and share <= min(beside)
        axes.annotate(
            f"{whole(share)}%", (when, low[place] if below else high[place]), (0, -3 if below else 3),
            textcoords="offset points", ha="center", va="top" if below else "bottom", fontweight=BOLD, color=colour,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6},
        )  # fmt: skip


def mark_law(axes: Axes, text: FigureText, height: float, *, named: bool = True) -> None:
    """Draw a line at 1 January 2015, with the word ``law`` of the figure beside it at a height on the axis."""
    axes.axvline(LAW, color=GREY, linewidth=1, linestyle=(0, (2, 2)), zorder=0.6)
    if named:
        axes.annotate(
            text.words["law"], (LAW, height), (4, 0), textcoords="offset points", va="bottom", color=GREY,
        )  # fmt: skip
