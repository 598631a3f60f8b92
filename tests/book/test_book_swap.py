"""A finished book takes the place of the last one in one step, as a folder that everybody can read."""

import ctypes
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from wijkteams.book.swap import exchange, swap_in


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "results" / "book" / "html"


def finished(folder: Path, edition: str) -> Path:
    for page in ("index.html", "chapters/a.html"):
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / page).write_text(edition)
    return folder


def content(book: Path) -> dict[str, str]:
    return {p.relative_to(book).as_posix(): p.read_text() for p in book.rglob("*.html")}


@pytest.mark.parametrize("last", ["none", "an empty folder", "a book", "a link to a book"])
def test_whatever_stood_there_the_new_book_is_a_folder(
    book: Path, tmp_path: Path, last: str
) -> None:
    if last == "an empty folder":
        book.mkdir(parents=True)
    elif last == "a book":
        finished(book, "old")
        (book / "gone.html").write_text("old")
    elif last == "a link to a book":
        book.parent.mkdir(parents=True)
        book.symlink_to(finished(tmp_path / "elsewhere", "old"))
    new = finished(tmp_path / "new", "new")
    assert swap_in(new, book) == [str(book / "chapters/a.html"), str(book / "index.html")]
    assert content(book) == {"index.html": "new", "chapters/a.html": "new"}
    assert not book.is_symlink()
    assert not os.path.lexists(new)


def test_what_packs_the_folder_takes_the_book(book: Path, tmp_path: Path) -> None:
    swap_in(finished(tmp_path / "new", "new"), book)
    with tarfile.open(tmp_path / "book.tar", "w") as archive:
        archive.add(book, "html")
    with tarfile.open(tmp_path / "book.tar") as archive:
        assert {"html/index.html", "html/chapters/a.html"} <= set(archive.getnames())


@contextmanager
def reader(page: Path) -> Iterator[set[str]]:
    """Read a page again and again while the body runs; the value is what was found."""
    found: set[str] = set()
    stop = Event()

    def read() -> None:
        while not stop.is_set():
            try:
                found.add(page.read_text())
            except FileNotFoundError:
                found.add("nothing")

    thread = Thread(target=read)
    thread.start()
    yield found
    stop.set()
    thread.join()


def test_a_reader_never_finds_nothing(book: Path, tmp_path: Path) -> None:
    swap_in(finished(tmp_path / "first", "0"), book)
    with reader(book / "index.html") as found:
        for edition in range(100):
            swap_in(finished(tmp_path / "new", str(edition)), book)
    assert "nothing" not in found
    assert len(found) > 1


class _WithoutExchange:
    """A C library of a system that cannot exchange two paths."""


def test_a_system_that_cannot_exchange_takes_three_steps(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: _WithoutExchange())
    for edition in ("old", "new"):
        swap_in(finished(tmp_path / "made", edition), book)
    assert set(content(book).values()) == {"new"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["results"]


def test_what_cannot_be_exchanged_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "one").touch()
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "one", tmp_path / "absent")


def test_a_web_server_can_read_what_a_closed_account_made(book: Path, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        swap_in(finished(tmp_path / "new", "new"), book)
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (book, *book.rglob("*"))}
    assert modes == {0o755, 0o644}
