"""The end of Jupyter Book's 1.x line would not be the end of this book: Sphinx alone builds the same pages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.published import pages_of, published_book
from tests.workflow.plain_sphinx import build_plainly, sources_of_book

pytestmark = pytest.mark.check


@pytest.fixture(scope="module")
def published() -> Path:
    return published_book()


@pytest.fixture(scope="module")
def plain(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_plainly(sources_of_book(tmp_path_factory.mktemp("plain") / "book"))


def different_pages(one: Path, other: Path) -> list[str]:
    """Return the pages that only one of two books has, or that are not the same to the byte."""
    pages = {*pages_of(one), *pages_of(other)}

    def content(book: Path, page: str) -> bytes | None:
        return (book / page).read_bytes() if (book / page).is_file() else None

    return sorted(page for page in pages if content(one, page) != content(other, page))


def files_of(book: Path) -> set[str]:
    return {path.relative_to(book).as_posix() for path in book.rglob("*") if path.is_file()}


def test_sphinx_alone_builds_the_same_pages(plain: Path, published: Path) -> None:
    assert pages_of(published)
    assert different_pages(plain, published) == []


def test_sphinx_alone_publishes_the_same_files(plain: Path, published: Path) -> None:
    assert files_of(published) - files_of(plain) == set()


def test_jupyter_book_is_really_absent(plain: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import jupyter_book"], env=os.environ | {"PYTHONPATH": str(plain.parent / "absent")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "jupyter_book is made absent" in done.stderr


@pytest.mark.parametrize("changed", ["<p>59%</p>", None])
def test_a_different_page_is_found(tmp_path: Path, changed: str | None) -> None:
    for name, text in {"one": "<p>58%</p>", "other": changed}.items():
        (tmp_path / name / "chapters").mkdir(parents=True)
        (tmp_path / name / "index.html").write_text("<p>same</p>")
        if text:
            (tmp_path / name / "chapters" / "a.html").write_text(text)
    assert different_pages(tmp_path / "one", tmp_path / "other") == ["chapters/a.html"]
