"""The audit of the built book: what the accessibility statement rests on, Lighthouse, and valid HTML."""

import json
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser

from tests.browser.every_page import EveryPage
from tests.browser.judges import html_errors, lighthouse
from tests.browser.published import ROOT, pages_of
from tests.browser.visits import SCREENS, Variant, Visit
from wijkteams.book.accessibility import RECORD, fingerprint
from wijkteams.numbers.identity import load_identity

pytestmark = pytest.mark.audit

LEAST = 95
# The first page, a chapter, the register, and the first page in Dutch.
JUDGED = (
    "index.html",
    "chapters/capacity.html",
    "chapters/register.html",
    "nl/index.html",
)
FAULTY = '<!DOCTYPE html><html lang="en"><head><title>A</title></head><body>{}</body></html>'


class TestDesktopLight(EveryPage):
    device, theme = "desktop", "light"


class TestDesktopDark(EveryPage):
    device, theme = "desktop", "dark"


class TestPhoneLight(EveryPage):
    device, theme = "phone", "light"


class TestPhoneDark(EveryPage):
    device, theme = "phone", "dark"


def axe_version() -> str:
    script = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
    found = re.search(r"axe v([\d.]+)", script.read_text(encoding="utf-8")[:500])
    assert found
    return found[1]


def violations(seen: dict[Variant, dict[str, Visit]]) -> list[dict[str, object]]:
    """Return each rule of axe that is broken, with its help and its pages."""
    pages: dict[tuple[str, str], set[str]] = defaultdict(set)
    for visits in seen.values():
        for name, visit in visits.items():
            for line in visit.violations:
                pages[line.split()[0], line.split(": ")[-1]].add(name)
    return [
        {"rule": rule, "help": told, "pages": sorted(names)}
        for (rule, told), names in sorted(pages.items())
    ]


def test_audit_of_every_page_is_recorded_for_the_statement(
    visits: Callable[[Variant], dict[str, Visit]], book: Path, browser: Browser
) -> None:
    seen = {
        Variant(*names): visits(Variant(*names)) for names in product(SCREENS, ("light", "dark"))
    }
    found = violations(seen)
    record = {
        "date": date.today().isoformat(),
        "version": load_identity(ROOT / "config" / "identity.yaml").version,
        "fingerprint": fingerprint(ROOT),
        "axe": axe_version(),
        "browser": f"Chromium {browser.version}",
        "pages": len(pages_of(book)),
        "screens": [str(variant) for variant in seen],
        "violations": found,
    }
    (ROOT / RECORD).write_text(f"{json.dumps(record, indent=1)}\n", encoding="utf-8")
    assert not found, found


def test_a_violation_would_be_recorded() -> None:
    line = "color-contrast (serious): p: Elements must meet contrast"
    visit = Visit("", [], [], {}, [line])
    assert violations({Variant("desktop", "light"): {"a.html": visit, "b.html": visit}}) == [
        {
            "rule": "color-contrast",
            "help": "Elements must meet contrast",
            "pages": ["a.html", "b.html"],
        }
    ]


@pytest.mark.parametrize("page", JUDGED)
def test_lighthouse_is_content(site: str, page: str) -> None:
    scores = lighthouse(site + page)
    assert min(scores.values()) >= LEAST, scores


def test_lighthouse_finds_a_page_that_is_not_for_all(
    faulty: Callable[[str], str], tmp_path: Path
) -> None:
    from tests.browser.published import served

    faulty('<img src="a.gif"><p style="color: #eee">pale</p><button></button>')
    with served(tmp_path) as address:
        assert lighthouse(f"{address}faulty.html", times=1)["accessibility"] < LEAST


def test_html_is_valid(book: Path) -> None:
    errors = html_errors([book / page for page in pages_of(book)])
    assert not errors, "\n".join(errors)


def test_html_that_is_not_valid_is_found(tmp_path: Path) -> None:
    page = tmp_path / "faulty.html"
    page.write_text(
        FAULTY.format("<details><summary><p>A</p></summary></details>"), encoding="utf-8"
    )
    (error,) = html_errors([page])
    assert "faulty.html:1" in error and "summary" in error
