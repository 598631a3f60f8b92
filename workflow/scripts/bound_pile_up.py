"""Bound how many answers to one question were given together."""

import json
from pathlib import Path

from wijkteams.estimates.counts.printed_share import printed_shares, read_shares
from wijkteams.estimates.counts.who_answered import read_who_answered
from wijkteams.estimates.levels.pile_up import bound_pile_up, over_bases
from wijkteams.tables import write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    series: list[Path], who_answered: Path, none_of: str, pile_up: Output, any_base: Output
) -> None:
    """Bound every multiple-response question in `series`, for each base and over all; `none_of` is JSON."""
    shares = [share for path in series for share in printed_shares(read_shares(path))]
    bases = read_who_answered(who_answered).bases
    table = bound_pile_up(shares, bases, json.loads(none_of))
    write_table(table, pile_up)
    write_table(over_bases(table), any_base)
    print(f"{len(table)} bounds")


if __name__ == "__main__":
    adapt(main)
