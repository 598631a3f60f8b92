"""What is measured against what: for each a pair of works, of which the second is the measure of the first.

A work takes the copy of the project in which it is done, and returns the seconds that it took. What it needs before is not
counted. The measures are fixed: nothing that makes the project faster makes its measure slower.
"""

import itertools
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tests.reference.build import jobs
from tests.workflow.projects import Project

FIRST_EDITION = "330f07d"
PROSE = "chapters/capacity.md"
RAW = "data/raw/topics/capacity/figures.csv"
EMPTY_NOTEBOOK = """import nbformat as f, nbclient
nbclient.NotebookClient(f.v4.new_notebook(cells=[f.v4.new_code_cell("pass")])).execute()"""
LOOP = """import json, sys
from tests.benchmark.pairs import run_here
run_here(json.load(sys.stdin))"""


@dataclass(frozen=True)
class Place:
    """A built copy of the project, and one of the first edition with the packages of its own lock."""

    project: Project
    first: Path


Work = Callable[[Place], float]


@dataclass(frozen=True)
class Pair:
    """A work and its measure, how many times each is done, and the ratio to reach at most."""

    what: str
    against: str
    most: float
    times: int
    work: Work
    measure: Work


def seconds(folder: Path, *command: str, told: str = "") -> float:
    """Run a command in a folder and return how long it took."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, input=told, text=True)
    return time.perf_counter() - start


def snakemake(place: Place, *arguments: str) -> float:
    """Run the workflow of the copy."""
    return seconds(place.project.folder, *place.project.command(*arguments))


def python(place: Place, *arguments: str, told: str = "") -> float:
    """Run Python in the copy."""
    return seconds(place.project.folder, sys.executable, *arguments, told=told)


def run_here(commands: Iterable[Sequence[str]]) -> None:
    """Run the scripts of jobs one after the other in this process, as the jobs would."""
    import runpy

    from wijkteams.workflow.adaptor import adapt

    for script, *options in commands:
        for name in options:
            if name.startswith(("results/", "private/")):
                Path(name).parent.mkdir(parents=True, exist_ok=True)
        adapt(runpy.run_path(script)["main"], options)


def loop(place: Place, commands: Iterable[Sequence[str]]) -> float:
    """Run the scripts of jobs one after the other in one new process."""
    return python(place, "-c", LOOP, told=json.dumps([*map(list, commands)]))


# --- The works ------------------------------------------------------------------------------------


def ask_the_version(place: Place) -> float:
    return snakemake(place, "--version")


def fresh_pages(place: Place) -> float:
    """Build the English edition with nothing kept from before."""
    *_, command = jobs("results/book/built/en")
    target = place.project.folder / "results" / ".partial" / "measured"
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(exist_ok=True)
    options = [
        str(target) if before == "--edition" else option
        for before, option in itertools.pairwise(command)
    ]
    return python(place, command[0], *options)


def change_prose(place: Place) -> float:
    """Put a word into a sentence of a chapter, or take it out, and bring the book up to date."""
    path = place.project.folder / PROSE
    text = path.read_text(encoding="utf-8")
    word = " (again)"
    path.write_text(text.replace(word, "") if word in text else _after_first(text, word), "utf-8")
    return snakemake(place)


def _after_first(text: str, word: str) -> str:
    """Put a word before the full stop of the first sentence of a chapter that ends a line."""
    return re.sub(r"(?m)^([A-Z][^{}\n]*)\.$", rf"\1{word}.", text, count=1)


def least_for_prose(place: Place) -> float:
    """Nothing to do, a notebook with nothing in it, and an edition built afresh."""
    return snakemake(place) + python(place, "-c", EMPTY_NOTEBOOK) + fresh_pages(place)


def change_value(place: Place) -> float:
    """Print another share of outreach in 2017, or the first again, and bring the book up to date."""
    path = place.project.folder / RAW
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    (row,) = (number for number, line in enumerate(lines) if line.startswith("BB2018.37,"))
    new = lines[row].replace(",45,percent", ",44,percent")
    lines[row] = new if new != lines[row] else new.replace(",44,percent", ",45,percent")
    path.write_text("".join(lines), encoding="utf-8")
    return snakemake(place)


def jobs_alone(place: Place) -> float:
    """Return the sum of the times of the jobs behind a changed value, one after the other, by Snakemake's own benchmarks."""
    start = time.time()
    change_value(Place(OneCore(place.project.folder), place.first))
    folder = place.project.folder / "results" / "benchmarks"
    made = [path for path in folder.rglob("*.tsv") if path.stat().st_mtime >= start]
    return float(sum(pd.read_csv(path, sep="\t")["s"].sum() for path in made))


