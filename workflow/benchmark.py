"""Say where the time goes, as ratios within one run: seconds differ from machine to machine, ratios hardly do.

Run it after a build, on a quiet machine: ``make benchmark``.
"""

import subprocess
import sys
import time
from pathlib import Path

import pandas as pd

RUNS = 3
BENCHMARKS = Path("results/benchmarks")


def seconds(*command: str) -> float:
    """Run a command a few times and return the shortest time."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


def share_of_each_rule() -> pd.Series:
    """Return each rule's share of the time of all jobs, by the benchmarks that the last runs wrote."""
    spent = {
        str(path.relative_to(BENCHMARKS).with_suffix("")): pd.read_csv(path, sep="\t")["s"].sum()
        for path in BENCHMARKS.rglob("*.tsv")
    }
    total = pd.Series(spent)
    return (total / total.sum()).sort_values(ascending=False)


def main() -> None:
    """Print the ratios."""
    empty = seconds("-c", "pass")
    version = seconds("-m", "snakemake", "--version")
    nothing_to_do = seconds("-m", "snakemake")
    print(f"snakemake --version / python -c pass    {version / empty:6.1f}")
    print(f"nothing to do / snakemake --version     {nothing_to_do / version:6.2f}")
    print("\nshare of the time of all jobs")
    for rule, share in share_of_each_rule().items():
        print(f"{share:6.1%}  {rule}")


if __name__ == "__main__":
    main()
