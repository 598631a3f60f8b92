"""Summarise the simulation: the proof, the power and the detectable gaps."""

import json
from pathlib import Path

import pandas as pd

from wijkteams.planning.summary import detectable_gaps, summarise_replications
from wijkteams.planning.worlds import read_study
from wijkteams.workflow.adaptor import Output, adapt


def main(
    runs: list[Path], capacity: Path, team_type: Path, study: str,
    proof: Output, power: Output, gaps: Output,
) -> None:  # fmt: skip
    """Put the parts together and compare with the truth."""
    wanted = json.loads(study)
    scenarios = read_study(wanted, capacity, team_type)
    summary = summarise_replications(scenarios, pd.concat([pd.read_csv(part) for part in runs]))
    summary.insert(0, "synthetic", True)
    curve = summary[summary["study"] == "power"]
    summary[summary["study"] == "proof"].to_csv(proof, index=False, float_format="%.6f")
    curve.to_csv(power, index=False, float_format="%.6f")
    found = detectable_gaps(curve, wanted["wanted_power"])
    found.insert(0, "synthetic", True)
    found.to_csv(gaps, index=False, float_format="%.6f")
    print(f"{len(summary)} SYNTHETIC worlds")


if __name__ == "__main__":
    adapt(main)
