"""Check the whole register and tidy it for the reader."""

from pathlib import Path

import pandas as pd

from wijkteams.register.series import build_series
from wijkteams.register.surveys import peilingen
from wijkteams.register.tables import topic_names
from wijkteams.register.validation import validate_register
from wijkteams.workflow.adaptor import Output, adapt


def main(raw: Path, checks: Output, surveys: Output, figures: Output, flow: Output) -> None:
    """Check the register in `raw`; every error of the run is reported at once."""
    checked = validate_register(raw)
    checked.to_csv(checks, index=False)
    peilingen(raw).to_csv(surveys, index=False)
    topics = [build_series(raw, name) for name in topic_names(raw)]
    pd.concat([topic.figures for topic in topics]).to_csv(figures, index=False)
    pd.concat([topic.flow for topic in topics]).to_csv(flow, index=False)
    print(f"{len(checked)} checks passed on {len(topics)} topics")


if __name__ == "__main__":
    adapt(main)
