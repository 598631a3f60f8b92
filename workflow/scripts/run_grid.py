"""Put each headline claim to its grid of specifications."""

import json
from pathlib import Path

import pandas as pd

from wijkteams.estimates.shares import printed_shares
from wijkteams.estimates.who_answered import from_table
from wijkteams.models.grid import run_grid, summarise_grid
from wijkteams.tables import read_text
from wijkteams.workflow.adaptor import Output, adapt


def main(
    series: list[Path], who_answered: Path, claims: str, confidence: float,
    grid: Output, summary: Output,
) -> None:  # fmt: skip
    """Run the grid of every entry of `claims`, which is JSON, on the `series` of its topic."""
    who = from_table(read_text(who_answered))
    rows = [
        row
        for path in series
        for row in printed_shares(read_text(path))
        if row["subgroup"] == "all"
    ]
    rows.sort(key=lambda row: row["wave_date"])
    tables = [
        run_grid(
            name,
            [row for row in rows if row["item_id"] == claim["item"]],
            (claim["from"], claim["to"]),
            who.bases,
            who.waves,
            confidence,
        )
        for name, claim in json.loads(claims).items()
    ]
    found = pd.concat(tables, ignore_index=True)
    found.to_csv(grid, index=False, float_format="%.6f")
    summarise_grid(found).to_csv(summary, index=False, float_format="%.6f")
    print(f"{len(found)} specifications of {len(tables)} claims")


if __name__ == "__main__":
    adapt(main)
