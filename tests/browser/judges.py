"""Lighthouse and the Nu Html Checker, run on the built book; `make audit` installs both."""

import json
import os
import subprocess
from pathlib import Path
from statistics import median

from tests.browser.chromium import find_chromium

TOOLS = Path(__file__).parent / "tools" / "node_modules"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def lighthouse(address: str, times: int = 3) -> dict[str, float]:
    """Return the median score of each category, of 100, on a slow phone."""
    runs = [_run_lighthouse(address) for _ in range(times)]
    return {
        name: median(run["categories"][name]["score"] * 100 for run in runs) for name in CATEGORIES
    }


def _run_lighthouse(address: str) -> dict:
    done = subprocess.run(
        [
            TOOLS / ".bin" / "lighthouse", address, "--quiet", "--output=json",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ],
        env={**os.environ, "CHROME_PATH": find_chromium()}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def html_errors(pages: list[Path]) -> list[str]:
    """Return every error of the Nu Html Checker: page, line and message."""
    checker = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    done = subprocess.run(
        ["java", "-jar", checker, "--errors-only", "--exit-zero-always", "--format", "json", *pages],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [
        f"{each.get('url', '')}:{each.get('lastLine', 0)}: {each['message']}"
        for each in json.loads(done.stderr)["messages"]
        if each["type"] != "info"
    ]
