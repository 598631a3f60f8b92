"""Read a mapping: which column is which item, which codes mean what, and which kind of missing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from wijkteams.microdata.codebook import WAVES
from wijkteams.microdata.mapping_schema import MAPPING_SCHEMA
from wijkteams.microdata.problems import Problem, did_you_mean, raise_if_any

Steps = tuple[str | int, ...]


@dataclass(frozen=True)
class Coding:
    """How the codes of one column are read.

    Attributes
    ----------
    column : str
        Column of the file.
    codes, missing : mapping of str to str
        Code of the file to answer, and to kind of missing. Codes are text; 1 and 1.0 are the same.
    empty : str or None
        What an empty cell is: a kind of missing, or an answer. Without it an empty cell is a problem.
    """

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
    path : str
        Where it was read.
    wave : Coding or str
        The wave of every row, or the column that tells it.
    code_column, name_column : str or None
        Columns with the CBS code and the name of the municipality; at least one.
    codes_of : str or None
        Date of the municipal division that the codes follow; by default that of the wave.
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

    path: str
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
    MicrodataError
        With every breach of the form, each with its line; an unknown key names the nearest known one.
    """
    content, lines = _read_yaml(path)
    errors = Draft202012Validator(MAPPING_SCHEMA).iter_errors(content)
    raise_if_any(problem for error in errors for problem in _explain(error, path, lines))
    mapping = _build(content, path)
    raise_if_any(_contradictions(mapping, lines))
    return mapping


def _read_yaml(path: Path) -> tuple[Any, dict[Steps, int]]:
    """Read all scalars as text, with the line of every key."""
    lines: dict[Steps, int] = {}
    try:
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)
    except FileNotFoundError:
        raise_if_any([Problem(str(path), 0, "", "the mapping does not exist", "check its path")])
    except UnicodeDecodeError:
        raise_if_any([Problem(str(path), 0, "", "the mapping is not UTF-8", "save it as UTF-8")])
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise_if_any([Problem(str(path), line, "", f"not YAML: {error.problem}", "mend this line")])
    doubled: list[Problem] = []
    content = _plain(node, (), lines, doubled, str(path)) if node else {}
    raise_if_any(doubled)
    return content, lines


def _plain(
    node: yaml.Node, steps: Steps, lines: dict[Steps, int], doubled: list[Problem], path: str
) -> Any:
    lines.setdefault(steps, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            if name in found:
                doubled.append(Problem(path, line, name, "this key is given twice", "keep one"))
            lines[*steps, name] = line
            found[name] = _plain(value, (*steps, name), lines, doubled, path)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(value, (*steps, number), lines, doubled, path)
            for number, value in enumerate(node.value)
        ]
    return node.value


def _explain(error: ValidationError, path: Path, lines: dict[Steps, int]) -> Iterator[Problem]:
    """Name a breach of the schema with its line, unknown keys with the nearest known one."""
    if error.validator == "oneOf":
        yield from _explain_wave(error, path, lines)
        return
    steps: Steps = tuple(error.absolute_path)
    place, line = ".".join(map(str, steps)), lines.get(steps, 0)
    rules, found = error.schema, error.instance
    if not isinstance(rules, dict) or not isinstance(found, dict | list | str):
        return
    if error.validator == "additionalProperties":
        known = list(rules["properties"])
        for key in found:
            if key not in known:
                name = f"{place}.{key}".lstrip(".")
                yield Problem(
                    str(path), lines[*steps, key], name, "unknown key", did_you_mean(key, known)
                )
    elif error.validator == "enum":
        hint = did_you_mean(str(found), rules["enum"])
        yield Problem(str(path), line, place, "not a word that this key takes", hint, str(found))
    elif error.validator == "required":
        for name in (each for each in rules["required"] if each not in found):
            yield Problem(str(path), line, place, f"the key {name} is missing", "add it")
    elif error.validator == "anyOf":
        yield Problem(str(path), line, place, "neither code nor name is given", "give one of them")
    else:
        yield Problem(
            str(path), line, place, f"breaks the rule {error.validator}", "see config/mappings",
            str(found),
        )  # fmt: skip


def _explain_wave(error: ValidationError, path: Path, lines: dict[Steps, int]) -> Iterator[Problem]:
    line = lines.get(("wave",), 0)
    if isinstance(error.instance, str):
        hint = did_you_mean(error.instance, WAVES)
        yield Problem(str(path), line, "wave", "not a known wave", hint, error.instance)
    else:
        rule = "a wave is a name, or a column with codes for names"
        yield Problem(str(path), line, "wave", rule, f"known waves are {', '.join(WAVES)}")


def _build(content: dict[str, Any], path: Path) -> FileMapping:
    place, form = content["municipality"], content.get("format", {})
    wave = content["wave"]
    delimiter = form.get("delimiter")
    return FileMapping(
        path=str(path),
        wave=wave if isinstance(wave, str) else _coding(wave),
        code_column=place.get("code"),
        name_column=place.get("name"),
        codes_of=place.get("codes_of"),
        items={name: _coding(each) for name, each in content.get("items", {}).items()},
        numbers={name: _coding(each) for name, each in content.get("numbers", {}).items()},
        multiple=tuple(
            MultipleResponse(_coding(each), each["separator"], tuple(each.get("none", ())))
            for each in content.get("multiple_response", [])
        ),
        duplicates=content.get("duplicates", "refuse"),
        ignore=frozenset(content.get("ignore", [])),
        delimiter="\t" if delimiter == "tab" else delimiter,
        decimal=form.get("decimal", "."),
        encoding=form.get("encoding"),
        sheet=form.get("sheet"),
    )


def _coding(part: Mapping[str, Any]) -> Coding:
    return Coding(part["column"], part.get("codes", {}), part.get("missing", {}), part.get("empty"))


def _contradictions(mapping: FileMapping, lines: dict[Steps, int]) -> Iterator[Problem]:
    """Find what the schema cannot see."""
    line = lines.get(("items",), 1)
    for column in sorted({c for c in mapping.columns if mapping.columns.count(c) > 1}):
        yield Problem(mapping.path, line, column, "one column is mapped twice", "map it once")
    for column in sorted(mapping.ignore & set(mapping.columns)):
        yield Problem(mapping.path, line, column, "a mapped column is ignored too", "choose")
    for coding in mapping.codings:
        for _ in set(coding.codes) & set(coding.missing):
            rule = "a code is given as an answer and as missing"
            yield Problem(mapping.path, line, coding.column, rule, "keep one")
    several = {answer for each in mapping.multiple for answer in each.coding.codes.values()}
    for name in sorted(several & set(mapping.items)):
        rule = "an item is filled by a column of its own and by a multiple response"
        yield Problem(mapping.path, line, name, rule, "keep one")
