"""Shares and tables for the tests of the estimates."""

import io
from pathlib import Path
from typing import Any

import pandas as pd

from wijkteams.estimates.counts.printed_share import PrintedShare, shares_in
from wijkteams.register.series import build_series

RAW = Path(__file__).parents[2] / "data" / "raw"


def series_of(topic: str) -> pd.DataFrame:
    """The series of a topic, read as the workflow does: from CSV, as text."""
    written = build_series(RAW, topic).series.to_csv(index=False)
    return pd.read_csv(io.StringIO(written), dtype=str, keep_default_na=False)


def shares_of(topic: str) -> list[PrintedShare]:
    """The shares of a topic."""
    return shares_in(series_of(topic))


def made_up(**changes: Any) -> PrintedShare:
    """A share as the register writes it, from cells; `share` sets the printed value."""
    row = {
        "topic": "made_up", "item_id": "item", "label_en": "item", "label_nl": "item", "wave_id": "w2015",
        "wave_date": "2015-10-16", "subgroup": "all", "unit": "percent", "printed_value": "40", "value_low": "40",
        "value_high": "40", "step": "1", "possible_bases": "respondents", "n_printed": "",
        "response_type": "yes_no", "exclusive_group": "", "comparability": "comparable", "same_wording": "",
        "reading": "printed", "figure_ids": "ONE.01", "note": "",
    }  # fmt: skip
    if "share" in changes:
        share = str(changes.pop("share"))
        row |= {"printed_value": share, "value_low": share, "value_high": share}
    return shares_in(pd.DataFrame([row | changes]))[0]
