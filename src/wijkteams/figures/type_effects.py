"""How types of team differ in what they fall short of."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from wijkteams.figures.drawing import draw_files
from wijkteams.figures.style import (
    SERIES,
    FigureText,
    draw_doubt,
    name_rows,
    new_figure,
    quiet_grid,
    wrapped,
)
from wijkteams.look.palette import GREY
from wijkteams.numbers.formats import Language

_STEP = 0.15


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
    figure, axes = new_figure(text, 1.3 + text.fit(0.8, 1.15) * max(len(items), 1))
    dots_by_level(axes, data, ("effect_points", "effect_low", "effect_high"), text.language)
    axes.axvline(0, color=GREY, linewidth=1, zorder=0.4)
    axes.set_xlabel(wrapped(text.words["axis"], 46))
    name_groups(figure, axes, items, text)
    return figure


def name_groups(figure: Figure, axes: Axes, items: list[str], text: FigureText) -> None:
    """Name the items of `dots_by_level`, and below the axes its levels."""
    name_rows(axes, [-float(place) for place in range(len(items))], items, text, 30, lift=24)
    quiet_grid(axes, "x")
    if items:
        axes.set_ylim(0.5 - len(items) - 0.05, text.fit(0.5, 0.7))
        names = axes.get_legend_handles_labels()
        figure.legend(*names, loc="outside lower left", ncols=int(text.fit(2, 1)), frameon=False)


def dots_by_level(
    axes: Axes, data: pd.DataFrame, columns: tuple[str, str, str], language: Language
) -> None:
    """Draw for each item a dot with its interval for each level, one below the other, in a colour and a marker of its own.

    Parameters
    ----------
    axes : Axes
        The first item stands at 0, the next at -1.
    data : pandas.DataFrame
        One row for each item and level: ``label_`` and ``level_`` in the language, and `columns`.
    columns : (str, str, str)
        Of the estimate and of both ends of its interval.
    language : str
        ``en`` or ``nl``.
    """
    estimate, low, high = columns
    items, levels = (list(dict.fromkeys(data[f"{name}_{language}"])) for name in ("label", "level"))
    for number, level in enumerate(levels):
        colour, marker = SERIES[number % len(SERIES)]
        rows = data[data[f"level_{language}"] == level]
        heights = [
            -items.index(item) - _STEP * (number - (len(levels) - 1) / 2)
            for item in rows[f"label_{language}"]
        ]
        draw_doubt(axes, heights, rows[low], rows[high], colour, along="x", width=2.4)
        axes.plot(
            rows[estimate],
            heights,
            marker,
            color=colour,
            markersize=6,
            label=level,
            linestyle="none",
        )
