"""The delta curve: what is left of each finding when those who did not answer differ ever more from those who did."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from wijkteams.figures.claims import VERDICTS
from wijkteams.figures.style import GREY, FigureText, new_figure, quiet_grid, wrapped
from wijkteams.numbers.formats import format_decimal

CLAIM_WIDTH = 52
# Half the height of a lane, in lanes, of a finding of which TALLEST points are left.
HALF, TALLEST = 0.38, 11.0


def draw_delta_curve(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw for each finding a wedge: as high as what is left of it, as long as it lasts.

    Parameters
    ----------
    data : pandas.DataFrame
        Rows of the curve, with ``claim_id``, ``delta`` and ``near`` (points); and one row for each finding, from top to
        bottom, with ``claim_id``, ``claim_en``, ``claim_nl``, ``verdict`` and ``delta_star`` (points).
    text : FigureText
        Words ``axis`` for the horizontal axis, ``left`` with ``{number}`` for what is left at zero, and ``lost`` with
        ``{number}`` for where the finding is lost.

    Returns
    -------
    matplotlib.figure.Figure
        A wedge ends at ``delta*``, where the interval reaches zero.
    """
    curves = dict(list(data[data["delta"].notna()].groupby("claim_id")))
    findings = data[data["delta"].isna()].to_dict("records")
    figure, axes = new_figure(text, 1.5 + 0.62 * len(findings))
    for place, row in enumerate(findings):
        mark, colour = VERDICTS[str(row["verdict"])]
        lasts = float(row["delta_star"])
        curve = curves[row["claim_id"]].sort_values("delta")
        curve = curve[curve["delta"] < lasts]
        deltas = [*curve["delta"], lasts]
        heights = [HALF * min(1.0, near / TALLEST) for near in [*curve["near"], 0.0]]
        low, high = ([-place + side * height for height in heights] for side in (-1, 1))
        axes.fill_between(deltas, low, high, color=colour, linewidth=0)
        axes.plot(lasts, -place, mark, color=colour, markersize=6)
        number = text.words["lost"].replace("{number}", format_decimal(lasts, 1, text.language))
        verdict = row[f"verdict_{text.language}"]
        axes.annotate(
            f"{number}\n{verdict}", (lasts, -place), (8, 0),
            textcoords="offset points", va="center", fontsize=9, color=colour,
        )  # fmt: skip
    _label(axes, [str(row[f"claim_{text.language}"]) for row in findings])
    axes.set_xlim(0, 1.35 * max(float(row["delta_star"]) for row in findings))
    axes.xaxis.set_major_locator(MultipleLocator(5))
    axes.set_xlabel(wrapped(text.words["axis"], 48), fontsize=9, color=GREY)
    return figure


def _label(axes: Axes, findings: list[str]) -> None:
    """Write each finding beside its lane."""
    axes.set_yticks(
        [-p for p in range(len(findings))], [wrapped(each, CLAIM_WIDTH) for each in findings]
    )
    axes.tick_params(axis="y", labelsize=9)
    axes.set_ylim(-len(findings) + 0.4, 0.6)
    quiet_grid(axes, "x")
