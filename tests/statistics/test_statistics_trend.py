"""Trend test against R's prop.trend.test, and the kept library for paired data."""

import numpy as np
import pytest
from statsmodels.stats.contingency_tables import Table, mcnemar

from wijkteams.statistics.trend import cochran_armitage

SMOKERS, PATIENTS = [83, 90, 129, 70], [86, 93, 136, 82]


def test_cochran_armitage_matches_r() -> None:
    statistic, p = cochran_armitage(SMOKERS, PATIENTS, [1, 2, 3, 4])
    assert statistic == pytest.approx(8.224922, abs=1e-6)
    assert p == pytest.approx(0.0041319, abs=1e-7)


def test_cochran_armitage_depends_on_spacing_not_on_units() -> None:
    dates = [2014.8, 2015.8, 2017.5, 2019.6]
    statistic, _ = cochran_armitage(SMOKERS, PATIENTS, dates)
    moved, _ = cochran_armitage(SMOKERS, PATIENTS, [7 - 12 * date for date in dates])
    assert moved == pytest.approx(statistic)
    equally_spaced, _ = cochran_armitage(SMOKERS, PATIENTS, [1, 2, 3, 4])
    assert equally_spaced != pytest.approx(statistic)


def test_cochran_armitage_of_two_groups_is_pearson() -> None:
    statistic, _ = cochran_armitage([56, 48], [70, 80], [0, 1])
    table = np.array([[56, 14], [48, 32]])
    assert statistic == pytest.approx(Table(table).test_nominal_association().statistic)


def test_statsmodels_trend_variance_does_not_reach_us() -> None:
    """The statsmodels test for ordered groups has another variance: 8.204, not 8.225."""
    failures = np.subtract(PATIENTS, SMOKERS)
    table = Table(np.column_stack([SMOKERS, failures]))
    theirs = table.test_ordinal_association(row_scores=np.arange(1, 5), col_scores=np.arange(2))
    squared = theirs.zscore**2
    assert squared == pytest.approx(8.204, abs=1e-3) or squared == pytest.approx(8.2249, abs=1e-4)
    assert cochran_armitage(SMOKERS, PATIENTS, [1, 2, 3, 4])[0] == pytest.approx(8.224922, abs=1e-6)


def test_statsmodels_mcnemar_keeps_its_value() -> None:
    approval = [[794, 150], [86, 570]]  # Agresti, Categorical Data Analysis
    plain = mcnemar(approval, exact=False, correction=False)
    assert plain.statistic == pytest.approx(17.35593, abs=1e-5)
    assert plain.pvalue == pytest.approx(3.10e-5, abs=1e-7)
    assert mcnemar(approval, exact=False).statistic == pytest.approx(16.81780, abs=1e-5)


@pytest.mark.parametrize(
    ("counts", "sizes", "scores"),
    [([1, 2], [3, 4], [0]), ([1, 2], [3, 4], [5, 5]), ([0, 0], [3, 4], [0, 1])],
)
def test_cochran_armitage_refuses_what_has_no_trend(
    counts: list[int], sizes: list[int], scores: list[float]
) -> None:
    with pytest.raises(ValueError):
        cochran_armitage(counts, sizes, scores)
