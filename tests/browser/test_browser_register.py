"""The tables of the register in use: filtering, sorting, cards on a phone, and what remains without the script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.visits import axe_violations

pytestmark = [pytest.mark.check, pytest.mark.xdist_group("browser-register")]

OPEN = Callable[..., Page]
PATH = "chapters/register.html"


def shown(page: Page) -> list[str]:
    """Return the names of the rows that are to be seen, from top to bottom."""
    return [row.inner_text() for row in page.locator("#register-figures tbody th:visible").all()]


def natural(name: str) -> list[tuple[int, int, str]]:
    """Sort numbers within a name by their value, and digits before letters."""
    parts = re.findall(r"\d+|\D+", name)
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]


def header(page: Page, name: str) -> Locator:
    return page.locator("#register-figures thead th").filter(has_text=name)


def sort(page: Page, name: str) -> None:
    header(page, name).get_by_role("button").click()


@pytest.fixture
def register(opened: OPEN, site: str) -> Page:
    return opened(site + PATH)


def status(page: Page) -> Locator:
    return page.locator("main").get_by_role("status").first


def test_filter_keeps_the_rows_with_every_word(register: Page) -> None:
    register.get_by_label("Filter").fill("prevention  BB2018")
    rows = shown(register)
    assert "BB2018.36" in rows
    assert len(rows) < 20
    expect(status(register)).to_have_text(re.compile(rf"^{len(rows)} of \d+ rows$"))


def test_filter_takes_no_notice_of_capitals_and_accents(register: Page) -> None:
    register.get_by_label("Filter").fill("BËNADEREN VAN WIJKBEWONERS")
    assert "BB2018.36" in shown(register)


def test_filter_without_a_hit_says_so(register: Page) -> None:
    register.get_by_label("Filter").fill("zzzz")
    assert shown(register) == []
    expect(status(register)).to_have_text(re.compile(r"^0 of \d+ rows$"))


def test_long_table_shows_all_rows_when_asked(register: Page) -> None:
    first = shown(register)
    register.get_by_role("button", name="Show all").click()
    everything = shown(register)
    assert everything[: len(first)] == first
    assert len(first) < len(everything)
    expect(status(register)).to_have_text(f"{len(everything)} rows")
    expect(register.get_by_role("button", name="Show all")).to_be_hidden()
    expect(register.locator(":focus")).to_have_text(everything[len(first)])


def test_sorting_goes_up_then_down_then_back(register: Page) -> None:
    before = shown(register)
    sort(register, "Row")
    rising = shown(register)
    assert rising == sorted(rising, key=natural)
    expect(header(register, "Row")).to_have_attribute("aria-sort", "ascending")
    sort(register, "Row")
    falling = shown(register)
    assert falling == sorted(falling, key=natural, reverse=True)
    expect(header(register, "Row")).to_have_attribute("aria-sort", "descending")
    expect(status(register)).to_have_text(re.compile("by Row, descending$"))
    sort(register, "Row")
    assert shown(register) == before
    assert not register.locator("[aria-sort]").count()


def test_sorting_values_goes_by_their_number_with_words_last(register: Page) -> None:
    register.get_by_role("button", name="Show all").click()
    sort(register, "As printed")
    values = register.locator("#register-figures tbody tr").evaluate_all(
        "rows => rows.map((row) => row.cells[3].querySelector('data')?.value ?? '')"
    )
    numbers = [float(value) for value in values if value]
    assert numbers == sorted(numbers)
    assert all(value == "" for value in values[len(numbers) :])


def test_sorting_moves_from_column_to_column(register: Page) -> None:
    sort(register, "Row")
    sort(register, "Source")
    assert register.locator("[aria-sort]").count() == 1


def test_sorting_works_by_keyboard(register: Page) -> None:
    header(register, "Row").get_by_role("button").focus()
    register.keyboard.press("Enter")
    expect(header(register, "Row")).to_have_attribute("aria-sort", "ascending")


@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_link_to_a_row_that_comes_later_shows_it(opened: OPEN, site: str, device: str) -> None:
    page = opened(f"{site}{PATH}#MOG2016.07", device)
    expect(page.locator("#MOG2016\\.07")).to_be_in_viewport()


def test_link_to_a_row_that_was_filtered_out_shows_it(register: Page) -> None:
    register.get_by_label("Filter").fill("zzzz")
    register.evaluate("location.hash = '#BB2018.36'")
    expect(register.locator("#BB2018\\.36")).to_be_in_viewport()
    expect(register.get_by_label("Filter")).to_have_value("")


def test_number_leads_to_its_row_and_the_row_back_to_the_number(opened: OPEN, site: str) -> None:
    page = opened(site + "chapters/register.html#BB2018.36")
    page.locator("#BB2018\\.36 td:last-child a").first.click()
    expect(page).to_have_url(re.compile(r"#num-"))
    page.locator(":target").get_by_role("link", name="BB2018.36").first.click()
    expect(page).to_have_url(re.compile(r"register\.html#BB2018\.36$"))


def test_rows_are_labelled_cards_on_a_phone(opened: OPEN, site: str) -> None:
    page = opened(f"{site}{PATH}#BB2018.36", "phone")
    cell = page.locator("#BB2018\\.36 td").first
    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert label == '"What"'
    assert cell.bounding_box()["width"] > 250
    sort(page, "Row")
    expect(header(page, "Row")).to_have_attribute("aria-sort", "ascending")


@pytest.mark.parametrize("device", ["desktop", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_row_that_was_linked_to_stays_legible(
    opened: OPEN, site: str, device: str, theme: str
) -> None:
    page = opened(f"{site}{PATH}#BB2018.36", device, theme)
    assert not (problems := axe_violations(page, "#BB2018\\.36")), problems


def test_print_has_every_row(register: Page) -> None:
    register.emulate_media(media="print")
    rows = register.locator("#register-figures tbody tr")
    assert len(shown(register)) == rows.count()


def test_table_is_whole_without_the_script(browser: Browser, site: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 800}
    )
    page = context.new_page()
    page.goto(site + PATH)
    rows = page.locator("#register-figures tbody tr")
    assert len(shown(page)) == rows.count() > 300
    assert not page.locator(".wt-browsable :is(button, input)").count()
    context.close()


def test_script_is_done_within_half_a_second(opened: OPEN, site: str) -> None:
    page = opened(site + PATH)
    took = page.evaluate(
        "() => { const [page] = performance.getEntriesByType('navigation');"
        " return page.domContentLoadedEventEnd - page.domContentLoadedEventStart; }"
    )
    assert took < 500
