"""Summarise the simulation: the proof, the power and the detectable gaps."""

import json
from pathlib import Path

import pandas as pd

from wijkteams.planning.summary import summarise_study
from wijkteams.planning.worlds import read_study
from wijkteams.tables import write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    runs: list[Path], capacity: Path, team_type: Path, study: str,
    proof: Output, power: Output, gaps: Output,
) -> None:  # fmt: skip
    """Put the parts together and compare with the truth."""
    wanted = json.loads(study)
    scenarios = read_study(wanted, capacity, team_type)
    found = summarise_study(scenarios, pd.concat(map(pd.read_csv, runs)), wanted["wanted_power"])
    for table, path in zip(found, (proof, power, gaps), strict=True):
        write_table(table, path)
    print(f"{len(scenarios)} SYNTHETIC worlds")


if __name__ == "__main__":
    adapt(main)
