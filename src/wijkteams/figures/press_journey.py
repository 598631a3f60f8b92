"""The journey of one figure through the press: the same value, and of what it was said to be a share."""

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.style import FigureText, balanced, new_figure
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import BLUE, GREY, INK, ORANGE, SOFT

# How the base as printed compares with the base that fits: mark, colour and weight.
MARKS = {"fits": ("o", BLUE), "other": ("X", ORANGE), "unsaid": ("s", GREY)}


def draw_press_journey(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw each printing of one figure as a stop on a line: what it said, what that leaves out, and who printed it.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each printing, in the order of the journey, with ``figure_id``, ``printed_value`` as printed,
        ``base_named`` (a base of the register; missing where none is printed) and ``base_fits``: ``fits``, ``other``
        or ``unsaid``.
    text : FigureText
        Who printed it under each ``figure_id``; for each base ``base_`` and ``why_`` its name, or ``unsaid``: the words with
        ``#`` for the value, and why they fit or not. A value in words has its own word too.

    Returns
    -------
    matplotlib.figure.Figure
        Stops from top to bottom: the words on one line, why and who below it.
    """
    figure, axes = new_figure(text, text.fit(0.62, 0.78) * len(data) + 0.1)
    size, bottom = text.form.size, -(len(data) - 1)
    axes.vlines(0, bottom, 0, color=SOFT, linewidth=1.5, zorder=1)
    for stop, row in enumerate(data.fillna({"base_named": "unsaid"}).to_dict("records")):
        mark, colour = MARKS[str(row["base_fits"])]
        value = str(row["printed_value"])
        said = text.words[f"base_{row['base_named']}"].replace(
            "#", text.words.get(value, f"{value}%")
        )
        why = text.words[f"why_{row['base_named']}"]
        who = text.words[str(row["figure_id"])]
        axes.plot(0, -stop, mark, color=colour, markersize=11, zorder=2)
        lines = [
            (said, 1.1 * size, BOLD, INK),
            (why, size, BOLD, colour),
            (who, size, "normal", GREY),
        ]
        offsets = (0.75, -0.6, -0.6) if not text.narrow else (1.35, 0.05, -1.2)
        starts = (18, 18, 18 + 260) if not text.narrow else (18, 18, 18)
        for (words, points, weight, tone), across, up in zip(lines, starts, offsets, strict=True):
            axes.annotate(
                balanced(words, 60), (0, -stop), (across, up * size), textcoords="offset points", va="center", fontsize=points,
                fontweight=weight, color=tone, annotation_clip=False,
            )  # fmt: skip
    axes.set_xlim(-0.02, 1)
    axes.set_ylim(bottom - 0.5, 0.5)
    axes.axis("off")
    return figure
