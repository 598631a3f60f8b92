"""Judge the claims of the founding sources, each kind in its own table."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.claims.catalogue import check_dates, read_claims
from wijkteams.estimates.claims.compared import judge_compared, measured, read_tables
from wijkteams.estimates.claims.quoted import judge_quoted
from wijkteams.estimates.claims.unmeasured import list_unmeasured
from wijkteams.estimates.rule.verdicts import rule_in_words
from wijkteams.tables import read_text, write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    claims: Path, series: list[Path], who_answered: Path, population: Path, waves: Path, sources: Path, figures: Path,
    changes: Path, confidence: float, quoted: Output, compared: Output, unmeasured: Output, rule: Output,
) -> None:  # fmt: skip
    """Hold `claims` against `figures`, `series` and `changes`; no survey may be younger than the source."""
    rows = read_text(figures)
    listed = read_claims(claims, set(rows["figure_id"]))
    check_dates(listed, read_text(sources), read_text(waves))
    raw = {"population": population, "waves": waves}
    tables = read_tables(series, who_answered, changes, raw, confidence)
    listed = measured(listed, tables)
    write_table(judge_quoted(listed, rows), quoted)
    write_table(judge_compared(listed, tables), compared)
    write_table(list_unmeasured(listed), unmeasured)
    write_table(pd.DataFrame(rule_in_words()), rule)


if __name__ == "__main__":
    adapt(main)
