"""Say, file by file, whether a book made here agrees with a released one: ``python -m wijkteams.book.verify <release> [book]``.

The release is its folder, or the archive to read without a network. Texts, data and pages agree when their words are the same
and no number differs by more than `TOLERANCE` of its size; pictures and PDF are compared by their bytes alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

TOLERANCE = 1e-6
"""By how much of its size a number may differ: other processors and libraries round the last digits in another way."""
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.])")
_PACKED = (".zip", ".xlsx")
_PICTURES = (".png", ".pdf", ".woff", ".woff2", ".ttf")


@dataclass(frozen=True)
class Difference:
    """How one file differs: by how much of its size a number does at most, or in what else (`why`)."""

    name: str
    largest: float = 0.0
    why: str = ""

    @property
    def agrees(self) -> bool:
        """Whether only numbers differ, and none by more than the tolerance."""
        return not self.why and self.largest <= TOLERANCE

    def __str__(self) -> str:
        """Return one line on it."""
        said = self.why or f"numbers differ by at most {self.largest:.1e} of their size"
        return f"{'agrees ' if self.agrees else 'DIFFERS'}  {self.name}: {said}"


def compare(released: Mapping[str, bytes], made: Mapping[str, bytes]) -> Iterator[Difference]:
    """Yield every file that is not the same in both, or is in one alone.

    Parameters
    ----------
    released, made : mapping
        Name of a file in the book to its content.
    """
    for name in sorted({*released, *made}):
        if name not in made:
            yield Difference(name, why="is in the release alone")
        elif name not in released:
            yield Difference(name, why="is not in the release")
        elif released[name] != made[name]:
            yield _compare_file(name, released[name], made[name])


def _compare_file(name: str, released: bytes, made: bytes) -> Difference:
    ending = Path(name).suffix
    if ending in _PACKED:
        found = list(compare(_unpacked(released), _unpacked(made)))
        why = "; ".join(f"{each.name} {each.why}" for each in found if each.why)
        return Difference(name, max((each.largest for each in found), default=0.0), why)
    if ending in _PICTURES:
        return Difference(name, why="other bytes")
    try:
        texts = released.decode("utf-8"), made.decode("utf-8")
    except UnicodeDecodeError:
        return Difference(name, why="other bytes")
    return _compare_texts(name, *texts)


def _compare_texts(name: str, released: str, made: str) -> Difference:
    numbers = [list(map(float, _NUMBER.findall(text))) for text in (released, made)]
    words = [_NUMBER.sub("#", text).splitlines() for text in (released, made)]
    for line, (was, now) in enumerate(zip(*words, strict=False), start=1):
        if was != now:
            return Difference(name, why=f"line {line}: {_around(was, now)}")
    if len(words[0]) != len(words[1]):
        return Difference(name, why=f"{len(words[0])} lines in the release, {len(words[1])} here")
    pairs = zip(*numbers, strict=True)
    off = (abs(was - now) / max(abs(was), abs(now)) for was, now in pairs if was != now)
    return Difference(name, max(off, default=0.0))


def _around(was: str, now: str) -> str:
    """Return the place where two lines part, in few words."""
    start = next(
        (n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b),
        min(len(was), len(now)),
    )
    first = max(start - 20, 0)
    return f'"{was[first : start + 40]}" in the release, "{now[first : start + 40]}" here'


def _unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {each: archive.read(each) for each in archive.namelist() if not each.endswith("/")}


def read_book(place: Path) -> dict[str, bytes]:
    """Return name and content of each file of a book: of its folder, of the folder of a release, or of an archive of either."""
    if place.is_dir():
        found = {
            path.relative_to(place).as_posix(): path.read_bytes()
            for path in place.rglob("*")
            if path.is_file()
        }
    else:
        found = _unpacked(place.read_bytes())
    first = min(
        (name for name in found if name.endswith("index.html")), key=len, default="index.html"
    )
    home = first.removesuffix("index.html")
    return {name.removeprefix(home): text for name, text in found.items() if name.startswith(home)}


def main(release: str, book: str = "results/book/html") -> int:
    """Print what differs and how many files are the same, and return how the command should exit."""
    released, made = read_book(Path(release)), read_book(Path(book))
    found = list(compare(released, made))
    for each in found:
        print(each)
    wrong = sum(not each.agrees for each in found)
    print(
        f"{len(released.keys() & made.keys()) - sum(each.name in released and each.name in made for each in found)} files are "
        f"the same byte for byte, {len(found) - wrong} agree (no number off by more than {TOLERANCE:g} of its size), "
        f"{wrong} differ"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
