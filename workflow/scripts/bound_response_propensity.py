"""Bound how far a habit of answering can have biased a share."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.counts.who_answered import read_who_answered
from wijkteams.estimates.levels.response_propensity import bound_response_propensity
from wijkteams.estimates.levels.shares import of_all
from wijkteams.tables import read_text, write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    who_answered: Path, mergers: Path, presence: Path, confidence: float, habit: Output
) -> None:
    """Use the printed overlap of two surveys on the shares of all that answered in `presence`."""
    table = bound_response_propensity(
        read_who_answered(who_answered).waves,
        read_text(mergers),
        of_all(pd.read_csv(presence)),
        confidence,
    )
    write_table(table, habit)
    print(f"{len(table)} shares")


if __name__ == "__main__":
    adapt(main)
