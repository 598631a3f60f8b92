"""Compute the intervals of one topic."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.bases import bases_of_waves
from wijkteams.estimates.shares import estimate_shares
from wijkteams.workflow.adaptor import Output, adapt


def main(series: Path, presence: Path, waves: Path, confidence: float, estimates: Output) -> None:
    """Estimate every share of `series`, with bases from the shares with a team in `presence`."""
    read = [
        pd.read_csv(path, dtype=str, keep_default_na=False) for path in (series, presence, waves)
    ]
    table = estimate_shares(read[0], bases_of_waves(read[1], read[2], confidence), confidence)
    table.to_csv(estimates, index=False, float_format="%.6f")
    print(f"{len(table)} shares with intervals")


if __name__ == "__main__":
    adapt(main)
