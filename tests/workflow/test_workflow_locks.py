"""Locks that die with their process."""

import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from wijkteams.workflow.locks import job_at_work

ROOT = Path(__file__).parents[2]
RUN = """
import sys, time
sys.path.insert(0, {source!r})
from pathlib import Path
from wijkteams.workflow.locks import wait_for_turn
turn = wait_for_turn(Path("runs"), Path("jobs"))
print("turn", flush=True)
time.sleep({seconds})
"""


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("runs").mkdir()
    Path("jobs").mkdir()


@contextmanager
def run(seconds: float) -> Iterator["subprocess.Popen[str]"]:
    """Start a run that keeps its turn for some time."""
    code = RUN.format(source=str(ROOT / "src"), seconds=seconds)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as process:
        yield process


def next_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_a_second_run_says_that_it_waits_and_gets_its_turn() -> None:
    with run(2) as first:
        assert next_line(first) == "turn"
        with run(0) as second:
            assert "waiting" in next_line(second)
            assert first.poll() is None
            assert next_line(second) == "turn"
            assert first.wait() == second.wait() == 0


def test_a_killed_run_leaves_no_lock() -> None:
    with run(60) as first:
        assert next_line(first) == "turn"
        first.kill()
    with run(0) as second:
        assert next_line(second) == "turn"


def test_a_run_waits_for_the_jobs_of_a_killed_run() -> None:
    with ExitStack() as stack:
        with job_at_work(Path("jobs")):
            waiting = stack.enter_context(run(0))
            time.sleep(1)
            # Without a job at work the run would have had its turn at once.
            assert not select.select([waiting.stdout], [], [], 0)[0]
        assert next_line(waiting) == "turn"
