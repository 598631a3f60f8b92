"""What a tree publishes: a fingerprint of every result and of everything that its figures show, and which code made it."""

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import CodeType, FrameType

from tests.figures.drawn import draw_catalogue
from tests.figures.read_back import everything
from tests.reference.build import build_results, published
from wijkteams.checking.problems import InputError
from wijkteams.numbers.file import load_numbers
from wijkteams.numbers.formats import FIELDS, LANGUAGES, format_number


def main(commands: str, computed: str, target: str, trace: str = "") -> None:
    """Compute the results (or take those that stand in `computed`), draw, and write the fingerprints.

    With `trace`, which is slow, the functions that ran are named too.
    """
    used: set[CodeType] = set()

    def note(frame: FrameType, *_: object) -> None:
        used.add(frame.f_code)

    if trace:
        sys.setprofile(note)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        results = Path(computed)
        if not results.is_dir():
            build = folder / "build"
            build.mkdir()
            results = build_results(build, json.loads(Path(commands).read_text())).rename(results)
        found = {
            path: digest((results / path.removeprefix("results/")).read_bytes())
            for path in published()
        }
        found["prose"] = digest(repr(list(prose(results / "numbers.json"))).encode())
        (folder / "drawn").mkdir()
        for file, figure in draw_catalogue(results.resolve(), folder / "drawn").items():
            if file.endswith(".svg"):
                found[file] = digest(repr(everything(figure)).encode())
    sys.setprofile(None)
    source = f"{Path('src').resolve()}/"
    ours = sorted(
        f"{each.co_filename.removeprefix(source)}:{each.co_name}"
        for each in used
        if each.co_filename.startswith(source)
    )
    Path(target).write_text(json.dumps({"published": found, "used": ours}), encoding="utf-8")


def prose(path: Path) -> Iterator[str]:
    """Every number in every form that a page can print."""
    for number in load_numbers(path).values():
        for field in FIELDS:
            for language in LANGUAGES:
                with suppress(InputError):
                    yield format_number(number, field, language)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


if __name__ == "__main__":
    main(*sys.argv[1:])
