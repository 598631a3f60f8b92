"""Compute the numbers that the prose may use on one topic."""

import json
from pathlib import Path

import pandas as pd

from wijkteams.numbers.file import Number, write_numbers
from wijkteams.numbers.of_results import (
    numbers_of_cells,
    numbers_of_changes,
    numbers_of_printed,
    numbers_of_rows,
)
from wijkteams.numbers.of_shares import (
    numbers_of_estimates,
    numbers_of_register,
    numbers_of_trends,
    numbers_of_waves,
)
from wijkteams.workflow.adaptor import Output, adapt
from wijkteams.workflow.settings import Labels, read_checked


def main(
    namespace: str, wanted: str, labels: Path, numbers: Output,
    waves: Path | None = None, counts: Path | None = None, estimates: Path | None = None,
    trends: Path | None = None, changes: Path | None = None, tables: list[Path] | None = None,
    figures: Path | None = None,
) -> None:  # fmt: skip
    """Take the `wanted` keys from the results."""
    keys, words = json.loads(wanted), read_checked(labels, Labels)
    found: list[Number] = []
    if waves:
        found += numbers_of_waves(keys, pd.read_csv(waves, dtype=str, keep_default_na=False), words)
    if counts:
        found += numbers_of_register(keys["counts"], pd.read_csv(counts), words)
    if estimates:
        shares = pd.read_csv(estimates, dtype={"printed_value": str})
        found += numbers_of_estimates(namespace, keys.get("shares", []), shares, words)
        if trends:
            found += numbers_of_trends(
                namespace, keys["trends"], pd.read_csv(trends), shares, words
            )
    if changes:
        found += numbers_of_changes(keys, pd.read_csv(changes), words)
    if tables:
        read = {str(path): pd.read_csv(path) for path in tables}
        found += numbers_of_cells(namespace, keys.get("cells", {}), read, words)
        found += numbers_of_rows(namespace, keys.get("rows", {}), read, words)
    if figures:
        found += numbers_of_printed(keys["figures"], pd.read_csv(figures), words)
    write_numbers(numbers, found)
    print(f"{len(found)} numbers")


if __name__ == "__main__":
    adapt(main)
