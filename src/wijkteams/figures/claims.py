"""Claims on trial: the verdict on each, and the one number that decides it."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from wijkteams.figures.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    VERMILLION,
    FigureText,
    new_figure,
    quiet_grid,
    wrapped,
)
from wijkteams.numbers.formats import Language, decimals_beside_zero, format_decimal

# Each verdict has a mark of its own, so that grey will do.
VERDICTS = {
    "stands": ("o", GREEN),
    "on_condition": ("D", BLUE),
    "not_established": ("s", GREY),
    "contradicted": ("X", VERMILLION),
}
CLAIM_WIDTH = 46
# Decimals of a deciding number that is no limit of the interval.
DECIMALS = {"delta_star": 1, "p_holm": 2}


def draw_claims_deciding_numbers(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw each claim of change with its estimate, its interval, its verdict and the number that decides.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each claim, from top to bottom, with ``claim_en``, ``claim_nl``, ``verdict``, ``verdict_en``,
        ``verdict_nl``, and ``estimate``, ``low``, ``high`` and ``deciding_number`` in one unit, and ``decided_by``.
    text : FigureText
        Words ``axis`` for the horizontal axis and ``deciding`` for the stroke on the number that decides; for each
        value of ``decided_by`` other than the interval (``b``) a word with ``{number}``, such as
        "lost beyond {number} points".

    Returns
    -------
    matplotlib.figure.Figure
        A deciding number that is a limit of the interval is an upright stroke on it; another is written under the
        verdict, because it stands on a scale of its own.
    """
    figure, axes = new_figure(text, 1.9 + 0.62 * len(data))
    claims = data[f"claim_{text.language}"]
    verdicts = data[f"verdict_{text.language}"]
    right, left = float(data["high"].max()), float(data["low"].min())
    room = (right - left) * 0.04
    for place, (row, verdict) in enumerate(zip(data.to_dict("records"), verdicts, strict=True)):
        mark, colour = VERDICTS[str(row["verdict"])]
        axes.hlines(-place, row["low"], row["high"], color=colour, linewidth=3, alpha=0.6)
        axes.plot(row["estimate"], -place, mark, color=colour, markersize=8)
        says = wrapped(str(verdict), 20)
        decided_by, number = str(row["decided_by"]), float(row["deciding_number"])
        if decided_by == "b":
            _draw_deciding(axes, number, -place, text.language)
        else:
            reason = text.words[decided_by].replace(
                "{number}", format_decimal(number, DECIMALS[decided_by], text.language)
            )
            says = f"{says}\n{wrapped(reason, 22)}"
        axes.text(right + room, -place, says, va="center", fontsize=8.5, color=colour)
    if left < 0 < right:
        axes.axvline(0, color=GREY, linewidth=1, linestyle=(0, (4, 3)), zorder=0)
    axes.set_yticks([-p for p in range(len(data))], [wrapped(each, CLAIM_WIDTH) for each in claims])
    axes.tick_params(axis="y", labelsize=8.5)
    axes.set_ylim(-len(data) + 0.4, 0.7)
    axes.set_xlim(left - room, right + room)
    axes.set_xlabel(f"{text.words['axis']}; {text.words['deciding']}", fontsize=8.5, color=GREY)
    quiet_grid(axes, "x")
    return figure


def _draw_deciding(axes: Axes, number: float, place: float, language: Language) -> None:
    """Draw the limit that decides, with its value; beside zero it keeps a decimal, because its side matters."""
    axes.vlines(number, place - 0.28, place + 0.28, color=INK, linewidth=1.8)
    axes.annotate(
        format_decimal(number, decimals_beside_zero(number), language), (number, place + 0.28), (0, 2),
        textcoords="offset points", ha="center", fontsize=8, color=INK,
    )  # fmt: skip
