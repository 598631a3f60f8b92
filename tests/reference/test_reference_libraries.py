"""Values that statistical libraries give today, wrong ones and right ones: a changed value says that a library changed."""

import warnings

import numpy as np
import pytest
from statsmodels.stats.contingency_tables import Table, mcnemar
from statsmodels.stats.proportion import score_test_proportions_2indep

SMOKERS, PATIENTS = [83, 90, 129, 70], [86, 93, 136, 82]


def test_score_test_of_statsmodels_is_wrong_or_mended() -> None:
    """At the upper limit of Miettinen and Nurminen the statistic is 1.96; the defective one says otherwise."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = score_test_proportions_2indep(
            56, 70, 48, 80, value=0.3381730080, compare="diff", correction=True
        ).statistic
    assert theirs == pytest.approx(-1.959964, abs=1e-4) or abs(theirs + 1.959964) > 0.05


def test_trend_variance_of_statsmodels_is_wrong_or_mended() -> None:
    """The test for ordered groups has another variance than R's prop.trend.test: 8.204, not 8.225."""
    failures = np.subtract(PATIENTS, SMOKERS)
    table = Table(np.column_stack([SMOKERS, failures]))
    theirs = table.test_ordinal_association(row_scores=np.arange(1, 5), col_scores=np.arange(2))
    squared = theirs.zscore**2
    assert squared == pytest.approx(8.204, abs=1e-3) or squared == pytest.approx(8.2249, abs=1e-4)


def test_mcnemar_of_statsmodels_keeps_its_value() -> None:
    approval = [[794, 150], [86, 570]]  # Agresti, Categorical Data Analysis
    plain = mcnemar(approval, exact=False, correction=False)
    assert plain.statistic == pytest.approx(17.35593, abs=1e-5)
    assert plain.pvalue == pytest.approx(3.10e-5, abs=1e-7)
    assert mcnemar(approval, exact=False).statistic == pytest.approx(16.81780, abs=1e-5)
