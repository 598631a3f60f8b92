"""What a cleaned answer can be: every item with its closed set of codes, and the three kinds of missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

MISSING: Mapping[str, str] = MappingProxyType(
    {
        "not_asked": "the question was not put to this municipality",
        "does_not_know": "the official answered not to know",
        "no_answer": "the question was put and left open",
    }
)
"""Kinds of missing with their meaning; they stand in the cleaned table beside the answers."""

_YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Item:
    """One column of the cleaned table.

    Attributes
    ----------
    codes : tuple of str
        The answers that are possible; empty for a number.
    label_en, label_nl : str
        What it is.
    about_team : bool
        Whether only a municipality with a team can answer it.
    """

    codes: tuple[str, ...]
    label_en: str
    label_nl: str
    about_team: bool = False


SHORTFALLS: Mapping[str, Item] = MappingProxyType(
    {
        f"shortfall_{name}": Item(_YES_NO, label_en, label_nl, about_team=True)
        for name, label_en, label_nl in (
            ("prevention", "prevention and early detection", "preventie, vroegsignalering"),
            ("outreach", "outreach work", "outreachend werken"),
            ("informal_care", "informal (zero-line) care", "nuldelijnszorg"),
            ("supporting_collective", "supporting collective provision", "collectieve voorzieningen ondersteunen"),
            ("developing_collective", "developing collective provision", "collectieve voorzieningen doorontwikkelen"),
        )
    }
)  # fmt: skip
"""The answers of the multiple-response question on tasks that teams do not get round to."""

TEAM_TYPES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "type_broad_all": ("broad team, all questions", "breed team, alle vragen"),
        "type_broad_complex": ("broad team, complex questions", "breed team, complexe vragen"),
        "type_target_group": ("teams for a target group", "teams voor een doelgroep"),
        "type_front": ("front of specialists", "voorpost van specialisten"),
        "type_other": ("another form", "een andere vorm"),
    }
)
"""Forms of team with their English and Dutch label."""

CITY_GROUPS = ("g4", "g32", "other")

# ASSUME: four classes of inhabitants tell small from large municipalities well enough for a model.
SIZE_LIMITS: Mapping[str, float] = MappingProxyType(
    {
        "below_20k": 20_000,
        "20k_to_50k": 50_000,
        "50k_to_100k": 100_000,
        "from_100k": float("inf"),
    }
)
"""Class of size to the number of inhabitants that it stays below."""

ITEMS: Mapping[str, Item] = MappingProxyType(
    {
        "has_team": Item(("yes", "no", "starts_soon"), "has a team", "heeft een wijkteam"),
        "team_type": Item(tuple(TEAM_TYPES), "type of team", "type team", about_team=True),
        "not_all_tasks": Item(_YES_NO, "not all tasks done", "niet alle taken", about_team=True),
        **SHORTFALLS,
        "city_group": Item(CITY_GROUPS, "group of cities", "groep steden"),
        "size_class": Item(tuple(SIZE_LIMITS), "class of size", "grootteklasse"),
    }
)
"""The items that a mapping can fill through codes."""

NUMBERS: Mapping[str, Item] = MappingProxyType(
    {
        "inhabitants": Item((), "inhabitants", "inwoners"),
        "weight": Item((), "response weight", "responsgewicht"),
    }
)
"""The columns that a mapping can fill with numbers above zero."""

WAVES = ("w2014", "w2015", "w2017", "w2019")
"""The waves that a file can hold."""
