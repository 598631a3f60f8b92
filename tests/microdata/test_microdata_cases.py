"""Files as they go wrong in life: each gives one clear sentence with its place, or is read right. All made by hand."""

import csv
import hashlib
import io
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pandas as pd
import pyreadstat
import pytest
import yaml

from tests.microdata.conftest import LISTS, PUBLISHED, ROOT, write_csv, write_xlsx
from tests.workflow.projects import Project
from wijkteams.checking.problems import InputError, shown
from wijkteams.microdata.pipeline import check_file, clean_files
from wijkteams.microdata.problems import neutral
from wijkteams.microdata.setting import read_setting

HEAD = ["GM", "NAAM", "TEAM", "TYPE", "PREV", "MEER", "INW", "GEWICHT"]


@pytest.fixture
def form(mapping: dict, tmp_path: Path) -> Path:
    path = tmp_path / "m.yaml"
    path.write_text(yaml.safe_dump(mapping), encoding="utf-8")
    return path


@pytest.fixture
def refusal(form: Path, tmp_path: Path) -> Callable[..., str]:
    """What is said of a file, which takes no more than seconds."""

    def _refusal(file: Path, mapping: Path = form) -> str:
        begun = time.monotonic()
        with pytest.raises(InputError) as caught:
            check_file(file, mapping, LISTS, tmp_path / "private")
        assert time.monotonic() - begun < 10
        assert len(str(caught.value)) < 2000
        return str(caught.value)

    return _refusal


def sheet(good: dict, path: Path, change: Callable[[Any], None]) -> Path:
    write_xlsx(good, path)
    book = openpyxl.load_workbook(path)
    change(book.active)
    book.save(path)
    return path


XLSX: list[tuple[Callable[[Any], Any], str]] = [
    (lambda s: s.merge_cells("E2:E4"), "rows 2-4, column 5 (shortfall_prevention): merged cells"),
    (lambda s: s.merge_cells("A3:B3"), "row 3, columns 1-2 (municipality): merged cells"),
    (lambda s: (s.insert_rows(1), s.merge_cells("A1:H1"), s.cell(1, 1, "x")), "row 1: merged cells in or above"),
    (lambda s: s.merge_cells("C1:D1"), "row 1: merged cells in or above the row of names"),
    (lambda s: s.cell(3, 5, pd.Timestamp("2015-10-01")), "row 3, column 5 (shortfall_prevention): a date, not a code"),
    (lambda s: s.cell(3, 3, "=1+1"), "row 3, column 3 (has_team): a formula, not a value"),
    (lambda s: s.cell(3, 1, "#N/A"), "row 3, column 1 (municipality): an error of the spreadsheet"),
    (lambda s: s.cell(9, 12, "x"), "row 1, columns 9-12: a column has no name"),
    (lambda s: s.cell(1048576, 2, " "), "the sheet reaches to row 1048576, column 8"),
    (lambda s: s.cell(2, 16384, "x"), "the sheet reaches to row 6, column 16384"),
    (lambda s: s.cell(1, 3, "GM"), "(municipality.code): two columns have the name that the mapping names"),
    (lambda s: s.insert_rows(1, 3) or s.cell(1, 1, "Peiling 2015"), "the names of the columns stand in row 4"),
    (lambda s: s.delete_rows(1), "row 1: none of the columns of the mapping is in the first row"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), XLSX, ids=[said for _, said in XLSX])
def test_workbook_that_goes_wrong_gives_its_place(
    change: Callable, said: str, good: dict, refusal: Callable, tmp_path: Path
) -> None:
    assert said in refusal(sheet(good, tmp_path / "a.xlsx", change))


def test_workbook_is_judged_by_its_mapped_columns_alone(
    good: dict, mapping: dict, tmp_path: Path
) -> None:
    def change(s: Any) -> None:
        for column, value in enumerate(("DATUM", "SOM", "FOUT", "VRIJ", "VRIJ"), start=9):
            s.cell(1, column, value)
        for row in range(2, 7):
            s.cell(row, 9, pd.Timestamp("2015-10-01"))
            s.cell(row, 10, "=1+1")
            s.cell(row, 11, "#N/A")
        s.merge_cells("L2:M4")

    file, form = sheet(good, tmp_path / "a.xlsx", change), tmp_path / "m.yaml"
    form.write_text(yaml.safe_dump({**mapping, "ignore": ["DATUM", "SOM", "FOUT", "VRIJ"]}))
    said = check_file(file, form, LISTS, tmp_path / "private")
    assert said[-1] == "No problem was found."
    assert "  ignored                           columns 9-13" in said


