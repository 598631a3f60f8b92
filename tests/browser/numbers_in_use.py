"""What must hold of a number that shows its origin: WCAG 2.2, success criterion 1.4.13, and one tap on a phone."""

from playwright.sync_api import Locator, Page, expect

SOON = 1_000  # milliseconds in which a panel must open or close
LINGER = 600  # milliseconds that a panel must survive


def faults_with_mouse(page: Page, number: Locator) -> list[str]:
    """Hover: the panel opens, stays while the mouse is on it, closes on Escape and when the mouse has left."""
    link, panel = number.locator(".wt-number-value"), number.locator(".wt-number-panel")
    link.scroll_into_view_if_needed()
    link.hover()
    if not _comes_to(panel, visible=True):
        return ["does not open when the mouse is on it"]
    faults = []
    box = panel.bounding_box() or {}
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=5)
    page.wait_for_timeout(LINGER)
    if not panel.is_visible():
        faults.append("closes when the mouse moves onto the panel")
    link.hover()
    page.keyboard.press("Escape")
    if not _comes_to(panel, visible=False):
        faults.append("stays open on Escape")
    page.mouse.move(1, 1)
    link.hover()
    _comes_to(panel, visible=True)
    page.mouse.move(1, 1)
    if not _comes_to(panel, visible=False):
        faults.append("stays open when the mouse has left")
    return faults


def faults_with_keyboard(page: Page, number: Locator) -> list[str]:
    """Focus: the panel opens, Escape closes it and keeps the focus, Tab leads to the links in it and then away."""
    link, panel = number.locator(".wt-number-value"), number.locator(".wt-number-panel")
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    if not link.evaluate("(link) => link === document.activeElement"):
        return ["is not reached by Tab"]
    if not _comes_to(panel, visible=True):
        return ["does not open on focus"]
    faults = []
    for _ in range(panel.locator("a").count()):
        page.keyboard.press("Tab")
    if not panel.evaluate("(panel) => panel.contains(document.activeElement)"):
        faults.append("does not let Tab into the panel")
    page.keyboard.press("Tab")
    if not _comes_to(panel, visible=False):
        faults.append("stays open when the focus has left")
    link.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    if not _comes_to(panel, visible=False):
        faults.append("stays open on Escape")
    if not link.evaluate("(link) => link === document.activeElement"):
        faults.append("loses the focus on Escape")
    return faults


def faults_with_touch(page: Page, number: Locator) -> list[str]:
    """Tap: the panel opens and the page stays; a tap elsewhere closes it; it fits the screen."""
    link, panel = number.locator(".wt-number-value"), number.locator(".wt-number-panel")
    address = page.url
    link.scroll_into_view_if_needed()
    link.tap()
    if page.url != address:
        return ["leads away on a tap"]
    if not _comes_to(panel, visible=True):
        return ["does not open on a tap"]
    faults = []
    if not panel.evaluate(INSIDE):
        faults.append("opens a panel that does not fit the screen")
    page.touchscreen.tap(4, 4)
    if not _comes_to(panel, visible=False):
        faults.append("stays open when something else is tapped")
    return faults


# Measured in the page: what can be read without scrolling the page, up to a pixel of rounding.
INSIDE = """(panel) => {
  const box = panel.getBoundingClientRect();
  return box.left >= -1 && box.top >= -1 && box.right <= document.documentElement.clientWidth + 1
    && box.bottom <= window.innerHeight + 1 && panel.scrollWidth <= panel.clientWidth + 1;
}"""


def _comes_to(panel: Locator, *, visible: bool) -> bool:
    try:
        expect(panel).to_be_visible(visible=visible, timeout=SOON)
    except AssertionError:
        return False
    return True
