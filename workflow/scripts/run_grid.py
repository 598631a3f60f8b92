"""Put each headline claim to its grid of specifications."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.claims.catalogue import read_claims
from wijkteams.estimates.claims.compared import read_tables
from wijkteams.models.grid import run_grids, summarise_grid
from wijkteams.tables import read_text, write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    claims: Path, series: list[Path], who_answered: Path, population: Path, waves: Path, figures: Path, changes: Path,
    compared: Path, confidence: float, grid: Output, summary: Output,
) -> None:  # fmt: skip
    """Run the grid of every headline of `claims`, on the `series` of its topic."""
    raw = {"population": population, "waves": waves}
    tables = read_tables(series, who_answered, changes, raw, confidence)
    listed = read_claims(claims, set(read_text(figures)["figure_id"]))
    judged = pd.read_csv(compared).fillna({"conditions": ""})
    found = run_grids(listed, judged, tables)
    summarised = summarise_grid(found)
    write_table(found, grid)
    write_table(summarised, summary)
    print(f"{len(found)} specifications of {len(summarised)} claims")


if __name__ == "__main__":
    adapt(main)
