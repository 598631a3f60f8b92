"""Check both editions as one book and swap it in."""

import tempfile
from pathlib import Path

from wijkteams.book.build import join_editions
from wijkteams.book.swap import swap_in
from wijkteams.book.twins import drifted, twin_problems
from wijkteams.checking.problems import raise_if_any
from wijkteams.workflow.adaptor import PARTIAL, Output, adapt


def main(english: Path, dutch: Path, book: Path, manifest: Output) -> None:
    """Join the editions `english` and `dutch`, and list the published files in `manifest`."""
    raise_if_any(twin_problems(Path()))
    with tempfile.TemporaryDirectory(dir=PARTIAL) as folder:
        joined = join_editions({"en": english, "nl": dutch}, Path(folder) / "html")
        published = swap_in(joined, book)
    manifest.write_text("\n".join(published) + "\n", encoding="utf-8")
    for each in drifted(Path()):
        print(f"WARNING: {each}")
    print(f"{len(published)} files published")


if __name__ == "__main__":
    adapt(main)
