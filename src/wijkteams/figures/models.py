"""What regressions on published shares say, and where they fail."""

from collections.abc import Sequence
from math import ceil, floor

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from wijkteams.dates import DAYS_PER_YEAR
from wijkteams.figures.style import (
    BAND,
    BLUE,
    GREY,
    INK,
    VERMILLION,
    FigureText,
    new_figure,
    percent_axis,
    quiet_grid,
    wrapped,
)
from wijkteams.figures.type_effects import dots_by_level
from wijkteams.numbers.formats import format_decimal, whole

PANELS_ACROSS = 2
# Per cent at which the drawing of an impossible line ends.
TOP = 200


def draw_curves(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw the shares that a model fits, and the curve that it puts through them.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each item and place: ``item_id``, ``term`` (``years`` or ``g32``), ``kind`` (``observed`` or ``fitted``),
        ``start`` (ISO date of the first survey), ``place`` in years from it, or 0 and 1, and ``share``, ``low`` and ``high`` in
        per cent.
    text : FigureText
        A name for each item; ``g32`` and ``other`` where these are compared.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each item; dots with intervals are the surveys, the line with its band is the model.
    """
    items = list(dict.fromkeys(data["item_id"]))
    across = min(PANELS_ACROSS, len(items))
    down = ceil(len(items) / across)
    figure, first = new_figure(text, 1.4 + 2.1 * down)
    first.remove()
    panels = figure.subplots(down, across, squeeze=False).flat
    for item, axes in zip(items, panels, strict=True):
        own = data[data["item_id"] == item]
        curve, seen = (own[own["kind"] == kind] for kind in ("fitted", "observed"))
        axes.fill_between(curve["place"], curve["low"], curve["high"], color=BAND, linewidth=0)
        axes.plot(curve["place"], curve["share"], color=BLUE, linewidth=1.6)
        axes.vlines(seen["place"], seen["low"], seen["high"], color=INK, linewidth=1.4)
        axes.plot(seen["place"], seen["share"], "o", color=INK, markersize=5)
        for row in seen.to_dict("records"):
            axes.annotate(
                f"{whole(row['share'])}%", (row["place"], row["high"]), (0, 2), textcoords="offset points",
                ha="center", fontsize=8.5, color=INK,
            )  # fmt: skip
        axes.set_xticks(seen["place"].tolist(), _names_of_places(seen, text))
        axes.set_xlim(-0.3, float(data["place"].max()) + 0.3)
        axes.set_title(text.words[item], fontsize=9.5, loc="left")
        percent_axis(axes)
    return figure


def _names_of_places(seen: pd.DataFrame, text: FigureText) -> list[str]:
    """Return the years of the surveys, or the two groups that a model compares."""
    if seen["term"].iloc[0] == "g32":
        return [text.words["g32" if place else "other"] for place in seen["place"]]
    dates = pd.to_datetime(seen["start"]) + pd.to_timedelta(seen["place"] * DAYS_PER_YEAR, "D")
    return dates.dt.strftime("%Y").tolist()


def draw_effects_by_year(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw the average marginal effect of a year on each share.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each item, from top to bottom: ``label_en``, ``label_nl``, ``effect_points``, ``effect_low`` and
        ``effect_high`` in percentage points.
    text : FigureText
        Word ``axis``.

    Returns
    -------
    matplotlib.figure.Figure
        Effects whose interval holds zero are grey squares.
    """
    figure, axes = new_figure(text, 1.7 + 0.34 * len(data))
    for place, row in enumerate(data.to_dict("records")):
        clear = row["effect_low"] > 0 or row["effect_high"] < 0
        colour = BLUE if clear else GREY
        axes.hlines(
            -place, row["effect_low"], row["effect_high"], color=colour, linewidth=2.2, alpha=0.7
        )
        axes.plot(row["effect_points"], -place, "o" if clear else "s", color=colour, markersize=6)
        axes.annotate(
            format_decimal(row["effect_points"], 1, text.language), (row["effect_points"], -place), (0, 5),
            textcoords="offset points", ha="center", fontsize=8, color=colour,
        )  # fmt: skip
    axes.axvline(0, color=GREY, linewidth=1)
    axes.set_yticks(
        [-p for p in range(len(data))],
        [wrapped(each, 44) for each in data[f"label_{text.language}"]],
    )
    axes.tick_params(axis="y", labelsize=8.5)
    axes.set_ylim(-len(data) + 0.4, 0.8)
    axes.set_xlabel(text.words["axis"], fontsize=8.5, color=GREY)
    quiet_grid(axes, "x")
    return figure


def draw_ecological(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw the regression of a shortfall on the share of a type of team, over the surveys, to where everyone has that type.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each type and survey: ``type_id``, ``year``, in per cent ``type_share``, ``type_low``, ``type_high``,
        ``shortfall_share``, ``shortfall_low`` and ``shortfall_high``, and the line: ``share_without``, ``share_with`` and
        ``slope``.
    text : FigureText
        A name for each type, ``axis_x``, ``axis_y``, ``slope`` with ``{slope}``, and ``nobody`` for what lies above all.

    Returns
    -------
    matplotlib.figure.Figure
        A panel for each type. The line leaves the possible shares in the shaded part.
    """
    types = list(dict.fromkeys(data["type_id"]))
    figure, first = new_figure(text, 4.4)
    first.remove()
    panels = figure.subplots(1, len(types), squeeze=False)[0]
    for kind, axes in zip(types, panels, strict=True):
        rows = data[data["type_id"] == kind].to_dict("records")
        axes.axhspan(100, TOP, color=BAND, zorder=0)
        axes.plot(
            [0, 100],
            [rows[0]["share_without"], rows[0]["share_with"]],
            color=VERMILLION,
            linewidth=1.6,
        )
        for row in rows:
            axes.hlines(
                row["shortfall_share"], row["type_low"], row["type_high"], color=INK, linewidth=1.2
            )
            axes.vlines(
                row["type_share"],
                row["shortfall_low"],
                row["shortfall_high"],
                color=INK,
                linewidth=1.2,
            )
            axes.plot(row["type_share"], row["shortfall_share"], "o", color=INK, markersize=6)
            axes.annotate(
                str(row["year"]), (row["type_share"], row["shortfall_share"]), (8, -4),
                textcoords="offset points", va="top", fontsize=9,
            )  # fmt: skip
        slope = format_decimal(rows[0]["slope"], 1, text.language)
        says = text.words["slope"].replace("{slope}", slope)
        axes.text(98, 104, wrapped(says, 18), ha="right", fontsize=9, color=VERMILLION)
        axes.set_title(text.words[kind], fontsize=9.5, loc="left")
        axes.set_xlim(0, 100)
        axes.set_xticks([0, 50, 100], ["0%", "50%", "100%"])
        axes.set_xlabel(text.words["axis_x"], fontsize=8.5, color=GREY)
        quiet_grid(axes, "both")
    _share_height(panels, range(0, TOP + 1, 50), "%")
    panels[0].set_ylabel(text.words["axis_y"], fontsize=8.5, color=GREY)
    panels[0].text(2, TOP - 4, text.words["nobody"], va="top", fontsize=8.5, color=GREY)
    return figure


def draw_specification_curve(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw each claim over all its specifications, from the least to the greatest estimate, with the choices below.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each specification: ``claim``, the choices ``estimand``, ``base``, ``counts``, ``correlation`` and
        ``overlap``, and ``effect``, ``low`` and ``high`` in percentage points, with ``verdict``.
    text : FigureText
        A name for each claim, ``axis``, ``yes`` and ``no``, and a name for each row of choices, such as ``estimand_A``:
        see `CHOICES`.

    Returns
    -------
    matplotlib.figure.Figure
        A column for each claim; a fall is drawn as a rise of the rest.
    """
    claims = list(dict.fromkeys(data["claim"]))
    figure, first = new_figure(text, 6.2)
    first.remove()
    panels = figure.subplots(2, len(claims), squeeze=False, height_ratios=(3, 2))
    for place, claim in enumerate(claims):
        own = data[data["claim"] == claim]
        turn = -1 if own["effect"].mean() < 0 else 1
        own = own.assign(sorted=turn * own["effect"]).sort_values(["sorted", "low"], kind="stable")
        _draw_estimates(panels[0, place], own, turn)
        _draw_choices(panels[1, place], own)
        panels[0, place].set_title(wrapped(text.words[claim], 16), fontsize=9.5, loc="left")
    least = floor(min(each.dataLim.y0 for each in panels[0]) / 10)
    most = ceil(max(each.dataLim.y1 for each in panels[0]) / 10)
    _share_height(panels[0], range(10 * least, 10 * most + 1, 10), "")
    panels[1, 0].set_yticks(
        [-h for h in range(len(CHOICES))], [text.words[each] for each in CHOICES]
    )
    panels[0, 0].set_ylabel(text.words["axis"], fontsize=8.5, color=GREY)
    last = panels[0, -1]
    for word, (colour, height) in {"yes": (BLUE, 0.97), "no": (VERMILLION, 0.88)}.items():
        last.text(
            0.02,
            height,
            text.words[word],
            transform=last.transAxes,
            va="top",
            fontsize=8.5,
            color=colour,
        )
    return figure


CHOICES = (
    "rule_yes", "estimand_A", "estimand_B", "base_one", "base_two", "counts_worst", "counts_best", "correlation_none",
    "correlation_largest", "overlap_least", "overlap_greatest",
)  # fmt: skip
HOLDS = ("stands", "on_condition")


def _draw_estimates(axes: Axes, rows: pd.DataFrame, turn: int) -> None:
    ranks = 1 + np.arange(len(rows))
    ends = np.sort(turn * rows[["low", "high"]].to_numpy(), axis=1)
    for holds, colour in ((True, BLUE), (False, VERMILLION)):
        chosen = (rows["verdict"].isin(HOLDS) == holds).to_numpy()
        axes.vlines(
            ranks[chosen], ends[chosen, 0], ends[chosen, 1], color=colour, linewidth=0.8, alpha=0.35
        )
        axes.plot(
            ranks[chosen],
            rows["sorted"][chosen],
            "o" if holds else "X",
            color=colour,
            markersize=2.5,
        )
    axes.axhline(0, color=GREY, linewidth=1)
    axes.set_xlim(0, len(rows) + 1)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    quiet_grid(axes, "y")


def _share_height(panels: Sequence[Axes], ticks: range, unit: str) -> None:
    """Give panels side by side one vertical axis, with its names at the first."""
    for place, axes in enumerate(panels):
        names = [f"{tick}{unit}".replace("-", "\N{MINUS SIGN}") for tick in ticks]
        axes.set_yticks(ticks, names if place == 0 else [""] * len(ticks))
        axes.set_ylim(ticks[0], ticks[-1])


def _draw_choices(axes: Axes, rows: pd.DataFrame) -> None:
    rows = rows.assign(
        base=np.where(_one_base(rows["base"]), "one", "two"),
        rule=np.where(rows["verdict"].isin(HOLDS), "yes", "no"),
    )
    for height, choice in enumerate(CHOICES):
        factor, level = choice.split("_")
        taken = 1 + np.flatnonzero(rows[factor] == level)
        axes.plot(
            taken, np.full(len(taken), -height), "|", color=INK, markersize=6, markeredgewidth=0.7
        )
    axes.set_xlim(0, len(rows) + 1)
    axes.set_ylim(-len(CHOICES) + 0.4, 0.6)
    axes.set_xticks([1, len(rows)])
    axes.set_yticks([])
    axes.tick_params(labelsize=8.5)


def _one_base(bases: pd.Series) -> np.ndarray:
    """Tell which specifications take the same group in both years."""
    return np.array([len(set(str(base).split("+"))) == 1 for base in bases])


def draw_beside_truth(data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw the odds ratios of types of team beside the one that SYNTHETIC answers were drawn with.

    Parameters
    ----------
    data : pandas.DataFrame
        One row for each shortfall and type: ``label_en``, ``label_nl``, ``level_en``, ``level_nl``, ``odds_ratio``,
        ``odds_low``, ``odds_high`` and ``true_odds_ratio``, the same in all.
    text : FigureText
        Words ``axis``, ``truth`` and ``nothing``.

    Returns
    -------
    matplotlib.figure.Figure
        A logarithmic axis, with a line at the truth and one where types do not differ.
    """
    items = list(dict.fromkeys(data[f"label_{text.language}"]))
    figure, axes = new_figure(text, 2.3 + 0.8 * len(items))
    truth = float(data["true_odds_ratio"].iloc[0])
    dots_by_level(axes, data, ("odds_ratio", "odds_low", "odds_high"), text.language)
    for place, word, colour in ((truth, "truth", VERMILLION), (1.0, "nothing", GREY)):
        axes.axvline(place, color=colour, linewidth=1.4, zorder=0)
        axes.text(
            place, 0.55, text.words[word], ha="center", va="bottom", fontsize=8.5, color=colour
        )
    axes.set_xscale("log")
    ticks = [0.125, 0.25, 0.5, 1, 2]
    axes.set_xticks(
        ticks, [format_decimal(t, 0 if t >= 1 else len(str(t)) - 2, text.language) for t in ticks]
    )
    axes.minorticks_off()
    axes.set_yticks([-p for p in range(len(items))], [wrapped(each, 30) for each in items])
    axes.set_ylim(-len(items) + 0.4, 0.85)
    axes.set_xlabel(text.words["axis"], fontsize=8.5, color=GREY)
    quiet_grid(axes, "x")
    axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.14), ncols=2, frameon=False, fontsize=9)
    return figure
