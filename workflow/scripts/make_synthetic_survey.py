"""Draw the SYNTHETIC survey from the published margins."""

from pathlib import Path

import pandas as pd

from wijkteams.microdata.synthetic import SyntheticDesign, draw_respondents
from wijkteams.workflow.adaptor import Output, adapt


def main(
    capacity: Path, team_type: Path, seed: int, municipalities_per_wave: int, odds_ratio: float,
    exposed_type: str, item: str, margin_wave: str, survey: Output,
) -> None:  # fmt: skip
    """Take the types of one wave and the shortfall of every wave as margins."""
    types = (
        pd.read_csv(team_type).query("wave_id == @margin_wave").set_index("item_id")["share"] / 100
    )
    shortfall = pd.read_csv(capacity).query("item_id == @item").set_index("wave_id")["share"] / 100
    design = SyntheticDesign(seed, municipalities_per_wave, odds_ratio, exposed_type)
    respondents = draw_respondents(types.to_dict(), shortfall.to_dict(), design)
    respondents.to_csv(survey, index=False)
    print(f"{len(respondents)} SYNTHETIC answers")


if __name__ == "__main__":
    adapt(main)
