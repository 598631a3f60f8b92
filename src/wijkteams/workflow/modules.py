"""Find which modules of this package a piece of code imports, so that a rule can name them as inputs.

Snakemake reruns a job when an input file changes, and it does not look into imports. Every rule therefore lists the
modules its script uses. The list is read from the import statements and never typed by hand.
"""

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

PACKAGE = "wijkteams"
# The statements at the start of a line that import something of ours: to parse these alone takes a tenth of the time that
# whole modules take, and a run with nothing to do does little else. Words that only look like one are not valid Python.
_IMPORT = re.compile(
    rf"^[ \t]*((?:from[ \t]+(?:{PACKAGE}|\.)(?:\\\n|[^(\n])*(?:\([^)]*\))?|import[ \t][^\n]*{PACKAGE})(?:\\\n|[^\n])*)",
    re.MULTILINE,
)


def imported_files(code: str, source: Path) -> list[Path]:
    """List the files of this package that some code imports, directly or through other modules.

    Parameters
    ----------
    code : str
        Python code, for example the text of a workflow script.
    source : Path
        The folder that holds the package, usually ``src``.

    Returns
    -------
    list of Path
        Sorted paths below `source`. The ``__init__`` files of the packages above each module are among them, because
        importing a module runs them.
    """
    found: set[Path] = set()
    waiting = list(_files_named_in(code, "", source))
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting.extend(_files_imported_by(path, source))
    return sorted(found)


@cache
def _files_imported_by(path: Path, source: Path) -> tuple[Path, ...]:
    parts = path.relative_to(source).with_suffix("").parts
    package = parts[:-1]
    return tuple(_files_named_in(path.read_text(encoding="utf-8"), ".".join(package), source))


def _files_named_in(code: str, package: str, source: Path) -> Iterator[Path]:
    """Yield the files behind the import statements of one piece of code that lives in `package`."""
    for statement in _IMPORT.findall(code):
        with suppress(SyntaxError):
            for node in ast.parse(statement).body:
                for name in _names_in(node, package):
                    yield from _files_of(name, source)


def _names_in(node: ast.stmt, package: str) -> Iterator[str]:
    """Yield the modules that an import statement names; of what it takes from a module we cannot tell, so that too."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = _absolute_name(node, package)
        yield base
        yield from (f"{base}.{alias.name}" for alias in node.names)


def _absolute_name(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parents = package.split(".")[: len(package.split(".")) - node.level + 1]
    return ".".join([*parents, node.module] if node.module else parents)


@cache
def _files_of(name: str, source: Path) -> tuple[Path, ...]:
    """Return the file of a module of ours and the ``__init__`` files above it; nothing for other names."""
    parts = name.split(".")
    if parts[0] != PACKAGE:
        return ()
    stems = [source.joinpath(*parts[:depth]) for depth in range(1, len(parts) + 1)]
    found = []
    for stem in stems:
        if (stem / "__init__.py").is_file():
            found.append(stem / "__init__.py")
        elif stem.with_suffix(".py").is_file():
            found.append(stem.with_suffix(".py"))
    return tuple(found)
