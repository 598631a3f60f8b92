"""Work out what may be released of respondent-level files; it stays private until the holder releases it."""

from pathlib import Path

from wijkteams.microdata.pipeline import read_frame, write_frames
from wijkteams.microdata.private import values_withheld
from wijkteams.models.plan import read_plan
from wijkteams.models.respondents_release import Rules, release
from wijkteams.workflow.adaptor import adapt


def main(folder: Path, plan: Path, threshold: int, base: int) -> None:
    """Write ``release_<name>`` to `folder` for each table that may be released, from the counts there."""
    with values_withheld(folder, "protect_respondents"):
        tables = release(read_frame(folder, "counts"), Rules(threshold, base), read_plan(plan))
        write_frames({f"release_{name}": table for name, table in tables.items()}, folder)
    print("Worked out: " + ", ".join(tables))


if __name__ == "__main__":
    adapt(main)
