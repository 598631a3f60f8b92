"""Two editions of the tiny book, built apart and joined: addresses, links, the switch, words and the search of each."""

import json
import re

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.workflow.projects import ROOT
from wijkteams.book import build as building
from wijkteams.book.build import join_editions
from wijkteams.book.contents import chapters_of_toc
from wijkteams.book.downloads.files import write_downloads
from wijkteams.book.editions import toc_of
from wijkteams.checking.problems import InputError

TOC = "format: jb-book\nroot: {0}index\nchapters:\n{1}"
DUTCH_INDEX = """\
# Het boek

In {num}`prevention.w2019:year` schoot {num}`prevention.w2019:range` tekort, {num}`prevention.change:size`.
[Meer](../chapters/capacity.md), [hoe](#method-rule) en [alles](chapters/numbers.md). Zie {numref}`capacity_trend-nl`.

```{citable-figure} capacity_trend
```

## Bevindingen

Zin. {credit}`book`

```{figure-again} capacity_trend
```

```{quote-list}
```
"""
ENGLISH_ONLY = ["capacity", "register", "reader"]


@pytest.fixture(scope="module")
def editions(make_book):
    """Return the tiny book with both its editions built, each by its own run of Sphinx."""
    book = make_book()
    (book.root / "chapters" / "samenvatting.md").unlink()
    book.change("index.md", "chapters/samenvatting\n", "")
    book.append("index.md", "\n[Dutch](nl/index.md)\n\n## Findings\n\nA sentence.\n")
    entries = "".join(f"- file: chapters/{name}\n" for name in ENGLISH_ONLY)
    book.write("_toc.yml", TOC.format("", f"{entries}  sections:\n  - file: chapters/numbers\n"))
    meta = "meta: {english: [chapters/reader]}\n"
    book.write("nl/_toc.yml", TOC.format("nl/", "- file: nl/chapters/numbers\n") + meta)
    book.write("nl/index.md", DUTCH_INDEX)
    book.write("nl/chapters/numbers.md", "# Alle getallen\n\n```{all-numbers}\n```\n")
    # The tables of contents take the place of the tree that the tiny book has in its text.
    text = (book.root / "index.md").read_text(encoding="utf-8")
    book.write("index.md", re.sub(r"```\{toctree\}.*?```\n", "", text, flags=re.DOTALL))
    book.execute()
    return {language: book.build_edition(language) for language in ("en", "nl")}


@pytest.fixture(scope="module")
def downloads(editions, tmp_path_factory):
    target = tmp_path_factory.mktemp("downloads") / "files"
    write_downloads(editions["en"].parents[2], target)
    return target


@pytest.fixture(scope="module")
def joined(editions, downloads, tmp_path_factory):
    return join_editions(editions, tmp_path_factory.mktemp("joined") / "html", downloads)


@pytest.fixture(scope="module")
def soup(joined):
    return lambda name: BeautifulSoup((joined / name).read_text(encoding="utf-8"), "html.parser")


def test_twins_name_each_other_as_the_same_page_in_another_language(soup):
    addresses = {"en": "https://example.org/book/", "nl": "https://example.org/book/nl/"}
    for name in ("index.html", "nl/index.html"):
        links = soup(name).find_all("link", rel="alternate", hreflang=True)
        assert {link["hreflang"]: link["href"] for link in links} == addresses
    assert not soup("chapters/capacity.html").find_all("link", hreflang=True)


def test_every_page_says_its_language_and_the_book_has_a_title_in_each(soup):
    assert (soup("index.html").html["lang"], soup("nl/index.html").html["lang"]) == ("en", "nl")
    assert soup("index.html").title.text.endswith("Neighbourhood teams")
    assert soup("nl/index.html").title.text.endswith("Wijkteams")


@pytest.mark.parametrize(
    ("page", "href", "text"),
    [
        ("index.html", "nl/index.html", "Nederlands"),
        ("nl/index.html", "../index.html", "English"),
        ("chapters/numbers.html", "../nl/chapters/numbers.html", "Nederlands"),
        ("nl/chapters/numbers.html", "../../chapters/numbers.html", "English"),
        ("chapters/capacity.html", "../nl/index.html", "Nederlandse voorpagina"),
        ("search.html", "nl/search.html", "Nederlands"),
        ("nl/search.html", "../search.html", "English"),
    ],
)
def test_the_switch_leads_to_the_same_page_or_says_that_it_does_not(soup, page, href, text):
    for switch in soup(page).select("a.wt-switch"):
        assert (switch["href"], switch.text) == (href, text)
        assert switch["hreflang"] == ("en" if page.startswith("nl/") else "nl")
    (switch,) = soup(page).select(".article-header-buttons > a.wt-switch")
    assert ("title" in switch.attrs) == (page == "chapters/capacity.html")


def test_headings_of_twins_have_the_same_address(soup):
    assert soup("nl/index.html").select_one("section#findings > h2").text.startswith("Bevindingen")
    # The address that the Dutch words give still leads there.
    assert soup("nl/index.html").select_one("section#findings #bevindingen")


