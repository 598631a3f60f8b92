"""Compute the numbers that the prose may use on one topic."""

import json
from pathlib import Path

import pandas as pd

from wijkteams.numbers.file import write_numbers
from wijkteams.numbers.wanted import compute_numbers
from wijkteams.workflow.adaptor import Output, adapt
from wijkteams.workflow.settings import Labels, read_checked


def main(namespace: str, wanted: str, labels: Path, tables: list[Path], numbers: Output) -> None:
    """Take the `wanted` keys, which are JSON, from the results."""
    read, words = {str(path): pd.read_csv(path) for path in tables}, read_checked(labels, Labels)
    found = compute_numbers(namespace, json.loads(wanted), read, words)
    write_numbers(numbers, found)
    print(f"{len(found)} numbers")


if __name__ == "__main__":
    adapt(main)
