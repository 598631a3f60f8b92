"""Build the book in a new folder, check it, and swap it in: the last good book stays until the new one is whole."""

import shutil
from pathlib import Path

from jupyter_book.sphinx import build_sphinx

from wijkteams.book.html_checks import check_html
from wijkteams.checking.problems import InputError, raise_if_any


def build_html(toc: Path, target: Path) -> Path:
    """Build the book strictly: any warning stops it.

    Parameters
    ----------
    toc : Path
        The table of contents.
    target : Path
        A new folder for the build.

    Returns
    -------
    Path
        The folder with the HTML, and nothing else in it.

    Raises
    ------
    InputError
        If the build fails; Sphinx has printed the cause.
    """
    html = target / "html"
    # What the command `jupyter-book build` calls, without starting another process.
    status = build_sphinx(
        Path.cwd(),
        html.resolve(),
        path_config=Path("_config.yml"),
        noconfig=True,
        confoverrides={
            "external_toc_path": toc.resolve().as_posix(),
            "latex_individualpages": False,
            "nitpicky": True,
        },
        doctreedir=target / "doctrees",
        quiet=True,
        warningiserror=True,
        keep_going=True,
    )
    if status or not (html / "index.html").is_file():
        raise InputError(
            "The book was not built; the cause stands above. The last good book stays."
        )
    # Only of use to an incremental build, and different in every folder.
    (html / ".buildinfo").unlink()
    raise_if_any(check_html(html))
    return html


def swap_in(html: Path, book: Path) -> list[str]:
    """Put a finished book in the place of the last one, in one step.

    Parameters
    ----------
    html : Path
        The new book, on the same file system.
    book : Path
        Where readers find it: a symbolic link to the folder of the current book.

    Returns
    -------
    list of str
        Every file of the book, sorted, as paths through `book`.

    Notes
    -----
    A folder cannot replace a full folder in one step, but a link can replace a link. The old folder goes when the link
    no longer points to it.
    """
    editions = book.parent / "editions"
    editions.mkdir(parents=True, exist_ok=True)
    edition = editions / str(1 + max((int(old.name) for old in editions.iterdir()), default=0))
    html.rename(edition)
    link = editions.with_name(f".{book.name}.new")
    link.unlink(missing_ok=True)
    link.symlink_to(edition.relative_to(book.parent), target_is_directory=True)
    if book.is_dir() and not book.is_symlink():
        # Snakemake makes the folders of expected outputs before the first book is there.
        shutil.rmtree(book)
    link.replace(book)
    for old in editions.iterdir():
        if old != edition:
            shutil.rmtree(old)
    return sorted(
        str(book / path.relative_to(edition)) for path in edition.rglob("*") if path.is_file()
    )
