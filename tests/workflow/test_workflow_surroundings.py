"""What a run is surrounded by does not change what it makes, and what would stop it late is said at once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wijkteams.checking.problems import InputError
from wijkteams.workflow.surroundings import check_surroundings, environment_of_jobs

ROOT = Path(__file__).parents[2]
NOW = 1_577_836_800.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("chapters/capacity.md", "data/raw/waves.csv", "results/book/html/index.html", "index.md"):  # fmt: skip
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (NOW, NOW))
    return tmp_path / "project"


def test_an_ordinary_folder_is_fit(folder: Path) -> None:
    check_surroundings(folder, NOW)


def test_a_file_from_the_future_is_named_with_the_mend(folder: Path) -> None:
    os.utime(folder / "chapters" / "capacity.md", (NOW + 3600, NOW + 3600))
    told = r"^chapters/capacity\.md: changed in the future .*: touch chapters/capacity\.md$"
    with pytest.raises(InputError, match=told):
        check_surroundings(folder, NOW)
    check_surroundings(folder, NOW + 3600)


def test_what_a_run_makes_may_be_as_new_as_it_likes(folder: Path) -> None:
    os.utime(folder / "results" / "book" / "html" / "index.html", (NOW + 3600, NOW + 3600))
    check_surroundings(folder, NOW)


@pytest.mark.parametrize("made", ["results", ".snakemake"])
def test_results_of_another_account_are_named_with_the_mend(
    folder: Path, monkeypatch: pytest.MonkeyPatch, made: str
) -> None:
    closed = folder / made / "of another"
    closed.mkdir(parents=True)
    # Whoever runs the tests may be root, who can write everywhere.
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != closed)
    with pytest.raises(InputError, match=rf"^{made}/of another: this account cannot write here"):
        check_surroundings(folder, NOW)


def test_a_path_that_no_list_of_paths_can_hold_is_refused(folder: Path) -> None:
    moved = folder.rename(folder.with_name("a:b"))
    with pytest.raises(InputError, match='holds ":"'):
        check_surroundings(moved, NOW)


def test_nothing_in_the_home_of_the_user_reaches_a_job(tmp_path: Path) -> None:
    """Packages, kernels, start-up code of IPython and settings of matplotlib are looked for elsewhere."""
    cache = tmp_path / "cache"
    environment = environment_of_jobs(ROOT / "src", cache)
    home = tmp_path / "home"
    code = (
        "import matplotlib, site, sys, IPython.paths, jupyter_core.paths as paths;"
        "print(site.ENABLE_USER_SITE, matplotlib.get_configdir(), IPython.paths.get_ipython_dir(), *paths.jupyter_path())"
    )
    printed = subprocess.run(
        [shutil.which("python", path=environment["PATH"]) or "", "-c", code],
        env={"HOME": str(home)} | environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert printed.startswith("False")
    assert str(home) not in printed
    assert str(cache) in printed


@pytest.mark.parametrize("name", ["python with a space", "python3"])
def test_the_search_for_python_takes_the_whole_of_a_path(tmp_path: Path, name: str) -> None:
    python = tmp_path / "a folder" / name
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    found = subprocess.run(
        ["sh", ROOT / "workflow" / "find_python.sh"],
        env=os.environ | {"PYTHON": str(python)}, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert found == f"{python}\n"


def test_every_text_is_checked_out_as_it_was_stored() -> None:
    """With `core.autocrlf` the bytes of data/raw would differ from their checksums, and shell scripts would not run."""
    for name in ("data/raw/waves.csv", "workflow/find_python.sh", "index.md"):
        said = subprocess.run(
            ["git", "check-attr", "eol", "text", "--", name],
            cwd=ROOT, capture_output=True, text=True, check=False,
        ).stdout  # fmt: skip
        if said:  # A copy without git has no attributes to ask for.
            assert "eol: lf" in said
