"""Put the verdicts that the prose prints in one file."""

from pathlib import Path

from wijkteams.numbers.verdicts import verdicts_of_changes, verdicts_of_claims, write_verdicts
from wijkteams.tables import read_text
from wijkteams.workflow.adaptor import Output, adapt


def main(changes: Path, sensitivity: Path, claims: Path, verdicts: Output) -> None:
    """Take those on `changes`, with what turns them, and those on the comparisons among `claims`."""
    found = verdicts_of_changes(read_text(sensitivity), read_text(changes))
    found += verdicts_of_claims(read_text(claims))
    write_verdicts(verdicts, found)
    print(f"{len(found)} verdicts")


if __name__ == "__main__":
    adapt(main)
