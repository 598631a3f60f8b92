"""The ledger of releases: what went out before. A second, nearly equal release would tell single answers."""

import io
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from wijkteams.checking.problems import InputError

_TABLE = ["item_id", "wave_id"]
_CELL = [*_TABLE, "team_type"]
COLUMNS = ("released_on", "threshold", "base", *_CELL, "yes_rounded", "no_rounded", "reason")
"""A row for each type of team in each released table, shown or withheld; all of it is public."""


def read_ledger(path: Path) -> pd.DataFrame:
    """Read `COLUMNS` as text; `InputError` if it is not as we wrote it: what went out before is then not known."""
    try:
        ledger = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path}: the ledger of releases cannot be read ({type(error).__name__}); take it back from git, "
            "because without it nobody knows what was released before"
        ) from None
    if tuple(ledger.columns) != COLUMNS or ledger.duplicated(_CELL).any():
        raise InputError(
            f"{path}: the ledger of releases was changed by hand; take it back from git"
        )
    return ledger


def check_ledger(
    released: Mapping[str, pd.DataFrame], ledger: pd.DataFrame, rules: Mapping[str, int], day: str
) -> pd.DataFrame:
    """Hold a release against all before it, and return the ledger with the tables that were not in it yet.

    Parameters
    ----------
    released : mapping of str to pandas.DataFrame
        ``counts`` and ``withheld``; the effects follow from the counts.
    ledger : pandas.DataFrame
        From `read_ledger`.
    rules : mapping of str to int
        ``threshold`` and ``base``.
    day : str
        Date of the release, for tables that are new.

    Raises
    ------
    InputError
        If a table of the same shortfall and survey went out before and is not the same now, in a number, a reason or
        a rule.

    Notes
    -----
    Surveys and shortfalls are controlled one by one, and nothing binds the answers of one to those of another that
    the attacker does not have already. So a table that is new adds nothing to one that went out before, and a table
    that is the same adds nothing to itself.
    """
    withheld = released["withheld"]
    parts = [released["counts"], withheld[withheld["result"] == "counts"]]
    # As objects, so that whole numbers stay whole beside empty ones.
    new = pd.concat([part.reindex(columns=list(COLUMNS)).astype(object) for part in parts])
    new = new.assign(released_on=day, **rules)
    new = new.where(new.notna(), "").astype(str).reset_index(drop=True)
    before, now = (_tables(each) for each in (ledger, new))
    for item, wave in sorted(before.keys() & now.keys()):
        if before[item, wave] != now[item, wave]:
            raise InputError(
                f"Nothing is released: {item} in {wave} was released before and is different now, and the difference "
                "would tell what single municipalities answered. Release the files and the rules of the first time, "
                "or leave this survey out."
            )
    again = pd.MultiIndex.from_frame(new[_TABLE]).isin(list(before))
    return pd.concat([ledger, new[~again]], ignore_index=True)


def _tables(ledger: pd.DataFrame) -> dict[Any, set[tuple[str, ...]]]:
    """Shortfall and survey to all that was released of it, but the day."""
    return {
        table: set(part[list(COLUMNS[1:])].itertuples(index=False, name=None))
        for table, part in ledger.groupby(_TABLE)
    }


def write_ledger(ledger: pd.DataFrame, path: Path) -> None:
    """Write the ledger whole or not at all, and not when nothing changed."""
    text = io.StringIO()
    ledger.to_csv(text, index=False, lineterminator="\n")
    if path.read_text(encoding="utf-8") == text.getvalue():
        return
    temporary = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        temporary.write_text(text.getvalue(), encoding="utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
