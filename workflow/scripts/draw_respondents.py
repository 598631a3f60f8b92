"""Draw the released differences between types of team in respondent-level files."""

from pathlib import Path

import pandas as pd

from wijkteams.figures.type_effects import draw_effects
from wijkteams.microdata.setting import is_named_synthetic
from wijkteams.workflow.adaptor import Output, adapt


def main(effects: Path, images: list[Output]) -> None:
    """Draw `images` (svg, pdf, png) from the released effects."""
    data = pd.read_csv(effects)
    targets = dict(zip(("svg", "pdf", "png"), images, strict=True))
    draw_effects(data, targets, synthetic=is_named_synthetic(effects))
    print(f"{len(data)} differences drawn")


if __name__ == "__main__":
    adapt(main)
