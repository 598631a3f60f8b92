"""An edition of the book as one page, for one PDF with the structure that a screen reader needs, printed by Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from wijkteams.book.editions import FOLDERS
from wijkteams.checking.problems import InputError
from wijkteams.numbers.formats import Language

_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SECONDS = 600


def edition_as_page(book: Path, names: list[str], language: Language, title: str) -> str:
    """Return all pages of an edition, one below the other, as one page that stands in the folder of the edition.

    Parameters
    ----------
    book : Path
        The built book.
    names : list of str
        Its pages in reading order, without suffix; the first one gives the head.
    language : {"en", "nl"}
        Which edition.
    title : str
        Title of the whole.

    Returns
    -------
    str
        HTML; addresses of pages are places in it, and what is loaded is found from the folder of the edition.
    """
    home = book / FOLDERS[language]
    whole = _read(book, names[0])
    parts = []
    for name in names:
        article = _read(book, name).select_one("article.bd-article")
        if article is None:
            raise InputError(f"{name}.html has no text")
        _localise(article, book / f"{name}.html", home, names, book)
        article["id"] = _place(name)
        parts.append(article)
    body = whole.new_tag("body")
    main = whole.new_tag("main")
    main.extend(parts)
    body.append(main)
    if whole.body is None or whole.title is None:
        raise InputError(f"{names[0]}.html is no page")
    whole.title.string = title
    whole.body.replace_with(body)
    for script in whole.find_all("script", src=False):
        script.decompose()
    return str(whole)


def _read(book: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((book / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def _place(name: str, anchor: str = "") -> str:
    return "--".join(filter(None, (name.replace("/", "-"), anchor)))


def _localise(article: Tag, page: Path, home: Path, names: list[str], book: Path) -> None:
    """Give every anchor the name of its page, and lead links and pictures to where they are from the one page."""
    own = page.relative_to(book).as_posix().removesuffix(".html")
    for tag in article.find_all(id=True):
        tag["id"] = _place(own, str(tag["id"]))
    for tag in article.find_all(True):
        for name in {"aria-labelledby", "aria-describedby", "for"} & tag.attrs.keys():
            tag[name] = " ".join(_place(own, each) for each in str(tag[name]).split())
        for name in {"href", "src"} & tag.attrs.keys():
            parts = urlsplit(str(tag[name]))
            if parts.scheme or parts.netloc:
                continue
            target = Path(os.path.normpath(page.parent / parts.path)) if parts.path else page
            there = Path(os.path.relpath(target, book)).as_posix().removesuffix(".html")
            if there in names:
                tag[name] = f"#{_place(there, parts.fragment)}"
            else:
                anchor = f"#{parts.fragment}" if parts.fragment else ""
                tag[name] = Path(os.path.relpath(target, home)).as_posix() + anchor


def find_chromium() -> str:
    """Return the path of Chromium; the variable CHROMIUM goes before what is installed.

    Raises
    ------
    InputError
        When there is none.
    """
    named = os.environ.get("CHROMIUM")
    for name in (named,) if named else _PROGRAMS:
        if path := shutil.which(name):
            return path
    raise InputError("Chromium was not found; install it, or set CHROMIUM to its path")


def print_pdf(page: Path, target: Path) -> None:
    """Print a page as a tagged PDF with an outline of its headings.

    Raises
    ------
    InputError
        When the browser fails.
    """
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        "--export-tagged-pdf",
    ]
    flags += [
        "--generate-pdf-document-outline",
        "--virtual-time-budget=20000",
        f"--print-to-pdf={target}",
    ]
    command = [find_chromium(), *flags, page.resolve().as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
    if done.returncode or not target.is_file():
        raise InputError(f"{page} was not printed: {done.stderr.strip()[-400:]}")
