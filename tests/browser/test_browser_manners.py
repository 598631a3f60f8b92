"""A page behaves for who uses the keyboard, sets the letters wider, asks for less motion, or has no script.

One pass over an edition belongs to the long tier; all screens and themes are gone through by the audit.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.manners import cut_by_spacing, idle_controls, lost_focus, moving
from tests.browser.tiers import check, over, tiers
from tests.browser.visits import SCREENS

Open = Callable[..., Page]

NARROW = (320, 700)


@pytest.mark.parametrize("device_and_edition", tiers(list(SCREENS), "en"))
def test_focus_is_never_lost(
    windows: Open, book: Path, site: str, device_and_edition: tuple[str, str]
) -> None:
    device, edition = device_and_edition
    problems = over(book, site, windows(device), lost_focus, edition)
    assert not problems, problems


@pytest.mark.parametrize("theme_and_edition", tiers(["light", "dark"], "nl"))
def test_wider_letters_hide_nothing(
    windows: Open, book: Path, site: str, theme_and_edition: tuple[Literal["light", "dark"], str]
) -> None:
    theme, edition = theme_and_edition
    width, height = NARROW
    page = windows(viewport={"width": width, "height": height}, color_scheme=theme)
    problems = over(book, site, page, cut_by_spacing, edition)
    assert not problems, problems


@check
def test_nothing_moves_for_who_asked_for_less_motion(windows: Open, book: Path, site: str) -> None:
    problems = over(book, site, windows(), moving)
    assert not problems, problems


@pytest.mark.parametrize("device_and_edition", tiers(list(SCREENS), "en"))
def test_without_a_script_nothing_is_promised_and_the_contents_are_there(
    windows: Open, book: Path, site: str, device_and_edition: tuple[str, str]
) -> None:
    device, edition = device_and_edition
    page = windows(device, java_script_enabled=False)

    def judge(page: Page) -> list[str]:
        # Pages below another are folded; a fold opens without a script.
        while (folds := page.locator(".bd-docs-nav details:not([open]) > summary")).count():
            folds.first.click()
        links = page.locator(".bd-docs-nav a:visible").count()
        least = 10 if "/nl/" in page.url else 20
        return [*idle_controls(page), *([] if links > least else [f"{links} links to chapters"])]

    problems = over(book, site, page, judge, edition)
    assert not problems, problems


# --- The frame ------------------------------------------------------------------------------------

MODE = "[document.documentElement.dataset.mode, document.documentElement.dataset.theme]"


@check
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_follow_the_system_until_the_reader_chooses(
    windows: Open, disk: str, theme: str
) -> None:
    """Opened from disk, where storage is the least certain."""
    other = {"light": "dark", "dark": "light"}[theme]
    page = windows(color_scheme=theme)
    page.goto(f"{disk}index.html")
    assert page.evaluate(MODE) == ["auto", theme]
    page.emulate_media(color_scheme=other)
    page.wait_for_function(f"document.documentElement.dataset.theme === '{other}'")
    button = page.get_by_role("button", name="Colours")
    status = page.locator(".wt-theme-status")
    for mode, said in (("light", "Colours: light"), ("dark", "Colours: dark")):
        button.press("Enter")
        assert page.evaluate(MODE) == [mode, mode]
        assert status.inner_text() == said
        assert page.get_by_role("button", name=said, exact=True).evaluate(
            "(button) => button === document.activeElement"
        )
    for scheme in (
        "light",
        "dark",
    ):  # a choice is kept, whatever the system says, and on other pages
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(50)
        assert page.evaluate(MODE) == ["dark", "dark"]
    page.goto(f"{disk}chapters/numbers.html")
    assert page.evaluate(MODE) == ["dark", "dark"]
    page.get_by_role("button", name="Colours").press("Enter")
    assert page.evaluate(MODE)[0] == "auto"


@check
def test_colours_work_where_nothing_can_be_kept(windows: Open, disk: str) -> None:
    page = windows(color_scheme="dark")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(
        "Object.defineProperty(Storage.prototype, 'getItem', { value: () => { throw new Error('closed'); } });"
    )
    page.goto(f"{disk}index.html")
    assert page.evaluate(MODE) == ["auto", "dark"]
    button = page.get_by_role("button", name="Colours")
    button.click()
    assert page.evaluate(MODE) == ["light", "light"]
    # The script of the theme reads storage without care; ours does not.
    assert not [error for error in errors if "frame.js" in error]


@check
def test_contents_beside_the_text_are_put_away_and_that_is_said(
    windows: Open, site: str, chapter: str
) -> None:
    page = windows()
    page.goto(site + chapter)
    button = page.get_by_role("button", name="Contents of the book")
    sidebar = page.locator("#pst-primary-sidebar")
    for expanded in ("false", "true"):
        button.press("Enter")
        assert button.get_attribute("aria-expanded") == expanded
        assert sidebar.is_visible() == (expanded == "true")


@check
@pytest.mark.parametrize("name", ["Contents of the book", "Contents of this page"])
@pytest.mark.parametrize("way", ["Escape", "Close", "outside"])
def test_contents_on_a_phone_are_a_dialog_that_gives_the_focus_back(
    windows: Open, site: str, chapter: str, name: str, way: str
) -> None:
    page = windows("phone")
    page.goto(site + chapter)
    button = page.get_by_role("button", name=name)
    assert button.get_attribute("aria-expanded") == "false"
    button.press("Enter")
    dialog = page.get_by_role("dialog", name=name)
    assert dialog.get_by_role("link").first.is_visible()
    assert dialog.evaluate("(dialog) => dialog.contains(document.activeElement)")
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "Close":
        dialog.get_by_role("button", name="Close").press("Enter")
    else:
        left = name == "Contents of this page"
        page.mouse.click(8 if left else SCREENS["phone"][0] - 8, 500)
    assert dialog.is_hidden()
    assert button.evaluate("(button) => button === document.activeElement")
    assert button.get_attribute("aria-expanded") == "false"
    button.press("Enter")  # and it opens again, with what it holds
    assert dialog.get_by_role("link").first.is_visible()


@check
def test_contents_of_a_page_are_offered_where_there_are_any(
    windows: Open, book: Path, site: str
) -> None:
    """A page without headings has none."""
    page = windows("phone")
    offered: set[bool] = set()

    def judge(page: Page) -> bool:
        links = page.locator("#pst-secondary-sidebar a").count()
        buttons = page.locator(".wt-toggle[data-side=secondary]").count()
        offered.add(buttons == 1)
        return (buttons == 1) != (links > 0)

    problems = over(book, site, page, judge)
    assert not problems, problems
    assert offered == {True, False}


@check
def test_filter_and_search_say_what_they_found(windows: Open, site: str) -> None:
    page = windows()
    page.goto(f"{site}chapters/register.html")
    page.get_by_role("searchbox").first.fill("preventie")
    assert " of " in page.locator(".wt-filter").get_by_role("status").first.inner_text()
    page.goto(f"{site}search.html?q=preventie")
    status = page.locator(".wt-search").get_by_role("status")
    status.filter(has_text="preventie").wait_for(timeout=5_000)


# --- That what is wrong is found ------------------------------------------------------------------


@check
@pytest.mark.parametrize(
    ("body", "lost"),
    [
        ('<button onclick="this.blur()">A</button>', True),
        ('<button onclick="this.remove()">A</button>', True),
        ('<button onclick="this.title = 1">A</button>', False),
    ],
)
def test_lost_focus_is_found(
    windows: Open, faulty: Callable[[str], str], body: str, lost: bool
) -> None:
    page = windows()
    page.goto(faulty(body))
    assert bool(lost_focus(page)) == lost


@check
@pytest.mark.parametrize(
    "body",
    [
        '<p style="white-space: nowrap">as many words as a phone can just show</p>',
        '<p style="height: 2rem; overflow: hidden">words that need more lines than there are for them</p>',
    ],
)
def test_text_that_wider_letters_hide_is_found(
    windows: Open, faulty: Callable[[str], str], body: str
) -> None:
    page = windows(viewport={"width": 320, "height": 700})
    page.goto(faulty(body))
    assert cut_by_spacing(page)


@check
def test_motion_and_idle_controls_are_found(windows: Open, faulty: Callable[[str], str]) -> None:
    page = windows()
    page.goto(faulty('<p style="transition: all 1s">A</p><p style="transition: all 0s">B</p>'))
    assert len(moving(page)) == 1
    page.goto(faulty("<button>A</button><button hidden>B</button>"))
    assert len(idle_controls(page)) == 1
