"""The search in Chromium: what comes first, from the web and from disk, in both languages, by keyboard, without JavaScript."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import snowballstemmer
from playwright.sync_api import Browser, Page, expect

from tests.browser.published import pages_of
from tests.browser.searches import FIRST
from tests.browser.visits import Log, axe_violations

pytestmark = pytest.mark.check

PAGES = {"en": "search.html", "nl": "nl/search.html"}
RECORDS = ("_static/search/records.js", "_static/search/records.nl.js")
from_both = pytest.mark.parametrize("opening", ["site", "disk"])
in_both = pytest.mark.parametrize("language", PAGES)


def ask(page: Page, typed: str) -> list[str]:
    """Search for something on the page of the search, and return the addresses of the first hits, from the home of the book."""
    field = page.locator("article input")
    field.fill(typed)
    field.press("Enter")
    return addresses(page)


def addresses(page: Page) -> list[str]:
    found = page.locator(".wt-hits a").evaluate_all(
        "links => links.map((link) => link.getAttribute('href'))"
    )
    return [
        re.sub(r"^\.\.?/", "", address).partition(":~:")[0].rstrip("#")
        for address in map(str, found)
    ]


def misled(page: Page, language: str) -> dict[str, str]:
    """Return what was typed and led elsewhere first, with where it led."""
    return {
        typed: first
        for typed, places in FIRST.items()
        for first in [next(iter(ask(page, typed)), "nowhere")]
        if first != places[list(PAGES).index(language)]
    }


def records_of(book: Path, name: str = RECORDS[0]) -> dict[str, list[list[str]]]:
    text = (book / name).read_text(encoding="utf-8")
    found: dict[str, list[list[str]]] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return found


@pytest.fixture
def changed(book: Path, tmp_path: Path) -> Callable[[Callable[[str], str]], str]:
    """Copy the book with its records changed, and return where it was put."""

    def copy(change: Callable[[str], str]) -> str:
        folder = tmp_path / "book"
        shutil.copytree(
            book, folder, ignore=shutil.ignore_patterns("mathjax", "figures", "tables", "data")
        )
        for records in (folder / name for name in RECORDS):
            records.write_text(change(records.read_text(encoding="utf-8")), encoding="utf-8")
        return f"{folder.as_uri()}/"

    return copy


@from_both
@in_both
def test_what_people_type_leads_first_to_its_chapter_or_row(
    opened: Callable[..., Page], opening: str, language: str, request: pytest.FixtureRequest
) -> None:
    home = request.getfixturevalue(opening)
    assert len(FIRST) == 16
    assert not misled(opened(home + PAGES[language]), language)


def test_without_the_words_of_the_glossary_people_are_misled(
    opened: Callable[..., Page], changed: Callable[[Callable[[str], str]], str]
) -> None:
    home = changed(lambda text: re.sub(r'"synonyms":.*', '"synonyms":[]});', text))
    assert {"capaciteit", "workload"} <= misled(opened(home + PAGES["en"]), "en").keys()


def test_without_its_records_the_search_finds_nothing(
    opened: Callable[..., Page], changed: Callable[[Callable[[str], str]], str]
) -> None:
    home = changed(lambda text: re.sub(r'"records":.*', '"records":[],"synonyms":[]});', text))
    assert len(misled(opened(home + PAGES["en"]), "en")) == len(FIRST)


def telling_words(book: Path, language: str) -> dict[str, str]:
    """Return each chapter of an edition with the longest word of its title, by which a search must find it."""
    folder = {"en": "chapters/", "nl": "nl/chapters/"}[language]
    texts = {page: (book / page).read_text(encoding="utf-8") for page in pages_of(book)}
    titles = {page: re.search(r"<h1>(.*?)<", text) for page, text in texts.items()}
    return {
        page: max(re.findall(r"[^\W\d_]+", title[1]), key=len)
        for page, title in titles.items()
        if title and page.startswith(folder)
    }


@from_both
@in_both
def test_search_finds_every_chapter(
    opened: Callable[..., Page],
    book: Path,
    opening: str,
    language: str,
    request: pytest.FixtureRequest,
) -> None:
    page = opened(request.getfixturevalue(opening) + PAGES[language])
    words = telling_words(book, language)
    assert len(words) > {"en": 20, "nl": 4}[language]
    missed = {
        word: chapter
        for chapter, word in words.items()
        if chapter not in {address.partition("#")[0] for address in ask(page, word)}
    }
    assert not missed


def lost(book: Path, records: dict[str, list[list[str]]]) -> list[str]:
    """Return the records that lead to no page or to no place on it."""
    places = {
        name: set(re.findall(r' id="([^"]+)"', (book / name).read_text(encoding="utf-8")))
        for name, *_ in records["pages"]
    }
    names = [name for name, *_ in records["pages"]]
    found = ((names[int(page)], anchor) for _, _, page, anchor, *_ in records["records"])
    return [f"{name}#{anchor}" for name, anchor in found if anchor and anchor not in places[name]]


def test_every_record_leads_to_a_place_of_the_book(book: Path) -> None:
    records = records_of(book)
    kinds = {kind for kind, *_ in records["records"]}
    assert kinds == {
        "page", "section", "finding", "quote", "number", "claim", "figure", "context", "source", "contradiction", "word",
    }  # fmt: skip
    assert not lost(book, records)
    dutch = records_of(book, RECORDS[1])
    assert {"page", "section", "finding", "quote", "number", "claim", "word"} == {
        kind for kind, *_ in dutch["records"]
    }
    assert not lost(book, dutch)
    records["records"].append(["section", "en", "0", "nowhere", "", "", ""])
    assert len(lost(book, records)) == 1


def wrongly_stemmed(page: Page, words: list[str], script: str) -> list[str]:
    """Return the words whose Dutch or English stem is another than that of an implementation in Python."""
    stems = page.evaluate(script, words)
    judges = [snowballstemmer.stemmer(name) for name in ("dutch_porter", "porter")]
    expected = [[judge.stemWord(word) for judge in judges] for word in words]
    return [
        word for word, found, wanted in zip(words, stems, expected, strict=True) if found != wanted
    ]


def test_stems_are_those_of_another_implementation(
    opened: Callable[..., Page], book: Path, site: str
) -> None:
    page = opened(site + PAGES["en"])
    texts = (text for record in records_of(book)["records"] for text in record[4:7])
    words = sorted({word for text in texts for word in re.findall(r"[a-z]+", text.lower())})
    script = "words => words.map((word) => [new {}(), new {}()].map((stemmer) => stemmer.stemWord(word)))"
    assert len(words) > 2000
    assert not wrongly_stemmed(page, words, script.format("DutchStemmer", "PorterStemmer"))
    assert wrongly_stemmed(page, words, script.format("PorterStemmer", "DutchStemmer"))


@from_both
def test_the_keyboard_leads_from_any_page_to_the_words_that_were_found(
    opened: Callable[..., Page], opening: str, request: pytest.FixtureRequest
) -> None:
    home = request.getfixturevalue(opening)
    page = opened(home + "chapters/what_to_do.html")
    page.keyboard.press("Control+K")
    expect(page.get_by_role("dialog", name="Search this book")).to_be_visible()
    page.keyboard.type("privacy")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}search.html?q=privacy")
    page.locator("article input").focus()
    for _ in range(2):  # over the button to the first hit
        page.keyboard.press("Tab")
    expect(page.locator(".wt-hits a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{home}chapters/presence.html**")
    expect(
        page.locator("p", has_text="officials worried seriously about privacy")
    ).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".wt-hits a").first).to_be_visible()


def test_escape_closes_the_dialog_and_returns_to_the_button(
    opened: Callable[..., Page], site: str
) -> None:
    page = opened(site + "nl/chapters/raadsmemo.html")
    button = page.get_by_role("button", name="Zoeken").first
    button.click()
    dialog = page.get_by_role("dialog", name="Zoek in dit boek")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


@in_both
def test_each_language_has_its_own_page_and_words(
    opened: Callable[..., Page], site: str, language: str
) -> None:
    chapter = {"en": "chapters/capacity", "nl": "nl/chapters/raadsmemo"}[language]
    page = opened(f"{site}{chapter}.html")
    page.keyboard.press("Control+K")
    # What the other edition alone says.
    typed = {"en": "overbelast", "nl": "snakemake"}[language]
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{PAGES[language]}?q={typed}")
    assert page.locator("html").get_attribute("lang") == language
    said = {"en": "results for", "nl": "resultaten voor"}[language]
    expect(page.locator("main").get_by_role("status")).to_contain_text(f"{said} “{typed}”")
    other = {"en": "in Dutch", "nl": "in het Engels"}[language]
    expect(page.locator(".wt-hit-place", has_text=other).first).to_be_visible()


def spoken(page: Page) -> set[str]:
    """Return hits whose title is in a language that the hit does not say."""
    return set(
        page.locator(".wt-hit-title:not([lang]), .wt-hit-text:not([lang])").all_inner_texts()
    )


def test_hits_say_what_was_found_and_where(opened: Callable[..., Page], site: str) -> None:
    page = opened(f"{site}{PAGES['en']}?q=preventie")
    hits = page.locator(".wt-hits li")
    first, dutch = hits.nth(0), page.locator(".wt-hits li", has_text="Raadsmemo: wat vier").first
    assert first.locator(".wt-hit-text mark").all_inner_texts()[0].lower() == "prevention"
    assert dutch.locator("a").get_attribute("lang") == "nl"
    assert dutch.locator(".wt-hit-place").inner_text() == "Chapter · in Dutch"
    assert not spoken(page)
    page.locator(".wt-hit-title").first.evaluate("(link) => link.removeAttribute('lang')")
    assert spoken(page)


def test_a_word_is_explained_before_what_is_said_with_it(
    opened: Callable[..., Page], site: str
) -> None:
    page = opened(f"{site}{PAGES['en']}?q=noemer")
    meaning = page.locator(".wt-meaning p")
    expect(meaning).to_have_count(1)
    assert meaning.inner_text().startswith("Base (noemer): The group that a share is a share of")
    assert meaning.locator("span").get_attribute("lang") == "nl"
    assert addresses(page)[1] == "chapters/glossary.html#term-noemer"
    ask(page, "noemers of broad teams")
    expect(meaning).to_have_count(0)


def test_the_number_of_hits_is_announced(opened: Callable[..., Page], site: str) -> None:
    page = opened(site + PAGES["en"])
    status = page.locator("main").get_by_role("status")
    assert status.inner_text() == ""
    ask(page, "wachtlijst")
    number = page.locator(".wt-hit").count()
    assert status.inner_text() == f"{number} results for “wachtlijst”."
    ask(page, "BB2020.05")
    assert status.inner_text() == "1 result for “BB2020.05”."
    ask(page, "wachtlijts")
    assert re.fullmatch(
        r"Nothing holds all of “wachtlijts”. Results that come near: \d+.", status.inner_text()
    )
    assert ask(page, "") == []
    assert status.inner_text() == ""


def test_without_hits_the_reader_is_told_what_to_do(opened: Callable[..., Page], site: str) -> None:
    page = opened(site + PAGES["en"])
    assert ask(page, "xylophone") == []
    expect(page.locator("main").get_by_role("status")).to_contain_text(
        "Nothing found for “xylophone”. Try"
    )
    ways = page.locator("article h2 + ul a").evaluate_all("links => links.map((a) => a.href)")
    assert {Path(way).name for way in ways} == {"numbers.html", "register.html", "glossary.html"}


def test_more_hits_come_on_demand_and_the_first_of_them_has_the_focus(
    opened: Callable[..., Page], site: str
) -> None:
    page = opened(f"{site}{PAGES['en']}?q=gemeenten")
    hits, more = page.locator(".wt-hits a"), page.get_by_role("button", name="Show more results")
    expect(hits).to_have_count(20)
    more.press("Enter")
    expect(hits).to_have_count(40)
    expect(hits.nth(20)).to_be_focused()
    ask(page, "wachtlijst")
    expect(more).to_be_hidden()


def test_hits_follow_what_is_typed_and_the_address_keeps_it(
    opened: Callable[..., Page], site: str
) -> None:
    page = opened(site + PAGES["en"])
    expect(page.locator("article input")).to_be_focused()
    page.keyboard.type("wachtl")
    expect(page.locator("main").get_by_role("status")).to_contain_text("results for “wachtl”")
    assert "chapters/register.html#BB2018.40" in addresses(page)
    assert page.url.endswith("?q=wachtl")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("device", "width"), [("desktop", 1280), ("phone", 320)])
def test_hits_are_accessible_and_stay_within_the_window(
    opened: Callable[..., Page], site: str, device: str, width: int, theme: str
) -> None:
    for typed in ("privacy", "xylophone"):
        page = opened(f"{site}{PAGES['nl']}?q={typed}", device, theme)
        page.set_viewport_size({"width": width, "height": 700})
        assert not axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Control+K")
    page.locator(".wt-hits").evaluate(
        "(list) => { list.innerHTML = '<li><a href=\"#\"></a></li>'; }"
    )
    assert axe_violations(page)


def of_the_search(requests: list[str]) -> list[str]:
    return [url for url in requests if re.search(r"/_static/search/|searchindex|searchtools", url)]


def test_the_search_is_loaded_when_it_is_used_and_not_before(
    opened: Callable[..., Page], site: str
) -> None:
    page, log = opened("about:blank"), Log()
    with log.watch(page):
        for name in ("index.html", "chapters/capacity.html", "chapters/register.html"):
            page.goto(site + name, wait_until="networkidle")
        assert not of_the_search(log.requests)
        page.goto(site + PAGES["nl"], wait_until="networkidle")
        assert len(of_the_search(log.requests)) == 7
    assert not log.errors
    assert all(url.startswith(site) for url in log.requests)


def promised(page: Page) -> list[str]:
    """Return the buttons and fields of a search that a reader sees."""
    found = page.locator("[role=search] *, .search-button__button").all()
    return [each.evaluate("(it) => it.outerHTML") for each in found if each.is_visible()]


@in_both
def test_without_javascript_no_search_is_promised(
    browser: Browser, site: str, language: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in ("index.html", PAGES[language]):
        page.goto(site + name)
        assert not promised(page)
    told = page.locator("article noscript")
    assert "JavaScript" in told.inner_text()
    expect(page.locator("article h2 + ul a")).to_have_count(3)
    context.close()


def test_a_search_that_is_promised_is_found(opened: Callable[..., Page], site: str) -> None:
    assert promised(opened(site + PAGES["en"]))
