"""What of a page is out of reach for who works by keyboard, voice, ear or a large finger."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

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
