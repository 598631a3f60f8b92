"""Which kinds of teams municipalities have."""

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.style import BLUE, GREY, FigureText, new_figure


def draw_team_types(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw each type as a pair of dots with intervals, one for each wave in which it was printed.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each type and wave with ``item_id``, ``wave_date``, ``share``, ``a_low`` and ``a_high`` in per cent.
    text : FigureText
        A name for each type.

    Returns
    -------
    matplotlib.figure.Figure
        Types from top to bottom in the order of the data; the later wave is blue, the earlier one grey.
    """
    figure, axes = new_figure(text, 3.4)
    items = list(dict.fromkeys(data["item_id"]))
    years = data["wave_date"].str[:4]
    columns = (data["item_id"], years, data["share"], data["a_low"], data["a_high"])
    for item, year, share, low, high in zip(*(each.tolist() for each in columns), strict=True):
        late = year == years.max()
        height = -items.index(item) + (-0.16 if late else 0.16)
        colour = BLUE if late else GREY
        axes.hlines(height, low, high, color=colour, linewidth=3, alpha=0.7)
        axes.plot(share, height, "s" if late else "o", color=colour, markersize=7)
        axes.annotate(
            f"{year}: {share:.0f}%", (high, height), (8, 0),
            textcoords="offset points", va="center", fontsize=9, color=colour,
        )  # fmt: skip
    axes.set_yticks([-index for index in range(len(items))], [text.words[item] for item in items])
    axes.set_ylim(-len(items) + 0.4, 0.6)
    axes.set_xlim(0, 40)
    axes.set_xticks(range(0, 41, 10), [f"{tick}%" for tick in range(0, 41, 10)])
    axes.grid(axis="x", color="#E3E6E8", linewidth=0.8)
    axes.set_axisbelow(True)
    return figure
