"""Draw a figure of the book from a frame: with the function, the words and the style of the published file."""

from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

from wijkteams.book.tables import NUMBERS, nearest_root
from wijkteams.figures.drawing import draw_figure, figure_data, read_data
from wijkteams.figures.style import FigureText
from wijkteams.numbers.catalogue import load_figures, texts_of_drawing
from wijkteams.numbers.formats import LANGUAGES, Language
from wijkteams.numbers.identity import load_identity


def draw(id_: str, frame: pd.DataFrame | None = None, language: Language = "en") -> Figure:
    """Draw a figure of the catalogue.

    Parameters
    ----------
    id_ : str
        Its id in ``config/figures.yaml``.
    frame : pandas.DataFrame, optional
        What to draw: rows of the table that the figure is drawn from. When left out, the published ones.
    language : {"en", "nl"}
        Language of its words.

    Returns
    -------
    matplotlib.figure.Figure
        Of published rows it is what the published file holds.

    Raises
    ------
    InputError
        If there is no such figure, or a row that it shows is not in the frame.
    """
    root = nearest_root(Path.cwd())
    entry = load_figures(root / "config" / "figures.yaml")[id_]
    if frame is None:
        rows = read_data([root / path for path in entry.data], entry.select, entry.keep)
    else:
        rows = figure_data(frame, entry.select, entry.keep)
    book = load_identity(root / "config" / "identity.yaml")
    texts = texts_of_drawing(entry, [root / NUMBERS], book)
    return draw_figure(entry.draw, rows, FigureText(**texts[LANGUAGES.index(language)]))
