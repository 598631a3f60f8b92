"""Read a YAML file that people write, with the line of every key; what plain YAML would drop in silence is an error."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn

import yaml

from wijkteams.checking.problems import Problem, raise_if_any, raise_without_values, short_path

Steps = tuple[str | int, ...]
_MERGE = "tag:yaml.org,2002:merge"
_MOST_PARTS, _DEEPEST = 20_000, 20


@dataclass
class Document:
    """A file as dicts, lists and scalars.

    Attributes
    ----------
    file : str
        Where it was read.
    content : object
        What it holds.
    lines : dict
        Path of keys to line.
    private : bool
        Whether it speaks of a respondent-level file: then every scalar is text, so that `yes`, `0363` and `1` stay what
        they are, and nothing of what it holds is printed.
    """

    file: str
    content: Any = None
    lines: dict[Steps, int] = field(default_factory=dict)
    private: bool = False

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Raise one `InputError` when there is a problem, without a value where the document is private."""
        (raise_without_values if self.private else raise_if_any)(problems)

    def problem(
        self, steps: Steps, column: str, rule: str, hint: str = "", value: str = ""
    ) -> Problem:
        """Return a problem with the line of the nearest key above that has one."""
        line = next(
            (self.lines[steps[:n]] for n in range(len(steps), -1, -1) if steps[:n] in self.lines), 0
        )
        return Problem(self.file, line, column, rule, hint, value=value)


def read_yaml(path: Path) -> Document:
    """Read a file of the configuration; errors as in `parse_yaml`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        fault = "does not exist" if isinstance(error, FileNotFoundError) else "cannot be opened"
        raise_if_any([Problem(short_path(path), 0, "", f"this file {fault}", "check its path")])
    return parse_yaml(content, short_path(path), "this file")


def parse_yaml(content: bytes, file: str, what: str, private: bool = False) -> Document:
    """Read the bytes of a YAML file.

    Parameters
    ----------
    content : bytes
        UTF-8, with or without a byte order mark; texts are read in their composed form (NFC).
    file : str
        Where they were read.
    what : str
        What the file is, for messages: ``the mapping``.
    private : bool
        As in `Document`.

    Returns
    -------
    Document
        Its content and lines; an empty file is an empty mapping.

    Raises
    ------
    InputError
        If it is not UTF-8, not YAML, too deep, too large by its aliases, or gives a key twice.
    """
    reader = _Reader(Document(file, private=private))
    try:
        text = unicodedata.normalize("NFC", content.decode("utf-8-sig"))
        reader.read(text)
    except UnicodeDecodeError:
        reader.stop(0, f"{what} is not UTF-8", "save it as UTF-8")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        hint = "mend this line; put texts with : # { or * in quotation marks"
        reader.stop(
            mark.line + 1 if mark else 0,
            f"{what} is not YAML",
            hint,
            str(getattr(error, "problem", "")),
        )
    except RecursionError:
        reader.stop(0, f"{what} is nested too deeply", "check that this is the right file")
    reader.document.refuse(reader.doubled)
    return reader.document


class _Reader:
    """Turns nodes into dicts, lists and scalars; an alias counts with all that it stands for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.doubled: list[Problem] = []
        self._parts = 0

    def read(self, text: str) -> None:
        """Fill the document."""
        # The quick one is written in C, and a file that is nested without end would make it crash.
        quick = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        loader = yaml.BaseLoader(text) if self.document.private else quick(text)
        self._scalar = loader.construct_object
        node = loader.get_single_node()
        self.document.content = self._plain(node) if node else {}

    def stop(self, line: int, rule: str, hint: str, value: str = "") -> NoReturn:
        """Refuse the file."""
        self.document.refuse([Problem(self.document.file, line, "", rule, hint, value=value)])
        raise AssertionError  # for the type checker: one problem is refused

    def _plain(self, node: yaml.Node, steps: Steps = (), inside: tuple[int, ...] = ()) -> Any:
        line = node.start_mark.line + 1
        self.document.lines.setdefault(steps, line)
        self._parts += 1
        if self._parts > _MOST_PARTS or id(node) in inside:
            rule = "an alias (*) stands for itself or for too much"
            self.stop(line, rule, "write it out without & and *")
        if len(inside) > _DEEPEST:
            self.stop(line, "nested too deeply", "check that this is the right file")
        above = (*inside, id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, steps, above)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(each, (*steps, n), above) for n, each in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(
        self, node: yaml.MappingNode, steps: Steps, above: tuple[int, ...]
    ) -> dict[str, Any]:
        merged: dict[str, Any] = {}
        found: dict[str, Any] = {}
        for key, value in node.value:
            at = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self.stop(at, "a key that is a list", "a key is one word")
            if key.tag == _MERGE and isinstance(value, yaml.MappingNode):
                merged |= self._plain(value, steps, above)
                continue
            name = self._scalar(key)
            if name in found:
                problem = self.document.problem(
                    steps, "", "this key is given twice", "keep one", str(name)
                )
                self.doubled.append(replace(problem, row=at))
            self.document.lines[*steps, name] = at
            found[name] = self._plain(value, (*steps, name), above)
        return merged | found
