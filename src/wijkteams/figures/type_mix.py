"""What a change in the mix of team types can explain of a change in a shortfall."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from wijkteams.figures.style import FigureText, name_rows, new_figure, quiet_grid, wrapped
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import BLUE, INK, ORANGE, PAPER, ZONE
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
    figure, axes = new_figure(text, 0.9 + text.fit(0.72, 0.98) * len(gaps))
    low, high = float(data["change_low"].iloc[0]), float(data["change_high"].iloc[0])
    axes.axvspan(low, high, color=ZONE, zorder=0)
    axes.axvline(low, color=INK, linewidth=1.5, zorder=1)
    top = text.fit(0.55, 0.8)
    axes.annotate(
        text.words["change"],
        (low, top),
        (5, 0),
        textcoords="offset points",
        va="bottom",
        fontweight=BOLD,
    )
    for row in data.to_dict("records"):
        height = -gaps.index(row["gap"]) + ROW[str(row["rest"])]
        colour = BLUE if row["mix_high"] >= low else ORANGE
        axes.barh(
            height, row["mix_high"], 0.24, color=colour if row["rest"] == "one_type" else PAPER,
            edgecolor=colour, linewidth=1.4, zorder=2,
        )  # fmt: skip
        # The bars of the first pair are named; those below look the same.
        name = f" {text.words[str(row['rest'])]}" if row["gap"] == gaps[0] else ""
        axes.annotate(
            f"{whole(row['mix_high'])}{name}", (row["mix_high"], height), (4, 0), textcoords="offset points",
            va="center", zorder=3,
        )  # fmt: skip
    labels = [text.words["gap"].replace("{gap}", whole(100 * gap)) for gap in gaps]
    name_rows(axes, [-float(place) for place in range(len(gaps))], labels, text, 26, lift=24)
    axes.set_ylim(-len(gaps) + 0.5, top + text.fit(0.45, 0.3))
    axes.set_xlim(0, max(high, float(data["mix_high"].max())) * 1.35)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda tick, _: whole(tick)))
    axes.set_xlabel(wrapped(text.words["axis"], int(text.fit(90, 44))))
    quiet_grid(axes, "x")
    return figure
