"""Regress the shortfalls on the types of team, over the surveys."""

from pathlib import Path

import pandas as pd

from wijkteams.models.ecological import regress_on_types
from wijkteams.tables import write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(types: Path, shortfalls: Path, slopes: Path, table: Output) -> None:
    """Run every regression for which two surveys printed both shares."""
    found = regress_on_types(*map(pd.read_csv, (types, shortfalls, slopes)))
    write_table(found, table)
    print(f"{len(found)} rows")


if __name__ == "__main__":
    adapt(main)
