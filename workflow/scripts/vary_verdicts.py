"""Judge every change again under other choices of the rule."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.changes.sensitivity import vary_verdicts
from wijkteams.tables import write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(changes: Path, confidence: float, table: Output, turning: Output) -> None:
    """Write every row of `changes` with its verdicts, and apart those whose verdict turns under some choice."""
    varied = vary_verdicts(pd.read_csv(changes), confidence)
    turns = varied[varied["turns"] == "yes"]
    write_table(varied, table)
    write_table(turns, turning)
    print(f"{len(turns)} of {len(varied)} verdicts turn under another choice")


if __name__ == "__main__":
    adapt(main)
