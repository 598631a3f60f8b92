"""What a reader takes along from the tiny book, followed link by link and read back; and where it was made."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from tests.book.readable import fault_of_file
from wijkteams.book.downloads.entries import Head, pages_that_show
from wijkteams.book.downloads.sheets import csv_with_commas, number_in, workbook
from wijkteams.book.downloads.web import missing_page, robots, site_map
from wijkteams.book.making import Making, ids_in
from wijkteams.numbers.catalogue import load_figures, load_tables
from wijkteams.numbers.file import load_numbers
from wijkteams.numbers.formats import LANGUAGES
from wijkteams.numbers.identity import load_identity

ROOT = Path(__file__).resolve().parents[2]
FAKE = ("svg", "pdf", "png")
CAPACITY = "chapters/capacity.html"


def offered(html, name):
    """The blocks of a page, by what they are of, with the files that each leads to."""
    page = BeautifulSoup((html / name).read_text(encoding="utf-8"), "html.parser")
    blocks = [block for block in page.select(".wt-take") if block.select(".wt-files")]
    links = {block: [link["href"] for link in block.select(".wt-files a")] for block in blocks}
    return {
        block: [Path((html / name).parent, href).resolve() for href in hrefs]
        for block, hrefs in links.items()
    }


@pytest.mark.parametrize("name", [CAPACITY, "chapters/samenvatting.html", "chapters/register.html"])
def test_every_file_that_a_block_leads_to_is_there_and_is_what_it_says(html, name):
    blocks = offered(html, name)
    assert len(blocks) == (2 if name == CAPACITY else 1)
    for files in blocks.values():
        # The pictures of the tiny book are none, and so are those in its archives.
        read = [file for file in files if file.suffix[1:] not in (*FAKE, "zip")]
        assert len(read) == 12
        assert [fault_of_file(file.name, file.read_bytes()) for file in read] == [""] * 12
        (packed,) = (file for file in files if file.suffix == ".zip")
        with ZipFile(packed) as archive:
            held = {Path(each).name for each in archive.namelist()}
        assert held == {
            "README.md",
            *(file.name for file in files if file.suffix not in (".zip", ".html")),
        }


def test_a_block_has_sentence_and_citation_in_both_languages_the_own_one_first(html):
    for name, order in ((CAPACITY, ["en", "nl"]), ("chapters/samenvatting.html", ["nl", "en"])):
        block = next(iter(offered(html, name)))
        texts = block.select(".wt-copy-text")
        assert [text["lang"] for text in texts[:4]] == [each for each in order for _ in range(2)]
        sentence = next(text.text for text in texts if text["lang"] == "en")
        assert sentence.startswith("Short in 59% (54 to 64%). Base: municipalities that answered.")
        frame = BeautifulSoup(block.pre.text, "html.parser").iframe
        assert (
            frame["src"].startswith("https://example.org/book/embed/capacity_trend")
            and frame["title"]
        )


def test_the_workbook_holds_the_numbers_of_the_data_under_heads_in_words(html):
    sheets = {
        language: load_workbook(html / "tables" / f"capacity_table{ending}.xlsx").worksheets[0]
        for language, ending in (("en", ""), ("nl", ".nl"))
    }
    rows = {language: list(sheet.values) for language, sheet in sheets.items()}
    assert rows["en"][0] == ("Year", "Share (%)", "Answers")
    assert rows["nl"][0] == ("Jaar", "Aandeel (%)", "Antwoorden")
    assert rows["en"][1:] == rows["nl"][1:] == [(2015, 54.25, 1234), (2019, 59.04, 177)]


def test_the_dutch_csv_reads_as_numbers_where_the_comma_is_the_decimal_mark(html):
    text = (html / "tables" / "capacity_table.nl.csv").read_bytes().decode("utf-8-sig")
    assert text.splitlines() == ["Jaar;Aandeel (%);Antwoorden", "2015;54,25;1234", "2019;59,04;177"]


def test_every_number_has_row_sentence_and_address(html):
    numbers = json.loads((html / "numbers.json").read_text(encoding="utf-8"))
    rows = list(csv.DictReader(io.StringIO((html / "numbers.csv").read_text(encoding="utf-8"))))
    page = BeautifulSoup(
        (html / "chapters/numbers.html").read_text(encoding="utf-8"), "html.parser"
    )
    assert [row["key"] for row in rows] == list(numbers) and len(rows) == 8
    for row in rows:
        about = numbers[row["key"]]
        assert about["sentence"] == {each: row[f"sentence_{each}"] for each in LANGUAGES}
        place = about["address"]["en"].rpartition("#")[2]
        assert page.find("tr", id=place).select_one(".wt-take p").text == row["sentence_en"]
    assert numbers["prevention.w2019"]["sentence"]["nl"].startswith(
        "Preventie schiet tekort: 59% (54 tot 64%) (2019); n = 175 tot 177; noemer: gemeenten die antwoordden. "
    )
    assert numbers["power.made_up"]["sentence"]["en"].startswith("SYNTHETIC")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("-1.5", -1.5),
        ("0", 0),
        ("1e-05", 1e-5),
        ("007", None),
        ("2019-01-01", None),
        ("", None),
        ("=1+1", None),
    ],
)
def test_only_numbers_become_numbers(text, number):
    assert number_in(text) == number


def test_a_workbook_is_the_same_file_every_time_and_holds_no_formula():
    arguments = ([Head("a", "A")], [{"a": "=1+1"}], ["x"], "Title", "Author", "en")
    first = workbook(*arguments)
    assert first == workbook(*arguments)
    (cell,) = load_workbook(io.BytesIO(first)).worksheets[0][2]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_dutch_csv_quotes_what_holds_its_separator():
    assert csv_with_commas([Head("a", "A")], [{"a": "x;y"}]).endswith(b'"x;y"\r\n')


def test_every_figure_table_and_number_leads_to_lines_that_make_it_and_to_its_raw_rows(results):
    making = Making.of(ROOT)
    figures = load_figures(ROOT / "config" / "figures.yaml").values()
    tables = load_tables(ROOT / "config" / "tables.yaml").values()
    numbers = load_numbers(results / "numbers.json").values()
    made = [(each.id, making.of_entry(each)) for each in (*figures, *tables) if not each.synthetic]
    made += [(each.key, making.of_number(each)) for each in numbers]
    for name, places in made:
        assert places, f"{name} is made nowhere"
        for place in places:
            lines = (ROOT / place.path).read_text(encoding="utf-8").splitlines()
            assert re.search(rf"\b(def main|{place.what})\b", lines[place.line - 1]), (name, place)
    for number in numbers:
        rows = making.rows_of(number.figure_ids)
        assert len(rows) == len(set(number.figure_ids))
        for row in rows:
            line = (ROOT / row.path).read_text(encoding="utf-8").splitlines()[row.line - 1]
            assert line.startswith(f"{row.what},")


def test_places_are_links_at_the_commit_where_the_repository_has_an_address():
    identity = load_identity(ROOT / "config" / "identity.yaml")
    place = Making.of(ROOT).of_result("results/estimates/presence.csv")[0]
    assert place.what == "estimate_shares" and place.address(identity) == ""
    known = replace(identity, repository="https://example.org/code", commit="8ec97ac-dirty")
    address = f"https://example.org/code/blob/8ec97ac/{place.path}#L{place.line}-L{place.last}"
    assert place.address(known) == address


def test_rows_of_the_register_are_found_in_data_however_they_are_joined():
    rows = [{"figure_ids": "BB2020.49;SDO20.05"}, {"figure_id": "M1.07, KEUZ.01"}, {"other": "X.1"}]
    assert ids_in(rows) == {"BB2020.49", "SDO20.05", "M1.07", "KEUZ.01"}


def test_a_missing_page_leads_on_from_any_depth_once_there_is_an_address():
    identity = load_identity(ROOT / "config" / "identity.yaml")
    page = BeautifulSoup(
        missing_page(replace(identity, base_url="https://example.org/book"), ROOT), "html.parser"
    )
    assert page.base["href"] == "https://example.org/book/"
    assert [link["href"] for link in page.find_all("a")] == [
        "nl/index.html", "nl/search.html", "index.html", "search.html",
    ]  # fmt: skip


def test_the_map_of_the_site_names_every_page_and_its_twin():
    identity = replace(
        load_identity(ROOT / "config" / "identity.yaml"), base_url="https://example.org/book"
    )
    names = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    site = ElementTree.fromstring(site_map(identity, ROOT))
    places = [url.findtext(f"{names}loc") for url in site]
    assert {"https://example.org/book/", "https://example.org/book/nl/"} <= set(places)
    assert len(places) == len(set(places)) > 30
    assert "https://example.org/book/sitemap.xml" in robots(identity)
    twins = {link.get("href") for link in site.iter("{http://www.w3.org/1999/xhtml}link")}
    assert "https://example.org/book/nl/" in twins and twins <= set(places)


def test_shown_pages_are_found_in_their_sources():
    pages = pages_that_show(ROOT)
    tables = {id_ for id_ in load_tables(ROOT / "config" / "tables.yaml") if id_ in pages}
    assert tables and all(pages[id_]["en"].endswith(".html") for id_ in tables)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"<!DOCTYPE html><title>404</title>"),
        ("a.png", b"\x89PNG\r\n\x1a\n cut short"),
        ("a.pdf", b"%PDF-1.4 cut short"),
        ("a.svg", b"<html></html>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>"),
        ("a.csv", b"a,b\n"),
        ("a.csv", b"a,b\n1,2\n3\n"),
        ("a.exe", b"MZ"),
        ("a.nl.csv", b"a;b\n1;2\n"),
        ("a.nl.csv", b"\xef\xbb\xbfa;b\n1.5;2\n"),
        ("a.xlsx", b"PK"),
        ("a.bib", b"@misc{a,}"),
        ("a.ris", b"TY  - DATA\r\n"),
        ("a.csl.json", b"[{}]"),
        ("a.metadata.json", b"{}"),
        ("a.zip", b"PK"),
        ("a.html", b"<html lang=en>"),
    ],
)
def test_a_file_of_the_wrong_kind_is_found(name, content):
    assert fault_of_file(name, content)
