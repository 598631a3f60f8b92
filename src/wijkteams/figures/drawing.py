"""Draw catalogue entries to files: the data of the figure as CSV, and SVG, PDF and PNG in each language."""

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.text import Text

from wijkteams.checking.problems import InputError
from wijkteams.figures.saving import save_figure
from wijkteams.figures.style import DOWNLOAD, LEADING, PAGE, PHONE, FigureText, Form, house_style

FILES: Mapping[str, Form] = {
    "svg": DOWNLOAD,
    "pdf": DOWNLOAD,
    "png": DOWNLOAD,
    "page.svg": PAGE,
    "phone.svg": PHONE,
}
"""Ending of each file of a drawing to its form; the last two are for the pages of the book, which hold them."""


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
    with house_style(text.form):
        figure: Figure = getattr(importlib.import_module(module), name)(data, text)
    for each in figure.findobj(Text):
        each.set_linespacing(LEADING)
    plt.close(figure)
    return figure


def draw_files(
    function: str, data: pd.DataFrame, text: FigureText, targets: Mapping[str, Path | BinaryIO]
) -> None:
    """Draw one figure in one language and save it in every format.

    Parameters
    ----------
    function, data, text
        As in `draw_figure`; the form of the text does not matter.
    targets : mapping of str to Path or binary file
        Ending, of `FILES`, to file.
    """
    for form in dict.fromkeys(FILES[ending] for ending in targets):
        figure = draw_figure(function, data, replace(text, form=form))
        with house_style(form):
            for ending in (each for each in targets if FILES[each] == form):
                save_figure(figure, targets[ending], ending.rpartition(".")[2], text)


def draw_languages(
    function: str, data: pd.DataFrame, texts: Sequence[Mapping[str, Any]], images: Sequence[Path]
) -> None:
    """Draw one figure once for each of `texts`, each to the next of `images`, as many as there are `FILES`."""
    for place, text in enumerate(texts):
        own = images[len(FILES) * place :]
        draw_files(function, data, FigureText(**text), dict(zip(FILES, own, strict=False)))
