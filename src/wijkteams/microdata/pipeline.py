"""The steps from files to cleaned answers, and the tables of the private folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from wijkteams.checking.problems import InputError, Problem, shown, without_values
from wijkteams.microdata.checking import codes_in_file, nothing_to_model, understood
from wijkteams.microdata.cleaning import Cleaned, clean
from wijkteams.microdata.codebook import ITEMS, MISSING
from wijkteams.microdata.interpretation import SYNTHETIC_COLUMN, interpret
from wijkteams.microdata.mapping import FileMapping, read_mapping
from wijkteams.microdata.margins import compare_with_published
from wijkteams.microdata.municipalities import read_days, read_division
from wijkteams.microdata.private import write_private
from wijkteams.microdata.problems import keep_values, neutral
from wijkteams.microdata.raw_table import RawTable
from wijkteams.microdata.readers import read_raw
from wijkteams.microdata.setting import is_named_synthetic
from wijkteams.microdata.sources import Source

_TEXT_COLUMNS = {"municipality": str, "cluster": str, "level": str}


class PublicLists(NamedTuple):
    """Paths of the mergers, the municipalities of 2019, the members of the G32 and the waves, as in ``data/raw``."""

    mergers: Path
    municipalities: Path
    members: Path
    waves: Path


@dataclass(frozen=True)
class _File:
    """A file as text, with its mapping."""

    table: RawTable
    mapping: FileMapping


def clean_files(
    files: Sequence[Path],
    mappings: Sequence[Path],
    lists: PublicLists,
    published: pd.DataFrame,
    folder: Path,
    stamps: Sequence[str] = (),
) -> dict[str, pd.DataFrame]:
    """Read and clean all files.

    Parameters
    ----------
    files, mappings : sequence of Path
        Each file and its mapping.
    lists : PublicLists
        The municipalities.
    published : pandas.DataFrame
        The estimates of the published shares.
    folder : Path
        The private folder, for the values of the problems.
    stamps : sequence of str
        The stamp of each file and then of each mapping, as they were when the run began; more are not looked at.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``answers``, ``flow``, ``margins``, ``notices``, ``frequencies`` (how often each answer and each kind of
        missing of a mapped item was kept) and ``sources`` (each file and mapping with the hash of what was read).

    Raises
    ------
    InputError
        With the problems of all files at once.
    InputError
        If a file is not what it was when the run began.
    """
    read, cleaned = _read(files, mappings, lists, folder)
    sources: list[Source] = [each.table.source for each in read]
    sources += [each.mapping.source for each in read]
    if stamps and [source.stamp for source in sources] != list(stamps[: len(sources)]):
        raise InputError("A file changed after the run had begun; nothing was written. Run again.")
    return {
        "answers": cleaned.answers,
        "flow": cleaned.flow,
        "margins": compare_with_published(cleaned.answers, published),
        "notices": _notices(cleaned.notices),
        "frequencies": _frequencies(cleaned.answers),
        "sources": pd.DataFrame([{"file": each.file, "sha256": each.sha256} for each in sources]),
    }


def _read(
    files: Sequence[Path], mappings: Sequence[Path], lists: PublicLists, folder: Path
) -> tuple[list[_File], Cleaned]:
    """Read and clean files, with the problems of all of them in one error and their values in the private folder."""
    read: list[_File] = []
    parts = []
    problems: list[Problem] = []
    for file, path in zip(files, mappings, strict=True):
        try:
            mapping = read_mapping(path)
            table = read_raw(file, mapping)
            parts.append(interpret(table, mapping))
        except InputError as error:
            problems.extend(_found(error))
        else:
            read.append(_File(table, mapping))
            problems.extend(_unnamed_synthetic(table))
    # Made-up files have made-up municipalities, that stand on no list.
    known = () if all(map(is_named_synthetic, files)) else (lists.municipalities, lists.members)
    cleaned = None
    try:
        if parts:
            cleaned = clean(parts, read_division(lists.mergers, *known), read_days(lists.waves))
    except InputError as error:
        problems.extend(_found(error))
    if cleaned is None or problems:
        raise _with_values_kept(without_values(problems), folder)
    return read, cleaned


def _unnamed_synthetic(table: RawTable) -> list[Problem]:
    """Made-up answers say so in the name of the file and in a column; one without the other is refused."""
    if is_named_synthetic(Path(table.file)) == (SYNTHETIC_COLUMN in table.columns):
        return []
    rule = "made-up answers have both a name that starts with SYNTHETIC_ and a column synthetic"
    return [Problem(table.file, 0, SYNTHETIC_COLUMN, rule, "mend the one that is wrong")]


def _found(error: InputError) -> tuple[Problem, ...]:
    """Return the problems of an error; one on a public list has none, and goes on."""
    if not error.problems:
        raise error
    return error.problems


def _with_values_kept(error: InputError, folder: Path) -> InputError:
    place = keep_values(_found(error), folder)
    told = f"{error}\nThe values stand in {shown(str(place))} and nowhere else."
    return InputError(told, error.problems)


def check_file(file: Path, path: Path, lists: PublicLists, folder: Path) -> list[str]:
    """Tell what a mapping makes of one file: what is understood, left out and missing, without a value.

    The private folder gets ``check.csv``: how often each code stands in the file, with its label and what it is read as,
    and the rows that are set aside. A wrong coding is seen in it. `InputError` holds every problem.
    """
    (read,), cleaned = _read([file], [path], lists, folder)
    table, mapping = read.table, read.mapping
    frames = {
        "check": codes_in_file(table, mapping, cleaned.flow),
        "check_sources": pd.DataFrame({"file": [str(file), str(path)]}),
        "notices": _notices(cleaned.notices),
    }
    write_frames(frames, folder)
    place = shown(str(folder))
    return [
        f"{shown(str(file))}: {len(table.rows)} rows, {len(table.columns)} columns",
        *(f"  {name:<34}{how}" for name, how in understood(table, mapping)),
        *nothing_to_model(table, mapping),
        f"How often each code stands in the file, and as what it is read: {place}/check.csv. Look at it.",
        f"Oddities that break no rule: {len(cleaned.notices)}, in {place}/notices.csv",
        *(f"  {each.rule}; {each.hint}" for each in cleaned.notices if not each.row),
        "No problem was found.",
    ]


def _frequencies(answers: pd.DataFrame) -> pd.DataFrame:
    """Count each answer and each kind of missing of every item, by wave; items that no file has are left out."""
    found = [
        {"wave_id": wave, "item": name, "answer": word, "rows": int(part[name].eq(word).sum())}
        for wave, part in answers.groupby("wave_id")
        for name, item in ITEMS.items()
        if not part[name].eq("not_asked").all()
        for word in (*item.codes, *MISSING)
    ]
    return pd.DataFrame(found, columns=["wave_id", "item", "answer", "rows"])


def _notices(notices: Sequence[Problem]) -> pd.DataFrame:
    columns = [each.name for each in fields(Problem)]
    return pd.DataFrame([vars(each) for each in notices], columns=columns)


def write_frames(frames: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write tables to a private folder as ``<name>.csv``, for the owner alone, with nothing that a spreadsheet runs."""
    for name, frame in frames.items():
        with write_private(folder / f"{name}.csv") as temporary:
            _neutral(frame).to_csv(temporary, index=False)


def _neutral(frame: pd.DataFrame) -> pd.DataFrame:
    def safe(cell: object) -> object:
        return neutral(shown(cell)) if isinstance(cell, str) else cell

    return pd.DataFrame({safe(name): column.map(safe) for name, column in frame.items()})


def read_frame(folder: Path, name: str) -> pd.DataFrame:
    """Read a table that `write_frames` wrote; an empty one too."""
    return pd.read_csv(folder / f"{name}.csv", dtype=_TEXT_COLUMNS, keep_default_na=True)
