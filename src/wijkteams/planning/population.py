"""Made-up municipalities that merge as often as the real ones did, so that following them can be tried."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

_LARGE = {"g4": 4, "g32": 36}
# Codes of real municipalities stay below this one.
_FIRST_CODE, _FIRST_NEW_CODE = 9001, 9601


@dataclass(frozen=True)
class Population:
    """The made-up municipalities of each wave, the numbers of the first ones (`roots`), and their mergers.

    A wave has ``root`` (number of the first of its ancestors), ``municipality`` (code), ``name``, ``city_group`` and
    ``inhabitants``; the mergers have the form of ``data/raw/municipal_mergers.csv``.
    """

    waves: Mapping[str, pd.DataFrame]
    roots: np.ndarray
    mergers: pd.DataFrame


def make_population(sizes: Mapping[str, int], seed: int) -> Population:
    """Make municipalities, and merge pairs of small ones on the first of January before each wave.

    `sizes` are the falling numbers of municipalities in the country. Names are ``SYNTHETIC 001`` and so on; no code is that
    of a real municipality.
    """
    random = np.random.default_rng(seed)
    first = max(sizes.values())
    group = np.array(["g4"] * _LARGE["g4"] + ["g32"] * _LARGE["g32"] + ["other"] * first)[:first]
    inhabitants = np.exp(random.normal(10.1, 0.55, first))
    inhabitants = np.where(group == "g32", np.exp(random.normal(11.7, 0.3, first)), inhabitants)
    inhabitants = np.where(group == "g4", np.exp(random.normal(13.2, 0.3, first)), inhabitants)
    now = pd.DataFrame(
        {
            "root": np.arange(first),
            "municipality": [f"{_FIRST_CODE + number}" for number in range(first)],
            "name": [f"SYNTHETIC {number:03d}" for number in range(1, first + 1)],
            "city_group": group,
            "inhabitants": inhabitants.round(),
        }
    )
    waves: dict[str, pd.DataFrame] = {}
    mergers: list[dict[str, str]] = []
    for wave, size in sizes.items():
        now = _merge(now, len(now) - size, f"{wave[1:]}-01-01", mergers, random)
        waves[wave] = now
    return Population(waves, np.arange(first), pd.DataFrame(mergers))


def _merge(
    now: pd.DataFrame,
    times: int,
    date: str,
    mergers: list[dict[str, str]],
    random: np.random.Generator,
) -> pd.DataFrame:
    """Join `times` pairs: every second time under a new code, else under the code of the larger one."""
    small = now.index[now["city_group"] == "other"].to_numpy()
    pairs = random.permutation(small)[: 2 * times].reshape(-1, 2)
    kept = now.copy()
    for larger, smaller in pairs:
        one, two = now.loc[larger], now.loc[smaller]
        number = len({row["new_code"] for row in mergers if row["new_code_existed"] == "no"})
        is_new = bool(random.integers(2))
        code = str(_FIRST_NEW_CODE + number) if is_new else one["municipality"]
        name = f"SYNTHETIC new {number + 1:02d}" if is_new else one["name"]
        for old in (one, two) if is_new else (two,):
            mergers.append(
                {
                    "valid_from": date,
                    "old_code": old["municipality"],
                    "old_name": old["name"],
                    "new_code": code,
                    "new_name": name,
                    "kind": "merger",
                    "new_code_existed": "no" if is_new else "yes",
                    "address_share": "1.0",
                    "basis": "SYNTHETIC",
                }
            )
        kept.loc[larger, ["municipality", "name"]] = [code, name]
        kept.loc[larger, "inhabitants"] = one["inhabitants"] + two["inhabitants"]
        kept = kept.drop(index=smaller)
    return kept.reset_index(drop=True)
