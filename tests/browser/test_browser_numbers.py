"""A number shows its origin to the mouse, the keyboard and the finger, and leads to its row among all numbers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.numbers_in_use import (
    INSIDE,
    MOVING,
    PANEL,
    SAME_NAMES,
    SMALL_TARGETS,
    WITHOUT_LINES,
    faults_with_keyboard,
    faults_with_mouse,
    faults_with_touch,
)
from tests.browser.published import ROOT, pages_with
from tests.browser.visits import SCREENS, axe_violations

pytestmark = pytest.mark.check

HAS_NUMBERS = 'class="wt-number"'
PLACES = ["article p > .wt-number", "figcaption .wt-number"]
NARROW = {"width": 320, "height": 640}
STATIC = ROOT / "src" / "wijkteams" / "book" / "sphinxext" / "static"
NUMBER = """<style>:root {{ --pst-color-border: black; --pst-color-link: blue; --pst-color-accent: red }} {}</style>
<h1>A</h1><p><a href="#">before</a></p><p style="margin: 8rem">
In one year <a class="wt-number" id="n" href="faulty.html#num-a">59%</a> fell short, in the next
<a class="wt-number" id="m" href="faulty.html#num-b">59%</a>.</p>
<p><a href="#" id="row">after</a></p>
<script id="wt-numbers" type="application/json">{{"close": "Close", "where_from": "Origin", "terms": ["Year", "Evidence"],
"texts": ["share", "2017", "2019", "<a href='#row'>row<\\/a>"], "panels": {{"a": [0, 1, 3], "b": [0, 2, 3]}}}}</script>
<script>{}</script>"""


@pytest.mark.parametrize("place", PLACES)
def test_number_shows_its_origin_to_the_mouse(
    opened: Callable[..., Page], chapter: str, site: str, place: str
) -> None:
    page = opened(site + chapter)
    assert not faults_with_mouse(page, page.locator(place).first)


@pytest.mark.parametrize("place", PLACES)
def test_number_shows_its_origin_to_the_keyboard(
    opened: Callable[..., Page], chapter: str, site: str, place: str
) -> None:
    page = opened(site + chapter)
    assert not faults_with_keyboard(page, page.locator(place).first)


@pytest.mark.parametrize("place", PLACES)
def test_number_shows_its_origin_to_a_finger(
    opened: Callable[..., Page], chapter: str, site: str, place: str
) -> None:
    page = opened(site + chapter, "phone")
    assert not faults_with_touch(page, page.locator(place).first)


def test_number_shows_its_origin_from_disk(
    opened: Callable[..., Page], chapter: str, disk: str
) -> None:
    page = opened(disk + chapter, "phone")
    assert not faults_with_touch(page, page.locator(PLACES[0]).first)


def test_panel_leads_to_the_row_of_its_number_and_back(
    opened: Callable[..., Page], chapter: str, site: str
) -> None:
    page = opened(site + chapter)
    number = page.locator(PLACES[0]).first
    value, anchor = number.inner_text(), number.get_attribute("id")
    number.click()
    page.locator(f"{PANEL} > a").click()
    page.wait_for_url("**#num-*")
    row = page.locator(":target")
    assert page.url.endswith(f"#{row.get_attribute('id')}")
    assert value in row.inner_text()
    assert row.evaluate(
        "(row) => { const top = row.getBoundingClientRect().top; return top >= 0 && top < innerHeight; }"
    )
    row.locator(f'a[href$="{Path(chapter).name}#{anchor}"]').first.click()
    page.wait_for_url(f"**{chapter}#{anchor}")


def test_panel_is_announced_as_a_dialog_with_a_name_and_read_as_a_list(
    opened: Callable[..., Page], chapter: str, site: str
) -> None:
    page = opened(site + chapter)
    page.locator(PLACES[0]).first.click()
    read = page.locator(PANEL).aria_snapshot()
    title = page.locator("#wt-panel-title").inner_text()
    assert f'dialog "{title}"' in read.splitlines()[0]
    terms = [line.split(": ")[1] for line in read.splitlines() if line.strip().startswith("- term")]
    assert terms == [
        "Year", "Answers (n)", "Base", "Value (interval)", "What it is", "Method", "Evidence",
    ]  # fmt: skip
    assert read.count("- definition") == len(terms)


@pytest.mark.parametrize("device", SCREENS)
def test_every_panel_fits_the_screen(
    opened: Callable[..., Page], book: Path, site: str, device: str
) -> None:
    for name in pages_with(book, HAS_NUMBERS):
        page = opened(site + name, device)
        if device == "phone":
            page.set_viewport_size(NARROW)
        page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        outside = page.eval_on_selector_all(
            "a.wt-number",
            f"""(numbers) => numbers.filter((number) => {{
              number.scrollIntoView({{ block: "center", behavior: "instant" }});
              number.click();
              const panel = document.querySelector(".wt-panel");
              return !panel.matches(":popover-open") || !({INSIDE})(panel);
            }}).map((number) => number.id)""",
        )
        assert not outside, (name, outside)


@pytest.mark.parametrize("device", SCREENS)
def test_numbers_and_panels_are_large_enough_and_told_apart(
    opened: Callable[..., Page], book: Path, site: str, device: str
) -> None:
    for name in pages_with(book, HAS_NUMBERS):
        page = opened(site + name, device)
        page.locator("a.wt-number:visible").last.click()
        assert not (small := page.evaluate(SMALL_TARGETS)), (name, small)
        assert not (same := page.evaluate(SAME_NAMES)), (name, same)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("device", [*SCREENS, "narrow"])
def test_open_panel_has_no_accessibility_violation(
    opened: Callable[..., Page], chapter: str, site: str, device: str, theme: str
) -> None:
    page = opened(site + chapter, "phone" if device == "narrow" else device, theme)
    if device == "narrow":
        page.set_viewport_size(NARROW)
    page.locator("a.wt-number").first.click()
    page.locator(PANEL).wait_for(state="visible")
    assert not axe_violations(page)


def test_paragraph_that_is_read_or_copied_holds_its_sentence_only(
    opened: Callable[..., Page], chapter: str, site: str
) -> None:
    page = opened(site + chapter)
    text = page.locator("article p", has=page.locator("a.wt-number")).first
    text.locator("a.wt-number").first.click()
    source = text.evaluate("(text) => text.outerHTML.replace(/<[^>]*>/g, '')")
    assert text.inner_text().split() == source.split()
    copied = text.evaluate(
        "(text) => { getSelection().selectAllChildren(text); return getSelection().toString(); }"
    )
    assert copied.split() == source.split()


def test_number_without_a_script_leads_to_its_row(
    browser: Browser, chapter: str, site: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + chapter)
    number = page.locator(PLACES[0]).first
    value = number.inner_text()
    assert number.get_attribute("role") is None
    number.click()
    page.wait_for_url("**#num-*")
    assert value in page.locator(":target").inner_text()
    context.close()


def test_number_and_panel_are_seen_where_colours_are_forced_and_nothing_moves(
    opened: Callable[..., Page], chapter: str, site: str
) -> None:
    page = opened(site + chapter)
    anchor = page.locator(PLACES[0]).first.get_attribute("id")
    page.goto(f"{site}{chapter}#{anchor}")
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.locator(PLACES[0]).first.click()
    seen = page.evaluate(WITHOUT_LINES), page.evaluate(MOVING)
    page.emulate_media(forced_colors="none", reduced_motion="no-preference")
    assert seen == ([], 0)


def test_a_good_number_has_no_fault(
    opened: Callable[..., Page], faulty: Callable[[str], str]
) -> None:
    page = opened(faulty(spoiled({})))
    number = page.locator("#n")
    assert not faults_with_mouse(page, number)
    assert not faults_with_keyboard(page, number)
    number.click()
    for measured in (SMALL_TARGETS, SAME_NAMES, WITHOUT_LINES):
        assert not page.evaluate(measured)
    assert page.evaluate(MOVING) == 0


def test_a_good_number_has_no_fault_under_a_finger(
    opened: Callable[..., Page], faulty: Callable[[str], str]
) -> None:
    page = opened(faulty(spoiled({})), "phone")
    assert not faults_with_touch(page, page.locator("#n"))


def spoiled(changes: dict[str, str]) -> str:
    """Return the faulty page: numbers with a script and a stylesheet in which something was changed for the worse."""
    script = (STATIC / "wijkteams.js").read_text(encoding="utf-8")
    style = (STATIC / "wijkteams.css").read_text(encoding="utf-8").replace(".bd-article", "body")
    for good, bad in changes.items():
        assert good in script + style
        script, style = (text.replace(good, bad) for text in (script, style))
    return NUMBER.format(style, script)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"numbers.forEach(equip);": ""}, "does not open when the mouse is on it"),
        ({'"Escape"': '"F2"'}, "stays open on Escape"),
        (
            {"panel.tabIndex =": "panel.style.pointerEvents = 'none'; panel.tabIndex ="},
            "closes when the mouse moves onto",
        ),
        ({'"pointerleave"': '"pointerleft"'}, "stays open when the mouse has left"),
        ({'"aria-expanded", "true"': '"aria-expanded", "false"'}, "does not open when the mouse"),
    ],
)
def test_a_number_that_fails_the_mouse_is_found(
    opened: Callable[..., Page], faulty: Callable[[str], str], changes: dict[str, str], fault: str
) -> None:
    page = opened(faulty(spoiled(changes)))
    assert fault in "; ".join(faults_with_mouse(page, page.locator("#n")))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({'"focus"': '"focused"'}, "does not open on focus"),
        ({"panel.focus(": "panel.matches('p') && panel.focus("}, "is not entered with Enter"),
        ({'"Escape"': '"F2"'}, "stays open on Escape"),
        ({"shown.focus(": "shown.blur("}, "loses the focus on Escape"),
        ({'"blur"': '"blurred"', '"Tab"': '"F2"'}, "stays open when the focus has left"),
        ({'querySelectorAll("a, button")': 'querySelectorAll("b")'}, "let Tab through the panel"),
        ({'"Tab"': '"F2"'}, "does not let Tab go on behind it"),
    ],
)
def test_a_number_that_fails_the_keyboard_is_found(
    opened: Callable[..., Page], faulty: Callable[[str], str], changes: dict[str, str], fault: str
) -> None:
    page = opened(faulty(spoiled(changes)))
    assert fault in "; ".join(faults_with_keyboard(page, page.locator("#n")))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"event.preventDefault();": ""}, "leads away on a tap"),
        ({"panel.showPopover();": ""}, "does not open on a tap"),
        (
            {'"pointerdown"': '"never"', '"blur"': '"never"'},
            "stays open when something else is tapped",
        ),
        ({"`${Math.max(EDGE, left)}px`": "'300px'"}, "does not fit the screen"),
    ],
)
def test_a_number_that_fails_a_finger_is_found(
    opened: Callable[..., Page], faulty: Callable[[str], str], changes: dict[str, str], fault: str
) -> None:
    page = opened(faulty(spoiled(changes)), "phone")
    assert fault in "; ".join(faults_with_touch(page, page.locator("#n")))


@pytest.mark.parametrize(
    ("changes", "measured"),
    [
        ({"  padding-block: 0.2rem;\n": ""}, SMALL_TARGETS),
        ({"min-height: 1.5rem;": "font-size: 0.5rem;"}, SMALL_TARGETS),
        ({"numbers.forEach(tellApart);": ""}, SAME_NAMES),
        ({"underline dotted": "none"}, WITHOUT_LINES),
        ({"border: 1px solid": "border: 0 solid"}, WITHOUT_LINES),
        ({"box-sizing: border-box;": "transition: opacity 1s;"}, MOVING),
    ],
)
def test_a_number_that_is_small_like_another_unseen_or_moving_is_found(
    opened: Callable[..., Page],
    faulty: Callable[[str], str],
    changes: dict[str, str],
    measured: str,
) -> None:
    page = opened(faulty(spoiled(changes)))
    page.locator("#n").click()
    assert page.evaluate(measured)
