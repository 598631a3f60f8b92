"""Compare types of team on shortfalls, where a table of both was printed, and say what the mix of types explains."""

from pathlib import Path

from wijkteams.estimates.association.composition import explain_composition
from wijkteams.estimates.claims.by_answer import judge_pairs
from wijkteams.estimates.claims.compared import BROAD
from wijkteams.estimates.counts.by_answer import answers_beside
from wijkteams.estimates.counts.printed_share import read_shares
from wijkteams.estimates.counts.who_answered import read_who_answered
from wijkteams.models.by_type import fit_by_type
from wijkteams.tables import write_table
from wijkteams.workflow.adaptor import Output, adapt


def main(
    capacity: Path, team_type: Path, who_answered: Path, confidence: float, pairs: Output, explained: Output, model: Output
) -> None:  # fmt: skip
    """Take the cells that `capacity` holds of the types in `team_type`; without any, the tables are empty."""
    shares, types = read_shares(capacity), read_shares(team_type)
    answers = answers_beside(BROAD, types)
    found = judge_pairs(shares, types, answers, read_who_answered(who_answered).bases, confidence)
    write_table(found, pairs)
    write_table(explain_composition(shares, answers, confidence), explained)
    write_table(fit_by_type(shares, answers, confidence), model)
    print(f"{len(found)} pairs of types that a table compares")


if __name__ == "__main__":
    adapt(main)
