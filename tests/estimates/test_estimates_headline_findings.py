"""The five findings of the first page: each from the result that holds it, none made up."""

import pandas as pd
import pytest

from wijkteams.estimates.claims.headline_findings import (
    ASSOCIATION,
    CHANGES,
    collect_headline_findings,
)

WAVES = [(item, wave) for _, item, first, last in CHANGES for wave in (first, last)]
SHARES = pd.DataFrame(
    [
        {
            "item_id": item, "wave_id": wave, "wave_date": f"{wave[1:]}-11-01", "subgroup": subgroup,
            "share": 10.0 + place, "a_low": 5.0 + place,
            "a_high": 20.0 + place, "figure_ids": f"{item}.{wave}",
        }
        for place, (item, wave) in enumerate(WAVES)
        for subgroup in ("all", "G32")
    ]
).assign(share=lambda rows: rows["share"].where(rows["subgroup"] == "all", 99.0))  # fmt: skip
VERDICTS = ("stands", "stands", "not_established", "on_condition")
JUDGED = pd.DataFrame(
    [
        {
            "item_id": item,
            "subgroup": "all",
            "wave_from": first,
            "wave_to": last,
            "verdict": verdict,
        }
        for (_, item, first, last), verdict in zip(CHANGES, VERDICTS, strict=True)
    ]
)


PAIR = pd.DataFrame([
    dict(zip(("wave_id", "type_id", "shortfall_id"), ASSOCIATION, strict=True))
    | {"given_low": 0, "given_high": 84, "given_not_low": 1, "given_not_high": 71}
])  # fmt: skip
NO_TABLE = pd.DataFrame(columns=["wave_id", "type_id", "shortfall_id", "against_id"])


def test_findings_hold_shares_intervals_and_verdicts_of_all_municipalities():
    found = collect_headline_findings(SHARES, JUDGED, PAIR, NO_TABLE)
    changes = found[found["group"] == "all"]
    assert list(zip(changes["finding"], changes["wave_id"], strict=True)) == WAVES
    assert changes["share"].tolist() == [10.0 + place for place in range(len(WAVES))]
    assert changes["low"].tolist() == [5.0 + place for place in range(len(WAVES))]
    assert changes["verdict"].tolist() == [each for each in VERDICTS for _ in range(2)]


def test_type_of_team_has_bounds_until_a_table_was_printed():
    groups = collect_headline_findings(SHARES, JUDGED, PAIR, NO_TABLE).tail(2)
    assert groups["share"].isna().all()
    assert groups[["low", "high"]].to_numpy().tolist() == [[0, 84], [1, 71]]
    assert set(groups["verdict"]) == {"not_established"}


def test_type_of_team_has_shares_and_a_verdict_from_a_printed_table():
    key = dict(zip(NO_TABLE.columns, (*ASSOCIATION, "others"), strict=True))
    shares = {
        "share": 51,
        "share_low": 41,
        "share_high": 61,
        "against_share": 29,
        "against_low": 21,
        "against_high": 39,
    }
    table = pd.DataFrame([key | shares | {"verdict": "stands", "figure_ids": "ONE.01;ONE.02"}])
    groups = collect_headline_findings(SHARES, JUDGED, PAIR, table).tail(2)
    assert groups[["share", "low", "high"]].to_numpy().tolist() == [[51, 41, 61], [29, 21, 39]]
    assert set(groups["verdict"]) == {"stands"}


def test_a_finding_whose_change_was_not_judged_is_refused():
    with pytest.raises(KeyError, match="shortfall_outreach"):
        collect_headline_findings(SHARES, JUDGED.drop(2), PAIR, NO_TABLE)
