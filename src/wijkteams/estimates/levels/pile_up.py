"""How many answers to one question municipalities must have given together."""

from collections.abc import Mapping, Sequence

import pandas as pd

from wijkteams.estimates.counts.pairs import readings_on, shared_bases
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.estimates.counts.who_answered import Base
from wijkteams.statistics.pileup import pile_up_bounds
from wijkteams.tables import list_of

COLUMNS = (
    "topic", "wave_id", "base", "items", "item_ids", "at_least", "low", "high", "n_low", "n_high",
)  # fmt: skip


def bound_pile_up(
    shares: Sequence[PrintedShare],
    bases: Mapping[str, Mapping[str, Base]],
    none_of: Mapping[str, str],
) -> pd.DataFrame:
    """Bound the share that gave at least so many answers to a multiple-response question.

    Parameters
    ----------
    shares : sequence of PrintedShare
        Those of one or more topics.
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
    questions: dict[tuple[str, str], list[PrintedShare]] = {}
    for share in shares:
        if share.response_type == "multiple_response" and share.subgroup == "all":
            questions.setdefault((share.topic, share.wave_id), []).append(share)
    found = []
    for (topic, wave), answers in questions.items():
        if len(answers) < 2:
            continue
        nothing = next(
            (s for s in shares if (s.item_id, s.wave_id) == (none_of.get(topic), wave)), None
        )
        for base in shared_bases(answers, bases[wave]):
            found += _of_question(answers, base, nothing)
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
    ends = {"low": ("low", "min"), "high": ("high", "max"), "bases": ("base", list_of)}
    return bounds.groupby(keys, sort=False).agg(**ends).reset_index()


def _of_question(
    answers: Sequence[PrintedShare], base: Base, nothing: PrintedShare | None
) -> list[dict[str, object]]:
    ranges = [_range(share, base) for share in answers]
    if not all(ranges):
        return []
    low, high = zip(*(each for each in ranges if each), strict=True)
    none = _range(nothing, base) if nothing and (base.name,) == nothing.possible_bases else None
    least_without = none[0] if none else 0.0
    bounds = {
        k: pile_up_bounds(low, high, k, none=(least_without, 1.0))
        for k in range(1, len(answers) + 1)
    }
    return [
        {
            "topic": answers[0].topic, "wave_id": answers[0].wave_id, "base": base.name, "items": len(answers),
            "item_ids": list_of(share.item_id for share in answers), "at_least": k,
            "low": 100 * least, "high": 100 * most, "n_low": base.sizes[0], "n_high": base.sizes[-1],
        }
        for k, (least, most) in bounds.items()
    ]  # fmt: skip


def _range(share: PrintedShare | None, base: Base) -> tuple[float, float] | None:
    found = [k / n for k, n in readings_on(share, base)] if share else []
    return (min(found), max(found)) if found else None
