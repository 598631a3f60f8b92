"""Two waves that share respondents: what is known of how many answered both."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkteams.statistics.counts import counts_from_share

DAYS_PER_YEAR = 365.25

IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Wave:
    """One survey.

    Attributes
    ----------
    respondents, municipalities : int
        Municipalities that answered, and all of that year.
    common : mapping of str to tuple of int
        For an earlier wave, every admissible number of respondents that answered it too, where a share was printed.
    """

    respondents: int
    municipalities: int
    common: Mapping[str, tuple[int, ...]]


def read_waves(waves: pd.DataFrame) -> dict[str, Wave]:
    """Take the surveys with a printed number of respondents and municipalities.

    Parameters
    ----------
    waves : pandas.DataFrame
        The raw waves, as text.

    Returns
    -------
    dict of str to Wave
        By ``wave_id``.
    """
    known = waves[(waves["respondents"] != "") & (waves["municipalities"] != "")]
    found = {}
    for row in known.to_dict("records"):
        n = int(row["respondents"])
        common = (
            {row["overlap_with"]: counts_from_share(Fraction(row["overlap_printed"]) / 100, n)}
            if row["overlap_printed"]
            else {}
        )
        found[row["wave_id"]] = Wave(n, int(row["municipalities"]), common)
    return found


def overlap_limits(
    waves: Mapping[str, Wave], earlier: str, later: str, sizes1: IntArray, sizes2: IntArray
) -> tuple[IntArray, IntArray]:
    """Bound how many members of two bases, one in each wave, are the same municipalities.

    Parameters
    ----------
    waves : mapping of str to Wave
        The surveys.
    earlier, later : str
        Two of them.
    sizes1, sizes2 : array of int
        Sizes of the bases, at most the respondents.

    Returns
    -------
    low, high : array of int
        Where the overlap of the respondents was printed, those outside the bases may have been part of it.
    """
    first, second = waves[earlier], waves[later]
    common = second.common.get(earlier, ())
    n1, n2 = np.broadcast_arrays(sizes1, sizes2)
    high = np.minimum(n1, n2)
    if common:
        outside = (first.respondents - n1) + (second.respondents - n2)
        return np.maximum(0, min(common) - outside), np.minimum(high, max(common))
    population = max(first.municipalities, second.municipalities)
    return np.minimum(high, np.maximum(0, n1 + n2 - population)), high
