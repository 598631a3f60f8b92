"""Put the verdicts that the prose prints in one file."""

from pathlib import Path

from wijkteams.numbers.verdicts import (
    verdicts_of_changes,
    verdicts_of_claims,
    verdicts_of_unmeasured,
    write_verdicts,
)
from wijkteams.tables import read_text
from wijkteams.workflow.adaptor import Output, adapt


def main(
    changes: Path, sensitivity: Path, claims: Path, unmeasured: Path, verdicts: Output
) -> None:
    """Take those on `changes` and on the comparisons among `claims`, with what turns them."""
    turns = read_text(sensitivity)
    found = verdicts_of_changes(read_text(changes), turns)
    found += verdicts_of_claims(read_text(claims), turns)
    found += verdicts_of_unmeasured(read_text(unmeasured))
    write_verdicts(verdicts, found)
    print(f"{len(found)} verdicts")


if __name__ == "__main__":
    adapt(main)
