"""Open a page in the browser as a reader with a certain screen would, and note what happens."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
# What is unfolded may fade in; half faded it has no contrast.
UNFOLD = """async () => {
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
  await Promise.all(document.getAnimations().map((animation) => animation.finished));
}"""
SCREENS = {"desktop": (1280, 800), "phone": (375, 740)}


@dataclass(frozen=True)
class Variant:
    """A screen and a theme."""

    device: str
    theme: str

    def __str__(self) -> str:
        return f"{self.device}-{self.theme}"

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


VARIANTS = [Variant(device, theme) for device in SCREENS for theme in ("light", "dark")]


@dataclass
class Log:
    """What a page asked for and complained of since it was opened."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))
        page.on("console", self._note)

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


def visit(
    context: BrowserContext, address: str, screenshot: Path | None = None, *, judge: bool = True
) -> Visit:
    """Open a page, look at it, and last of all let axe judge it with everything unfolded.

    Axe comes last because it fetches stylesheets itself, which a browser refuses for a page opened from disk.
    """
    page, log = context.new_page(), Log()
    log.watch(page)
    page.goto(address, wait_until="networkidle")
    measured = page.evaluate(MEASURE)
    if screenshot:
        screenshot.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=screenshot, full_page=True, timeout=60_000)
    requests, errors = list(log.requests), list(log.errors)
    violations = []
    if judge:
        page.evaluate(UNFOLD)
        violations = axe_violations(page)
    page.close()
    return Visit(address, requests, errors, measured, violations)


def axe_violations(page: Page, within: str | None = None) -> list[str]:
    """Return what axe-core finds wrong, by all of its rules: one line for each element."""
    found = Axe().run(page, within, {"resultTypes": ["violations"], "preload": False}).response
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))}: {rule['help']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
