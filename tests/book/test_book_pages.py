"""What a reader finds on the pages of a built book."""

import csv
import json
import re
from itertools import product
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import SphinxError

from wijkteams.book.html_checks import check_html
from wijkteams.book.sphinxext.pictures import inline_picture
from wijkteams.book.words import ESTIMAND, estimand_in_words, word
from wijkteams.checking.forms import check_form
from wijkteams.checking.problems import InputError
from wijkteams.checking.yaml_file import Document
from wijkteams.numbers.file import Number

CAPACITY = "chapters/capacity.html"


@pytest.fixture
def soup(page):
    return lambda name: BeautifulSoup(page(name), "html.parser")


def test_number_links_to_its_row_without_a_script(soup):
    link = soup("index.html").select_one("a.wt-number")
    assert link["id"] == "use-prevention.w2019-1"
    assert link.text == "59% (54 to 64%)"
    assert link["href"] == "chapters/numbers.html#num-prevention.w2019"


@pytest.fixture
def panel(soup):
    """What the script of a page says of a number: its title, and each fact by its term."""

    def facts(name, key):
        data = json.loads(soup(name).find("script", id="wt-numbers").string)
        title, *texts = [data["texts"][place] for place in data["panels"][key]]
        return {"title": title} | dict(zip(data["terms"], texts, strict=True))

    return facts


def test_panel_tells_year_answers_base_interval_estimand_method_and_evidence(panel):
    assert panel("index.html", "prevention.w2019") == {
        "title": "Prevention falls short",
        "Year": "2019",
        "Answers (n)": "175 to 177",
        "Base": "municipalities that answered",
        "Value (interval)": '<data value="59.04">59% (54 to 64%)</data>',
        "What it is": ESTIMAND["A"]["en"],
        "Method": 'exact interval: <a href="chapters/reader.html#method-intervals">Reference</a>',
        "Evidence": '<a href="chapters/register.html#BB2020.05">BB2020.05</a>',
    }


def test_panel_of_a_change_names_both_years_and_both_numbers_of_answers(panel):
    told = panel("index.html", "prevention.change")
    assert (told["Year"], told["Answers (n)"]) == (
        "2017 and 2019",
        "188 in 2017; 175 to 177 in 2019",
    )
    assert told["What it is"] == ESTIMAND["B"]["en"]


def test_panel_says_what_a_number_does_not_have(panel):
    told = panel("chapters/register.html", "power.made_up")
    assert told["title"].endswith("<strong>SYNTHETIC: made-up answers, not a finding</strong>")
    assert (told["Year"], told["Answers (n)"]) == (word("no_year", "en"), word("no_answers", "en"))
    assert told["Value (interval)"].endswith("1,235</data><br>count<br>no interval")
    assert told["Evidence"] == word("no_evidence", "en")
    assert '<a href="reader.html#method-rule">' in told["Method"]


def test_words_on_limits_are_only_said_of_a_number_that_has_them(panel, record):
    for estimand, (low, high) in product(ESTIMAND, ((1.0, 99.0), (None, None))):
        made = check_form(
            Document("", record(key="a", estimand=estimand, low=low, high=high)), Number
        )
        text = estimand_in_words(made, "en")
        assert text == ESTIMAND[estimand]["en"].split(";" if low is None else "\n")[0]


def test_paragraph_holds_its_sentence_and_nothing_else(soup):
    page = soup("index.html")
    (sentence,) = [text for text in page.select("article p") if text.find(class_="wt-number")]
    assert " ".join(sentence.get_text().split()) == (
        "In the latest survey 59% (54 to 64%) fell short, a change of 6 percentage points. "
        "See Fig. 1 and Shortfall by survey."
    )
    assert not any("exact interval" in text for text in page.body.find_all(string=True))


def test_a_panel_in_the_paragraph_is_seen(soup):
    page = soup("index.html")
    page.select_one(".wt-number").insert_after(page.new_tag("span", string="exact interval"))
    with pytest.raises(AssertionError):
        test_paragraph_holds_its_sentence_and_nothing_else(lambda _: page)


def test_every_text_is_written_once_and_no_page_says_more_than_its_own_numbers(soup, html):
    for path in html.rglob("*.html"):
        page = soup(path.relative_to(html))
        keys = {link["href"].split("#num-")[1] for link in page.select("a.wt-number")}
        data = page.find("script", id="wt-numbers")
        assert bool(keys) == bool(data)
        if data:
            said = json.loads(data.string)
            assert set(said["panels"]) == keys
            assert len(said["texts"]) == len(set(said["texts"]))
            assert {place for places in said["panels"].values() for place in places} == set(
                range(len(said["texts"]))
            )


def test_method_without_its_section_is_refused(book):
    book.execute()
    book.change("chapters/reader.md", "(method-rule)=\n", "")
    with pytest.raises(SphinxError, match=r"no heading has the label \(method-rule\)="):
        book.build()


