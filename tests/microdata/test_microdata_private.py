"""Nothing of a respondent reaches terminal or log, and what is written is for the owner alone."""

import os
import stat
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from wijkteams.errors import InputError
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


def test_private_folder_and_setting_are_ignored_by_git() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/private/", "/config/microdata.yaml"} <= set(ignored)


def test_check_prints_no_value(good: dict, mapping: dict, run, tmp_path: Path) -> None:
    good["NAAM"][4] = "Schiermonnikoog"
    good["PREV"][4] = "1234567"
    with pytest.raises(InputError):
        run(good, mapping, "sav", "my file")
    done = subprocess.run(
        [
            sys.executable, "workflow/scripts/check_microdata.py",
            "--file", str(tmp_path / "my file.sav"), "--mapping", str(tmp_path / "my file.yaml"),
            "--mergers", "data/raw/municipal_mergers.csv", "--folder", str(tmp_path / "private"),
        ],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": "src"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "row 5, column PREV: a code that the mapping does not know" in done.stderr
    assert not [
        word for word in ("Schiermonnikoog", "1234567") if word in done.stdout + done.stderr
    ]


def test_forget_removes_every_trace(tmp_path: Path) -> None:
    (tmp_path / "workflow").mkdir()
    (tmp_path / "workflow" / "forget.sh").write_text((ROOT / "workflow" / "forget.sh").read_text())
    for name in (
        "private/microdata/a.csv",
        "results/b",
        ".snakemake/c",
        "config/microdata.yaml",
        "keep",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    subprocess.run(["sh", tmp_path / "workflow" / "forget.sh"], check=True, capture_output=True)
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert left == ["keep", "workflow/forget.sh"]
