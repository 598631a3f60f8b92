"""Every link inside the book leads to a page and a place on it, and every download is what it says it is."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page

from tests.browser.visits import Variant, Visit

pytestmark = [pytest.mark.check, pytest.mark.xdist_group("browser-desktop")]


def broken_links(visits: dict[str, Visit]) -> list[str]:
    """Return links to a missing file, or to an anchor that is not on the page once its scripts have run."""
    anchors = {visit.address: set(visit.measured["anchors"]) for visit in visits.values()}
    problems = []
    for page, visit in visits.items():
        for link in dict.fromkeys(visit.measured["links"]):
            address, fragment = urldefrag(link)
            if urlsplit(address).scheme != "file":
                continue
            address = urlsplit(address)._replace(query="").geturl()
            if not Path(unquote(urlsplit(address).path)).is_file():
                problems.append(f"{page}: {link} leads to no file")
            elif fragment and address in anchors and unquote(fragment) not in anchors[address]:
                problems.append(f"{page}: {link} leads to no place on that page")
    return problems


def test_links_lead_to_a_page_and_a_place_on_it(visits_from_disk: dict[str, Visit]) -> None:
    assert sum(len(visit.measured["links"]) for visit in visits_from_disk.values()) > 20
    assert not (problems := "\n".join(broken_links(visits_from_disk))), problems


@pytest.mark.parametrize(
    ("link", "problem"),
    [
        ("#nowhere", "leads to no place on that page"),
        ("nowhere.html", "leads to no file"),
        ("faulty.html#nowhere", "leads to no place on that page"),
        ("./", "leads to no file"),
    ],
)
def test_a_broken_link_is_found(visit_faulty: Callable[[str], Visit], link: str, problem: str) -> None:
    visit = visit_faulty(f'<h1 id="here">A</h1><a href="#here">B</a><a href="{link}">C</a>')
    assert [line.split(" leads")[-1] for line in broken_links({"faulty.html": visit})] == [problem[5:]]


def fault_of_file(name: str, content: bytes) -> str:
    """Return why a file is not what its name says, or an empty text."""
    match name.rpartition(".")[2]:
        case "png":
            right = content.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in content[-12:]
        case "pdf":
            right = content.startswith(b"%PDF-") and b"%%EOF" in content[-32:]
        case "svg":
            right = _is_svg(content)
        case "csv":
            rows = list(csv.reader(io.StringIO(content.decode("utf-8")), strict=True))
            right = len(rows) > 1 and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1
        case other:
            return f"{name}: nobody checks .{other} files"
    return "" if right else f"{name}: not a whole file of that kind"


def _is_svg(content: bytes) -> bool:
    try:
        return ElementTree.fromstring(content).tag == "{http://www.w3.org/2000/svg}svg"
    except ElementTree.ParseError:
        return False


def downloads_of(page: Page) -> list[str]:
    addresses: list[str] = page.eval_on_selector_all("a[download]", "(links) => links.map((link) => link.href)")
    return addresses


def test_downloads_are_what_they_say(visits: Callable[[Variant], dict[str, Visit]], book: Path, site: str) -> None:
    links = {link for visit in visits(Variant("desktop", "light")).values() for link in visit.measured["links"]}
    files = sorted(link.removeprefix(site) for link in links if link.startswith((f"{site}figures/", f"{site}tables/")))
    assert {Path(name).suffix for name in files} == {".svg", ".pdf", ".png", ".csv"}
    faults = [fault for name in files if (fault := fault_of_file(name, (book / name).read_bytes()))]
    assert not faults, faults


def test_every_figure_offers_four_downloads(visits: object, opened: Callable[..., Page], book: Path, site: str) -> None:
    for path in sorted((book / "chapters").glob("*.html")):
        page = opened(f"{site}chapters/{path.name}")
        for figure in page.locator("figure.wt-figure").all():
            tools = page.locator(f"#{figure.get_attribute('id')} + .wt-figure-tools")
            kinds = [Path(link.get_attribute("href") or "").suffix for link in tools.locator("a[download]").all()]
            assert sorted(kinds) == [".csv", ".pdf", ".png", ".svg"]


def test_a_click_downloads_a_figure(opened: Callable[..., Page], chapter: str, site: str, tmp_path: Path) -> None:
    page = opened(site + chapter)
    for kind in ("svg", "pdf", "png", "csv"):
        with page.expect_download() as started:
            page.locator(f'.wt-figure-tools a[href$=".{kind}"]').first.click()
        target = tmp_path / started.value.suggested_filename
        started.value.save_as(target)
        assert target.suffix == f".{kind}"
        assert not fault_of_file(target.name, target.read_bytes())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"<!DOCTYPE html><title>404</title>"),
        ("a.png", b"\x89PNG\r\n\x1a\n cut short"),
        ("a.pdf", b"%PDF-1.4 cut short"),
        ("a.svg", b"<html></html>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>"),
        ("a.csv", b"a,b\n"),
        ("a.csv", b"a,b\n1,2\n3\n"),
        ("a.exe", b"MZ"),
    ],
)
def test_a_file_of_the_wrong_kind_is_found(name: str, content: bytes) -> None:
    assert fault_of_file(name, content)
