"""Team type against the answers of one multiple-response question: counts and a test."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import chi2

from wijkteams.microdata.codebook import MISSING, SHORTFALLS, TEAM_TYPES


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

    Parameters
    ----------
    groups : numpy.ndarray of str, shape (n,)
        Group of each respondent.
    answers : numpy.ndarray of float, shape (n, k)
        0 or 1: whether the respondent named each answer.
    clusters : numpy.ndarray, shape (n,)
        Rows of the same cluster may depend on each other.

    Returns
    -------
    RaoScott
        The sum of the Pearson statistics of the k tables, corrected for the dependence between answers and
        within clusters.

    Raises
    ------
    ValueError
        If there is one group only, or an answer that everyone or no one named.

    References
    ----------
    Bilder and Loughin (2004), Biometrics 60, 241-248, and Rao and Scott (1981), JASA 76, 221-230: under
    independence the sum is distributed as Σ λ χ²(1), with λ the eigenvalues of the covariance of the cell
    deviations in units of the multinomial one; the second-order correction is Satterthwaite's. The covariance
    is estimated from cluster totals.
    """
    levels, place = np.unique(groups, return_inverse=True)
    named = answers.mean(axis=0)
    if len(levels) < 2 or np.any((named == 0) | (named == 1)):
        raise ValueError("the test needs two groups, and answers that some but not all named")
    member = np.eye(len(levels))[place]
    share = member.mean(axis=0)
    deviations = ((member - share)[:, :, None] * (answers - named)[:, None, :]).reshape(
        len(groups), -1
    )
    _, row = np.unique(clusters, return_inverse=True)
    totals = np.zeros((row.max() + 1, deviations.shape[1]))
    np.add.at(totals, row, deviations)
    sizes = member.sum(axis=0)
    scale = 1 / np.sqrt((sizes[:, None] * (named * (1 - named))).ravel())
    score = totals.sum(axis=0) * scale
    standard = totals * scale
    eigenvalues = np.clip(np.linalg.eigvalsh(standard.T @ standard), 0, None)
    mean, square = eigenvalues.sum(), (eigenvalues**2).sum()
    degrees = mean**2 / square
    statistic = float(score @ score) * mean / square
    return RaoScott(statistic, float(degrees), float(chi2.sf(statistic, degrees)))


def tabulate_types(answers: pd.DataFrame) -> pd.DataFrame:
    """Count each shortfall by type of team and wave.

    Parameters
    ----------
    answers : pandas.DataFrame
        Cleaned answers.

    Returns
    -------
    pandas.DataFrame
        ``wave_id``, ``item_id``, ``team_type``, ``yes``, ``no``: municipalities that answered both questions.
        Types that nobody has stand with zeros, so that a table is always whole.
    """
    rows = []
    for wave, part in answers.groupby("wave_id"):
        typed = part[~part["team_type"].isin(MISSING)]
        for item in SHORTFALLS:
            asked = typed[typed[item].isin(["yes", "no"])]
            if asked.empty:
                continue
            for team_type in TEAM_TYPES:
                inside = asked.loc[asked["team_type"] == team_type, item]
                yes = int((inside == "yes").sum())
                rows.append((wave, item, team_type, yes, len(inside) - yes))
    return pd.DataFrame(rows, columns=["wave_id", "item_id", "team_type", "yes", "no"])


def compare_types(answers: pd.DataFrame) -> pd.DataFrame:
    """Test for each wave, and over all waves, whether the shortfalls differ between types of team.

    Parameters
    ----------
    answers : pandas.DataFrame
        Cleaned answers.

    Returns
    -------
    pandas.DataFrame
        ``wave_id`` (``all`` for the pooled test, clustered by municipality), ``items``, ``n``, ``statistic``,
        ``degrees``, ``p_value``. Only complete answers count; a wave where the test has no meaning is left out.
    """
    rows = []
    for wave, part in [*answers.groupby("wave_id"), ("all", answers)]:
        typed = part[~part["team_type"].isin(MISSING)]
        items = [name for name in SHORTFALLS if typed[name].isin(["yes", "no"]).mean() > 0.5]
        complete = typed[typed[items].isin(["yes", "no"]).all(axis=1)] if items else typed.iloc[:0]
        if complete.empty:
            continue
        named = complete[items].eq("yes").to_numpy(dtype=float)
        try:
            test = rao_scott_test(
                complete["team_type"].to_numpy(dtype=str),
                named,
                complete["cluster"].to_numpy(dtype=str),
            )
        except ValueError:
            continue
        rows.append((wave, len(items), len(complete), test.statistic, test.degrees, test.p_value))
    columns = ["wave_id", "items", "n", "statistic", "degrees", "p_value"]
    return pd.DataFrame(rows, columns=columns)
