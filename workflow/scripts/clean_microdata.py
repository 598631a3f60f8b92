"""Read, map and clean respondent-level files, and compare them with the published margins."""

from pathlib import Path

import pandas as pd

from wijkteams.microdata.pipeline import clean_files, write_frames
from wijkteams.microdata.private import make_private, values_withheld
from wijkteams.workflow.adaptor import adapt


def main(
    files: list[Path], mappings: list[Path], mergers: Path, estimates: list[Path], folder: Path, closed: Path
) -> None:  # fmt: skip
    """Write ``answers``, ``flow``, ``margins`` and ``notices`` to `folder`, all or none; only the owner may open `closed`."""
    make_private(closed)
    with values_withheld(folder, "clean_microdata"):
        published = pd.concat([pd.read_csv(e, dtype={"printed_value": str}) for e in estimates])
        frames = clean_files(files, mappings, mergers, published, folder)
        write_frames(frames, folder)
    print(
        f"{len(frames['answers'])} answers; {len(frames['notices'])} oddities, listed in {folder}/notices.csv"
    )


if __name__ == "__main__":
    adapt(main)
