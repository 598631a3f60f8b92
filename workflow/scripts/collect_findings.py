"""Bring the five findings of the first page together."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.claims.headline_findings import collect_headline_findings
from wijkteams.tables import write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    shares: list[Path], changes: Path, association: Path, by_type: Path, table: Output
) -> None:
    """Take each finding from the result that holds it."""
    found = collect_headline_findings(
        pd.concat(pd.read_csv(path) for path in shares),
        pd.read_csv(changes),
        pd.read_csv(association),
        pd.read_csv(by_type),
    )
    write_table(found, table)
    print(f"{len(found)} rows")


if __name__ == "__main__":
    adapt(main)
