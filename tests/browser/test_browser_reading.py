"""What a reader does: open the code, change the theme, use the menu of a phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.published import pages_with
from tests.browser.visits import SCREENS, axe_violations

pytestmark = pytest.mark.check


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
            fold, code = cell.locator("> summary"), cell.locator(".highlight pre").first
            fold.click()
            expect(code).to_be_visible()
            fold.click()
            expect(code).to_be_hidden()
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
        page.locator(".wt-theme:visible").first.click()
        seen.append(page.evaluate("document.documentElement.dataset.theme"))
    assert {"light", "dark"} <= set(seen)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_menu_of_a_phone_leads_to_a_chapter(
    opened: Callable[..., Page], chapter: str, site: str, theme: str
) -> None:
    page = opened(site + "index.html", "phone", theme)
    page.locator(".wt-toggle:visible").first.tap()
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
