"""Draw catalogue entries to files: the data of the figure as CSV, and SVG, PDF and PNG in each language."""

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from wijkteams.checking.problems import InputError
from wijkteams.figures.saving import save_figure
from wijkteams.figures.style import FigureText, house_style

FORMATS = ("svg", "pdf", "png")


def figure_data(
    frame: pd.DataFrame, select: Mapping[str, Sequence[str]], keep: Sequence[str]
) -> pd.DataFrame:
    """Take the rows and columns of a figure, in the order of the catalogue.

    Parameters
    ----------
    frame : pandas.DataFrame
        A tidy result.
    select : mapping of str to sequence of str
        Column to the values that the figure shows; earlier columns sort first.
    keep : sequence of str
        The columns of the figure's CSV; all of them when empty.

    Returns
    -------
    pandas.DataFrame
        At least one row for each selected value.

    Raises
    ------
    InputError
        If a selected value does not occur.
    """
    for column, values in select.items():
        missing = set(values) - set(frame[column])
        if missing:
            raise InputError(f"config/figures.yaml: {column} has no {', '.join(sorted(missing))}")
        frame = frame[frame[column].isin(values)]
    order = frame.assign(
        **{column: frame[column].map(values.index) for column, values in select.items()}
    )
    rows = order.sort_values(list(select), kind="stable").index if select else frame.index
    return frame.loc[rows, list(keep) or list(frame.columns)].reset_index(drop=True)


def read_data(
    paths: Sequence[Path], select: Mapping[str, Sequence[str]], keep: Sequence[str]
) -> pd.DataFrame:
    """Read the results behind a figure, one below the other, and take its rows and columns as `figure_data` does."""
    return figure_data(pd.concat(map(pd.read_csv, paths), ignore_index=True), select, keep)


def draw_figure(function: str, data: pd.DataFrame, text: FigureText) -> Figure:
    """Draw one figure in one language, in the house style.

    Parameters
    ----------
    function : str
        ``module:function`` of the drawing function.
    data : pandas.DataFrame
        The data of the figure.
    text : FigureText
        The words.

    Returns
    -------
    matplotlib.figure.Figure
        Closed: Jupyter shows what a cell returns, and besides that every figure that is still open.
    """
    module, name = function.split(":")
    with house_style():
        figure: Figure = getattr(importlib.import_module(module), name)(data, text)
    plt.close(figure)
    return figure


def draw_files(
    function: str, data: pd.DataFrame, text: FigureText, targets: Mapping[str, Path | BinaryIO]
) -> None:
    """Draw one figure in one language and save it in every format.

    Parameters
    ----------
    function, data, text
        As in `draw_figure`.
    targets : mapping of str to Path or binary file
        Format (``svg``, ``pdf``, ``png``) to file.
    """
    figure = draw_figure(function, data, text)
    with house_style():
        for kind, target in targets.items():
            save_figure(figure, target, kind, text)


def draw_languages(
    function: str, data: pd.DataFrame, texts: Sequence[Mapping[str, Any]], images: Sequence[Path]
) -> None:
    """Draw one figure once for each of `texts`, each to the next three of `images`: SVG, PDF and PNG."""
    for place, text in enumerate(texts):
        own = images[len(FORMATS) * place :]
        draw_files(function, data, FigureText(**text), dict(zip(FORMATS, own, strict=False)))
