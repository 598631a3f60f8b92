"""Set the verdicts of the first edition beside those of today."""

from pathlib import Path

from wijkteams.estimates.claims.first_edition import compare_editions
from wijkteams.tables import read_text, write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(first: Path, claims: list[Path], table: Output) -> None:
    """Look every claim of `first` up in the tables of `claims`."""
    found = compare_editions(read_text(first), map(read_text, claims))
    write_table(found, table)
    print(f"{(found['why_en'] != '').sum()} of {len(found)} verdicts turned")


if __name__ == "__main__":
    adapt(main)
