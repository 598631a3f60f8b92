"""One figure in the press: each printing of it, and of what it was said to be a share."""

import pandas as pd

from wijkteams.checking.problems import InputError
from wijkteams.estimates.counts.pairs import NOT_A_BASE
from wijkteams.tables import names_in

COLUMNS = (
    "figure_id", "source_id", "publisher", "date", "locator", "printed_value", "base_printed", "base_named",
    "base_fits", "note",
)  # fmt: skip

# ASSUME: a source that writes of municipalities, without more, means all that answered.
NAMED_IN_WORDS = {
    "": "",
    "van de teams": "teams",
    "text says teams": "teams",
    "municipalities": "respondents",
    "surveyed municipalities": "respondents",
    "municipalities with teams": "with_team",
}


def trace_printings(figures: pd.DataFrame, sources: pd.DataFrame, item: str) -> pd.DataFrame:
    """List every printing of the figure on an item, with the base that it names.

    Parameters
    ----------
    figures, sources : pandas.DataFrame
        Tables of the register, as text.
    item : str
        An item that one survey measured.

    Returns
    -------
    pandas.DataFrame
        One row for each printing, columns as in `COLUMNS`. ``base_named`` is a name of the closed vocabulary of bases,
        empty where none is printed. ``base_fits`` is ``fits`` where the figure of the series can be a share of that
        base, ``other`` where it cannot, and ``unsaid`` without one.

    Raises
    ------
    InputError
        If the words of a base are not known, or the series holds not one figure of the item.
    """
    rows = figures[(figures["item_id"] == item) & figures["use"].isin({"series", "repeat"})]
    used = rows[rows["use"] == "series"]
    if len(used) != 1:
        raise InputError(f"figures.csv, {item}: the series holds {len(used)} figures, not one")
    fitting = set(names_in(used["possible_bases"].iloc[0])) - {NOT_A_BASE}
    for row in rows.itertuples():
        if row.base_printed not in NAMED_IN_WORDS:
            raise InputError(
                f"figures.csv, {row.figure_id}, base_printed: {row.base_printed!r} is none of"
                f" {', '.join(filter(None, NAMED_IN_WORDS))}"
            )
    named = rows["base_printed"].map(NAMED_IN_WORDS)
    fits = named.map(lambda base: ("fits" if base in fitting else "other") if base else "unsaid")
    found = rows.assign(base_named=named, base_fits=fits)
    return found.merge(sources, on="source_id", validate="m:1")[list(COLUMNS)]
