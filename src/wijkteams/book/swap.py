"""Swap a finished book in, in one step: readers and copying tools find the last book or the new one, and always a whole one."""

import ctypes
import errno
import os
import shutil
from pathlib import Path

# linux/fs.h and fcntl.h: exchange two paths in one step; paths are relative to the working folder.
_EXCHANGE, _HERE = 2, -100


def swap_in(html: Path, book: Path) -> list[str]:
    """Put a finished book in the place of the last one, readable for everybody, and remove the last one.

    Parameters
    ----------
    html : Path
        The new book, on the same file system.
    book : Path
        Where readers find it.

    Returns
    -------
    list of str
        Every file of the book, sorted, as paths through `book`.
    """
    _open_to_all(html)
    published = sorted(
        str(book / path.relative_to(html)) for path in html.rglob("*") if path.is_file()
    )
    book.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(book):
        exchange(html, book)
        _remove(html)
    else:
        html.rename(book)
    return published


def exchange(one: Path, other: Path) -> None:
    """Let two paths change places: in one step where the system can, else with a moment in which `other` is absent.

    Parameters
    ----------
    one, other : Path
        Two files, folders or links that exist, on the same file system.

    Raises
    ------
    OSError
        When they cannot be renamed.

    Notes
    -----
    ``renameat2`` with ``RENAME_EXCHANGE`` (Linux 3.15, man page renameat2(2)); not on every system and file system.
    """
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, TypeError):
        failed = errno.ENOSYS
    else:
        paths = (_HERE, os.fsencode(one), _HERE, os.fsencode(other))
        failed = ctypes.get_errno() if rename(*paths, _EXCHANGE) else 0
    if failed in {errno.ENOSYS, errno.EINVAL}:
        aside = one.with_name(f"{one.name}.aside")
        other.rename(aside)
        one.rename(other)
        aside.rename(one)
    elif failed:
        raise OSError(failed, os.strerror(failed), str(one), None, str(other))


def _open_to_all(folder: Path) -> None:
    """Let every account read a folder, such as that of a web server, whatever new files of this account are like."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
