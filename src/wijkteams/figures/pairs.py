"""The same share in two surveys or more, a panel for each item."""

from math import ceil

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.over_time import draw_over_time
from wijkteams.figures.style import FigureText, balanced, new_panels, percent_axis, wave_axis
from wijkteams.look.palette import BLUE, GREY


def draw_pairs(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw each item as a slope between its surveys, with intervals.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each item and survey with ``item_id``, ``wave_date``, ``share``, ``a_low`` and ``a_high`` in per cent;
        not the same surveys for all.
    text : FigureText
        A name for each item.

    Returns
    -------
    matplotlib.figure.Figure
        Panels from left to right in the order of the data, with one height. The first item speaks; the others are grey.
    """
    items = list(dict.fromkeys(data["item_id"]))
    figure, panels = new_panels(text, text.fit(3.4, 3.1), 1, len(items))
    top = 10 * ceil((float(data["a_high"].max()) + 5) / 10)
    step = 10 if top <= 40 else 20
    for place, (item, axes) in enumerate(zip(items, panels, strict=True)):
        rows = data[data["item_id"] == item]
        draw_over_time(axes, rows, GREY if place else BLUE)
        wave_axis(axes, rows["wave_date"], 0.8, 0.8)
        percent_axis(axes, 0, step * ceil(top / step), step)
        if place:
            axes.set_yticklabels([""] * len(axes.get_yticks()))
        axes.set_title(balanced(text.words[item], int(text.fit(26, 42 // len(items)))), loc="left")
    return figure
