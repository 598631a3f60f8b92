"""Trace one figure through the press."""

from pathlib import Path

from wijkteams.estimates.levels.printings import trace_printings
from wijkteams.tables import read_text, write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(figures: Path, sources: Path, item: str, printings: Output) -> None:
    """List every printing of the figure on `item`."""
    table = trace_printings(read_text(figures), read_text(sources), item)
    write_table(table, printings)
    print(f"{len(table)} printings")


if __name__ == "__main__":
    adapt(main)
