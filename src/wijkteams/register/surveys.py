"""The four national surveys, as later stages and readers need them."""

from pathlib import Path

import pandas as pd


def peilingen(raw: Path) -> pd.DataFrame:
    """Take the national surveys out of the raw waves.

    Parameters
    ----------
    raw : Path
        Folder of the register.

    Returns
    -------
    pandas.DataFrame
        One row for each peiling, text columns as in ``waves.csv``, in the order of the dates.
    """
    waves = pd.read_csv(raw / "waves.csv", dtype=str, keep_default_na=False)
    return waves[waves["kind"] == "peiling"].sort_values("date").reset_index(drop=True)
