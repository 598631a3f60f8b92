"""Measure the project's speed as ratios: ``python -m tests.benchmark.run [words of a pair]``, on a quiet machine.

Seconds differ from machine to machine, ratios hardly do. The two works of a pair are done in turn, so that what else the
machine does falls on both; the ratio is that of their medians. Without words every pair is measured, which takes
three quarters of an hour, and `data/benchmarks.csv` is written, which the book shows.
"""

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from statistics import median

import pandas as pd

from tests.benchmark.pairs import FIRST_EDITION, PAIRS, Pair, Place
from tests.workflow.projects import ROOT, copy_of_project

RECORD = ROOT / "data" / "benchmarks.csv"


def measured(pair: Pair, place: Place) -> dict[str, object]:
    """Do both works of a pair in turn, and return the row of the record.

    Parameters
    ----------
    pair : Pair
        What is measured against what.
    place : Place
        Where.

    Returns
    -------
    dict
        With the medians in seconds, and their ratio.
    """
    times = [(pair.work(place), pair.measure(place)) for _ in range(pair.times)]
    own, against = (median(each) for each in zip(*times, strict=True))
    return {
        "what": pair.what, "against": pair.against, "ratio": round(own / against, 2), "most": pair.most,
        "seconds": round(own, 1), "seconds_against": round(against, 1), "times": pair.times,
    }  # fmt: skip


def first_edition(folder: Path) -> Path:
    """Check out the first edition and install the packages of its own lock."""
    git = ["git", "-C", str(ROOT), "worktree", "add", "--quiet", "--detach", str(folder), FIRST_EDITION]  # fmt: skip
    subprocess.run(git, check=True)
    subprocess.run(["make", "book"], cwd=folder, check=True, capture_output=True)
    return folder


def main(words: Iterable[str]) -> None:
    """Measure the pairs whose names hold all of some words, and print each as it is known."""
    wanted = [
        pair for pair in PAIRS if all(word in f"{pair.what} {pair.against}" for word in words)
    ]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        project = copy_of_project(Path(folder) / "project")
        os.environ["PYTHONPATH"] = str(project.folder / "src")
        project.snakemake()
        needs_first = any(FIRST_EDITION in pair.against for pair in wanted)
        first = first_edition(Path(folder) / "first") if needs_first else Path(folder)
        try:
            for number, pair in enumerate(wanted, start=1):
                rows.append(measured(pair, Place(project, first)))
                print(f"{number} of {len(wanted)}: {rows[-1]}", flush=True)
        finally:
            subprocess.run(["git", "-C", str(ROOT), "worktree", "prune"], check=False)
    if wanted == list(PAIRS):
        kept = pd.DataFrame(rows).assign(
            date=date.today().isoformat(), cores=os.cpu_count(), python=platform.python_version()
        )
        kept.to_csv(RECORD, index=False)


if __name__ == "__main__":
    main(sys.argv[1:])
