"""The register on its pages: anchors, back-links, downloads, and what stops the build."""

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from wijkteams.book.dutch import DUTCH
from wijkteams.book.html_checks import check_html
from wijkteams.book.register import VIEWS, view_of
from wijkteams.book.register.files import EVIDENCE, PACKAGE, RegisterFiles
from wijkteams.register.datapackage import published_tables, write_package
from wijkteams.register.overview import evidence_map

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "fixtures" / "register" / "small"
STATIC = ROOT / "src" / "wijkteams" / "book" / "sphinxext" / "static"
OTHERS = [name for name in VIEWS if name != "figures"]
# Heads that are the same word in both languages.
SAME = {"Item", "Type", "Code", "Codes", "Context", "G32", "G4"}
PAGE = "# {}\n\n```{{citable-figure}} made_up\n```\n\n```{{register-table}} figures\n```\n"
# The tiny book's plan rests on nothing in a register.
REGISTER = PAGE.format("Register") + "\nA plan would find {num}`power.made_up`.\n"


def publish_register(root: Path, raw: Path = SMALL) -> None:
    """Put a register where the pipeline puts it."""
    tables = published_tables(raw)
    write_package(tables, root / PACKAGE, "0.1.0")
    evidence_map(tables).to_csv(root / EVIDENCE, index=False)


def with_register(book):
    """Give the tiny book a register, all of its tables, and a number and a figure that rest on rows of it."""
    publish_register(book.root)
    book.write("chapters/register.md", REGISTER)
    tables = "".join(f"\n```{{register-table}} {name}\n```\n" for name in OTHERS)
    book.write("chapters/evidence.md", f"# Evidence\n{tables}")
    book.change("index.md", "chapters/register\n", "chapters/register\nchapters/evidence\n")
    book.change("results/numbers.json", "BB2020.05", "BB2018.36")
    book.change("config/quotes.yaml", "[BB2020]", "[BB2018]")
    rows = "year,share,figure_ids\n2015,38,MOG2016.32\n2017,59,BB2018.36\n"
    book.write("results/figures/capacity_trend.csv", rows)
    book.execute()
    return book


@pytest.fixture(scope="module")
def built(make_book):
    return with_register(make_book()).build_whole()


