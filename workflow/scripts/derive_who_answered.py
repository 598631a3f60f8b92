"""Derive who answered each survey, and how large the group behind each printed share can have been."""

import json
from pathlib import Path

from wijkteams.estimates.counts.bases import derive_who_answered
from wijkteams.estimates.counts.printed_share import read_shares
from wijkteams.estimates.counts.who_answered import as_table
from wijkteams.tables import read_text
from wijkteams.workflow.adaptor import Output, adapt


def main(
    presence: Path, response: Path, population: Path, waves: Path, members: Path, parts: str, confidence: float,
    table: Output,
) -> None:  # fmt: skip
    """Use the printed figures on response and presence; `parts` are the rows behind assumptions, as JSON."""
    files = {"population": population, "waves": waves, "members": members}
    figures = {name: read_text(path) for name, path in files.items()}
    shares = [*read_shares(response), *read_shares(presence)]
    found = as_table(derive_who_answered(shares, figures, json.loads(parts), confidence))
    found.to_csv(table, index=False)
    print(f"{len(found)} bases")


if __name__ == "__main__":
    adapt(main)
