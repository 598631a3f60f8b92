"""The one style of every figure: one typeface, one palette, one way to show doubt, and three forms of each drawing."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.patheffects import Stroke
from matplotlib.transforms import ScaledTranslation

from wijkteams.dates import DAYS_PER_YEAR
from wijkteams.look.letters import BOLD, FONTS, TYPEFACE
from wijkteams.look.palette import BLUE, GREEN, GREY, GRID, INK, ORANGE, PAPER, SOFT
from wijkteams.numbers.formats import Language

for _path in sorted(FONTS.glob("*.ttf")):
    font_manager.fontManager.addfont(_path)

# Each colour comes with a marker of its own.
SERIES = ((BLUE, "o"), (ORANGE, "s"), (GREEN, "^"), (INK, "D"))
# Of lines of text; the typeface is tall.
LEADING = 0.9
# Points: the estimate, its interval, and what is possible when nothing is assumed.
DOT, THICK, THIN = 6.5, 3.4, 1.1
POINTS = 72


class Form(NamedTuple):
    """A form of a drawing: its width in inches, the size of its words in points, and whether title and source stand in it.

    In the page one point is one pixel at the least width for which the form is meant.
    """

    width: float
    size: float
    titled: bool


DOWNLOAD, PAGE, PHONE = Form(9.0, 13.0, True), Form(9.0, 13.0, False), Form(4.0, 11.5, False)
"""To take along, with title and source; in the page on a screen; in the page on a phone."""

_SETTINGS: Any = {
    "axes.edgecolor": GREY,
    "axes.labelcolor": GREY,
    "axes.labelsize": "medium",
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": "medium",
    "axes.titleweight": BOLD,
    "figure.dpi": 100,
    "font.family": TYPEFACE,
    "pdf.fonttype": 42,
    "savefig.dpi": 300,
    "svg.fonttype": "path",
    "svg.hashsalt": "wijkteams",
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": "medium",
    "ytick.labelsize": "medium",
    "xtick.major.size": 0,
    "ytick.major.size": 0,
}


@dataclass(frozen=True)
class FigureText:
    """The words of a figure in one language, and the form that they are drawn in.

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
    alt, author : str
        What the figure shows in words and who made it, for those that file or hear it.
    form : Form
        `DOWNLOAD`, `PAGE` or `PHONE`.
    """

    title: str
    source: str
    language: Language
    words: Mapping[str, str]
    synthetic: bool = False
    alt: str = ""
    author: str = ""
    form: Form = DOWNLOAD

    @property
    def narrow(self) -> bool:
        """Whether it is drawn for a phone."""
        return self.form == PHONE

    def fit(self, wide: float, narrow: float) -> float:
        """Return what suits the width of the form."""
        return narrow if self.narrow else wide


@contextmanager
def house_style(form: Form = DOWNLOAD) -> Iterator[None]:
    """Draw in the house style, whatever the user's settings (a ``matplotlibrc``) say; in the page text stays text."""
    fonts = "path" if form.titled else "none"
    own = {**_SETTINGS, "font.size": form.size, "svg.fonttype": fonts}
    with plt.style.context(["default", own]):
        yield


def new_figure(text: FigureText, height: float) -> tuple[Figure, Axes]:
    """Make an empty figure; to be taken along it has its title above and its source line below.

    Parameters
    ----------
    text : FigureText
        The words.
    height : float
        Height of the drawing itself, in inches.

    Returns
    -------
    (Figure, Axes)
        The axes leave room at the right for direct labels.
    """
    figure, panels = new_panels(text, height, 1, 1)
    return figure, panels[0]


def new_panels(
    text: FigureText, height: float, down: int, across: int, **grid: Any
) -> tuple[Figure, list[Axes]]:
    """Make an empty figure with panels, row by row; otherwise as `new_figure`."""
    figure = _new_sheet(text, height)
    return _dressed(figure, figure.subplots(down, across, squeeze=False, **grid).flat, text)


def new_mosaic(
    text: FigureText, height: float, mosaic: str, **grid: Any
) -> tuple[Figure, list[Axes]]:
    """Make an empty figure with panels of unequal size, as letters in rows; otherwise as `new_figure`."""
    figure = _new_sheet(text, height)
    return _dressed(figure, figure.subplot_mosaic(mosaic, **grid).values(), text)


