"""Which tasks teams do not get round to."""

from math import ceil, floor
from string import ascii_uppercase

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.over_time import draw_over_time, worded_otherwise
from wijkteams.figures.style import (
    FigureText,
    balanced,
    new_mosaic,
    percent_axis,
    settle,
    wave_axis,
)
from wijkteams.look.palette import BLUE, GREY


def draw_shortfalls(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw each task from survey to survey, with intervals: the first large and in colour, the others small and grey.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each item and survey with ``item_id``, ``wave_id``, ``wave_date``, ``share``, ``a_low`` and ``a_high`` in
        per cent; two items or more.
    text : FigureText
        A short name for each item, ``bases`` for below the first, and what `worded_otherwise` looks for.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each item, all with one height of a per cent on a screen; on a phone the small ones stand below.
    """
    items = data.groupby("item_id", sort=False)
    small = len(items) - 1
    below, beside = "A" * small + "\n", "A"
    others = ascii_uppercase[1 : small + 1]
    figure, panels = new_mosaic(
        text, text.fit(4.2, 6.0), (below if text.narrow else beside) + others,
        **({"height_ratios": (3, 2)} if text.narrow else {"width_ratios": (2.6, *[1] * small)}),
    )  # fmt: skip
    low = 10 * floor((float(data["a_low"].min()) - 6) / 10)
    high = 10 * ceil((float(data["a_high"].max()) + 4) / 10)
    for place, ((item, rows), axes) in enumerate(zip(items, panels, strict=True)):
        draw_over_time(
            axes, rows, GREY if place else BLUE, otherwise=worded_otherwise(text, str(item))
        )
        wave_axis(axes, data["wave_date"], 0.9, 0.7, short=bool(place))
        percent_axis(axes, max(0, low), min(100, high), 10)
        if place > text.fit(0, 1):
            axes.set_yticklabels([""] * len(axes.get_yticks()))
        axes.set_title(balanced(text.words[str(item)], 14), loc="left")
    panels[0].set_xlabel(text.words["bases"], loc="left")
    return settle(figure)
