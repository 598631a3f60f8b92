"""Verdicts under other choices of the rule: what must not move, what must, and the published changes."""

import pandas as pd
import pytest

from tests.estimates.made_up import made_up, shares_of
from wijkteams.estimates.changes.changes import estimate_changes
from wijkteams.estimates.changes.contrasts import contrast_items
from wijkteams.estimates.changes.sensitivity import COLUMNS, LIMITS, vary_verdicts
from wijkteams.estimates.counts.printed_share import printed_shares
from wijkteams.estimates.counts.who_answered import Bases, Wave
from wijkteams.estimates.rule.verdicts import LEAST_BREAKDOWN

RANK = {"cannot_be_told": 0, "stands_with_caveat": 1, "stands": 2}


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


def test_vary_verdicts_the_choices_of_the_rule_give_its_verdicts(published: pd.DataFrame) -> None:
    varied = vary_verdicts(published, 0.95)
    assert tuple(varied.columns) == COLUMNS
    assert LEAST_BREAKDOWN in LIMITS
    assert varied["verdict"].tolist() == varied[f"verdict_{LEAST_BREAKDOWN:.0f}"].tolist()


def test_vary_verdicts_stricter_choices_never_raise_a_verdict(published: pd.DataFrame) -> None:
    varied = vary_verdicts(published, 0.95)
    ranks = varied[[f"verdict_{limit}" for limit in LIMITS]].apply(lambda column: column.map(RANK))
    assert (ranks.diff(axis=1).iloc[:, 1:] <= 0).all().all()
    assert (varied["verdict_one_family"].map(RANK) <= varied["verdict"].map(RANK)).all()
    assert (varied["p_one_family"] >= varied["p_holm"]).all()
    assert (varied["interval_breakdown"] <= varied["breakdown"]).all()


def test_vary_verdicts_says_which_turn(published: pd.DataFrame) -> None:
    varied = vary_verdicts(published, 0.95).set_index(["item_id", "wave_from", "wave_to"])
    row = varied.loc[("team_reaches_out", "w2017", "w2019")]
    assert (row["verdict"], row["verdict_12"], row["turns"]) == ("stands", "cannot_be_told", "yes")
    assert varied.loc[("work_income_worker", "w2014", "w2017"), "turns"] == "no"


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
    assert alone["verdict_one_family"] == alone["verdict"] == among["verdict"] == "stands"
    assert among["verdict_one_family"] == "stands_with_caveat"
    assert among["p_one_family"] == pytest.approx(7 * alone["p_one_family"])
