"""What a change in the mix of team types can explain of a change in a shortfall."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from wijkteams.figures.style import (
    BAND,
    BLUE,
    GREY,
    INK,
    VERMILLION,
    FigureText,
    new_figure,
    quiet_grid,
    wrapped,
)
from wijkteams.numbers.formats import whole

ROW = {"one_type": 0.17, "any_types": -0.17}


def draw_type_mix(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw the most that the mix can explain, against the change that asks for an explanation.

    Parameters
    ----------
    data : pandas.DataFrame
        One shortfall between two waves; one row for each ``gap`` (largest distance between the rates of two types, 0
        to 1) and ``rest`` (``one_type`` or ``any_types``: what is assumed of types without a printed share), with
        ``change_low``, ``change_high`` and ``mix_high`` in percentage points.
    text : FigureText
        Words ``one_type`` and ``any_types``, ``change`` for the band, ``axis``, and ``gap`` with ``{gap}`` for its
        value in points.

    Returns
    -------
    matplotlib.figure.Figure
        Bars from zero to the most that the mix can explain; the upright band is the interval of the change. A bar
        that does not reach the band leaves the change unexplained.
    """
    gaps = sorted(data["gap"].unique(), reverse=True)
    figure, axes = new_figure(text, 2.3 + 0.62 * len(gaps))
    low, high = float(data["change_low"].iloc[0]), float(data["change_high"].iloc[0])
    axes.axvspan(low, high, color=BAND, zorder=0)
    axes.axvline(low, color=INK, linewidth=1.5, zorder=1)
    axes.text(low, 0.62, f" {text.words['change']}", fontsize=8.5, color=INK, va="bottom")
    for row in data.to_dict("records"):
        height = -gaps.index(row["gap"]) + ROW[str(row["rest"])]
        reaches = row["mix_high"] >= low
        colour = BLUE if reaches else VERMILLION
        axes.barh(
            height, row["mix_high"], 0.27, color=colour if row["rest"] == "one_type" else "white",
            edgecolor=colour, linewidth=1.4, zorder=2,
        )  # fmt: skip
        # The bars of the first pair are named; those below look the same.
        name = f"  {text.words[str(row['rest'])]}" if row["gap"] == gaps[0] else ""
        axes.text(
            row["mix_high"], height, f" {whole(row['mix_high'])}{name}", va="center", fontsize=8.5,
            color=INK, zorder=3,
        )  # fmt: skip
    labels = [text.words["gap"].replace("{gap}", whole(100 * gap)) for gap in gaps]
    axes.set_yticks([-p for p in range(len(gaps))], [wrapped(label, 26) for label in labels])
    axes.set_ylim(-len(gaps) + 0.4, 1.0)
    axes.set_xlim(0, max(high, float(data["mix_high"].max())) * 1.35)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda tick, _: whole(tick)))
    axes.set_xlabel(text.words["axis"], fontsize=8.5, color=GREY)
    quiet_grid(axes, "x")
    return figure
