"""Read YAML and JSON files under a strict schema: an unknown or doubled key is an error."""

from __future__ import annotations

import json
from collections.abc import Hashable
from pathlib import Path
from typing import Any, cast

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from wijkteams.publish.problems import (
    Problem,
    PublishError,
    did_you_mean,
    raise_problems,
    short_path,
)

SCHEMA_FOLDER = Path(__file__).resolve().parents[3] / "workflow" / "schemas"


class _StrictLoader(yaml.SafeLoader):
    """YAML loader that refuses a key given twice, which plain YAML would drop in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key) for key, _ in node.value]
        doubled = sorted({str(key) for key in keys if keys.count(key) > 1})
        if doubled:
            raise yaml.constructor.ConstructorError(
                None, None, f"key {', '.join(doubled)} is given twice", node.start_mark
            )
        return super().construct_mapping(node, deep)


def read_validated(path: Path, schema: str) -> Any:
    """Read a `.yaml` or `.json` file and check it against a schema.

    Parameters
    ----------
    path : Path
        File to read, UTF-8.
    schema : str
        Stem of a file in `workflow/schemas`, such as "figures".

    Returns
    -------
    Any
        The parsed content.

    Raises
    ------
    PublishError
        When the file is missing, cannot be parsed, or breaks the schema. All breaches are
        named in one message; an unknown key comes with the nearest known one.
    """
    content = _parse(path)
    check_content(content, schema, short_path(path))
    return content


def check_content(content: Any, schema: str, name: str) -> None:
    """Check parsed content against a schema.

    Parameters
    ----------
    content : Any
        As parsed from YAML or JSON.
    schema : str
        Stem of a file in `workflow/schemas`.
    name : str
        What to call the content in a message: its file.

    Raises
    ------
    PublishError
        As in `read_validated`.
    """
    rules = json.loads((SCHEMA_FOLDER / f"{schema}.schema.json").read_text(encoding="utf-8"))
    errors = Draft202012Validator(rules).iter_errors(content)
    raise_problems(Problem(name, 0, text) for error in errors for text in _explain(error))


def _parse(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PublishError(
            f"{short_path(path)}: this file does not exist; run `snakemake` first"
        ) from None
    try:
        if path.suffix == ".json":
            return json.loads(text)
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 (a SafeLoader, stricter)
    except (yaml.YAMLError, json.JSONDecodeError) as error:
        raise PublishError(f"{short_path(path)}: cannot be read: {error}") from None


def _explain(error: ValidationError) -> list[str]:
    """Return the breach in words; an unknown key with the nearest known one."""
    place = "/".join(str(step) for step in error.absolute_path)
    prefix = f"{place}: " if place else ""
    rules = error.schema
    if error.validator == "additionalProperties" and isinstance(rules, dict):
        known = sorted(rules.get("properties", {}))
        unknown = sorted(set(cast("dict[str, Any]", error.instance)) - set(known))
        if known:
            return [f'{prefix}unknown key "{key}"{did_you_mean(key, known)}' for key in unknown]
    return [prefix + error.message]
