"""Read an SPSS system file in a process of its own: the library is C, and a damaged file can end it without an exception.

Run as a script: the file comes in on standard input, its content goes out on standard output as JSON.
"""

import io
import json
import resource
import sys

_MOST_MEMORY = 8_000_000_000


def main(most_columns: int, most_rows: int, most_cells: int) -> None:
    """Write names, columns of cells, declared missing codes and labels; one row more than the limit shows it is passed."""
    # A core file would hold answers.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, most))
    import pyreadstat  # noqa: PLC0415 (only in the child)

    content = sys.stdin.buffer.read()
    names = pyreadstat.read_sav(io.BytesIO(content), metadataonly=True)[1].column_names
    found: dict[str, object] = {"names": names}
    if len(names) <= most_columns:
        most_rows = min(most_rows, most_cells // max(len(names), 1))
        # Without user_missing, codes such as 9 for "does not know" become empty, and no trace of them is left.
        columns, meta = pyreadstat.read_sav(
            io.BytesIO(content),
            user_missing=True,
            disable_datetime_conversion=True,
            output_format="dict",
            row_limit=most_rows + 1,
        )
        labels = meta.variable_value_labels.items()
        found |= {
            "most_rows": most_rows,
            "cells": [list(columns[name]) for name in names],
            "missing": meta.missing_ranges,
            "labels": {name: list(codes.items()) for name, codes in labels},
        }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
