"""Verdicts under other choices of the rule: what must not move, what must, and the published changes."""

import pandas as pd
import pytest

from tests.estimates.made_up import made_up, shares_of
from wijkteams.estimates.changes.changes import estimate_changes
from wijkteams.estimates.changes.contrasts import contrast_items
from wijkteams.estimates.changes.sensitivity import CHOICES, COLUMNS, vary_verdicts
from wijkteams.estimates.counts.printed_share import printed_shares
from wijkteams.estimates.counts.who_answered import Bases, Wave

RANK = {"not_established": 0, "on_condition": 1, "stands": 2}


@pytest.fixture(scope="module")
def published(bases: Bases, waves: dict[str, Wave]) -> pd.DataFrame:
    found = []
    for topic in (
        "access",
        "capacity",
        "composition",
        "presence",
        "steering",
        "tasks",
        "team_type",
    ):
        rows = printed_shares(shares_of(topic))
        found.append(estimate_changes(rows, contrast_items(rows, bases, 0.95), bases, waves, 0.95))
    return pd.concat(found, ignore_index=True)


def test_vary_verdicts_stricter_choices_never_raise_a_verdict(published: pd.DataFrame) -> None:
    varied = vary_verdicts(published, 0.95)
    assert tuple(varied.columns) == COLUMNS
    rank = varied["verdict"].map(RANK)
    for choice in ("robust_12", "robust_15", "yardstick_5", "union", "holm_inside", "one_family"):
        assert (varied[f"verdict_{choice}"].map(RANK) <= rank).all(), choice
    for choice in ("robust_8", "yardstick_1", "one_base"):
        assert (varied[f"verdict_{choice}"].map(RANK) >= rank).all(), choice
    assert (varied["p_one_family"] >= varied["p_holm"]).all()


def test_vary_verdicts_says_which_turn(published: pd.DataFrame) -> None:
    varied = vary_verdicts(published, 0.95).set_index(["item_id", "wave_from", "wave_to"])
    row = varied.loc[("has_team", "w2014", "w2015")]
    row = row[row["delta_star"].notna()].iloc[0]
    assert (row["verdict"], row["turns"]) == ("stands", "robust_15;holm_inside")
    # all topics as one family: the p value of prevention is the fifth smallest of all
    assert len(published) == 27
    prevention = varied.loc[("shortfall_prevention", "w2015", "w2017")]
    p = published.set_index(["item_id", "wave_from", "wave_to"])["p"]
    assert sorted(p)[4] == p.loc[("shortfall_prevention", "w2015", "w2017")]
    assert prevention["p_one_family"] == pytest.approx(23 * sorted(p)[4])
    assert prevention["turns"] == "one_family"


def test_vary_verdicts_every_choice_turns_something(published: pd.DataFrame) -> None:
    turns = ";".join(vary_verdicts(published, 0.95)["turns"])
    assert {choice for choice in CHOICES if choice in turns} >= {
        "robust_8",
        "holm_inside",
        "one_family",
        "one_base",
    }


def test_vary_verdicts_reads_what_was_written(published: pd.DataFrame, tmp_path) -> None:
    path = tmp_path / "changes.csv"
    published.to_csv(path, index=False, float_format="%.6f")
    read = vary_verdicts(pd.read_csv(path), 0.95)
    columns = [name for name in COLUMNS if name.startswith("verdict") or name == "turns"]
    pd.testing.assert_frame_equal(
        read[columns], vary_verdicts(published, 0.95)[columns], check_dtype=False
    )


def test_vary_verdicts_one_family_counts_the_comparisons_of_other_topics(
    bases: Bases, waves: dict[str, Wave]
) -> None:
    def change(first: int, second: int, **both: str) -> pd.DataFrame:
        later = {"wave_id": "w2017", "wave_date": "2017-07-16"}
        rows = [made_up(share=first, **both), made_up(share=second, **both, **later)]
        return estimate_changes(rows, contrast_items(rows, bases, 0.95), bases, waves, 0.95)

    clear = change(30, 42)
    others = [change(50, 50, topic=f"topic_{place}") for place in range(6)]
    alone = vary_verdicts(clear, 0.95).iloc[0]
    among = vary_verdicts(pd.concat([clear, *others], ignore_index=True), 0.95).iloc[0]
    assert alone["verdict_one_family"] == alone["verdict"] == among["verdict"] == "on_condition"
    assert among["verdict_one_family"] == "not_established"
    assert among["p_one_family"] == pytest.approx(7 * alone["p_one_family"])
