"""The printed rows behind the assumptions on how small a part of a group can have answered a question."""

import csv
from pathlib import Path

PRINTED_PARTS = {
    "item_response": "SCHUL15.04",
    "not_all_done": "MOG2016.29",
    "wants_monitoring": "SCHUL15.07",
}
"""Part to the row of the register that prints it."""

_CELLS = ("figure_id", "wave_id", "printed_value", "unit", "n_printed")


def printed_parts(raw: Path) -> dict[str, dict[str, str]]:
    """Read the cells of those rows from the folder of the register.

    A parameter of a rule, so that a change elsewhere in their topics changes nothing here. It must therefore bear raw
    files that the check of the register refuses: a row that cannot be found is left out.
    """
    found = {}
    for path in sorted(raw.glob("topics/*/figures.csv")):
        for row in csv.DictReader(path.read_text("utf-8", errors="replace").splitlines()):
            found[row.get("figure_id")] = {name: row.get(name) or "" for name in _CELLS}
    return {name: found[figure] for name, figure in PRINTED_PARTS.items() if figure in found}
