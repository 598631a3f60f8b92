"""What a run is surrounded by: faults of the folder that would stop it late, and settings of the user hidden from jobs."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from wijkteams.checking.problems import Problem, raise_if_any

SOURCES = (
    "_config.yml", "_toc.yml", "index.md", "references.bib", "README.md", "CHANGELOG.md",
    "chapters", "config", "data", "nl", "src", "workflow",
)  # fmt: skip
"""What a run is made from."""

MADE = ("results", ".snakemake")
"""What a run writes in."""

# Clocks of a network differ a little.
_SKEW_SECONDS = 2


def check_surroundings(folder: Path, now: float | None = None) -> None:
    """Refuse a folder in which a run would fail late, or never come to rest.

    Parameters
    ----------
    folder : Path
        The folder of the project.
    now : float, optional
        The time, in seconds since 1970; by default that of the clock.

    Raises
    ------
    InputError
        With a path that holds what separates paths, files from the future, and folders that this account cannot write in.
    """
    raise_if_any(
        [
            *_separators(folder.absolute()),
            *_from_the_future(folder, time.time() if now is None else now),
            *_closed_folders(folder),
        ]
    )


def environment_of_jobs(source: Path, cache: Path) -> dict[str, str]:
    """Return the variables with which jobs find this interpreter and package, and give the same bytes for everybody.

    Parameters
    ----------
    source : Path
        The folder that holds the package.
    cache : Path
        Where libraries keep what they would keep in the home of the user, which may be closed, or absent, or hold settings,
        kernels and packages that change what is made.
    """
    own = {
        name: str(cache.absolute() / name.lower())
        for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "MPLCONFIGDIR")
    }
    return own | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), *os.get_exec_path()]),
        "PYTHONPATH": str(source.absolute()),
        "PYTHONNOUSERSITE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "JUPYTER_PATH": "",
        "JUPYTER_PREFER_ENV_PATH": "1",
        "SOURCE_DATE_EPOCH": "0",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "MPLBACKEND": "agg",
        # Present for the tests alone, and it writes workbooks in other bytes.
        "OPENPYXL_LXML": "False",
    }


def _separators(folder: Path) -> Iterator[Problem]:
    if os.pathsep in str(folder):
        yield Problem(
            str(folder), 0, "", f'the path holds "{os.pathsep}", which separates paths',
            "move the project to a folder with another name",
        )  # fmt: skip


def _from_the_future(folder: Path, now: float) -> Iterator[Problem]:
    for path in _files(folder / name for name in SOURCES):
        changed = path.stat().st_mtime
        if changed > now + _SKEW_SECONDS:
            name = path.relative_to(folder)
            yield Problem(
                str(name), 0, "", f"changed in the future ({datetime.fromtimestamp(changed):%Y-%m-%d %H:%M}), and would have "
                "its results made anew at every run", f"set the clock right, or give it the time of now: touch {name}",
            )  # fmt: skip


def _closed_folders(folder: Path) -> Iterator[Problem]:
    for top in MADE:
        closed = [path for path, _, _ in os.walk(folder / top) if not os.access(path, os.W_OK)]
        if closed:
            yield Problem(
                str(Path(closed[0]).relative_to(folder)), 0, "", "this account cannot write here, perhaps because another one "
                "made it", f'take it over: sudo chown -R "$USER" {" ".join(MADE)}; or remove it',
            )  # fmt: skip


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            paths_below = (Path(top, name) for top, _, names in os.walk(path) for name in names)
            # Not the links to nowhere with which editors lock a file.
            yield from (each for each in paths_below if each.exists())
        elif path.is_file():
            yield path
