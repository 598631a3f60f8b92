"""The book as it is published: built when it is missing or stale, and served to a browser."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Thread

from wijkteams.book.editions import MOVED, edition_of
from workflow.serve import server as serving

ROOT = Path(__file__).parents[2]


@cache
def _snakemake() -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "snakemake"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip


def published_book() -> Path:
    """Bring the book of this repository up to date and return its folder."""
    done = _snakemake()
    assert done.returncode == 0, done.stdout
    return ROOT / "results" / "book" / "html"


def pages_of(book: Path, edition: str = "") -> list[str]:
    """Return every page of an edition, or of both, the generated ones included.

    Not what only leads on from an old address, nor pages for a frame of others or for what is not there.
    """
    paths = (path.relative_to(book) for path in sorted(book.rglob("*.html")))
    names = (
        path.as_posix() for path in paths if path.parts[0] not in ("_static", "embed", "404.html")
    )
    pages = [name for name in names if name.removesuffix(".html") not in MOVED]
    return [name for name in pages if edition in ("", edition_of(name))]


def pages_with(book: Path, *marks: str) -> list[str]:
    """Return the pages whose HTML has one of the marks; no script of the book adds what is looked for by them."""
    texts = {page: (book / page).read_text(encoding="utf-8") for page in pages_of(book)}
    return [page for page, text in texts.items() if any(mark in text for mark in marks)]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine only; the value is its address, with a slash at the end."""
    server = serving(folder)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
