"""The steps from files to cleaned answers, and the tables of the private folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from wijkteams.microdata.cleaning import clean
from wijkteams.microdata.interpretation import (
    SYNTHETIC_COLUMN,
    interpret,
    nothing_to_model,
    understood,
)
from wijkteams.microdata.mapping import FileMapping, read_mapping
from wijkteams.microdata.margins import compare_with_published
from wijkteams.microdata.municipalities import read_division
from wijkteams.microdata.private import write_private
from wijkteams.microdata.problems import MicrodataError, Problem, keep_values
from wijkteams.microdata.readers import RawTable, read_raw
from wijkteams.microdata.setting import is_named_synthetic

_TEXT_COLUMNS = {"municipality": str, "cluster": str, "level": str}


def clean_files(
    files: Sequence[Path],
    mappings: Sequence[Path],
    mergers: Path,
    published: pd.DataFrame,
    folder: Path,
) -> dict[str, pd.DataFrame]:
    """Read and clean all files.

    Parameters
    ----------
    files, mappings : sequence of Path
        Each file and its mapping.
    mergers : Path
        The table of mergers.
    published : pandas.DataFrame
        The estimates of the published shares.
    folder : Path
        The private folder, for the values of the problems.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``answers``, ``flow``, ``margins`` and ``notices``.

    Raises
    ------
    MicrodataError
        With the problems of all files at once.
    """
    problems: list[Problem] = []
    parts: list[tuple[pd.DataFrame, FileMapping]] = []
    for file, path in zip(files, mappings, strict=True):
        try:
            parts.append(_interpreted(file, path)[2:])
        except MicrodataError as error:
            problems.extend(error.problems)
    try:
        if problems:
            raise MicrodataError(problems)
        cleaned = clean(parts, read_division(mergers))
    except MicrodataError as error:
        raise _with_values_kept(error, folder) from None
    return {
        "answers": cleaned.answers,
        "flow": cleaned.flow,
        "margins": compare_with_published(cleaned.answers, published),
        "notices": _notices(cleaned.notices),
    }


def _interpreted(file: Path, path: Path) -> tuple[RawTable, FileMapping, pd.DataFrame, FileMapping]:
    mapping = read_mapping(path)
    table = read_raw(file, mapping)
    _refuse_unnamed_synthetic(table)
    return table, mapping, interpret(table, mapping), mapping


def _refuse_unnamed_synthetic(table: RawTable) -> None:
    """Made-up answers say so in the name of the file and in a column; one without the other is refused."""
    if is_named_synthetic(Path(table.file)) != (SYNTHETIC_COLUMN in table.columns):
        rule = "made-up answers have both a name that starts with SYNTHETIC_ and a column synthetic"
        raise MicrodataError(
            [Problem(table.file, 0, SYNTHETIC_COLUMN, rule, "mend the one that is wrong")]
        )


def _with_values_kept(error: MicrodataError, folder: Path) -> MicrodataError:
    place = keep_values(error, folder)
    told = MicrodataError(error.problems)
    told.args = (f"{error}\nThe values stand in {place} and nowhere else.",)
    return told


def check_file(file: Path, path: Path, mergers: Path, folder: Path) -> list[str]:
    """Tell what a mapping makes of one file.

    Parameters
    ----------
    file, path : Path
        The file and its mapping.
    mergers : Path
        The table of mergers.
    folder : Path
        The private folder, for values.

    Returns
    -------
    list of str
        What is understood, left out and missing, without a value.

    Raises
    ------
    MicrodataError
        With every problem.
    """
    try:
        table, mapping, frame, _ = _interpreted(file, path)
        cleaned = clean([(frame, mapping)], read_division(mergers))
    except MicrodataError as error:
        raise _with_values_kept(error, folder) from None
    write_frames({"labels": _labels(table), "notices": _notices(cleaned.notices)}, folder)
    rows = [f"  {name:<34}{how}" for name, how in understood(table, mapping)]
    return [
        f"{file}: {len(table.rows)} rows, {len(table.columns)} columns",
        *rows,
        *nothing_to_model(mapping),
        f"{len(cleaned.notices)} oddities; they stand, with the labels of the file, in {folder}",
        "No problem was found.",
    ]


def _labels(table: RawTable) -> pd.DataFrame:
    rows = [(column, *pair) for column, codes in table.labels.items() for pair in codes.items()]
    return pd.DataFrame(rows, columns=["column", "code", "label"])


def _notices(notices: Sequence[Problem]) -> pd.DataFrame:
    columns = list(Problem.__dataclass_fields__)
    return pd.DataFrame([vars(each) for each in notices], columns=columns)


def write_frames(frames: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write tables to a private folder as ``<name>.csv``, for the owner alone."""
    for name, frame in frames.items():
        with write_private(folder / f"{name}.csv") as temporary:
            frame.to_csv(temporary, index=False)


def read_frame(folder: Path, name: str) -> pd.DataFrame:
    """Read a table that `write_frames` wrote; an empty one too."""
    return pd.read_csv(folder / f"{name}.csv", dtype=_TEXT_COLUMNS, keep_default_na=True)
