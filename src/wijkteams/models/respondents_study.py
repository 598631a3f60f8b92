"""The worlds of the simulation, with the published margins filled in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from wijkteams.errors import InputError
from wijkteams.models.respondents_simulation import Scenario, make_scenarios


def read_study(study: Mapping[str, Any], capacity: Path, team_type: Path) -> list[Scenario]:
    """Build the worlds of the proof and of the power study.

    Parameters
    ----------
    study : mapping
        ``simulation`` of ``config/config.yaml``.
    capacity, team_type : Path
        Estimates of both topics, for the margins of the wave that the study names.

    Returns
    -------
    list of Scenario
        Those of the proof, then those of the power study (one wave, no answers left open).

    Raises
    ------
    InputError
        If the published figures have no such margin.
    """
    margins = {
        "exposed_share": _share(team_type, study["exposed_type"], study["margin_wave"]),
        "outcome_share": _share(capacity, study["item"], study["margin_wave"]),
    }
    one_wave = {**margins, "waves": 1, "overlap": 0, "missing": 0}
    return [
        *make_scenarios("proof", study["proof"], margins),
        *make_scenarios("power", study["power"], one_wave),
    ]


def _share(estimates: Path, item: str, wave: str) -> float:
    table = pd.read_csv(estimates)
    row = table[
        (table["item_id"] == item) & (table["wave_id"] == wave) & (table["subgroup"] == "all")
    ]
    if len(row) != 1:
        raise InputError(f"config/config.yaml, simulation: {item} in {wave} is not a published share")
    return float(row["share"].iloc[0]) / 100
