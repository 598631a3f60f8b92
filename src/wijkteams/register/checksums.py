"""Checksums of the raw files: they show a change that nobody meant.

Run `python -m wijkteams.register.checksums [FOLDER]` (`make checksums`) after a change that was meant.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Final

CHECKSUMS: Final = "SHA256SUMS"
RENEW: Final = "make checksums"
DEFAULT: Final = Path("data/raw")


def left_by_a_tool(name: str) -> bool:
    """Whether a file or folder is one that an editor, a spreadsheet or a system leaves beside what people write."""
    return (
        name.startswith((".", "~", "#", "__"))
        or name.endswith("~")
        or name in {"Thumbs.db", "desktop.ini"}
    )


def raw_files(raw: Path) -> list[Path]:
    """Return every CSV of the register, sorted by path; not what a tool left there."""
    return sorted(
        path
        for path in raw.rglob("*.csv")
        if path.is_file() and not any(map(left_by_a_tool, path.relative_to(raw).parts))
    )


def checksum_lines(raw: Path) -> str:
    """Return the text of `SHA256SUMS`, in the form that `sha256sum --check` reads."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(raw).as_posix()}\n"
        for path in raw_files(raw)
    )


def main(arguments: list[str]) -> None:
    """Write `SHA256SUMS` anew."""
    raw = Path(arguments[0]) if arguments else DEFAULT
    (raw / CHECKSUMS).write_text(checksum_lines(raw), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
