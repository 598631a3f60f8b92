"""How many answers to one question municipalities must have given together."""

from collections.abc import Mapping, Sequence

import pandas as pd

from wijkteams.estimates.pairs import Row, pairs_on, possible_bases
from wijkteams.estimates.who_answered import Base
from wijkteams.statistics.pileup import pile_up_bounds

COLUMNS = (
    "topic", "wave_id", "base", "items", "item_ids", "at_least", "low", "high", "n_low", "n_high",
)  # fmt: skip


def bound_pile_up(
    series: Sequence[Row], bases: Mapping[str, Mapping[str, Base]], none_of: Mapping[str, str]
) -> pd.DataFrame:
    """Bound the share that gave at least so many answers to a multiple-response question.

    Parameters
    ----------
    series : sequence of mapping
        Printed shares of one or more topics.
    bases : mapping
        Wave to the name of a base to that base.
    none_of : mapping of str to str
        Topic to the answer of those that gave none of the others; they are at least the share of this answer, on the
        base that all with a team form.

    Returns
    -------
    pandas.DataFrame
        One row for each question, wave, shared base and number of answers, columns as in `COLUMNS`; per cent of the
        base.
    """
    questions: dict[tuple[str, str], list[Row]] = {}
    for row in series:
        if row["response_type"] == "multiple_response" and row["subgroup"] == "all":
            questions.setdefault((str(row["topic"]), str(row["wave_id"])), []).append(row)
    found = []
    for (topic, wave), rows in questions.items():
        if len(rows) < 2:
            continue
        nothing = next(
            (r for r in series if (r["item_id"], r["wave_id"]) == (none_of.get(topic), wave)), None
        )
        for base in _shared_bases(rows, bases[wave]):
            found += _of_question(topic, wave, rows, base, nothing)
    return pd.DataFrame(found, columns=list(COLUMNS))


def over_bases(bounds: pd.DataFrame) -> pd.DataFrame:
    """Unite the bounds of each question over the bases that the sources leave open.

    Parameters
    ----------
    bounds : pandas.DataFrame
        As `bound_pile_up` returns it.

    Returns
    -------
    pandas.DataFrame
        One row for each question, wave and number of answers; ``low`` and ``high`` hold whatever the base is.
    """
    keys = ["topic", "wave_id", "items", "item_ids", "at_least"]
    ends = {"low": ("low", "min"), "high": ("high", "max"), "bases": ("base", ";".join)}
    return bounds.groupby(keys, sort=False).agg(**ends).reset_index()


def _shared_bases(rows: Sequence[Row], bases: Mapping[str, Base]) -> list[Base]:
    """Return the bases that all rows can have: the answers to one question have one base."""
    names = set.intersection(*({base.name for base in possible_bases(r, bases)} for r in rows))
    return [base for base in possible_bases(rows[0], bases) if base.name in names]


def _of_question(
    topic: str, wave: str, rows: Sequence[Row], base: Base, nothing: Row | None
) -> list[dict[str, object]]:
    ranges = [_range(row, base) for row in rows]
    if not all(ranges):
        return []
    low, high = zip(*(each for each in ranges if each), strict=True)
    none = _range(nothing, base) if nothing and base.name == nothing["possible_bases"] else None
    least_without = none[0] if none else 0.0
    bounds = {
        k: pile_up_bounds(low, high, k, none=(least_without, 1.0)) for k in range(1, len(rows) + 1)
    }
    return [
        {
            "topic": topic, "wave_id": wave, "base": base.name, "items": len(rows),
            "item_ids": ";".join(str(row["item_id"]) for row in rows), "at_least": k,
            "low": 100 * least, "high": 100 * most, "n_low": base.sizes[0], "n_high": base.sizes[-1],
        }
        for k, (least, most) in bounds.items()
    ]  # fmt: skip


def _range(row: Row | None, base: Base) -> tuple[float, float] | None:
    shares = [k / n for k, n in pairs_on(row, base)] if row else []
    return (min(shares), max(shares)) if shares else None
