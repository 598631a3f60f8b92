"""The same share in two surveys, for a few items."""

from math import ceil

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.style import BLUE, GREY, FigureText, new_figure, quiet_grid
from wijkteams.numbers.formats import whole

# Per cent that a label beside an interval takes up, on the longest axis.
LABEL_ROOM = 12


def draw_pairs(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw each item as a pair of dots with intervals, one for each survey.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each item and survey with ``item_id``, ``wave_date``, ``share``, ``a_low`` and ``a_high`` in per
        cent; two surveys for each item, not the same two for all.
    text : FigureText
        A name for each item.

    Returns
    -------
    matplotlib.figure.Figure
        Items from top to bottom in the order of the data; the later survey is blue, the earlier one grey.
    """
    items = list(dict.fromkeys(data["item_id"]))
    figure, axes = new_figure(text, 1.6 + 0.85 * len(items))
    last = data.groupby("item_id")["wave_date"].max()
    for row in data.to_dict("records"):
        late = row["wave_date"] == last[row["item_id"]]
        height = -items.index(row["item_id"]) + (-0.17 if late else 0.17)
        colour = BLUE if late else GREY
        axes.hlines(height, row["a_low"], row["a_high"], color=colour, linewidth=3, alpha=0.7)
        axes.plot(row["share"], height, "s" if late else "o", color=colour, markersize=7)
        axes.annotate(
            f"{row['wave_date'][:4]}: {whole(row['share'])}%", (row["a_high"], height), (8, 0),
            textcoords="offset points", va="center", fontsize=9, color=colour,
        )  # fmt: skip
    axes.set_yticks([-place for place in range(len(items))], [text.words[item] for item in items])
    axes.set_ylim(-len(items) + 0.4, 0.6)
    most = float(data["a_high"].max()) + LABEL_ROOM
    step = 10 if most <= 40 else 20
    ticks = range(0, step * ceil(most / step) + 1, step)
    axes.set_xlim(0, ticks[-1])
    axes.set_xticks(ticks, [f"{tick}%" for tick in ticks])
    quiet_grid(axes, "x")
    return figure
