"""Logistic regression on a respondent-level file: a shortfall on the type of team."""

from dataclasses import dataclass

import pandas as pd
import statsmodels.formula.api as smf

from wijkteams.models.checks import refuse_bad_fit


@dataclass(frozen=True)
class LogisticSpecification:
    """A logistic regression with standard errors clustered by municipality.

    Attributes
    ----------
    formula : str
        In the notation of `statsmodels`, the outcome coded 0 or 1.
    cluster : str
        The column that identifies a municipality across waves.
    confidence : float
        Confidence level of the intervals, between 0 and 1.
    """

    formula: str
    cluster: str
    confidence: float


def fit_logistic(respondents: pd.DataFrame, specification: LogisticSpecification) -> pd.DataFrame:
    """Fit the model and give average marginal effects beside the log odds.

    Parameters
    ----------
    respondents : pandas.DataFrame
        One row for each municipality and wave.
    specification : LogisticSpecification
        What to fit.

    Returns
    -------
    pandas.DataFrame
        One row for each term: ``term``, ``log_odds``, ``se``, ``low``, ``high``, the average marginal effect in percentage
        points with its interval (missing for the intercept), ``n`` and ``clusters``.

    Raises
    ------
    ModelRefused
        If the fit does not converge, is separated or loses rank.

    Notes
    -----
    The marginal effect of a type is the discrete change from the reference type (``dummy=True``), averaged over the
    municipalities that answered; statsmodels differentiates dummies unless told otherwise.
    """
    groups = respondents[specification.cluster].astype("category").cat.codes
    fit = smf.logit(specification.formula, data=respondents).fit(
        disp=False, cov_type="cluster", cov_kwds={"groups": groups}
    )
    refuse_bad_fit(fit, specification.formula)
    limits = fit.conf_int(1 - specification.confidence)
    effects = (
        fit.get_margeff(dummy=True)
        .summary_frame(alpha=1 - specification.confidence)
        .mul(100)
        .iloc[:, [0, 4, 5]]
        .set_axis(["effect_points", "effect_low", "effect_high"], axis=1)
    )
    table = pd.DataFrame(
        {
            "log_odds": fit.params,
            "se": fit.bse,
            "low": limits[0],
            "high": limits[1],
        }
    ).join(effects)
    return (
        table.assign(n=int(fit.nobs), clusters=groups.nunique()).rename_axis("term").reset_index()
    )
