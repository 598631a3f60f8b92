"""Read an SPSS system file with the codes that it declares missing, and the labels of its codes."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from wijkteams.microdata import sav_process
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

_MOST_SECONDS = 60


def read_sav(source: Source, mapping: FileMapping) -> RawTable:
    """Read every case; the row number is that of the case, and the mapping has nothing to say.

    Raises
    ------
    InputError
        If it is not an SPSS file, or has more cases or variables than a survey of municipalities can have.
    RuntimeError
        If the library cannot read it, with what the library said.
    """
    if not source.content.startswith((b"$FL2", b"$FL3")):
        stop(source, "the file is not an SPSS file", "save it anew in SPSS")
    found = _in_a_process(source)
    names = tuple(map(as_code, found["names"]))
    if len(names) > MOST_COLUMNS:
        stop(source, f"the file has more than {MOST_COLUMNS} variables", "keep those of the survey")
    columns = [[as_code(value) for value in cells] for cells in found["cells"]]
    rows = tuple(enumerate(zip(*columns, strict=True), start=1))
    if len(rows) > found["most_rows"]:
        rule = f"the file has more than {found['most_rows']} cases"
        stop(source, rule, "give the answers of one survey")
    return RawTable(
        source,
        names,
        rows,
        missing={name: _declares_missing(ranges) for name, ranges in found["missing"].items()},
        labels={
            name: {as_code(code): str(label) for code, label in codes}
            for name, codes in found["labels"].items()
        },
    )


def _in_a_process(source: Source) -> Any:
    limits = map(str, (MOST_COLUMNS, MOST_ROWS, MOST_CELLS))
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", sav_process.__file__, *limits],
        input=source.content,
        capture_output=True,
        timeout=_MOST_SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{done.returncode} {done.stderr.decode(errors='replace')}")
    return json.loads(done.stdout)


def _declares_missing(ranges: Any) -> Callable[[str], bool]:
    """Give a test for the codes that an SPSS file declares missing, as values or as a range."""
    words = {part["lo"].strip() for part in ranges if isinstance(part["lo"], str)}
    limits = [(part["lo"], part["hi"]) for part in ranges if not isinstance(part["lo"], str)]

    def declared(code: str) -> bool:
        try:
            return code in words or any(low <= float(code) <= high for low, high in limits)
        except ValueError:
            return False

    return declared
