"""What of a page is out of reach for who works by keyboard, voice, ear or a large finger."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.visits import SETTLE, UNFOLD

REACH = (Path(__file__).parent / "reach.js").read_text(encoding="utf-8")
# Each stands once on a page, and holds all that is not of another.
LANDMARKS = ("banner", "main", "contentinfo")
NAMED = ("button", "link", "dialog", "navigation", "DisclosureTriangle")


def reach(page: Page) -> dict[str, Any]:
    """Return what is out of reach on the page that is open, with everything unfolded."""
    page.evaluate(UNFOLD)
    page.evaluate(SETTLE)
    page.wait_for_timeout(50)  # what watches sizes hears of them after they are drawn
    found: dict[str, Any] = page.evaluate(REACH)
    tree = accessibility_tree(page)
    return found | {"names": list(same_names(tree, page.url)), "landmarks": list(landmarks(tree))}


def accessibility_tree(page: Page) -> list[dict[str, Any]]:
    """Return what the browser tells a screen reader: role, name and properties of all that is not left out."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        {
            "role": node.get("role", {}).get("value", ""),
            "name": node.get("name", {}).get("value", ""),
            **{each["name"]: each["value"].get("value") for each in node.get("properties", ())},
        }
        for node in nodes
        if not node.get("ignored")
    ]


def same_names(tree: list[dict[str, Any]], address: str) -> Iterator[str]:
    """Yield names that two things share that do not do the same, and things without a name."""
    targets: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place, node in enumerate(tree):
        if node["role"] in NAMED:
            what = node.get("url", address) if node["role"] == "link" else str(place)
            targets[node["role"], " ".join(node["name"].split())].append(what)
    for (role, name), places in targets.items():
        if not name:
            yield from [f"a {role} has no name"] * len(places)
        elif len(set(places)) > 1:
            yield from [f'{role} "{name}" is one of {len(set(places))}'] * (len(set(places)) - 1)


def landmarks(tree: list[dict[str, Any]]) -> Iterator[str]:
    """Yield landmarks that are missing or not alone."""
    for role in LANDMARKS:
        count = sum(node["role"] == role for node in tree)
        if count != 1:
            yield f"{count} of {role}"
