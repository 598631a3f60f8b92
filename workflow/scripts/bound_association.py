"""Bound the association of team type and shortfall, and what the mix of types can explain."""

import json
from pathlib import Path

import pandas as pd

from wijkteams.estimates.association.association import (
    bound_association,
    bound_between_types,
    printed_shortfalls,
    sweep_odds_ratios,
)
from wijkteams.estimates.association.composition import (
    bound_composition,
    printed_changes,
    refute_regression,
)
from wijkteams.estimates.counts.printed_share import printed_of_all, read_shares
from wijkteams.estimates.counts.who_answered import read_who_answered
from wijkteams.estimates.levels.shares import of_all
from wijkteams.register.series import build_series
from wijkteams.tables import write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    capacity: Path, team_type: Path, capacity_changes: Path, team_type_changes: Path,
    who_answered: Path, raw: Path, settings: str, confidence: float,
    association: Output, between: Output, sweep: Output, mix: Output, slopes: Output,
) -> None:  # fmt: skip
    """Bound what the margins in `capacity` and `team_type` allow; `settings` is the configuration as JSON."""
    options, bases = json.loads(settings), read_who_answered(who_answered).bases
    types = printed_of_all(read_shares(team_type))
    shortfalls = printed_shortfalls(read_shares(capacity))
    moved = [of_all(pd.read_csv(path)) for path in (team_type_changes, capacity_changes)]
    without_share = printed_changes(build_series(raw, "team_type").figures)
    pairs = bound_association(types, shortfalls, bases, confidence)
    write_table(pairs, association)
    write_table(bound_between_types(types, shortfalls, bases), between)
    write_table(sweep_odds_ratios(types, shortfalls, bases, options["odds_ratios"]), sweep)
    write_table(bound_composition(types, without_share, moved[1], options["composition"]), mix)
    write_table(refute_regression(*moved), slopes)
    print(f"{len(pairs)} pairs of a type and a shortfall")


if __name__ == "__main__":
    adapt(main)
