"""Set what was answered against a hundred municipalities."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.hundred import count_of_hundred
from wijkteams.estimates.shares import rows_of
from wijkteams.estimates.who_answered import from_table
from wijkteams.tables import read_text
from wijkteams.workflow.adaptor import Output, adapt


def main(who_answered: Path, presence: Path, capacity: Path, item: str, hundred: Output) -> None:
    """Use the counts with a team in `presence` and those that fall short on `item` in `capacity`."""
    table = count_of_hundred(
        from_table(read_text(who_answered)).waves,
        _rows(presence, "has_team"),
        _rows(capacity, item),
    )
    table.to_csv(hundred, index=False, float_format="%.6f")
    print(f"{len(table)} surveys")


def _rows(path: Path, item: str) -> list[dict[str, object]]:
    levels = pd.read_csv(path)
    return rows_of(levels[(levels["item_id"] == item) & (levels["subgroup"] == "all")])


if __name__ == "__main__":
    adapt(main)
