"""Say what a mapping makes of a file, before anything is computed."""

from pathlib import Path

from wijkteams.microdata.pipeline import PublicLists, check_file
from wijkteams.microdata.private import make_private, values_withheld
from wijkteams.workflow.adaptor import adapt


def main(
    file: Path, mapping: Path, mergers: Path, municipalities: Path, members: Path, waves: Path, folder: Path, closed: Path
) -> None:  # fmt: skip
    """Print what is understood, what is not and what is missing; values go to `folder`, and `closed` is closed to others."""
    make_private(closed)
    with values_withheld(folder, "check_microdata"):
        lists = PublicLists(mergers, municipalities, members, waves)
        lines = check_file(file, mapping, lists, folder)
    print("\n".join(lines))


if __name__ == "__main__":
    adapt(main)
