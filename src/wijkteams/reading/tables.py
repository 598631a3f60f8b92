"""Load the tidy tables of the book as frames, and show a frame with heads in words."""

import re
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Literal

import pandas as pd

from wijkteams.book.dutch import in_dutch
from wijkteams.book.tables import NUMBERS, ShownTable, nearest_root
from wijkteams.checking.forms import Decimals, Texts
from wijkteams.checking.problems import InputError, did_you_mean
from wijkteams.checking.yaml_file import read_yaml
from wijkteams.numbers.catalogue import VOCABULARIES, Column, Table
from wijkteams.numbers.file import Number, Numbers, load_numbers
from wijkteams.numbers.tidy import RESULTS, TIDY, TidyTable
from wijkteams.tables import rows_of

Shown = Sequence[str | tuple[str, str]]
"""Columns to show; two of them are shown as a range."""

OnBase = str | int
"""A base by its code, every base that fits, or a number of answers."""
EVERY = "every"

LABELS = Path("config") / "labels.yaml"
_VOCABULARY = {
    "wave_id": "waves", "wave_from": "waves", "wave_to": "waves", "verdict": "verdicts",
}  # fmt: skip
_GROUPS = {
    "all": "all", "G32": "G32 cities", "other": "other municipalities", "G4": "four largest cities",
}  # fmt: skip
_DECIMALS: Mapping[str, Decimals] = {
    "probability": "3", "percentage_points": "1", "odds_ratio": "1", "ratio": "2",
}  # fmt: skip


def load(name: str, folder: Path | str | None = None) -> pd.DataFrame:
    """Load a tidy table.

    Parameters
    ----------
    name : str
        A name of the data dictionary: ``shares``, ``changes``, ``claims``, ``associations``, ``models`` and others.
    folder : path, optional
        Folder with the downloaded CSV files (``shares.csv``), or of results. When left out, the results of this project, from
        the current folder upwards.

    Returns
    -------
    pandas.DataFrame
        The data dictionary says what a row is, and of every column the unit and what it holds.

    Raises
    ------
    InputError
        If there is no such table, or it is not in the folder.
    """
    table = _declared(name)
    place = nearest_root(Path.cwd()) / RESULTS if folder is None else Path(folder)
    downloaded = place / f"{name}.csv"
    whole = downloaded.is_file()
    text = downloaded.read_text(encoding="utf-8") if whole else table.text(place)
    if not text:
        raise InputError(
            f"{place}: holds no {name}.csv, and no results; run `snakemake`, or download it"
        )
    return pd.read_csv(StringIO(text))


def show(
    frame: pd.DataFrame, table: str, columns: Shown, caption: str, base: OnBase = EVERY
) -> ShownTable:
    """Show a frame with heads and codes in words.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows of a tidy table, or computed ones with its columns.
    table : str
        Name of that table in the data dictionary.
    columns : sequence of str or (str, str)
        Those to show, the first of which names the rows; two together are a range.
    caption : str
        What it shows.
    base : str or int
        Of whom the shares are shares: ``every``, the code of a base, or a number of answers.

    Returns
    -------
    ShownTable
        As the tables of the book; the last line of a cell displays it.

    Raises
    ------
    InputError
        If the table, or a column of it, is not in the data dictionary.
    """
    known = _declared(table)
    pairs = [(each, each) if isinstance(each, str) else each for each in columns]
    shown = [_column(known, low, high, place == 0) for place, (low, high) in enumerate(pairs)]
    name = re.sub(r"\W+", "_", caption.lower()).strip("_")
    entry = Table(
        id=f"cell_{name}", data="results/shown.csv", caption=_both(caption),
        base=_both(base_in_words(base)), columns=tuple(shown),
    )  # fmt: skip
    names = [name for pair in pairs for name in dict.fromkeys(pair)]
    # What the Dutch edition shows in the place of a text in English.
    twins = (f"{name.removesuffix('_en')}_nl" for name in names if name.endswith("_en"))
    texts = frame[[*names, *(name for name in twins if name in frame)]].astype("object")
    rows = rows_of(texts.where(texts.notna(), "").astype(str))
    view = ShownTable(entry, rows, Numbers(), "en")
    view.has_download = False
    return view


def number(key: str) -> Number:
    """Return a number of the prose, with its interval.

    Parameters
    ----------
    key : str
        As in the text of a chapter: ``capacity.shortfall_prevention.w2017``.

    Raises
    ------
    InputError
        If there is none.
    """
    return load_numbers(nearest_root(Path.cwd()) / NUMBERS)[key]


def _both(text: str) -> Texts:
    return {"en": text, "nl": in_dutch(text)}


def base_in_words(base: OnBase) -> str:
    """Say of whom a share is a share."""
    if base == EVERY:
        return "Municipalities that answered; every base that fits."
    if isinstance(base, int):
        return f"{base} municipalities that answered the question."
    words = read_yaml(nearest_root(Path.cwd()) / LABELS).content["bases"]
    if base not in words:
        raise InputError(f"there is no base {base!r}; {did_you_mean(base, words)}")
    text = words[base]["en"]
    return f"{text[0].upper()}{text[1:]}."


def _column(table: TidyTable, low: str, high: str, first: bool) -> Column:
    known = table.column(low)
    if known is None:
        names = [each.name for each in table.columns]
        raise InputError(f"{table.name} has no column {low!r}; {did_you_mean(low, names)}")
    return Column(
        name=low, to=None if high == low else high, label=_both(known.head), unit=known.unit,
        format=_format(low, known.unit),
        header="row" if first else None, codes=_codes(low),
    )  # fmt: skip


def _format(name: str, unit: str | None) -> Decimals | Literal["down"] | None:
    # what may be lost is never said to last longer than it does
    if name.endswith("delta_star"):
        return "down"
    return _DECIMALS.get(unit, "0") if unit else None


def _declared(name: str) -> TidyTable:
    if name not in TIDY:
        raise InputError(f"there is no table {name!r}; {did_you_mean(name, TIDY)}")
    return TIDY[name]


def _codes(name: str) -> Mapping[str, Texts] | None:
    if name == "subgroup":
        return {code: _both(words) for code, words in _GROUPS.items()}
    return VOCABULARIES[_VOCABULARY[name]] if name in _VOCABULARY else None
