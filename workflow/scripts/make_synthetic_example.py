"""Write the SYNTHETIC worked example: four waves in three kinds of file, each with its mapping."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.counts.printed_share import read_shares
from wijkteams.planning.files import write_waves
from wijkteams.planning.surveys import SyntheticDesign, draw_example
from wijkteams.tables import read_text, write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    estimates: list[Path], presence: Path, waves: Path, seed: int, odds_ratio: float,
    exposed_type: str, habit: float, persistence: float, item_nonresponse: float,
    files: list[Output], mappings: list[Output], mergers: Output,
) -> None:  # fmt: skip
    """Draw the waves from the published margins; each of `files` holds the next wave, in the format of its name."""
    shares = pd.concat(pd.read_csv(path) for path in estimates)
    design = SyntheticDesign(seed, odds_ratio, exposed_type, habit, persistence, item_nonresponse)
    drawn, merged = draw_example(shares, read_shares(presence), read_text(waves), design)
    write_waves(drawn, files, mappings, seed)
    write_table(merged, mergers)
    print(f"{len(drawn)} SYNTHETIC answers")


if __name__ == "__main__":
    adapt(main)
