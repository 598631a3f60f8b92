"""Which respondent-level files a run uses: the file `config/microdata.yaml`, absent by default."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from wijkteams.checking.forms import check_form, keys, one_of
from wijkteams.checking.problems import InputError, Problem, raise_without_values, shown
from wijkteams.microdata.mapping_form import Text
from wijkteams.microdata.sources import read_private_yaml, stamp_of

PREFIX = "SYNTHETIC_"
MERGERS = "data/raw/municipal_mergers.csv"


_File: Any = keys("File", {"file": Text, "mapping": Text})
SettingForm = keys(
    "Setting",
    {"files": Annotated[list[_File], Field(min_length=1)]},
    {"mergers": Text, "release": one_of(("yes", "no"))},
)
"""The setting, of which every scalar was read as text."""


@dataclass(frozen=True)
class Setting:
    """The files of a run.

    Attributes
    ----------
    files, mappings : tuple of str
        Each file and its mapping.
    mergers : str
        The table of mergers that the codes follow.
    release : bool
        Whether the holder of the files wants the results released that the disclosure control lets through.
    """

    files: tuple[str, ...]
    mappings: tuple[str, ...]
    mergers: str
    release: bool

    @property
    def prefix(self) -> str:
        """What every name of a result starts with: empty, or the word that the files are made up."""
        return PREFIX if is_named_synthetic(Path(self.files[0])) else ""

    @property
    def stamps(self) -> list[str]:
        """The stamp of each file, of each mapping and of the table of mergers, as they are now."""
        paths = map(Path, (*self.files, *self.mappings, self.mergers))
        return [stamp_of(path.stat()) for path in paths]


def is_named_synthetic(path: Path) -> bool:
    """Whether the name of a file says that its answers are made up."""
    return path.name.startswith(PREFIX)


def read_setting(path: Path) -> Setting:
    """Read and check the setting.

    Parameters
    ----------
    path : Path
        YAML with ``files`` (a list of ``file`` and ``mapping``) and optionally ``mergers`` and ``release`` (``yes`` or ``no``).

    Returns
    -------
    Setting
        The files of the run.

    Raises
    ------
    InputError
        If the form is broken, a file is missing, or real and made-up files stand together.
    """
    content = check_form(read_private_yaml(path, "the setting")[1], SettingForm)
    files = tuple(each["file"] for each in content["files"])
    mappings = tuple(each["mapping"] for each in content["files"])
    mergers = content.get("mergers", MERGERS)
    raise_without_values(_faults(path, (*files, *mappings, mergers)))
    if len({is_named_synthetic(Path(name)) for name in files}) > 1:
        raise InputError(f"{path}: made-up and real files may not stand together")
    return Setting(files, mappings, mergers, content.get("release") == "yes")


def _faults(path: Path, names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        rule, hint = f"the file {shown(name)} does not exist", "check its path"
        if not name.isprintable():
            rule = f"the name {shown(name)} has characters that do not print"
            hint = "give the file another name"
        if not name.isprintable() or not Path(name).is_file():
            yield Problem(str(path), 0, "", rule, hint)
