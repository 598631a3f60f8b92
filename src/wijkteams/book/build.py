"""Build each edition in a new folder, and check both as one book."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from jupyter_book.sphinx import build_sphinx
from markupsafe import Markup

from wijkteams.book.contents import chapters_of_toc
from wijkteams.book.editions import FOLDERS, MOVED
from wijkteams.book.html_checks import check_html
from wijkteams.checking.problems import InputError, raise_if_any
from wijkteams.numbers.formats import Language

# Folders without pages, which are not entered.
_NO_PAGES = [".*", "config", "data", "private", "results", "src", "tests", "workflow"]
# What the editions share beside their pages.
_SHARED = ("_static", "_sources")
_MOVED_PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<title>Verhuisd</title>\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta http-equiv="refresh" content="0; url={0}">\n'
    '<script>location.replace("{0}" + location.search + location.hash);</script>\n</head>\n'
    '<body><main><h1>Verhuisd</h1><p><a href="{0}">Naar de pagina</a></p></main></body>\n</html>\n'
)


def build_edition(language: Language, toc: Path, target: Path) -> Path:
    """Build an edition of the book strictly: any warning stops it.

    Parameters
    ----------
    language : {"en", "nl"}
        Which edition.
    toc : Path
        Its table of contents.
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
            "language": language,
            # The pages by name: else every file of the repository is held against every other, which takes most of the time.
            "include_patterns": chapters_of_toc(toc),
            "external_toc_exclude_missing": False,
            "exclude_patterns": _NO_PAGES,
        },
        doctreedir=target / "doctrees",
        quiet=True,
        warningiserror=True,
        keep_going=True,
    )
    if status or not (html / FOLDERS[language] / "index.html").is_file():
        raise InputError(
            "The book was not built; the cause stands above. The last good book stays."
        )
    # Only of use to an incremental build, and different in every folder.
    (html / ".buildinfo").unlink()
    return html


def join_editions(built: Mapping[Language, Path], target: Path) -> Path:
    """Put the editions together in a new folder and check them as one book.

    Parameters
    ----------
    built : mapping
        Language to the folder of the edition.
    target : Path
        Where the book goes.

    Returns
    -------
    Path
        The folder with the whole book.

    Raises
    ------
    InputError
        If the editions do not fit together, or a page fails a check.
    """
    # Snakemake leaves a file of its own in a folder.
    shutil.copytree(built["en"], target, ignore=shutil.ignore_patterns(".snakemake*"))
    shutil.copytree(built["nl"] / FOLDERS["nl"], target / FOLDERS["nl"])
    for path in sorted(path for name in _SHARED for path in (built["nl"] / name).rglob("*")):
        shared = target / path.relative_to(built["nl"])
        if path.is_file() and not shared.is_file():
            shared.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, shared)
        elif path.is_file() and path.read_bytes() != shared.read_bytes():
            raise InputError(f"{shared.relative_to(target)} is not the same in both editions")
    for old, new in MOVED.items():
        page = target / f"{old}.html"
        if page.is_file():
            raise InputError(f"{old}.html leads to {new}.html, and is a page of the book as well")
        if (target / f"{new}.html").is_file():
            address = Path(os.path.relpath(target / f"{new}.html", page.parent)).as_posix()
            page.write_text(_MOVED_PAGE.format(address), encoding="utf-8")
    raise_if_any(check_html(target))
    return target
