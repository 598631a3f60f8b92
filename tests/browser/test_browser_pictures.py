"""Every picture passes the checklist: on a screen and on a phone, in light and dark, in English and Dutch."""

from collections.abc import Callable
from html import escape
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.pictures import faults
from tests.browser.published import ROOT, pages_with
from tests.browser.tiers import check, tiers
from wijkteams.book.sphinxext.assets import STATIC
from wijkteams.book.sphinxext.pictures import WIDTHS, inline_picture, stylesheet
from wijkteams.numbers.catalogue import fill, load_figures
from wijkteams.numbers.file import load_numbers
from wijkteams.numbers.formats import LANGUAGES, Language

CATALOGUE = load_figures(ROOT / "config" / "figures.yaml")

SIZES = {"phone": {"width": 320, "height": 3000}, "desktop": {"width": 1280, "height": 3000}}
SETTINGS = list(product(SIZES, ("light", "dark")))


@check
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_passes_the_checklist(
    windows: Callable[..., Page], book: Path, tmp_path: Path, language: Language
) -> None:
    path = tmp_path / "pictures.html"
    path.write_text(all_pictures(ROOT / "results", language), encoding="utf-8")
    found = {}
    for device, theme in product(SIZES, ("light", "dark")):
        page = windows(device, viewport=SIZES[device])
        page.goto(path.as_uri())
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        assert page.locator(".wt-picture svg:visible").count() == len(CATALOGUE)
        if wrong := faults(page):
            found[f"{device}, {theme}"] = wrong
    assert not found, found


def all_pictures(results: Path, language: Language) -> str:
    """Return a page with every figure of the catalogue, as wide as in the book."""
    numbers = load_numbers(results / "numbers.json")
    figures = []
    for figure in CATALOGUE.values():
        title, alt = (
            fill(texts[language], numbers, language) for texts in (figure.title, figure.alt)
        )
        drawn = "".join(
            inline_picture(
                results / "figures" / figure.file(ending, language), f"{figure.id}-{ending}", ending, title, alt
            )
            for ending in WIDTHS
        )  # fmt: skip
        figures.append(
            f'<figure class="wt-figure" id="{figure.id}"><div class="wt-picture">{drawn}</div>'
            f"<figcaption><p>{escape(title)}</p></figcaption></figure>"
        )
    css = (STATIC / "wijkteams.css").read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><style>{stylesheet()}{css}'
        "body { max-width: 43rem; margin: 0 1rem } figure { margin: 0 }</style>"
        f'<main class="bd-article">{"".join(figures)}</main></html>'
    )


@pytest.mark.parametrize("setting", tiers(SETTINGS, edition=""))
def test_pictures_pass_the_checklist_in_their_pages(
    windows: Callable[..., Page], book: Path, site: str, setting: tuple[tuple[str, str], str]
) -> None:
    (device, theme), _ = setting
    page = windows(device, viewport=SIZES[device], color_scheme=theme)
    pages = pages_with(book, 'class="wt-picture"')
    assert {name.startswith("nl/") for name in pages} == {True, False}
    found = {}
    for name in pages:
        page.goto(site + name)
        if wrong := faults(page):
            found[name] = wrong
    assert not found, found


WORD = '<text x="{}" y="{}" style="font-size: {}px; fill: {}">{}</text>'
GOOD = WORD.format(0, 15, 13, "var(--wt-ink)", "one")
FAULTS = {
    "is cut off": WORD.format(270, 15, 13, "var(--wt-ink)", "reaches out"),
    "is too small": WORD.format(0, 40, 8, "var(--wt-ink)", "small"),
    "lies over": WORD.format(10, 18, 13, "var(--wt-ink)", "two"),
    '"pale" has too little contrast': WORD.format(0, 40, 13, "var(--wt-soft)", "pale"),
    "a mark in soft has too little contrast": '<style>.wt-picture { --wt-soft: #c0c8d0 }</style>'
    '<path d="M0 50H40V60H0z" style="fill: var(--wt-soft)"/>',
    "is in another typeface": '<text x="0" y="40" style="font: 13px serif; fill: var(--wt-ink)">other</text>',
    "no title or no description": "<!-- title -->",
    "an id is given twice": '<g id="x"/><g id="x"/>',
}  # fmt: skip


@check
@pytest.mark.parametrize("fault", FAULTS)
def test_a_picture_that_breaks_the_checklist_is_found(
    windows: Callable[..., Page], tmp_path: Path, fault: str
) -> None:
    page = windows(viewport=SIZES["phone"])
    told = "" if "title" in fault else "A title"

    def wrong(inside: str, title: str) -> list[str]:
        text = (
            f"<!DOCTYPE html><html lang='en'><meta charset='utf-8'><style>{stylesheet()}"
            "figure { margin: 0 }"
            '.wt-picture { width: 288px; background: var(--wt-paper); font-family: "Wijkteams Sans" }</style>'
            '<figure class="wt-figure" id="f"><div class="wt-picture"><svg viewBox="0 0 288 80" width="288" '
            f'aria-labelledby="t d"><title id="t">{title}</title><desc id="d">What it shows</desc>{GOOD}{inside}'
            "</svg></div>"
            "<figcaption><p>Fig. 1 A title</p></figcaption></figure></html>"
        )
        path = tmp_path / "page.html"
        path.write_text(text, encoding="utf-8")
        page.goto(path.as_uri())
        return faults(page)

    assert wrong("", "A title") == []
    (found,) = wrong(FAULTS[fault], told)
    assert fault in found
