"""Pages are light: a budget of bytes, one stylesheet, no script that holds up the text, no file that no page loads."""

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.published import pages_of, served
from tests.browser.visits import SETTLE, Variant

pytestmark = pytest.mark.check

MOST = 250_000  # bytes of a page as they travel, with all it loads
WITH_FORMULAS = 600_000
SEARCH = ("search.html", "nl/search.html")
# What stands beside a vendored file, and what MathJax asks for only when a formula needs it.
BESIDE = re.compile(r"LICENSE|README\.md$|/mathjax/")
HOLDS_UP = """() => [...document.querySelectorAll("head script[src]")].filter((script) => !script.defer && !script.async)
  .map((script) => script.src)"""
STYLES = "() => [...document.querySelectorAll('link[rel~=stylesheet]')].map((link) => link.href)"


def loads(page: Page, address: str) -> dict[str, int]:
    """Return every address that a page loads from a server, with the bytes that travelled, as for a first visit."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    session.on(
        "Network.responseReceived",
        lambda told: addresses.__setitem__(told["requestId"], told["response"]["url"]),
    )
    session.on(
        "Network.loadingFinished",
        lambda told: sizes.__setitem__(told["requestId"], told["encodedDataLength"]),
    )
    page.goto("about:blank")
    page.goto(address)
    # Pictures further down are loaded when a reader gets there.
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.evaluate(SETTLE)
    page.wait_for_load_state("networkidle")
    session.detach()
    return {
        addresses[name]: size
        for name, size in sizes.items()
        if addresses.get(name, "").startswith("http")
    }


@pytest.fixture(scope="module")
def loaded(window: Callable[[Variant], Page], book: Path, site: str) -> dict[str, dict[str, int]]:
    page = window(Variant("desktop", "light"))
    return {name: loads(page, site + name) for name in pages_of(book)}


def test_pages_weigh_little(loaded: dict[str, dict[str, int]]) -> None:
    weights = {name: sum(found.values()) for name, found in loaded.items() if name not in SEARCH}
    assert min(weights.values()) > 10_000
    heavy = {
        name: weight
        for name, weight in weights.items()
        if weight > (WITH_FORMULAS if any("mathjax" in each for each in loaded[name]) else MOST)
    }
    assert not heavy, heavy


def test_no_script_holds_up_the_text_and_there_is_one_stylesheet(
    opened: Callable[..., Page], book: Path, site: str
) -> None:
    for name in pages_of(book):
        page = opened(site + name)
        assert page.evaluate(HOLDS_UP) == [], name
        assert len(page.evaluate(STYLES)) == 1, name


def unused(book: Path, loaded: dict[str, dict[str, int]], site: str) -> list[str]:
    """Return the static files that no page loads."""
    asked = {
        address.partition("?")[0].removeprefix(site)
        for found in loaded.values()
        for address in found
    }
    files = {
        path.relative_to(book).as_posix()
        for path in (book / "_static").rglob("*")
        if path.is_file()
    }
    return sorted(name for name in files - asked if not BESIDE.search(name))


def test_every_static_file_is_loaded_by_a_page(
    loaded: dict[str, dict[str, int]], book: Path, site: str
) -> None:
    assert unused(book, loaded, site) == []


def test_a_page_that_is_heavy_slow_and_loads_too_little_is_found(
    window: Callable[[Variant], Page], tmp_path: Path
) -> None:
    static = tmp_path / "_static"
    static.mkdir()
    for name in ("a.css", "b.css", "a.js"):
        (static / name).write_text("", encoding="utf-8")
    (static / "a.js.map").write_text("{}", encoding="utf-8")
    # A picture that is none would not be loaded to its end; noise cannot be made smaller.
    Image.frombytes("RGB", (300, 300), Random(1).randbytes(270_000)).save(static / "big.png")
    (tmp_path / "index.html").write_text(
        '<head><link rel="stylesheet" href="_static/a.css"><link rel="stylesheet" href="_static/b.css">'
        '<script src="_static/a.js"></script></head><img alt="" src="_static/big.png">',
        encoding="utf-8",
    )
    page = window(Variant("desktop", "light"))
    with served(tmp_path) as site:
        found = loads(page, f"{site}index.html")
        assert sum(found.values()) > MOST
        assert len(page.evaluate(HOLDS_UP)) == 1 and len(page.evaluate(STYLES)) == 2
        assert unused(tmp_path, {"index.html": found}, site) == ["_static/a.js.map"]


def test_text_travels_compressed(opened: Callable[..., Page], site: str) -> None:
    page = opened("about:blank")
    answer = page.request.get(f"{site}chapters/register.html")
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) * 5 < len(answer.body())
