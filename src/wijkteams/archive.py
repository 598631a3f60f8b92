"""One archive of several files, with the same bytes everywhere and always."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo


def write_archive(target: Path, folder: str, files: Iterable[Path]) -> None:
    """Put files in one archive.

    Parameters
    ----------
    target : Path
        The zip file.
    folder : str
        The folder in which they stand when it is unpacked.
    files : iterable of Path
        The files; each keeps its name.

    Notes
    -----
    As in `write_entries`.
    """
    write_entries(target, ((f"{folder}/{file.name}", file.read_bytes()) for file in files))


def write_entries(target: Path | BinaryIO, entries: Iterable[tuple[str, bytes]]) -> None:
    """Put texts in one archive, each under a name.

    Without a date of its own, and not compressed: compressed bytes differ between versions of zlib.
    """
    with ZipFile(target, "w") as archive:
        for name, content in entries:
            entry = ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
