"""What the register holds, seen from above: the evidence map and the counts for the prose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from wijkteams.register.vocabulary import NO_FIGURE, USES
from wijkteams.tables import names_in

EVIDENCE_COLUMNS: Final = (
    "topic", "item_id", "label_en", "label_nl", "waves_measured", "status", "wave_id", "wave_date",
    "evidence",
)  # fmt: skip

Tables = Mapping[str, pd.DataFrame]


def evidence_map(tables: Tables) -> pd.DataFrame:
    """Say for each item and national survey what was published.

    Parameters
    ----------
    tables
        The published tables; `items`, `waves`, `figures` and `series` are used.

    Returns
    -------
    pandas.DataFrame
        One row per item that somebody could have answered and national survey; columns as in
        `EVIDENCE_COLUMNS`. `evidence` is "measured" (in the series), "unused" (a figure that the
        series does not use), "words" (statements without a figure) or "nothing". `status` is
        "repeated", "once" or "never", by the number of surveys that measured the item.
    """
    items = tables["items"].query("response_type != 'not_asked'")
    surveys = _surveys(tables)
    known = _known_cells(tables)
    cells = (
        items[["topic", "item_id", "label_en", "label_nl"]]
        .merge(surveys.rename(columns={"date": "wave_date"}), how="cross")
        .merge(known, on=["item_id", "wave_id"], how="left")
    )
    cells["evidence"] = cells["evidence"].fillna("nothing")
    measured = (cells["evidence"] == "measured").groupby(cells["item_id"]).sum()
    cells["waves_measured"] = cells["item_id"].map(measured)
    cells["status"] = (
        cells["waves_measured"].clip(upper=2).map({0: "never", 1: "once", 2: "repeated"})
    )
    return cells.reindex(columns=list(EVIDENCE_COLUMNS))


def _surveys(tables: Tables) -> pd.DataFrame:
    """Return `wave_id` and `date` of the national surveys, in order."""
    waves = tables["waves"]
    return waves.loc[waves["kind"] == "peiling", ["wave_id", "date"]].sort_values("date")


def _known_cells(tables: Tables) -> pd.DataFrame:
    """Return the best evidence for each item and wave of which anything was published."""
    figures = tables["figures"]
    figures = figures[~figures["use_reason"].isin(NO_FIGURE)]
    kinds = {"series": "measured", "qualitative": "words"}
    said = pd.DataFrame(
        {
            "item_id": figures["item_id"],
            # A figure may be said of several surveys.
            "wave_id": figures["wave_id"].map(names_in),
            "evidence": figures["use"].map(kinds).fillna("unused"),
        }
    ).explode("wave_id")
    best = pd.CategoricalDtype(["measured", "unused", "words"], ordered=True)
    cells = said.astype({"evidence": best}).groupby(["item_id", "wave_id"])["evidence"].min()
    return cells.astype("str").reset_index()


def count_rows(tables: Tables, evidence: pd.DataFrame) -> pd.DataFrame:
    """Count what the register holds.

    Parameters
    ----------
    tables
        The published tables.
    evidence
        The evidence map.

    Returns
    -------
    pandas.DataFrame
        `name` and `rows`. Figures per use add up to `figures`; items per status add up to `items`.
        `values` are the items times surveys in the series, `values_split` those of them with a
        value for a class of municipalities.
    """
    uses = tables["flow"].groupby("use")["figures"].sum().reindex(list(USES), fill_value=0)
    status = evidence.drop_duplicates("item_id")["status"].value_counts()
    series = tables["series"]
    series = series[series["wave_id"].isin(set(_surveys(tables)["wave_id"]))]
    cell = ["item_id", "wave_id"]
    read = tables["sources"]["read_state"]
    counts = {
        "figures": int(uses.sum()),
        **{f"figures_{use}": int(number) for use, number in uses.items()},
        "sources": len(read),
        "sources_full": int((read == "full").sum()),
        "items": int(status.sum()),
        **{f"items_{name}": int(status.get(name, 0)) for name in ("repeated", "once", "never")},
        "contradictions": len(tables["contradictions"]),
        "values": len(series.drop_duplicates(cell)),
        "values_split": len(series[series["subgroup"] != "all"].drop_duplicates(cell)),
    }
    return pd.DataFrame(counts.items(), columns=["name", "rows"])
