"""A number shows its origin to the mouse, the keyboard and the finger, and leads to its row among all numbers."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.numbers_in_use import (
    INSIDE,
    faults_with_keyboard,
    faults_with_mouse,
    faults_with_touch,
)
from tests.browser.published import ROOT, pages_with
from tests.browser.visits import SCREENS, axe_violations

pytestmark = pytest.mark.check

PLACES = ["article p > .wt-number", "figcaption .wt-number"]
SCRIPT = ROOT / "src" / "wijkteams" / "book" / "sphinxext" / "static" / "wijkteams.js"
NUMBER = """<style>.wt-number-panel {{ position: fixed; min-width: 12rem; background: white }}</style>
<h1>A</h1><p><a href="#">before</a></p><p style="margin: 8rem">
<span class="wt-number" id="n"><a class="wt-number-value" href="faulty.html#row">59%</a><span
 class="wt-number-panel" hidden>53 to 65% <a href="#row">origin</a></span></span></p>
<p><a href="#" id="row">after</a></p><script>{}</script>"""


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
    value = number.locator(".wt-number-value").inner_text()
    anchor = number.get_attribute("id")
    number.locator(".wt-number-value").click()
    number.locator(".wt-number-more").click()
    page.wait_for_url("**#num-*")
    row = page.locator(":target")
    assert page.url.endswith(f"#{row.get_attribute('id')}")
    assert value in row.inner_text()
    assert row.evaluate(
        "(row) => { const top = row.getBoundingClientRect().top; return top >= 0 && top < innerHeight; }"
    )
    row.locator(f'a[href$="{Path(chapter).name}#{anchor}"]').first.click()
    page.wait_for_url(f"**{chapter}#{anchor}")


@pytest.mark.parametrize("device", SCREENS)
def test_every_panel_fits_the_screen(
    opened: Callable[..., Page], book: Path, site: str, device: str
) -> None:
    for name in pages_with(book, 'class="wt-number"'):
        page = opened(site + name, device)
        outside = page.eval_on_selector_all(
            ".wt-number",
            f"""(numbers) => numbers.filter((number) => {{
              number.scrollIntoView({{ block: "center", behavior: "instant" }});
              number.querySelector(".wt-number-value").click();
              const panel = number.querySelector(".wt-number-panel");
              return panel.hidden || !({INSIDE})(panel);
            }}).map((number) => number.id)""",
        )
        assert not outside, (name, outside)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("device", SCREENS)
def test_open_panel_has_no_accessibility_violation(
    opened: Callable[..., Page], chapter: str, site: str, device: str, theme: str
) -> None:
    page = opened(site + chapter, device, theme)
    page.locator(".wt-number-value").first.click()
    page.locator(".wt-number-panel").first.wait_for(state="visible")
    assert not axe_violations(page)


def test_a_good_number_has_no_fault(
    opened: Callable[..., Page], faulty: Callable[[str], str]
) -> None:
    page = opened(faulty(spoiled({})))
    assert not faults_with_mouse(page, page.locator("#n"))
    assert not faults_with_keyboard(page, page.locator("#n"))


def test_a_good_number_has_no_fault_under_a_finger(
    opened: Callable[..., Page], faulty: Callable[[str], str]
) -> None:
    page = opened(faulty(spoiled({})), "phone")
    assert not faults_with_touch(page, page.locator("#n"))


def spoiled(changes: dict[str, str]) -> str:
    """Return the faulty page: a number with a script in which something was changed for the worse."""
    script = SCRIPT.read_text(encoding="utf-8")
    for good, bad in changes.items():
        assert good in script
        script = script.replace(good, bad)
    return NUMBER.format(script)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"DOMContentLoaded": "never"}, "does not open when the mouse is on it"),
        ({'"Escape"': '"F2"'}, "stays open on Escape"),
        (
            {"panel.id =": "panel.style.pointerEvents = 'none'; panel.id ="},
            "closes when the mouse moves onto",
        ),
        ({'"pointerleave"': '"pointerleft"'}, "stays open when the mouse has left"),
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
        ({'"Escape"': '"F2"'}, "stays open on Escape"),
        ({"if (inPanel)": "linkOf(number).blur(); if (inPanel)"}, "loses the focus"),
        ({'"focusout"': '"focusaway"'}, "stays open when the focus has left"),
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
        (
            {"panelOf(number).hidden = false": "panelOf(number).hidden = true"},
            "does not open on a tap",
        ),
        (
            {'"pointerdown"': '"never"', '"focusout"': '"never"'},
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
