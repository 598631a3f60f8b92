"""Every rule has a broken register that fires it, with file, line, column, value, rule and advice."""

import csv
from collections.abc import Callable

import pytest

from wijkteams.checking.problems import InputError
from wijkteams.register.arithmetic import ARITHMETIC_RULES
from wijkteams.register.checksums import checksum_lines
from wijkteams.register.datapackage import published_tables
from wijkteams.register.structure import STRUCTURE_RULES
from wijkteams.register.validation import validate_register

SOURCES, WAVES = "sources.csv", "waves.csv"
FIGURES, ITEMS = "topics/presence/figures.csv", "topics/presence/items.csv"
CONTRADICTIONS = "topics/presence/contradictions.csv"
CAPACITY, C_ITEMS = "topics/capacity/figures.csv", "topics/capacity/items.csv"
TEXT_RULES = {
    "file exists",
    "file is known",
    "text is UTF-8",
    "columns are as documented",
    "row has one cell per column",
    "file is CSV",
    "cell has no stray white space",
    "value can be read",
    "what is no figure is set aside",
    "code is new",
    "n is a whole number",
    "unique",
    "closed vocabulary",
    "not empty",
    "string has its form",
    "integer has its form",
    "date has its form",
}

# The rule, and the one cell that is written and then reported: file, row, column, value.
CELLS = [
    ("cell has no stray white space", FIGURES, "M1.07", "note", "two  spaces"),
    ("value can be read", FIGURES, "M1.07", "printed_value", "veel"),
    ("value can be read", FIGURES, "M1.07", "printed_value", "169"),
    ("n is a whole number", FIGURES, "M1.07", "n_printed", "224.5"),
    ("n is a whole number", FIGURES, "M1.07", "n_printed", "1.23"),
    ("subgroup has its own n", FIGURES, "MOG2016.11", "n_printed", "234"),
    ("share fits its n", FIGURES, "MOG2016.13", "printed_value", "12.5"),
    ("closed vocabulary", FIGURES, "M1.07", "unit", "per cent"),
    ("closed vocabulary", FIGURES, "M1.07", "possible_bases", "respondents;team"),
    ("not empty", FIGURES, "M1.07", "locator", ""),
    ("string has its form", SOURCES, "M1", "address", "www.movisie.nl"),
    ("integer has its form", WAVES, "w2014", "respondents", "224,0"),
    ("date has its form", WAVES, "w2014", "date", "16-10-2014"),
    ("names exist", FIGURES, "M1.07", "wave_id", "w2013"),
    ("origin is one that the source repeats", FIGURES, "M1.07", "origin_id", "M4"),
    ("row stands in its topic", ITEMS, "has_team", "topic", "capacity"),
    ("comparability follows from waves", ITEMS, "has_team", "comparability", "measured_once"),
    ("same wording is of measured waves", ITEMS, "has_team", "same_wording", "w2014;w2015"),
    (
        "same wording is of measured waves",
        C_ITEMS,
        "shortfall_prevention",
        "same_wording",
        "w2015;w2018",
    ),
    ("same wording is of measured waves", C_ITEMS, "shortfall_prevention", "same_wording", "w2015"),
    (
        "same wording is of measured waves",
        C_ITEMS,
        "shortfall_prevention",
        "same_wording",
        "w2015;w2015",
    ),
    (
        "same wording is of measured waves",
        C_ITEMS,
        "shortfall_prevention",
        "same_wording",
        "w2015;w2017",
    ),
    ("string has its form", C_ITEMS, "shortfall_prevention", "same_wording", "2015, 2017"),
    ("use fits the figure", FIGURES, "M1.07", "kind", "change"),
    ("use fits the figure", FIGURES, "M1.07", "wave_id", "w2014;w2015"),
    ("use fits the figure", FIGURES, "MOG2016.01", "use_reason", ""),
    ("repeat agrees with the series", FIGURES, "MOG2016.01", "printed_value", "86"),
    ("repeat agrees with the series", FIGURES, "MOG2016.01", "origin_id", "MOG2016"),
    ("contradiction is settled", CONTRADICTIONS, "presence_2015_88", "used_figure_id", "M1.07"),
    ("contradiction is settled", CONTRADICTIONS, "presence_2015_88", "figure_ids", "LIWW16.01"),
    ("count fits its n", FIGURES, "SOZIO15.02", "printed_value", "225"),
    ("exclusive shares stay within 100", FIGURES, "MOG2016.13", "printed_value", "15"),
    ("response follows from respondents", WAVES, "w2014", "response_printed", "66"),
    ("date is the middle of the field period", WAVES, "w2014", "date", "2014-12-16"),
    ("base is possible", CAPACITY, "MOG2016.28", "possible_bases", "respondents"),
    ("count agrees with share", FIGURES, "SOZIO15.02", "printed_value", "158"),
    ("base fits the subgroup", FIGURES, "MOG2016.11", "possible_bases", "respondents"),
]

