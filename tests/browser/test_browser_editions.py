"""From one edition to the other: the same page and place, a suggestion that can be sent away, and old addresses."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from wijkteams.book.editions import MOVED

pytestmark = pytest.mark.check

Windows = Callable[..., Page]
from_both = pytest.mark.parametrize("opening", ["site", "disk"])


@from_both
def test_the_switch_leads_to_the_same_place_and_back(
    windows: Windows, opening: str, request: pytest.FixtureRequest
) -> None:
    home = request.getfixturevalue(opening)
    page = windows()
    page.goto(f"{home}index.html#before-you-quote-a-number")
    page.locator(".article-header-buttons .wt-switch").click()
    page.wait_for_url(f"{home}nl/index.html#before-you-quote-a-number")
    expect(page.get_by_role("heading", name="Voordat u een cijfer overneemt")).to_be_in_viewport()
    page.locator(".article-header-buttons .wt-switch").click()
    page.wait_for_url(f"{home}index.html#before-you-quote-a-number")


def test_a_page_without_a_twin_says_where_the_switch_leads(windows: Windows, site: str) -> None:
    page = windows("phone")
    page.goto(f"{site}chapters/rerun.html")
    switch = page.locator(".article-header-buttons .wt-switch")
    assert switch.inner_text() == "Nederlandse voorpagina"
    switch.click()
    page.wait_for_url(f"{site}nl/index.html")


@pytest.mark.parametrize(("locale", "shown"), [("nl-NL", True), ("en-GB", False), ("fr-FR", False)])
def test_the_language_of_the_browser_suggests_and_never_leads(
    windows: Windows, site: str, locale: str, shown: bool
) -> None:
    page = windows(locale=locale)
    page.goto(f"{site}index.html")
    suggestion = page.locator(".wt-suggest")
    assert suggestion.is_visible() == shown
    assert page.url == f"{site}index.html"


def test_a_suggestion_that_was_sent_away_or_followed_does_not_come_back(
    windows: Windows, site: str
) -> None:
    for press in ("button", "a"):
        page = windows(locale="nl-NL")
        page.goto(f"{site}chapters/not_so_but_so.html")
        page.locator(f".wt-suggest {press}").press("Enter")
        page.goto(f"{site}index.html")
        expect(page.locator(".wt-suggest")).to_be_hidden()


def wrong_addresses(page: Page, home: str, moved: dict[str, str]) -> list[str]:
    """Return the old addresses that do not lead to where the page is now, with the place on it."""
    wrong = []
    for old, new in moved.items():
        page.goto(f"{home}{old}.html#place")
        page.wait_for_load_state()
        if page.url != f"{home}{new}.html#place":
            wrong.append(old)
    return wrong


@from_both
def test_old_addresses_lead_to_where_a_page_is_now(
    windows: Windows, opening: str, request: pytest.FixtureRequest
) -> None:
    home, page = request.getfixturevalue(opening), windows()
    assert wrong_addresses(page, home, MOVED) == []
    assert wrong_addresses(page, home, {"index": "nl/index"}) == ["index"]


def test_a_dutch_page_has_dutch_words_on_its_buttons(windows: Windows, site: str) -> None:
    page = windows()
    page.goto(f"{site}nl/chapters/numbers.html")
    expect(page.get_by_role("button", name="Toon alle")).to_be_visible()
    expect(page.get_by_label("Zoek in de rijen")).to_be_visible()
    page.goto(f"{site}nl/chapters/raadsmemo.html")
    expect(page.get_by_role("button", name="Kopieer").first).to_be_visible()
    page.locator("a.wt-number, .wt-number").first.click()
    expect(page.get_by_role("dialog").get_by_text("Noemer").first).to_be_visible()


def test_the_book_has_pages_in_both_editions(book: Path) -> None:
    twins = [
        path
        for path in (book / "nl").rglob("*.html")
        if (book / path.relative_to(book / "nl")).is_file()
    ]
    assert len(twins) >= 4
