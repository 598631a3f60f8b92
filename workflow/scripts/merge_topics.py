"""Put the tables of all topics in one."""

from pathlib import Path

import pandas as pd

from wijkteams.tables import read_text, write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(parts: list[Path], table: Output) -> None:
    """Write the rows of `parts`, cell for cell, in the given order."""
    write_table(pd.concat(map(read_text, parts)), table)
    print(f"{len(parts)} topics")


if __name__ == "__main__":
    adapt(main)
