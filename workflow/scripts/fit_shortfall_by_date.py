"""Fit the trend of each shortfall."""

from pathlib import Path

import pandas as pd

from wijkteams.models.grouped import TrendSpecification, fit_trends
from wijkteams.workflow.adaptor import Output, adapt


def main(estimates: Path, items: list[str], confidence: float, table: Output) -> None:
    """Fit one logistic trend for each item on the published shares."""
    specification = TrendSpecification(tuple(items), confidence)
    trends = fit_trends(pd.read_csv(estimates), specification)
    trends.to_csv(table, index=False, float_format="%.6f")
    print(f"{len(trends)} trends")


if __name__ == "__main__":
    adapt(main)
