"""Read a file once: what is interpreted is what was hashed, also when the file is replaced meanwhile."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from wijkteams.checking.problems import Problem, raise_without_values
from wijkteams.checking.yaml_file import Document, parse_yaml

_MOST_BYTES = 200_000


@dataclass(frozen=True)
class Source:
    """The bytes of a file as they were read.

    Attributes
    ----------
    file : str
        Path of the file.
    content : bytes
        All of it.
    stamp : str
        Which file it was; see `stamp_of`.
    """

    file: str
    content: bytes
    stamp: str

    @property
    def sha256(self) -> str:
        """Hash of the content, as `sha256sum` prints it."""
        return hashlib.sha256(self.content).hexdigest()


def stamp_of(status: os.stat_result) -> str:
    """Tell one state of a file from another without saying what is in it: a hash would let a guess be confirmed."""
    return f"{status.st_ino}.{status.st_size}.{status.st_mtime_ns}.{status.st_ctime_ns}"


def read_once(path: Path, what: str, most_bytes: int) -> Source:
    """Read a file of a size that one expects.

    Raises
    ------
    InputError
        If there is no such file, it may not be read, or it is larger than `most_bytes`.
    """
    rule, hint, content, stamp = "", "", b"", ""
    if not path.exists():
        rule, hint = f"{what} does not exist", "check its path"
    elif not path.is_file():
        # Reading a pipe or a device could wait for ever.
        rule, hint = f"{what} is not a file", "check its path"
    else:
        try:
            with path.open("rb") as file:
                stamp = stamp_of(os.fstat(file.fileno()))
                content = file.read(most_bytes + 1)
        except OSError:
            rule, hint = f"{what} cannot be opened", "check that you may read it"
    if len(content) > most_bytes:
        rule = f"{what} is larger than {most_bytes // 1000} kB"
        hint = "check that it is the right file"
    if rule:
        raise_without_values([Problem(str(path), 0, "", rule, hint)])
    return Source(str(path), content, stamp)


def read_private_yaml(path: Path, what: str) -> tuple[Source, Document]:
    """Read a YAML file of at most 200 kB that goes with a respondent-level file; errors as in `parse_yaml`."""
    source = read_once(path, what, _MOST_BYTES)
    return source, parse_yaml(source.content, source.file, what, private=True)
