"""Bound the association of team type and shortfall, and what the mix of types can explain."""

import json
from pathlib import Path

import pandas as pd

from wijkteams.estimates.association import (
    bound_association,
    bound_between_types,
    sweep_odds_ratios,
)
from wijkteams.estimates.composition import bound_composition, refute_regression
from wijkteams.estimates.shares import printed_shares, rows_of
from wijkteams.estimates.who_answered import from_table
from wijkteams.register.series import build_series
from wijkteams.tables import read_text
from wijkteams.workflow.adaptor import Output, adapt


def main(
    capacity: Path, team_type: Path, capacity_changes: Path, team_type_changes: Path,
    who_answered: Path, raw: Path, settings: str, confidence: float,
    association: Output, between: Output, sweep: Output, mix: Output, slopes: Output,
) -> None:  # fmt: skip
    """Bound what the margins in `capacity` and `team_type` allow; `settings` is the configuration as JSON."""
    options = json.loads(settings)
    bases = from_table(read_text(who_answered)).bases
    types = printed_shares(read_text(team_type))
    # a shortfall is an answer to the question which tasks are left
    shortfalls = [
        row
        for row in printed_shares(read_text(capacity))
        if row["response_type"] == "multiple_response"
    ]
    moved = {
        "type": rows_of(pd.read_csv(team_type_changes)),
        "shortfall": rows_of(pd.read_csv(capacity_changes)),
    }
    over = (options["composition"]["from"], options["composition"]["to"])
    tables = {
        association: bound_association(types, shortfalls, bases, confidence),
        between: bound_between_types(types, shortfalls, bases),
        sweep: sweep_odds_ratios(types, shortfalls, bases, options["odds_ratios"]),
        mix: bound_composition(
            types,
            _printed_changes(raw),
            [row for row in moved["shortfall"] if (row["wave_from"], row["wave_to"]) == over],
            options["composition"]["gaps"],
        ),
        slopes: refute_regression(moved["type"], moved["shortfall"]),
    }
    for path, table in tables.items():
        table.to_csv(path, index=False, float_format="%.6f")
    print(f"{len(tables[association])} pairs of a type and a shortfall")


def _printed_changes(raw: Path) -> dict[str, float]:
    """Types for which a change was printed without the later share, in points."""
    figures = build_series(raw, "team_type").figures
    rows = figures[figures["use_reason"] == "change_only"]
    return {str(row.item_id): float(str(row.value_low)) for row in rows.itertuples()}


if __name__ == "__main__":
    adapt(main)
