"""The tidy tables: declared as they are, found where they were put, and light to load."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml

from wijkteams.checking.problems import InputError
from wijkteams.numbers.formats import UNITS
from wijkteams.numbers.tidy import TIDY
from wijkteams.reading.bases import changes_on, pile_up_on, shares_on
from wijkteams.reading.tables import EVERY, load, show

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def project(results: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(results.parent)
    return results


@pytest.mark.parametrize("name", TIDY)
def test_every_column_of_a_table_is_declared_with_a_unit_that_can_be_printed(name: str) -> None:
    assert list(load(name)) == [column.name for column in TIDY[name].columns]
    assert {column.unit for column in TIDY[name].columns} <= {None, *UNITS}
    assert all(column.head and column.holds for column in TIDY[name].columns)


def test_the_shares_are_those_of_every_topic_that_is_estimated() -> None:
    topics = yaml.safe_load((ROOT / "config" / "config.yaml").read_text("utf-8"))["estimated_topics"]  # fmt: skip
    assert TIDY["shares"].files == tuple(f"estimates/{topic}.csv" for topic in topics)


def test_a_download_loads_as_the_results_do(project: Path, tmp_path: Path) -> None:
    (tmp_path / "shares.csv").write_text(TIDY["shares"].text(project), encoding="utf-8")
    pd.testing.assert_frame_equal(load("shares", tmp_path), load("shares", project))
    with pytest.raises(InputError, match=r"holds no models\.csv"):
        load("models", tmp_path)


def test_what_is_computed_over_every_base_is_what_is_published() -> None:
    published = load("pile_up")
    published = published[published["topic"] == "goals"].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        pile_up_on(EVERY, "goals"), published, check_dtype=False, atol=1e-6
    )
    shares, computed = load("shares"), shares_on(EVERY, "access", "steering")
    known = shares[shares["topic"].isin(["access", "steering"])].reset_index(drop=True)
    numbers = known.select_dtypes("number").columns
    pd.testing.assert_frame_equal(computed[numbers], known[numbers], check_dtype=False, atol=1e-6)


def test_fewer_answers_make_an_interval_wider() -> None:
    few, many = (changes_on(n, "access").iloc[0] for n in (160, 200))
    assert few["b_low"] < many["b_low"] < 0
    assert few["change"] == many["change"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: load("share"), 'no table \'share\'; did you mean "shares"'),
        (lambda: show(load("changes"), "changes", ["verdit"], "Verdicts"), 'did you mean "verdict"'),
        (lambda: show(load("hundred"), "hundred", ["year"], "Years", "with_teams"), "did you mean"),
        (lambda: shares_on("with_teams", "access"), 'did you mean "with_team"'),
        (lambda: shares_on(300, "access"), "only 242 took part in w2017"),
        (lambda: shares_on(EVERY, "acces"), 'did you mean "access"'),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_named_with_the_nearest_that_does(wrong, said: str) -> None:
    with pytest.raises(InputError, match=said):
        wrong()


def test_a_shown_frame_speaks_in_words() -> None:
    rows = load("changes").query("item_id == 'team_reaches_out'")
    columns = ["label_en", ("wave_from", "wave_to"), ("b_low", "b_high"), "verdict"]
    shown = show(rows, "changes", columns, "Reaching out", "with_team")
    assert shown.head[:2] == ["Item", "Surveys"] and "percentage points" in shown.head[2]
    assert shown.cells == [["team reaches out", "2017 to 2019", "−21.4 to −0.2", "not established"]]
    assert "Municipalities with a team that answered." in repr(shown)


def test_loading_a_table_needs_neither_statistics_nor_drawing() -> None:
    heavy = "{'statsmodels', 'scipy', 'matplotlib', 'seaborn'} & set(sys.modules)"
    code = f"import sys, wijkteams.reading.tables; print({heavy})"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True,
        env={"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert done.stdout.strip() == "set()"
