"""One run at a time in a folder, with locks that die with their process.

Snakemake's own lock is a file: it outlives a killed run and blocks the next one. These are advisory locks on two
folders that exist anyway, so nothing is written and nothing is left behind. A run holds the first lock. Every job holds
the second one together with the other jobs. A new run waits until it has both, and so also for the jobs that a killed
run left working.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RUN = "WIJKTEAMS_RUN"
"""The environment variable in which a run gives its process number to its jobs."""


def wait_for_turn(runs: Path, jobs: Path) -> int:
    """Wait until no other run, and no job of an earlier run, is at work.

    Parameters
    ----------
    runs, jobs : Path
        The folders that carry the lock of the run and the lock of its jobs.

    Returns
    -------
    int
        The open file descriptor that holds the lock of the run until the process ends.
    """
    turn = os.open(runs, os.O_RDONLY)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another run is at work in this folder; waiting for it to end.", flush=True)
        fcntl.flock(turn, fcntl.LOCK_EX)
    orphans = os.open(jobs, os.O_RDONLY)
    fcntl.flock(orphans, fcntl.LOCK_EX)
    os.close(orphans)
    os.environ[RUN] = str(os.getpid())
    return turn


def run_is_alive() -> bool:
    """Tell whether the run that started this process still exists; true outside a run.

    A job asks this after it has taken the lock of the jobs: a job of a killed run that was still starting up then leaves
    without writing.
    """
    run = os.environ.get(RUN)
    if run is None:
        return True
    try:
        os.kill(int(run), 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def job_at_work(jobs: Path) -> Iterator[None]:
    """Hold the shared lock of the jobs while the body runs."""
    held = os.open(jobs, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_SH)
        yield
    finally:
        os.close(held)
