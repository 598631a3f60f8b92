"""What of a page is out of reach for who works by keyboard, voice, ear or a large finger."""

from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page

from tests.browser.visits import SETTLE, UNFOLD

REACH = (Path(__file__).parent / "reach.js").read_text(encoding="utf-8")
# Each stands once on a page, and holds all that is not of another.
LANDMARKS = ("banner", "main", "contentinfo")
NAMED = (
    "button",
    "link",
    "dialog",
    "navigation",
    "DisclosureTriangle",
    "searchbox",
    "textbox",
    "slider",
)


def reach(page: Page) -> dict[str, Any]:
    """Return what is out of reach on the page that is open, with everything unfolded."""
    page.add_style_tag(content="*, ::before, ::after { transition: none !important; }")
    page.evaluate(UNFOLD)
    page.evaluate(SETTLE)
    page.wait_for_timeout(50)  # what watches sizes hears of them after they are drawn
    found: dict[str, Any] = page.evaluate(REACH)
    tree = accessibility_tree(page)
    return found | {"names": list(same_names(tree)), "landmarks": list(landmarks(tree))}


def accessibility_tree(page: Page) -> list[dict[str, Any]]:
    """Return what the browser tells a screen reader of all that it does not leave out, and where each thing leads."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    document = session.send("DOM.getFlattenedDocument", {"depth": -1})["nodes"]
    session.detach()
    attributes = {node["backendNodeId"]: node.get("attributes", []) for node in document}
    return [
        {
            "role": node.get("role", {}).get("value", ""),
            "name": " ".join(node.get("name", {}).get("value", "").split()),
            "filled": bool(node.get("childIds")),
            "target": _target(attributes.get(node.get("backendDOMNodeId"), []), page.url, place),
        }
        for place, node in enumerate(nodes)
        if not node.get("ignored")
    ]


def _target(attributes: list[str], address: str, place: int) -> str:
    """Return where a link leads; anything else is one of its kind."""
    href = dict(zip(attributes[::2], attributes[1::2], strict=True)).get("href")
    return f"the one at {place}" if href is None else urljoin(address, href)


def same_names(tree: list[dict[str, Any]]) -> Iterator[str]:
    """Yield names that things share that do not do the same, once for each thing too many, and things without a name."""
    targets: dict[tuple[str, str], set[str]] = defaultdict(set)
    for node in tree:
        if node["role"] in NAMED:
            targets[node["role"], node["name"]].add(node["target"])
    for (role, name), places in targets.items():
        if not name:
            yield from [f"a {role} has no name"] * len(places)
        yield from [f'{role} "{name}" is one of {len(places)}'] * (len(places) - 1)


def landmarks(tree: list[dict[str, Any]]) -> Iterator[str]:
    """Yield landmarks that are missing, empty or not alone."""
    for role in LANDMARKS:
        filled = [node["filled"] for node in tree if node["role"] == role]
        if filled != [True]:
            yield f"{sum(filled)} of {len(filled)} {role} hold something"


# --- Focus, as it is drawn ----------------------------------------------------------------------

AROUND = 8  # pixels around a stop in which its ring may lie
LEAST_CONTRAST = 3  # of a pixel with and without the focus, by WCAG 1.4.11
FOCUS = """(place) => {
  const stop = document.querySelector(`[data-stop="${place}"]`);
  stop.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  stop.focus({ preventScroll: true, focusVisible: true });
  const box = stop.getClientRects()[0];
  return [box.left, box.top, box.right, box.bottom, innerWidth, innerHeight];
}"""


def undrawn_focus(page: Page, stops: list[int]) -> list[str]:
    """Return the stops that do not change on the screen when they get the focus, by less than half of their outline."""
    return [
        f"{_name_of(page, stop)}: {changed} pixels change"
        for stop in stops
        if (changed := _too_few(page, stop)) is not None
    ]


def _too_few(page: Page, stop: int) -> int | None:
    """Return how many pixels of a stop change with the focus, when these are too few."""
    left, top, right, bottom, width, height = page.evaluate(FOCUS, stop)
    left, top = max(0, left - AROUND), max(0, top - AROUND)
    right, bottom = min(width, right + AROUND), min(height, bottom + AROUND)
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    focused = _picture(page, clip)
    page.evaluate("document.activeElement.blur()")
    changed = int((_contrast(focused, _picture(page, clip)) >= LEAST_CONTRAST).sum())
    outline = right - left + bottom - top - 4 * AROUND  # half of it
    return changed if changed < outline else None


def _picture(page: Page, clip: Any) -> NDArray[np.float64]:
    """Return the relative luminance of each pixel, by WCAG."""
    image = Image.open(BytesIO(page.screenshot(clip=clip, animations="disabled"))).convert("RGB")
    share = np.asarray(image, dtype=float) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def _contrast(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


def _name_of(page: Page, stop: int) -> str:
    html: str = page.eval_on_selector(f'[data-stop="{stop}"]', "(stop) => stop.outerHTML")
    return html[:120]
