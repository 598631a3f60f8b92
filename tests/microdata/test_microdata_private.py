"""Nothing of a respondent reaches terminal or log, and what is written is for the owner alone."""

import fcntl
import os
import shutil
import stat
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from wijkteams.checking.problems import InputError
from wijkteams.microdata.datasets import Dataset, stale_results
from wijkteams.microdata.private import make_private, values_withheld, write_private

ROOT = Path(__file__).parents[2]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_private_folder_and_files_are_for_the_owner(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        target = tmp_path / "private" / "microdata" / "a.csv"
        with write_private(target) as temporary:
            assert mode(temporary) == 0o600
            temporary.write_text("x")
    finally:
        os.umask(old)
    assert [mode(path) for path in (target, target.parent, target.parent.parent)] == [
        0o600, 0o700, 0o700,
    ]  # fmt: skip


def test_private_folder_that_was_open_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "private"
    folder.mkdir(mode=0o755)
    assert mode(make_private(folder)) == 0o700


def test_write_private_leaves_the_old_file_when_it_fails(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    with write_private(target) as temporary:
        temporary.write_text("old")
    with pytest.raises(RuntimeError), write_private(target) as temporary:
        temporary.write_text("half")
        raise RuntimeError
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_values_withheld_hides_the_text_of_any_error(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught, values_withheld(tmp_path, "step"):
        float("Schiermonnikoog")
    assert "Schiermonnikoog" not in str(caught.value)
    assert "ValueError" in str(caught.value)
    assert caught.value.__suppress_context__
    assert "Schiermonnikoog" in (tmp_path / "step.txt").read_text(encoding="utf-8")


def test_values_withheld_hides_warnings(tmp_path: Path) -> None:
    with values_withheld(tmp_path, "step"):
        warnings.warn("Schiermonnikoog", stacklevel=1)
    assert "Schiermonnikoog" in (tmp_path / "step.txt").read_text(encoding="utf-8")


def test_private_folder_and_setting_are_ignored_by_git_also_when_linked(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    (folder / "config").mkdir(parents=True)
    (folder / ".gitignore").write_text((ROOT / ".gitignore").read_text(encoding="utf-8"))
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "init", "-q"], check=True)
    (tmp_path / "elsewhere").mkdir()
    (folder / "private").symlink_to(tmp_path / "elsewhere")
    (folder / "config" / "microdata.yaml").write_text("files: []")
    said = subprocess.run(
        [*git, "status", "--porcelain", "-uall"], check=True, capture_output=True, text=True
    )
    assert said.stdout.split() == ["??", ".gitignore"]


def test_note_that_cannot_be_written_does_not_show_what_it_hides(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError) as caught, values_withheld(tmp_path / "file", "step"):
        float("Schiermonnikoog")
    assert "Schiermonnikoog" not in str(caught.value)
    assert "is lost" in str(caught.value)


def test_private_folder_that_is_a_link_to_nowhere_is_one_message(tmp_path: Path) -> None:
    (tmp_path / "private").symlink_to(tmp_path / "gone")
    with pytest.raises(InputError, match="cannot be made or closed to others"):
        make_private(tmp_path / "private" / "microdata")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with what a run leaves of respondent-level files."""
    folder = tmp_path / "project"
    (folder / "src" / "wijkteams" / "workflow").mkdir(parents=True)
    for name in ("private/microdata/a.csv", "results/book/html/respondents.html"):
        (folder / name).parent.mkdir(parents=True)
    for name in ("config", "workflow", ".snakemake/metadata", "_build", "data/releases"):
        (folder / name).mkdir(parents=True)
    for name in (
        "private/microdata/a.csv", "private/peiling.sav", ".snakemake/metadata/x", "_build/x", "keep",
        "results/book/html/respondents.html", "data/releases/ledger.csv",
    ):  # fmt: skip
        (folder / name).write_text("x")
    (folder / "config" / "microdata.yaml").write_text("files: []")
    shutil.copy(ROOT / "workflow" / "forget.py", folder / "workflow")
    return folder


def forget(project: Path, succeeds: bool = True) -> str:
    done = subprocess.run(
        [sys.executable, "-I", "workflow/forget.py"],
        cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode == 0) == succeeds, done.stdout
    return done.stdout


def left(project: Path) -> list[str]:
    return sorted(
        str(path.relative_to(project))
        for path in project.rglob("*")
        if path.is_file() or path.is_symlink()
    )


KEPT = ["data/releases/ledger.csv", "keep", "workflow/forget.py"]


def test_forget_removes_every_trace_and_says_what_stays(project: Path) -> None:
    said = forget(project)
    assert left(project) == KEPT
    assert "only what was released: data/releases/ledger.csv" in said
    assert "Forgotten." in forget(project)  # again, with nothing there


def test_forget_names_files_and_mappings_elsewhere(project: Path, tmp_path: Path) -> None:
    # An ordinary name with everything that names can have.
    away, form, linked = (
        tmp_path / name for name in ("d'enquête {x}.csv", "my mapping.yaml", "l.sav")
    )
    setting = tmp_path / "setting elsewhere.yaml"
    for path in (away, form, linked, setting):
        path.write_text("x")
    content = {"files": [{"file": str(away), "mapping": str(form)}]}
    (project / "config" / "microdata.yaml").write_text(yaml.safe_dump(content, allow_unicode=True))
    (project / "private" / "l.sav").symlink_to(linked)
    (project / "private" / "microdata" / "sources.csv").write_text(f"file,sha256\n{setting},\n")
    said = forget(project)
    assert left(project) == KEPT
    for path in (away, form, linked, setting):
        assert path.exists()
        assert f"outside the private folder: {path}\n" in said
    assert "peiling.sav" not in said


def test_forget_empties_the_folder_behind_a_link(project: Path, tmp_path: Path) -> None:
    for name in ("private", "results"):
        (project / name).rename(tmp_path / name)
        (project / name).symlink_to(tmp_path / name)
    (project / "config" / "microdata.yaml").rename(tmp_path / "s.yaml")
    (project / "config" / "microdata.yaml").symlink_to(tmp_path / "s.yaml")
    said = forget(project)
    assert left(project) == KEPT
    assert list((tmp_path / "private").iterdir()) == list((tmp_path / "results").iterdir()) == []
    assert f"outside the private folder: {tmp_path}/s.yaml" in said


def test_forget_refuses_a_link_to_a_folder_that_holds_more(project: Path, tmp_path: Path) -> None:
    shutil.rmtree(project / "private")
    (project / "private").symlink_to(tmp_path)
    before = left(project)
    assert "holds more than this; nothing was removed" in forget(project, succeeds=False)
    assert left(project) == before


@pytest.mark.parametrize("lock", ["workflow", "src/wijkteams/workflow"])
def test_forget_waits_for_no_run(lock: str, project: Path) -> None:
    before = left(project)
    held = os.open(project / lock, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_SH)
    try:
        assert "A run is at work" in forget(project, succeeds=False)
    finally:
        os.close(held)
    assert left(project) == before
    forget(project)


def test_forget_knows_the_locks_of_a_run() -> None:
    common = (ROOT / "workflow" / "rules" / "common.smk").read_text(encoding="utf-8")
    assert 'runs=Path("workflow"), jobs=SOURCE / "wijkteams" / "workflow"' in common


def test_stale_results_are_those_of_files_that_are_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = [
        "results/microdata/respondents_counts.csv",
        "results/microdata/SYNTHETIC_respondents_counts.csv",
        "results/logs/release_microdata/respondents.log",
        "results/logs/clean_microdata/private/microdata.log",
        "results/book/chapters/respondents.ipynb",
        "private/microdata/answers.csv",
    ]
    others = [
        "results/microdata/SYNTHETIC_example_counts.csv",
        "private/peiling.csv",
        "private/microdata/mine.csv",
    ]
    for name in (*names, *others):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("x")
    assert sorted(map(str, stale_results(None))) == sorted(names)
    now = Dataset("respondents", [], [], "", "private/microdata", is_released=True)
    assert list(map(str, stale_results(now))) == [names[1]]
    # Taken back: what was released goes, what the holder reads stays.
    taken_back = replace(now, is_released=False)
    assert sorted(map(str, stale_results(taken_back))) == sorted([names[0], names[1], names[4]])
