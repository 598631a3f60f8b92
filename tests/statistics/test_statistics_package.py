"""The package stands alone, loads light, and its examples hold."""

import ast
import doctest
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import wijkteams.statistics

FOLDER = Path(wijkteams.statistics.__file__).parent
MODULES = sorted(module.name for module in pkgutil.iter_modules([str(FOLDER)]))
ALLOWED = sys.stdlib_module_names | {"numpy", "scipy"}


def foreign_imports(source: str) -> set[str]:
    """Names imported from outside the package, the standard library, numpy and scipy."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module or "")
        elif isinstance(node, ast.ImportFrom) and node.level > 1:
            names.add("." * node.level)
    return {name for name in names if name.split(".")[0] not in ALLOWED}


@pytest.mark.parametrize("module", MODULES)
def test_package_imports_nothing_of_ours(module: str) -> None:
    assert foreign_imports((FOLDER / f"{module}.py").read_text(encoding="utf-8")) == set()


def test_foreign_imports_finds_a_planted_one() -> None:
    planted = "import numpy\nfrom ..register import load\nimport wijkteams.models\nimport pandas"
    assert foreign_imports(planted) == {"..", "wijkteams.models", "pandas"}


def test_counts_and_intervals_load_without_heavy_libraries() -> None:
    code = (
        "import sys, wijkteams.statistics.counts, wijkteams.statistics.intervals\n"
        "print([m for m in ('statsmodels', 'pandas', 'matplotlib') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(FOLDER.parents[1])},
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("module", MODULES)
def test_docstring_examples_hold(module: str) -> None:
    outcome = doctest.testmod(importlib.import_module(f"wijkteams.statistics.{module}"))
    assert outcome.failed == 0
