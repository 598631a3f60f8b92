"""What the overlap of two surveys says of nonresponse: how far a habit of answering can bias a share."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from wijkteams.estimates.counts.who_answered import Wave
from wijkteams.statistics.response_propensity import (
    chance_overlap,
    propensity_bounds,
    readiness_variation,
)

COLUMNS = (
    "wave_id", "earlier_wave_id", "overlap_low", "overlap_high", "chance_low", "chance_high", "squared_variation_high",
    "item_id", "label_en", "label_nl", "share", "low", "high", "c_low", "c_high",
)  # fmt: skip

# Kinds of change of the boundaries in which a municipality goes on in another; a new name is not one.
MOVES = ("merger", "split")

# A piece of a divided municipality carries its answer along when it was the larger part, or when any piece does.
LARGER_PART = 0.5
ANY_PART = 0.0


def parts_of_municipalities(
    mergers: pd.DataFrame, after: str, until: str, municipalities: int, least_part: float
) -> list[int]:
    """Count from how many earlier municipalities each later one was made.

    Parameters
    ----------
    mergers : pandas.DataFrame
        ``valid_from`` (ISO date), ``kind``, ``old_code``, ``new_code``, ``new_code_existed`` and ``address_share``, as text.
    after, until : str
        Dates of the earlier and the later wave.
    municipalities : int
        Municipalities at the later date.
    least_part : float
        A municipality counts as a part where more than this share of its addresses went.

    Returns
    -------
    list of int
        One number for each later municipality; 1 where nothing changed.
    """
    within = (mergers["valid_from"] > after) & (mergers["valid_from"] <= until)
    rows = mergers[within & mergers["kind"].isin(MOVES)]
    rows = rows[rows["address_share"].astype(float) > least_part]
    parts = Counter(rows["new_code"])
    # a code that went on held a municipality before
    parts.update(set(rows.loc[rows["new_code_existed"] == "yes", "new_code"]))
    changed = sorted(parts.values(), reverse=True)
    return changed + [1] * (municipalities - len(changed))


def bound_response_propensity(
    waves: Mapping[str, Wave],
    mergers: pd.DataFrame,
    levels: Sequence[Mapping[str, object]],
    confidence: float,
) -> pd.DataFrame:
    """Bound how far a habit of answering can have biased the shares of a wave.

    Parameters
    ----------
    waves : mapping of str to Wave
        The surveys; those with a printed overlap are used.
    mergers : pandas.DataFrame
        As in `parts_of_municipalities`.
    levels : sequence of mapping
        Rows of the estimates that are shares of all that answered.
    confidence : float
        Confidence level, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each share of a wave with a printed overlap, columns as in `COLUMNS`; per cent. ``overlap`` is
        the share that also answered the earlier wave, ``chance`` what pure chance would give; ``low`` and ``high``
        the bounds if the readiness to answer is a lasting trait, beside those without assumptions.
    """
    rows = []
    for name, wave in waves.items():
        for earlier, common in wave.common.items():
            chance = [
                chance_overlap(
                    waves[earlier].respondents,
                    waves[earlier].municipalities,
                    parts_of_municipalities(
                        mergers, waves[earlier].date, wave.date, wave.municipalities, part
                    ),
                )
                for part in (LARGER_PART, ANY_PART)
            ]
            variation = max(
                readiness_variation(c, wave.respondents, wave.municipalities, each, confidence)[1]
                for c in common
                for each in chance
            )
            shares = [level for level in levels if level["wave_id"] == name]
            rows += [_row(name, earlier, wave, chance, variation, level) for level in shares]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(
    name: str,
    earlier: str,
    wave: Wave,
    chance: Sequence[float],
    variation: float,
    level: Mapping[str, object],
) -> dict[str, object]:
    common = wave.common[earlier]
    bounds = [
        propensity_bounds(int(str(level[count])), wave.respondents, wave.municipalities, variation)
        for count in ("count_low", "count_high")
    ]
    return {
        "wave_id": name, "earlier_wave_id": earlier, "overlap_low": 100 * min(common) / wave.respondents,
        "overlap_high": 100 * max(common) / wave.respondents, "chance_low": 100 * min(chance),
        "chance_high": 100 * max(chance), "squared_variation_high": variation,
        **{n: level[n] for n in ("item_id", "label_en", "label_nl", "share", "c_low", "c_high")},
        "low": 100 * min(low for low, _ in bounds), "high": 100 * max(high for _, high in bounds),
    }  # fmt: skip
