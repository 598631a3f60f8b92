"""Read, map and clean respondent-level files, and compare them with the published margins."""

from pathlib import Path

import pandas as pd

from wijkteams.microdata.pipeline import PublicLists, clean_files, write_frames
from wijkteams.microdata.private import make_private, values_withheld
from wijkteams.workflow.adaptor import adapt


def main(
    files: list[Path], mappings: list[Path], mergers: Path, municipalities: Path, members: Path, waves: Path,
    estimates: list[Path], folder: Path, closed: Path, stamps: list[str] | None = None, setting: str = "",
) -> None:  # fmt: skip
    """Write the cleaned answers and what was done to `folder`, all or none; only the owner may open `closed`.

    The files that a `setting` names are read as they were when the run began, which their `stamps` tell.
    """
    make_private(closed)
    with values_withheld(folder, "clean_microdata"):
        published = pd.concat([pd.read_csv(e, dtype={"printed_value": str}) for e in estimates])
        lists = PublicLists(mergers, municipalities, members, waves)
        frames = clean_files(files, mappings, lists, published, folder, stamps or ())
        # What was read, for `make forget` to name what stays.
        frames["sources"].loc[len(frames["sources"]), "file"] = setting
        write_frames(frames, folder)
    print(
        f"{len(frames['answers'])} answers; {len(frames['notices'])} oddities, listed in {folder}/notices.csv"
    )


if __name__ == "__main__":
    adapt(main)
