"""The numbers that are wanted of one namespace, each taken from the kind of result that it stands in."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from wijkteams.numbers.file import Number
from wijkteams.numbers.of_results import (
    numbers_of_cells,
    numbers_of_changes,
    numbers_of_printed,
    numbers_of_rows,
)
from wijkteams.numbers.of_shares import (
    Words,
    numbers_of_estimates,
    numbers_of_register,
    numbers_of_trends,
    numbers_of_waves,
)


def compute_numbers(
    namespace: str, wanted: Mapping[str, Any], tables: Mapping[str, pd.DataFrame], words: Words
) -> list[Number]:
    """Make the numbers of an entry of ``config/numbers.yaml`` from its `tables`, path to table in the order of the rule."""
    first, *others = tables.values()
    if namespace == "survey":
        return numbers_of_waves(wanted, first, words)
    if namespace == "register":
        return numbers_of_register(wanted["counts"], first, words)
    if namespace == "change":
        return numbers_of_changes(wanted, first, pd.concat(others), words)
    if namespace == "printed":
        return numbers_of_printed(wanted["figures"], first, words)
    if "cells" in wanted or "rows" in wanted:
        cells = numbers_of_cells(namespace, wanted.get("cells", {}), tables, words)
        return cells + numbers_of_rows(namespace, wanted.get("rows", {}), tables, words)
    found = numbers_of_estimates(namespace, wanted.get("shares", []), first, words)
    for trends in others:
        found += numbers_of_trends(namespace, wanted["trends"], trends, first, words)
    return found
