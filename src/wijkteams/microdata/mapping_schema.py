"""The strict form of a mapping file, built from the codebook so that the two cannot differ."""

from typing import Any

from wijkteams.microdata.codebook import ITEMS, MISSING, NUMBERS, SHORTFALLS, WAVES

NONE_NAMED = "none_named"
"""An empty cell of a multiple response in which nothing was ticked."""

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_MISSING_CODES: dict[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "additionalProperties": {"enum": [*MISSING]},
}
_EMPTY: dict[str, Any] = {"enum": [*MISSING]}


def _closed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": list(required),
    }


def _codes(answers: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "object", "minProperties": 1, "additionalProperties": {"enum": [*answers]}}


def _item(answers: tuple[str, ...]) -> dict[str, Any]:
    # An empty cell may mean an answer too: a box that was not ticked.
    empty = {"enum": [*MISSING, *answers]}
    parts = {"column": TEXT, "codes": _codes(answers), "missing": _MISSING_CODES, "empty": empty}
    return _closed(parts, "column", "codes")


MAPPING_SCHEMA: dict[str, Any] = _closed(
    {
        "wave": {
            "if": {"type": "string"},
            "then": {"enum": [*WAVES]},
            "else": _closed({"column": TEXT, "codes": _codes(tuple(WAVES))}, "column", "codes"),
        },
        "format": _closed(
            {
                "delimiter": {"enum": [",", ";", "|", "tab"]},
                "decimal": {"enum": [".", ","]},
                "encoding": TEXT,
                "sheet": TEXT,
            }
        ),
        "municipality": {
            **_closed({"code": TEXT, "name": TEXT, "codes_of": TEXT}),
            "$comment": "neither code nor name is given; give one of them",
            "anyOf": [{"required": ["code"]}, {"required": ["name"]}],
        },
        "items": {
            **_closed({name: _item(item.codes) for name, item in ITEMS.items()}),
            "minProperties": 1,
        },
        "numbers": _closed(
            {
                name: _closed(
                    {"column": TEXT, "missing": _MISSING_CODES, "empty": _EMPTY}, "column"
                )
                for name in NUMBERS
            }
        ),
        "multiple_response": {
            "type": "array",
            "minItems": 1,
            "items": _closed(
                {
                    "column": TEXT,
                    "separator": TEXT,
                    "codes": _codes(tuple(SHORTFALLS)),
                    "none": {"type": "array", "items": TEXT},
                    "missing": _MISSING_CODES,
                    "empty": {"enum": [*MISSING, NONE_NAMED]},
                },
                "column",
                "separator",
                "codes",
            ),
        },
        "duplicates": {"enum": ["refuse", "first", "last"]},
        "ignore": {"type": "array", "items": TEXT},
    },
    "wave",
    "municipality",
)
"""JSON Schema (draft 2020-12) of a mapping of which every scalar was read as text."""
