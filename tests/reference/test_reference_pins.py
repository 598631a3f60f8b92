"""Nothing that is published moves unseen: results just computed from data/raw against the pins."""

import re
from pathlib import Path

import pandas as pd
import pytest

from tests.reference.build import NUMBERS, RECOMPUTED, ROOT, published
from tests.reference.pins import (
    PINNED,
    PINS,
    RENEW,
    Difference,
    differences,
    note_moves,
    pins_of,
    read_pins,
    told,
    write_pins,
)

Pins = dict[str, pd.DataFrame]

# Transcriptions and counts of them, which the register's own checks hold.
# The last three are empty until a source prints type of team and shortfall in one table.
NOT_PINNED = {
    "results/register/evidence.csv", "results/register/surveys.csv", NUMBERS, RECOMPUTED, "results/estimates/by_type.csv",
    "results/estimates/type_explained.csv", "results/models/by_type.csv",
}  # fmt: skip


@pytest.fixture(scope="module")
def computed(results: Path) -> Pins:
    return pins_of(results)


@pytest.mark.parametrize("name", ["numbers", *PINS])
def test_published_results_are_those_that_were_pinned(computed: Pins, name: str) -> None:
    pinned = read_pins(PINNED)
    moved = list(differences({name: pinned[name]}, {name: computed[name]}))
    assert not moved, f"{len(moved)} cells moved:\n{told(moved)}\nIf they should: {RENEW}"


def test_everything_published_is_pinned(results: Path) -> None:
    found = {
        str(path.relative_to(results.parent))
        for patterns, _ in PINS.values()
        for pattern in patterns
        for path in results.glob(pattern)
    }
    # those that turn are rows of the table of all, and a glance at the curve is a part of it
    parts = {
        "results/estimates/verdict_sensitivity_turning.csv",
        "results/estimates/delta_curve_at_a_glance.csv",
    }
    assert set(published()) - NOT_PINNED - parts <= found
    assert {path.stem for path in PINNED.glob("*.csv")} == {"numbers", *PINS}


def test_renewing_is_a_target_of_make() -> None:
    assert re.search(rf"^{RENEW.removeprefix('make ')}:", (ROOT / "Makefile").read_text(), re.M)


def test_pins_survive_their_files(computed: Pins, tmp_path: Path) -> None:
    write_pins(computed, tmp_path)
    assert list(differences(read_pins(tmp_path), computed)) == []


@pytest.mark.parametrize("table", ["changes", "claims_compared", "hundred", "effects"])
def test_a_value_that_moves_by_a_thousandth_is_named(computed: Pins, table: str) -> None:
    row = computed[table].index[-1]
    column = next(c for c in computed[table] if "." in computed[table].at[row, c])
    moved = computed[table].copy()
    old = moved.at[row, column]
    moved.at[row, column] = new = f"{float(old) * 1.001:.6g}"
    (found,) = differences(computed, computed | {table: moved})
    assert found == (table, row, column, old, new)
    assert str(found) == f"{table}, {row}, {column}: {old} -> {new}"


def test_the_texts_that_print_what_moved_are_named() -> None:
    key = "presence.has_team.w2019"
    said = told([Difference("numbers", key, "en", "83%", "82%")])
    for path in ("chapters/presence.md", "nl/chapters/raadsmemo.md"):
        wanted = {
            f"{path}:{number}: {key}"
            for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1)
            if f"`{key}" in line
        }
        assert wanted and wanted <= set(said.splitlines())
    assert f"{key}_" not in said and "change." not in said


def test_a_row_a_column_and_a_table_that_go_are_named(computed: Pins) -> None:
    hundred = computed["hundred"]
    without_row = differences(
        {"hundred": hundred}, {"hundred": hundred.drop(index=hundred.index[1])}
    )
    assert {each.row for each in without_row} == {hundred.index[1]}
    without_column = differences(
        {"hundred": hundred}, {"hundred": hundred.drop(columns=["answered"])}
    )
    assert {each.column for each in without_column} == {"answered"}
    assert {each.table for each in differences(computed, {})} == set(computed)


def test_changelog_of_numbers_tells_each_move_once_in_a_version(tmp_path: Path) -> None:
    def step(old: str, new: str) -> str:
        pins = [
            {"numbers": pd.DataFrame({"en": [text], "low": [text[:2]]}, index=["share"])}
            for text in (old, new)
        ]
        note_moves(list(differences(*pins)), changelog, "1.1")
        return changelog.read_text(encoding="utf-8")

    changelog = tmp_path / "numbers.csv"
    assert step("38%", "39%") == "version,what,old,new\n1.1,numbers share,38%,39%\n"
    assert step("39%", "40%") == "version,what,old,new\n1.1,numbers share,38%,40%\n"
    assert step("40%", "38%") == "version,what,old,new\n"


def test_no_lower_end_lies_above_its_upper_end(results: Path) -> None:
    paths = [*results.glob("estimates/**/*.csv"), *results.glob("models/**/*.csv")]
    pairs = 0
    for path in paths:
        table = pd.read_csv(path)
        for low in [column for column in table if "low" in column.split("_")]:
            high = low.replace("low", "high")
            if high in table:
                pairs += 1
                assert not (table[low] > table[high]).any(), f"{path.name}: {low} above {high}"
    assert pairs > 100


def test_every_result_calls_an_item_as_the_register_does(results: Path) -> None:
    """Pins leave words out: here a label in the wrong language, or that of another item, is noticed."""
    items = pd.read_csv(results / "register" / "package" / "items.csv").set_index("item_id")
    seen = 0
    for path in sorted(results.rglob("*.csv")):
        table = pd.read_csv(path)
        for prefix in ("", "against_", "first_", "second_", "shortfall_", "type_"):
            name = f"{prefix}id" if prefix else "item_id"
            for language in ("en", "nl"):
                label = f"{prefix}label_{language}"
                if {name, label} <= set(table):
                    known = table[table[name].isin(items.index)]
                    assert (
                        known[label].tolist()
                        == known[name].map(items[f"label_{language}"]).tolist()
                    ), (path, label)
                    seen += len(known)
    assert seen > 300
