"""What every stage may look at: the results as they are computed from data/raw, and not those that a build left behind."""

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reference.build import build_results

Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Fill a folder once in a test run, whichever worker asks first."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    def _once(name: str, fill: Callable[[Path], object]) -> Path:
        folder, whole = shared / name, shared / f"{name} is whole"
        with (shared / f"{name} is being made").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not whole.exists():
                folder.mkdir()
                fill(folder)
                whole.touch()
        return folder

    return _once


@pytest.fixture(scope="session")
def results(once: Once) -> Path:
    """The folder ``results``, computed once in a test run; only read."""
    return once("computed", build_results) / "results"
