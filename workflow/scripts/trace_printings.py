"""Trace one figure through the press."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.printings import trace_printings
from wijkteams.workflow.adaptor import Output, adapt


def main(figures: Path, sources: Path, item: str, printings: Output) -> None:
    """List every printing of the figure on `item`."""
    table = trace_printings(_text(figures), _text(sources), item)
    table.to_csv(printings, index=False)
    print(f"{len(table)} printings")


def _text(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


if __name__ == "__main__":
    adapt(main)
