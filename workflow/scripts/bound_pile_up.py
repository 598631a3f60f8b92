"""Bound how many answers to one question were given together."""

import json
from pathlib import Path

import pandas as pd

from wijkteams.estimates.bases import bases_of_waves
from wijkteams.estimates.pile_up import bound_pile_up, over_bases
from wijkteams.estimates.shares import printed_shares
from wijkteams.workflow.adaptor import Output, adapt


def main(
    series: list[Path], presence: Path, response: Path, population: Path, waves: Path, none_of: str,
    confidence: float, pile_up: Output, any_base: Output,
) -> None:  # fmt: skip
    """Bound every multiple-response question in `series`, for each base and over all; `none_of` is JSON."""
    names = ("presence", "response", "population", "waves")
    who = dict(zip(names, map(_text, (presence, response, population, waves)), strict=True))
    rows = [row for path in series for row in printed_shares(_text(path))]
    bases = bases_of_waves(who, who["waves"], confidence)
    table = bound_pile_up(rows, bases, json.loads(none_of))
    for bounds, path in ((table, pile_up), (over_bases(table), any_base)):
        bounds.to_csv(path, index=False, float_format="%.6f")
    print(f"{len(table)} bounds")


def _text(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


if __name__ == "__main__":
    adapt(main)
