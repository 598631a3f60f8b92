"""Which tier a setting of a reader belongs to: the first, on one edition, to the long tier; all to the audit."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.published import pages_of

check, audit = pytest.mark.check, pytest.mark.audit


def tiers(settings: list[Any], edition: str) -> list[Any]:
    """Pair settings with the edition whose pages are seen: the first with one in the long tier, all with both in the audit."""
    first = pytest.param((settings[0], edition), marks=check, id=f"{name_of(settings[0])}-first")
    return [first, *(pytest.param((each, ""), marks=audit, id=name_of(each)) for each in settings)]


def name_of(setting: Any) -> str:
    return setting if isinstance(setting, str) else "-".join(setting)


def over(
    book: Path, site: str, page: Page, judge: Callable[[Page], Any], edition: str = ""
) -> dict[str, Any]:
    """Open every page of an edition, or of both, anew and return what is found on those where something is."""
    found = {}
    for name in pages_of(book, edition):
        page.goto("about:blank")
        page.goto(site + name)
        if judged := judge(page):
            found[name] = judged
    return found
