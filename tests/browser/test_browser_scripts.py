"""The scripts of the book in Chromium: text that is copied, and the arithmetic of the table to slide."""

import math
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.book.conftest import Book
from tests.browser.visits import axe_violations
from wijkteams.numbers.cross_table import cross_table
from wijkteams.numbers.formats import format_decimal

pytestmark = pytest.mark.check

FIRST, SECOND = 46, 59  # the margins of the tiny book
SLIDE = """(slider, value) => {
  slider.value = value;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}"""


@pytest.fixture(scope="module")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page of the tiny book with everything to slide and to copy, opened from disk."""
    book = Book(tmp_path_factory.mktemp("book"))
    book.execute()
    page = browser.new_page()
    page.set_default_timeout(5_000)
    page.goto((book.build() / "chapters" / "reader.html").as_uri())
    yield page
    page.close()


def cells(page: Page) -> dict[str, str]:
    return dict(
        page.eval_on_selector_all(
            "[data-cell]", "places => places.map((each) => [each.dataset.cell, each.textContent])"
        )
    )


def expected(both: int) -> tuple[dict[str, str], list[str]]:
    table = cross_table(both, FIRST, SECOND)
    names = ("both", "first_only", "second_only", "neither")
    shares = [format_decimal(value, 0) for value in (table.given_first, table.given_not_first)]
    ratio = "without limit" if math.isinf(table.odds_ratio) else format_decimal(table.odds_ratio, 1)
    return {name: format_decimal(getattr(table, name), 0) for name in names}, [*shares, ratio]


def test_slider_fills_the_table_as_python_does(reader: Page) -> None:
    slider = reader.locator(".wt-slide input")
    low, high = (int(slider.get_attribute(end) or "") for end in ("min", "max"))
    assert (low, high) == (5, 46)
    for both in range(low, high + 1):
        slider.evaluate(SLIDE, both)
        counts, told = expected(both)
        assert cells(reader) == counts
        assert slider.get_attribute("aria-valuetext") == f"{both} of every hundred"
        if both in (low, 27, high):
            reader.wait_for_timeout(500)
            live = reader.locator(".wt-live").inner_text()
            assert live == (
                f"{both} of every hundred with both. Of those with the first, {told[0]}% also have "
                f"the second; of the others, {told[1]}%. Odds ratio: {told[2]}."
            )


def test_slider_answers_to_the_keyboard_and_stays_within_what_is_possible(reader: Page) -> None:
    slider = reader.locator(".wt-slide input")
    slider.evaluate(SLIDE, 27)
    slider.focus()
    reader.keyboard.press("ArrowRight")
    assert cells(reader)["both"] == "28"
    reader.keyboard.press("End")
    reader.keyboard.press("ArrowRight")
    assert cells(reader)["both"] == "46"


def test_slider_that_miscalculates_is_seen(reader: Page) -> None:
    wrong, _ = expected(28)
    reader.locator(".wt-slide input").evaluate(SLIDE, 27)
    assert cells(reader) != wrong


def test_quote_is_copied_whole_and_the_copy_is_announced(reader: Page) -> None:
    reader.locator("details.wt-quote > summary").click()
    block = reader.locator(".wt-quote .wt-copy").first
    button = block.locator("button")
    assert button.inner_text().startswith("Copy")
    button.click()
    reader.wait_for_function("() => document.querySelector('.wt-copy-status').textContent")
    assert block.locator(".wt-copy-status").inner_text() == "Copied."
    reader.evaluate(
        "() => { const area = document.body.appendChild(document.createElement('textarea'));"
        " area.setAttribute('aria-label', 'paste'); area.focus(); }"
    )
    reader.keyboard.press("Control+V")
    pasted = reader.locator("textarea").input_value()
    reader.locator("textarea").evaluate("(area) => area.remove()")
    lines = pasted.splitlines()
    assert lines == block.locator(".wt-copy-text p").all_text_contents()
    assert lines[0] == "In 2019, 59% (54 to 64%) fell short."


def test_refused_clipboard_falls_back_and_a_failure_is_said(reader: Page) -> None:
    block = reader.locator(".wt-quote .wt-copy").last
    reader.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    for works, said in ((True, "Copied."), (False, "Not copied; select the text instead.")):
        if not works:
            reader.evaluate("() => { document.execCommand = () => false; }")
        block.locator("button").click()
        assert block.locator(".wt-copy-status").inner_text() == said
    selected = reader.evaluate("() => window.getSelection().toString()")
    assert (
        selected.split() == " ".join(block.locator(".wt-copy-text p").all_text_contents()).split()
    )


def test_page_for_the_reader_is_accessible(reader: Page) -> None:
    assert axe_violations(reader) == []
