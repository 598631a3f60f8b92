"""What the accessibility statement says: known failures, and the record of the last audit in a browser.

Building the book needs no browser. The audit writes what it found to a record that is kept; the statement says of which
sources of the book that record is, and whether they are those of the book at hand.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from wijkteams.checking.forms import CLOSED, NonBlank, Several, Texts, Whole, read_form
from wijkteams.checking.problems import Problem, raise_if_any

FAILURES = Path("config") / "accessibility.yaml"
RECORD = Path("data") / "audit" / "accessibility.json"
# What pages are made of, apart from the numbers in them.
_SOURCES = (
    "index.md",
    "_toc.yml",
    "_config.yml",
    "requirements.lock",
    "chapters/*.md",
    "nl/**/*",
    "config/*.yaml",
    "src/wijkteams/book/**/*",
)

Criterion = Annotated[str, Field(pattern=r"^[1-4]\.[0-9]\.[0-9]+$")]


@dataclass(frozen=True, config=CLOSED)
class Failure:
    """A failed success criterion, with what the Dutch form of the statement asks of each."""

    criterion: Criterion
    level: Literal["A", "AA"]
    rules: tuple[NonBlank, ...]
    what: Texts
    cause: Texts
    effect: Texts
    alternative: Texts
    measure: Texts


@dataclass(frozen=True, config=CLOSED)
class Violation:
    """A rule of axe that some pages break."""

    rule: NonBlank
    help: NonBlank
    pages: Several[NonBlank]


@dataclass(frozen=True, config=CLOSED)
class Record:
    """What the audit found, when, with what, and of which book."""

    date: Annotated[str, Field(pattern=r"^[0-9]{4}-[01][0-9]-[0-3][0-9]$")]
    version: NonBlank
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    axe: NonBlank
    browser: NonBlank
    pages: Whole
    screens: Several[NonBlank]
    violations: tuple[Violation, ...]


def fingerprint(root: Path) -> str:
    """Return what changes with the sources of the pages and of their design.

    Parameters
    ----------
    root : Path
        Folder of the book's sources.

    Returns
    -------
    str
        Sixteen hexadecimal digits. Numbers of the results are left out: another number is not another page.
    """
    paths = {path for pattern in _SOURCES for path in root.glob(pattern)}
    digest = hashlib.sha256()
    for path in sorted(
        path for path in paths if path.is_file() and "__pycache__" not in path.parts
    ):
        digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def load_statement(root: Path) -> tuple[list[Failure], Record | None]:
    """Read the known failures and the record of the last audit, if there was one.

    Raises
    ------
    InputError
        When a file is malformed, or the audit found what no entry of the known failures explains.
    """
    failures: tuple[Failure, ...] = read_form(root / FAILURES, tuple[Failure, ...])
    if not (root / RECORD).is_file():
        return list(failures), None
    # JSON is YAML too.
    record: Record = read_form(root / RECORD, Record)
    explained = {rule for failure in failures for rule in failure.rules}
    raise_if_any(
        Problem(
            str(RECORD),
            0,
            each.rule,
            f"the audit found this on {', '.join(each.pages)}; explain it in {FAILURES}",
        )
        for each in record.violations
        if each.rule not in explained
    )
    return list(failures), record
