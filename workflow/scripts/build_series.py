"""Tidy the figures of one topic into series."""

from pathlib import Path

from wijkteams.register.series import build_series
from wijkteams.workflow.adaptor import Output, adapt


def main(raw: Path, topic: str, series: Output) -> None:
    """Write the series of `topic`; only its own raw files are read."""
    tidy = build_series(raw, topic)
    tidy.series.to_csv(series, index=False)
    print(f"{topic}: {len(tidy.series)} values from {len(tidy.figures)} figures")


if __name__ == "__main__":
    adapt(main)
