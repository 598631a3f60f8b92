"""Bound how many answers to one question were given together."""

import json
from pathlib import Path

from wijkteams.estimates.pile_up import bound_pile_up, over_bases
from wijkteams.estimates.shares import printed_shares
from wijkteams.estimates.who_answered import from_table
from wijkteams.tables import read_text
from wijkteams.workflow.adaptor import Output, adapt


def main(
    series: list[Path], who_answered: Path, none_of: str, pile_up: Output, any_base: Output
) -> None:
    """Bound every multiple-response question in `series`, for each base and over all; `none_of` is JSON."""
    rows = [row for path in series for row in printed_shares(read_text(path))]
    bases = from_table(read_text(who_answered)).bases
    table = bound_pile_up(rows, bases, json.loads(none_of))
    for bounds, path in ((table, pile_up), (over_bases(table), any_base)):
        bounds.to_csv(path, index=False, float_format="%.6f")
    print(f"{len(table)} bounds")


if __name__ == "__main__":
    adapt(main)