# The rule, how the register is broken, and what is reported: file, row or line, column, value.
BROKEN: list[tuple[str, Callable, str, str | int, str, str]] = [
    ("file exists", lambda r: (r.raw / ITEMS).unlink(), ITEMS, 1, "(row)", ITEMS),
    (
        "file is known",
        lambda r: (r.raw / "topics/presence/figures.bak").write_text(""),
        "topics/presence/figures.bak",
        1,
        "(row)",
        "figures.bak",
    ),
    (
        "text is UTF-8",
        lambda r: (r.raw / WAVES).write_bytes("wave_id,één".encode("latin-1")),
        WAVES,
        1,
        "(row)",
        "byte 8",
    ),
    (
        "columns are as documented",
        lambda r: r.write(ITEMS, "item_id", wording="question"),
        ITEMS,
        1,
        "(row)",
        "item_id,topic,label_nl,label_en,question",
    ),
    (
        "row has one cell per column",
        lambda r: _append(r, ITEMS, "extra,presence"),
        ITEMS,
        5,
        "(row)",
        "2 cells",
    ),
    ("file is CSV", lambda r: _append(r, ITEMS, '"extra'), ITEMS, 5, "(row)", "unexpected end"),
    ("unique", lambda r: r.copy(SOURCES, "M1"), SOURCES, 12, "source_id", "M1"),
    ("names are unique", lambda r: r.copy(FIGURES, "M1.07"), FIGURES, 11, "figure_id", "M1.07"),
    (
        "figure is named after its source",
        lambda r: r.write(FIGURES, "M1.07", source_id="MCPB"),
        FIGURES,
        "M1.07",
        "figure_id",
        "M1.07",
    ),
    (
        "item has figures",
        lambda r: r.copy(ITEMS, "no_team", item_id="spare", comparability="not_measured"),
        ITEMS,
        5,
        "item_id",
        "spare",
    ),
    (
        "exclusive group is single choice",
        lambda r: r.write(ITEMS, "has_team", response_type="multiple_response"),
        ITEMS,
        "has_team",
        "exclusive_group",
        "presence",
    ),
    (
        "one origin is counted once",
        lambda r: r.write(FIGURES, "MOG2016.01", use="series", use_reason=""),
        FIGURES,
        "MOG2016.01",
        "use",
        "series",
    ),
    (
        "repeat agrees with the series",
        lambda r: r.write(FIGURES, "MOG2016.01", subgroup="G4"),
        FIGURES,
        "MOG2016.01",
        "use",
        "repeat",
    ),
    (
        "conflict is explained",
        lambda r: r.remove(CONTRADICTIONS, "presence_2015_88"),
        FIGURES,
        "LIWW16.01",
        "figure_id",
        "LIWW16.01",
    ),
    (
        "what is no figure is set aside",
        lambda r: r.write(FIGURES, "M1.07", printed_value="n.b."),
        FIGURES,
        "M1.07",
        "use",
        "series",
    ),
    (
        "what is no figure is set aside",
        lambda r: r.write(
            FIGURES, "M1.07", printed_value="-", use="set_aside", use_reason="not_available"
        ),
        FIGURES,
        "M1.07",
        "use",
        "set_aside",
    ),
    (
        "what is no figure is set aside",
        lambda r: r.write(FIGURES, "MOG2016.01", use="set_aside", use_reason="not_available"),
        FIGURES,
        "MOG2016.01",
        "use_reason",
        "not_available",
    ),
    (
        "revised figure is replaced",
        lambda r: r.write(FIGURES, "LIWW16.01", wave_id="w2014"),
        FIGURES,
        "LIWW16.01",
        "use_reason",
        "revised",
    ),
    (
        "code is new",
        lambda r: _add_code(r, "subgroup", "G32", "other cities"),
        "codes.csv",
        2,
        "code",
        "G32",
    ),
    (
        "share fits its n",
        lambda r: r.write(FIGURES, "MOG2016.11", n_printed="20"),
        FIGURES,
        "MOG2016.11",
        "printed_value",
        "96",
    ),
    (
        "response follows from respondents",
        lambda r: r.write(WAVES, "w2015", respondents=""),
        WAVES,
        "w2015",
        "kind",
        "peiling",
    ),
    (
        "strata add up",
        lambda r: r.write(FIGURES, "MOG2016.12", printed_value="96"),
        FIGURES,
        "MOG2016.07",
        "printed_value",
        "87",
    ),
    (
        "base is possible",
        lambda r: r.write(CAPACITY, "BB2018.36", printed_value="90"),
        CAPACITY,
        "BB2018.36",
        "possible_bases",
        "respondents;with_team;not_all_done",
    ),
]


