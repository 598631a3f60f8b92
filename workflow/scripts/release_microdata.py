"""Let through what the disclosure control allows."""

from pathlib import Path

from wijkteams.microdata.pipeline import read_frame
from wijkteams.microdata.private import values_withheld
from wijkteams.microdata.release import RELEASED, Rules, release
from wijkteams.workflow.adaptor import Output, adapt


def main(folder: Path, threshold: int, base: int, synthetic: str, tables: list[Output]) -> None:
    """Write the publishable form of every result of `folder` to `tables`, which come in the order of `RELEASED`."""
    with values_withheld(folder, "release_microdata"):
        private = {name: read_frame(folder, name) for name in RELEASED[:-1]}
        released = release(private, Rules(threshold, base))
        for name, target in zip(RELEASED, tables, strict=True):
            table = released[name]
            if synthetic:
                table.insert(0, "synthetic", True)
            table.to_csv(target, index=False)
    print(released["withheld"].to_string(index=False))


if __name__ == "__main__":
    adapt(main)
