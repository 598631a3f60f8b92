"""Which respondent-level files a run uses: the file `config/microdata.yaml`, absent by default."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass

from wijkteams.checking.forms import CLOSED, CheckedAs, check_form, one_of
from wijkteams.checking.problems import shown
from wijkteams.microdata.sources import read_private_yaml, stamp_of

PREFIX = "SYNTHETIC_"
MERGERS = "data/raw/municipal_mergers.csv"


def is_named_synthetic(path: Path) -> bool:
    """Whether the name of a file says that its answers are made up."""
    return path.name.startswith(PREFIX)


def _there(name: str) -> str:
    if not name.isprintable():
        raise ValueError(
            f"the name {shown(name)} has characters that do not print; give the file another name"
        )
    if not Path(name).is_file():
        raise ValueError(f"the file {shown(name)} does not exist; check its path")
    return name


_Path = Annotated[str, Field(min_length=1), AfterValidator(_there)]


@dataclass(frozen=True, config=CLOSED)
class Brought:
    """A file that somebody brought, and its mapping."""

    file: _Path
    mapping: _Path


def _belong_together(files: tuple[Brought, ...]) -> tuple[Brought, ...]:
    places = [Path(each.file).resolve() for each in files]
    for n, each in enumerate(files):
        if (first := places.index(places[n])) < n:
            where = f"as number {first + 1} and {n + 1}"
            raise ValueError(f"the file {shown(each.file)} is given twice, {where}; keep one")
    if len({is_named_synthetic(Path(each.file)) for each in files}) > 1:
        raise ValueError("made-up and real files may not stand together; take one kind out")
    return files


@dataclass(frozen=True, config=CLOSED)
class Setting:
    """The files of a run, as they are written: every scalar is read as text.

    Attributes
    ----------
    files : tuple of Brought
        Each file and its mapping; made-up and real files never stand together.
    mergers : str
        The table of mergers that the codes follow.
    release : bool
        Whether the holder of the files wants the results released that the disclosure control lets through.
    """

    files: Annotated[tuple[Brought, ...], Field(min_length=1), AfterValidator(_belong_together)]
    mergers: Annotated[_Path, Field(validate_default=True)] = MERGERS
    release: Annotated[
        bool, CheckedAs(Annotated[one_of(("yes", "no")), AfterValidator("yes".__eq__)])
    ] = False

    @property
    def prefix(self) -> str:
        """What every name of a result starts with: empty, or the word that the files are made up."""
        return PREFIX if is_named_synthetic(Path(self.files[0].file)) else ""

    @property
    def stamps(self) -> list[str]:
        """The stamp of each file, of each mapping and of the table of mergers, as they are now."""
        paths = [each.file for each in self.files] + [each.mapping for each in self.files]
        return [stamp_of(Path(path).stat()) for path in (*paths, self.mergers)]


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
        If the form is broken, a file is missing or given twice, or real and made-up files stand together.
    """
    setting: Setting = check_form(read_private_yaml(path, "the setting")[1], Setting)
    return setting
