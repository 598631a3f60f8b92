"""Put each headline claim to its grid of specifications."""

import json
from pathlib import Path

from wijkteams.estimates.counts.printed_share import read_shares
from wijkteams.estimates.counts.who_answered import read_who_answered
from wijkteams.models.grid import run_grids, summarise_grid
from wijkteams.tables import write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    series: list[Path], who_answered: Path, claims: str, confidence: float, grid: Output, summary: Output
) -> None:  # fmt: skip
    """Run the grid of every entry of `claims`, which is JSON, on the `series` of its topic."""
    who = read_who_answered(who_answered)
    shares = [share for path in series for share in read_shares(path)]
    found = run_grids(json.loads(claims), shares, who, confidence)
    summarised = summarise_grid(found)
    write_table(found, grid)
    write_table(summarised, summary)
    print(f"{len(found)} specifications of {len(summarised)} claims")


if __name__ == "__main__":
    adapt(main)
