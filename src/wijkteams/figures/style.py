"""The one style of every figure: colours that survive grey and colour blindness, direct labels, a title that says it."""

import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure

from wijkteams.dates import DAYS_PER_YEAR
from wijkteams.numbers.formats import Language

# Okabe and Ito (2008); contrast on white at least 3 to 1. Each colour comes with a marker of its own.
BLUE, VERMILLION, GREEN, INK, GREY = "#0072B2", "#D55E00", "#007A5A", "#1A1A1A", "#5F6368"
BAND, GRID = "#D9E2EA", "#E3E6E8"
SERIES = ((BLUE, "o"), (VERMILLION, "s"), (GREEN, "^"), (INK, "D"))

WIDTH_INCHES = 7.2

_SETTINGS: Any = {
    "axes.edgecolor": GREY,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.dpi": 100,
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "savefig.dpi": 200,
    "svg.fonttype": "path",
    "svg.hashsalt": "wijkteams",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
}


@dataclass(frozen=True)
class FigureText:
    """The words of a figure in one language.

    Attributes
    ----------
    title : str
        The finding, in one sentence.
    source : str
        Who measured it and where it was printed.
    language : str
        ``en`` or ``nl``.
    words : mapping of str to str
        Axis and legend words of the catalogue entry.
    synthetic : bool
        Whether the data are SYNTHETIC; the figure then says so across its face.
    """

    title: str
    source: str
    language: Language
    words: Mapping[str, str]
    synthetic: bool = False


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house style while the body runs, whatever the settings of the user (a ``matplotlibrc``) say."""
    with plt.style.context(["default", _SETTINGS]):
        yield


def new_figure(text: FigureText, height_inches: float) -> tuple[Figure, Axes]:
    """Make an empty figure with its title above and its source line below.

    Parameters
    ----------
    text : FigureText
        The words.
    height_inches : float
        Height of the whole figure.

    Returns
    -------
    (Figure, Axes)
        The axes leave room at the right for direct labels.
    """
    figure, axes = plt.subplots(figsize=(WIDTH_INCHES, height_inches), layout="constrained")
    figure.suptitle(balanced(text.title, 68), x=0.01, ha="left", fontsize=12, fontweight="bold")
    figure.supxlabel(wrapped(text.source, 104), x=0.01, ha="left", fontsize=8, color=GREY)
    if text.synthetic:
        mark_synthetic(axes)
    return figure, axes


def mark_synthetic(axes: Axes) -> None:
    """Write across the axes that the data are SYNTHETIC."""
    axes.text(
        0.5, 0.5, "SYNTHETIC", transform=axes.transAxes, ha="center", va="center", rotation=20,
        fontsize=44, color=GREY, alpha=0.25,
    )  # fmt: skip


def quiet_grid(axes: Axes, axis: Literal["x", "y", "both"]) -> None:
    """Draw pale lines at the ticks of an axis, below the data."""
    axes.grid(axis=axis, color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)


def percent_axis(axes: Axes, low: float = 0, high: float = 100) -> None:
    """Give the vertical axis per cent, with quiet grid lines."""
    axes.set_ylim(low, high)
    axes.set_yticks(
        range(int(low), int(high) + 1, 20),
        [f"{tick}%" for tick in range(int(low), int(high) + 1, 20)],
    )
    quiet_grid(axes, "y")


def wave_axis(axes: Axes, wave_dates: pd.Series, room_years: float) -> None:
    """Put the years of the waves on a time axis, with room for labels at the right.

    Parameters
    ----------
    axes : Axes
        Axes whose horizontal positions are Matplotlib dates.
    wave_dates : pandas.Series
        ISO dates of the waves; repeats are ignored.
    room_years : float
        Years to leave free after the last wave.
    """
    waves = sorted(set(wave_dates))
    places = date2num(pd.to_datetime(pd.Series(waves)))
    axes.set_xticks(places, [wave[:4] for wave in waves])
    axes.set_xlim(places[0] - 200, places[-1] + DAYS_PER_YEAR * room_years)


def spread(positions: list[float], gap: float) -> list[float]:
    """Move labels apart, in order, so that neighbours stand at least `gap` from each other.

    Parameters
    ----------
    positions : list of float
        Where the labels belong.
    gap : float
        Least distance between two labels.

    Returns
    -------
    list of float
        Where to write them, in the order given, around the same middle.
    """
    order = sorted(range(len(positions)), key=positions.__getitem__)
    placed = [0.0] * len(positions)
    previous = float("-inf")
    for index in order:
        previous = placed[index] = max(positions[index], previous + gap)
    shift = (sum(placed) - sum(positions)) / max(len(positions), 1)
    return [place - shift for place in placed]


def wrapped(text: str, width: int) -> str:
    """Return a text in lines of at most `width` characters; a longer word stays whole."""
    return "\n".join(_lines(text, width))


def _lines(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False)


def balanced(text: str, width: int) -> str:
    """Return a text in as few lines of at most `width` characters as it takes, all about as long."""
    lines = len(_lines(text, width))
    return wrapped(text, next(w for w in range(1, width + 1) if len(_lines(text, w)) <= lines))
