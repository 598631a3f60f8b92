"""Let through what the disclosure control allows, and enter it in the ledger of releases."""

from datetime import UTC, datetime
from pathlib import Path

from wijkteams.microdata.ledger import check_ledger, read_ledger, write_ledger
from wijkteams.microdata.pipeline import read_frame
from wijkteams.microdata.private import values_withheld
from wijkteams.models.plan import read_plan
from wijkteams.models.respondents_release import RELEASED, Rules, release
from wijkteams.workflow.adaptor import Output, adapt


def main(
    folder: Path,
    threshold: int,
    base: int,
    plan: Path,
    tables: list[Output],
    ledger: Path | None = None,
) -> None:
    """Write the tables of `RELEASED`, in order, from the counts in `folder`; without a `ledger` they are SYNTHETIC."""
    with values_withheld(folder, "release_microdata"):
        released = release(read_frame(folder, "counts"), Rules(threshold, base), read_plan(plan))
        if ledger is not None:
            day = datetime.now(UTC).date().isoformat()
            rules = {"threshold": threshold, "base": base}
            # First the ledger: an entry too many only holds a later release back.
            write_ledger(check_ledger(released, read_ledger(ledger), rules, day), ledger)
        for name, target in zip(RELEASED, tables, strict=True):
            table = released[name]
            if ledger is None:
                table.insert(0, "synthetic", True)
            table.to_csv(target, index=False)
    print("released: " + ", ".join(RELEASED))


if __name__ == "__main__":
    adapt(main)
