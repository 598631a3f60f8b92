"""Read a csv, xlsx or sav as text, cell for cell, with the row numbers that its own program shows."""

import traceback
from pathlib import Path

from wijkteams.checking.problems import InputError, Problem, without_values
from wijkteams.microdata.mapping import FileMapping
from wijkteams.microdata.raw_table import RawTable, stop
from wijkteams.microdata.read_csv import read_csv
from wijkteams.microdata.read_sav import read_sav
from wijkteams.microdata.read_xlsx import read_xlsx
from wijkteams.microdata.sources import read_once

_MOST_BYTES = 50_000_000
# Each takes a source and its mapping, and returns a table.
_READERS = {
    ".csv": read_csv,
    ".txt": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
    ".sav": read_sav,
}


def read_raw(path: Path, mapping: FileMapping) -> RawTable:
    """Read every cell of a respondent-level file as text.

    Raises
    ------
    InputError
        If the file cannot be read as what it says it is, is larger than a survey of municipalities can be, or has
        no rows.
    """
    kind = path.suffix.lower()
    if kind not in _READERS:
        hint = f"save it as one of {', '.join(_READERS)}"
        raise without_values([Problem(str(path), 0, "", "this kind of file is not read", hint)])
    source = read_once(path, "the file", _MOST_BYTES)
    try:
        table, damage = _READERS[kind](source, mapping), ""
    except InputError:
        raise
    except Exception:
        # The libraries stop on a broken file with errors of every kind, and with pieces of the file in their text.
        damage = traceback.format_exc()
    if damage:
        rule = f"the file is not an undamaged {kind[1:]} file"
        stop(source, rule, "save it anew in its own program, without a password", value=damage)
    if not table.rows:
        rule = "the file has no rows" if table.columns else "the file is empty"
        stop(source, rule, "check that this is the right file or sheet")
    return table
