"""The strict form of a mapping file, built from the codebook so that the two cannot differ."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, Discriminator, Field, Tag

from wijkteams.checking.forms import keys, one_of
from wijkteams.microdata.codebook import ITEMS, MISSING, NUMBERS, SHORTFALLS, WAVES

NONE_NAMED = "none_named"
"""An empty cell of a multiple response in which nothing was ticked."""

Text = Annotated[str, Field(min_length=1)]


def _codes(answers: Iterable[str]) -> Any:
    words = one_of(answers)
    return Annotated[dict[str, words], Field(min_length=1)]  # type: ignore[valid-type]


def _item(answers: tuple[str, ...]) -> Any:
    # An empty cell may mean an answer too: a box that was not ticked.
    empty = {"missing": _codes(MISSING), "empty": one_of((*MISSING, *answers))}
    return keys("Item", {"column": Text, "codes": _codes(answers)}, empty)


def _is_column(wave: object) -> str:
    return "in a column" if isinstance(wave, dict) else "of every row"


_NUMBER = keys("Number", {"column": Text}, {"missing": _codes(MISSING), "empty": one_of(MISSING)})
_MULTIPLE: Any = keys(
    "MultipleResponse",
    {"column": Text, "separator": Text, "codes": _codes(SHORTFALLS)},
    {
        "none": list[Text],
        "missing": _codes(MISSING),
        "empty": one_of((*MISSING, NONE_NAMED)),
    },
)
_MUNICIPALITY = keys("Municipality", {}, {"code": Text, "name": Text, "codes_of": Text})


def _named(municipality: dict[str, str]) -> dict[str, str]:
    if not municipality.keys() & {"code", "name"}:
        raise ValueError("neither code nor name is given; give one of them")
    return municipality


MappingForm: Any = keys(
    "Mapping",
    {
        "wave": Annotated[
            Annotated[one_of(WAVES), Tag("of every row")]
            | Annotated[
                keys("Wave", {"column": Text, "codes": _codes(WAVES)}, {}), Tag("in a column")
            ],
            Discriminator(_is_column),
        ],
        "municipality": Annotated[_MUNICIPALITY, AfterValidator(_named)],
    },
    {
        "format": keys(
            "Format",
            {},
            {
                "delimiter": one_of((",", ";", "|", "tab")),
                "decimal": one_of((".", ",")),
                "encoding": Text,
                "sheet": Text,
            },
        ),
        "items": Annotated[
            keys("Items", {}, {name: _item(item.codes) for name, item in ITEMS.items()}),
            Field(min_length=1),
        ],
        "numbers": keys("Numbers", {}, dict.fromkeys(NUMBERS, _NUMBER)),
        "multiple_response": Annotated[list[_MULTIPLE], Field(min_length=1)],
        "duplicates": one_of(("refuse", "first", "last")),
        "ignore": list[Text],
    },
)
"""A mapping of which every scalar was read as text."""
