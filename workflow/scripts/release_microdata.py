"""Release what the disclosure control lets through, and enter it in the ledger of releases."""

from datetime import UTC, datetime
from pathlib import Path

from wijkteams.microdata.datasets import RELEASED_RESULTS
from wijkteams.microdata.ledger import check_ledger, read_ledger, write_ledger
from wijkteams.microdata.pipeline import read_frame
from wijkteams.microdata.private import values_withheld
from wijkteams.workflow.adaptor import Output, adapt


def main(
    folder: Path, threshold: int, base: int, tables: list[Output], ledger: Path | None = None
) -> None:
    """Write the tables of `RELEASED_RESULTS` as they stand in `folder`; without a `ledger` they are SYNTHETIC."""
    with values_withheld(folder, "release_microdata"):
        released = {name: read_frame(folder, f"release_{name}") for name in RELEASED_RESULTS}
        if ledger is not None:
            day = datetime.now(UTC).date().isoformat()
            rules = {"threshold": threshold, "base": base}
            # First the ledger: an entry too many only holds a later release back.
            write_ledger(check_ledger(released, read_ledger(ledger), rules, day), ledger)
        for table, target in zip(released.values(), tables, strict=True):
            if ledger is None:
                table.insert(0, "synthetic", True)
            table.to_csv(target, index=False)
    print("Released: " + ", ".join(released))


if __name__ == "__main__":
    adapt(main)