def _append(register, file, line):
    with (register.raw / file).open("a", encoding="utf-8") as stream:
        stream.write(line + "\n")


def _add_code(register, *cells):
    (register.raw / "codes.csv").write_text(
        f"vocabulary,code,meaning\n{','.join(cells)}\n", "utf-8"
    )


def _assert_reported(register, rule, file, line, column, value):
    with pytest.raises(InputError) as raised:
        validate_register(register.raw)
    place = f"{register.raw}/{file}:{line}" + ("" if column == "(row)" else f", {column}")
    wanted = f"{place}, value '{value}" if value else f"{place}"
    found = [text for text in str(raised.value).splitlines() if text.startswith(wanted)]
    assert any(f": {rule}; " in text and not text.endswith("; ") for text in found), (
        f"no line starts with {wanted!r} and names {rule!r}:\n{raised.value}"
    )


def test_validate_register_accepts_the_small_register(small):
    checked = validate_register(small.raw)
    assert set(checked["rule"]) == {
        "cells have the documented form",
        *STRUCTURE_RULES,
        *ARITHMETIC_RULES,
    }
    assert (checked["rows_checked"] > 0).all()


@pytest.mark.parametrize(("rule", "file", "row", "column", "value"), CELLS)
def test_validate_register_reports_the_broken_cell(small, rule, file, row, column, value):
    small.write(file, row, **{column: value})
    _assert_reported(small, rule, file, small.line(file, row), column, value)


@pytest.mark.parametrize(("rule", "break_it", "file", "row", "column", "value"), BROKEN)
def test_validate_register_reports_the_broken_rule(small, rule, break_it, file, row, column, value):
    line = small.line(file, row) if isinstance(row, str) else row
    break_it(small)
    _assert_reported(small, rule, file, line, column, value)


def test_every_rule_has_a_register_that_breaks_it():
    broken = {case[0] for case in [*CELLS, *BROKEN]}
    assert broken == TEXT_RULES | set(STRUCTURE_RULES) | set(ARITHMETIC_RULES)


def test_validate_register_reports_all_problems_of_a_run_at_once(small):
    small.write(FIGURES, "M1.07", unit="per cent", locator="")
    small.write(WAVES, "w2017", response_printed="72")
    small.write("topics/capacity/items.csv", "enough_time", comparability="comparabel")
    with pytest.raises(InputError) as raised:
        validate_register(small.raw)
    rules = {problem.rule for problem in raised.value.problems}
    assert {"closed vocabulary", "not empty", "response follows from respondents"} <= rules
    assert len(str(raised.value).splitlines()) == len(raised.value.problems)
    assert 'did you mean "comparable"?' in str(raised.value)


