"""Fit one model on published shares."""

import json
from pathlib import Path

import pandas as pd

from wijkteams.estimates.counts.presence import counts_printed_in
from wijkteams.models.grouped import fit_model
from wijkteams.models.specification import read_specification
from wijkteams.tables import write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    estimates: list[Path], series: list[Path], name: str, entry: str, correlations: list[float], confidence: float,
    table: Output, contrasts: Output, curves: Output,
) -> None:  # fmt: skip
    """Fit the specification `name`, whose `entry` is JSON, on the levels in `estimates`; `series` hold printed counts."""
    levels = pd.concat([pd.read_csv(path) for path in estimates], ignore_index=True)
    specification = read_specification(name, json.loads(entry))
    counted = counts_printed_in(pd.concat(map(pd.read_csv, series)))
    model = fit_model(levels, specification, correlations, confidence, counted)
    for result, path in zip(
        (model.effects, model.contrasts, model.curves), (table, contrasts, curves), strict=True
    ):
        write_table(result, path)
    print(f"{len(model.effects)} items")


if __name__ == "__main__":
    adapt(main)
