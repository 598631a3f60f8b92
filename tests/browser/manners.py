"""How a page behaves for who uses the keyboard, sets the letters wider, chooses colours, or has no script."""

from playwright.sync_api import Page

from tests.browser.visits import MEASURE, SETTLE, UNFOLD

# What WCAG 1.4.12 lets a reader set.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
# One button of each kind that can be pressed without leaving the page.
PRESSED = """() => {
  window.print = () => {};
  const kinds = new Map();
  for (const button of document.querySelectorAll("button, summary, [role=button]")) {
    const shown = button.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !button.disabled;
    const around = button.closest("[class]:not(button, summary, [role=button])")?.className;
    const kind = [button.tagName, button.className, around].join("~");
    if (shown && !kinds.has(kind)) kinds.set(kind, button);
  }
  [...kinds.values()].forEach((button, place) => button.setAttribute("data-press", place));
  return kinds.size;
}"""
FOCUSED = "document.activeElement !== document.body && document.activeElement !== null"
MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const long = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
  const animated = style.animationName !== "none" && long(style.animationDuration);
  return style.scrollBehavior === "smooth" || long(style.transitionDuration) || animated;
}).map((element) => `${element.tagName} ${element.className}`)"""
CONTROLS = """() => [...document.querySelectorAll("button, input, select, [role=button], [aria-expanded], [aria-haspopup]")]
  .filter((control) => control.checkVisibility({ visibilityProperty: true }) && control.getClientRects().length)
  .map((control) => control.outerHTML.slice(0, 120))"""
CUT = """() => [...document.body.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const closed = ["hidden", "clip"].includes(style.overflowY) && element.clientHeight > 1 && style.clipPath === "none";
  // The formula in words for a screen reader: nobody is to see it.
  if (element.localName === "mjx-assistive-mml") return false;
  return closed && element.textContent.trim() && element.checkVisibility({ visibilityProperty: true }) &&
    element.scrollHeight > element.clientHeight + 1;
}).map((element) => `${element.tagName} ${element.className}`)"""


def lost_focus(page: Page) -> list[str]:
    """Press one button of each kind, then Escape; return those after which the focus is nowhere."""
    lost = []
    for place in range(page.evaluate(PRESSED)):
        button = page.locator(f'[data-press="{place}"]')
        if not button.is_visible():
            continue  # what was pressed before has put it away
        html = button.evaluate("(button) => button.outerHTML.slice(0, 120)")
        button.evaluate("(button) => button.focus()")
        for key in ("Enter", "Escape"):
            page.keyboard.press(key)
            page.wait_for_timeout(60)
            if not page.evaluate(FOCUSED):
                lost.append(f"{key} on {html}")
                break
    return lost


def cut_by_spacing(page: Page) -> list[str]:
    """Return what a reader who sets the letters wider cannot see, with everything unfolded."""
    page.evaluate(UNFOLD)
    page.add_style_tag(content=SPACING)
    page.evaluate(SETTLE)
    measured = page.evaluate(MEASURE)
    scrolls = ["the page scrolls sideways"] if measured["page_scrolls"] else []
    return [*scrolls, *measured["sticking_out"], *page.evaluate(CUT)]


def moving(page: Page) -> list[str]:
    """Return what moves although the reader asked for less of it."""
    page.emulate_media(reduced_motion="reduce")
    found: list[str] = page.evaluate(MOVING)
    page.emulate_media(reduced_motion="null")
    return found


def idle_controls(page: Page) -> list[str]:
    """Return the controls that a page shows; in a window without scripts none of them does anything."""
    found: list[str] = page.evaluate(CONTROLS)
    return found
