"""The right-hand side of a regression on respondent-level answers: levels of categorical variables, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wijkteams.models.checks import ModelRefused


@dataclass(frozen=True)
class Design:
    """The right-hand side of a regression: an intercept and the levels of categorical variables.

    Attributes
    ----------
    matrix : pandas.DataFrame
        One row for each respondent and a first column ``intercept``.
    dummies : dict of str to tuple of str
        Variable to its columns, one for each level but the reference. ``a:b`` is the interaction of two variables.
    references : dict of str to str
        Variable to its level of reference.
    groups : tuple of numpy.ndarray of str
        The level of each respondent: of every variable, and of two that interact.
    """

    matrix: pd.DataFrame
    dummies: dict[str, tuple[str, ...]]
    references: dict[str, str]
    groups: tuple[NDArray[Any], ...]

    def place(self, column: str) -> int:
        """Return the place of a column."""
        return list(self.matrix.columns).index(column)


def make_design(
    respondents: pd.DataFrame,
    levels: Mapping[str, str],
    interaction: tuple[str, str] | None = None,
) -> Design:
    """Build the design matrix.

    Parameters
    ----------
    respondents : pandas.DataFrame
        Complete rows.
    levels : mapping of str to str
        Categorical column to its level of reference; one that does not occur is replaced by the level with most
        rows. Variables with one level are left out.
    interaction : (str, str), optional
        Two of the variables; levels of their product that add nothing are left out.

    Returns
    -------
    Design
        Columns are ``variable[level]``, levels sorted.

    Raises
    ------
    ModelRefused
        If nothing varies.
    ValueError
        If a row has no level.
    """
    values = {name: respondents[name].to_numpy() for name in levels}
    for name, each in values.items():
        if pd.isna(each).any():
            raise ValueError(f"an answer without a level of {name}")
    columns: dict[str, Any] = {"intercept": np.ones(len(respondents))}
    dummies: dict[str, tuple[str, ...]] = {}
    references: dict[str, str] = {}
    for name, wanted in levels.items():
        found, places = np.unique(values[name], return_inverse=True)
        if len(found) < 2:
            continue
        references[name] = wanted if wanted in found else str(found[np.bincount(places).argmax()])
        dummy = {
            f"{name}[{level}]": (places == place).astype(float)
            for place, level in enumerate(found)
            if level != references[name]
        }
        dummies[name] = tuple(dummy)
        columns |= dummy
    if not dummies:
        raise ModelRefused(
            "nothing varies between the municipalities", "alle gemeenten zijn gelijk"
        )
    groups = [values[name] for name in dummies]
    if interaction and set(interaction) <= set(dummies):
        products = _products(columns, *(dummies[name] for name in interaction))
        dummies[":".join(interaction)] = tuple(products)
        columns |= products
        first, second = (respondents[name].astype(str) for name in interaction)
        groups.append((first + ":" + second).to_numpy())
    matrix = pd.DataFrame(columns, index=respondents.index)
    return Design(matrix, dummies, references, tuple(groups))


def _products(
    columns: Mapping[str, Any], first: tuple[str, ...], second: tuple[str, ...]
) -> dict[str, Any]:
    """Products of dummies, without those that follow from the rest because a cell is empty."""
    found: dict[str, Any] = {}
    for one in first:
        for other in second:
            found[f"{one}:{other}"] = columns[one] * columns[other]
            whole = np.column_stack([*columns.values(), *found.values()])
            if np.linalg.matrix_rank(whole) < whole.shape[1]:
                del found[f"{one}:{other}"]
    return found
