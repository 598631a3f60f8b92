"""Which items were measured in which survey."""

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.style import BAND, BLUE, GREY, VERMILLION, FigureText, new_figure

# What was published for an item in a survey: face, edge and marker.
MARKS = {
    "measured": (BLUE, BLUE, "o"),
    "unused": ("white", VERMILLION, "D"),
    "words": ("white", GREY, "s"),
}


def draw_evidence_map(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw one line for each item and one column for each survey, with a mark for what was published.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each item and survey with ``item_id``, its label in the language of the figure, ``wave_id``,
        ``status`` and ``evidence``, items in order.
    text : FigureText
        Words ``measured``, ``unused``, ``words``, ``repeated`` and ``once``.

    Returns
    -------
    matplotlib.figure.Figure
        Items that several surveys measured stand on top, in a block of their own.
    """
    waves = sorted(data["wave_id"].unique())
    heights = _heights(data)
    figure, axes = new_figure(text, 1.6 + 0.2 * (max(heights.values()) + 1))
    for height in heights.values():
        axes.axhline(-height, color=BAND, linewidth=0.8, zorder=0)
    for evidence, (face, edge, marker) in MARKS.items():
        rows = data[data["evidence"] == evidence]
        axes.plot(
            [waves.index(wave) for wave in rows["wave_id"]], [-heights[item] for item in rows["item_id"]],
            marker, markerfacecolor=face, markeredgecolor=edge, markersize=7, label=text.words[evidence],
        )  # fmt: skip
    for status, rows in data.groupby("status"):
        top = min(heights[item] for item in rows["item_id"])
        axes.annotate(
            text.words[str(status)], (-0.45, -top + 0.75), fontsize=9, fontweight="bold", annotation_clip=False,
        )  # fmt: skip
    labels = data.drop_duplicates("item_id").set_index("item_id")[f"label_{text.language}"]
    axes.set_yticks(
        [-height for height in heights.values()], [labels[item] for item in heights], fontsize=8
    )
    axes.set_xticks(range(len(waves)), [wave.removeprefix("w") for wave in waves])
    axes.xaxis.tick_top()
    axes.spines["bottom"].set_visible(False)
    axes.set_xlim(-0.5, len(waves) - 0.5)
    axes.set_ylim(-max(heights.values()) - 0.8, 1.4)
    axes.legend(
        loc="upper center", bbox_to_anchor=(0.3, 0), ncols=len(MARKS), frameon=False, fontsize=9
    )
    return figure


def _heights(data: pd.DataFrame) -> dict[str, int]:
    """Return the line of each item, with room above each block for its heading."""
    heights: dict[str, int] = {}
    for status in ("repeated", "once"):
        items = data.loc[data["status"] == status, "item_id"].drop_duplicates()
        start = max(heights.values(), default=-2) + 2
        heights |= {item: start + place for place, item in enumerate(items)}
    return heights
