"""The table of contents with the chapter on respondent-level files added."""

from pathlib import Path

import yaml


def toc_with_chapter(toc: Path, chapter: str, target: Path) -> Path:
    """Write a table of contents with one chapter more, in the last part where there are parts, and return its path."""
    content = yaml.safe_load(toc.read_text(encoding="utf-8"))
    part = content["parts"][-1] if "parts" in content else content
    part.setdefault("chapters", []).append({"file": chapter})
    longer = yaml.safe_dump(content, sort_keys=False, allow_unicode=True)
    target.write_text(longer, encoding="utf-8")
    return target
