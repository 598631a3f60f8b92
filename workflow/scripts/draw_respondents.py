"""Draw the released differences between types of team in respondent-level files."""

from pathlib import Path

import pandas as pd

from wijkteams.figures.drawing import draw_files
from wijkteams.figures.type_effects import effects_text
from wijkteams.microdata.setting import is_named_synthetic
from wijkteams.workflow.adaptor import Output, adapt


def main(effects: Path, images: list[Output]) -> None:
    """Draw `images` (svg, pdf, png) from the released effects."""
    data = pd.read_csv(effects)
    text = effects_text(synthetic=is_named_synthetic(effects))
    targets = dict(zip(("svg", "pdf", "png"), images, strict=True))
    draw_files("wijkteams.figures.type_effects:draw_type_effects", data, text, targets)
    print(f"{len(data)} differences drawn")


if __name__ == "__main__":
    adapt(main)
