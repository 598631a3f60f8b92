"""Reasons and states without a figure: nothing measured them, and the question that would is named."""

from collections.abc import Sequence

import pandas as pd

from wijkteams.estimates.claims.catalogue import Claim, made_by, sources_of
from wijkteams.tables import list_of

NOT_MEASURED = ("not measured", "niet gemeten")

COLUMNS = (
    "claim_id", "made_by", "source_id", "figure_ids", "claim_en", "claim_nl", "verdict", "verdict_en", "verdict_nl",
    "question_en", "question_nl",
)  # fmt: skip


def list_unmeasured(claims: Sequence[Claim]) -> pd.DataFrame:
    """List every claim of the kind ``unmeasured``.

    Parameters
    ----------
    claims : sequence of mapping
        Entries of ``config/claims.yaml`` that passed `catalogue.check_claims`.

    Returns
    -------
    pandas.DataFrame
        One row for each, columns as in `COLUMNS`.
    """
    rows = [
        {
            "claim_id": claim["id"], "made_by": made_by(claim), "source_id": list_of(sources_of(claim)),
            "figure_ids": list_of(claim["figures"]), "claim_en": claim["en"], "claim_nl": claim["nl"],
            "verdict": "not_measured", "verdict_en": NOT_MEASURED[0], "verdict_nl": NOT_MEASURED[1],
            "question_en": claim["question"]["en"], "question_nl": claim["question"]["nl"],
        }
        for claim in claims
        if claim["kind"] == "unmeasured"
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))
