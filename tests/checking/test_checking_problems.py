"""One way to report bad input; of a respondent-level file without any value."""

import ast
from pathlib import Path

import pytest

from wijkteams.checking.problems import (
    InputError,
    Problem,
    did_you_mean,
    raise_if_any,
    raise_without_values,
)

SOURCE = Path(__file__).parents[2] / "src" / "wijkteams"
FULL = Problem("f.csv", 3, "age", "not a number", "write digits", value="old", nearest="older")


def test_a_problem_in_full_names_place_value_rule_and_hint():
    with pytest.raises(InputError) as caught:
        raise_if_any([Problem("z", 0, "", "it is gone"), FULL, FULL], Path("raw"))
    assert str(caught.value) == (
        "raw/f.csv:3, age, value 'old': not a number; write digits\nraw/z: it is gone"
    )
    assert len(caught.value.problems) == 2


def test_without_values_says_one_rule_once_and_keeps_the_value_apart():
    rows = [Problem("f.csv", row, 2, "bad", "mend", value=f"v{row}") for row in (2, 4, 5, 6)]
    with pytest.raises(InputError) as caught:
        raise_without_values([*rows, FULL])
    assert str(caught.value).splitlines() == [
        "2 problem(s); nothing was written.",
        "f.csv, rows 2, 4-6, column 2: bad; mend",
        "f.csv, row 3, age: not a number; write digits",
    ]
    assert [each.value for each in caught.value.problems] == ["v2", "v4", "v5", "v6", "old"]


def test_nothing_is_raised_where_there_is_no_problem():
    raise_if_any([])
    raise_without_values([])


def test_did_you_mean_names_the_nearest_or_some_of_all():
    assert did_you_mean("shar", ["share", "count"]) == 'did you mean "share"?'
    assert did_you_mean("q", ["share", "count"]) == "known are share, count"
    assert did_you_mean("q", map(str, range(20))).endswith("10, 11 and 8 more")


def in_full(source: str) -> bool:
    """Whether a module can print the value of a problem."""
    names = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
    return "raise_if_any" in names


def test_no_module_on_respondent_level_files_reports_in_full():
    found = [path.name for path in (SOURCE / "microdata").glob("*.py") if in_full(path.read_text())]
    assert found == []
    assert in_full("raise_if_any(problems)")
