"""Everything that the book rests on, computed anew from data/raw in one process.

The workflow says which script makes which result; the scripts run here one after the other, with the options that their
jobs would get. Nothing is read from `results/` of the project. No drawing, no chapter and no SYNTHETIC result is made.
"""

import io
import runpy
import shlex
import subprocess
import sys
from collections.abc import Sequence
from contextlib import chdir, redirect_stdout
from functools import cache
from pathlib import Path

from wijkteams.numbers.catalogue import load_figures, load_tables
from wijkteams.workflow.adaptor import adapt

ROOT = Path(__file__).parents[2]
NUMBERS = "results/numbers.json"
RECOMPUTED = "results/recompute/wijkteams-recompute.zip"


def published() -> list[str]:
    """The results behind the figures and the tables, the numbers of the prose, and what is recomputed; nothing SYNTHETIC."""
    figures = load_figures(ROOT / "config" / "figures.yaml").values()
    tables = load_tables(ROOT / "config" / "tables.yaml").values()
    named = {path for figure in figures for path in figure.data} | {table.data for table in tables}
    return sorted({NUMBERS, RECOMPUTED} | {path for path in named if "SYNTHETIC" not in path})


@cache
def jobs(*targets: str) -> tuple[tuple[str, ...], ...]:
    """The command of every job behind some targets, in an order in which they can run, whether or not they exist.

    Without targets: those behind everything in `published`. Asking Snakemake takes three seconds.
    """
    asked = ["--forceall", "--dry-run", "--printshellcmds", *(targets or published())]
    printed = subprocess.run(
        [sys.executable, "-m", "snakemake", *asked],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    assert printed.returncode == 0, printed.stdout
    said = "Shell command: python workflow/job.py "
    shells = [line for line in printed.stdout.splitlines() if line.startswith(said)]
    return tuple(tuple(shlex.split(line.removeprefix(said).split(" 2>&1 ")[0])) for line in shells)


def build_results(folder: Path, commands: Sequence[Sequence[str]] | None = None) -> Path:
    """Compute every published result from data/raw.

    Parameters
    ----------
    folder : Path
        Where ``results/`` is made; links to the inputs of the project come beside it.
    commands : sequence of sequence of str, optional
        What `jobs` returned earlier: it saves asking Snakemake again.

    Returns
    -------
    Path
        The folder ``results``, with the names that it has in the project.
    """
    for inputs in ("data", "config"):
        (folder / inputs).symlink_to(ROOT / inputs)
    with chdir(folder), redirect_stdout(io.StringIO()):
        for script, *options in commands or jobs():
            for name in options:
                if name.startswith("results/"):
                    Path(name).parent.mkdir(parents=True, exist_ok=True)
            adapt(runpy.run_path(str(ROOT / script))["main"], options)
    return folder / "results"
