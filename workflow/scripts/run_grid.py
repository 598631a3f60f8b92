"""Put each headline claim to its grid of specifications."""

import json
from pathlib import Path

import pandas as pd

from wijkteams.estimates.bases import bases_of_waves
from wijkteams.estimates.shares import printed_shares
from wijkteams.estimates.waves import read_waves
from wijkteams.models.grid import run_grid, summarise_grid
from wijkteams.workflow.adaptor import Output, adapt


def main(
    series: list[Path], presence: Path, response: Path, population: Path, waves: Path, claims: str, confidence: float,
    grid: Output, summary: Output,
) -> None:  # fmt: skip
    """Run the grid of every entry of `claims`, which is JSON, on the `series` of its topic."""
    who = {
        "presence": _text(presence),
        "response": _text(response),
        "population": _text(population),
    }
    surveys = _text(waves)
    bases, read = bases_of_waves(who, surveys, confidence), read_waves(surveys)
    rows = [
        row for path in series for row in printed_shares(_text(path)) if row["subgroup"] == "all"
    ]
    rows.sort(key=lambda row: row["wave_date"])
    tables = [
        run_grid(name, [row for row in rows if row["item_id"] == c["item"]], (c["from"], c["to"]), bases, read, confidence)
        for name, c in json.loads(claims).items()
    ]  # fmt: skip
    found = pd.concat(tables, ignore_index=True)
    found.to_csv(grid, index=False, float_format="%.6f")
    summarise_grid(found).to_csv(summary, index=False, float_format="%.6f")
    print(f"{len(found)} specifications of {len(tables)} claims")


def _text(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


if __name__ == "__main__":
    adapt(main)
