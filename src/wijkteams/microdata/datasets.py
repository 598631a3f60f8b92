"""A set of respondent-level files and the names of what is made from it; light, because the workflow reads it at each start."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# In the order of wijkteams.microdata.release, which is not imported here: it would bring pandas into every start.
PRIVATE = "private/microdata"
"""Where everything stays that is made from respondent-level files and not released."""

CLEANED = ("answers", "flow", "margins", "notices", "frequencies", "sources")
PRIVATE_RESULTS = (*CLEANED, "models", "refused", "counts", "tests")
"""Results before disclosure control; what the user lays down beside them is not ours to remove."""

RELEASED_RESULTS = ("counts", "models", "tests", "margins", "flow", "withheld")


@dataclass(frozen=True)
class Dataset:
    """Respondent-level files that are taken through the same steps.

    Attributes
    ----------
    name : str
        Stem of the released results.
    files, mappings : list of str
        The files and the mapping of each.
    mergers : str
        Table of municipal mergers.
    folder : str
        Where answers and results before disclosure control stay.
    """

    name: str
    files: list[str]
    mappings: list[str]
    mergers: str
    folder: str

    @property
    def released(self) -> list[str]:
        """Paths of the results that the disclosure control lets through."""
        return [f"results/microdata/{self.name}_{result}.csv" for result in RELEASED_RESULTS]

    def private(self, *names: str) -> list[str]:
        """Return the paths of results before disclosure control."""
        return [f"{self.folder}/{name}.csv" for name in names]


def stale_results(current: Dataset | None) -> Iterator[Path]:
    """List what stands in the results of respondent-level files that this run does not have: their setting was taken away.

    Parameters
    ----------
    current : Dataset or None
        The files of this run; None when no setting names any.

    Yields
    ------
    Path
        Released results, images and logs of other files, and with None also the chapter and what was kept private.
    """
    for name in {"respondents", "SYNTHETIC_respondents"} - {current.name if current else ""}:
        yield from Path("results/microdata").glob(f"{name}_*")
        for kind in ("logs", "benchmarks"):
            yield from Path("results", kind).glob(f"*/{name}.*")
    if current is None:
        yield from Path("results/publish/chapters").glob("respondents*")
        yield from (
            path for name in PRIVATE_RESULTS if (path := Path(PRIVATE, f"{name}.csv")).exists()
        )
