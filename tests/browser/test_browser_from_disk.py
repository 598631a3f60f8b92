"""Opened from disk the book works as well: no error, and every link leads to a page and a place on it."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from tests.browser.visits import Visit, foreign, listed

pytestmark = pytest.mark.check


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


def test_pages_from_disk_ask_nothing_outside_the_book(
    visits_from_disk: dict[str, Visit], disk: str
) -> None:
    assert not (problems := listed(visits_from_disk, lambda visit: foreign(visit, disk))), problems


def test_pages_from_disk_give_no_console_error(visits_from_disk: dict[str, Visit]) -> None:
    assert not (problems := listed(visits_from_disk, lambda visit: visit.errors)), problems


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
def test_a_broken_link_is_found(
    visit_faulty: Callable[[str], Visit], link: str, problem: str
) -> None:
    visit = visit_faulty(f'<h1 id="here">A</h1><a href="#here">B</a><a href="{link}">C</a>')
    assert [line.split(" leads")[-1] for line in broken_links({"faulty.html": visit})] == [
        problem[5:]
    ]
