"""Read a mapping: which column is which item, which codes mean what, and which kind of missing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from wijkteams.checking.forms import check_form
from wijkteams.checking.problems import Problem, ranges
from wijkteams.checking.yaml_file import Document, Steps
from wijkteams.microdata.mapping_form import MappingForm
from wijkteams.microdata.sources import Source, read_private_yaml

OWN = "own"
"""The word under ``codes_of`` for codes or names that are not those of CBS: pseudonyms."""


@dataclass(frozen=True)
class Coding:
    """How the codes of one column are read.

    Attributes
    ----------
    item : str
        What it fills: an item or number of the codebook, ``wave`` or ``multiple_response``.
    column : str
        Column of the file.
    codes, missing : mapping of str to str
        Code of the file to answer, and to kind of missing. Codes are text; 1 and 1.0 are the same.
    empty : str or None
        What an empty cell is: a kind of missing, or an answer. Without it an empty cell is a problem.
    """

    item: str
    column: str
    codes: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    empty: str | None = None


@dataclass(frozen=True)
class MultipleResponse:
    """A column with several answers: `separator` between them, `none` are codes for none of the list."""

    coding: Coding
    separator: str
    none: tuple[str, ...]


@dataclass(frozen=True)
class FileMapping:
    """A whole mapping; see `config/mappings` for examples with every key explained.

    Attributes
    ----------
    source : Source
        The mapping as it was read.
    wave : Coding or str
        The wave of every row, or the column that tells it.
    code_column, name_column : str or None
        Columns with the CBS code and the name of the municipality; at least one.
    codes_of : str or None
        Date of the municipal division that the codes follow, by default that of the wave; `OWN` when they are not
        those of CBS, so that they are not looked up and mergers are not followed.
    items, numbers : mapping of str to Coding
        Name in the codebook to column and codes.
    multiple : tuple of MultipleResponse
        Columns with several answers.
    duplicates : str
        ``refuse``, ``first`` or ``last``: what to do when a municipality answered a wave twice, differently.
    ignore : frozenset of str
        Columns that are known and not used.
    delimiter, decimal, encoding, sheet : str or None
        How the file is written.
    """

    source: Source
    wave: Coding | str
    code_column: str | None
    name_column: str | None
    codes_of: str | None
    items: Mapping[str, Coding]
    numbers: Mapping[str, Coding]
    multiple: tuple[MultipleResponse, ...]
    duplicates: str
    ignore: frozenset[str]
    delimiter: str | None
    decimal: str
    encoding: str | None
    sheet: str | None

    @property
    def codings(self) -> list[Coding]:
        """Every column that is read through codes or as a number."""
        wave = [self.wave] if isinstance(self.wave, Coding) else []
        several = [each.coding for each in self.multiple]
        return [*wave, *self.items.values(), *self.numbers.values(), *several]

    @property
    def columns(self) -> list[str]:
        """Every column that the mapping uses."""
        places = [name for name in (self.code_column, self.name_column) if name]
        return [*places, *(coding.column for coding in self.codings)]


def read_mapping(path: Path) -> FileMapping:
    """Read and check a mapping.

    Parameters
    ----------
    path : Path
        YAML, UTF-8. Every scalar is text, so that `yes`, `0363` and `1` stay what they are.

    Returns
    -------
    FileMapping
        The mapping.

    Raises
    ------
    InputError
        With every breach of the form, each with its line; an unknown key names the nearest known one.
    """
    source, read = read_private_yaml(path, "the mapping")
    mapping = _build(source, check_form(read, MappingForm))
    read.refuse(_contradictions(mapping, read))
    return mapping


def _build(source: Source, content: Mapping[str, Any]) -> FileMapping:
    place, form = content["municipality"], content.get("format", {})
    wave = content["wave"]
    delimiter = form.get("delimiter")
    return FileMapping(
        source=source,
        wave=wave if isinstance(wave, str) else _coding("wave", wave),
        code_column=place.get("code"),
        name_column=place.get("name"),
        codes_of=place.get("codes_of"),
        items={name: _coding(name, each) for name, each in content.get("items", {}).items()},
        numbers={name: _coding(name, each) for name, each in content.get("numbers", {}).items()},
        multiple=tuple(
            MultipleResponse(
                _coding("multiple_response", each),
                each["separator"],
                tuple(map(same_code, each.get("none", ()))),
            )
            for each in content.get("multiple_response", [])
        ),
        duplicates=content.get("duplicates", "refuse"),
        ignore=frozenset(content.get("ignore", [])),
        delimiter="\t" if delimiter == "tab" else delimiter,
        decimal=form.get("decimal", "."),
        encoding=form.get("encoding"),
        sheet=form.get("sheet"),
    )


def _coding(item: str, part: Mapping[str, Any]) -> Coding:
    codes, missing = (
        {same_code(code): word for code, word in part.get(key, {}).items()}
        for key in ("codes", "missing")
    )
    return Coding(item, part["column"], codes, missing, part.get("empty"))


def same_code(text: str) -> str:
    """Write a code in the one form in which codes are compared: 1.0 and 1,0 are 1, spaces around do not count."""
    return re.sub(r"^(-?[0-9]+)[.,]0+$", r"\1", text.strip())


def _contradictions(mapping: FileMapping, read: Document) -> Iterator[Problem]:
    """Find what the form cannot see."""
    columns = [*mapping.columns, *mapping.ignore]
    for column in sorted({c for c in mapping.columns if columns.count(c) > 1}):
        rule = "one column is mapped twice, or mapped and ignored"
        lines = [at for steps, at in read.lines.items() if _value(read, steps) == column]
        where = f"see lines {ranges(sorted(set(lines)))}; name it once"
        yield Problem(read.file, min(lines), "", rule, where, value=column)
    for steps in read.lines:
        kept = same_code(str(steps[-1])) if steps[-2:-1] in {("codes",), ("missing",)} else ""
        if kept and kept != steps[-1] and kept in _value(read, steps[:-1]):
            yield read.problem(steps, "", "the same code twice: 1.0 is 1", "keep one")
    for coding in mapping.codings:
        if set(coding.codes) & set(coding.missing):
            rule = "a code is given as an answer and as missing"
            yield read.problem(("items", coding.item), coding.item, rule, "keep one")
    for each in mapping.multiple:
        if set(each.none) & {*each.coding.codes, *each.coding.missing}:
            rule = "a code is given as an answer or missing and as none"
            yield read.problem(("multiple_response",), "multiple_response", rule, "keep one")
    several = {answer for each in mapping.multiple for answer in each.coding.codes.values()}
    for name in sorted(several & set(mapping.items)):
        rule = "an item is filled by a column of its own and by a multiple response"
        yield read.problem(("items", name), f"items.{name}", rule, "keep one")
    if mapping.codes_of not in {None, OWN} and not _is_date(str(mapping.codes_of)):
        hint = f"write it as 2017-01-01, or {OWN} for codes that are not those of CBS"
        steps = ("municipality", "codes_of")
        yield read.problem(steps, ".".join(steps), "not a date", hint, str(mapping.codes_of))


def _value(read: Document, steps: Steps) -> Any:
    found = read.content
    for step in steps:
        found = found[step]
    return found


def _is_date(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False
