"""The long tier: identical bytes, killed runs, two runs at once."""

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.workflow.projects import Project, copy_of_project, small_project

pytestmark = pytest.mark.check

KILLS = 10
LONGEST_LIFE_SECONDS = 14


def test_two_clean_builds_in_two_folders_are_byte_identical(tmp_path: Path) -> None:
    environments = [
        {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    ]
    made = []
    for name, environment in zip(("one", "another folder"), environments, strict=True):
        project = copy_of_project(tmp_path / name)
        done = subprocess.run(
            project.command("--cores", "2" if name == "one" else "1"),
            cwd=project.folder, env=os.environ | environment, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
        made.append(project.files())
    different = {
        name for name in made[0].keys() | made[1].keys() if made[0].get(name) != made[1].get(name)
    }
    assert different == set()
    assert any(name.endswith(".ipynb") for name in made[0])


def test_a_run_killed_ten_times_ends_with_the_same_bytes(built: Project, tmp_path: Path) -> None:
    project = small_project(tmp_path / "killed")
    choose = random.Random(20191021)
    for _ in range(KILLS):
        run = subprocess.Popen(
            project.command(),
            cwd=project.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(choose.uniform(1, LONGEST_LIFE_SECONDS))
        # Only the process itself: its jobs are left working, as after a crash.
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert not (project.book / "index.html").exists() or (project.book / "search.html").exists()
    project.snakemake()
    assert project.files() == built.files()
    assert "Nothing to be done" in project.snakemake()


def test_two_runs_at_once_do_not_harm_each_other(built: Project, tmp_path: Path) -> None:
    project = small_project(tmp_path / "twice")
    runs = [
        subprocess.Popen(
            project.command(),
            cwd=project.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(2)
    ]
    printed = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], printed
    assert sum("Another run is at work" in text for text in printed) == 1
    assert sum("Nothing to be done" in text for text in printed) == 1
    assert project.files() == built.files()
