"""Enumerate how often each interval holds the true share, for the size of every survey."""

from pathlib import Path

from wijkteams.estimates.counts.who_answered import read_who_answered
from wijkteams.estimates.levels.coverage import tabulate_coverage
from wijkteams.tables import write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(who_answered: Path, confidence: float, coverage: Output) -> None:
    """Tabulate the surveys in `who_answered`."""
    surveys = read_who_answered(who_answered).waves
    samples = [(wave.respondents, wave.municipalities) for wave in surveys.values()]
    write_table(tabulate_coverage(samples, confidence), coverage)
    print(f"{len(samples)} surveys")


if __name__ == "__main__":
    adapt(main)
