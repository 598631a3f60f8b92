"""Judge the comparisons of the founding sources under every other choice of the rule."""

from pathlib import Path

from wijkteams.estimates.claims.catalogue import read_claims
from wijkteams.estimates.claims.compared import measured, read_tables
from wijkteams.estimates.claims.sensitivity import turning_verdicts, vary_verdicts
from wijkteams.tables import read_text, write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    claims: Path, series: list[Path], who_answered: Path, population: Path, waves: Path, figures: Path, changes: Path,
    confidence: float, varied: Output, turning: Output,
) -> None:  # fmt: skip
    """Judge `claims` again for each choice, on the same `series` and `changes` as the verdicts."""
    raw = {"population": population, "waves": waves}
    tables = read_tables(series, who_answered, changes, raw, confidence)
    listed = measured(read_claims(claims, set(read_text(figures)["figure_id"])), tables)
    found = vary_verdicts(listed, tables)
    write_table(found, varied)
    write_table(turning_verdicts(found), turning)


if __name__ == "__main__":
    adapt(main)
