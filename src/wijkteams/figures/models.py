"""What regressions on published shares say, and where they fail."""

from collections.abc import Sequence
from math import ceil, floor

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from wijkteams.dates import DAYS_PER_YEAR
from wijkteams.figures.style import (
    DOT,
    FigureText,
    balanced,
    draw_doubt,
    name_rows,
    new_figure,
    new_panels,
    percent_axis,
    quiet_grid,
    wrapped,
)
from wijkteams.figures.type_effects import dots_by_level, name_groups
from wijkteams.look.letters import BOLD
from wijkteams.look.palette import BLUE, GREY, INK, ORANGE, PAPER, SOFT, ZONE
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
    figure, panels = new_panels(text, text.fit(2.6, 2.3) * down, down, across)
    for item, axes in zip(items, panels, strict=True):
        own = data[data["item_id"] == item]
        curve, seen = (own[own["kind"] == kind] for kind in ("fitted", "observed"))
        axes.fill_between(
            curve["place"],
            curve["low"],
            curve["high"],
            facecolor=ZONE,
            edgecolor=SOFT,
            linewidth=0.8,
        )
        axes.plot(curve["place"], curve["share"], color=BLUE, linewidth=1.6)
        draw_doubt(axes, seen["place"], seen["low"], seen["high"], INK, along="y")
        axes.plot(seen["place"], seen["share"], "o", color=INK, markersize=DOT)
        for row in seen.to_dict("records"):
            axes.annotate(
                f"{whole(row['share'])}%", (row["place"], row["high"]), (0, 4), textcoords="offset points",
                ha="center", fontweight=BOLD, color=INK, bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.6},
            )  # fmt: skip
        axes.set_xticks(seen["place"].tolist(), _names_of_places(seen, text))
        axes.set_xlim(-0.4, float(data["place"].max()) + 0.4)
        axes.set_title(balanced(text.words[item], int(text.fit(40, 20))), loc="left")
        percent_axis(axes, step=25)
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
    figure, axes = new_figure(text, 0.7 + text.fit(0.46, 0.66) * len(data))
    for place, row in enumerate(data.to_dict("records")):
        clear = row["effect_low"] > 0 or row["effect_high"] < 0
        colour = BLUE if clear else GREY
        draw_doubt(axes, -place, row["effect_low"], row["effect_high"], colour, along="x")
        axes.plot(row["effect_points"], -place, "o" if clear else "s", color=colour, markersize=DOT)
        axes.annotate(
            format_decimal(row["effect_points"], 1, text.language), (row["effect_high"], -place), (6, 0),
            textcoords="offset points", va="center", fontweight=BOLD, color=colour,
        )  # fmt: skip
    axes.axvline(0, color=GREY, linewidth=1, zorder=0.4)
    names = [str(each) for each in data[f"label_{text.language}"]]
    name_rows(axes, [-float(place) for place in range(len(data))], names, text, 44)
    axes.set_ylim(-len(data) + 0.5, text.fit(0.5, 0.9))
    axes.margins(x=text.fit(0.12, 0.16))
    axes.xaxis.set_major_locator(MultipleLocator(5))
    axes.set_xlabel(wrapped(text.words["axis"], int(text.fit(80, 44))))
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
    down, across = (len(types), 1) if text.narrow else (1, len(types))
    figure, panels = new_panels(text, text.fit(3.6, 6.0), down, across)
    for kind, axes in zip(types, panels, strict=True):
        rows = data[data["type_id"] == kind].to_dict("records")
        axes.axhspan(100, TOP, color=ZONE, zorder=0)
        axes.plot(
            [0, 100],
            [rows[0]["share_without"], rows[0]["share_with"]],
            color=ORANGE,
            linewidth=1.6,
        )
        for row in rows:
            axes.hlines(
                row["shortfall_share"], row["type_low"], row["type_high"], color=INK, linewidth=2
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
                textcoords="offset points", va="top",
            )  # fmt: skip
        slope = format_decimal(rows[0]["slope"], 1, text.language)
        says = text.words["slope"].replace("{slope}", slope)
        axes.text(98, 94, wrapped(says, 18), ha="right", va="top", color=ORANGE)
        axes.set_title(text.words[kind], loc="left")
        axes.set_xlim(0, 100)
        axes.set_xticks([50, 100], ["50%", "100%"])
        axes.set_xlabel(text.words["axis_x"])
        quiet_grid(axes, "both")
    for start in range(0, len(types), across):
        _share_height(panels[start : start + across], range(0, TOP + 1, 50), "%")
    panels[0].set_ylabel(text.words["axis_y"])
    panels[0].text(2, TOP - 4, text.words["nobody"], va="top", color=GREY)
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
    across = int(text.fit(len(claims), 2))
    down = ceil(len(claims) / across)
    figure, panels = new_panels(
        text, text.fit(6.4, 5.4 * down), 2 * down, across, height_ratios=(3, 2.6) * down
    )  # fmt: skip
    upper = [
        panels[2 * across * (place // across) + place % across] for place in range(len(claims))
    ]
    lower = [
        panels[2 * across * (place // across) + across + place % across]
        for place in range(len(claims))
    ]
    for claim, above, below in zip(claims, upper, lower, strict=True):
        own = data[data["claim"] == claim]
        turn = -1 if own["effect"].mean() < 0 else 1
        own = own.assign(sorted=turn * own["effect"]).sort_values(["sorted", "low"], kind="stable")
        _draw_estimates(above, own, turn)
        _draw_choices(below, own)
        above.set_title(balanced(text.words[claim], int(text.fit(20, 15))), loc="left")
    least = floor(min(each.dataLim.y0 for each in upper) / 10)
    most = ceil(max(each.dataLim.y1 for each in upper) / 10)
    for start in range(0, len(claims), across):
        _share_height(upper[start : start + across], range(10 * least, 10 * most + 1, 10), "")
        lower[start].set_yticks(
            [-h for h in range(len(CHOICES))], [text.words[each] for each in CHOICES]
        )
        upper[start].set_ylabel(text.words["axis"])
    last = upper[-1]
    for word, (colour, height) in {"yes": (BLUE, 0.98), "no": (ORANGE, 0.89)}.items():
        last.text(
            0.02, height, text.words[word], transform=last.transAxes, va="top", color=colour, fontweight=BOLD
        )  # fmt: skip
    return figure


CHOICES = (
    "rule_yes", "estimand_A", "estimand_B", "base_one", "base_two", "counts_worst", "counts_best", "correlation_none",
    "correlation_largest", "overlap_least", "overlap_greatest",
)  # fmt: skip
HOLDS = ("stands", "on_condition")


def _draw_estimates(axes: Axes, rows: pd.DataFrame, turn: int) -> None:
    ranks = 1 + np.arange(len(rows))
    ends = np.sort(turn * rows[["low", "high"]].to_numpy(), axis=1)
    for holds, colour in ((True, BLUE), (False, ORANGE)):
        chosen = (rows["verdict"].isin(HOLDS) == holds).to_numpy()
        axes.vlines(ranks[chosen], ends[chosen, 0], ends[chosen, 1], color=SOFT, linewidth=0.6)
        axes.plot(
            ranks[chosen],
            rows["sorted"][chosen],
            "o" if holds else "X",
            color=colour,
            markersize=3,
            linestyle="none",
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
    for label, side in zip(axes.get_xticklabels(), ("left", "right"), strict=True):
        label.set(ha=side)
    axes.set_yticks([])


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
    figure, axes = new_figure(text, 1.7 + text.fit(0.8, 1.15) * len(items))
    truth = float(data["true_odds_ratio"].iloc[0])
    dots_by_level(axes, data, ("odds_ratio", "odds_low", "odds_high"), text.language)
    axes.set_xscale("log")
    ticks = [0.125, 0.25, 0.5, 1, 2]
    axes.set_xticks(
        ticks, [format_decimal(t, 0 if t >= 1 else len(str(t)) - 2, text.language) for t in ticks]
    )
    axes.minorticks_off()
    axes.set_xlabel(wrapped(text.words["axis"], int(text.fit(80, 44))))
    name_groups(figure, axes, items, text)
    top = text.fit(0.5, 0.65)
    for place, word, colour, side in (
        (truth, "truth", ORANGE, "right"),
        (1.0, "nothing", GREY, "left"),
    ):
        axes.axvline(place, color=colour, linewidth=1.4, zorder=0.4)
        axes.text(place, top, text.words[word], ha=side, va="bottom", color=colour, fontweight=BOLD)
    axes.set_ylim(top=top + 0.3)
    return figure
