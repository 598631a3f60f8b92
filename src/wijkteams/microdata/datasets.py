"""A set of respondent-level files and the names of what is made from it; light, because the workflow reads it at each start."""

from dataclasses import dataclass

# In the order of wijkteams.models.respondents_release, which is not imported here: it would bring pandas into every start.
RELEASED_RESULTS = ("counts", "effects", "withheld")


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
