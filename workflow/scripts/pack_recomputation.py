"""Bring the files together with which a reader recomputes the findings."""

import shutil
from pathlib import Path

from wijkteams.archive import write_archive
from wijkteams.workflow.adaptor import Output, adapt


def main(files: list[Path], copies: list[Output], archive: Output) -> None:
    """Copy the `files` into one folder, and into one archive."""
    for file, copy in zip(files, copies, strict=True):
        shutil.copyfile(file, copy)
    write_archive(archive, "wijkteams-recompute", files)


if __name__ == "__main__":
    adapt(main)
