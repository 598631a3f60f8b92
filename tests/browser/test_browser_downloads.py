"""Every figure and table can be downloaded, and every download is what it says it is."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page

from tests.book.readable import fault_of_file
from tests.browser.published import pages_of
from wijkteams.numbers.catalogue import load_figures, load_tables

pytestmark = pytest.mark.check

CONFIG = Path("config")
FILES = {"figure": 19, "table": 13}
"""How many files a block offers; with ZIP and the page to embed."""


def test_every_download_of_every_figure_and_table_is_there_and_is_what_it_says(book: Path) -> None:
    offered: dict[str, set[Path]] = {}
    for name in pages_of(book):
        page = BeautifulSoup((book / name).read_text(encoding="utf-8"), "html.parser")
        for block in page.select(".wt-take:has(.wt-files)"):
            links = [str(link["href"]) for link in block.select(".wt-files a")]
            files = {(book / name).parent.joinpath(urlsplit(each).path).resolve() for each in links}
            (id_,) = {file.name.partition(".")[0] for file in files}
            assert len(links) == FILES["figure" if "figures" in "".join(links) else "table"], (
                name,
                id_,
            )
            offered.setdefault(id_, set()).update(files)
    figures, tables = (load_figures(CONFIG / "figures.yaml"), load_tables(CONFIG / "tables.yaml"))
    assert offered.keys() >= figures.keys()
    assert offered.keys() <= {*figures, *tables}
    files = {file for each in offered.values() for file in each}
    # And what is there without a link, such as the files of tables that no page shows.
    files |= {
        file for folder in ("figures", "tables", "embed") for file in (book / folder).rglob("*.*")
    }
    faults = [
        fault for file in sorted(files) if (fault := fault_of_file(file.name, file.read_bytes()))
    ]
    assert not faults, faults


def test_every_number_of_the_book_has_row_sentence_and_address(book: Path) -> None:
    numbers = json.loads((book / "numbers.json").read_text(encoding="utf-8"))
    with (book / "numbers.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["key"]: row for row in csv.DictReader(file)}
    assert rows.keys() == numbers.keys()
    for language in ("en", "nl"):
        pages: dict[str, BeautifulSoup] = {}
        for key, about in numbers.items():
            page, _, anchor = about["address"][language].partition("#")
            if page not in pages:
                pages[page] = BeautifulSoup(
                    (book / page).read_text(encoding="utf-8"), "html.parser"
                )
                sentences = {
                    row["id"]: row.select_one(".wt-take p") for row in pages[page].select("tr[id]")
                }
            assert (
                sentences[anchor].text
                == about["sentence"][language]
                == rows[key][f"sentence_{language}"]
            )
            assert about["madeBy"]
    findings = json.loads((book / "findings.json").read_text(encoding="utf-8"))
    assert len(findings) > 10
    assert all(each["verdict"]["nl"] and each["finding"]["en"] for each in findings.values())


def test_a_click_downloads_a_figure(
    opened: Callable[..., Page], chapter: str, site: str, tmp_path: Path
) -> None:
    page = opened(site + chapter)
    page.locator(".wt-take > summary").first.click()
    for kind in ("svg", "pdf", "png", "csv"):
        with page.expect_download() as started:
            page.locator(f'.wt-figure-tools a[href$=".{kind}"]').first.click()
        target = tmp_path / started.value.suggested_filename
        started.value.save_as(target)
        assert target.suffix == f".{kind}"
        assert not fault_of_file(target.name, target.read_bytes())
