"""Every page on a desktop and at the widths between that and a phone; and that what is wrong with a page is found."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.every_page import EveryPage
from tests.browser.published import pages_of
from tests.browser.visits import SCREENS, Variant, Visit, foreign, listed

pytestmark = pytest.mark.check

VisitFaulty = Callable[..., Visit]

each_device = pytest.mark.parametrize("device", SCREENS)


class TestDesktop(EveryPage):
    device, theme, edition = "desktop", "light", "en"


def test_tables_fit_the_column_on_a_desktop(
    visits: Callable[[Variant], dict[str, Visit]],
) -> None:
    problems = listed(
        visits(Variant("desktop", "light", "en")), lambda visit: visit.measured["cut_tables"]
    )
    assert not problems, problems


def sideways(page: Page) -> list[int]:
    """Return the widths at which a page scrolls sideways, with everything where it comes to rest."""
    page.add_style_tag(content="* { transition: none !important; }")
    scrolls = "document.scrollingElement.scrollWidth > document.documentElement.clientWidth + 1"
    found = []
    for width in (600, 768, 1024, 1199, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate(scrolls):
            found.append(width)
    return found


def test_pages_never_scroll_sideways_at_widths_in_between(
    opened: Callable[..., Page], book: Path, site: str
) -> None:
    wide = {name: widths for name in pages_of(book) if (widths := sideways(opened(site + name)))}
    assert not wide, wide


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ('<h1>A</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "image-alt"),
        ('<h1>A</h1><p style="color: #999; background: #fff">pale</p>', "color-contrast"),
        ("<h1>A</h1><h3>B</h3>", "heading-order"),
        ("<h1>A</h1><details><summary>B</summary><button></button></details>", "button-name"),
        (
            '<h1>A</h1><div style="overflow: auto; width: 9rem; height: 2rem"><pre>wide as wide can be, and more</pre></div>',
            "scrollable-region-focusable",
        ),
    ],
)
def test_an_accessibility_violation_is_found(
    visit_faulty: VisitFaulty, body: str, rule: str
) -> None:
    assert [line.split()[0] for line in visit_faulty(body).violations] == [rule]


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="a" src="http://elsewhere.invalid/a.png">',
        "<script>setTimeout(() => fetch('http://elsewhere.invalid/a'), 100)</script>",
        '<style>@import url("http://elsewhere.invalid/a.css");</style>',
        '<iframe src="http://elsewhere.invalid/"></iframe>',
    ],
)
def test_a_request_to_another_host_is_found(visit_faulty: VisitFaulty, body: str) -> None:
    visit = visit_faulty(body)
    assert any("elsewhere.invalid" in url for url in foreign(visit, visit.address))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<script>console.error('out of order')</script>", "out of order"),
        ("<script>nowhere.at.all()</script>", "uncaught: nowhere is not defined"),
        (
            "<script>Promise.reject(new Error('broken promise'))</script>",
            "uncaught: broken promise",
        ),
        ('<img alt="a" src="missing.png">', "missing.png"),
    ],
)
def test_a_console_error_is_found(visit_faulty: VisitFaulty, body: str, message: str) -> None:
    assert message in "\n".join(visit_faulty(body).errors)


WIDE = "<tr>" + "<td>wide_without_a_break</td>" * 12 + "</tr>"
SCROLL = '<div style="overflow-x: auto" tabindex="0">{}</div>'


@each_device
def test_a_page_that_scrolls_sideways_is_found(visit_faulty: VisitFaulty, device: str) -> None:
    measured = visit_faulty('<p style="width: 2000px">wide</p>', device).measured
    assert measured["page_scrolls"] and measured["sticking_out"]


def test_a_page_that_scrolls_sideways_in_between_is_found(
    opened: Callable[..., Page], faulty: Callable[[str], str]
) -> None:
    style = (
        "<style>@media (min-width: 1000px) and (max-width: 1100px) { p { width: 2000px; } }</style>"
    )
    assert sideways(opened(faulty(f"{style}<p>wide</p>"))) == [1024]


@each_device
def test_a_box_that_hides_what_does_not_fit_is_found(
    visit_faulty: VisitFaulty, device: str
) -> None:
    measured = visit_faulty(
        f'<div style="overflow: hidden"><table>{WIDE}</table></div>', device
    ).measured
    assert not measured["page_scrolls"]
    assert measured["sticking_out"]


@each_device
def test_a_table_that_must_be_scrolled_is_found(visit_faulty: VisitFaulty, device: str) -> None:
    measured = visit_faulty(SCROLL.format(f"<table>{WIDE}</table>"), device).measured
    assert not measured["page_scrolls"] and not measured["sticking_out"]
    assert len(measured["cut_tables"]) == 1


def test_a_table_that_an_outer_box_cuts_off_is_found(visit_faulty: VisitFaulty) -> None:
    inner = f'<div style="overflow-x: auto; width: 2000px"><table>{WIDE}</table></div>'
    assert len(visit_faulty(SCROLL.format(inner)).measured["cut_tables"]) == 1


@each_device
def test_a_caption_that_is_cut_off_is_found(visit_faulty: VisitFaulty, device: str) -> None:
    table = f"<table><caption>{'a long caption ' * 30}</caption>{WIDE}</table>"
    assert len(visit_faulty(SCROLL.format(table), device).measured["cut_captions"]) == 1
