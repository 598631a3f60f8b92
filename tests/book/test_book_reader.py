"""Who answered, margin notes, the table to slide, and the reference pages."""

import math
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pybtex.database import parse_string
from sphinx.errors import SphinxError

from wijkteams.book.assumptions import find_assumptions
from wijkteams.book.references import bibliography, load_sources
from wijkteams.numbers.cross_table import cross_table, possible_tables
from wijkteams.statistics.margins import conditional_shares, frechet_bounds, plackett_joint

ROOT = Path(__file__).parents[2]


@pytest.fixture
def reader(page):
    return BeautifulSoup(page("chapters/reader.html"), "html.parser")


def test_who_answered_tells_asked_answered_response_and_the_others(reader):
    box = reader.select_one(".wt-who")
    assert box.tbody.th.get_text(strip=True) == "2019"
    cells = [cell.select_one(".wt-number").text for cell in box.tbody.find_all("td")]
    assert cells == ["355", "212", "60%", "143"]
    assert [cell["scope"] for cell in box.thead.find_all("th")] == ["col"] * 5
    assert box.tbody.th["scope"] == "row"
    assert "what the others would have answered is not known" in box.text


def test_a_letter_is_one_block_in_its_language_with_a_button_for_those_with_a_script(reader):
    block = reader.select_one(".wt-letter .wt-copy")
    text = block.select_one(".wt-copy-text")
    assert text["lang"] == "nl"
    assert [piece.text for piece in text.select("p")] == ["Geachte lezer,", "Een vraag."]
    assert block.button.has_attr("hidden")
    assert block.button.text.endswith(": Letter")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (":lang: nl", ":lang: fr", "fr"),
        ("Geachte lezer,\n\n- Een vraag.\n", "", "Content block"),
        ("Een vraag", "{num}`prevention.w2019`", "reader.md:9: .*language of the page"),
    ],
)  # fmt: skip
def test_a_letter_without_a_known_language_or_words_or_with_foreign_numbers_is_refused(
    book, old, new, message
):
    book.execute()
    book.change("chapters/reader.md", old, new)
    with pytest.raises((AssertionError, SphinxError), match=message):
        book.build()


def test_two_by_two_shows_its_ends_without_a_script(reader):
    box = reader.select_one(".wt-two-by-two")
    rows = box.find(id="two-by-two-1-limits").tbody.find_all("tr")
    shown = [[cell.text for cell in row.find_all(["th", "td"])][1:] for row in rows]
    assert box.select_one(".wt-slide").has_attr("hidden")
    assert shown == [
        ["5", "27.1", "46"],
        ["41", "18.9", "0"],
        ["54", "31.9", "13"],
        ["0", "22.1", "41"],
        ["10.9", "59", "100"],
        ["100", "59", "24.1"],
        ["0.0", "1.0", "without limit"],
    ]


def test_two_by_two_slider_runs_over_what_is_possible(reader):
    slider = reader.select_one(".wt-slide input")
    assert [slider[name] for name in ("min", "max", "step", "value")] == ["5", "46", "1", "27"]
    assert reader.select_one(".wt-slide label")["for"] == slider["id"]


@pytest.mark.parametrize(("first", "second"), [(56, 37), (46, 59), (8.5, 92), (50, 50)])
def test_cross_table_agrees_with_the_margins_of_statistics(first, second):
    least, none, most = possible_tables(first, second)
    ends = [100 * float(end) for end in frechet_bounds(first / 100, second / 100)]
    assert [least.both, most.both] == pytest.approx(ends)
    assert none.odds_ratio == pytest.approx(1)
    assert none.given_first == pytest.approx(none.given_not_first)
    joint = plackett_joint(first / 100, second / 100, 2)
    table = cross_table(100 * float(joint), first, second)
    assert table.odds_ratio == pytest.approx(2)
    shares = [100 * float(each) for each in conditional_shares(joint, first / 100, second / 100)]
    assert [table.given_first, table.given_not_first] == pytest.approx(shares)
    for each in (least, none, most, table):
        assert each.both + each.first_only + each.second_only + each.neither == pytest.approx(100)


def test_cross_table_with_an_empty_cell_has_no_limit():
    assert math.isinf(possible_tables(23, 59)[2].odds_ratio)
    with pytest.raises(ValueError, match="does not fit"):
        cross_table(24, 23, 59)


def test_two_by_two_of_other_waves_or_units_is_refused(book):
    book.execute()
    for keys in ("prevention.change prevention.w2019", "broad.w2019 presence.w2014"):
        book.append("chapters/reader.md", f"\n```{{two-by-two}} {keys}\n```\n")
    book.append("chapters/reader.md", "\n```{who-answered} w2091\n```\n")
    with pytest.raises(SphinxError) as caught:
        book.build()
    for message in (
        'two-by-two: "prevention.change" is not a share between 0 and 100 per cent',
        'two-by-two: unknown number "presence.w2014"',
        'who-answered: unknown number "survey.municipalities.w2091"; did you mean',
    ):
        assert message in str(caught.value)


def test_margin_note_on_a_page_without_headings_is_refused(book):
    book.execute()
    book.append("chapters/numbers.md", "\n:::{margin}\nNote.\n:::\n")
    with pytest.raises(SphinxError, match=r"numbers\.md:6: a margin note needs a page with a head"):
        book.build()


