"""Which kinds of teams municipalities have."""

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.style import BLUE, GREY, FigureText, new_figure


def draw_team_types(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw each type as a pair of dots with intervals, one for each wave in which it was printed.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each type and wave with ``label``, ``wave_date``, ``share``, ``a_low`` and ``a_high`` in per cent.
    text : FigureText
        The words.

    Returns
    -------
    matplotlib.figure.Figure
        Types from top to bottom in the order of the data; the later wave is blue, the earlier one grey.
    """
    figure, axes = new_figure(text, 3.6)
    labels = list(dict.fromkeys(data["label"]))
    latest = data["wave_date"].max()
    for row in data.itertuples():
        late = row.wave_date == latest
        height = -labels.index(row.label) + (-0.16 if late else 0.16)
        colour = BLUE if late else GREY
        axes.hlines(height, row.a_low, row.a_high, color=colour, linewidth=3, alpha=0.7)
        axes.plot(row.share, height, "s" if late else "o", color=colour, markersize=7)
        axes.annotate(
            f"{row.wave_date[:4]}: {row.share:.0f}%", (row.a_high, height), (8, 0),
            textcoords="offset points", va="center", fontsize=9, color=colour,
        )  # fmt: skip
    axes.set_yticks([-index for index in range(len(labels))], labels)
    axes.set_ylim(-len(labels) + 0.4, 0.6)
    axes.set_xlim(0, 70)
    axes.set_xticks(range(0, 61, 20), [f"{tick}%" for tick in range(0, 61, 20)])
    axes.grid(axis="x", color="#E3E6E8", linewidth=0.8)
    axes.set_axisbelow(True)
    return figure
