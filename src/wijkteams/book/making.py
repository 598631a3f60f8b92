"""From a number, figure or table to its making: rules and scripts of the workflow, lines of code, rows of the register."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wijkteams.checking.problems import InputError
from wijkteams.numbers.catalogue import Figure, Table
from wijkteams.numbers.file import Number
from wijkteams.numbers.identity import Identity

RULES = Path("workflow") / "rules"
SCRIPTS = Path("workflow") / "scripts"
ROWS = Path("data") / "raw" / "topics"
_RULE = re.compile(r"^rule (\w+):\n((?:(?: .*)?\n)*)", re.MULTILINE)
_OUTPUT = re.compile(r"^    output:\n((?:        .*\n)+)", re.MULTILINE)
_QUOTED = re.compile(r'f?"(results/[^"]+)"')
_SCRIPT = re.compile(r'run_script\("(\w+)"\)')
_ID = re.compile(r"[A-Z][A-Za-z0-9]*\.[A-Za-z0-9]+")


@dataclass(frozen=True)
class Place:
    """Lines of a file; `what` names what stands there, such as a rule or a function."""

    what: str
    path: str
    line: int
    last: int

    @property
    def text(self) -> str:
        """Path and lines, as people write them."""
        return f"{self.path}:{self.line}" + (f"-{self.last}" if self.last != self.line else "")

    def address(self, identity: Identity) -> str:
        """Return where the lines stand on the web, at the commit of this build; nothing without a repository."""
        address = identity.code_address(self.path, self.line)
        return f"{address}-L{self.last}" if address and self.last != self.line else address


@dataclass(frozen=True)
class _Rule:
    place: Place
    script: Place | None
    outputs: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Making:
    """Where everything in a repository is made."""

    root: Path
    rules: tuple[_Rule, ...]
    rows: Mapping[str, Place]

    @classmethod
    def of(cls, root: Path) -> Making:
        """Read the rules and the register below the root of a repository."""
        found = [
            rule for path in sorted((root / RULES).glob("*.smk")) for rule in _rules_in(root, path)
        ]
        return cls(root, tuple(found), _rows_of(root))

    def of_result(self, path: str) -> list[Place]:
        """Return the rule and the script that make a result; what is read as it stands is its own place."""
        for rule in self.rules:
            if any(output.fullmatch(path) for output in rule.outputs):
                return [rule.place, *([rule.script] if rule.script else [])]
        return [] if path.startswith("results/") else [Place("input", path, 1, 1)]

    def of_entry(self, entry: Figure | Table) -> list[Place]:
        """Return where a figure or table is made: its drawing first, then its data."""
        if isinstance(entry, Table):
            return self.of_result(entry.data)
        module, name = entry.draw.split(":")
        drawn = function_place(self.root, f"src/{module.replace('.', '/')}.py", name)
        made = [place for path in entry.data for place in self.of_result(path)]
        return list(
            dict.fromkeys([*drawn, *self.of_result(f"results/figures/{entry.id}.csv"), *made])
        )

    def of_number(self, number: Number) -> list[Place]:
        """Return where a number is made: its rule, and that of the shares of its topic where there are some."""
        topic = number.key.partition(".")[0]
        paths = (f"results/numbers/{topic}.json", f"results/estimates/{topic}.csv")
        made = [place for path in paths for place in self.of_result(path)]
        return list(dict.fromkeys(made))

    def rows_of(self, ids: Iterable[str]) -> list[Place]:
        """Return the raw rows of the register behind some figures, each once, in the order of their names."""
        return [self.rows[id_] for id_ in sorted(set(ids)) if id_ in self.rows]


def ids_in(rows: Iterable[Mapping[str, str]]) -> set[str]:
    """Return the rows of the register that data name in their columns of such names."""
    named = (row.get(name) or "" for row in rows for name in ("figure_ids", "figure_id"))
    return {id_ for text in named for id_ in _ID.findall(text)}


def function_place(root: Path, path: str, name: str) -> list[Place]:
    """Return the lines of a function; nothing where its file is not there.

    Raises
    ------
    InputError
        When the file has no such function.
    """
    if not (root / path).is_file():
        return []
    for each, line, last in _functions(root / path):
        if each == name:
            return [Place(name, path, line, last)]
    raise InputError(f"{path} has no function {name}")


@cache
def _functions(path: Path) -> tuple[tuple[str, int, int], ...]:
    nodes = ast.parse(path.read_text(encoding="utf-8")).body
    return tuple(
        (node.name, node.lineno, node.end_lineno or node.lineno)
        for node in nodes
        if isinstance(node, ast.FunctionDef)
    )


def _rules_in(root: Path, path: Path) -> Iterable[_Rule]:
    text, name = path.read_text(encoding="utf-8"), path.relative_to(root).as_posix()
    for match in _RULE.finditer(text):
        first = text[: match.start()].count("\n") + 1
        last = first + match[0].rstrip().count("\n")
        output, script = _OUTPUT.search(match[2]), _SCRIPT.search(match[2])
        paths = _QUOTED.findall(output[1]) if output else []
        code = f"{SCRIPTS.as_posix()}/{script[1]}.py" if script else ""
        run = function_place(root, code, "main") if code else []
        yield _Rule(
            Place(match[1], name, first, last),
            Place(script[1], run[0].path, run[0].line, run[0].last) if script and run else None,
            tuple(re.compile(re.sub(r"\\\{.*?\\\}", ".+", re.escape(each))) for each in paths),
        )


def _rows_of(root: Path) -> dict[str, Place]:
    found = {}
    for path in sorted((root / ROWS).glob("*/figures.csv")):
        name = path.relative_to(root).as_posix()
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            line = reader.line_num + 2
            for row in reader:
                found[row["figure_id"]] = Place(row["figure_id"], name, line, reader.line_num)
                line = reader.line_num + 1
    return found