def test_links_lead_from_one_edition_to_the_other(soup):
    links = {link.text: link["href"] for link in soup("nl/index.html").select("article p a")}
    assert links["Meer"] == "../chapters/capacity.html"
    assert links["hoe"] == "../chapters/reader.html#method-rule"
    assert links["alles"] == "chapters/numbers.html"
    assert soup("index.html").find("a", string="Dutch")["href"] == "nl/index.html"


def test_figures_are_counted_and_numbers_listed_in_each_edition(soup):
    assert soup("nl/index.html").select_one(".caption-number").text == "Figuur 1 "
    assert (
        soup("nl/index.html").select_one("a.wt-number")["href"].startswith("chapters/numbers.html#")
    )
    panels = soup("nl/index.html").find("script", id="wt-numbers").text
    assert "../chapters/reader.html#method-intervals" in panels
    assert "../chapters/register.html#BB2020.05" in panels
    uses = {link["href"] for link in soup("nl/chapters/numbers.html").select("td a")}
    assert "../index.html#use-prevention.w2019-2" in uses
    assert not [each for each in uses if each.startswith("../../index.html")]


def test_a_picture_again_has_words_and_no_number_of_its_own(soup):
    first, again = soup("nl/index.html").select("article .wt-picture")
    assert again.find("desc").text.startswith("Lijn die stijgt tot 59%")
    assert not {each["id"] for each in first.select("[id]")} & {
        each["id"] for each in again.select("[id]")
    }
    assert len(soup("nl/index.html").select(".caption-number")) == 1


def test_a_text_to_take_along_cites_the_book_in_its_own_language(soup):
    assert "Wijkteams" in soup("nl/index.html").find("p", string=re.compile("^Zin. ")).text


def test_the_contents_name_pages_that_are_in_english_alone(soup):
    (link,) = soup("nl/index.html").select('.bd-links a[lang="en"]')
    assert (link.text, link["href"]) == ("For the reader", "../chapters/reader.html")


def test_pages_below_another_are_folded_until_one_of_them_is_open(soup):
    def folded(page):
        (below,) = soup(page).select(".bd-links li > details")
        assert below.summary.text == "Pages below: For the reader"
        assert [link.text for link in below.select("a")] == ["All numbers"]
        return not below.has_attr("open")

    assert [folded(f"chapters/{name}.html") for name in ("capacity", "reader")] == [True, True]
    assert not folded("chapters/numbers.html")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_menu_of_the_book_shows_twelve_pages_at_most(language):
    contents = yaml.safe_load((ROOT / toc_of(language)).read_text(encoding="utf-8"))
    shown = [entry["file"] for part in contents["parts"] for entry in part["chapters"]]
    assert len([contents["root"], *shown]) <= 12
    assert len(shown) < len(chapters_of_toc(ROOT / toc_of(language))) - 1


def test_each_search_has_the_records_of_both_editions_its_own_first(soup, joined):
    def loaded(page):
        return [
            each["src"].rpartition("/")[2] for each in soup(page).select('script[src*="records"]')
        ]

    assert loaded("search.html") == ["records.js", "records.nl.js"]
    assert loaded("nl/search.html") == ["records.nl.js", "records.js"]
    text = (joined / "_static" / "search" / "records.nl.js").read_text(encoding="utf-8")
    found = json.loads(text[text.index("{") : text.rindex("}") + 1])
    assert {record[1] for record in found["records"]} == {"nl"}
    assert [page[0] for page in found["pages"]] == ["nl/chapters/numbers.html", "nl/index.html"]


def test_an_old_address_leads_to_where_the_page_is_now(soup):
    page = soup("chapters/in_een_oogopslag.html")
    assert page.find("a")["href"] == "../nl/index.html"
    assert (
        page.find("meta", attrs={"http-equiv": "refresh"})["content"] == "0; url=../nl/index.html"
    )
    assert soup("zoeken.html").find("a")["href"] == "nl/search.html"


def test_editions_that_do_not_fit_together_are_refused(editions, tmp_path, monkeypatch, downloads):
    path = editions["nl"] / "_static" / "icon.svg"
    before = path.read_bytes()
    path.write_bytes(b"<svg/>")
    with pytest.raises(InputError, match=r"icon\.svg is not the same in both editions"):
        join_editions(editions, tmp_path / "other", downloads)
    path.write_bytes(before)
    monkeypatch.setitem(building.MOVED, "chapters/capacity", "nl/index")
    with pytest.raises(InputError, match=r"capacity\.html leads to nl/index\.html, and is a page"):
        join_editions(editions, tmp_path / "moved", downloads)


def test_a_link_to_what_neither_edition_has_is_found_when_they_are_joined(
    editions, tmp_path, downloads
):
    page = editions["nl"] / "nl" / "index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace("reader.html#method-rule", "reader.html#nowhere"), encoding="utf-8"
    )
    with pytest.raises(InputError, match="leads to no anchor on that page"):
        join_editions(editions, tmp_path / "other", downloads)
    page.write_text(text, encoding="utf-8")
