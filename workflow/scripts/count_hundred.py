"""Set what was answered against a hundred municipalities."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.counts.who_answered import read_who_answered
from wijkteams.estimates.levels.hundred import count_of_hundred
from wijkteams.estimates.levels.shares import of_all
from wijkteams.tables import write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(who_answered: Path, presence: Path, capacity: Path, item: str, hundred: Output) -> None:
    """Use the counts with a team in `presence` and those that fall short on `item` in `capacity`."""
    table = count_of_hundred(
        read_who_answered(who_answered).waves,
        of_all(pd.read_csv(presence), "has_team"),
        of_all(pd.read_csv(capacity), item),
    )
    write_table(table, hundred)
    print(f"{len(table)} surveys")


if __name__ == "__main__":
    adapt(main)
