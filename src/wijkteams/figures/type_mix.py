"""What a change in the mix of team types can explain of a change in a shortfall."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from wijkteams.figures.style import FigureText, name_rows, new_figure, quiet_grid, wrapped
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import BLUE, GREY, INK, PAPER
from wijkteams.numbers.formats import whole

ROW = {"one_type": 0.15, "any_types": -0.19}
HEIGHT = 0.26


def draw_type_mix(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw the change that asks for an explanation, and below it the most of it that the mix can explain.

    Parameters
    ----------
    data : pandas.DataFrame
        One shortfall between two waves; one row for each ``gap`` (largest distance between the rates of two types, 0
        to 1) and ``rest`` (``one_type`` or ``any_types``: what is assumed of types without a printed share), with
        ``change_low``, ``change_high`` and ``mix_high`` in percentage points.
    text : FigureText
        Words ``change`` for the change and ``range`` with ``{low}`` and ``{high}`` for what it may be; ``gap`` with ``{gap}``
        in points; ``one_type`` and ``any_types`` with ``#`` for their points; and ``axis``.

    Returns
    -------
    matplotlib.figure.Figure
        Bars from zero to the most that the mix can explain, filled or open by what is assumed, each with its words. Dashed
        marks repeat the least of the change: a bar that ends before them leaves some of the change unexplained.
    """
    gaps = sorted(data["gap"].unique(), reverse=True)
    figure, axes = new_figure(text, 0.9 + text.fit(0.72, 1.0) * (len(gaps) + 1))
    low, high = float(data["change_low"].iloc[0]), float(data["change_high"].iloc[0])
    axes.barh(1, high - low, HEIGHT, left=low, color=GREY)
    span = text.words["range"].replace("{low}", whole(low)).replace("{high}", whole(high))
    axes.annotate(
        span, (high, 1), (6, 0), textcoords="offset points", va="center", color=GREY, fontweight=BOLD,
    )  # fmt: skip
    for row in data.to_dict("records"):
        height = -gaps.index(row["gap"]) + ROW[str(row["rest"])]
        face = BLUE if row["rest"] == "one_type" else PAPER
        axes.barh(
            height, row["mix_high"], HEIGHT, color=face, edgecolor=BLUE, linewidth=1.4, zorder=2
        )
        # Beyond the mark, which no words cover.
        axes.annotate(
            text.words[str(row["rest"])].replace("#", whole(row["mix_high"])), (max(low, row["mix_high"]), height), (6, 0),
            textcoords="offset points", va="center", color=BLUE,
        )  # fmt: skip
    places = [1.0, *(-float(place) for place in range(len(gaps)))]
    axes.vlines(
        [low] * len(places), [place - 0.36 for place in places], [place + 0.32 for place in places], color=INK,
        linewidth=1.5, linestyle=(0, (2, 1)), zorder=2.5,
    )  # fmt: skip
    labels = [text.words["gap"].replace("{gap}", whole(100 * gap)) for gap in gaps]
    name_rows(axes, places, [text.words["change"], *labels], text, 26, lift=24)
    axes.set_ylim(places[-1] - 0.5, 1 + text.fit(0.5, 0.75))
    axes.set_xlim(0, text.fit(1.25, 1.35) * max(high, float(data["mix_high"].max())))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda tick, _: whole(tick)))
    axes.set_xlabel(wrapped(text.words["axis"], int(text.fit(90, 44))), loc="left")
    quiet_grid(axes, "x")
    return figure
