"""The end of the delta curve: how far those who did not answer may differ before each finding is lost."""

from math import floor

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from wijkteams.figures.style import FigureText, name_rows, new_figure, quiet_grid, wrapped
from wijkteams.limits import ROBUST
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import BLUE, GREEN, GREY, INK, ORANGE
from wijkteams.numbers.formats import whole

# Each verdict has a mark of its own, so that grey will do.
VERDICTS = {
    "stands": ("o", GREEN),
    "on_condition": ("D", BLUE),
    "not_established": ("s", GREY),
    "contradicted": ("X", ORANGE),
}


def draw_delta_curve(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw for each finding a line as long as it lasts, with a mark where it is lost.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each finding, from top to bottom, with ``claim_id``, ``verdict`` and ``delta_star`` (points), and
        ``verdict_en`` and ``verdict_nl``. Rows of the curve, which have a ``delta``, are for the slider and not drawn.
    text : FigureText
        A short name for each finding; ``axis`` for the horizontal axis, ``lost`` with ``{number}`` for the points after which
        a finding is lost, and ``limit`` with ``{number}`` for those that it takes to stand.

    Returns
    -------
    matplotlib.figure.Figure
        A line ends at ``delta*``, where the interval reaches zero; its number is rounded down, as the prose does, because
        the finding must last so long. A dashed mark on each row is what it takes to stand.
    """
    findings = data[data["delta"].isna()].to_dict("records")
    places = [-float(place) for place in range(len(findings))]
    figure, axes = new_figure(text, 1.2 + text.fit(0.4, 0.68) * len(findings))
    between = "\n" if text.narrow else " "
    for place, row in zip(places, findings, strict=True):
        mark, colour = VERDICTS[str(row["verdict"])]
        lasts = float(row["delta_star"])
        axes.plot([0, lasts], [place, place], color=colour, linewidth=2.4, solid_capstyle="butt")
        axes.plot(lasts, place, mark, color=colour, markersize=8)
        lost = text.words["lost"].replace("{number}", whole(floor(lasts)))
        axes.annotate(
            f"{lost}:{between}{row[f'verdict_{text.language}']}", (1, place), (4, text.fit(0, 8)),
            xycoords=("axes fraction", "data"), textcoords="offset points", va="top" if text.narrow else "center",
            color=colour,
            fontweight=BOLD if row["verdict"] == "stands" else "normal",
        )  # fmt: skip
    rise = text.fit(0.25, 0.12)
    axes.vlines(
        [ROBUST] * len(places), [place - 0.25 for place in places], [place + rise for place in places], color=INK,
        linewidth=1.4, linestyle=(0, (2, 1)), zorder=0.8,
    )  # fmt: skip
    axes.annotate(
        text.words["limit"].replace("{number}", whole(ROBUST)), (ROBUST, places[-1] - 0.3), (0, -3),
        textcoords="offset points", ha="center", va="top",
    )  # fmt: skip
    name_rows(axes, places, [text.words[str(row["claim_id"])] for row in findings], text, 60)
    axes.set_ylim(places[-1] - 1.0, text.fit(0.5, 0.8))
    axes.set_xlim(0, 1.04 * max(float(row["delta_star"]) for row in findings))
    axes.xaxis.set_major_locator(MultipleLocator(5))
    axes.set_xlabel(wrapped(text.words["axis"], int(text.fit(70, 34))), loc="left")
    quiet_grid(axes, "x")
    return figure
