"""Fit one model on published shares."""

import json
from pathlib import Path

import pandas as pd

from wijkteams.models.grouped import fit_model
from wijkteams.models.specification import read_specification
from wijkteams.tables import write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    estimates: list[Path], name: str, entry: str, correlations: list[float], confidence: float, table: Output, contrasts: Output
) -> None:  # fmt: skip
    """Fit the specification `name`, whose `entry` is JSON, on the levels in `estimates`."""
    levels = pd.concat([pd.read_csv(path) for path in estimates], ignore_index=True)
    specification = read_specification(name, json.loads(entry))
    effects, compared = fit_model(levels, specification, correlations, confidence)
    write_table(effects, table)
    write_table(compared, contrasts)
    print(f"{len(effects)} items")


if __name__ == "__main__":
    adapt(main)
