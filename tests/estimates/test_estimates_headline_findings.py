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
            "item_id": item, "wave_id": wave, "subgroup": subgroup, "share": 10.0 + place, "a_low": 5.0 + place,
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


def pair(low: float, high: float) -> pd.DataFrame:
    names = dict(zip(("wave_id", "type_id", "shortfall_id"), ASSOCIATION, strict=True))
    bounds = {"given_low": 0, "given_high": 84, "given_not_low": 1, "given_not_high": 71}
    return pd.DataFrame([names | bounds | {"difference_low": low, "difference_high": high}])


def test_findings_hold_shares_intervals_and_verdicts_of_all_municipalities():
    found = collect_headline_findings(SHARES, JUDGED, pair(-54, 54))
    changes = found[found["group"] == "all"]
    assert list(zip(changes["finding"], changes["wave_id"], strict=True)) == WAVES
    assert changes["share"].tolist() == [10.0 + place for place in range(len(WAVES))]
    assert changes["low"].tolist() == [5.0 + place for place in range(len(WAVES))]
    assert changes["verdict"].tolist() == [each for each in VERDICTS for _ in range(2)]


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(-54, 54, "not_established"), (0, 9, "not_established"), (3, 9, "stands"), (-9, -3, "stands")],
)
def test_type_of_team_has_bounds_only_and_stands_when_they_leave_zero(low, high, verdict):
    groups = collect_headline_findings(SHARES, JUDGED, pair(low, high)).tail(2)
    assert groups["share"].isna().all()
    assert groups[["low", "high"]].to_numpy().tolist() == [[0, 84], [1, 71]]
    assert set(groups["verdict"]) == {verdict}


def test_a_finding_whose_change_was_not_judged_is_refused():
    with pytest.raises(KeyError, match="shortfall_outreach"):
        collect_headline_findings(SHARES, JUDGED.drop(2), pair(-54, 54))
