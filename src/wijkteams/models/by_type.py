"""Grouped logistic regression of a shortfall on the type of team, where a table of both was printed."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import chi2

from wijkteams.estimates.counts.by_answer import Table, partitions, tables_by_answer
from wijkteams.estimates.counts.printed_share import PrintedShare
from wijkteams.models.checks import ModelRefused
from wijkteams.models.grouped import fit_counts
from wijkteams.statistics._arrays import critical_value
from wijkteams.tables import list_of

COLUMNS = (
    "shortfall_id", "label_en", "label_nl", "waves", "group", "against", "n", "log_odds", "se", "odds_ratio",
    "odds_ratio_low", "odds_ratio_high", "p", "deviance", "residual_df", "lack_of_fit_p", "refused",
)  # fmt: skip


def fit_by_type(
    shares: Sequence[PrintedShare], answers: Sequence[str], confidence: float
) -> pd.DataFrame:
    """Fit each shortfall on type and survey.

    Parameters
    ----------
    shares : sequence of PrintedShare
        Those of the shortfalls, with the cells of the tables of type by shortfall.
    answers : sequence of str
        The types.
    confidence : float
        Confidence level of the intervals, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        One row for each shortfall and group but the last, columns as in `COLUMNS`: the odds of the group over those of
        ``against``, the same in every survey that printed the same groups, at the middle counts. The deviance is that from
        odds ratios of each survey its own. A fit that is refused has its reason in ``refused`` and no numbers.

    Notes
    -----
    GLM with binomial family and logit link (McCullagh and Nelder 1989, chapter 4): log odds = group + survey. The surveys are
    taken as independent; that some municipalities answered several makes the interval too narrow or too wide.
    """
    groups: dict[tuple[str, frozenset[str]], list[Table]] = {}
    for (item, _), table in tables_by_answer(shares).items():
        for cells in partitions(table, answers)[:1]:
            groups.setdefault((item, frozenset(cells)), []).append(cells)
    rows = [row for tables in groups.values() for row in _fitted(tables, confidence)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _fitted(tables: Sequence[Table], confidence: float) -> list[dict[str, Any]]:
    names, waves = list(tables[0]), range(len(tables))
    cells = [table[name] for table in tables for name in names]
    n = np.array([each.n_printed or 0 for each in cells])
    k = np.array([np.median(each.counts(size)) for each, size in zip(cells, n, strict=True)])
    group, wave = np.tile(np.eye(len(names)), (len(tables), 1)), np.repeat(waves, len(names))
    design = np.column_stack([group[:, :-1], wave[:, None] == np.array(waves)])
    first = cells[0]
    said = {
        "shortfall_id": first.item_id, "label_en": first.label_en, "label_nl": first.label_nl,
        "waves": list_of(cells[place * len(names)].wave_id for place in waves), "against": names[-1], "n": int(n.sum()),
        "refused": "",
    }  # fmt: skip
    try:
        fit = fit_counts(design.astype(np.float64), k, n, f"{first.item_id} by type")
    except ModelRefused as error:
        return [{**said, "group": name, "refused": str(error)} for name in names[:-1]]
    free, critical = len(n) - design.shape[1], critical_value(confidence)
    fitted = {"deviance": max(0.0, float(fit.deviance)), "residual_df": free,
              "lack_of_fit_p": float(chi2.sf(fit.deviance, free)) if free else float("nan")}  # fmt: skip
    return [
        {
            **said, **fitted, "group": name, "log_odds": b, "se": se, "odds_ratio": np.exp(b),
            "odds_ratio_low": np.exp(b - critical * se), "odds_ratio_high": np.exp(b + critical * se), "p": p,
        }
        for name, b, se, p in zip(names[:-1], fit.params, fit.bse, fit.pvalues, strict=False)
    ]  # fmt: skip
