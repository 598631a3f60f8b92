"""Execute one chapter."""

from pathlib import Path

from wijkteams.publish.chapters import execute_chapter
from wijkteams.workflow.adaptor import Output, adapt


def main(chapter: Path, notebook: Output) -> None:
    """Run the cells of `chapter` in the root of the repository."""
    execute_chapter(chapter, notebook, root=Path.cwd())


if __name__ == "__main__":
    adapt(main)
