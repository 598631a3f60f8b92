"""Enumerate how often each interval holds the true share, for the size of every survey."""

from pathlib import Path

from wijkteams.estimates.coverage import tabulate_coverage
from wijkteams.estimates.who_answered import from_table
from wijkteams.tables import read_text
from wijkteams.workflow.adaptor import Output, adapt


def main(who_answered: Path, confidence: float, coverage: Output) -> None:
    """Tabulate the surveys in `who_answered`."""
    surveys = from_table(read_text(who_answered)).waves
    samples = [(wave.respondents, wave.municipalities) for wave in surveys.values()]
    tabulate_coverage(samples, confidence).to_csv(coverage, index=False, float_format="%.6f")
    print(f"{len(samples)} surveys")


if __name__ == "__main__":
    adapt(main)
