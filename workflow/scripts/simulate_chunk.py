"""Run one part of the simulation."""

import json
from pathlib import Path

from wijkteams.planning.simulation import run_replications
from wijkteams.planning.worlds import read_study
from wijkteams.workflow.adaptor import Output, adapt


def main(
    capacity: Path, team_type: Path, study: str, chunk: int, confidence: float, runs: Output
) -> None:
    """Run the replications of every world whose number leaves `chunk` when divided by the number of chunks."""
    wanted = json.loads(study)
    scenarios = read_study(wanted, capacity, team_type)
    own = range(chunk, wanted["replications"], wanted["chunks"])
    table = run_replications(scenarios, own, wanted["seed"], confidence)
    table.to_csv(runs, index=False, float_format="%.8g")
    print(f"{len(table)} SYNTHETIC surveys")


if __name__ == "__main__":
    adapt(main)
