"""Read a file once: what is interpreted is what was hashed, also when the file is replaced meanwhile."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from wijkteams.checking.problems import Problem, without_values
from wijkteams.checking.yaml_file import Document, parse_yaml

_MOST_BYTES = 200_000


@dataclass(frozen=True)
class Source:
    """Path and content of a file as it was read, and which file it was (`stamp_of`)."""

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
    """Read a file of a size that one expects; raise `InputError` for one that is none, closed, or larger."""
    try:
        # Reading a pipe or a device could wait for ever.
        if not path.is_file():
            rule, hint = (
                "does not exist" if not path.exists() else "is not a file",
                "check its path",
            )
        else:
            with path.open("rb") as file:
                stamp, content = stamp_of(os.fstat(file.fileno())), file.read(most_bytes + 1)
            if len(content) <= most_bytes:
                return Source(str(path), content, stamp)
            rule, hint = (
                f"is larger than {most_bytes // 1000} kB",
                "check that it is the right file",
            )
    except OSError:
        rule, hint = "cannot be opened", "check that you may read it"
    raise without_values([Problem(str(path), 0, "", f"{what} {rule}", hint)])


def read_private_yaml(path: Path, what: str) -> tuple[Source, Document]:
    """Read a YAML file that goes with a respondent-level file: not empty, at most 200 kB; other errors as in `parse_yaml`."""
    source = read_once(path, what, _MOST_BYTES)
    document = parse_yaml(source.content, source.file, what, private=True)
    if not document.content:
        rule, hint = f"{what} is empty", "check that it is the right file"
        document.refuse([Problem(source.file, 0, "", rule, hint)])
    return source, document
