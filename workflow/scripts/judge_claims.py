"""Judge the claims of the founding sources, each kind in its own table, and write down the rule in words."""

from pathlib import Path

import pandas as pd

from wijkteams.estimates.claims.catalogue import check_dates, read_claims
from wijkteams.estimates.claims.compared import Tables, by_change, feasible_splits, judge_compared
from wijkteams.estimates.claims.quoted import judge_quoted
from wijkteams.estimates.claims.unmeasured import list_unmeasured
from wijkteams.estimates.counts.printed_share import read_shares
from wijkteams.estimates.counts.who_answered import read_who_answered
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
    topics = {path.parent.name: read_shares(path) for path in series}
    who, changed = read_who_answered(who_answered), by_change(pd.read_csv(changes))
    raw = {"population": read_text(population), "waves": read_text(waves)}
    splits = feasible_splits(who, [*topics["response"], *topics["presence"]], raw)
    tables = Tables(topics, changed, who.bases, who.waves, splits, confidence)
    write_table(judge_quoted(listed, rows), quoted)
    write_table(judge_compared(listed, tables), compared)
    write_table(list_unmeasured(listed), unmeasured)
    write_table(pd.DataFrame(rule_in_words()), rule)


if __name__ == "__main__":
    adapt(main)
