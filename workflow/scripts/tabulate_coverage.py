"""Enumerate how often each interval holds the true share, for the size of every survey."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.coverage import tabulate_coverage
from wijkteams.estimates.waves import read_waves
from wijkteams.workflow.adaptor import Output, adapt


def main(waves: Path, confidence: float, coverage: Output) -> None:
    """Tabulate the surveys in `waves`."""
    surveys = read_waves(pd.read_csv(waves, dtype=str, keep_default_na=False))
    samples = [(wave.respondents, wave.municipalities) for wave in surveys.values()]
    tabulate_coverage(samples, confidence).to_csv(coverage, index=False, float_format="%.6f")
    print(f"{len(samples)} surveys")


if __name__ == "__main__":
    adapt(main)
