"""What became of the verdicts of the first edition, for those who quoted them."""

from collections.abc import Iterable

import pandas as pd

from wijkteams.checking.problems import InputError
from wijkteams.tables import keyed, rows_of

COLUMNS = (
    "claim_id", "claim_en", "claim_nl", "first_verdict", "verdict_en", "verdict_nl", "why_en", "why_nl",
)  # fmt: skip
LEFT_OUT = {"verdict_en": "left out", "verdict_nl": "vervallen"}
# The words of the first rule, and the word of today that says the same.
_SAME = {"stands": "stands", "cannot_be_told": "not_established"}


def compare_editions(first: pd.DataFrame, tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Set the verdicts of the first edition beside those of today.

    Parameters
    ----------
    first : pandas.DataFrame
        ``config/first_edition_verdicts.csv``, as text: each claim in the words of that edition, its verdict, and why it is
        another today.
    tables : iterable of pandas.DataFrame
        The claims of today, each kind in its own table, with ``claim_id``, ``verdict`` and its words.

    Returns
    -------
    pandas.DataFrame
        One row for each claim of that edition, columns as in `COLUMNS`; no reason where the verdict says the same.

    Raises
    ------
    InputError
        If a verdict turned and no reason is given.
    """
    now = {key: row for table in tables for key, row in keyed(table, "claim_id").items()}
    rows = []
    for row in rows_of(first):
        today = now.get((row["claim_id"],), LEFT_OUT)
        if not row["reason_en"] and _SAME.get(row["first_verdict"]) != today.get("verdict"):
            raise InputError(
                f"config/first_edition_verdicts.csv, {row['claim_id']}, reason_en: the verdict was "
                f"{row['first_verdict']!r} and is {today['verdict_en']!r}; say why"
            )
        words = {name: today[name] for name in LEFT_OUT}
        rows.append({**row, **words, "why_en": row["reason_en"], "why_nl": row["reason_nl"]})
    return pd.DataFrame(rows, columns=list(COLUMNS))
