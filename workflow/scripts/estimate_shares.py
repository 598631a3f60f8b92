"""Estimate one topic: its shares, its changes between surveys and its items against each other."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.bases import bases_of_waves
from wijkteams.estimates.changes import estimate_changes
from wijkteams.estimates.contrasts import contrast_items
from wijkteams.estimates.shares import estimate_shares, printed_shares
from wijkteams.estimates.waves import read_waves
from wijkteams.workflow.adaptor import Output, adapt


def main(
    series: Path, presence: Path, response: Path, population: Path, waves: Path, confidence: float,
    estimates: Output, changes: Output, contrasts: Output,
) -> None:  # fmt: skip
    """Estimate `series`, with bases from who answered (`response`, `waves`), who has a team and the size of the G32."""
    read = {
        name: pd.read_csv(path, dtype=str, keep_default_na=False)
        for name, path in {
            "series": series, "presence": presence, "response": response, "population": population, "waves": waves,
        }.items()
    }  # fmt: skip
    bases = bases_of_waves(read, read["waves"], confidence)
    levels = estimate_shares(read["series"], bases, confidence)
    printed = printed_shares(read["series"])
    against = contrast_items(printed, bases, confidence)
    changed = estimate_changes(printed, against, bases, read_waves(read["waves"]), confidence)
    for table, path in ((levels, estimates), (changed, changes), (against, contrasts)):
        table.to_csv(path, index=False, float_format="%.6f")
    print(f"{len(levels)} shares, {len(changed)} changes, {len(against)} contrasts of items")


if __name__ == "__main__":
    adapt(main)
