"""Judge every claim of the founding sources, and write down the rule in words."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.catalogue import check_dates, read_claims
from wijkteams.estimates.claims import Tables, judge_claims
from wijkteams.estimates.shares import rows_of
from wijkteams.estimates.verdicts import rule_in_words
from wijkteams.estimates.who_answered import from_table
from wijkteams.tables import read_text
from wijkteams.workflow.adaptor import Output, adapt


def main(
    claims: Path, series: list[Path], who_answered: Path, waves: Path, sources: Path, figures: Path, changes: Path,
    confidence: float, table: Output, rule: Output,
) -> None:  # fmt: skip
    """Hold `claims` against `series` and `changes`; their rows must be in `figures`, and no survey younger than the source."""
    listed = read_claims(claims, set(pd.read_csv(figures, usecols=["figure_id"])["figure_id"]))
    read = {path.parent.name: read_text(path) for path in series}
    all_waves = read_text(waves)
    printed = read_text(sources).set_index("source_id")["date"]
    check_dates(listed, printed.to_dict(), all_waves.set_index("wave_id")["date_high"].to_dict())
    who = from_table(read_text(who_answered))
    changed = rows_of(pd.read_csv(changes))
    tables = Tables(
        series={topic: rows_of(rows) for topic, rows in read.items()},
        changes={tuple(row[n] for n in ("item_id", "subgroup", "wave_from", "wave_to")): row for row in changed},
        bases=who.bases,
        waves=who.waves,
        confidence=confidence,
    )  # fmt: skip
    judged = judge_claims(listed, tables)
    judged.to_csv(table, index=False, float_format="%.6f")
    pd.DataFrame(rule_in_words()).to_csv(rule, index=False)
    print(judged["verdict"].value_counts().to_string())


if __name__ == "__main__":
    adapt(main)
