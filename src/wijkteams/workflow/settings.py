"""The forms of the configuration that belong to the workflow as a whole, and a schema of every form for editors."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from wijkteams.checking.forms import (
    Decimals,
    Flag,
    Name,
    NonBlank,
    Positive,
    Real,
    Several,
    Share,
    Texts,
    Unit,
    WaveId,
    Whole,
    check_form,
    keys,
    one_of,
)
from wijkteams.checking.yaml_file import Document, read_yaml

SCHEMAS = Path(".schemas")
Seed = Annotated[Whole, Field(ge=0)]
At1, At2 = (Annotated[Whole, Field(ge=least)] for least in (1, 2))
Names = Several[Name]
Shares = Several[Share]
Ratios = Several[Positive]
Sizes = Several[Annotated[Whole, Field(ge=10)]]


Simulation = keys("Simulation", {
    "seed": Seed, "chunks": At1, "replications": At1, "item": Name, "exposed_type": Name, "margin_wave": WaveId,
    "wanted_power": Annotated[Real, Field(gt=0, lt=100)],
    "proof": keys("Proof", {
        "odds_ratio": Ratios, "respondents": Sizes, "overlap": Shares,
        "missing": Several[Annotated[Real, Field(ge=0, le=0.5)]],
    }),
    "power": keys("Power", {"respondents": Sizes, "odds_ratio": Ratios}),
})  # fmt: skip
"""The simulation with the shipped models: its size, its margins, and the values of each world."""

Settings = keys(
    "Settings",
    {
        "confidence": Annotated[Real, Field(gt=0, lt=1)],
        "toc": Annotated[str, Field(pattern=r"\.yml$")],
        "estimated_topics": Names,
        "association": keys("Association", {
            "odds_ratios": Ratios,
            "composition": keys("Composition", {"from": WaveId, "to": WaveId, "gaps": Shares}),
        }),
        "pile_up": keys("PileUp", {"topics": Names, "none_of": Mapping[str, Name]}),
        "synthetic": keys("Synthetic", {
            "seed": Seed, "odds_ratio": Positive, "exposed_type": Name,
            **dict.fromkeys(("habit", "persistence", "item_nonresponse"), Share),
        }),
        "disclosure": keys("Disclosure", {"threshold": At2, "base": At1}),
        "simulation": Simulation,
    },
    {"microdata": Annotated[str, Field(pattern=r"\.yaml$")]},
)  # fmt: skip
"""``config/config.yaml``."""

_CELL: Any = keys(
    "Cell",
    {
        "table": NonBlank, "where": Mapping[str, Any], "unit": Unit, "format": Decimals, "bases": list[Name],
        "estimand": one_of(("printed", "model", "counted", "computed", "set")), "label": Texts, "method": Texts,
    },
    {
        **dict.fromkeys(("value", "low", "high"), Name), "waves": list[WaveId], "n": list[Name], "of": list[NonBlank],
        "optional": Flag,
    },
)  # fmt: skip
_ROWS: Any = keys(
    "Rows", {"table": NonBlank, "label": Texts, "base": Texts}, {"where": Mapping[str, Any]}
)
_WANTED: Any = keys(
    "Wanted",
    {},
    {
        **dict.fromkeys(
            (
                "shares", "trends", "counts", "differences", "one_base", "deltas", "parts",
                "respondents", "municipalities", "nonrespondents", "response_printed",
            ),
            list[NonBlank],
        ),
        "cells": Mapping[NonBlank, _CELL],
        "rows": Mapping[NonBlank, _ROWS],
        "figures": Mapping[NonBlank, Texts],
    },
)  # fmt: skip
WantedNumbers: Any = Mapping[Name, _WANTED]
"""``config/numbers.yaml``: for each namespace, the numbers that are wanted."""

Labels = keys(
    "Labels",
    {
        **dict.fromkeys(
            ("bases", "methods", "counts", "change", "printed", "register"), Mapping[Name, Texts]
        ),
        **dict.fromkeys(("open_base", "trend"), Texts),
        "printed_bases": Mapping[NonBlank, NonBlank],
    },
)
"""``config/labels.yaml``."""


def check_settings(config: Mapping[str, Any], path: Path) -> None:
    """Refuse settings that break their form; those of the file, with what a run overrides.

    Raises
    ------
    InputError
        With every breach, and the line of the file where it has one.
    """
    check_form(Document(str(path), config, read_yaml(path).lines), Settings)


def read_checked(path: Path, form: Any) -> Any:
    """Read a YAML file, refuse it when it breaks its form, and return what it holds as it is written."""
    read = read_yaml(path)
    check_form(read, form)
    return read.content


def forms() -> dict[str, Any]:
    """Return every file of the configuration that has a form, by its stem."""
    from wijkteams.book.accessibility import Failure  # noqa: PLC0415
    from wijkteams.book.glossary import GlossaryForm  # noqa: PLC0415
    from wijkteams.book.quotes import Quote  # noqa: PLC0415
    from wijkteams.estimates.claims.catalogue import ClaimsForm  # noqa: PLC0415 (a run needs none of these)
    from wijkteams.microdata.mapping import MappingForm  # noqa: PLC0415
    from wijkteams.microdata.setting import Setting  # noqa: PLC0415
    from wijkteams.models.plan import PlanFile  # noqa: PLC0415
    from wijkteams.numbers.catalogue import Figure, Table  # noqa: PLC0415
    from wijkteams.numbers.identity import Identity  # noqa: PLC0415

    return {
        "config": Settings, "numbers": WantedNumbers, "labels": Labels, "glossary": GlossaryForm, "claims": ClaimsForm,
        "figures": tuple[Figure, ...], "tables": tuple[Table, ...], "respondents": tuple[Table, ...],
        "quotes": tuple[Quote, ...], "identity": Identity, "plan_of_analysis": PlanFile, "mapping": MappingForm,
        "microdata": Setting, "accessibility": tuple[Failure, ...],
    }  # fmt: skip


def write_schemas(folder: Path) -> None:
    """Write a JSON Schema for each form: editors then know the keys of a YAML file and mark those that are unknown."""
    folder.mkdir(exist_ok=True)
    for name, form in forms().items():
        text = json.dumps(TypeAdapter(form).json_schema(), indent=1)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    # python -m wijkteams.workflow.settings
    write_schemas(SCHEMAS)
