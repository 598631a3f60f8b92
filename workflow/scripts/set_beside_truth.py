"""Set the models of the SYNTHETIC worked example beside the truth that it was drawn with."""

from pathlib import Path

import pandas as pd

from wijkteams.planning.summary import beside_truth
from wijkteams.tables import write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    models: Path, odds_ratio: float, exposed_type: str, item: str, estimates: Output, model: Output
) -> None:
    """Write the differences between types with the truth, and the whole model of one `item`."""
    found = beside_truth(pd.read_csv(models), exposed_type, odds_ratio)
    write_table(found[found["term"] == "team_type"], estimates)
    write_table(found[found["item_id"] == item], model)


if __name__ == "__main__":
    adapt(main)
