"""The plan of analysis: what is fitted to respondent-level files, written down before one is opened."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from wijkteams.checking.forms import (
    CLOSED,
    CheckedAs,
    Real,
    Several,
    Texts,
    Whole,
    keys,
    one_of,
    read_form,
)
from wijkteams.microdata.codebook import CITY_GROUPS, SHORTFALLS, SIZE_LIMITS, TEAM_TYPES, WAVES

EXPLORATORY = ("by_wave", "gee", "within", "weighted", "count")
"""The exploratory models that a plan may name."""

_COVARIATES = {"wave_id": WAVES, "size_class": SIZE_LIMITS, "city_group": CITY_GROUPS}
_LEVELS = keys(
    "Levels",
    {"team_type": one_of(TEAM_TYPES)},
    {name: one_of(levels) for name, levels in _COVARIATES.items()},
)
Levels = Annotated[Mapping[str, str], CheckedAs(_LEVELS)]
Shortfall = Annotated[str, CheckedAs(one_of(SHORTFALLS))]
Exploratory = Annotated[
    Mapping[str, Texts], CheckedAs(keys("Exploratory", {}, dict.fromkeys(EXPLORATORY, Texts)))
]


@dataclass(frozen=True, config=CLOSED, kw_only=True)
class Primary:
    """The one confirmatory model.

    Attributes
    ----------
    summary : mapping of str to str
        It in words, under ``en`` and ``nl``.
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
    """

    summary: Texts
    outcomes: Several[Shortfall]
    levels: Levels
    thin_cell: Annotated[Whole, Field(ge=1)]
    least_respondents: Annotated[Whole, Field(ge=10)]
    confidence: Annotated[Real, Field(gt=0.5, lt=1)]
    multiplicity: Literal["holm"]


@dataclass(frozen=True, config=CLOSED, kw_only=True)
class Plan(Primary):
    """What is fitted, and what each model is for.

    Attributes
    ----------
    question : mapping of str to str
        The question, under ``en`` and ``nl``.
    exploratory : mapping of str to mapping of str to str
        Names of `EXPLORATORY` to their purpose under ``en`` and ``nl``.
    """

    question: Texts
    exploratory: Exploratory


@dataclass(frozen=True, config=CLOSED)
class PlanFile:
    """The plan as it is written."""

    question: Texts
    primary: Primary
    exploratory: Exploratory


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
    written: PlanFile = read_form(path, PlanFile)
    return Plan(question=written.question, exploratory=written.exploratory, **vars(written.primary))
