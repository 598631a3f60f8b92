"""Build one edition of the book."""

import tempfile
from pathlib import Path

from wijkteams.book.build import build_edition
from wijkteams.microdata.toc import toc_with_chapter
from wijkteams.workflow.adaptor import PARTIAL, Output, adapt


def main(language: str, toc: Path, edition: Output, added: list[str] | None = None) -> None:
    """Build the edition in a `language` from its table of contents `toc`, with the chapters `added`."""
    with tempfile.TemporaryDirectory(dir=PARTIAL) as folder:
        for chapter in added or ():
            toc = toc_with_chapter(toc, chapter, Path(folder) / "_toc.yml")
        build_edition(language, toc, Path(folder)).rename(edition)


if __name__ == "__main__":
    adapt(main)
