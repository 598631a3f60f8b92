"""Bound how far a habit of answering can have biased a share."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.response_propensity import bound_response_propensity
from wijkteams.estimates.shares import rows_of
from wijkteams.estimates.who_answered import from_table
from wijkteams.tables import read_text
from wijkteams.workflow.adaptor import Output, adapt


def main(
    who_answered: Path, mergers: Path, presence: Path, confidence: float, habit: Output
) -> None:
    """Use the printed overlap of two surveys on the shares of all that answered in `presence`."""
    levels = pd.read_csv(presence)
    table = bound_response_propensity(
        from_table(read_text(who_answered)).waves,
        read_text(mergers),
        rows_of(levels[levels["subgroup"] == "all"]),
        confidence,
    )
    table.to_csv(habit, index=False, float_format="%.6f")
    print(f"{len(table)} shares")


if __name__ == "__main__":
    adapt(main)