def repacked(good: dict, path: Path, change: Callable[[str, bytes], bytes], **more: bytes) -> Path:
    write_xlsx(good, path)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, part in {**parts, **more}.items():
            archive.writestr(name, change(name, part))
    return path


LAUGHS = b'<!DOCTYPE w [<!ENTITY a "lol">%s]>' % b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(10)
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda b: b[: len(b) // 2], "the file is not an undamaged xlsx file"),
        (lambda b: b.replace(b"<sheetData>", b"<sheetData>" + b" " * 40_000_000), "larger than 30 MB when unpacked"),
        (lambda b: LAUGHS + b.replace(b"<v>1</v>", b"<v>&k;</v>"), "the file is not an undamaged xlsx file"),
    ],
    ids=["cut off", "bomb", "laughs"],
)  # fmt: skip
def test_workbook_that_is_broken_or_a_bomb_is_refused(
    change: Callable, said: str, good: dict, refusal: Callable, tmp_path: Path
) -> None:
    def only_sheet(name: str, part: bytes) -> bytes:
        return change(part) if name == "xl/worksheets/sheet1.xml" else part

    assert said in refusal(repacked(good, tmp_path / "a.xlsx", only_sheet))


def test_workbook_with_a_chart_sheet_is_read_or_named(
    good: dict, form: Path, refusal: Callable, tmp_path: Path
) -> None:
    file = tmp_path / "a.xlsx"
    write_xlsx(good, file)
    book = openpyxl.load_workbook(file)
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(book.active, min_col=7, min_row=1, max_row=6))
    book.create_chartsheet("grafiek").add_chart(chart)
    book.save(file)
    assert check_file(file, form, LISTS, tmp_path / "private")[-1] == "No problem was found."
    book = openpyxl.load_workbook(file)
    book.create_chartsheet("leeg")
    book.save(file)
    assert "a sheet of the workbook is a chart; move the answers" in refusal(file)


def text(rows: list[list[str]], path: Path, delimiter: str = ";") -> Path:
    path.write_text("\n".join(delimiter.join(row) for row in rows) + "\n", encoding="utf-8")
    return path


def rows_of(good: dict) -> list[list[str]]:
    return [list(good), *map(list, zip(*good.values(), strict=True))]


@pytest.mark.parametrize(
    ("number", "decimal", "said"),
    [
        ("1.234", ".", "row 3, column 7 (inhabitants): not a plausible number"),
        ("200.000", ".", "row 3, column 7 (inhabitants): not a plausible number"),
        ("1,234", ",", "row 3, column 7 (inhabitants): not a plausible number"),
        ("200.000", ",", "row 3, column 7 (inhabitants): not a number with the decimal mark ,"),
        ("200 000", ".", "not a number with the decimal mark"),
        ("1_000", ".", "not a number with the decimal mark"),
        ("٢٠٠٠٠", ".", "not a number with the decimal mark"),
        ("nan", ".", "not a number with the decimal mark"),
        ("1e999", ".", "not a number with the decimal mark"),
        ("0", ".", "not a number above zero"),
    ],
)
def test_number_that_is_not_plausible_gives_the_hint_of_the_decimal_mark(
    number: str,
    decimal: str,
    said: str,
    good: dict,
    mapping: dict,
    refusal: Callable,
    tmp_path: Path,
) -> None:
    good["INW"][1] = number
    good["GEWICHT"] = [each.replace(".", decimal) for each in good["GEWICHT"]]
    mapping["format"] = {"delimiter": ";", "decimal": decimal}
    form = tmp_path / "m.yaml"
    form.write_text(yaml.safe_dump(mapping), encoding="utf-8")
    told = refusal(text(rows_of(good), tmp_path / "a.csv"), form)
    assert said in told
    assert "check format: decimal" in told or "above zero" in said


