"""The table of contents with the chapter on respondent-level files added."""

from pathlib import Path

import yaml


def toc_with_chapter(toc: Path, chapter: str, target: Path) -> Path:
    """Write a table of contents with one chapter more.

    Parameters
    ----------
    toc : Path
        The table of contents of the book.
    chapter : str
        The chapter, without its suffix; it comes last, in the last part where there are parts.
    target : Path
        Where the longer table goes.

    Returns
    -------
    Path
        `target`.
    """
    content = yaml.safe_load(toc.read_text(encoding="utf-8"))
    part = content["parts"][-1] if "parts" in content else content
    part.setdefault("chapters", []).append({"file": chapter})
    target.write_text(
        yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8"
    )
    return target