def test_number_without_sign_and_full_unit(soup):
    assert "6 percentage points" in soup("index.html").select_one("article").text


def test_number_works_in_a_table_cell(soup):
    cell = soup(CAPACITY).select_one("td .wt-number")
    assert cell.text == "54 to 64%"


def test_number_on_a_dutch_page_is_dutch(soup, panel):
    page = soup("chapters/samenvatting.html")
    numbers = [link.text for link in page.select(".wt-number")]
    assert page.html["lang"] == "nl"
    assert numbers[:2] == ["2019", "59% (54 tot 64%)"]
    told = panel("chapters/samenvatting.html", "prevention.w2019")
    assert told["Noemer"] == "gemeenten die antwoordden"
    assert told["Methode"].endswith('#method-intervals" lang="en">Reference</a>')


def test_all_numbers_lists_every_key_and_links_every_use(soup):
    page = soup("chapters/numbers.html")
    row = page.find("tr", id="num-prevention.w2019")
    text = row.get_text(" ", strip=True)
    for told in ("prevention.w2019", "59%", "54 to 64%", "2019", "175 to 177", "BB2020.05"):
        assert told in text
    targets = [link["href"] for link in row.select("td:last-child a")]
    assert "../index.html#use-prevention.w2019-1" in targets
    assert "capacity.html#capacity_trend" in targets
    assert len(targets) == len(set(targets))
    assert page.find("tr", id="num-prevention.change")
    assert page.select_one("table caption").text == "All numbers"


def test_figure_shows_number_title_caption_base_and_source(soup):
    figure = soup(CAPACITY).find("figure", id="capacity_trend")
    caption = figure.figcaption.get_text(" ", strip=True)
    for svg, kind in zip(figure.select(".wt-picture svg"), ("wt-wide", "wt-narrow"), strict=True):
        title, desc = (figure.find(id=each) for each in svg["aria-labelledby"].split())
        assert (title.text, desc.text) == ("Short in 59%", "Line that rises to 59%.")
        assert (svg["role"], svg.find("text").text) == ("img", "a < b")
        assert desc["id"] == f"capacity_trend-{kind}-desc"
    assert re.match(r"Fig\. 1 Short in 59%", caption)
    for told in ("Latest 59% (54 to 64%)", "Base: municipalities", "Source: Movisie surveys"):
        assert told in caption


def test_a_picture_has_the_colours_of_the_page_and_ids_of_its_own(soup):
    figure = soup(CAPACITY).find("figure", id="capacity_trend")
    ids = [each["id"] for each in figure.select(".wt-picture [id]")]
    assert len(ids) == len(set(ids)) == 8
    for svg in figure.select(".wt-picture svg"):
        mark, use, clip = svg.path, svg.use, svg.find("clippath") or svg.find("clipPath")
        assert use["href"] == f"#{mark['id']}" and mark.parent.name == "defs"
        assert use.parent["clip-path"] == f"url(#{clip['id']})"
        assert (use["x"], mark["style"], mark["d"]) == (
            "12.3",
            "stroke: var(--wt-blue)",
            "M 0 3.3 L 3 0",
        )
        assert svg.find("text")["style"] == "font-size: 13px; fill: var(--wt-ink)"
        assert not svg.find("text").has_attr("transform") and not svg.find("metadata")


def test_a_figure_is_found_where_the_one_stood_that_it_replaced(soup, html):
    assert soup(CAPACITY).find(id="older_trend").find_parent("figure")["id"] == "capacity_trend"
    for ending in ("svg", "nl.pdf", "csv"):
        names = [
            html / "figures" / f"{stem}.{ending}" for stem in ("older_trend", "capacity_trend")
        ]
        assert names[0].read_bytes() == names[1].read_bytes()


def test_a_picture_with_a_colour_of_its_own_is_refused(tmp_path):
    path = tmp_path / "odd.page.svg"
    path.write_text('<svg viewBox="0 0 1 1"><path style="fill: #ff00ff"/></svg>', encoding="utf-8")
    with pytest.raises(
        InputError, match=r"odd\.page\.svg: the colour #ff00ff is not in the palette"
    ):
        inline_picture(path, "odd", "page.svg", "Title", "Alt")


def test_figure_is_numbered_where_the_text_points_to_it(soup):
    link = soup("index.html").find("a", href="chapters/capacity.html#capacity_trend")
    assert link.text == "Fig. 1"


def test_table_can_be_pointed_to(soup):
    link = soup("index.html").find("a", href="chapters/capacity.html#capacity_table")
    assert link.text == "Shortfall by survey"


