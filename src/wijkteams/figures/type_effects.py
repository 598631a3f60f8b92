"""How types of team differ in what they fall short of."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.figures.drawing import draw_files
from wijkteams.figures.style import GREY, INK, SERIES, FigureText, new_figure, wrapped

_STEP = 0.17


def draw_effects(
    effects: pd.DataFrame, targets: Mapping[str, Path | BinaryIO], *, synthetic: bool
) -> None:
    """Draw the effects of respondent-level files, whose finding nobody knows beforehand, as `draw_files` does."""
    text = FigureText(
        title=("SYNTHETIC: " if synthetic else "")
        + "How much more or less often each type of team falls short",
        source="Source: respondent-level files; the primary model of the plan of analysis.",
        language="en",
        words={"axis": "difference in percentage points"},
        synthetic=synthetic,
    )
    draw_files(f"{__name__}:{draw_type_effects.__name__}", effects, text, targets)


def svg_of_primary(models: pd.DataFrame, *, synthetic: bool) -> str:
    """Draw the effects of the primary model, of all models of the plan, as SVG."""
    drawn = io.BytesIO()
    effects = models[(models["model"] == "primary") & (models["term"] == "team_type")]
    draw_effects(effects, {"svg": drawn}, synthetic=synthetic)
    return drawn.getvalue().decode()


def draw_type_effects(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw the difference of each type of team from the reference type, for each shortfall.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each shortfall and type with ``label_en``, ``label_nl``, ``level_en``, ``level_nl``,
        ``effect_points``, ``effect_low`` and ``effect_high`` in percentage points. May be empty: disclosure
        control can hold everything back.
    text : FigureText
        Word ``axis``.

    Returns
    -------
    matplotlib.figure.Figure
        Shortfalls from top to bottom; a colour and a marker for each type.
    """
    items = list(dict.fromkeys(data[f"label_{text.language}"]))
    levels = list(dict.fromkeys(data[f"level_{text.language}"]))
    figure, axes = new_figure(text, 2.2 + 0.75 * max(len(items), 1))
    for number, level in enumerate(levels):
        colour, marker = SERIES[number % len(SERIES)]
        rows = data[data[f"level_{text.language}"] == level]
        heights = [
            -items.index(item) - _STEP * (number - (len(levels) - 1) / 2)
            for item in rows[f"label_{text.language}"]
        ]
        axes.hlines(
            heights, rows["effect_low"], rows["effect_high"], color=colour, linewidth=2, alpha=0.55
        )
        axes.plot(
            rows["effect_points"],
            heights,
            marker,
            color=colour,
            markersize=6,
            label=level,
            linestyle="none",
        )
    axes.axvline(0, color=GREY, linewidth=1)
    axes.set_yticks([-place for place in range(len(items))], items)
    axes.set_xlabel(wrapped(text.words["axis"], 46), color=INK)
    axes.grid(axis="x", color="#E3E6E8", linewidth=0.8)
    axes.set_axisbelow(True)
    if levels:
        axes.legend(
            loc="upper center", bbox_to_anchor=(0.4, -0.16), ncols=2, frameon=False, fontsize=9
        )
    return figure
