"""Open a page in the browser as a reader with a certain screen would, and note what happens."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
# Fonts and formulas may come after the page itself, and what fades in or moves has neither its contrast nor its place.
SETTLE = """async () => {
  await document.fonts.ready;
  await window.MathJax?.startup?.promise;
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
}"""
UNFOLD = "document.querySelectorAll('details').forEach((details) => { details.open = true; })"
TALLEST = (
    10_000  # pixels of a page that a screenshot shows; nobody looks at more, and it takes long
)
SCREENS = {"desktop": (1280, 800), "phone": (375, 740)}


@dataclass(frozen=True)
class Variant:
    """A screen and a theme, for the pages of an edition or of both."""

    device: str
    theme: str
    edition: str = ""

    def __str__(self) -> str:
        return "-".join(filter(None, (self.device, self.theme, self.edition)))

    def context(self, browser: Browser) -> BrowserContext:
        """Return a fresh profile of the browser in which the reader has chosen this theme."""
        width, height = SCREENS[self.device]
        phone = self.device == "phone"
        context = browser.new_context(
            viewport={"width": width, "height": height}, has_touch=phone, is_mobile=phone
        )
        context.add_init_script(
            f"for (const key of ['mode', 'theme']) localStorage.setItem(key, '{self.theme}')"
        )
        return context


@dataclass
class Log:
    """What a page asked for and complained of since it was opened."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @contextmanager
    def watch(self, page: Page) -> Iterator[None]:
        """Take notes for as long as the context lasts."""
        heard: dict[Any, Callable[..., None]] = {
            "request": lambda request: self.requests.append(request.url),
            "pageerror": lambda error: self.errors.append(f"uncaught: {error}"),
            "console": self._note,
        }
        for event, note in heard.items():
            page.on(event, note)
        yield
        for event, note in heard.items():
            page.remove_listener(event, note)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")


@dataclass(frozen=True)
class Visit:
    """A page as one reader saw it."""

    address: str
    requests: list[str]
    errors: list[str]
    measured: dict[str, Any]
    violations: list[str]


def foreign(visit: Visit, home: str) -> list[str]:
    """Return the requests that left the book; `data:` and `blob:` stay inside the browser."""
    return [url for url in visit.requests if not url.startswith((home, "data:", "blob:"))]


def listed(visits: Mapping[str, Visit], found: Callable[[Visit], Iterable[str]]) -> str:
    """Return what was found on the pages, one line each."""
    return "\n".join(f"{page}: {each}" for page, visit in visits.items() for each in found(visit))


def visit(page: Page, address: str, screenshot: Path | None = None, *, judge: bool = True) -> Visit:
    """Open an address in a window that was made for it, look at it, and let axe judge it with everything unfolded.

    What the page asks for late is noted as well: the network must have been idle before the visit ends.
    """
    page.goto("about:blank")
    log, violations = Log(), []
    with log.watch(page):
        page.goto(address)
        page.evaluate(SETTLE)
        measured = page.evaluate(MEASURE)
        if screenshot:
            take_screenshot(page, screenshot)
        if judge:
            page.evaluate(UNFOLD)
            page.evaluate(SETTLE)
            violations = axe_violations(page)
        page.wait_for_load_state("networkidle")
    return Visit(address, log.requests, log.errors, measured, violations)


def take_screenshot(page: Page, path: Path) -> None:
    """Write what a page looks like from its top, as a PNG.

    The window is made as tall as the page: a full-page screenshot may catch the theme while it moves its sidebars.
    """
    size = page.viewport_size
    assert size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": min(height, TALLEST)})
    page.evaluate(SETTLE)
    page.screenshot(path=path, timeout=60_000)
    page.set_viewport_size(size)


def axe_violations(page: Page, within: str | None = None) -> list[str]:
    """Return what axe-core finds wrong, by all of its rules: one line for each element."""
    found = Axe().run(page, within, {"resultTypes": ["violations"], "preload": False}).response
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}: {rule['help']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
