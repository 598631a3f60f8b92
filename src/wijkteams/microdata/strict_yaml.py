"""Read a small YAML file that people write, with the line of every key; nothing of what it holds is printed."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from wijkteams.microdata.problems import Problem, did_you_mean, raise_if_any
from wijkteams.microdata.sources import Source, read_once

Steps = tuple[str | int, ...]
_MOST_BYTES, _MOST_PARTS, _DEEPEST = 200_000, 20_000, 20


@dataclass
class StrictYaml:
    """Content of which every scalar is text, so that `yes`, `0363` and `1` stay what they are.

    Attributes
    ----------
    source : Source
        The file as it was read.
    content : object
        Dicts, lists and texts.
    lines : dict
        Path of keys to line.
    """

    source: Source
    content: Any = None
    lines: dict[Steps, int] = field(default_factory=dict)
    _parts: int = 0
    _doubled: list[Problem] = field(default_factory=list)

    @property
    def file(self) -> str:
        """Where it was read."""
        return self.source.file

    def plain(self, node: yaml.Node, steps: Steps = (), inside: tuple[int, ...] = ()) -> Any:
        """Turn a node into dicts, lists and texts; an alias counts with all that it stands for."""
        line = node.start_mark.line + 1
        self.lines.setdefault(steps, line)
        self._parts += 1
        if self._parts > _MOST_PARTS or id(node) in inside:
            rule = "an alias (*) stands for itself or for too much"
            _stop(self.file, line, rule, "write it out without & and *")
        if len(inside) > _DEEPEST:
            _stop(self.file, line, "nested too deeply", "check that this is the right file")
        above = (*inside, id(node))
        if isinstance(node, yaml.MappingNode):
            found: dict[str, Any] = {}
            for key, value in node.value:
                at = key.start_mark.line + 1
                if not isinstance(key, yaml.ScalarNode):
                    _stop(self.file, at, "a key that is a list", "a key is one word")
                if key.value in found:
                    hint = "keep one"
                    self._doubled.append(
                        Problem(self.file, at, "", "this key is given twice", hint, key.value)
                    )
                self.lines[*steps, key.value] = at
                found[key.value] = self.plain(value, (*steps, key.value), above)
            return found
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(each, (*steps, n), above) for n, each in enumerate(node.value)]
        return node.value


def read_strict_yaml(path: Path, what: str) -> StrictYaml:
    """Read a YAML file.

    Parameters
    ----------
    path : Path
        UTF-8, at most 200 kB.
    what : str
        What the file is, for messages: ``the mapping``.

    Returns
    -------
    StrictYaml
        Its content and lines.

    Raises
    ------
    MicrodataError
        If the file is missing, too large, not UTF-8, not YAML, too deep, or gives a key twice.
    """
    file = str(path)
    try:
        source = read_once(path, what, _MOST_BYTES)
        text = unicodedata.normalize("NFC", source.content.decode("utf-8-sig"))
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except UnicodeDecodeError:
        _stop(file, 0, f"{what} is not UTF-8", "save it as UTF-8")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        hint = "mend this line; put texts with : # { or * in quotation marks"
        _stop(file, mark.line + 1 if mark else 0, f"{what} is not YAML", hint, str(error))
    except RecursionError:
        _stop(file, 0, f"{what} is nested too deeply", "check that this is the right file")
    read = StrictYaml(source)
    read.content = read.plain(node) if node else {}
    raise_if_any(read._doubled)
    return read


def _stop(file: str, line: int, rule: str, hint: str, value: str = "") -> None:
    raise_if_any([Problem(file, line, "", rule, hint, value)])


def breaches(read: StrictYaml, form: dict[str, Any]) -> Iterator[Problem]:
    """List every breach of a JSON Schema, with its line; unknown words get the nearest known one as hint.

    A place names only keys that the form itself knows: a key may be a piece of data when files were swapped.
    """
    for error in Draft202012Validator(form).iter_errors(read.content):
        yield from _explain(error, read, form)


def _explain(error: ValidationError, read: StrictYaml, form: dict[str, Any]) -> Iterator[Problem]:
    steps: Steps = tuple(error.absolute_path)
    line, place = read.lines.get(steps, 0), _known_part(steps, form)
    rules, found = error.schema, error.instance
    assert isinstance(rules, dict)  # noqa: S101 (for the type checker: our forms have no true or false)
    if error.validator == "additionalProperties" and isinstance(found, dict):
        known = list(rules["properties"])
        for key in found.keys() - set(known):
            hint, at = did_you_mean(key, known), read.lines[*steps, key]
            yield Problem(read.file, at, place, "unknown key", hint, key)
    elif error.validator == "enum":
        hint = did_you_mean(str(found), rules["enum"])
        yield Problem(read.file, line, place, "not a word that this key takes", hint, str(found))
    elif error.validator == "required" and isinstance(found, dict):
        for name in (each for each in rules["required"] if each not in found):
            yield Problem(read.file, line, place, f"the key {name} is missing", "add it")
    else:
        rule, hint = rules.get("$comment", f"breaks the rule {error.validator}; see config").split(
            "; "
        )
        yield Problem(read.file, line, place, rule, hint, str(found)[:200])


def _known_part(steps: Steps, form: Any) -> str:
    """Return the path of keys as far as the form knows them: ``items.has_team.codes``."""
    known: list[str] = []
    for step in steps:
        if isinstance(step, int):
            form = form.get("items", {})
            known.append(f"number {step + 1}")
        elif step in form.get("properties", {}):
            form = form["properties"][step]
            known.append(step)
        else:
            break
    return ".".join(known)
