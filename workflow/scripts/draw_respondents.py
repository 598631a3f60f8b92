"""Draw the differences between types of team in respondent-level files."""

from pathlib import Path

import pandas as pd

from wijkteams.figures.drawing import draw_files
from wijkteams.figures.style import FigureText
from wijkteams.workflow.adaptor import Output, adapt


def main(effects: Path, images: list[Output]) -> None:
    """Draw `images` (svg, pdf, png) from the released effects."""
    data = pd.read_csv(effects)
    synthetic = effects.name.startswith("SYNTHETIC_")
    text = FigureText(
        title=("SYNTHETIC: " if synthetic else "")
        + "How much more often each type of team falls short than the broad team",
        source="Source: respondent-level files; logistic regression on the released counts.",
        language="en",
        words={"axis": "difference in percentage points"},
        synthetic=synthetic,
    )
    targets = dict(zip(("svg", "pdf", "png"), images, strict=True))
    draw_files("wijkteams.figures.type_effects:draw_type_effects", data, text, targets)
    print(f"{len(data)} differences drawn")


if __name__ == "__main__":
    adapt(main)
