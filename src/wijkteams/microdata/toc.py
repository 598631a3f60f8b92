"""The table of contents with the chapter on respondent-level files added."""

from pathlib import Path

import yaml


def toc_with_chapter(toc: Path, chapter: str, target: Path) -> Path:
    """Write a table of contents with one chapter more, when it is not there yet.

    Parameters
    ----------
    toc : Path
        The table of contents of the book.
    chapter : str
        The chapter, without its suffix; it comes last, in the last part where there are parts.
    target : Path
        Where the longer table goes. It is not touched when it is right, so that nothing reruns.

    Returns
    -------
    Path
        `target`.
    """
    content = yaml.safe_load(toc.read_text(encoding="utf-8"))
    part = content["parts"][-1] if "parts" in content else content
    part.setdefault("chapters", []).append({"file": chapter})
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True)
    if not target.is_file() or target.read_text(encoding="utf-8") != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return target