@pytest.fixture(scope="module")
def soup(built):
    return lambda name: BeautifulSoup((built / name).read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def register(soup):
    return soup("chapters/register.html").find("table", id="register-figures")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    root = tmp_path_factory.mktemp("register")
    publish_register(root)
    return RegisterFiles.load(root)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The register of this publication."""
    root = tmp_path_factory.mktemp("whole")
    publish_register(root, ROOT / "data" / "raw")
    return RegisterFiles.load(root)


class PlainLinks:
    """Links that show where they lead."""

    def row(self, view, ident, text=""):
        return text or ident

    def file(self, path):
        return path

    def used(self, figure_id):
        return []


def test_register_pages_have_no_problem_and_no_dead_link(built):
    assert check_html(built) == []


def test_register_has_an_anchor_for_every_row(register, files):
    assert {row["id"] for row in register.tbody.find_all("tr")} == files.figure_ids


def test_register_row_links_to_itself_item_source_and_wave(register, soup):
    row = register.find("tr", id="BB2018.36")
    links = [link["href"] for link in row.find_all("a")]
    assert row.th.a["href"] == "#BB2018.36"
    for anchor in ("shortfall_prevention", "BB2018", "M3DOC", "w2017"):
        assert f"evidence.html#{anchor}" in links
        assert soup("chapters/evidence.html").find(id=anchor)


def test_register_row_tells_all_that_was_printed(register):
    text = register.find("tr", id="BB2018.36").get_text(" ", strip=True)
    for told in (
        "59%", "Movisie survey 2017", "benaderen van wijkbewoners", "municipalities that answered the survey",
        "van de gemeenten die deelnamen", "Geen tijd voor preventie", "in a series", "label and value stand together",
        "the wording is about approaching residents",
    ):  # fmt: skip
        assert told in text


def test_register_row_links_back_to_every_number_and_figure_that_rests_on_it(register, built):
    cell = register.find("tr", id="BB2018.36").find_all("td")[-1]
    links = {link["href"]: link.text for link in cell.find_all("a")}
    assert links["numbers.html#num-prevention.w2019"] == "59% Prevention falls short, 2019"
    assert any(re.match(r"Figure \d+$", text) for text in links.values())
    assert "capacity.html#capacity_trend" in links
    numbers = (built / "chapters" / "numbers.html").read_text(encoding="utf-8")
    assert 'href="register.html#BB2018.36"' in numbers


def test_register_row_without_a_use_says_so(register):
    assert register.find("tr", id="M1.07").find_all("td")[-1].text == "\N{EN DASH}"


def test_register_marks_dutch_words(register):
    label = register.find("tr", id="BB2018.36").select_one("[lang=nl]")
    assert label.text.startswith("benaderen van wijkbewoners")


def test_register_values_carry_the_number_that_they_sort_by(register):
    values = {row["id"]: row.select_one("data") for row in register.tbody.find_all("tr")}
    assert values["MOG2016.32"]["value"] == "38"
    assert values["LIWW16.01"]["value"] == "87.5"
    assert values["BB2018.27"] is None


@pytest.mark.parametrize("name", VIEWS)
def test_view_has_as_many_cells_as_headings_and_each_anchor_once(name, whole):
    view = VIEWS[name](whole, PlainLinks())
    assert {len(row) for row in view.rows} == {len(view.head)}
    assert not view.ids or len(view.ids) == len(view.rows)
    doubled = [ident for ident, times in Counter(filter(None, view.ids)).items() if times > 1]
    assert not doubled


def test_views_of_the_whole_register_show_every_row(whole):
    shown = {name: len(VIEWS[name](whole, PlainLinks()).rows) for name in VIEWS}
    for name in ("figures", "sources", "waves", "items", "contradictions", "dictionary", "codes"):
        assert shown[name] == len(whole.tables[name])


def test_splits_show_a_class_where_it_was_published_and_a_gap_where_not(soup):
    rows = soup("chapters/evidence.html").find("table", id="register-splits").tbody.find_all("tr")
    cells = [[cell.text for cell in row.find_all(["th", "td"])] for row in rows]
    gap = "not found"
    assert ["works with one or more neighbourhood teams", "2015", "87%", "96%", "86%", gap] in cells
    assert ["works with one or more neighbourhood teams", "2014", "69%", gap, gap, gap] in cells


def test_evidence_map_tells_measured_words_and_nothing_apart(soup):
    table = soup("chapters/evidence.html").find("table", id="register-evidence")
    rows = {
        row.th.text: [cell.text for cell in row.find_all("td")]
        for row in table.tbody.find_all("tr")
    }
    name = "falls short: prevention and early detection"
    assert rows[name][1:] == ["\N{EN DASH}", "38%", "59%", "\N{EN DASH}", "in several surveys"]


def test_flow_adds_up_to_the_rows_of_the_register(soup, files):
    table = soup("chapters/evidence.html").find("table", id="register-flow")
    rows = [
        [cell.text for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")
    ]
    numbers = {row[0]: [int(cell.replace("\N{EN DASH}", "0")) for cell in row[1:]] for row in rows}
    assert all(sum(row[:-1]) == row[-1] for row in numbers.values())
    assert numbers["all topics"][-1] == len(files.figure_ids)


def test_data_package_is_published_whole(built):
    descriptor = json.loads((built / "data" / "datapackage.json").read_text(encoding="utf-8"))
    names = {resource["path"] for resource in descriptor["resources"]}
    assert {path.name for path in (built / "data").iterdir()} == names | {
        "datapackage.json", "wijkteams-register.zip",
    }  # fmt: skip


def test_browsable_tables_are_plain_tables_without_the_script(soup):
    box = soup("chapters/register.html").select_one(".wt-browsable")
    assert not box.select("button, input, [hidden]")
    assert [cell["scope"] for cell in box.thead.find_all("th")] == ["col"] * 7


def test_script_of_the_register_loads_nothing():
    script = (STATIC / "register.js").read_text(encoding="utf-8")
    assert not re.search(r"https?:|fetch\(|import\b|XMLHttpRequest", script)


def test_number_that_rests_on_an_unknown_row_stops_the_build(book):
    with_register(book).change("results/numbers.json", "BB2018.36", "BB2018.99")
    with pytest.raises(
        Exception, match=r'prevention\.w2019: "BB2018\.99" is not a row of the register'
    ):
        book.build()


def test_missing_package_stops_the_build(book):
    with_register(book)
    for path in (book.root / PACKAGE).glob("*.csv"):
        path.unlink()
    with pytest.raises(Exception, match="does not hold the register; run `snakemake`"):
        book.build()


@pytest.mark.parametrize(
    ("page", "text", "message"),
    [
        (
            "chapters/evidence.md",
            "\n```{register-table} figure\n```\n",
            'there is no table "figure".*figures',
        ),
        (
            "chapters/evidence.md",
            "\n```{register-table} figures\n```\n",
            '"figures" is already shown at',
        ),
        (
            "chapters/samenvatting.md",
            "\n```{register-table} figures\n```\n",
            "show it on a page in that",
        ),
    ],
)
def test_wrong_table_stops_the_build(book, page, text, message):
    with_register(book).append(page, text)
    if page.endswith("samenvatting.md"):
        book.change("chapters/register.md", "```{register-table} figures\n```\n", "")
    with pytest.raises(Exception, match=message):
        book.build()


@pytest.mark.parametrize("name", VIEWS)
def test_the_register_in_dutch_has_the_same_rows_under_dutch_heads(name, whole):
    english, dutch = (
        view_of(name, replace(whole, language=language), PlainLinks()) for language in ("en", "nl")
    )
    assert (dutch.ids, len(dutch.rows)) == (english.ids, len(english.rows))
    assert dutch.caption != english.caption
    same = [head for head, other in zip(english.head, dutch.head, strict=True) if head == other]
    assert [head for head in same if head not in SAME and not head[:1].isdigit()] == []


def test_every_code_of_the_register_has_dutch_words(whole):
    meanings = {row["meaning"] for row in whole.tables["codes"]}
    assert sorted(meanings - DUTCH.keys()) == []
    topics = {row["topic"].replace("_", " ") for row in whole.tables["items"]}
    assert sorted(topics - DUTCH.keys()) == []


def test_what_the_register_says_in_sentences_is_marked_as_english(whole):
    dutch = view_of("contradictions", replace(whole, language="nl"), PlainLinks())
    assert dutch.rows[0][0].startswith('<span lang="en">')
