"""Estimate one topic: its shares, its changes between surveys and its items against each other."""

from pathlib import Path

from wijkteams.estimates.changes import estimate_changes
from wijkteams.estimates.contrasts import contrast_items
from wijkteams.estimates.shares import estimate_shares, printed_shares
from wijkteams.estimates.who_answered import from_table
from wijkteams.tables import read_text
from wijkteams.workflow.adaptor import Output, adapt


def main(
    series: Path,
    who_answered: Path,
    confidence: float,
    estimates: Output,
    changes: Output,
    contrasts: Output,
) -> None:
    """Estimate `series`, with the bases of `who_answered`."""
    who, rows = from_table(read_text(who_answered)), read_text(series)
    levels = estimate_shares(rows, who.bases, confidence)
    printed = printed_shares(rows)
    against = contrast_items(printed, who.bases, confidence)
    changed = estimate_changes(printed, against, who.bases, who.waves, confidence)
    for table, path in ((levels, estimates), (changed, changes), (against, contrasts)):
        table.to_csv(path, index=False, float_format="%.6f")
    print(f"{len(levels)} shares, {len(changed)} changes, {len(against)} contrasts of items")


if __name__ == "__main__":
    adapt(main)
