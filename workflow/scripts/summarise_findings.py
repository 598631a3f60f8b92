"""Summarise the headline claims, and follow each over how far those who did not answer may differ."""

import json
from pathlib import Path

import pandas as pd

from wijkteams.estimates.claims.catalogue import headlines, read_claims
from wijkteams.estimates.claims.compared import read_tables
from wijkteams.estimates.claims.delta_curve import curve_at_a_glance, delta_curve
from wijkteams.estimates.claims.summary import summarise_findings
from wijkteams.tables import read_text, write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    claims: Path, series: list[Path], who_answered: Path, population: Path, waves: Path, figures: Path, changes: Path,
    compared: Path, varied: Path, association: Path, bases: str, confidence: float, summary: Output, curve: Output,
    glance: Output,
) -> None:  # fmt: skip
    """Take from `claims` those with a headline, and what was found of them; `bases` is JSON, the words for each."""
    listed = headlines(read_claims(claims, set(read_text(figures)["figure_id"])))
    raw = {"population": population, "waves": waves}
    tables = read_tables(series, who_answered, changes, raw, confidence)
    found = read_text(compared), read_text(varied), pd.read_csv(association)
    write_table(summarise_findings(listed, tables, *found, json.loads(bases)), summary)
    followed = delta_curve(listed, tables)
    write_table(followed, curve)
    write_table(curve_at_a_glance(followed), glance)


if __name__ == "__main__":
    adapt(main)
