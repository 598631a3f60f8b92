"""The delta curve: what is left of each finding when those who did not answer differ ever more from those who did."""

from math import floor

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from wijkteams.figures.style import FigureText, name_rows, new_figure, quiet_grid, wrapped
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import BLUE, GREEN, GREY, ORANGE
from wijkteams.numbers.formats import whole

# Each verdict has a mark of its own, so that grey will do.
VERDICTS = {
    "stands": ("o", GREEN),
    "on_condition": ("D", BLUE),
    "not_established": ("s", GREY),
    "contradicted": ("X", ORANGE),
}
# Half the height of a lane, in lanes, of a finding of which TALLEST points are left.
HALF, TALLEST = 0.34, 11.0


def draw_delta_curve(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw for each finding a wedge: as high as what is left of it, as long as it lasts.

    Parameters
    ----------
    data : pandas.DataFrame
        Rows of the curve, with ``claim_id``, ``delta`` and ``near`` (points); and one row for each finding, from top to
        bottom, with ``claim_id``, ``claim_en``, ``claim_nl``, ``verdict`` and ``delta_star`` (points).
    text : FigureText
        Words ``axis`` for the horizontal axis, and ``lost`` with ``{number}`` for where the finding is lost,
        ``lost_one`` for a single point.

    Returns
    -------
    matplotlib.figure.Figure
        A wedge ends at ``delta*``, where the interval reaches zero; its number is rounded down, as in the text.
    """
    curves = dict(list(data[data["delta"].notna()].groupby("claim_id")))
    findings = data[data["delta"].isna()].to_dict("records")
    figure, axes = new_figure(text, 0.9 + text.fit(0.66, 0.9) * len(findings))
    half = text.fit(HALF, HALF * 0.5)
    for place, row in enumerate(findings):
        mark, colour = VERDICTS[str(row["verdict"])]
        lasts = float(row["delta_star"])
        curve = curves[row["claim_id"]].sort_values("delta")
        curve = curve[curve["delta"] < lasts]
        deltas = [*curve["delta"], lasts]
        heights = [half * min(1.0, near / TALLEST) for near in [*curve["near"], 0.0]]
        low, high = ([-place + side * height for height in heights] for side in (-1, 1))
        axes.fill_between(deltas, low, high, color=colour, linewidth=0)
        axes.plot(lasts, -place, mark, color=colour, markersize=6)
        points = floor(lasts)
        told = text.words["lost_one" if points == 1 else "lost"]
        number = told.replace("{number}", whole(points, text.language))
        between = " " if text.narrow else "\n"
        verdict = row[f"verdict_{text.language}"]
        axes.annotate(
            f"{number},{between}{verdict}", (lasts, -place), (8, 0), textcoords="offset points", va="center", color=colour,
            fontweight=BOLD if row["verdict"] == "stands" else "normal",
        )  # fmt: skip
    name_rows(
        axes, [-float(place) for place in range(len(findings))], [str(row[f"claim_{text.language}"]) for row in findings], text,
        54,
    )  # fmt: skip
    axes.set_ylim(-len(findings) + 0.5, text.fit(0.5, 0.8))
    axes.set_xlim(0, text.fit(1.4, 1.75) * max(float(row["delta_star"]) for row in findings))
    axes.xaxis.set_major_locator(MultipleLocator(5))
    axes.set_xlabel(wrapped(text.words["axis"], int(text.fit(52, 48))))
    quiet_grid(axes, "x")
    return figure
