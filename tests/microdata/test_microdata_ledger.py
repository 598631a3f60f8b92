"""Two releases of nearly the same file tell single answers, unless the ledger refuses the second."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from wijkteams.checking.problems import InputError
from wijkteams.microdata.codebook import TEAM_TYPES
from wijkteams.microdata.disclosure import round_to_base
from wijkteams.microdata.ledger import COLUMNS, check_ledger, read_ledger, write_ledger
from wijkteams.models.plan import read_plan
from wijkteams.models.respondents_release import Rules, release
from wijkteams.models.respondents_tables import tabulate_types

ROOT = Path(__file__).parents[2]
PLAN = read_plan(ROOT / "config" / "plan_of_analysis.yaml")
ITEM = "shortfall_prevention"
RULES = {"threshold": 10, "base": 5}
EMPTY = pd.DataFrame(columns=list(COLUMNS), dtype=str)


def released(answers: pd.DataFrame, threshold: int = 10) -> dict[str, pd.DataFrame]:
    return release(tabulate_types(answers), Rules(threshold, 5), PLAN)


def passes(second: dict[str, pd.DataFrame], ledger: pd.DataFrame) -> bool:
    try:
        check_ledger(second, ledger, RULES, "2027-01-02")
    except InputError:
        return False
    return True


@pytest.fixture
def survey(answers) -> pd.DataFrame:
    return answers(4)


@pytest.fixture
def ledger(survey: pd.DataFrame) -> pd.DataFrame:
    return check_ledger(released(survey), EMPTY, RULES, "2027-01-01")


def exact_counts(answers: pd.DataFrame, shown: pd.DataFrame) -> pd.Series:
    """What the attacker is taken to know of a release: each shown number to the last municipality."""
    keys = ["item_id", "wave_id", "team_type"]
    return tabulate_types(answers).merge(shown[keys]).set_index(keys)["yes"]


def test_difference_of_two_releases_tells_answers_without_the_ledger(survey: pd.DataFrame) -> None:
    first = exact_counts(survey, released(survey)["counts"])
    told = 0
    for left_out in survey.index[:4]:
        rest = survey.drop(index=left_out)
        second = exact_counts(rest, released(rest)["counts"])
        gap = (first - second).dropna()
        own = gap[gap.index.get_level_values("team_type") == survey["team_type"][left_out]]
        own = own[own.index.get_level_values("wave_id") == survey["wave_id"][left_out]]
        told += sum(
            (value == 1) == (survey.loc[left_out, item] == "yes")
            for (item, *_), value in own.items()
        )
    assert told >= 6


def test_second_release_is_refused_or_the_same_to_the_byte(
    survey: pd.DataFrame, ledger: pd.DataFrame
) -> None:
    first, outcomes = released(survey), set()
    for left_out in ([0], [1], [2], [*range(10)]):
        second = released(survey.drop(index=left_out))
        passed = passes(second, ledger)
        assert passed == all(second[name].equals(first[name]) for name in first)
        outcomes.add(passed)
    assert outcomes == {True, False}


@pytest.mark.parametrize("yes", range(10, 21))
@pytest.mark.parametrize("no", [10, 12, 13, 18])
def test_the_same_rounded_number_leaves_either_answer_possible(yes: int, no: int) -> None:
    """What a second release that passes says of the one municipality that left: nothing."""
    looks = tuple(round_to_base(np.array([yes, no]), 5))
    near = [(y, n) for y in range(yes - 5, yes + 6) for n in range(no - 5, no + 6)]
    fits = [pair for pair in near if tuple(round_to_base(np.array(pair), 5)) == looks]
    said_yes = [(y, n) for y, n in fits if (y - 1, n) in fits]
    said_no = [(y, n) for y, n in fits if (y, n - 1) in fits]
    assert said_yes
    assert said_no


def test_same_release_again_changes_no_byte(
    survey: pd.DataFrame, ledger: pd.DataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text(",".join(COLUMNS) + "\n")
    write_ledger(ledger, path)
    before = path.read_bytes(), path.stat().st_ino
    assert b".0" not in before[0]
    again = check_ledger(released(survey), read_ledger(path), RULES, "2028-01-01")
    write_ledger(again, path)
    assert (path.read_bytes(), path.stat().st_ino) == before
    assert [each.name for each in tmp_path.iterdir()] == ["ledger.csv"]


def test_survey_that_is_new_is_added_and_the_old_rows_stay(survey: pd.DataFrame) -> None:
    part = survey[survey["wave_id"] == "w2017"]
    first = check_ledger(released(part), EMPTY, RULES, "2027-01-01")
    both = check_ledger(released(survey), first, RULES, "2027-06-01")
    pd.testing.assert_frame_equal(both.iloc[: len(first)], first)
    assert set(both.iloc[len(first) :]["wave_id"]) == {"w2019"}
    # A table that was withheld stands in it too: shown later, it would tell as much as a change.
    assert len(both) == 2 * 2 * len(TEAM_TYPES)


def test_other_rules_for_the_same_survey_are_refused(
    survey: pd.DataFrame, ledger: pd.DataFrame
) -> None:
    with pytest.raises(InputError, match=r"^Nothing is released: .* was released before"):
        check_ledger(released(survey, 9), ledger, {"threshold": 9, "base": 5}, "2027-01-02")


def test_table_that_was_withheld_before_is_not_shown_now(
    survey: pd.DataFrame, ledger: pd.DataFrame
) -> None:
    hidden = ledger.assign(yes_rounded="", no_rounded="", reason="whole_table")
    assert not passes(released(survey), hidden)


@pytest.mark.parametrize("text", [None, "", "a,b\n1,2\n", ",".join(COLUMNS[:-1]) + "\n"])
def test_ledger_that_is_gone_or_changed_stops_the_release(text: str | None, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    if text is not None:
        path.write_text(text)
    with pytest.raises(InputError, match="take it back from git"):
        read_ledger(path)


def test_ledger_of_the_project_can_be_read() -> None:
    assert tuple(read_ledger(ROOT / "data" / "releases" / "ledger.csv").columns) == COLUMNS
