"""Judge every claim of the founding sources, and write down the rule in words."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.claims.catalogue import check_dates, read_claims
from wijkteams.estimates.claims.claims import Tables, by_change, judge_claims
from wijkteams.estimates.counts.printed_share import read_shares
from wijkteams.estimates.counts.who_answered import read_who_answered
from wijkteams.estimates.rule.verdicts import rule_in_words
from wijkteams.tables import read_text, write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    claims: Path, series: list[Path], who_answered: Path, waves: Path, sources: Path, figures: Path, changes: Path,
    confidence: float, table: Output, rule: Output,
) -> None:  # fmt: skip
    """Hold `claims` against `series` and `changes`; their rows must be in `figures`, and no survey younger than the source."""
    listed = read_claims(claims, set(read_text(figures)["figure_id"]))
    check_dates(listed, read_text(sources), read_text(waves))
    topics = {path.parent.name: read_shares(path) for path in series}
    who, changed = read_who_answered(who_answered), by_change(pd.read_csv(changes))
    judged = judge_claims(listed, Tables(topics, changed, who.bases, who.waves, confidence))
    write_table(judged, table)
    write_table(pd.DataFrame(rule_in_words()), rule)
    print(judged["verdict"].value_counts().to_string())


if __name__ == "__main__":
    adapt(main)
