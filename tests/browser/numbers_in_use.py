"""What must hold of a number that shows its origin: WCAG 2.2, 1.4.13, in and out with keys, one tap on a phone."""

from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as TooLate

SOON = 1_000  # milliseconds in which a panel must open or close
LINGER = 600  # milliseconds that a panel must survive
PANEL = ".wt-panel"
# The one panel is there for this number, and the number says so.
IS_OPEN = """(number) => {
  const panel = document.querySelector(".wt-panel");
  const open = panel.matches(":popover-open") && panel.checkVisibility()
    && !!panel.querySelector(`a[href="${number.getAttribute("href")}"]`);
  return open === (number.getAttribute("aria-expanded") === "true") ? open : "says the wrong state";
}"""
HAS_FOCUS = "(element) => element === document.activeElement"
HOLDS_FOCUS = "(element) => element.contains(document.activeElement)"
# The next stop of the Tab key behind a number, in the order of the page.
IS_BEFORE_FOCUS = """(number) => document.activeElement !== document.body
  && !!(number.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)
  && !document.querySelector(".wt-panel").contains(document.activeElement)"""


def faults_with_mouse(page: Page, number: Locator) -> list[str]:
    """Hover: the panel opens, stays while the mouse is on it, closes on Escape and when the mouse has left."""
    number.scroll_into_view_if_needed()
    number.hover()
    if not comes_to(number, visible=True):
        return ["does not open when the mouse is on it"]
    faults = []
    box = page.locator(PANEL).bounding_box() or {}
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=5)
    page.wait_for_timeout(LINGER)
    if not comes_to(number, visible=True):
        faults.append("closes when the mouse moves onto the panel")
    number.hover()
    page.keyboard.press("Escape")
    if not comes_to(number, visible=False):
        faults.append("stays open on Escape")
    page.mouse.move(1, 1)
    number.hover()
    comes_to(number, visible=True)
    page.mouse.move(1, 1)
    if not comes_to(number, visible=False):
        faults.append("stays open when the mouse has left")
    return faults


def faults_with_keyboard(page: Page, number: Locator) -> list[str]:
    """Tab opens the panel, Enter enters it, Escape leaves it for the number, Tab goes through it and on."""
    panel = page.locator(PANEL)
    number.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    if not number.evaluate(HAS_FOCUS):
        return ["is not reached by Tab"]
    if not comes_to(number, visible=True):
        return ["does not open on focus"]
    page.keyboard.press("Enter")
    if not panel.evaluate(HAS_FOCUS):
        return ["is not entered with Enter"]
    faults = []
    for _ in range(panel.locator("a, button").count()):
        page.keyboard.press("Tab")
        if not panel.evaluate(HOLDS_FOCUS):
            faults.append("does not let Tab through the panel")
    page.keyboard.press("Tab")
    if not comes_to(number, visible=False):
        faults.append("stays open when the focus has left")
    if not number.evaluate(IS_BEFORE_FOCUS):
        faults.append("does not let Tab go on behind it")
    for key, fault in (("Escape", "on Escape"), ("Shift+Tab", "on Shift and Tab")):
        number.focus()
        page.keyboard.press("Enter")
        page.keyboard.press(key)
        if not comes_to(number, visible=False):
            faults.append(f"stays open {fault}")
        if not number.evaluate(HAS_FOCUS):
            faults.append(f"loses the focus {fault}")
    return faults


def faults_with_touch(page: Page, number: Locator) -> list[str]:
    """Tap: the panel opens and the page stays; a tap elsewhere closes it; it fits the screen."""
    address = page.url
    number.scroll_into_view_if_needed()
    number.tap()
    if page.url != address:
        return ["leads away on a tap"]
    if not comes_to(number, visible=True):
        return ["does not open on a tap"]
    faults = []
    if not page.locator(PANEL).evaluate(INSIDE):
        faults.append("opens a panel that does not fit the screen")
    # A browser takes a tap beside the panel for one on it: a finger is broad. So tap on the other side of the number.
    height, box = (page.viewport_size or {})["height"], number.bounding_box() or {}
    above = page.locator(PANEL).evaluate("(panel) => panel.getBoundingClientRect().top") < box["y"]
    page.touchscreen.tap(4, height - 4 if above else 4)
    if not comes_to(number, visible=False):
        faults.append("stays open when something else is tapped")
    return faults


# Measured in the page: what can be read without scrolling the page, up to a pixel of rounding.
INSIDE = """(panel) => {
  const box = panel.getBoundingClientRect();
  return box.left >= -1 && box.top >= -1 && box.right <= document.documentElement.clientWidth + 1
    && box.bottom <= window.innerHeight + 1 && panel.scrollWidth <= panel.clientWidth + 1;
}"""


def comes_to(number: Locator, *, visible: bool) -> bool:
    """Tell whether the panel opens, or closes, for a number in good time."""
    try:
        number.page.wait_for_function(
            f"([number, wanted]) => ({IS_OPEN})(number) === wanted",
            arg=[number.element_handle(), visible],
            timeout=SOON,
        )
    except TooLate:
        return False
    return True


# Measured in the page: targets under a finger that are too small. A number in a sentence may be as high as its line.
SMALL_TARGETS = """() => [...document.querySelectorAll("a.wt-number, .wt-panel a, .wt-panel button")].filter((target) => {
  const boxes = [...target.getClientRects()];
  if (!target.checkVisibility() || !boxes.length) return false;
  const alone = target.closest(".wt-panel") || target.parentElement.textContent.trim() === target.textContent.trim();
  return boxes.some((box) => box.height < 24) || (alone && Math.max(...boxes.map((box) => box.width)) < 24);
}).map((target) => `${target.textContent} ${[...target.getClientRects()].map((box) => `${box.width}x${box.height}`)}`)"""

# Measured in the page: what a screen reader is told twice of numbers that are not the same.
SAME_NAMES = """() => {
  const seen = new Map();
  const same = [];
  for (const number of document.querySelectorAll("a.wt-number")) {
    const name = number.getAttribute("aria-label") || number.textContent;
    if (!name.startsWith(number.textContent)) same.push(`${name} does not begin as it is read`);
    if (seen.has(name) && seen.get(name) !== number.hash) same.push(name);
    seen.set(name, number.hash);
  }
  return same;
}"""

# Measured in the page: what moves, whatever the reader has asked of the system.
MOVING = """() => [document.querySelector("a.wt-number"), document.querySelector(".wt-panel")]
  .map((element) => getComputedStyle(element))
  .filter((style) => style.transitionDuration !== "0s" || style.animationName !== "none").length"""

# Measured in the page: whether a panel stands out, and a number is seen to be one, by lines and not by colours alone.
WITHOUT_LINES = """() => [
  ...[...document.querySelectorAll(".wt-panel")].filter((panel) => parseFloat(getComputedStyle(panel).borderTopWidth) < 1),
  ...[...document.querySelectorAll("a.wt-number")].filter((number) =>
    getComputedStyle(number).textDecorationLine !== "underline"),
  ...[...document.querySelectorAll("a.wt-number:target")].filter((number) =>
    getComputedStyle(number).outlineStyle !== "solid"),
].map((element) => element.className)"""
