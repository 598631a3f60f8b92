"""The findings of the first page as shares over time, side by side on one scale."""

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.over_time import draw_over_time, mark_law, worded_otherwise
from wijkteams.figures.style import FigureText, balanced, new_panels, percent_axis, wave_axis
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import BLUE, GREY

_HOLDS = {"stands", "on_condition"}


def draw_five_findings(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw for each finding the share in every survey, with intervals, and the verdict.

    Parameters
    ----------
    data : pandas.DataFrame
        A row for each ``finding`` and survey with ``wave_id``, ``wave_date``, ``share``, ``low`` and ``high`` in per cent
        and ``verdict``.
    text : FigureText
        A name for each finding and verdict, ``law``, and what `worded_otherwise` looks for.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each finding. What stands, or holds on a condition, is drawn in colour; the rest in grey.
    """
    findings = list(dict.fromkeys(data["finding"]))
    across = int(text.fit(len(findings), 2))
    down = -(-len(findings) // across)
    figure, panels = new_panels(text, text.fit(3.5, 2.75 * down), down, across)
    lowest = data.groupby("finding", sort=False)["low"].min()
    for place, (finding, axes) in enumerate(zip(findings, panels, strict=True)):
        rows = data[data["finding"] == finding]
        verdict = str(rows["verdict"].iloc[0])
        colour = BLUE if verdict in _HOLDS else GREY
        otherwise = worded_otherwise(text, str(finding))
        draw_over_time(axes, rows, colour, ("low", "high"), otherwise)
        mark_law(axes, text, 3, named=finding == lowest.idxmax())
        wave_axis(axes, data["wave_date"], 0.8, short=True)
        percent_axis(axes, step=25)
        if place % across:
            axes.set_yticklabels([""] * 5)
        name = balanced(text.words[str(finding)], 18)
        axes.set_title(name, loc="left", pad=1.95 * text.form.size)
        axes.annotate(
            text.words[verdict], (0, 1), (0, 0.3 * text.form.size), xycoords="axes fraction", textcoords="offset points",
            va="bottom", color=colour, fontweight=BOLD if verdict in _HOLDS else "normal",
        )  # fmt: skip
    return figure
