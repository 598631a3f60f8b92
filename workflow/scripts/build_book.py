"""Build the book, check it and swap it in."""

import tempfile
from pathlib import Path

from wijkteams.book.build import build_html, swap_in
from wijkteams.microdata.toc import toc_with_chapter
from wijkteams.workflow.adaptor import PARTIAL, Output, adapt


def main(toc: Path, book: Path, manifest: Output, added: list[str] | None = None) -> None:
    """Build from the table of contents `toc`, with the chapters `added`, and list the published files in `manifest`."""
    with tempfile.TemporaryDirectory(dir=PARTIAL) as folder:
        for chapter in added or ():
            toc = toc_with_chapter(toc, chapter, Path(folder) / "_toc.yml")
        published = swap_in(build_html(toc, Path(folder)), book)
    manifest.write_text("\n".join(published) + "\n", encoding="utf-8")
    print(f"{len(published)} files published")


if __name__ == "__main__":
    adapt(main)
