"""Fit a shortfall on the type of team, on the SYNTHETIC survey."""

from pathlib import Path

import pandas as pd

from wijkteams.models.logistic import LogisticSpecification, fit_logistic
from wijkteams.workflow.adaptor import Output, adapt


def main(survey: Path, formula: str, confidence: float, table: Output) -> None:
    """Fit the logistic regression with standard errors clustered by municipality."""
    specification = LogisticSpecification(formula, "municipality", confidence)
    terms = fit_logistic(pd.read_csv(survey), specification)
    terms.insert(0, "synthetic", True)
    terms.to_csv(table, index=False, float_format="%.6f")
    print(f"{len(terms)} SYNTHETIC terms")


if __name__ == "__main__":
    adapt(main)
