"""Guards for the defects of statsmodels that strike here: each shows the defect and that our own result is right.

When one of the `is_wrong` tests fails, the library has been repaired and the detour can go.
"""

import numpy as np
import pytest
from statsmodels.discrete.discrete_model import Logit
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.stats.proportion import confint_proportions_2indep

from wijkteams.models.grouped import fit_item
from wijkteams.statistics.differences import newcombe_difference

# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, contrast (a): 56/70 and 48/80
NEWCOMBE = (56, 70, 48, 80)

# An overdispersed series: five groups, true dispersion far from 1.
GROUPS = np.array([0.0, 1.0, 2.0, 3.0, 4.0])
YES = np.array([10, 40, 15, 60, 30])
SIZE = np.array([50, 80, 60, 90, 100])
DESIGN = np.column_stack([np.ones(5), GROUPS])


def test_score_interval_of_the_library_is_wrong() -> None:
    found = confint_proportions_2indep(*NEWCOMBE, compare="diff", method="score")
    assert found[1] == pytest.approx(0.3440, abs=5e-4)
    # Miettinen and Nurminen (1985): 0.0528 to 0.3382
    assert found[1] != pytest.approx(0.3381730080, abs=5e-3)


def test_newcombe_interval_of_the_library_is_right() -> None:
    found = confint_proportions_2indep(*NEWCOMBE, compare="diff", method="newcomb")
    assert found == pytest.approx(newcombe_difference(*NEWCOMBE), abs=1e-9)


def test_dispersion_of_two_columns_is_wrong() -> None:
    two_columns = GLM(np.column_stack([YES, SIZE - YES]), DESIGN, family=Binomial())
    weighted = GLM(YES / SIZE, DESIGN, family=Binomial(), var_weights=SIZE)
    right = weighted.fit(scale="X2").scale
    assert right > 1
    assert two_columns.fit(scale="X2").scale < right / 10


def test_dispersion_of_our_own_is_that_of_weighted_shares() -> None:
    right = GLM(YES / SIZE, DESIGN, family=Binomial(), var_weights=SIZE).fit(scale="X2").scale
    fit = fit_item(GROUPS.tolist(), YES.tolist(), SIZE.tolist(), "guard")
    assert fit.pearson / fit.residual_df == pytest.approx(right, rel=1e-9)


def test_robust_errors_of_the_library_do_not_differ() -> None:
    x = np.column_stack([np.ones(40), np.linspace(-2, 2, 40)])
    y = (np.sin(np.arange(40) * 2.1) + x[:, 1] > 0).astype(float)
    errors = {
        kind: Logit(y, x).fit(disp=False, cov_type=kind).bse for kind in ("HC0", "HC1", "HC3")
    }
    assert errors["HC1"] == pytest.approx(errors["HC0"])
    assert errors["HC3"] == pytest.approx(errors["HC0"])


@pytest.mark.filterwarnings("ignore")
def test_separation_is_reported_as_convergence() -> None:
    yes, size = np.array([0, 0, 50]), np.array([50, 50, 50])
    fit = GLM(np.column_stack([yes, size - yes]), DESIGN[:3], family=Binomial()).fit()
    assert fit.converged
    assert fit.bse.max() > 50
