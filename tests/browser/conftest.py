"""One Chromium, one book and one visit to every page for all tests of a worker."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.chromium import chromium
from tests.browser.published import ROOT, pages_of, published_book, served
from tests.browser.visits import SCREENS, Variant, Visit, visit

SCREENSHOTS = ROOT / "results" / "screenshots"
FAULTY = """<!DOCTYPE html><html lang="en"><head><title>Faulty</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main>{}</main></body></html>"""


@pytest.fixture(scope="session")
def book() -> Path:
    return published_book()


@pytest.fixture(scope="session")
def site(book: Path) -> Iterator[str]:
    """The address of the served book."""
    with served(book) as address:
        yield address


@pytest.fixture(scope="session")
def disk(book: Path) -> str:
    """The address of the book opened from disk."""
    return f"{book.as_uri()}/"


@pytest.fixture(scope="session")
def chapter(book: Path) -> str:
    """A page that has it all: numbers in the text and in a caption, a figure and a folded code cell."""
    marks = ('class="wt-number"', "wt-figure-tools", 'class="admonition hide')
    for page in pages_of(book):
        text = (book / page).read_text(encoding="utf-8")
        if all(mark in text for mark in marks):
            return page
    raise LookupError(f"no page of the book has all of {marks}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def window(browser: Browser) -> Callable[[Variant], Page]:
    """One window for each screen and theme: to open one takes longer than to load a page in it."""

    @cache
    def open_window(variant: Variant) -> Page:
        page = variant.context(browser).new_page()
        page.set_default_timeout(5_000)
        page.set_default_navigation_timeout(30_000)
        return page

    return open_window


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open windows of readers who chose nothing, so that the system decides; they are closed at the end."""
    contexts: list[BrowserContext] = []

    def open_window(device: str = "desktop", **settings: Any) -> Page:
        width, height = SCREENS[device]
        phone = device == "phone"
        settings = {"viewport": {"width": width, "height": height}, "is_mobile": phone} | settings
        contexts.append(browser.new_context(has_touch=phone, **settings))
        page = contexts[-1].new_page()
        page.set_default_navigation_timeout(30_000)
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def visits(
    window: Callable[[Variant], Page], book: Path, site: str
) -> Callable[[Variant], dict[str, Visit]]:
    """Visit every page of the served book once for each variant, and keep what it looked like."""

    @cache
    def all_pages(variant: Variant) -> dict[str, Visit]:
        folder = SCREENSHOTS / str(variant)
        shutil.rmtree(folder, ignore_errors=True)
        return {
            page: visit(
                window(variant),
                site + page,
                folder / f"{page.removesuffix('.html').replace('/', '-')}.png",
            )
            for page in pages_of(book, variant.edition)
        }

    return all_pages


@pytest.fixture(scope="session")
def visits_from_disk(window: Callable[[Variant], Page], book: Path, disk: str) -> dict[str, Visit]:
    """Visit every page of the book opened from disk."""
    page = window(Variant("desktop", "light"))
    return {name: visit(page, disk + name, judge=False) for name in pages_of(book)}


@pytest.fixture
def opened(window: Callable[[Variant], Page]) -> Callable[..., Page]:
    """Open a page to use it, on a screen of choice; the next page opened on that screen takes its place."""

    def open_page(address: str, device: str = "desktop", theme: str = "light") -> Page:
        page = window(Variant(device, theme))
        width, height = SCREENS[device]
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="null")
        page.mouse.move(0, 0)
        page.goto("about:blank")  # or else another place on the same page would not be a new visit
        page.goto(address)
        return page

    return open_page


@pytest.fixture
def faulty(tmp_path: Path) -> Callable[[str], str]:
    """Write a page with something wrong in it and return its address."""

    def write(body: str) -> str:
        path = tmp_path / "faulty.html"
        path.write_text(FAULTY.format(body), encoding="utf-8")
        return path.as_uri()

    return write


@pytest.fixture
def visit_faulty(
    window: Callable[[Variant], Page], faulty: Callable[[str], str]
) -> Callable[..., Visit]:
    """Visit a page with something wrong in it."""

    def visit_page(body: str, device: str = "desktop") -> Visit:
        return visit(window(Variant(device, "light")), faulty(body))

    return visit_page
