"""Files as people have them, and files that are broken."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest
import yaml

from wijkteams.checking.problems import InputError
from wijkteams.microdata.mapping import FileMapping, read_mapping
from wijkteams.microdata.raw_table import RawTable, as_code
from wijkteams.microdata.readers import read_raw


@pytest.fixture
def form(mapping: dict, tmp_path: Path) -> Callable[..., FileMapping]:
    def _form(**written: str) -> FileMapping:
        path = tmp_path / "form.yaml"
        path.write_text(yaml.safe_dump({**mapping, "format": written}), encoding="utf-8")
        return read_mapping(path)

    return _form


def lines(good: dict, delimiter: str) -> str:
    rows = [list(good), *zip(*good.values(), strict=True)]
    return "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_delimiter_and_marked_encoding_are_found(
    delimiter: str, encoding: str, good: dict, form: Callable, tmp_path: Path
) -> None:
    good["NAAM"][2] = "Súdwest-Fryslân"
    path = tmp_path / "a.csv"
    path.write_bytes(lines(good, delimiter).encode(encoding))
    table = read_raw(path, form())
    assert table.columns == tuple(good)
    assert table.rows[2] == (4, tuple(cells[2] for cells in good.values()))


def test_csv_windows_encoding_needs_the_word_of_the_mapping(
    good: dict, form: Callable, tmp_path: Path
) -> None:
    good["NAAM"][2] = "Súdwest-Fryslân"
    path = tmp_path / "a.csv"
    path.write_bytes(lines(good, ",").encode("cp1252"))
    with pytest.raises(InputError, match=r"row 4: the file is not utf-8"):
        read_raw(path, form())
    assert read_raw(path, form(encoding="cp1252")).rows[2][1][1] == "Súdwest-Fryslân"


def test_csv_row_numbers_survive_empty_lines_and_line_breaks_in_cells(
    form: Callable, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text('GM,NAAM\n\n0363,"two\nlines"\n0014,x\n', encoding="utf-8")
    assert [number for number, _ in read_raw(path, form()).rows] == [3, 5]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"GM,NAAM\n", "the file has no rows"),
        (b"GM,NAAM\n1,2,3\n", "row 2: the row does not have 2 cells"),
        (b'GM,NAAM\n"a"b,c\n', "row 2: a quotation mark is not closed or misplaced"),
        (b"GM,NAAM\n1,\x00\n", "row 2: the file is not text in this encoding"),
    ],
)
def test_csv_broken_gives_one_message(
    content: bytes, message: str, form: Callable, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"^1 problem") as caught:
        read_raw(path, form())
    assert message in str(caught.value)


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


HEAD = ["GM", "NAAM"]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "the file is empty"),
        ([HEAD], "the file has no rows"),
    ],
)
def test_xlsx_broken_gives_one_message(
    rows: list, message: str, form: Callable, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", one=rows)
    with pytest.raises(InputError, match=r"^1 problem") as caught:
        read_raw(path, form())
    assert message in str(caught.value)


def test_xlsx_sheet_is_named_where_there_are_more(form: Callable, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", one=[HEAD, ["1", "a"]], two=[HEAD, ["2", "b"]])
    with pytest.raises(InputError, match="more than one sheet"):
        read_raw(path, form())
    with pytest.raises(InputError, match="not in the workbook"):
        read_raw(path, form(sheet="three"))
    assert read_raw(path, form(sheet="two")).rows == ((2, ("2", "b")),)


@pytest.mark.parametrize("suffix", ["xlsx", "sav"])
def test_file_that_is_something_else_is_refused(
    suffix: str, form: Callable, tmp_path: Path
) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_text("GM,NAAM\n1,a\n")
    with pytest.raises(InputError, match=r"the file is not an (open xlsx|SPSS)"):
        read_raw(path, form())


def test_kind_of_file_and_existence_are_checked(form: Callable, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="this kind of file is not read"):
        read_raw(tmp_path / "a.xls", form())
    with pytest.raises(InputError, match="the file does not exist"):
        read_raw(tmp_path / "a.csv", form())


def spss(path: Path, form: FileMapping) -> RawTable:
    frame = pd.DataFrame({"GM": ["0363", "0014"], "NAAM": ["a ", "b"], "TEAM": [1.0, 9.0]})
    pyreadstat.write_sav(
        frame,
        str(path),
        missing_ranges={"TEAM": [{"lo": 8, "hi": 9}]},
        variable_value_labels={"TEAM": {1.0: "ja", 9.0: "weet niet"}},
    )
    return read_raw(path, form)


def test_sav_keeps_user_missing_codes_and_labels(form: Callable, tmp_path: Path) -> None:
    table = spss(tmp_path / "a.sav", form())
    assert table.rows[1] == (2, ("0014", "b", "9"))
    assert [table.missing["TEAM"](code) for code in ("1", "8", "9", "")] == [
        False, True, True, False,
    ]  # fmt: skip
    assert table.labels["TEAM"] == {"1": "ja", "9": "weet niet"}


def test_sav_code_declared_missing_may_not_be_an_answer(
    form: Callable, mapping: dict, tmp_path: Path
) -> None:
    from wijkteams.microdata.interpretation import interpret

    mapping["items"] = {"has_team": {"column": "TEAM", "codes": {"1": "yes", "9": "no"}}}
    mapping |= {"multiple_response": [], "numbers": {}}
    del mapping["multiple_response"]
    rules = form()
    (problem,) = interpret(spss(tmp_path / "a.sav", rules), rules).problems
    assert "declares a code missing that the mapping reads" in problem.rule


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.0, "1"),
        (1, "1"),
        (1.5, "1.5"),
        (None, ""),
        (float("nan"), ""),
        (" a ", "a"),
        (True, "true"),
    ],
)
def test_as_code_writes_one_form(value: object, code: str) -> None:
    assert as_code(value) == code
