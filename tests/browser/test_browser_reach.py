"""Nothing on a page is out of reach of who uses the keyboard, a finger, the ear or forced colours.

One pass over an edition belongs to the long tier; all screens, themes and settings are gone through by the audit.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.browser.reach import LANDMARKS, reach, undrawn_focus
from tests.browser.tiers import check, over, tiers
from tests.browser.visits import SCREENS

Open = Callable[..., Page]
Found = dict[str, dict[str, Any]]

# A screen, a theme of the system, and whether its colours are forced.
Setting = tuple[str, Literal["light", "dark"], Literal["active", "none"]]
SETTINGS: list[Setting] = [
    (device, theme, forced)
    for device in SCREENS
    for theme in ("light", "dark")
    for forced in ("none", "active")
]

STATIC = ("idle", "small", "foreign", "unseen", "hidden", "names", "landmarks")


@pytest.fixture(scope="module", params=tiers(SETTINGS, "nl"))
def reached(
    request: pytest.FixtureRequest, windows: Callable[..., Page], book: Path, site: str
) -> Found:
    """What is out of reach on each page in one setting, with everything unfolded."""
    (device, theme, forced), edition = request.param
    page = windows(device, color_scheme=theme, forced_colors=forced)

    def judge(page: Page) -> dict[str, Any]:
        found = reach(page)
        theme_shown = page.evaluate("document.documentElement.dataset.theme")
        return found | {
            "undrawn": undrawn_focus(page, found["kinds"]),
            "theme": [] if theme_shown == theme else [theme_shown],
        }

    return over(book, site, page, judge, edition)


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
