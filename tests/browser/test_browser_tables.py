"""No code of the register, and no unit behind a word, stands in a table of a page that is there to be read."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.browser.published import ROOT
from wijkteams.book.editions import toc_of
from wijkteams.numbers.formats import LANGUAGES

pytestmark = pytest.mark.check

_CODES = {"codes": "code", "items": "item_id", "waves": "wave_id"}
_GLUED = re.compile(r"[^\W\d_]%")


def pages_to_read() -> list[str]:
    """The first page and the pages of the menu of each edition, without what is folded below them."""
    contents = [
        yaml.safe_load((ROOT / toc_of(each)).read_text(encoding="utf-8")) for each in LANGUAGES
    ]
    named = [
        [toc["root"], *(entry["file"] for part in toc["parts"] for entry in part["chapters"])]
        for toc in contents
    ]
    return [f"{name}.html" for names in named for name in names]


def codes_of(book: Path) -> set[str]:
    """The codes that are no words: those with an underscore, and the names of surveys."""
    found: set[str] = set()
    for table, column in _CODES.items():
        with (book / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found |= {row[column] for row in csv.DictReader(file)}
    return {code for code in found if re.search(r"_|\d{4}$", code)}


def faults(page: str, codes: set[str]) -> Iterator[str]:
    """Yield the cells with a code in them, or with a unit behind a word; a code that is set as code is meant as one."""
    soup = BeautifulSoup(page, "html.parser")
    for code in soup.select("table code"):
        code.decompose()
    for cell in soup.select("article :is(th, td, caption)"):
        text = cell.get_text(" ")
        if codes & {*re.findall(r"\w+", text)} or _GLUED.search(text):
            yield text


def test_tables_of_pages_to_read_are_in_words(book: Path) -> None:
    codes, pages = codes_of(book), pages_to_read()
    assert {"has_team", "with_team", "w2014"} <= codes
    assert len(pages) > 12
    found = {page: [*faults((book / page).read_text(encoding="utf-8"), codes)] for page in pages}
    assert {page: texts for page, texts in found.items() if texts} == {}


def test_a_code_and_a_glued_unit_are_seen() -> None:
    table = "<article><table><tr><td>{}</td></tr></table></article>"
    for text, bad in (
        ("has_team", 1),
        ("Meer dan de helft%", 1),
        ("38%", 0),
        ("<code>w2014</code>", 0),
    ):
        assert len([*faults(table.format(text), {"has_team", "w2014"})]) == bad
