"""Every page, on a desktop and a phone, light and dark: reachable for all, from this host only, and whole."""

from collections.abc import Callable

import pytest

from tests.browser.visits import SCREENS, VARIANTS, Variant, Visit, foreign, listed

pytestmark = pytest.mark.check

Visits = Callable[[Variant], dict[str, Visit]]
VisitFaulty = Callable[..., Visit]


each_variant = pytest.mark.parametrize("variant", VARIANTS, ids=str)
each_device = pytest.mark.parametrize("device", SCREENS)


@each_variant
def test_pages_are_shown_in_the_theme_of_the_reader(visits: Visits, variant: Variant) -> None:
    assert {visit.measured["theme"] for visit in visits(variant).values()} == {variant.theme}


@each_variant
def test_pages_have_no_accessibility_violation(visits: Visits, variant: Variant) -> None:
    assert not (problems := listed(visits(variant), lambda visit: visit.violations)), problems


@each_variant
def test_pages_ask_no_other_host(visits: Visits, variant: Variant, site: str) -> None:
    assert not (problems := listed(visits(variant), lambda visit: foreign(visit, site))), problems


@each_variant
def test_pages_give_no_console_error(visits: Visits, variant: Variant) -> None:
    assert not (problems := listed(visits(variant), lambda visit: visit.errors)), problems


@each_variant
def test_formulas_are_all_understood(visits: Visits, variant: Variant) -> None:
    problems = listed(visits(variant), lambda visit: visit.measured["wrong_formulas"])
    assert not problems, problems


@each_variant
def test_pages_never_scroll_sideways(visits: Visits, variant: Variant) -> None:
    wide = [page for page, visit in visits(variant).items() if visit.measured["page_scrolls"]]
    assert not wide, wide


@each_variant
def test_pages_show_everything_inside_the_window(visits: Visits, variant: Variant) -> None:
    problems = listed(visits(variant), lambda visit: visit.measured["sticking_out"])
    assert not problems, problems


@each_variant
def test_captions_are_never_cut_off(visits: Visits, variant: Variant) -> None:
    problems = listed(visits(variant), lambda visit: visit.measured["cut_captions"])
    assert not problems, problems


def test_tables_fit_the_column_on_a_desktop(visits: Visits) -> None:
    problems = listed(
        visits(Variant("desktop", "light")), lambda visit: visit.measured["cut_tables"]
    )
    assert not problems, problems


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
