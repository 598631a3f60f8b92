"""Each headline claim against how far those who did not answer may differ: a curve in place of a threshold."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from wijkteams.estimates.claims.catalogue import Claim
from wijkteams.estimates.claims.compared import Tables, parts_of
from wijkteams.estimates.claims.comparisons import Part
from wijkteams.statistics.delta_star import Reading, near_end
from wijkteams.tables import rows_of

COLUMNS = ("claim_id", "claim_en", "claim_nl", "delta", "set_near", "set_far", "near", "far")

DELTAS = tuple(np.arange(0, 20.5, 0.5).tolist())
"""Points by which those who did not answer may differ."""
SHOWN = (0.0, 2.5, 5.0, 10.0, 15.0, 20.0)
"""Those of the table for the page."""


def delta_curve(claims: Sequence[Claim], tables: Tables) -> pd.DataFrame:
    """Follow each claim over `DELTAS`.

    Parameters
    ----------
    claims : sequence of mapping
        Those that compare.
    tables : Tables
        What they are judged on.

    Returns
    -------
    pandas.DataFrame
        One row for each claim and delta, columns as in `COLUMNS`; points beyond zero, or beyond the limit, in the direction
        that is claimed. ``set_near`` and ``set_far`` are the ends of the identified set over everything that is left open,
        ``near`` and ``far`` those of its interval by Imbens and Manski. ``near`` crosses zero at ``delta*`` of the claim,
        ``far`` at that of its opposite.

    Raises
    ------
    InputError
        If a test names a share that was not published.
    """
    rows = []
    for claim in claims:
        parts = parts_of(claim, tables)
        for delta in DELTAS:
            of_set = ends_at(parts, delta, tables.confidence, "estimate")
            ends = ends_at(parts, delta, tables.confidence)
            rows.append((claim["id"], claim["en"], claim["nl"], delta, *of_set, *ends))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def ends_at(
    parts: Sequence[Part], delta: float, confidence: float, reading: Reading = "imbens_manski"
) -> tuple[float, float]:
    """Return both ends of the interval of comparisons that must all hold, at one delta.

    Parameters
    ----------
    parts : sequence of Part
        The comparisons.
    delta : float
        In points.
    confidence, reading
        As in `delta_star.near_end`.

    Returns
    -------
    near, far : float
        Points, by the tests that decide. Of several comparisons the least counts, at each end.
    """
    share = delta / 100
    both = [part.deciding for part in parts]
    near = [near_end(m, share, confidence, reading) for claimed, _ in both for m in claimed]
    far = [max(-near_end(m, share, confidence, reading) for m in opposite) for _, opposite in both]
    return 100 * min(near), 100 * min(far)


def curve_at_a_glance(curve: pd.DataFrame) -> pd.DataFrame:
    """Put the near ends of each claim at the deltas of `SHOWN` beside each other, as ``near_0``, ``near_2_5`` and so on."""
    shown = curve[curve["delta"].isin(SHOWN)]
    rows: dict[str, dict[str, object]] = {}
    for row in rows_of(shown):
        named = {name: row[name] for name in ("claim_id", "claim_en", "claim_nl")}
        column = f"near_{row['delta']:g}".replace(".", "_")
        rows.setdefault(row["claim_id"], named)[column] = row["near"]
    return pd.DataFrame(list(rows.values()))
