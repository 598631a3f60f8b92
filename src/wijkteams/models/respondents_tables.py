"""Team type against the answers of one multiple-response question: counts and a test."""

from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import chi2

from wijkteams.microdata.codebook import MISSING, SHORTFALLS, TEAM_TYPES
from wijkteams.statistics._arrays import as_shares


@dataclass(frozen=True)
class RaoScott:
    """A second-order Rao-Scott test: corrected statistic, its degrees of freedom (not whole) and p-value."""

    statistic: float
    degrees: float
    p_value: float


def rao_scott_test(
    groups: NDArray[np.str_], answers: NDArray[np.float64], clusters: NDArray[np.str_]
) -> RaoScott:
    """Test that no answer of a multiple-response question goes with the group.

    `answers` (respondents, answers) are 0 or 1; rows of the same cluster may depend on each other. The statistic is the sum
    of the Pearson statistics of the tables, corrected for the dependence between answers and within clusters. `ValueError`
    if there is one group only, an answer that everyone or no one named, or something missing.

    Notes
    -----
    Under independence the sum is distributed as Σ λ χ²(1), with λ the eigenvalues of the covariance of the cell
    deviations from what the margins lead to expect, in units of the multinomial one; the second-order correction is
    Satterthwaite's. Where every respondent is a cluster it is that of Bilder and Loughin, who take the mean of λ to be
    1, as it is in large samples; with clusters that mean grows by the design effect, estimated from cluster totals.

    References
    ----------
    Bilder and Loughin (2004), Biometrics 60, 241-248, appendix; Rao and Scott (1981), JASA 76, 221-230.
    """
    rows = len(groups)
    if as_shares("answers", answers).shape[:1] != (rows,) or len(clusters) != rows or not rows:
        raise ValueError("the test needs a group and a cluster for each respondent")
    if pd.isna(groups).any() or pd.isna(clusters).any() or np.any(answers % 1):
        raise ValueError("the test needs answers of 0 or 1, and no missing group or cluster")
    levels, place = np.unique(groups, return_inverse=True)
    named = answers.mean(axis=0)
    if len(levels) < 2 or np.any((named == 0) | (named == 1)):
        raise ValueError("the test needs two groups, and answers that some but not all named")
    member = np.eye(len(levels))[place]
    sizes = member.sum(axis=0)
    within = member.T @ answers / sizes[:, None]
    spread = sizes[:, None] * named * (1 - named)
    pearson = ((sizes[:, None] * (within - named)) ** 2 / spread).sum()
    products = (member - sizes / rows)[:, :, None] * (answers - within[place])[:, None, :]
    deviations = (products / np.sqrt(spread)).reshape(rows, -1)
    _, row = np.unique(clusters, return_inverse=True)
    totals = np.zeros((row.max() + 1, deviations.shape[1]))
    np.add.at(totals, row, deviations)
    if not deviations.any():
        raise ValueError("the test needs answers that differ within a group")
    covariance = totals.T @ totals
    design_effect = np.trace(covariance) / (deviations**2).sum()
    mean, square = (len(levels) - 1) * len(named) * design_effect, (covariance**2).sum()
    statistic, degrees = float(pearson * mean / square), float(mean**2 / square)
    return RaoScott(statistic, degrees, float(chi2.sf(statistic, degrees)))


def tabulate_types(answers: pd.DataFrame) -> pd.DataFrame:
    """Count the municipalities that said ``yes`` and ``no`` to each shortfall, by ``wave_id`` and ``team_type``.

    Types that nobody has stand with zeros, so that a table is always whole.
    """
    rows = []
    for wave, part in answers.groupby("wave_id"):
        typed = part[~part["team_type"].isin(MISSING)]
        for item in SHORTFALLS:
            counts = pd.crosstab(typed["team_type"], typed[item])
            counts = counts.reindex(index=list(TEAM_TYPES), columns=["yes", "no"], fill_value=0)
            if counts.to_numpy().any():
                rows.append(counts.reset_index().assign(wave_id=wave, item_id=item))
    columns = ["wave_id", "item_id", "team_type", "yes", "no"]
    return pd.concat(rows, ignore_index=True)[columns] if rows else pd.DataFrame(columns=columns)


def compare_types(answers: pd.DataFrame) -> pd.DataFrame:
    """Test for each wave, and over all waves, whether the shortfalls differ between types of team.

    The pooled test, ``all``, is clustered by municipality. Only complete answers count; a wave where the test has no
    meaning is left out. `ValueError` if the municipality of an answer is missing.
    """
    if answers["cluster"].isna().any():
        raise ValueError("an answer without a municipality")
    rows = []
    for wave, part in [*answers.groupby("wave_id"), ("all", answers)]:
        typed = part[~part["team_type"].isin(MISSING)]
        items = [name for name in SHORTFALLS if typed[name].isin(["yes", "no"]).mean() > 0.5]
        complete = typed[typed[items].isin(["yes", "no"]).all(axis=1)] if items else typed.iloc[:0]
        if complete.empty:
            continue
        named = complete[items].eq("yes").to_numpy(dtype=float)
        groups, clusters = (complete[name].to_numpy(dtype=str) for name in ("team_type", "cluster"))
        try:
            test = rao_scott_test(groups, named, clusters)
        except ValueError:
            continue
        rows.append({"wave_id": wave, "items": len(items), "n": len(complete), **asdict(test)})
    columns = ["wave_id", "items", "n", "statistic", "degrees", "p_value"]
    return pd.DataFrame(rows, columns=columns)
