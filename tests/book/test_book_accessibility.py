"""The accessibility statement says which book was examined, and explains everything that was found."""

import json
import shutil
from pathlib import Path

import pytest

from wijkteams.book.accessibility import FAILURES, RECORD, fingerprint, load_statement
from wijkteams.book.sphinxext.statement import _WORDS, _audit, _contact
from wijkteams.checking.problems import InputError
from wijkteams.numbers.identity import load_identity

ROOT = Path(__file__).parents[2]
FOUND = {
    "date": "2026-11-27", "version": "0.1.0", "fingerprint": "0123456789abcdef", "axe": "4.11", "browser": "Chromium 1",
    "pages": 36, "screens": ["desktop-light", "phone-dark"], "violations": [],
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in (FAILURES, RECORD):
        (tmp_path / path).parent.mkdir(parents=True)
    shutil.copy(ROOT / FAILURES, tmp_path / FAILURES)
    return tmp_path


def write(root: Path, **changes: object) -> None:
    (root / RECORD).write_text(json.dumps(FOUND | changes), encoding="utf-8")


def test_a_book_that_was_not_examined_says_so(root: Path) -> None:
    failures, record = load_statement(root)
    assert failures and record is None
    assert _WORDS["nl"]["never"] in _audit(record, "0" * 16, "nl")


def test_statement_tells_whether_the_book_is_the_one_that_was_examined(root: Path) -> None:
    write(root)
    _, record = load_statement(root)
    same, other = (_audit(record, mark, "nl") for mark in (FOUND["fingerprint"], "f" * 16))
    assert "Dat is het boek dat u leest" in same and "sindsdien veranderd" not in same
    assert "zijn sindsdien veranderd" in other and "Dat is het boek" not in other
    assert "bureaublad licht, telefoon donker" in same


def test_a_failure_that_nobody_explained_stops_the_build(root: Path) -> None:
    write(root, violations=[{"rule": "color-contrast", "help": "Contrast", "pages": ["a.html"]}])
    with pytest.raises(InputError, match=r"color-contrast.*a\.html"):
        load_statement(root)


def test_fingerprint_changes_with_a_page_and_with_the_design(tmp_path: Path) -> None:
    page = tmp_path / "index.md"
    style = tmp_path / "src" / "wijkteams" / "book" / "a.css"
    style.parent.mkdir(parents=True)
    marks = set()
    for path, text in ((page, "A"), (page, "B"), (style, "p {}"), (style, "b {}")):
        path.write_text(text, encoding="utf-8")
        marks.add(fingerprint(tmp_path))
    assert len(marks) == 4


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("", "draft"),
        ("a@b.nl", 'href="mailto:a@b.nl"'),
        ("https://b.nl/c", 'href="https://b.nl/c"'),
    ],
)
def test_contact_is_that_of_the_identity(contact: str, told: str) -> None:
    from dataclasses import replace

    identity = replace(load_identity(ROOT / "config" / "identity.yaml"), contact=contact)
    assert told in _contact(identity, "en")
