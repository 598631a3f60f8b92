"""Put the changes of all topics in one table."""

import csv
from pathlib import Path

from wijkteams.workflow.adaptor import Output, adapt


def main(parts: list[Path], changes: Output) -> None:
    """Write the rows of `parts` under one header, in the given order."""
    with changes.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for place, part in enumerate(parts):
            with part.open(encoding="utf-8", newline="") as rows:
                header, *body = csv.reader(rows)
            writer.writerows([header, *body] if place == 0 else body)
    print(f"{len(parts)} topics")


if __name__ == "__main__":
    adapt(main)