class OneCore(Project):
    """The same copy, whose jobs run one after the other."""

    def command(self, *arguments: str) -> list[str]:
        return super().command("--cores", "1", *arguments)


def draw_figures(place: Place) -> float:
    """Draw all figures in all formats, languages and widths by the workflow."""
    figures = place.project.folder / "results" / "figures"
    names = sorted(path.relative_to(place.project.folder).as_posix() for path in figures.iterdir())
    shutil.rmtree(figures)
    return snakemake(place, *names)


def draw_in_a_loop(place: Place) -> float:
    """Draw them one after the other in one process."""
    return loop(
        place, [command for command in jobs(*_figures(place)) if "draw_figure" in command[0]]
    )


def _figures(place: Place) -> list[str]:
    figures = place.project.folder / "results" / "figures"
    return sorted(f"results/figures/{path.name}" for path in figures.glob("*.csv"))


def clean_run(place: Place) -> float:
    """From raw data to both editions, with nothing kept."""
    for name in ("results", ".snakemake"):
        shutil.rmtree(place.project.folder / name, ignore_errors=True)
    return snakemake(place)


def clean_run_of_the_first_edition(place: Place) -> float:
    """The same of the first edition, which had one language."""
    for name in ("results", ".snakemake"):
        shutil.rmtree(place.first / name, ignore_errors=True)
    return seconds(place.first, str(place.first / ".venv" / "bin" / "snakemake"))


def stage_after_stage(place: Place) -> float:
    """The same work by one script, one process for each stage, stage after stage."""
    shutil.rmtree(place.project.folder / "results", ignore_errors=True)
    (place.project.folder / "results").mkdir()
    stages = itertools.groupby(jobs("all"), key=lambda command: _stages()[Path(command[0]).stem])
    return sum(loop(place, list(commands)) for _, commands in stages)


def _stages() -> dict[str, str]:
    """Return script to stage."""
    rules = Path(__file__).parents[2] / "workflow" / "rules"
    return {
        script: path.stem
        for path in rules.glob("*.smk")
        for script in re.findall(r'run_script\("(\w+)"\)', path.read_text(encoding="utf-8"))
    }


PAIRS = (
    Pair("nothing to do", "`snakemake --version`", 1.5, 9, snakemake, ask_the_version),
    Pair(
        "prose of one chapter changed, to the published book",
        "nothing to do, an empty notebook, and one edition built afresh",
        1.3, 5, change_prose, least_for_prose,
    ),
    Pair(
        "one raw value changed, to the published book",
        "the sum of the jobs that depend on it, run alone",
        1.3, 5, change_value, jobs_alone,
    ),
    Pair(
        "all figures in all formats, languages and widths",
        "one process that draws them in a loop",
        0.7, 5, draw_figures, draw_in_a_loop,
    ),
    Pair(
        "clean run, raw data to both editions",
        f"clean run of the first edition, in one language (commit {FIRST_EDITION})",
        2.0, 5, clean_run, clean_run_of_the_first_edition,
    ),
    Pair(
        "clean run, raw data to both editions",
        "the same work by one script, one process for each stage, stage after stage",
        0.7, 5, clean_run, stage_after_stage,
    ),
)  # fmt: skip