def test_validate_register_names_the_line_after_a_cell_with_a_comma(small):
    small.write(FIGURES, "M1.07", note='a "quoted", longer note')
    small.write(FIGURES, "MOG2016.13", unit="shares")
    _assert_reported(small, "closed vocabulary", FIGURES, 10, "unit", "shares")


def test_validate_register_names_the_row_of_a_cell(small):
    small.write(FIGURES, "MOG2016.13", unit="shares")
    with pytest.raises(
        InputError, match=r"figures\.csv:\d+, unit, value 'shares' \(MOG2016\.13\): "
    ):
        validate_register(small.raw)


@pytest.mark.parametrize(
    "name", [".DS_Store", "._figures.csv", ".~lock.figures.csv#", "~$figures.csv", ".figures.csv.swp", "figures.csv~"]
)  # fmt: skip
def test_what_a_tool_leaves_beside_the_files_is_passed_by(small, name):
    checked, sums = validate_register(small.raw), checksum_lines(small.raw)
    for folder in ("", "topics", "topics/presence"):
        (small.raw / folder / name).write_bytes(b"\x00\xff")
    (small.raw / "topics" / ".ipynb_checkpoints").mkdir()
    assert validate_register(small.raw).equals(checked)
    assert checksum_lines(small.raw) == sums


@pytest.mark.parametrize("encode", [lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n")])
def test_a_mark_of_the_order_of_bytes_and_other_ends_of_lines_change_nothing(small, encode):
    tables = published_tables(small.raw)
    for path in small.raw.rglob("*.csv"):
        path.write_bytes(encode(path.read_text("utf-8")).encode())
    validate_register(small.raw)
    assert all(table.equals(tables[name]) for name, table in published_tables(small.raw).items())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "\n".join(";".join(line) for line in csv.reader(text.splitlines())).encode(),
        lambda text: text.replace("note", "né", 1).encode("cp1252"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_alone_with_the_mend(small, spoil):
    small.write(FIGURES, "M1.07", unit="shares")
    path = small.raw / "sources.csv"
    path.write_bytes(spoil(path.read_text("utf-8")))
    with pytest.raises(InputError, match="save it as CSV with commas, in UTF-8") as raised:
        validate_register(small.raw)
    (problem,) = raised.value.problems
    assert problem.file == "sources.csv"


def test_validate_register_names_a_folder_without_topics(tmp_path):
    with pytest.raises(InputError, match="register has topics"):
        validate_register(tmp_path)


def test_validate_register_survives_numbers_that_are_none(small):
    small.write(WAVES, "w2015", municipalities="many", respondents="few", date_low="soon")
    small.write(FIGURES, "MOG2016.07", printed_value="?", n_printed="?")
    with pytest.raises(InputError) as raised:
        validate_register(small.raw)
    assert {problem.value for problem in raised.value.problems} >= {"many", "few", "soon", "?"}


def test_a_subgroup_that_is_added_in_the_data_is_one_like_any_other(small):
    small.copy(
        FIGURES,
        "MOG2016.11",
        figure_id="MOG2016.90",
        subgroup="rural",
        possible_bases="farms;respondents",
    )
    _assert_reported(small, "closed vocabulary", FIGURES, 11, "subgroup", "rural")
    _add_code(small, "subgroup", "rural", "rural municipalities\npossible_bases,farms,farms")
    assert (validate_register(small.raw)["file"] == "codes.csv").any()


def test_what_is_no_figure_is_kept_as_printed_and_has_no_value(small):
    small.write(
        FIGURES, "MOG2016.01", printed_value="n.v.t.", use="set_aside", use_reason="not_applicable"
    )
    validate_register(small.raw)
    figures = published_tables(small.raw)["figures"].set_index("figure_id")
    assert figures.loc["MOG2016.01", "printed_value"] == "n.v.t."
    assert figures.loc["MOG2016.01", ["value_low", "value_high", "step"]].isna().all()


def test_thousands_of_an_n_are_read_as_printed(small):
    small.write(FIGURES, "MOG2016.01", n_printed="1.234", use="context", use_reason="other_study")
    validate_register(small.raw)
    figures = published_tables(small.raw)["figures"].set_index("figure_id")
    assert figures.loc["MOG2016.01", "n_printed"] == 1234
