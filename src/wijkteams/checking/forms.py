"""The strict form of a file, written once as types: checked by pydantic, and told with file, line, key and nearest word."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, NotRequired, TypeVar

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    Strict,
    TypeAdapter,
    ValidationError,
    with_config,
)
from pydantic_core import CoreSchema, ErrorDetails
from typing_extensions import TypedDict

from wijkteams.checking.problems import Problem, did_you_mean
from wijkteams.checking.yaml_file import Document, Steps, read_yaml

_QUOTE = "'"
_UNKNOWN_KEY = ("unexpected_keyword_argument", "extra_forbidden")
CLOSED = ConfigDict(extra="forbid")
"""Settings of every part of a form: an unknown key is an error."""

NonBlank = Annotated[str, Field(pattern=r"\S")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
WaveId = Annotated[str, Field(pattern=r"^w[0-9]{4}$")]
Real = Annotated[float, Strict()]
Whole = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]
Positive = Annotated[Real, Field(gt=0)]
Share = Annotated[Real, Field(ge=0, le=1)]
Decimals = Literal["0", "1", "2", "3"]
Unit = Literal[
    "percent", "percentage_points", "count", "odds_ratio", "ratio", "probability", "year", "years", "months"
]  # fmt: skip


def one_of(words: Iterable[str]) -> Any:
    """Return the type of a word out of a closed list."""
    return Literal.__getitem__(tuple(words))


def _each_once(values: Sequence[Any]) -> Sequence[Any]:
    if len(set(values)) < len(values):
        raise ValueError("something stands twice in this list; keep one")
    return values


_Entry = TypeVar("_Entry")
Several = Annotated[
    tuple[_Entry, ...], Field(min_length=1, json_schema_extra={"uniqueItems": True}), AfterValidator(_each_once)
]  # fmt: skip
"""A list with at least one entry of a kind, in which nothing stands twice."""


def keys(name: str, needed: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> Any:
    """Return the type of a dict with these keys, each of its type, and no others."""
    every = {**needed, **{key: NotRequired[form] for key, form in (optional or {}).items()}}
    return with_config(CLOSED)(TypedDict(name, every))  # type: ignore[operator]


class CheckedAs:
    """Behind the type that a field has for its readers: the form that it is checked by."""

    def __init__(self, form: Any) -> None:
        self._form = form

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Tell pydantic the form."""
        return handler.generate_schema(self._form)


Texts = Annotated[Mapping[str, str], CheckedAs(keys("Texts", {"en": NonBlank, "nl": NonBlank}))]
"""The same text under ``en`` and ``nl``; both are needed."""


def read_form(path: Path, form: Any) -> Any:
    """Read a YAML file of the configuration and check it; `form` and errors as in `check_form`."""
    return check_form(read_yaml(path), form)


def check_form(document: Document, form: Any) -> Any:
    """Check what a document holds.

    Parameters
    ----------
    document : Document
        The file.
    form : type
        What it must be: a class, or a type such as ``tuple[Figure, ...]``.

    Returns
    -------
    object
        An object of that type.

    Raises
    ------
    InputError
        With every breach; an unknown key or word names the nearest known one.
    """
    adapter: TypeAdapter[Any] = TypeAdapter(form)
    try:
        return adapter.validate_python(document.content)
    except ValidationError as error:
        shape = _Shape(adapter.json_schema())
        document.refuse(
            [
                _problem(each, document, shape)
                for each in error.errors(include_url=False)
                # A list of which every entry is broken counts as empty, which it is not.
                if not (each["type"] == "too_short" and each["input"])
            ]
        )
        raise AssertionError from None  # for the type checker: there is a problem


