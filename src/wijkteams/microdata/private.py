"""The private folder: read by its owner alone, written whole or not at all, and out of git."""

import os
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wijkteams.checking.problems import InputError

_OWNER_ONLY = 0o700
_OWNER_FILE = 0o600


def make_private(folder: Path) -> Path:
    """Make a folder, and everything newly made above it, for its owner alone, and return it.

    `InputError` if the mode cannot be set: a file system that lets everyone in is no place for answers given in confidence.
    """
    try:
        for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
            missing.mkdir(mode=_OWNER_ONLY, exist_ok=True)
        folder.chmod(_OWNER_ONLY)
    except OSError as error:
        reason = error.strerror
        raise InputError(f"{folder}: cannot be made or closed to others: {reason}") from None
    if folder.stat().st_mode & 0o077:
        raise InputError(f"{folder}: other users can open this folder; use another file system")
    return folder


@contextmanager
def write_private(target: Path) -> Iterator[Path]:
    """Give a temporary file beside `target` that takes its place when the body succeeds, with mode 600."""
    make_private(target.parent)
    temporary = target.with_name(f".{os.getpid()}-{target.name}")
    temporary.touch(mode=_OWNER_FILE)
    try:
        yield temporary
        temporary.chmod(_OWNER_FILE)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def values_withheld(folder: Path, step: str) -> Iterator[None]:
    """Keep the text of unforeseen errors and of warnings out of terminal and logs: a library may quote a value in it.

    The private folder gets ``<step>.txt`` with what was withheld; `InputError` takes the place of any other exception.
    """
    note = folder / f"{step}.txt"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            yield
        except InputError:
            raise
        except Exception as error:
            kept = _keep(note, traceback.format_exc())
            place = traceback.extract_tb(error.__traceback__)[-1]
            raise InputError(
                f"{step} stopped on {type(error).__name__} in {Path(place.filename).name}, line {place.lineno}. "
                f"The text may quote an answer, so it {kept}."
            ) from None
    if caught:
        _keep(note, "\n".join(str(each.message) for each in caught))


def _keep(note: Path, text: str) -> str:
    """Write what was withheld, and say where it is; an error in writing must not show what it should hide."""
    try:
        with write_private(note) as temporary:
            temporary.write_text(text, encoding="utf-8", errors="backslashreplace")
    except (OSError, InputError):
        return f"is lost: {note} cannot be written"
    return f"stands in {note} only"
