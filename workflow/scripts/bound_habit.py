"""Bound how far a habit of answering can have biased a share."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.habit import bound_habit
from wijkteams.estimates.shares import rows_of
from wijkteams.estimates.waves import read_waves
from wijkteams.workflow.adaptor import Output, adapt


def main(waves: Path, mergers: Path, presence: Path, confidence: float, habit: Output) -> None:
    """Use the printed overlap of two surveys on the shares of all that answered in `presence`."""
    read = pd.read_csv(waves, dtype=str, keep_default_na=False)
    levels = pd.read_csv(presence)
    table = bound_habit(
        read_waves(read),
        dict(zip(read["wave_id"], read["date"], strict=True)),
        pd.read_csv(mergers, dtype=str, keep_default_na=False),
        rows_of(levels[levels["subgroup"] == "all"]),
        confidence,
    )
    table.to_csv(habit, index=False, float_format="%.6f")
    print(f"{len(table)} shares")


if __name__ == "__main__":
    adapt(main)