def _problem(error: ErrorDetails, document: Document, shape: "_Shape") -> Problem:
    """Say in plain words what pydantic found. Its own words hold nothing of the file, only of the form."""
    path, is_unknown = error["loc"], error["type"] in _UNKNOWN_KEY
    steps, place, rules = _where(path[:-1] if is_unknown else path, document, shape)
    found, context = error["input"], error.get("ctx", {})
    last = str(path[-1]) if path else ""
    value = "" if isinstance(found, (Mapping, list)) else str(found)[:200]
    rule, hint = error["msg"], ""
    match error["type"]:
        case _ if is_unknown:
            rule, hint, value = "unknown key", did_you_mean(last, shape.keys(rules)), last
            steps = (*steps, path[-1])
        case "literal_error" if last == "[key]":
            rule, hint = "unknown key", did_you_mean(value, shape.keys(rules))
        case "literal_error":
            rule, hint = "not a word that this key takes", did_you_mean(value, shape.words(rules))
        case "missing":
            rule, hint = f"the key {last} is missing", "add it"
        case "union_tag_not_found":
            rule, hint = f"the key {context['discriminator'].strip(_QUOTE)} is missing", "add it"
        case "union_tag_invalid":
            key, value = context["discriminator"].strip(_QUOTE), context["tag"]
            steps, place, rules = (*steps, key), [*place, key], shape.inside(rules, key)
            rule, hint = "not a word that this key takes", did_you_mean(value, shape.words(rules))
        case "dataclass_type" | "dict_type" | "mapping_type":
            rule, hint = "keys are needed here", did_you_mean(value, shape.keys(rules))
        case "list_type" | "tuple_type":
            rule = "a list is needed here"
        case "too_short":
            rule, hint = "nothing stands here", "give at least one entry"
        case "value_error":
            rule, _, hint = str(context["error"]).partition("; ")
    if is_unknown and not document.private:
        rule, value = f'{rule} "{value}"', ""
    return document.problem(steps, ".".join(place), rule, hint, value)


def _where(
    path: tuple[str | int, ...], document: Document, shape: "_Shape"
) -> tuple[Steps, list[str], list[Any]]:
    """Follow a path of pydantic, which holds names of its types too: the keys, the place in words, and the rules there.

    An entry of a list goes by its id where it has one. The place of a private document names only keys that the form
    itself knows: a key may be a piece of data when files were swapped.
    """
    here, rules = document.content, shape.top
    steps, place, known = [], [], True
    for step in path:
        if isinstance(here, list) and isinstance(step, int):
            here = here[step]
            name = here.get("id") if isinstance(here, dict) and not document.private else None
            place.append(str(name or f"number {step + 1}"))
        elif isinstance(here, dict) and step in here:
            known = known and step in shape.keys(rules)
            here = here[step]
            if known or not document.private:
                place.append(str(step))
        else:
            continue
        steps.append(step)
        rules = shape.inside(rules, step)
    return tuple(steps), place, rules


class _Shape:
    """What a form allows at each place, read off its JSON Schema; a union allows what one of its parts does."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._named = schema.get("$defs", {})
        self.top = self._parts([schema])

    def _parts(self, rules: Iterable[Any]) -> list[Any]:
        found = []
        for each in rules:
            if "$ref" in each:
                found += self._parts([self._named[each["$ref"].rsplit("/", 1)[1]]])
            elif several := each.get("anyOf") or each.get("oneOf"):
                found += self._parts(several)
            else:
                found.append(each)
        return found

    def inside(self, rules: list[Any], step: str | int) -> list[Any]:
        """Return the rules of a key, or of an entry of a list."""
        if isinstance(step, int):
            return self._parts(each["items"] for each in rules if "items" in each)
        own = [each["properties"][step] for each in rules if step in each.get("properties", {})]
        every = [
            found
            for each in rules
            for found in (
                each.get("additionalProperties"),
                *each.get("patternProperties", {}).values(),
            )
        ]
        return self._parts(own or [each for each in every if isinstance(each, dict)])

    def keys(self, rules: list[Any]) -> list[str]:
        """Return the keys that are known."""
        own = [key for each in rules for key in each.get("properties", {})]
        named = self._parts(each["propertyNames"] for each in rules if "propertyNames" in each)
        return list(dict.fromkeys([*own, *self.words(named)]))

    def words(self, rules: list[Any]) -> list[str]:
        """Return the words that are known."""
        found = [str(word) for each in rules for word in each.get("enum", [each.get("const")])]
        return [word for word in dict.fromkeys(found) if word != "None"]
