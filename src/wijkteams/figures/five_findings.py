"""The five findings of the first page, one strip each, on one scale."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from wijkteams.figures.style import (
    BAND,
    BLUE,
    GREY,
    INK,
    FigureText,
    new_figure,
    quiet_grid,
    wrapped,
)
from wijkteams.numbers.formats import whole

_ROOM_FOR_VERDICT = 32
_LABEL_HEIGHT = 0.2
_HOLDS = {"stands", "on_condition"}


def draw_five_findings(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw for each finding the two shares that it compares, with intervals and the verdict.

    Parameters
    ----------
    data : pandas.DataFrame
        Two rows for each ``finding`` with ``group``, ``wave_id``, ``share``, ``low`` and ``high`` in per cent and
        ``verdict``. Of two groups the range is drawn as a band, with a dot where a ``share`` was printed.
    text : FigureText
        A name for each finding, group and verdict.

    Returns
    -------
    matplotlib.figure.Figure
        Findings from top to bottom. What stands, or holds on a condition, is drawn in colour; the rest in grey.
    """
    findings = list(dict.fromkeys(data["finding"]))
    figure, axes = new_figure(text, 1.3 + 0.82 * len(findings))
    for place, finding in enumerate(findings):
        rows = data[data["finding"] == finding]
        verdict = str(rows["verdict"].iloc[0])
        colour = BLUE if verdict in _HOLDS else GREY
        axes.text(
            104, -place, wrapped(text.words[verdict], 16), va="center", fontsize=9.5,
            fontweight="bold" if verdict == "stands" else "normal", color=colour,
        )  # fmt: skip
        if (rows["group"] == "all").all():
            _draw_change(axes, rows, -place, colour)
        else:
            _draw_groups(axes, rows, -place, text, colour)
    axes.set_xlim(0, 100 + _ROOM_FOR_VERDICT)
    axes.set_xticks(range(0, 101, 20), [f"{tick}%" for tick in range(0, 101, 20)])
    axes.set_ylim(0.55 - len(findings), 0.6)
    names = [wrapped(text.words[str(finding)], 17) for finding in findings]
    axes.set_yticks([-place for place in range(len(findings))], names, fontsize=9.5)
    quiet_grid(axes, "x")
    axes.spines["bottom"].set_visible(False)
    return figure


def _draw_change(axes: Axes, rows: pd.DataFrame, height: float, colour: str) -> None:
    """Draw the earlier share hollow and the later one filled, joined by an arrow."""
    first, last = map(float, rows["share"])
    axes.annotate(
        "", (last, height), (first, height),
        arrowprops={"arrowstyle": "-|>", "color": colour, "shrinkA": 5, "shrinkB": 5, "linewidth": 1.4},
    )  # fmt: skip
    for place, other, fill, row in zip(
        (first, last), (last, first), ("white", colour), rows.to_dict("records"), strict=True
    ):
        axes.hlines(
            height, row["low"], row["high"], color=colour, linewidth=4, alpha=0.35, zorder=1
        )
        axes.plot(place, height, "o", markersize=7, color=colour, markerfacecolor=fill, zorder=4)
        axes.text(
            place, height + _LABEL_HEIGHT, f"{whole(place)}% {str(row['wave_id'])[1:]}",
            ha="right" if place < other else "left", va="center", fontsize=9, color=colour,
        )  # fmt: skip


def _draw_groups(
    axes: Axes, rows: pd.DataFrame, height: float, text: FigureText, colour: str
) -> None:
    """Draw the share of each group, or what remains possible for it, one band above the other."""
    for step, row in zip((0.13, -0.13), rows.to_dict("records"), strict=True):
        low, high, share = float(row["low"]), float(row["high"]), row["share"]
        measured = pd.notna(share)
        name = text.words[f"{row['group']}_measured" if measured else str(row["group"])]
        axes.barh(height + step, high - low, 0.2, left=low, color=BAND)
        if measured:
            axes.plot(share, height + step, "o", markersize=7, color=colour)
        axes.text(
            high + 1 if measured else (low + high) / 2, height + step,
            f"{whole(share)}% {name}" if measured else name, ha="left" if measured else "center", va="center", fontsize=8.5,
            color=INK,
        )  # fmt: skip
