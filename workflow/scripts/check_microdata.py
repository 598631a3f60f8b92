"""Say what a mapping makes of a file, before anything is computed."""

from pathlib import Path

from wijkteams.microdata.pipeline import check_file
from wijkteams.microdata.private import values_withheld
from wijkteams.workflow.adaptor import adapt


def main(file: Path, mapping: Path, mergers: Path, folder: Path) -> None:
    """Print what is understood, what is not and what is missing; values go to `folder` only."""
    with values_withheld(folder, "check_microdata"):
        lines = check_file(file, mapping, mergers, folder)
    print("\n".join(lines))


if __name__ == "__main__":
    adapt(main)
