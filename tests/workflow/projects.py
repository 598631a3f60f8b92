"""Copies of the project to build, change and break."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from stat import S_ISDIR

ROOT = Path(__file__).parents[2]
GENERATED = shutil.ignore_patterns(
    ".git",
    ".venv",
    ".snakemake",
    "results",
    "_build",
    "private",
    "__pycache__",
    ".*_cache",
    ".hypothesis",
    "microdata.yaml",
)


class Project:
    """A copy of the project in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def book(self) -> Path:
        return self.folder / "results" / "book" / "html"

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "snakemake", *arguments]

    def snakemake(self, *arguments: str, succeeds: bool = True) -> str:
        """Run snakemake and return what it printed."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode == 0) == succeeds, done.stdout
        return done.stdout

    def planned(self) -> set[str]:
        """Run dry and return the rules that would run for a reason of their own, not because of an earlier job."""
        printed = self.snakemake("--dry-run")
        reasons = re.findall(r"^    (.+):\n((?:        .+\n)+)", printed, re.MULTILINE)
        return {
            rule.strip()
            for reason, rules in reasons
            if reason
            not in {"input files updated by another job", "output files have to be generated"}
            for rule in rules.replace("\n", ",").split(",")
            if rule.strip()
        }

    def finished(self, printed: str) -> list[str]:
        """Return the messages of the jobs that a run has started, in order."""
        return re.findall(r"^Job \d+: (.+)$", printed, re.MULTILINE)

    def replace(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def copy(self, folder: Path) -> "Project":
        shutil.copytree(self.folder, folder, symlinks=True)
        return Project(folder)

    def state(self) -> dict[str, tuple[int, int]]:
        """All files and folders with their mode, files also with their time of change; not what tools keep for themselves."""
        found = {path: path.lstat() for path in self.folder.rglob("*")}
        return {
            str(path.relative_to(self.folder)): (
                stat.st_mode,
                0 if S_ISDIR(stat.st_mode) else stat.st_mtime_ns,
            )
            for path, stat in found.items()
            if not {".snakemake", "__pycache__"} & set(path.parts)
        }

    def files(self) -> dict[str, bytes]:
        """Everything that a run makes and that must not differ between runs."""
        results = self.folder / "results"
        paths = [path for path in results.rglob("*") if path.is_file()]
        return {
            str(path.relative_to(results)): path.read_bytes()
            for path in sorted(paths)
            if not {"logs", "benchmarks", ".partial"} & set(path.relative_to(results).parts)
        }


def copy_of_project(folder: Path) -> Project:
    shutil.copytree(ROOT, folder, ignore=GENERATED)
    return Project(folder)


def small_project(folder: Path) -> Project:
    """A copy of the project with two editions of two short chapters, and the one that a respondent-level file adds."""
    project = copy_of_project(folder)
    for name in ("chapters", "nl"):
        shutil.rmtree(folder / name)
    shutil.copytree(ROOT / "tests" / "fixtures" / "small_book", folder, dirs_exist_ok=True)
    shutil.copy2(ROOT / "chapters" / "respondents.md", folder / "chapters")
    return project
