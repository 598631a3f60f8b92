"""A hundred municipalities: how many of them answered, have a team, and say that they fall short."""

from collections.abc import Mapping, Sequence

import pandas as pd

from wijkteams.checking.problems import InputError
from wijkteams.estimates.counts.who_answered import Wave
from wijkteams.tables import Row, list_of

COLUMNS = (
    "wave_id", "year", "municipalities", "respondents", "answered", "with_team", "with_team_low", "with_team_high",
    "short", "short_low", "short_high", "figure_ids",
)  # fmt: skip


def count_of_hundred(
    waves: Mapping[str, Wave], with_team: Sequence[Row], short: Sequence[Row]
) -> pd.DataFrame:
    """Set what was answered against all municipalities of the year, those that did not answer included.

    Parameters
    ----------
    waves : mapping of str to Wave
        The surveys.
    with_team, short : sequence of mapping
        Rows of the estimates with ``wave_id``, ``count``, ``count_low``, ``count_high`` and ``figure_ids``: those that
        have a team, and those that fall short. A wave without a row of `short` did not print it.

    Returns
    -------
    pandas.DataFrame
        One row for each wave with a row of `with_team`, columns as in `COLUMNS`; municipalities of every hundred.

    Raises
    ------
    InputError
        If more may fall short than have a team: the question presumes one.

    Notes
    -----
    With N municipalities of which n answered, the columns are 100 n / N, 100 t / N and 100 s / N, where t and s are
    counts of answers. A printed share p of a base of b answers leaves open every whole s with s / b = p after
    rounding; ``short`` takes the reference count, ``low`` and ``high`` the least and the greatest s over every
    possible base and its sizes b. As s is a count of municipalities that said so, and not a share of some base, the
    bases need no other footing. Nothing is said of those that did not answer.
    """
    counts = {str(row["wave_id"]): row for row in short}
    found = []
    for team in with_team:
        name = str(team["wave_id"])
        wave, row = waves[name], counts.get(name)
        if row and int(row["count_low"]) > int(team["count_high"]):
            raise InputError(
                f"{name}: {row['count_low']} fall short, {team['count_high']} have a team"
            )
        found.append(
            {
                "wave_id": name,
                "year": name.removeprefix("w"),
                "municipalities": wave.municipalities,
                "respondents": wave.respondents,
                "answered": 100 * wave.respondents / wave.municipalities,
                **_of_hundred("with_team", team, wave),
                **(_of_hundred("short", row, wave) if row else {}),
                "figure_ids": list_of(str(each["figure_ids"]) for each in (team, row) if each),
            }
        )
    return pd.DataFrame(found, columns=list(COLUMNS))


def _of_hundred(name: str, row: Row, wave: Wave) -> dict[str, float]:
    return {
        f"{name}{end}": 100 * int(row[f"count{end}"]) / wave.municipalities
        for end in ("", "_low", "_high")
    }
