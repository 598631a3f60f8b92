"""Every rule, in every format: one clear message, the value in the private folder alone, nothing half-written."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from wijkteams.checking.problems import InputError

FORMATS = ("csv", "xlsx", "sav")
# Each reading of an SPSS file starts a process; the long tier reads every broken one.
BROKEN = ["csv", "xlsx", pytest.param("sav", marks=pytest.mark.check)]
SECRET = "471147"


@dataclass(frozen=True)
class Break:
    """How to break a rule: column, row (from 0) and text; what the message must say."""

    rule: str
    column: str
    row: int | None
    text: str
    formats: tuple[str, ...] = FORMATS


BREAKS = [
    Break("a code that the mapping does not know", "TEAM", 2, SECRET),
    Break("a code that the mapping does not know", "MEER", 3, "2/471147"),
    Break("none of the list and an answer of the list", "MEER", 3, "0/2"),
    Break("an empty cell", "PREV", 1, ""),
    Break("an empty cell", "GEWICHT", 1, ""),
    Break("not a number with the decimal mark .", "GEWICHT", 2, "1,5"),
    Break("not a number above zero", "GEWICHT", 2, "-471147"),
    Break("not a CBS code of four digits", "GM", 3, "471147"),
    Break("not a plausible number: not between 500 and 2,000,000", "INW", 2, "471.147"),
    Break("not a plausible number: not between 0.01 and 100", "GEWICHT", 2, "471147"),
    Break("no municipality had this code at the date of the survey", "GM", 4, "1966"),
    Break("code and name do not belong together", "NAAM", 0, "Haren"),
]


@pytest.mark.parametrize("suffix", BROKEN)
@pytest.mark.parametrize("broken", BREAKS, ids=lambda each: f"{each.column}-{each.rule}")
def test_rule_broken_gives_one_message_without_the_value(
    broken: Break, suffix: str, run: Callable, good: dict, mapping: dict, tmp_path
) -> None:
    good[broken.column][broken.row] = broken.text
    if broken.text == "1966":
        good["NAAM"][4] = "Het Hogeland"

    with pytest.raises(InputError) as caught:
        run(good, mapping, suffix)

    lines = str(caught.value).splitlines()
    assert lines[0] == "1 problem(s); nothing was written."
    row = broken.row + (1 if suffix == "sav" else 2)
    place = list(good).index(broken.column) + 1
    assert f"row {row}, column {place} (" in lines[1]
    assert f"): {broken.rule}; " in lines[1]
    assert lines[2].endswith("problems.csv and nowhere else.")
    private = tmp_path / "private"
    assert [path.name for path in private.iterdir()] == ["problems.csv"]
    with (private / "problems.csv").open(encoding="utf-8") as file:
        kept = list(csv.DictReader(file))
    assert [(each["row"], each["column"]) for each in kept] == [(str(row), str(place))]
    if SECRET in broken.text:
        assert SECRET in kept[0]["value"]
        assert SECRET not in str(caught.value)


def _without_column(good: dict, mapping: dict) -> None:
    del good["PREV"]


def _with_column(good: dict, mapping: dict) -> None:
    good["EXTRA"] = ["a"] * 5


def _twice(good: dict, mapping: dict) -> None:
    for name, cells in good.items():
        cells.append(cells[0] if name != "PREV" else "0")


def _synthetic(good: dict, mapping: dict) -> None:
    good["synthetic"] = ["true"] * 5


def _no_name(good: dict, mapping: dict) -> None:
    del mapping["municipality"]["code"]
    mapping["ignore"] = ["GM"]
    good["NAAM"][1] = ""


WHOLE: list[tuple[Callable[[dict, dict], None], str]] = [
    (_without_column, "(shortfall_prevention): the mapping names a column that the file lacks"),
    (_with_column, "column 9: the mapping does not know this column"),
    (_twice, "a municipality answered this wave twice, differently"),
    (_synthetic, "made-up answers have both a name that starts with SYNTHETIC_"),
    (_no_name, "column 2 (municipality): a municipality without a name"),
]


@pytest.mark.parametrize("suffix", BROKEN)
@pytest.mark.parametrize(("change", "message"), WHOLE, ids=[change.__name__ for change, _ in WHOLE])
def test_file_broken_as_a_whole_gives_one_message(
    change: Callable, message: str, suffix: str, run: Callable, good: dict, mapping: dict, tmp_path
) -> None:
    change(good, mapping)
    with pytest.raises(InputError, match=r"^1 problem") as caught:
        run(good, mapping, suffix)
    assert message in str(caught.value)
    assert [path.name for path in (tmp_path / "private").iterdir()] == ["problems.csv"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_good_file_is_the_same_in_every_format(
    suffix: str, run: Callable, good: dict, mapping: dict
) -> None:
    answers = run(good, mapping, suffix)["answers"].set_index("municipality")
    assert answers.loc["1904", "shortfall_outreach"] == "yes"
    assert answers.loc["1904", "shortfall_informal_care"] == "yes"
    assert answers.loc["0014", "shortfall_outreach"] == "no"
    assert answers.loc["1680", "team_type"] == "not_asked"
    assert answers.loc["0363", "city_group"] == "g4"
    assert answers["size_class"].to_list() == [
        "below_20k", "from_100k", "from_100k", "20k_to_50k", "50k_to_100k",
    ]  # fmt: skip
    assert answers["weight"].to_list() == [1.5, 0.75, 1.25, 1.0, 1.0]


def test_problems_of_all_columns_come_at_once(run: Callable, good: dict, mapping: dict) -> None:
    good["TEAM"][0] = good["PREV"][1] = good["PREV"][2] = good["PREV"][4] = SECRET
    good["GEWICHT"][3] = "zwaar"
    with pytest.raises(InputError, match=r"^3 problem") as caught:
        run(good, mapping)
    assert "rows 3-4, 6, column 5 (shortfall_prevention)" in str(caught.value)


@pytest.mark.parametrize("keep", ["first", "last"])
def test_duplicates_are_set_aside_and_counted(
    keep: str, run: Callable, good: dict, mapping: dict
) -> None:
    _twice(good, mapping)
    for cells in good.values():
        cells.append(cells[1])  # an identical row needs no permission
    mapping["duplicates"] = keep
    frames = run(good, mapping)
    flow = dict(frames["flow"][["step", "rows"]].itertuples(index=False))
    assert flow.pop("read") == sum(flow.values()) == 7
    assert flow["set aside: identical to an earlier row"] == 1
    assert flow[f"set aside: answered twice, the {keep} is kept"] == 1
    prevention = frames["answers"].set_index("municipality").loc["0363", "shortfall_prevention"]
    assert prevention == ("yes" if keep == "first" else "no")


def test_answer_about_team_without_team_is_noticed_not_dropped(
    run: Callable, good: dict, mapping: dict
) -> None:
    good["TYPE"][2] = "1"
    frames = run(good, mapping)
    assert len(frames["answers"]) == 5
    assert frames["notices"][["row", "value"]].to_numpy().tolist() == [[4, "type_broad_all"]]


def test_margins_agree_within_rounding_or_show_the_difference(
    run: Callable, good: dict, mapping: dict
) -> None:
    assert run(good, mapping)["margins"].loc[0, ["agrees", "difference"]].to_list() == [True, 0.0]
    good["TEAM"][1] = "2"
    assert run(good, mapping)["margins"].loc[0, ["agrees", "difference"]].to_list() == [
        False,
        -20.0,
    ]


def test_wave_can_come_from_a_column(run: Callable, good: dict, mapping: dict) -> None:
    good["JAAR"] = ["2015", "2015", "2015", "2017", "2017"]
    mapping["wave"] = {"column": "JAAR", "codes": {"2015": "w2015", "2017": "w2017"}}
    waves: Any = run(good, mapping, "sav")["answers"]["wave_id"]
    assert waves.value_counts().to_dict() == {"w2015": 3, "w2017": 2}
