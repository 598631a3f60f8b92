"""The long tier: identical bytes, killed runs, two runs at once."""

import os
import random
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.workflow.projects import Project, copy_of_project, small_project

pytestmark = pytest.mark.check

KILLS = 10
# A little less than a run of the small book takes, so that kills meet every stage.
LONGEST_LIFE_SECONDS = 8


def start(
    project: Project,
    *arguments: str,
    output: int = subprocess.PIPE,
    umask: int = -1,
    **environment: str,
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        project.command(*arguments),
        cwd=project.folder, env=os.environ | environment, stdout=output, stderr=subprocess.STDOUT, text=True, umask=umask,
    )  # fmt: skip


def hostile(folder: Path) -> dict[str, str]:
    """Surroundings that would change what is made, or stop it: a closed home, settings for drawings, a kernel that fails."""
    kernel = folder / "jupyter" / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    kernel.write_text('{"argv": ["false"], "display_name": "Python", "language": "python"}')
    (folder / "matplotlibrc").write_text("font.size: 30\ntext.usetex: True\naxes.facecolor: red\n")
    return {
        "HOME": "/proc/nowhere", "XDG_CACHE_HOME": str(folder / "cache"), "MATPLOTLIBRC": str(folder / "matplotlibrc"),
        "JUPYTER_PATH": str(folder / "jupyter"),
    }  # fmt: skip


def leave_strays(project: Project) -> None:
    """Leave beside every file of the sources and the results what a file manager leaves."""
    for top in ("chapters", "config", "results"):
        for path in [each for each in (project.folder / top).rglob("*") if each.is_file()]:
            path.with_name(".DS_Store").write_bytes(b"\x00\x00\x00\x01Bud1")
            path.with_name(f"._{path.name}").write_bytes(b"\x00\x05\x16\x07")


def test_what_file_managers_leave_is_passed_by(project: Project) -> None:
    leave_strays(project)
    project.replace("chapters/capacity.md", "# ", "# And ")
    printed = project.snakemake()
    assert "Execute the chapter capacity" in project.finished(printed)
    assert {path.name for path in project.book.rglob(".*")} == {".zenodo.json"}


def test_two_clean_builds_in_two_folders_are_byte_identical(tmp_path: Path) -> None:
    one = copy_of_project(tmp_path / "one")
    other = copy_of_project(tmp_path / "another [folder] {b} 'c")
    # Side by side, because this is the whole book; on one core and on two, so that jobs come in another order.
    runs = [
        start(one, "--cores", "2", TZ="Pacific/Auckland", LC_ALL="C", PYTHONHASHSEED="1"),
        start(
            other,
            "--cores",
            "1",
            umask=0o077,
            TZ="America/New_York",
            LC_ALL="C.UTF-8",
            PYTHONHASHSEED="2",
            **hostile(tmp_path),
        ),
    ]
    printed = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], printed
    made, made_again = one.files(), other.files()
    names = made.keys() | made_again.keys()
    assert {name for name in names if made.get(name) != made_again.get(name)} == set()
    kinds = {Path(name).suffix for name in names}
    assert {".csv", ".html", ".ipynb", ".json", ".pdf", ".png", ".svg"} <= kinds


def test_a_run_killed_ten_times_ends_with_the_same_bytes(built: Project, tmp_path: Path) -> None:
    project = small_project(tmp_path / "killed")
    choose = random.Random(20191021)
    killed = 0
    while killed < KILLS:
        run = start(project, output=subprocess.DEVNULL)
        try:
            run.wait(timeout=choose.uniform(1, LONGEST_LIFE_SECONDS))
            # It was faster and is whole: there is nothing to interrupt before it begins anew.
            shutil.rmtree(project.folder / "results")
        except subprocess.TimeoutExpired:
            # Only the process itself: its jobs are left working, as after a crash.
            run.send_signal(signal.SIGKILL)
            run.wait()
            killed += 1
        assert not (project.book / "index.html").exists() or (project.book / "search.html").exists()
    project.snakemake()
    assert project.files() == built.files()
    assert "Nothing to be done" in project.snakemake()


def test_two_runs_at_once_do_not_harm_each_other(built: Project, tmp_path: Path) -> None:
    project = small_project(tmp_path / "twice")
    runs = [start(project) for _ in range(2)]
    printed = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], printed
    assert sum("Another run is at work" in text for text in printed) == 1
    assert sum("Nothing to be done" in text for text in printed) == 1
    assert project.files() == built.files()
