"""Tables that a code cell shows."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from wijkteams.book.html_table import breakable, html_table
from wijkteams.book.tables import format_cell, show_table
from wijkteams.checking.problems import InputError

DATA = "results/estimates/capacity.csv"


def test_show_table_is_captioned_scoped_and_linked_to_its_csv(book):
    soup = BeautifulSoup(show_table("capacity_table", root=book.root)._repr_html_(), "html.parser")
    assert soup.table["id"] == "capacity_table"
    assert soup.caption.text == "Shortfall by survey"
    assert [cell["scope"] for cell in soup.thead.find_all("th")] == ["col"] * 3
    assert [cell["scope"] for cell in soup.tbody.find_all("th")] == ["row"] * 2
    assert soup.find("a")["href"] == "../tables/capacity_table.csv"
    assert "Base: municipalities that answered" in soup.text


def test_show_table_in_dutch(book):
    text = show_table("capacity_table", "nl", root=book.root)._repr_markdown_()
    assert text.startswith("**Tekort per peiling**\n\n| Jaar | Aandeel (%) | Antwoorden |")
    assert "| 2015 | 54,3 | 1.234 |" in text
    assert text.endswith("Noemer: gemeenten die antwoordden\n")


def test_show_table_as_plain_text(book):
    assert repr(show_table("capacity_table", root=book.root)).splitlines() == [
        "Shortfall by survey",
        "Year\tShare (%)\tAnswers",
        "2015\t54.3\t1,234",
        "2019\t59.0\t177",
        "Base: municipalities that answered",
    ]


def test_show_table_prints_numbers_in_its_caption(book):
    book.change("config/tables.yaml", "Shortfall by survey", "Up to {prevention.w2019}")
    assert show_table("capacity_table", root=book.root).caption == "Up to 59%"


def test_show_table_needs_the_numbers_file_only_when_it_prints_one(book):
    (book.root / "results" / "numbers.json").unlink()
    show_table("capacity_table", root=book.root)


def test_show_table_gives_rows_an_address(book):
    book.change("config/tables.yaml", "  columns:", "  row_id: year\n  columns:")
    soup = BeautifulSoup(show_table("capacity_table", root=book.root)._repr_html_(), "html.parser")
    assert [row["id"] for row in soup.tbody.find_all("tr")] == ["2015", "2019"]


def test_a_column_with_to_shows_a_range_and_one_value_where_both_are_the_same(book):
    book.write(DATA, "year,share,n_count\n2015,54.25,60\n2019,59.04,59.04\n2021,,\n")
    book.change("config/tables.yaml", "{name: share,", "{name: share, to: n_count,")
    shown = show_table("capacity_table", "nl", root=book.root)
    assert [cells[1] for cells in shown.cells] == ["54,3 tot 60,0", "59,0", "\N{EN DASH}"]


def test_a_column_in_english_shows_its_twin_on_a_dutch_page(book):
    book.write(DATA, "year,claim_en,claim_nl,only_en\n2015,It rose.,Het steeg.,as it is\n")
    for name in ("claim_en", "only_en"):
        book.change(
            "config/tables.yaml",
            "{name: share,",
            f"{{name: {name}, label: {{en: a, nl: b}}}}\n    - {{name: share,",
        )
    book.change("config/tables.yaml", "{name: share,", "{name: year,")
    book.change("config/tables.yaml", "{name: n_count,", "{name: year,")
    english, dutch = (
        show_table("capacity_table", each, root=book.root).cells[0] for each in ("en", "nl")
    )
    assert english[1:3] == ["It rose.", "as it is"]
    assert dutch[1:3] == ["Het steeg.", "as it is"]


def test_codes_are_shown_in_words_and_one_without_words_is_refused(book):
    words = ', codes: {"2015": {en: first, nl: eerste}, "2019": {en: last, nl: laatste}}'
    book.change("config/tables.yaml", 'format: "0", header: row', f"header: row{words}")
    shown = show_table("capacity_table", "nl", root=book.root)
    assert [cells[0] for cells in shown.cells] == ["eerste", "laatste"]
    book.write(DATA, "year,share,n_count\n2018,1,2\n")
    with pytest.raises(
        InputError,
        match=r'csv:2: column year holds "2018", a code without words; give it some in config/tables.yaml, did',
    ):
        show_table("capacity_table", root=book.root)


@pytest.mark.parametrize(
    ("column", "code", "shown"), [("subgroup", "small_ones", "small ones"), ("wave_id", "w2022", "2022")]
)  # fmt: skip
def test_a_group_or_survey_that_the_data_add_is_shown_by_its_code(book, column, code, shown):
    book.write(DATA, f"year,{column},n_count\n2015,all,2\n2015,{code},1\n")
    known = f"{{name: {column}, codes: {{all: {{en: all, nl: alle}}}}, label: {{en: a, nl: b}}}}"
    book.change("config/tables.yaml", "{name: share,", f"{known}\n    - {{name: year,")
    cells = show_table("capacity_table", "nl", root=book.root).cells
    assert [each[1] for each in cells] == ["alle", shown]


@pytest.mark.parametrize("change", ["{name: share, to: shares,", "{name: sharp,"])
def test_a_column_that_the_data_lack_is_refused(book, change):
    book.change("config/tables.yaml", "{name: share,", change)
    with pytest.raises(InputError, match=r"needs the column\(s\) shar"):
        show_table("capacity_table", root=book.root)


def test_show_table_labels_synthetic_data(book):
    book.change("config/tables.yaml", "  columns:", "  synthetic: true\n  columns:")
    shown = show_table("capacity_table", root=book.root)
    for text in (shown._repr_html_(), shown._repr_markdown_(), repr(shown)):
        assert "SYNTHETIC: made-up answers, not a finding. Shortfall by survey" in text


def test_synthetic_data_without_the_label_are_refused(book):
    book.write(DATA, "year,share,n_count,synthetic\n2015,1,2,True\n")
    with pytest.raises(InputError, match="the data are synthetic; say `synthetic: true`"):
        show_table("capacity_table", root=book.root)


def test_synthetic_file_without_the_label_is_refused(book):
    book.write("results/microdata/SYNTHETIC_x.csv", "year,share,n_count\n2015,1,2\n")
    book.change("config/tables.yaml", DATA, "results/microdata/SYNTHETIC_x.csv")
    with pytest.raises(InputError, match="the data are synthetic"):
        show_table("capacity_table", root=book.root)


@pytest.mark.parametrize(
    ("csv", "message"),
    [
        ("year,share\n2015,1\n", r"capacity.csv: table .* needs the column\(s\) n_count"),
        ("year,share,n_count\n2015,about,1\n", 'capacity.csv:2: column share holds "about"'),
        ("year,share,n_count\n2015,1,1\n2017,1\n", "capacity.csv:3: the row has not as many cells"),
        ("year,share,n_count\n2015,1,1,9\n", "capacity.csv:2: the row has not as many cells"),
    ],
)
def test_show_table_refuses_data_that_do_not_fit(book, csv, message):
    book.write(DATA, csv)
    with pytest.raises(InputError, match=message):
        show_table("capacity_table", root=book.root)


def test_show_table_refuses_an_unknown_id_and_missing_data(book):
    with pytest.raises(InputError, match='did you mean "capacity_table"'):
        show_table("capacity_tabel", root=book.root)
    (book.root / DATA).unlink()
    with pytest.raises(InputError, match="do not exist; run `snakemake`"):
        show_table("capacity_table", root=book.root)


@pytest.mark.parametrize(
    ("text", "unit", "decimals", "shown"),
    [
        ("", None, None, "–"),
        ("w2019", None, None, "w2019"),
        ("2019", None, None, "2019"),
        ("2019", "year", "0", "2.019".replace(".", "")),
        ("12.345678", None, None, "12,35"),
        ("0.00041234", None, None, "0,0004123"),
        ("0.000015", None, None, "<\N{NO-BREAK SPACE}0,0001"),
        ("12345.6", None, None, "12.346"),
        ("1234", "count", "0", "1.234"),
        ("59.04", "percent", "1", "59,0"),
    ],
)
def test_format_cell(text, unit, decimals, shown):
    assert format_cell(text, unit, decimals, "nl") == shown


# HTML cannot hold every control character; printed text has none.
printed = st.text(st.characters(exclude_categories=["Cc", "Cs"]))


@given(st.lists(st.tuples(printed, printed), min_size=1), printed)
def test_html_table_shows_any_text_as_it_is(rows, caption):
    soup = BeautifulSoup(html_table("x", caption, ["a", "b"], rows), "html.parser")
    cells = [
        tuple(cell.get_text() for cell in row.find_all(["th", "td"]))
        for row in soup.tbody.find_all("tr")
    ]
    assert cells == rows
    assert soup.caption.get_text() == caption


def test_tables_import_nothing_heavy():
    code = (
        "import sys; import wijkteams.book.tables; "
        "print(*({'pandas', 'numpy', 'statsmodels', 'matplotlib', 'sphinx'} & set(sys.modules)))"
    )
    paths = [path for path in sys.path if path.endswith("src")]
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": paths[0]},
    )  # fmt: skip
    assert run.stdout.strip() == ""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("src/models/checks.py:11", ["src/", "models/", "checks.py:11"]),
        ("wijkteams.models.checks", ["wijkteams.", "models.", "checks"]),
        ("claim mog2016_no_team_12", ["claim mog2016_", "no_", "team_", "12"]),
        ("w2019", ["w2019"]),
        ("from_2015", ["from_2015"]),
        ("-12.345678901234", ["-12.345678901234"]),
        (Markup("<code>a_long_identifier</code>"), ["<code>a_long_identifier</code>"]),
    ],
)
def test_identifier_may_be_broken_between_its_parts(text, parts):
    assert breakable(text).split("<wbr>") == parts


def test_table_of_many_columns_takes_the_margin(book):
    narrow = show_table("capacity_table", root=book.root)._repr_html_()
    column = '    - {name: share, label: {en: Share, nl: Aandeel}, unit: percent, format: "1"}\n'
    book.change("config/tables.yaml", column, column * 6)
    assert "full-width" in show_table("capacity_table", root=book.root)._repr_html_()
    assert "full-width" not in narrow


def test_what_may_be_lost_is_never_rounded_up(book):
    book.change("config/tables.yaml", 'unit: percent, format: "1"', "unit: percent, format: down")
    assert "| 2019 | 59 |" in show_table("capacity_table", "nl", root=book.root)._repr_markdown_()
    assert "| 2015 | 54 |" in show_table("capacity_table", "nl", root=book.root)._repr_markdown_()
