"""The slider for doubt: by keyboard, from disk, all findings together, and nothing of it without a script."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import axe_violations

pytestmark = pytest.mark.check
CLAIMS = "chapters/claims.html"


def test_all_findings_change_together_as_the_data_say(
    opened: Callable[..., Page], book: Path, disk: str
) -> None:
    data = pd.read_csv(book / "figures" / "delta_wedges.csv")
    curve = data[data["delta"].notna()].pivot(index="claim_id", columns="delta", values="near")
    verdicts = data[data["verdict"].notna()].set_index("claim_id")["verdict"].reindex(curve.index)
    open_anyhow = verdicts == "not_established"
    page = opened(disk + CLAIMS)
    slider, items = page.locator("#doubt"), page.locator(".wt-doubt li")
    expect(items).to_have_count(len(curve))
    slider.focus()
    seen = []
    for delta in curve.columns:
        expect(slider).to_have_attribute("aria-valuetext", f"{delta:g} points")
        lost = page.locator(".wt-doubt .wt-lost")
        expect(lost).to_have_count(int((open_anyhow | (curve[delta] <= 0)).sum()))
        assert lost.filter(has_text="not established").count() == lost.count()
        seen.append(lost.count())
        page.keyboard.press("ArrowRight")
    assert seen == sorted(seen) and seen[0] < seen[-1] == len(curve)
    expect(page.locator(".wt-doubt .wt-live")).to_have_text(
        f"At 20 points 0 of the {len(curve)} findings are left."
    )


def test_the_slider_fits_a_phone_and_is_accessible(opened: Callable[..., Page], site: str) -> None:
    page = opened(site + CLAIMS, "phone", "dark")
    page.locator("#doubt").fill("10")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert not axe_violations(page)


def test_without_a_script_the_picture_stands_for_itself(
    windows: Callable[..., Page], site: str
) -> None:
    page = windows(java_script_enabled=False)
    page.goto(site + CLAIMS)
    expect(page.locator(".wt-doubt")).to_be_hidden()
    expect(page.locator("#delta_wedges .wt-picture svg.wt-wide")).to_be_visible()
