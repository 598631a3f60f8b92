"""Every page is in reach of who uses the keyboard, a finger, the ear, wider letters, forced colours or no script.

One pass over every page belongs to the long tier; all screens, themes and settings are gone through by the audit.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.manners import cut_by_spacing, idle_controls, lost_focus, moving
from tests.browser.published import pages_of
from tests.browser.reach import LANDMARKS, reach, undrawn_focus
from tests.browser.visits import SCREENS

Open = Callable[..., Page]
Found = dict[str, dict[str, Any]]

NARROW = (320, 700)
# A screen, a theme of the system, and whether its colours are forced.
Setting = tuple[str, Literal["light", "dark"], Literal["active", "none"]]
SETTINGS: list[Setting] = [
    (device, theme, forced)
    for device in SCREENS
    for theme in ("light", "dark")
    for forced in ("none", "active")
]
FIRST = SETTINGS[0]

check, audit = pytest.mark.check, pytest.mark.audit
STATIC = ("idle", "small", "foreign", "unseen", "hidden", "names", "landmarks")


def tiers(settings: list[Any]) -> list[Any]:
    """Put the first setting in the long tier and all in the audit."""
    first = pytest.param(settings[0], marks=check, id=f"{name_of(settings[0])}-first")
    return [first, *(pytest.param(each, marks=audit, id=name_of(each)) for each in settings)]


def name_of(setting: Any) -> str:
    return setting if isinstance(setting, str) else "-".join(setting)


@pytest.fixture(scope="module")
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


def over(book: Path, site: str, page: Page, judge: Callable[[Page], Any]) -> dict[str, Any]:
    """Open every page anew and return what is found on those where something is."""
    found = {}
    for name in pages_of(book):
        page.goto("about:blank")
        page.goto(site + name)
        if judged := judge(page):
            found[name] = judged
    return found


# --- What stands on a page ------------------------------------------------------------------------


@pytest.fixture(scope="module", params=tiers(SETTINGS))
def reached(
    request: pytest.FixtureRequest, windows: Callable[..., Page], book: Path, site: str
) -> Found:
    """What is out of reach on each page in one setting, with everything unfolded."""
    device, theme, forced = request.param
    page = windows(device, color_scheme=theme, forced_colors=forced)

    def judge(page: Page) -> dict[str, Any]:
        found = reach(page)
        theme_shown = page.evaluate("document.documentElement.dataset.theme")
        return found | {
            "undrawn": undrawn_focus(page, found["kinds"]),
            "theme": [] if theme_shown == theme else [theme_shown],
        }

    return over(book, site, page, judge)


@pytest.mark.parametrize("what", [*STATIC, "undrawn", "theme"])
def test_nothing_on_a_page_is_out_of_reach(reached: Found, what: str) -> None:
    problems = {page: found[what] for page, found in reached.items() if found[what]}
    assert not problems, problems


@check
def test_pages_were_gone_through_stop_by_stop(windows: Open, site: str, chapter: str) -> None:
    page = windows()
    page.goto(site + chapter)
    found = reach(page)
    assert found["stops"] > 40
    assert len(found["kinds"]) > 8


# --- What a page does -----------------------------------------------------------------------------


@pytest.mark.parametrize("device", tiers(list(SCREENS)))
def test_focus_is_never_lost(windows: Open, book: Path, site: str, device: str) -> None:
    problems = over(book, site, windows(device), lost_focus)
    assert not problems, problems


@pytest.mark.parametrize("theme", tiers(["light", "dark"]))
def test_wider_letters_hide_nothing(windows: Open, book: Path, site: str, theme: str) -> None:
    width, height = NARROW
    page = windows(viewport={"width": width, "height": height}, color_scheme=theme)
    problems = over(book, site, page, cut_by_spacing)
    assert not problems, problems


@check
def test_nothing_moves_for_who_asked_for_less_motion(windows: Open, book: Path, site: str) -> None:
    problems = over(book, site, windows(), moving)
    assert not problems, problems


@pytest.mark.parametrize("device", tiers(list(SCREENS)))
def test_without_a_script_nothing_is_promised_and_the_contents_are_there(
    windows: Open, book: Path, site: str, device: str
) -> None:
    page = windows(device, java_script_enabled=False)

    def judge(page: Page) -> list[str]:
        links = page.locator(".bd-docs-nav a:visible").count()
        return [*idle_controls(page), *([] if links > 20 else [f"{links} links to chapters"])]

    problems = over(book, site, page, judge)
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
def test_filter_and_search_say_what_they_found(windows: Open, site: str) -> None:
    page = windows()
    page.goto(f"{site}chapters/register.html")
    page.get_by_role("searchbox").first.fill("preventie")
    assert " of " in page.locator(".wt-filter").get_by_role("status").first.inner_text()
    page.goto(f"{site}search.html?q=preventie")
    status = page.locator(".wt-search").get_by_role("status")
    status.filter(has_text="preventie").wait_for(timeout=5_000)


# --- That what is wrong is found ------------------------------------------------------------------

WORDS = "Municipalities said that this is not what they were asked for"
DUTCH = "Gemeenten zeiden dat zij niet aan deze taken toekomen"
PAGE = "<header><p>A</p></header><main>{}</main><footer><p>B</p></footer>"


@check
@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("idle", '<div tabindex="0">nothing to scroll</div>'),
        ("small", '<ul><li><a href="#a">go</a></li></ul>'),
        ("small", '<button style="width: 20px; height: 30px; padding: 0">x</button>'),
        ("foreign", f"<p>{DUTCH}</p>"),
        ("foreign", f'<p lang="nl">{WORDS}</p>'),
        ("foreign", '<button style="padding: 1rem">Zoeken</button>'),
        ("foreign", f'<img alt="{DUTCH}" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'),
        (
            "unseen",
            "<style>:focus-visible { outline: none }</style><button>no ring at all</button>",
        ),
        (
            "hidden",
            '<div style="position: fixed; inset: 0; background: #fff"></div><button>below it</button>',
        ),
        ("names", '<a href="#a">More on this, it says</a> <a href="#b">More on this, it says</a>'),
        ("names", '<button style="padding: 1rem"></button>'),
    ],
)
def test_what_is_out_of_reach_is_found(
    windows: Open, faulty: Callable[[str], str], what: str, body: str
) -> None:
    page = windows()
    page.goto(faulty(body))
    assert reach(page)[what]


@check
@pytest.mark.parametrize("landmark", LANDMARKS)
@pytest.mark.parametrize("fault", ["missing", "empty", "twice"])
def test_a_landmark_that_is_missing_empty_or_twice_there_is_found(
    windows: Open, landmark: str, fault: str
) -> None:
    tag = {"banner": "header", "main": "main", "contentinfo": "footer"}[landmark]
    parts = {name: f"<{name}><p>Words</p></{name}>" for name in ("header", "main", "footer")}
    page = windows()
    page.set_content(f'<html lang="en"><title>A</title><body>{"".join(parts.values())}')
    assert not reach(page)["landmarks"]
    parts[tag] = {"missing": "", "empty": f"<{tag}></{tag}>", "twice": parts[tag] * 2}[fault]
    page.set_content(f'<html lang="en"><title>A</title><body>{"".join(parts.values())}')
    assert reach(page)["landmarks"]


FRAMED = '<div style="overflow: hidden; width: 9rem"><button style="width: 9rem; height: 3rem; {}">a button</button></div>'


@check
@pytest.mark.parametrize(
    ("style", "drawn"),
    [
        ("outline-offset: -4px", True),
        ("outline-offset: 2px", False),  # the box around it cuts the ring off
        ("outline-color: #eee; outline-offset: -4px", False),
    ],
)
def test_a_ring_that_cannot_be_seen_is_found(
    windows: Open, faulty: Callable[[str], str], style: str, drawn: bool
) -> None:
    ring = "<style>button { background: #fff; border: 0 } :focus-visible { outline: 3px solid #808 }</style>"
    page = windows()
    page.goto(
        faulty(
            ring
            + '<div style="height: 0; overflow: clip; height: 3rem">'
            + FRAMED.format(style)
            + "</div>"
        )
    )
    found = reach(page)
    assert bool(undrawn_focus(page, found["kinds"])) != drawn


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