@pytest.mark.parametrize(
    ("name", "stem"), [(CAPACITY, "capacity_trend"), ("chapters/samenvatting.html", "nl")]
)
def test_figure_downloads_are_in_the_language_of_the_page_and_then_in_the_other(
    soup, html, name, stem
):
    links = [link["href"] for link in soup(name).select(".wt-figure-tools a[download]")]
    pictures = [link for link in links if link.endswith(("svg", "pdf", "png"))]
    assert [link.rpartition(".")[2] for link in pictures] == ["svg", "pdf", "png"] * 2
    own = stem == "nl"
    assert [".nl." in link for link in pictures] == [own] * 3 + [not own] * 3
    assert all((html / "chapters" / link).is_file() for link in links)


def test_figure_table_holds_the_data_behind_it(soup, html):
    table = soup(CAPACITY).find("table", id="capacity_trend-data")
    with (html / "figures" / "capacity_trend.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    shown = [[cell.text for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    assert shown[1:] == rows[1:]
    assert [cell["scope"] for cell in table.thead.find_all("th")] == ["col"] * 3
    assert [cell["scope"] for cell in table.tbody.find_all("th")] == ["row"] * 2
    assert table.caption.text == "Short in 59%"


def test_figure_citation_names_figure_and_permanent_address(soup):
    tools = soup(CAPACITY).select_one(".wt-figure-tools")
    address = "https://example.org/book/chapters/capacity.html#capacity_trend"
    assert tools.select(".wt-take .wt-copy-text")[1].text == (
        "the contributors. (2026). Short in 59% [Figure capacity_trend]. "
        f"In Neighbourhood teams (Version 0.1.0). {address}"
    )


def test_synthetic_figure_says_so_on_its_face_and_in_words(soup):
    figure = soup("chapters/register.html").find("figure", id="made_up")
    assert figure.select_one(".wt-picture .wt-synthetic").text == "SYNTHETIC"
    assert "SYNTHETIC: made-up answers, not a finding" in figure.figcaption.text
    assert soup("chapters/register.html").find(id="made_up-data").caption.text.startswith("SYNTH")


def test_synthetic_number_says_so(soup):
    row = soup("chapters/numbers.html").find("tr", id="num-power.made_up")
    assert row.strong.text == "SYNTHETIC: made-up answers, not a finding"


def test_figure_on_a_dutch_page_is_numbered_and_cited_in_dutch(soup):
    page = soup("chapters/samenvatting.html")
    assert page.select_one(".caption-number").text.startswith("Figuur ")
    assert "[Figuur capacity_trend]" in page.select_one(".wt-figure-tools").text


def test_table_has_caption_scopes_units_and_csv(soup, html):
    page = soup(CAPACITY)
    table = page.find("table", id="capacity_table")
    assert table.caption.text == "Shortfall by survey"
    assert [cell.text for cell in table.thead.find_all("th")] == ["Year", "Share (%)", "Answers"]
    assert table.tbody.tr.th["scope"] == "row"
    assert table.tbody.tr.get_text("|", strip=True) == "2015|54.3|1,234"
    assert (html / "tables" / "capacity_table.csv").is_file()
    assert page.find("a", href="../tables/capacity_table.csv")


def test_every_header_cell_says_what_it_heads(soup, html):
    for path in html.rglob("chapters/*.html"):
        for cell in soup(path.relative_to(html)).select("article th"):
            assert cell.get("scope") in ("col", "row")


def test_bibliography_is_a_list_of_list_items(soup):
    entries = soup("chapters/register.html").select('[role="list"] > *')
    assert [entry["role"] for entry in entries] == ["listitem"]


def test_code_is_folded(soup):
    details = soup(CAPACITY).select_one("details.hide")
    assert not details.has_attr("open")
    assert "Show the code" in details.summary.text
    assert not details.summary.has_attr("aria-label")


def test_mathematics_is_loaded_from_the_book_and_only_where_it_is_used(html, page):
    assert "mathjax/tex-mml-chtml.js" in page(CAPACITY)
    assert "tex-mml-chtml" not in page("index.html")
    folder = html / "_static" / "mathjax"
    assert (folder / "LICENSE").is_file()
    assert list((folder / "output" / "chtml" / "fonts" / "woff-v2").glob("*.woff"))


def test_thebe_is_gone_and_no_script_stands_twice(soup):
    scripts = [str(script) for script in soup(CAPACITY).find_all("script")]
    assert not any("thebe" in script.lower() for script in scripts)
    assert len(scripts) == len(set(scripts))


def test_page_starts_light_before_any_script(soup):
    assert soup("index.html").html["data-theme"] == "light"


def test_names_come_from_the_identity(soup):
    page = soup("index.html")
    assert page.title.text.strip().endswith("Neighbourhood teams")
    assert (
        page.select_one(".wt-book-title").get_text(" ", strip=True) == "Neighbourhood teams 0.1.0"
    )
    assert "2026 the contributors, CC-BY-4.0" in page.footer.find_parent("body").text


def test_built_book_passes_its_own_checks(html: Path):
    assert check_html(html) == []