def test_margin_note_stands_where_the_theme_sets_it(reader):
    assert "Precise." in reader.select_one("aside.margin").text


def test_assumptions_are_listed_with_module_and_place(reader):
    cells = reader.find(id="assumptions-table").tbody.tr.find_all(["th", "td"])
    assert [cell.text for cell in cells] == [
        "1", "The base is all that answered.", "wijkteams.guess", "src/wijkteams/guess.py:3"
    ]  # fmt: skip


def test_assumption_leads_to_its_line_when_the_repository_is_known(book):
    book.execute()
    book.change("config/identity.yaml", 'repository: ""', 'repository: "https://example.org/code"')
    page = BeautifulSoup((book.build() / "chapters/reader.html").read_text("utf-8"), "html.parser")
    assert page.find(id="assumptions-table").tbody.a["href"] == (
        "https://example.org/code/blob/v0.1.0/src/wijkteams/guess.py#L3"
    )


def test_assumptions_are_found_in_comments_and_docstrings(tmp_path):
    (tmp_path / "a.py").write_text(
        '"""Do a thing.\n\nASSUME: one\nand two.\n\nMore."""\n\nX = 1  # ASSUME: three\n'
        "# ASSUME: four\n# and five\nY = 'ASSUME: not this'\n# ASSUME: six\n# ASSUME: seven\n",
        encoding="utf-8",
    )
    found = [(each.line, each.text) for each in find_assumptions(tmp_path)]
    assert found == [
        (3, "one and two."),
        (8, "three"),
        (9, "four and five"),
        (12, "six"),
        (13, "seven"),
    ]


def test_every_mark_in_the_code_is_found():
    marks = sum(
        line.lstrip(" #").startswith("ASSUME:") or "# ASSUME:" in line
        for path in (ROOT / "src").rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
    )
    found = find_assumptions(ROOT / "src")
    assert len(found) == marks > 5
    assert all(len(each.text) > 20 for each in found)


def test_book_is_cited_in_both_languages(reader):
    texts = [block.get_text(" ", strip=True) for block in reader.select(".wt-copy-text")[3:]]
    assert texts[0].startswith("the contributors. (2026). Neighbourhood teams: What surveys show (")
    assert "Wijkteams: Wat peilingen laten zien (Versie 0.1.0)." in texts[2]
    for bibtex in texts[1::2]:
        assert len(parse_string(bibtex, "bibtex").entries) == 1


def test_figure_addresses_lead_to_page_and_files(reader, html):
    rows = reader.find(id="figure-addresses-table").tbody.find_all("tr")
    assert [row.th.text for row in rows] == ["capacity_trend", "made_up"]
    links = [link["href"] for link in rows[0].find_all("a")]
    assert links[0] == "capacity.html#capacity_trend"
    assert all((html / "chapters" / link).is_file() for link in links[1:])


def test_bibliography_holds_every_source_of_the_register():
    sources = load_sources(ROOT / "data" / "raw" / "sources.csv")
    text = (ROOT / "references.bib").read_text(encoding="utf-8")
    assert text == bibliography(sources.values()), "run `make references`"
    entries = parse_string(text, "bibtex").entries
    assert list(entries) == list(sources)
    for name, entry in entries.items():
        assert entry.fields["title"].strip("{}").replace("\\", "") == sources[name].title
        assert ("url" in entry.fields) == bool(sources[name].addresses)


def test_bibliography_misses_a_source_that_the_register_gained(book):
    path = book.root / "data" / "raw" / "sources.csv"
    before = bibliography(load_sources(path).values())
    book.append(
        "data/raw/sources.csv", "NEW24,New & old,A. B.,C,n.d.,address unknown; print,full,,x,y\n"
    )
    after = bibliography(load_sources(path).values())
    entry = parse_string(after, "bibtex").entries["NEW24"]
    assert before != after
    assert entry.fields["title"] == r"{New \& old}"
    assert entry.fields["note"] == "Date: n.d.. Address unknown; print. Read in full"


def commands(text: str) -> set[str]:
    """Every command in a piece of Markdown: those of shell fences, and those in backticks in tables."""
    fences = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    cells = re.findall(r"^\|.*$", text, re.MULTILINE)
    return {line for fence in fences for line in fence.splitlines()} | {
        code for cell in cells for code in re.findall(r"`([^`]+)`", cell)
    }


def rerun_and_readme() -> tuple[str, str]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    page = (ROOT / "chapters" / "rerun.md").read_text(encoding="utf-8")
    start, end = (re.search(rf':{name}: "(.*)"', page)[1] for name in ("start-after", "end-before"))
    included = readme.split(start, 1)[1].split(end, 1)[0]
    section = readme.split("## Read it, rerun it", 1)[1].split("\n## ", 1)[0]
    return included + page, section


def test_rerun_page_has_the_commands_of_the_readme():
    page, readme = rerun_and_readme()
    assert commands(page) == commands(readme)
    assert {"make book", "make test", "snakemake"} <= commands(page)


def test_command_that_only_the_readme_has_is_seen():
    page, readme = rerun_and_readme()
    assert commands(readme + "\n| do more | `make more` |\n") - commands(page) == {"make more"}
