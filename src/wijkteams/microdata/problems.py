"""The values of problems in respondent-level files: for the owner of the file alone."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from wijkteams.checking.problems import Problem, shown
from wijkteams.microdata.private import write_private

PROBLEMS = "problems.csv"
_COLUMNS = ("file", "row", "column", "item", "rule", "hint", "value", "nearest")
# A spreadsheet runs a cell that begins so; one that splits at semicolons or tabs finds the beginning inside a text too.
_RUN_BY_A_SPREADSHEET = re.compile(r"(^|[;,|\t\r\n])([\s\"']*)(?=[=+\-@＝＋－＠])")


def keep_values(problems: Iterable[Problem], folder: Path) -> Path:
    """Write the problems with their values to the private folder.

    Parameters
    ----------
    problems : iterable of Problem
        What went wrong.
    folder : Path
        The private folder.

    Returns
    -------
    Path
        ``problems.csv`` in `folder`, readable by its owner alone.
    """
    target = folder / PROBLEMS
    with write_private(target) as temporary, temporary.open("w", newline="", encoding="utf-8") as f:
        writer = csv.writer(f)
        writer.writerow(_COLUMNS)
        for each in problems:
            writer.writerow([neutral(shown(str(getattr(each, name)))) for name in _COLUMNS])
    return target


def neutral(text: str) -> str:
    """Return a text of which a spreadsheet runs nothing: an apostrophe goes before what begins a formula.

    Source: OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection.
    """
    return _RUN_BY_A_SPREADSHEET.sub(r"\1\2'", text)
