"""Execute one chapter."""

from pathlib import Path

from nbclient.exceptions import CellExecutionError

from wijkteams.book.chapters import execute_chapter
from wijkteams.checking.problems import InputError
from wijkteams.workflow.adaptor import Output, adapt


def main(chapter: Path, notebook: Output) -> None:
    """Run the cells of `chapter`."""
    try:
        execute_chapter(chapter, notebook)
    except CellExecutionError as error:
        # With the traceback of the cell, and not that of what runs it.
        raise InputError(f"{chapter}: a cell stopped\n\n{error}") from None


if __name__ == "__main__":
    adapt(main)
