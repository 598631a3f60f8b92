"""A set of respondent-level files and the names of what is made from it; light, because the workflow reads it at each start."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wijkteams.microdata.setting import is_named_synthetic

PRIVATE = "private/microdata"
"""Where everything stays that is made from respondent-level files and not released."""

CLEANED = ("answers", "flow", "margins", "notices", "frequencies", "sources")
FITTED = ("models", "refused", "counts", "tests")
# In the order of wijkteams.models.respondents_release, which is not imported here: it would bring pandas into every start.
RELEASED_RESULTS = ("counts", "effects", "withheld")
"""The results that may be released, and no others."""

CHAPTER = "chapter.html"
"""What the holder of the files reads."""


@dataclass(frozen=True)
class Dataset:
    """Respondent-level files that are taken through the same steps.

    `name` is the stem of the released results; in `folder` answers and exact results stay. It `is_released` when the holder
    wants the results released that the disclosure control lets through. Files that somebody brought have `stamps`, which
    tell their state, and a `setting` that names them.
    """

    name: str
    files: list[str]
    mappings: list[str]
    mergers: str
    folder: str
    is_released: bool
    stamps: list[str] = field(default_factory=list)
    setting: str = ""

    @property
    def is_synthetic(self) -> bool:
        """Whether the answers are made up."""
        return is_named_synthetic(Path(self.name))

    @property
    def proposed(self) -> list[str]:
        """Paths of what may be released, before the holder releases it."""
        return self.private(*(f"release_{result}" for result in RELEASED_RESULTS))

    @property
    def released(self) -> list[str]:
        """Paths of the results that are released."""
        return [f"results/microdata/{self.name}_{result}.csv" for result in RELEASED_RESULTS]

    def private(self, *names: str) -> list[str]:
        """Return the paths of results before disclosure control."""
        return [f"{self.folder}/{name}.csv" for name in names]


def stale_results(current: Dataset | None) -> Iterator[Path]:
    """List the results of respondent-level files that the setting of this run does not ask for, or no longer.

    They are released results, images and chapter of files that are not released now; logs of other files; and where no
    setting names any file (None) also what was kept private.
    """
    released = current.name if current and current.is_released else ""
    for name in ("respondents", "SYNTHETIC_respondents"):
        if name != released:
            yield from Path("results/microdata").glob(f"{name}_*")
        if current is None or name != current.name:
            for kind in ("logs", "benchmarks"):
                yield from Path("results", kind).glob(f"*/{name}.*")
    if not released:
        yield from Path("results/book/chapters").glob("respondents*")
    if current is None:
        for kind in ("logs", "benchmarks"):
            yield from Path("results", kind).glob(f"*/{PRIVATE}.*")
        # What the user lays down beside them is not ours to remove.
        kept = Dataset("respondents", [], [], "", PRIVATE, is_released=False)
        made = [*kept.private(*CLEANED, *FITTED), *kept.proposed, f"{PRIVATE}/{CHAPTER}"]
        yield from filter(Path.exists, map(Path, made))
