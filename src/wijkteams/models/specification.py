"""One format for every model on published shares, and the file that names them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from wijkteams.checking.forms import CLOSED, Name, Real, Several, WaveId, check_form, keys
from wijkteams.checking.yaml_file import Document, read_yaml

Term = Literal["years", "g32"]
Names = Several[Name]


@dataclass(frozen=True, config=CLOSED)
class Specification:
    """A grouped binomial regression with a level and one slope for each item.

    Attributes
    ----------
    name : str
        What the model is called.
    topics : tuple of str
        Topics of the items.
    items : tuple of str
        The items; each needs two rows that differ in the term.
    term : {"years", "g32"}
        ``years``: the date of the survey, in years. ``g32``: 1 for G32 cities, 0 for the other municipalities.
    waves : tuple of str
        The waves to use; empty for all.
    """

    name: Name
    topics: Names
    items: Names
    term: Term
    waves: tuple[WaveId, ...] = ()


ModelsForm = keys(
    "Models",
    {
        "specifications": Annotated[Mapping[Name, Specification], Field(min_length=1)],
        "correlations": Annotated[list[Annotated[Real, Field(ge=-1, le=1)]], Field(min_length=1)],
    },
)
"""``config/models.yaml``, with the name of each specification inside it."""


def read_models(path: Path) -> Any:
    """Read and check ``config/models.yaml``; return what it holds, as it is written.

    Raises
    ------
    InputError
        If a key is unknown or missing, or the term is; it names the nearest known one.
    """
    read = read_yaml(path)
    written = read.content
    if isinstance(written, dict) and isinstance(found := written.get("specifications"), dict):
        named = {name: {"name": name, **entry} for name, entry in found.items()}
        read.content = {**written, "specifications": named}
    check_form(read, ModelsForm)
    return written


def read_specification(name: str, entry: Mapping[str, Any]) -> Specification:
    """Return one entry of the configuration, of which `name` is the key; errors as in `read_models`."""
    document = Document(f"config/models.yaml, {name}", {"name": name, **entry})
    specification: Specification = check_form(document, Specification)
    return specification
