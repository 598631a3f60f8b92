"""Cells of a table of one question by another: a share of those who gave an answer, beside that of those who gave another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from wijkteams.estimates.counts.printed_share import PrintedShare

OTHERS = "others"
"""What stands beside an answer where all other answers do."""


@dataclass(frozen=True)
class Pair:
    """One shortfall, or another item, in two groups that two answers to one question make.

    Attributes
    ----------
    answer, against : str
        The item of the answer that the first group gave; that of the second, or `OTHERS`.
    first, second : PrintedShare
        The share of each group that has the item, with its own n.
    answered : int
        Municipalities in every group of the table.
    """

    answer: str
    against: str
    first: PrintedShare
    second: PrintedShare
    answered: int

    def rising(self, difference: float) -> "Pair":
        """Return the pair with the larger share first, by the difference of the two."""
        return self if difference >= 0 else replace(self, first=self.second, second=self.first)


Table = dict[str, PrintedShare]
"""Subgroup to its cell: the groups of one item and wave, each with its n."""


def tables_by_answer(shares: Iterable[PrintedShare]) -> dict[tuple[str, str], Table]:
    """Return the cells of shares that are of those who gave an answer, under item and wave; those without an n are left out."""
    tables: dict[tuple[str, str], Table] = {}
    for share in shares:
        if share.given and share.is_estimated and share.n_printed:
            tables.setdefault((share.item_id, share.wave_id), {})[share.subgroup] = share
    return tables


def partitions(table: Table, answers: Sequence[str]) -> list[Table]:
    """Return the ways in which the groups of a table make up all that answered both questions, the finest first.

    Parameters
    ----------
    table : Table
        The cells.
    answers : sequence of str
        Items of every answer to the question that divides.

    Returns
    -------
    list of Table
        All answers apart, where each was printed; then each answer with those who gave another.
    """
    apart = {f"with_{each}": table[f"with_{each}"] for each in answers if f"with_{each}" in table}
    whole = [apart] if len(apart) == len(answers) > 1 else []
    for answer in answers:
        if f"with_{answer}" in table:
            rest = table.get(f"without_{answer}") or (whole and _pooled(apart, answer))
            if rest:
                whole.append({f"with_{answer}": table[f"with_{answer}"], rest.subgroup: rest})
    return whole


def _pooled(apart: Table, answer: str) -> PrintedShare:
    """Add the cells of all other answers up."""
    rest = [cell for name, cell in apart.items() if name != f"with_{answer}"]
    counts = [cell.counts(cell.n_printed or 0) for cell in rest]
    return replace(
        rest[0],
        subgroup=f"without_{answer}",
        unit="count",
        value_low=Fraction(sum(min(each) for each in counts)),
        value_high=Fraction(sum(max(each) for each in counts)),
        step=Fraction(0),
        n_printed=size_of(rest),
        figure_ids=tuple(name for cell in rest for name in cell.figure_ids),
    )


def size_of(cells: Iterable[PrintedShare]) -> int:
    """Return how many municipalities are in some cells."""
    return sum(cell.n_printed or 0 for cell in cells)


def pairs_of_groups(shares: Iterable[PrintedShare], answers: Sequence[str]) -> list[Pair]:
    """Return every two groups that can be compared: each answer with all others, and every two answers that were printed.

    Parameters
    ----------
    shares : iterable of PrintedShare
        Those of one topic.
    answers : sequence of str
        Items of every answer to the question that divides.
    """
    pairs = []
    for table in tables_by_answer(shares).values():
        found = partitions(table, answers)
        for first, *rest in (list(cells.values()) for cells in found):
            if len(rest) == 1 and rest[0].subgroup.startswith("without_"):
                pairs.append(Pair(_item(first), OTHERS, first, rest[0], size_of([first, *rest])))
        apart = [table[f"with_{each}"] for each in answers if f"with_{each}" in table]
        answered = max([size_of(apart), *(size_of(cells.values()) for cells in found)])
        pairs += [
            Pair(_item(one), _item(two), one, two, answered) for one, two in combinations(apart, 2)
        ]
    return pairs


def _item(cell: PrintedShare) -> str:
    return cell.given[0] if cell.given else ""


def answers_beside(item: str, shares: Iterable[PrintedShare]) -> list[str]:
    """Return the items that are answers to the same question as one, itself among them; none where it has but one answer."""
    groups = {share.item_id: share.exclusive_group for share in shares}
    group = groups.get(item)
    return [each for each, name in groups.items() if group and name == group]