def settle(figure: Figure) -> Figure:
    """Lay out a figure of unequal panels for good, without the last digits, which differ from run to run."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    for axes in figure.axes:
        left, bottom, width, height = (round(each, 9) for each in axes.get_position().bounds)
        axes.set_position((left, bottom, width, height))
    return figure


def _new_sheet(text: FigureText, height: float) -> Figure:
    size, title, source = text.form.size, balanced(text.title, 76), wrapped(text.source, 128)
    room = (title.count("\n") + 1) * 1.35 * 1.35 * size + (source.count("\n") + 1) * 1.2 * 11 + 20
    height += room / POINTS if text.form.titled else 0
    figure = plt.figure(figsize=(text.form.width, height), layout="constrained")
    figure.get_layout_engine().set(w_pad=0.02, h_pad=0.03)  # type: ignore[union-attr, call-arg]
    if text.form.titled:
        figure.suptitle(title, x=0.005, ha="left", fontsize=1.35 * size, fontweight=BOLD)
        figure.supxlabel(source, x=0.005, ha="left", fontsize=11, color=GREY)
    return figure


def _dressed(figure: Figure, panels: Iterable[Axes], text: FigureText) -> tuple[Figure, list[Axes]]:
    drawn = list(panels)
    for patch in (figure.patch, *(axes.patch for axes in drawn)):
        # In the page there is the page behind it.
        patch.set_visible(text.form.titled)
    if text.synthetic:
        for axes in drawn:
            mark_synthetic(axes, text.language)
    return figure, drawn


def mark_synthetic(axes: Axes, language: Language) -> None:
    """Write across the axes, high and low and in outline, that the data are SYNTHETIC: no part can be cut out without it."""
    word = {"en": "SYNTHETIC", "nl": "SYNTHETISCH"}[language]
    size = 0.075 * axes.get_figure().get_size_inches()[0] * POINTS  # type: ignore[union-attr]
    for across, up in ((0.25, 0.2), (0.5, 0.5), (0.75, 0.8)):
        mark = axes.text(
            across, up, word, transform=axes.transAxes, ha="center", va="center", rotation=12, fontsize=size,
            fontweight=BOLD, color="none", zorder=0.5,
        )  # fmt: skip
        mark.set_path_effects([Stroke(linewidth=0.9, foreground=SOFT)])
        mark.set_in_layout(False)


def draw_doubt(
    axes: Axes, places: Sequence[float] | float, low: Any, high: Any, colour: str, *, along: Literal["x", "y"],
    width: float = THICK,
) -> None:  # fmt: skip
    """Draw intervals: thick for the share of all, if it was chance who answered; thin for what is possible anyhow.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    places : float or sequence of float
        Where they stand on the other axis.
    low, high : float or sequence of float
        Their ends.
    colour : str
        Of the estimate that they belong to.
    along : str
        The axis, ``x`` or ``y``, along which they lie.
    width : float
        `THICK` or `THIN`.
    """
    lines = axes.hlines if along == "x" else axes.vlines
    lines(places, low, high, color=colour, linewidth=width, capstyle="butt", zorder=1.5)


def quiet_grid(axes: Axes, axis: Literal["x", "y", "both"]) -> None:
    """Draw pale lines at the ticks of an axis, below the data."""
    axes.grid(axis=axis, color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    for each in ("x", "y") if axis == "both" else (axis,):
        axes.tick_params(axis=each, labelcolor=GREY)


def percent_axis(axes: Axes, low: float = 0, high: float = 100, step: int = 20) -> None:
    """Give the vertical axis per cent, with quiet grid lines."""
    ticks = range(int(low), int(high) + 1, step)
    axes.set_ylim(low, high)
    axes.set_yticks(ticks, [f"{tick}%" for tick in ticks])
    quiet_grid(axes, "y")


def wave_axis(
    axes: Axes,
    wave_dates: pd.Series,
    room_years: float,
    left_years: float = 0.55,
    *,
    short: bool = False,
) -> None:
    """Put the years of the waves on a time axis, with room for labels at the right.

    Parameters
    ----------
    axes : Axes
        Axes whose horizontal positions are Matplotlib dates.
    wave_dates : pandas.Series
        ISO dates of the waves; repeats are ignored.
    room_years, left_years : float
        Years to leave free after the last wave and before the first.
    short : bool
        Whether to write the years with two digits.
    """
    waves = sorted(set(wave_dates))
    places = date2num(pd.to_datetime(pd.Series(waves)))
    years = [f"\N{RIGHT SINGLE QUOTATION MARK}{wave[2:4]}" if short else wave[:4] for wave in waves]
    axes.set_xticks(places, years)
    axes.set_xlim(places[0] - DAYS_PER_YEAR * left_years, places[-1] + DAYS_PER_YEAR * room_years)


def name_rows(
    axes: Axes,
    places: Sequence[float],
    names: Sequence[str],
    text: FigureText,
    width: int = 34,
    lift: float = 8,
) -> None:
    """Name the rows: beside them, or on a phone above them, where there is no room beside.

    Parameters
    ----------
    axes : Axes
        The rows lie along the horizontal axis.
    places : sequence of float
        Heights of the rows.
    names : sequence of str
        Their names.
    text : FigureText
        The form.
    width : int
        Most characters on a line beside the rows.
    lift : float
        Points by which a name stands above the middle of its row on a phone.
    """
    axes.set_yticks(places, [balanced(name, 52 if text.narrow else width) for name in names])
    if text.narrow:
        above = ScaledTranslation(0, lift / POINTS, axes.get_figure().dpi_scale_trans)  # type: ignore[union-attr]
        axes.tick_params(axis="y", pad=0)
        for label in axes.get_yticklabels():
            label.set(
                ha="left", va="bottom", fontweight=BOLD, transform=label.get_transform() + above
            )
            label.set_bbox({"facecolor": PAPER, "edgecolor": "none", "pad": 0.6})


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
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def balanced(text: str, width: int) -> str:
    """Return a text in as few lines of at most `width` characters as it takes, all about as long."""
    lines = len(_lines(text, width))
    return wrapped(text, next(w for w in range(1, width + 1) if len(_lines(text, w)) <= lines))
