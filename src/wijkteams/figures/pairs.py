"""The same share in two surveys or more, a panel for each item."""

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.over_time import draw_over_time, worded_otherwise
from wijkteams.figures.style import FigureText, balanced, new_panels, percent_axis, wave_axis
from wijkteams.look.palette import BLUE, GREY


def draw_pairs(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw each item as a slope between its surveys, with intervals.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each item and survey with ``item_id``, ``wave_id``, ``wave_date``, ``share``, ``a_low`` and ``a_high`` in
        per cent; not the same surveys for all.
    text : FigureText
        A name for each item, and what `worded_otherwise` looks for; where none of the changes is established, ``open`` says so.

    Returns
    -------
    matplotlib.figure.Figure
        Panels from left to right in the order of the data, with one height, which is that of all such figures. The first
        item speaks, unless nothing is established; the others are grey.
    """
    items = list(dict.fromkeys(data["item_id"]))
    figure, panels = new_panels(text, text.fit(3.4, 3.3), 1, len(items))
    verdict = text.words.get("open", "")
    for place, (item, axes) in enumerate(zip(items, panels, strict=True)):
        rows = data[data["item_id"] == item]
        colour = GREY if place or verdict else BLUE
        draw_over_time(axes, rows, colour, otherwise=worded_otherwise(text, item))
        wave_axis(axes, rows["wave_date"], 0.8, 0.8, short=text.narrow and len(rows) > 2)
        percent_axis(axes, 0, 80)
        if place:
            axes.set_yticklabels([""] * len(axes.get_yticks()))
        name = balanced(text.words[item], int(text.fit(26, 42 // len(items))))
        axes.set_title(name, loc="left", pad=(1.95 * text.form.size if verdict else None))
        axes.annotate(
            verdict, (0, 1), (0, 0.3 * text.form.size), xycoords="axes fraction", textcoords="offset points", va="bottom",
            color=colour,
        )  # fmt: skip
    return figure
