"""Estimate one topic: its shares, its changes between surveys and its items against each other."""

from pathlib import Path

from wijkteams.estimates.changes.changes import estimate_changes
from wijkteams.estimates.changes.contrasts import contrast_items
from wijkteams.estimates.counts.printed_share import printed_shares, read_shares
from wijkteams.estimates.counts.who_answered import read_who_answered
from wijkteams.estimates.levels.shares import estimate_shares, shares_left_out
from wijkteams.tables import write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    series: Path, who_answered: Path, confidence: float, estimates: Output, changes: Output, contrasts: Output,
    left_out: Output,
) -> None:  # fmt: skip
    """Estimate `series`, with the bases of `who_answered`."""
    who, shares = read_who_answered(who_answered), read_shares(series)
    levels = estimate_shares(shares, who.bases, confidence)
    printed = printed_shares(shares)
    against = contrast_items(printed, who.bases, confidence)
    changed = estimate_changes(printed, against, who.bases, who.waves, confidence)
    without = shares_left_out(shares, who.bases)
    write_table(without, left_out)
    write_table(levels, estimates)
    write_table(changed, changes)
    write_table(against, contrasts)
    print(
        f"{len(levels)} shares, {len(changed)} changes, {len(against)} contrasts of items, {len(without)} rows left out"
    )


if __name__ == "__main__":
    adapt(main)
