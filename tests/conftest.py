"""What every stage may look at: the results as they are computed from data/raw, and not those that a build left behind."""

import fcntl
from pathlib import Path

import pytest

from tests.reference.build import build_results


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder ``results``, computed once in a test run, whichever worker asks first; only read."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    whole = shared / "computed"
    with (shared / "computing").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not whole.exists():
            folder = tmp_path_factory.mktemp("computing")
            build_results(folder)
            folder.rename(whole)
    return whole / "results"
