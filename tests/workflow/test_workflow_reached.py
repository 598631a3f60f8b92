"""Every function and class of the package serves a rule, a script, a chapter, the book or a command."""

import shutil
from pathlib import Path

import pytest

from tests.workflow.reached import unreached

ROOT = Path(__file__).parents[2]


def test_nothing_of_the_package_is_out_of_reach() -> None:
    assert unreached(ROOT) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The code of the project, to plant in."""
    for folder in ("src", "workflow", "chapters", "config"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for file in ("Makefile", "CONTRIBUTING.md", "_config.yml", ".pre-commit-config.yaml"):
        shutil.copy(ROOT / file, tmp_path / file)
    shutil.copytree(ROOT / ".github", tmp_path / ".github")
    return tmp_path


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        (
            "def idle():\n    return _helper()\n\n\ndef _helper():\n    return 1\n",
            ["_helper", "idle"],
        ),
        ("class Idle:\n    def wait(self):\n        return 1\n", ["Idle", "Idle.wait"]),
    ],
)
def test_what_only_tests_would_reach_is_named(copy: Path, planted: str, found: list[str]) -> None:
    path = copy / "src/wijkteams/statistics/counts.py"
    path.write_text(path.read_text(encoding="utf-8") + "\n\n" + planted, encoding="utf-8")
    assert unreached(copy) == [f"wijkteams.statistics.counts:{name}" for name in found]


def test_what_a_deleted_script_alone_used_is_named(copy: Path) -> None:
    (copy / "workflow/scripts/trace_printings.py").unlink()
    assert "wijkteams.estimates.levels.printings:trace_printings" in unreached(copy)
