"""Read an SPSS system file with the codes that it declares missing, and the labels of its codes."""

import io
from collections.abc import Callable
from typing import Any

from wijkteams.microdata.mapping import FileMapping
from wijkteams.microdata.raw_table import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    RawTable,
    as_code,
    stop,
)
from wijkteams.microdata.sources import Source


def read_sav(source: Source, _: FileMapping) -> RawTable:
    """Read every case; the row number is that of the case.

    Raises
    ------
    MicrodataError
        If it is not an SPSS file, or has more cases or variables than a survey of municipalities can have.
    """
    import pyreadstat  # noqa: PLC0415 (heavy, only where used)

    if not source.content.startswith((b"$FL2", b"$FL3")):
        stop(source, "the file is not an SPSS file", "save it anew in SPSS")
    names = pyreadstat.read_sav(io.BytesIO(source.content), metadataonly=True)[1].column_names
    most = min(MOST_ROWS, MOST_CELLS // max(len(names), 1))
    if len(names) > MOST_COLUMNS:
        stop(source, f"the file has more than {MOST_COLUMNS} variables", "keep those of the survey")
    # Without user_missing, codes such as 9 for "does not know" become empty, and no trace of them is left.
    frame, meta = pyreadstat.read_sav(
        io.BytesIO(source.content),
        user_missing=True,
        disable_datetime_conversion=True,
        row_limit=most + 1,
    )
    if len(frame) > most:
        stop(source, f"the file has more than {most} cases", "give the answers of one survey")
    cells = [[as_code(value) for value in frame[name].tolist()] for name in frame.columns]
    labels = {
        name: {as_code(code): str(label) for code, label in codes.items()}
        for name, codes in meta.variable_value_labels.items()
    }
    return RawTable(
        source,
        tuple(as_code(str(name)) for name in frame.columns),
        tuple(enumerate(zip(*cells, strict=True), start=1)),
        missing={name: _declares_missing(ranges) for name, ranges in meta.missing_ranges.items()},
        labels=labels,
    )


def _declares_missing(ranges: Any) -> Callable[[str], bool]:
    """Give a test for the codes that an SPSS file declares missing, as values or as a range."""

    def declared(code: str) -> bool:
        for part in ranges:
            low, high = part["lo"], part["hi"]
            if isinstance(low, str):
                if low.strip() == code:
                    return True
            elif (number := _number(code)) is not None and low <= number <= high:
                return True
        return False

    return declared


def _number(code: str) -> float | None:
    try:
        return float(code)
    except ValueError:
        return None
