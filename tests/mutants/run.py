"""Plant seeded faults, one at a time, in a copy of the tree, and see whether the fast tests notice those that show.

A fault that changes no result, number or figure is not counted. The tests nearest to the fault come first.
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

from tests.mutants.mutate import Mutant, mutants_of
from tests.reference.build import jobs

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "results" / "mutants.md"
SEED, CORES = 11, 2
# For each part: how many faults that show, its files, and the tests that come before those of the whole (beside its own).
PARTS = {
    "figures": (
        8,
        "src/wijkteams/figures/*.py",
        ["tests/figures/test_figures_five_findings.py", "tests/figures/test_figures_drawings.py"],
    ),
    "numbers": (
        6,
        "src/wijkteams/numbers/[ofw]*.py",
        [
            "tests/numbers/test_numbers_printed.py",
            "tests/numbers/test_numbers_entries.py",
            "tests/numbers/test_numbers_formats.py",
        ],
    ),
    "models": (
        4,
        "src/wijkteams/models/gr*.py",
        ["tests/models/test_models_grid.py", "tests/models/test_models_grouped.py"],
    ),
    "estimates": (10, "src/wijkteams/estimates/*/*.py", []),
    "statistics": (12, "src/wijkteams/statistics/*.py", []),
}
WHOLE = ["tests/figures/test_figures_read_back.py", "tests/reference"]
COPIED = ("src", "tests", "workflow", "config", "data", "pyproject.toml", "_toc.yml", "_config.yml", "index.md", "chapters",
          "nl", "README.md", "CHANGELOG.md", "CHANGELOG-numbers.csv", "Makefile", "references.bib")  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What became of one fault."""

    part: str
    mutant: Mutant
    changed: int
    killer: str

    @property
    def verdict(self) -> str:
        return "same" if not self.changed else "killed" if self.killer else "SURVIVED"


def main(*parts: str) -> int:
    """Try the parts that are named, or all."""
    with tempfile.TemporaryDirectory(prefix="mutants") as name:
        folder = Path(name)
        (folder / "commands.json").write_text(json.dumps(jobs()), encoding="utf-8")
        trees: Queue[Path] = Queue()
        for number in range(CORES):
            trees.put(_copy(folder / f"tree{number}"))
        clean = _publish(folder / "tree0", folder, folder / "results", "trace")
        assert clean is not None, "the tree does not build without a fault"
        # A test that fails without a fault would count as the killer of every one.
        always = _first_failure(
            folder / "tree0", [*(t for _, _, named in PARTS.values() for t in named), *WHOLE]
        )
        assert not always, f"{always} fails without a fault"
        with ThreadPoolExecutor(CORES) as pool:
            queues = [pool.submit(_try_part, part, clean, folder, trees) for part in parts or PARTS]
            outcomes = [each for queue in queues for each in queue.result()]
    report = _report(outcomes)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(report, encoding="utf-8")
    print(report)
    return sum(each.verdict == "SURVIVED" for each in outcomes)


def _try_part(part: str, clean: dict, folder: Path, trees: "Queue[Path]") -> list[Outcome]:
    """Plant faults of one part until as many as wanted have shown."""
    wanted, *_ = PARTS[part]
    outcomes: list[Outcome] = []
    for mutant in _drawn(part, clean["used"]):
        tree = trees.get()
        try:
            outcomes.append(_try(part, mutant, clean["published"], folder, tree))
        finally:
            trees.put(tree)
        print(_line(outcomes[-1]), flush=True)
        if sum(each.changed > 0 for each in outcomes) == wanted:
            break
    return outcomes


def _drawn(part: str, used: list[str]) -> Iterator[Mutant]:
    """Draw faults in a seeded order, without repeat, from the functions that publishing uses."""
    _, pattern, _ = PARTS[part]
    found = [
        mutant
        for path in sorted(ROOT.glob(pattern))
        for mutant in dict.fromkeys(
            mutants_of(ROOT, str(path.relative_to(ROOT)), layout=part == "figures")
        )
        if f"{mutant.path.removeprefix('src/')}:{mutant.function}" in used
    ]
    assert found, f"{pattern} names no code that publishes"
    kinds = sorted({mutant.kind for mutant in found})
    chance = random.Random(f"{SEED} {part}")
    chance.shuffle(found)
    # Every kind is as likely, however often it occurs.
    while found:
        kind = chance.choice(kinds)
        if mutant := next((each for each in found if each.kind == kind), None):
            found.remove(mutant)
            yield mutant


def _try(part: str, mutant: Mutant, clean: dict[str, str], folder: Path, tree: Path) -> Outcome:
    before = mutant.apply(tree)
    computed = folder / "results" if part == "figures" else folder / f"{tree.name}_results"
    try:
        found = _publish(tree, folder, computed)
        if found is None:
            return Outcome(part, mutant, 0, "the build, which stops")
        changed = sum(found["published"][name] != clean[name] for name in clean)
        return Outcome(part, mutant, changed, _killer(part, mutant, tree) if changed else "")
    finally:
        (tree / mutant.path).write_text(before, encoding="utf-8")
        if part != "figures":
            shutil.rmtree(computed, ignore_errors=True)


def _publish(tree: Path, folder: Path, computed: Path, *trace: str) -> dict | None:
    target = folder / f"{tree.name}.json"
    done = _python(
        tree, "-m", "tests.mutants.outcome", folder / "commands.json", computed, target, *trace
    )
    return None if done.returncode else json.loads(target.read_text(encoding="utf-8"))


def _killer(part: str, mutant: Mutant, tree: Path) -> str:
    """Return the first test that fails."""
    own = sorted((tree / "tests" / part).glob(f"test_{part}_{Path(mutant.path).stem}*.py"))
    return _first_failure(tree, [*own, *PARTS[part][2], *WHOLE])


def _first_failure(tree: Path, tests: list[object]) -> str:
    done = _python(
        tree,
        "-m",
        "pytest",
        "-x",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        "--tb=no",
        "-rfE",
        *dict.fromkeys(tests),
    )
    found = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    assert done.returncode in (0, 1, 2), done.stdout
    return found[1] if found else "" if done.returncode == 0 else "collection"


def _python(tree: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    places = os.pathsep.join([str(tree / "src"), str(tree)])
    fixed = {
        "PYTHONPATH": places,
        "MPLBACKEND": "agg",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    return subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=tree, env=os.environ | fixed, capture_output=True, text=True, check=False,
    )  # fmt: skip


def _copy(tree: Path) -> Path:
    tree.mkdir()
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tree / name)
    return tree


def _line(outcome: Outcome) -> str:
    mutant = outcome.mutant
    before, after = (
        " ".join(each.split()).replace("|", "\\|")[:70] for each in (mutant.before, mutant.after)
    )
    place = f"{mutant.path.removeprefix('src/wijkteams/')}:{mutant.line}"
    return f"| {outcome.verdict} | {place} | {mutant.kind} | `{before}` | `{after}` | {outcome.changed} | {outcome.killer} |"


def _report(outcomes: list[Outcome]) -> str:
    shown = [each for each in outcomes if each.changed]
    killed = sum(each.verdict == "killed" for each in shown)
    head = (
        f"Seed {SEED}: {len(outcomes)} faults planted, {len(shown)} changed what is published, {killed} of these died.\n\n"
        "| verdict | where | kind | before | after | files changed | killed by |\n|---|---|---|---|---|---|---|\n"
    )
    return head + "".join(
        f"{_line(each)}\n" for each in sorted(shown, key=lambda each: each.verdict)
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
