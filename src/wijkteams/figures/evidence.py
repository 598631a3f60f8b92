"""Which items were measured in which survey."""

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.style import POINTS, FigureText, balanced, new_figure
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import BLUE, GREY, GRID, ORANGE, PAPER

# What was published for an item in a survey: face, edge and marker.
MARKS = {
    "measured": (BLUE, BLUE, "o"),
    "unused": (PAPER, ORANGE, "D"),
    "words": (PAPER, GREY, "s"),
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
    labels = data.drop_duplicates("item_id").set_index("item_id")[f"label_{text.language}"]
    names = {item: balanced(label, int(text.fit(72, 30))) for item, label in labels.items()}
    heights = _heights(data, {str(item): name.count("\n") + 1 for item, name in names.items()})
    line, last = 1.25 * text.form.size / POINTS, max(heights.values())
    figure, axes = new_figure(text, 1.3 + line * (last + 2))
    for height in heights.values():
        axes.axhline(-height, color=GRID, linewidth=0.8, zorder=0)
    for evidence, (face, edge, marker) in MARKS.items():
        rows = data[data["evidence"] == evidence]
        axes.plot(
            [waves.index(wave) for wave in rows["wave_id"]], [-heights[item] for item in rows["item_id"]],
            marker, markerfacecolor=face, markeredgecolor=edge, markersize=7, label=text.words[evidence],
        )  # fmt: skip
    for status, rows in data.groupby("status"):
        top = min(heights[item] for item in rows["item_id"])
        axes.annotate(
            text.words[str(status)], (-0.5, -top + 1.6), (-6, 0), textcoords="offset points", ha="right", va="center",
            fontweight=BOLD, annotation_clip=False,
        )  # fmt: skip
    axes.set_yticks([-height for height in heights.values()], [names[item] for item in heights])
    axes.set_xticks(range(len(waves)), [wave.removeprefix("w") for wave in waves])
    axes.xaxis.tick_top()
    axes.spines["bottom"].set_visible(False)
    axes.set_xlim(-0.5, len(waves) - 0.5)
    axes.set_ylim(-last - 1, 2.2)
    figure.legend(
        *axes.get_legend_handles_labels(), loc="outside lower left", ncols=int(text.fit(len(MARKS), 1)), frameon=False,
    )  # fmt: skip
    return figure


def _heights(data: pd.DataFrame, lines: dict[str, int]) -> dict[str, float]:
    """Return the height of each item, in lines, with room above each block for its heading."""
    heights: dict[str, float] = {}
    top = 0.0
    for status in ("repeated", "once"):
        for item in data.loc[data["status"] == status, "item_id"].drop_duplicates():
            heights[item] = top + (lines[item] - 1) / 2
            top += lines[item] + 0.1
        top += 3.2
    return heights