CSV: list[tuple[Callable[[list[list[str]]], Any], str]] = [
    (lambda r: r.pop(0), "row 1: none of the columns of the mapping is in the first row"),
    (lambda r: r.insert(0, ["Export"] * 8), "the names of the columns stand in row 2"),
    (lambda r: r.insert(0, ["Export peiling"]), "the names of the columns stand in row 2"),
    (lambda r: r[0].__setitem__(2, "TEEM"), "(has_team): the mapping names a column that the file lacks"),
    (lambda r: r[0].__setitem__(1, "GM"), "(municipality.code): two columns have the name"),
    (lambda r: r[3].append("x"), "row 4: the row does not have 8 cells"),
    (lambda r: r.__setitem__(3, ["0599", "Amsterdam", *r[3][2:]]), "row 4, column 2 (municipality): code and name do not"),
    (lambda r: r.__setitem__(3, ["0363", "Amsterdaam", *r[3][2:]]), "row 4, column 2 (municipality): code and name do not"),
    (lambda r: r.__setitem__(3, ["3000", "Dorp", *r[3][2:]]), "row 4, column 1 (municipality): no municipality had this code"),
    (lambda r: [each.extend(["x"] * 5000) for each in r], "columns 9-5008: "),
    (lambda r: r.extend([["0363", "Dorp", *r[1][2:]]] * 4000), "rows 7-4006, column 2 (municipality)"),
    (lambda r: r.extend([r[1]] * 5000), "more than 5000 rows"),
    (lambda r: r[1].__setitem__(4, "x" * 99_000), "row 2, column 5 (shortfall_prevention): a code"),
    (lambda r: r[1].__setitem__(4, "x" * 200_000), "row 2: a cell of more than 100000 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "said"), CSV, ids=[said for _, said in CSV])
def test_csv_that_goes_wrong_gives_its_place(
    change: Callable, said: str, good: dict, refusal: Callable, tmp_path: Path
) -> None:
    rows = rows_of(good)
    change(rows)
    assert said in refusal(text(rows, tmp_path / "a.csv"))


def test_problems_of_columns_cells_and_municipalities_come_in_one_go(
    good: dict, refusal: Callable, tmp_path: Path
) -> None:
    rows = rows_of(good)
    rows[0][3], rows[2][4], rows[3][0] = "TIPE", "x", "9999"
    told = refusal(text(rows, tmp_path / "a.csv"))
    for said in (
        "(team_type): the mapping names",
        "column 4: the mapping",
        "column 5 (",
        "column 1 (mun",
    ):
        assert said in told


def test_last_column_without_name_and_content_is_no_column(
    good: dict, form: Path, tmp_path: Path
) -> None:
    rows = [[*each, ""] for each in rows_of(good)]
    said = check_file(text(rows, tmp_path / "a.csv"), form, LISTS, tmp_path / "private")
    assert "5 rows, 8 columns" in said[0]


@pytest.mark.parametrize("one", ["1.0", "1,0", " 1 ", "1.00"])
def test_one_and_one_point_zero_are_one_code(
    one: str, good: dict, form: Path, tmp_path: Path
) -> None:
    good["PREV"] = [one if each == "1" else each for each in good["PREV"]]
    file = text(rows_of(good), tmp_path / "a.csv")
    assert check_file(file, form, LISTS, tmp_path / "private")[-1] == "No problem was found."


NAMES = [
    "pei ling {2019}.csv", 'd\'enquête "x".csv', "{wave}.csv", "a{b.csv", "peiling; rm -rf x.csv", "$HOME `x`.csv",
    "-begint-met-min.csv", "50% & meer [1].csv", "Zürich 荷兰 #1.csv", "a\\b.csv", "*.csv",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_file_names_of_every_kind_are_ordinary_names(
    name: str, good: dict, form: Path, tmp_path: Path
) -> None:
    file = tmp_path / name
    write_csv(good, file)
    named = form.rename(tmp_path / f"{name}.yaml")
    setting = tmp_path / "setting.yaml"
    setting.write_text(
        yaml.safe_dump(
            {"files": [{"file": str(file), "mapping": str(named)}], "mergers": str(LISTS.mergers)}
        )
    )
    read = read_setting(setting)
    assert [each.file for each in read.files] == [str(file)]
    frames = clean_files([file], [named], LISTS, PUBLISHED, tmp_path / "private", read.stamps)
    hashes = [hashlib.sha256(each.read_bytes()).hexdigest() for each in (file, named)]
    assert frames["sources"]["sha256"].to_list() == hashes
    assert check_file(file, named, LISTS, tmp_path / "private")[0] == f"{file}: 5 rows, 8 columns"


def test_file_names_of_every_kind_pass_through_the_workflow(
    good: dict, form: Path, tmp_path: Path
) -> None:
    setting, files = tmp_path / "s.yaml", []
    for name in NAMES:
        write_csv(good, tmp_path / name)
        files.append({"file": str(tmp_path / name), "mapping": str(form)})
    setting.write_text(yaml.safe_dump({"files": files, "mergers": str(LISTS.mergers)}))
    printed = Project(ROOT).snakemake("-n", "--config", f"microdata={setting}")
    assert "Read and clean the files of private/microdata" in printed


@pytest.mark.parametrize("name", ["a\x1b[31mb.csv", "a\u202eb.csv", "a\nb.csv"])
def test_control_characters_of_a_name_are_shown_escaped(
    name: str, good: dict, form: Path, refusal: Callable, tmp_path: Path
) -> None:
    good["PREV"][0] = "x"
    write_csv(good, tmp_path / name)
    assert shown(name) in refusal(tmp_path / name)
    assert name not in refusal(tmp_path / name)
    setting = tmp_path / "s.yaml"
    setting.write_text(
        yaml.safe_dump({"files": [{"file": str(tmp_path / name), "mapping": str(form)}]})
    )
    with pytest.raises(InputError, match="characters that do not print") as caught:
        read_setting(setting)
    assert str(caught.value).splitlines()[1].isprintable()


def test_file_replaced_since_the_run_began_is_refused(
    good: dict, form: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    write_csv(good, file)
    setting = tmp_path / "s.yaml"
    setting.write_text(
        yaml.safe_dump(
            {"files": [{"file": str(file), "mapping": str(form)}], "mergers": str(LISTS.mergers)}
        )
    )
    stamps = read_setting(setting).stamps
    good["PREV"][0] = "0"
    write_csv(good, file)
    with pytest.raises(InputError, match="A file changed after the run had begun"):
        clean_files([file], [form], LISTS, PUBLISHED, tmp_path / "private", stamps)


def test_file_is_read_once(
    good: dict, form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    original = Path.open

    def counted(self: Path, *given: Any, **more: Any) -> Any:
        opened.append(self.name)
        return original(self, *given, **more)

    monkeypatch.setattr(Path, "open", counted)
    for name, write in (("a.csv", write_csv), ("a.xlsx", write_xlsx)):
        write(good, tmp_path / name)
        opened.clear()
        check_file(tmp_path / name, form, LISTS, tmp_path / "private")
        assert opened.count(name) == opened.count("m.yaml") == 1


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_not_a_file_is_refused(kind: str, refusal: Callable, tmp_path: Path) -> None:
    import os

    path = tmp_path / "a.csv"
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    assert "the file is not a file" in refusal(path)


BEGINS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", " =1", "x;=1+1", "x\t@1", "＝1", '"=1']


@pytest.mark.parametrize("cell", BEGINS)
def test_nothing_that_a_spreadsheet_runs_is_written(
    cell: str, good: dict, mapping: dict, tmp_path: Path
) -> None:
    good["PREV"][0] = cell
    mapping["municipality"] = {"name": "NAAM", "codes_of": "own"}
    mapping["ignore"] = ["GM"]
    good["NAAM"][1] = cell
    file, form, private = tmp_path / "a.xlsx", tmp_path / "m.yaml", tmp_path / "private"
    book = openpyxl.Workbook()
    for row in rows_of(good):
        book.active.append(row)
    for each in book.active["B3"], book.active["E2"]:
        each.data_type = "s"
    book.save(file)
    form.write_text(yaml.safe_dump(mapping), encoding="utf-8")
    with pytest.raises(InputError, match="a code that the mapping does not know"):
        check_file(file, form, LISTS, private)
    mapping["items"]["shortfall_prevention"]["codes"] |= {cell.strip(): "yes"}
    form.write_text(yaml.safe_dump(mapping), encoding="utf-8")
    check_file(file, form, LISTS, private)
    for path in private.iterdir():
        for delimiter in ",;\t":
            for row in csv.reader(
                io.StringIO(path.read_text(encoding="utf-8")), delimiter=delimiter
            ):
                bad = [
                    each for each in row if each.strip(' "')[:1] in tuple("=+-@＝＋－＠") and each
                ]
                assert [each for each in bad if each.strip(' "')] == [], path.name


def test_neutral_leaves_ordinary_words_alone() -> None:
    for word in ("0363", "Aa en Hunze", "'s-Gravenhage", "w2017", "type_broad_all", "a = b", "1-3"):
        assert neutral(word) == word


@pytest.mark.parametrize("seed", range(6))
def test_damaged_spss_file_is_refused_whatever_the_library_does(
    seed: int, good: dict, form: Path, tmp_path: Path
) -> None:
    # The library is C: some of these end it with a segmentation fault.
    draw = random.Random([0, 1, 7, 53, 54, 60][seed])
    file = tmp_path / "a.sav"
    pyreadstat.write_sav(pd.DataFrame(good), str(file))
    content = bytearray(file.read_bytes())
    for _ in range(20):
        content[draw.randrange(4, len(content))] = draw.randrange(256)
    file.write_bytes(content)
    try:
        check_file(file, form, LISTS, tmp_path / "private")
    except InputError as error:
        assert "nothing was written" in str(error)


def test_check_keeps_how_often_each_code_stands_there(
    good: dict, form: Path, tmp_path: Path
) -> None:
    for cells in good.values():
        cells.append(cells[1])
    write_csv(good, tmp_path / "a.csv")
    said = "\n".join(check_file(tmp_path / "a.csv", form, LISTS, tmp_path / "private"))
    assert "private/check.csv" in said
    found = pd.read_csv(tmp_path / "private" / "check.csv", dtype=str, keep_default_na=False)
    rows = {
        tuple(row) for row in found[["item", "code", "read_as", "rows"]].itertuples(index=False)
    }
    assert {
        ("has_team", "1", "yes", "5"),
        ("has_team", "2", "no", "1"),
        ("shortfall_prevention", "0", "no", "3"),
        ("shortfall_prevention", "8", "does_not_know", "0"),
        ("team_type", "9", "not_asked", "1"),
        ("inhabitants", "12000", "", "1"),
        ("inhabitants", "850000", "", "1"),
        ("rows", "", "read", "6"),
        ("rows", "", "set aside: identical to an earlier row", "1"),
        ("rows", "", "kept", "5"),
    } <= rows


def test_frequencies_count_every_answer_of_the_mapped_items(
    good: dict, mapping: dict, run: Callable
) -> None:
    found = run(good, mapping)["frequencies"].set_index(["item", "answer"])["rows"]
    assert found["shortfall_prevention"].to_dict() == {
        "yes": 2, "no": 2, "not_asked": 1, "does_not_know": 0, "no_answer": 0,
    }  # fmt: skip
    assert "not_all_tasks" not in found
    assert (
        found["city_group"].to_dict() | {"g4": 1, "g32": 1, "other": 3}
        == found["city_group"].to_dict()
    )


def answers_of(run: Callable, good: dict, mapping: dict) -> pd.DataFrame:
    return run(good, mapping)["answers"].set_index("municipality")


@pytest.mark.parametrize("column", ["code", "name"])
def test_a_file_of_which_few_are_on_the_list_has_pseudonyms(
    good: dict, mapping: dict, run: Callable, column: str
) -> None:
    good["GM"][1:] = ["3000", "3001", "3002", "3003"]
    good["NAAM"][1:] = ["Dorp A", "Dorp B", "Den Haag", "Dorp C"]
    mapping["municipality"] = {column: {"code": "GM", "name": "NAAM"}[column]}
    mapping["ignore"] = ["NAAM" if column == "code" else "GM"]
    frames = run(good, mapping)
    assert frames["notices"]["rule"].str.contains("they are taken as pseudonyms").any()
    # A name on the list is that municipality all the same; a code alone may be a number of the file's own.
    named = {"0363", "0518", "Dorp A", "Dorp B", "Dorp C"}
    assert set(frames["answers"]["municipality"]) == (named if column == "name" else {*good["GM"]})


def test_group_of_cities_and_size_follow_from_code_and_day(
    good: dict, mapping: dict, run: Callable
) -> None:
    del good["INW"], mapping["numbers"]["inhabitants"]
    good["GM"][1:4] = ["0106", "1674", "0568"]  # Assen joined in 2018, Roosendaal in 2014
    good["NAAM"][1:4] = ["Assen", "Roosendaal", "Bernisse"]
    mapping["municipality"]["codes_of"] = "2014-01-01"
    frames = run(good, mapping)
    answers = frames["answers"].set_index("municipality")
    assert answers["city_group"].to_dict() == {
        "0003": "other", "0106": "other", "0363": "g4", "0568": "other", "1674": "g32",
    }  # fmt: skip
    # Bernisse was gone by 2019.
    assert answers["size_class"].to_dict() == {
        "0003": "below_20k", "0106": "50k_to_100k", "0363": "from_100k", "0568": "no_answer", "1674": "50k_to_100k",
    }  # fmt: skip
    assert frames["notices"]["rule"].str.contains("of 5 rows is that of 1 January 2019").any()
    mapping["wave"] = "w2019"
    assert answers_of(run, good, mapping).loc["0106", "city_group"] == "g32"


def test_group_and_size_of_the_file_come_before_those_of_the_list(
    good: dict, mapping: dict, run: Callable
) -> None:
    good["STEDEN"], good["KLASSE"] = ["3"] * 5, ["1"] * 5
    mapping["items"]["city_group"] = {"column": "STEDEN", "codes": {"3": "other"}}
    mapping["items"]["size_class"] = {"column": "KLASSE", "codes": {"1": "below_20k"}}
    answers = answers_of(run, good, mapping)
    assert answers.loc["0014", ["city_group", "size_class"]].to_list() == ["other", "below_20k"]


def test_own_codes_are_taken_as_they_are(good: dict, mapping: dict, run: Callable) -> None:
    good["GM"] = ["p1", "p2", "0568", "7", "8"]
    mapping["municipality"]["codes_of"] = "own"
    answers = answers_of(run, good, mapping)
    assert answers["cluster"].to_dict() == {each: each for each in good["GM"]}
    assert set(answers["city_group"]) == {"not_asked"}


def test_own_codes_and_those_of_cbs_do_not_go_together(
    good: dict, mapping: dict, tmp_path: Path
) -> None:
    files, forms = [], []
    for wave, codes in (("w2015", "own"), ("w2017", "2017-01-01")):
        mapping |= {"wave": wave, "municipality": {"code": "GM", "name": "NAAM", "codes_of": codes}}
        files.append(tmp_path / f"{wave}.csv")
        forms.append(tmp_path / f"{wave}.yaml")
        write_csv(good, files[-1])
        forms[-1].write_text(yaml.safe_dump(mapping), encoding="utf-8")
    with pytest.raises(InputError, match="some files go by codes of CBS and others by their own"):
        clean_files(files, forms, LISTS, PUBLISHED, tmp_path / "private")


def by_name(good: dict, mapping: dict, *names: str) -> None:
    mapping["municipality"] = {"name": "NAAM"}
    mapping["ignore"] = ["GM"]
    good["NAAM"][: len(names)] = names


def test_one_municipality_under_two_names_answered_twice(
    good: dict, mapping: dict, run: Callable
) -> None:
    by_name(good, mapping, "Den Haag", "'s-Gravenhage", "Gemeente s Gravenhage")
    with pytest.raises(InputError, match="rows 2-4: a municipality answered this wave twice"):
        run(good, mapping)
    mapping["duplicates"] = "first"
    assert answers_of(run, good, mapping).index.to_list() == ["0003", "0518", "1904"]


def test_two_municipalities_of_one_name_are_two_or_ask_for_the_code(
    good: dict, mapping: dict, run: Callable
) -> None:
    by_name(good, mapping, "Bergen (NH)", "Bergen (L)")
    mapping["duplicates"] = "first"
    assert {"0373", "0893"} < set(answers_of(run, good, mapping).index)
    good["NAAM"][0] = "Bergen"
    with pytest.raises(InputError) as caught:
        run(good, mapping)
    assert "row 2, column 2 (municipality): two municipalities have this name; map the" in str(
        caught.value
    )


def test_two_that_merged_later_stay_two_in_their_wave(
    good: dict, mapping: dict, run: Callable
) -> None:
    good["GM"][:2], good["NAAM"][:2] = ["0381", "0424"], ["Bussum", "Muiden"]
    answers = answers_of(run, good, mapping)
    assert answers.index.is_unique
    assert answers.loc[["0381", "0424"], "cluster"].to_list() == ["1942", "1942"]


def test_nearest_name_is_for_the_owner_alone(
    good: dict, mapping: dict, run: Callable, tmp_path: Path
) -> None:
    good["NAAM"][1] = "Grooningen"
    with pytest.raises(InputError) as caught:
        run(good, mapping)
    assert "Groningen" not in str(caught.value)
    kept = pd.read_csv(tmp_path / "private" / "problems.csv", dtype=str)
    assert kept.loc[0, ["value", "nearest"]].to_list() == ["0014 Grooningen", "0014 Groningen"]
