"""The plan of analysis: what is fitted to respondent-level files, written down before one is opened."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from wijkteams.errors import InputError
from wijkteams.microdata.codebook import CITY_GROUPS, SHORTFALLS, SIZE_LIMITS, TEAM_TYPES, WAVES
from wijkteams.microdata.problems import did_you_mean

EXPLORATORY = ("by_wave", "gee", "within", "weighted", "count")
"""The exploratory models that a plan may name."""

Text = Mapping[str, str]
"""The same sentence under ``en`` and ``nl``."""


@dataclass(frozen=True)
class Plan:
    """What is fitted, and what each model is for.

    Attributes
    ----------
    question, summary : mapping of str to str
        The question, and the primary model in words, under ``en`` and ``nl``.
    outcomes : tuple of str
        The shortfalls: the family within which the tests are adjusted.
    levels : mapping of str to str
        Categorical variable to the level that the others are compared with; ``team_type`` is one of them.
    thin_cell : int
        With fewer answers of either kind in a level the penalised likelihood is used.
    least_respondents : int
        A shortfall with fewer complete answers is not modelled.
    confidence : float
        Confidence level of the intervals, between 0 and 1.
    multiplicity : str
        Adjustment of the joint tests; ``holm``.
    exploratory : mapping of str to mapping of str to str
        Names of `EXPLORATORY` to their purpose under ``en`` and ``nl``.
    """

    question: Text
    summary: Text
    outcomes: tuple[str, ...]
    levels: Mapping[str, str]
    thin_cell: int
    least_respondents: int
    confidence: float
    multiplicity: str
    exploratory: Mapping[str, Text]


def read_plan(path: Path) -> Plan:
    """Read and check a plan of analysis.

    Parameters
    ----------
    path : Path
        ``config/plan_of_analysis.yaml``.

    Returns
    -------
    Plan
        What the regressions do.

    Raises
    ------
    InputError
        If it cannot be read, lacks a key, or has one that is not known; the nearest known key is named.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path}: cannot be read: {type(error).__name__}") from None
    errors = sorted(Draft202012Validator(_FORM).iter_errors(content), key=str)
    if errors:
        raise InputError("\n".join(f"{path}: {line}" for e in errors for line in _explain(e)))
    primary = content["primary"]
    return Plan(
        content["question"],
        primary["summary"],
        tuple(primary["outcomes"]),
        primary["levels"],
        primary["thin_cell"],
        primary["least_respondents"],
        primary["confidence"],
        primary["multiplicity"],
        content["exploratory"],
    )


def _explain(error: ValidationError) -> Iterator[str]:
    place = "/".join(map(str, error.absolute_path))
    prefix = f"{place}: " if place else ""
    if error.validator == "additionalProperties":
        known = list(cast("dict[str, Any]", error.schema)["properties"])
        given = cast("dict[str, Any]", error.instance)
        unknown = sorted(set(map(str, given)) - set(known))
        yield from (f"{prefix}unknown key {key}; {did_you_mean(key, known)}" for key in unknown)
    elif error.validator == "enum":
        known = [str(each) for each in cast("list[Any]", error.validator_value)]
        hint = did_you_mean(str(error.instance), known)
        yield f"{prefix}{error.instance} is not known; {hint}"
    else:
        yield prefix + error.message


def _closed(properties: dict[str, Any], optional: bool = False) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": [] if optional else list(properties),
    }


_TEXT = _closed({language: {"type": "string", "minLength": 1} for language in ("en", "nl")})
_COVARIATES = {"wave_id": WAVES, "size_class": SIZE_LIMITS, "city_group": CITY_GROUPS}
_FORM = _closed(
    {
        "question": _TEXT,
        "primary": _closed(
            {
                "outcomes": {
                    "type": "array",
                    "minItems": 1,
                    "uniqueItems": True,
                    "items": {"enum": [*SHORTFALLS]},
                },
                "levels": {
                    **_closed(
                        {
                            name: {"enum": [*levels]}
                            for name, levels in {"team_type": TEAM_TYPES, **_COVARIATES}.items()
                        },
                        optional=True,
                    ),
                    "required": ["team_type"],
                },
                "thin_cell": {"type": "integer", "minimum": 1},
                "least_respondents": {"type": "integer", "minimum": 10},
                "confidence": {
                    "type": "number",
                    "exclusiveMinimum": 0.5,
                    "exclusiveMaximum": 1,
                },
                "multiplicity": {"enum": ["holm"]},
                "summary": _TEXT,
            }
        ),
        "exploratory": _closed(dict.fromkeys(EXPLORATORY, _TEXT), optional=True),
    }
)
