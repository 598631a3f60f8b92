"""On paper nothing is cut off, and what only a screen can use is left out."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import SCREENSHOTS
from tests.browser.published import pages_of
from tests.browser.visits import MEASURE
from wijkteams.book.paper import edition_as_page, print_pdf

pytestmark = pytest.mark.check

MARGINS = dict.fromkeys(("top", "right", "bottom", "left"), "1cm")  # the browser's own
A4_INSIDE_MARGINS = {"width": 718, "height": 1047}  # of 210 x 297 mm, in CSS pixels
FEW = 5  # of a table that is cut off every cell sticks out
SCREEN_ONLY = ".bd-sidebar, .bd-header-article, .wt-figure-tools, .wt-take, .wt-panel, details.hide"
# A box scrolls on a screen; on paper it hides what does not fit.
CLIPPED = """() => [...document.querySelectorAll("table, figure, img, pre")].filter((element) => {
  if (!element.checkVisibility()) return false;
  for (let box = element.parentElement; box; box = box.parentElement) {
    const hides = getComputedStyle(box).overflowX !== "visible" && box !== document.body && box !== document.documentElement;
    if (hides && element.getBoundingClientRect().right > box.getBoundingClientRect().right + 1) return true;
  }
  return element.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
}).map((element) => `${element.tagName.toLowerCase()} ${element.textContent.trim().slice(0, 40)}`)"""


def print_view(page: Page) -> None:
    page.set_viewport_size(A4_INSIDE_MARGINS)
    page.emulate_media(media="print")


def cut_on_paper(page: Page) -> list[str]:
    """Return what does not fit the width of a page of A4."""
    return [*page.evaluate(CLIPPED), *page.evaluate(MEASURE)["sticking_out"]]


def test_nothing_is_cut_off_on_paper(opened: Callable[..., Page], book: Path, site: str) -> None:
    cut = {}
    for name in pages_of(book):
        page = opened(site + name)
        print_view(page)
        target = SCREENSHOTS / "paper" / name.replace("/", "-").replace(".html", "")
        page.pdf(path=target.with_suffix(".pdf"), format="A4", margin=MARGINS)
        if found := cut_on_paper(page):
            cut[name] = found[:FEW]
    assert not cut, cut


def test_paper_leaves_out_what_only_a_screen_can_use(
    opened: Callable[..., Page], chapter: str, site: str
) -> None:
    page = opened(site + chapter)
    page.locator(".wt-number").first.click()
    print_view(page)
    assert [part for part in page.locator(SCREEN_ONLY).all() if part.is_visible()] == []
    assert page.locator("figure.wt-figure svg:visible").first.is_visible()


@pytest.mark.parametrize(
    "body",
    [
        '<div style="overflow-x: auto"><table><tr>'
        + "<td>wide_without_a_break</td>" * 12
        + "</tr></table></div>",
        '<pre style="overflow: hidden">' + "wide_without_a_break" * 12 + "</pre>",
        '<img alt="a" width="900" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">',
    ],
)
def test_a_cut_on_paper_is_found(
    opened: Callable[..., Page], faulty: Callable[[str], str], body: str
) -> None:
    page = opened(faulty(body))
    print_view(page)
    assert cut_on_paper(page)


def test_pages_of_an_edition_print_as_one_tagged_pdf(book: Path, tmp_path: Path) -> None:
    copy = tmp_path / "book"
    shutil.copytree(book, copy, ignore=shutil.ignore_patterns("*.zip", "*.png", "*.xlsx", "embed"))
    page = copy / "nl" / "whole.html"
    names = ["nl/index", "nl/chapters/raadsmemo"]
    page.write_text(edition_as_page(copy, names, "nl", "Sociale wijkteams"), encoding="utf-8")
    print_pdf(page, tmp_path / "nl.pdf")
    reader = PdfReader(tmp_path / "nl.pdf")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("nl")
    assert reader.metadata is not None and reader.metadata.title == "Sociale wijkteams"
    assert len(reader.outline) >= len(names)
    text = "".join(each.extract_text() for each in reader.pages)
    assert "Cite or download" not in text and "Citeren of downloaden" not in text
