"""What a reader does: search without a network, open the code, change the theme, use the menu of a phone."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.browser.published import pages_with
from tests.browser.visits import SCREENS, axe_violations

pytestmark = pytest.mark.check


def hits(page: Page, home: str, word: str) -> list[str]:
    """Search the book and return the pages that were found."""
    page.goto(f"{home}search.html?q={word}")
    try:
        page.wait_for_function(
            "/finished|did not match/.test(document.querySelector('#search-results p')?.innerText)"
        )
    except TooLate:
        return []
    links = page.locator("#search-results ul.search li > a")
    return [
        (link.get_attribute("href") or "").partition("?")[0].partition("#")[0]
        for link in links.all()
    ]


def telling_words(book: Path) -> dict[str, str]:
    """Return each chapter with the longest word of its title, by which a search must find it."""
    pages = [
        "index.html",
        *(f"chapters/{path.name}" for path in sorted((book / "chapters").glob("*.html"))),
    ]
    titles = {
        page: re.search(r"<h1>(.*?)<", (book / page).read_text(encoding="utf-8")) for page in pages
    }
    return {
        page: max(re.findall(r"[A-Za-z]+", title[1]), key=len)
        for page, title in titles.items()
        if title
    }


@pytest.mark.parametrize("opening", ["site", "disk"])
def test_search_finds_every_chapter(
    opened: Callable[..., Page], book: Path, opening: str, request: pytest.FixtureRequest
) -> None:
    home = request.getfixturevalue(opening)
    page = opened(home + "index.html")
    words = telling_words(book)
    assert len(words) > 2
    missed = {
        word: chapter for chapter, word in words.items() if chapter not in hits(page, home, word)
    }
    assert not missed


@pytest.mark.parametrize("opening", ["site", "disk"])
def test_search_field_leads_to_the_hits(
    opened: Callable[..., Page], opening: str, request: pytest.FixtureRequest
) -> None:
    home = request.getfixturevalue(opening)
    page = opened(home + "index.html")
    page.locator(".search-button-field").first.click()
    page.keyboard.type("hypergeometric")
    page.keyboard.press("Enter")
    page.locator("#search-results ul.search li > a").first.click()
    page.wait_for_url(f"{home}chapters/**")
    expect(page.locator("article")).to_contain_text("hypergeometric")


def test_search_finds_nothing_where_there_is_nothing(
    opened: Callable[..., Page], site: str
) -> None:
    assert hits(opened(site + "index.html"), site, "xylophone") == []


def test_a_search_without_its_index_is_found(
    opened: Callable[..., Page], book: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "book"
    shutil.copytree(book, broken, ignore=shutil.ignore_patterns("mathjax", "searchindex.js"))
    home = f"{broken.as_uri()}/"
    page = opened(home + "index.html")
    assert not any(hits(page, home, word) for word in list(telling_words(book).values())[:1])


def unfolded_code(page: Page) -> list[str]:
    """Return the code that a reader sees without asking for it."""
    cells = page.locator(".cell_input, .highlight-ipython3").all()
    return [cell.inner_text()[:60] for cell in cells if cell.is_visible()]


@pytest.mark.parametrize("device", SCREENS)
def test_code_is_folded_and_one_click_opens_it(
    opened: Callable[..., Page], book: Path, site: str, device: str
) -> None:
    opened_cells = 0
    for name in pages_with(book, "cell_input", "highlight-ipython3", "details class"):
        page = opened(site + name, device)
        assert not unfolded_code(page)
        for cell in page.locator("details.hide").all():
            cell.locator("summary").click()
            expect(cell.locator(".highlight pre")).to_be_visible()
            cell.locator("summary").click()
            expect(cell.locator(".highlight pre")).to_be_hidden()
            opened_cells += 1
    assert opened_cells


def test_code_opens_with_the_keyboard(opened: Callable[..., Page], chapter: str, site: str) -> None:
    cell = opened(site + chapter).locator("details.hide").first
    cell.locator("summary").focus()
    cell.page.keyboard.press("Enter")
    expect(cell.locator(".highlight pre")).to_be_visible()


def test_code_that_is_not_folded_is_found(
    opened: Callable[..., Page], faulty: Callable[[str], str]
) -> None:
    assert unfolded_code(opened(faulty('<div class="cell_input"><pre>import this</pre></div>')))


def test_theme_follows_a_click_and_is_kept(
    opened: Callable[..., Page], chapter: str, site: str
) -> None:
    page = opened(site + "index.html")
    seen = []
    for _ in range(3):
        page.locator(".theme-switch-button:visible").first.click()
        seen.append(page.evaluate("document.documentElement.dataset.theme"))
    assert {"light", "dark"} <= set(seen)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_menu_of_a_phone_leads_to_a_chapter(
    opened: Callable[..., Page], chapter: str, site: str, theme: str
) -> None:
    page = opened(site + "index.html", "phone", theme)
    page.locator(".primary-toggle:visible").first.tap()
    link = page.locator(
        f'.bd-sidebar-primary a[href="{chapter}"]:visible, dialog a[href="{chapter}"]:visible'
    ).first
    link.wait_for(state="visible")
    page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished))")
    assert not axe_violations(page)
    link.tap()
    page.wait_for_url(f"**/{chapter}")


def test_footer_carries_the_year_of_the_book(opened: Callable[..., Page], site: str) -> None:
    rights = opened(site + "index.html").locator("footer .copyright")
    identity = (Path(__file__).parents[2] / "config" / "identity.yaml").read_text(encoding="utf-8")
    year = re.search(r"^date_released: \"?(\d{4})", identity, re.MULTILINE)
    assert year
    expect(rights).to_contain_text(year[1])
