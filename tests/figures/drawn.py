"""The figures of the catalogue, drawn by the script of the workflow, without their files."""

import json
import runpy
from contextlib import chdir, redirect_stdout
from dataclasses import asdict
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

from wijkteams.figures import drawing
from wijkteams.figures.drawing import FILES
from wijkteams.numbers.catalogue import load_figures

ROOT = Path(__file__).parents[2]
CATALOGUE = load_figures(ROOT / "config" / "figures.yaml")
SYNTHETIC = {
    "planning/SYNTHETIC_power.csv": pd.DataFrame(
        [
            (size, gap, 7.3 + gap * step, 1.1 + step / 10 + gap / 100)
            for step, size in enumerate((150, 300), start=2)
            for gap in (9.7, 16.4, 21.6)
        ],
        columns=["respondents", "true_effect_points", "rejection", "rejection_mcse"],
    ),
    "planning/SYNTHETIC_beside_truth.csv": pd.DataFrame(
        [
            {
                "item_id": item, "label_en": f"{item} short", "label_nl": f"{item} tekort", "term": "team_type",
                "level": level, "level_en": f"{level} team", "level_nl": f"{level} wijkteam", "odds_ratio": 0.3 + place / 20,
                "odds_low": 0.2 + place / 21, "odds_high": 0.4 + place / 19, "true_odds_ratio": 0.5,
            }
            for place, (item, level) in enumerate(
                (item, level) for item in ("outreach", "prevention") for level in ("complex", "front", "other")
            )
        ]
    ),
    "microdata/SYNTHETIC_example/models.csv": pd.DataFrame(
        [
            {
                "model": "primary", "item_id": item, "label_en": f"{item} falls short", "label_nl": f"{item} schiet tekort",
                "term": "team_type", "level": level, "level_en": f"{level} team", "level_nl": f"{level} wijkteam",
                "effect_points": 3.3 * place - 11, "effect_low": 3.1 * place - 17, "effect_high": 3.4 * place - 6,
                "low": -1.4, "high": 0.2, "log_odds": 0.1 * place,
            }
            for place, (item, level) in enumerate(
                (item, level) for item in ("outreach", "prevention", "care") for level in ("complex", "front", "other")
            )
        ]
    ),
}  # fmt: skip
BASE = [
    "reference", "estimator", "se", "p_type", "p_type_holm", "silent", "delta_star", "n", "clusters", "synthetic",
    "holds_truth", "log_odds",
]  # fmt: skip


def draw_catalogue(results: Path, folder: Path) -> dict[str, Figure]:
    """Draw every figure from `results`, write its data to `folder` and return the figures by the name of their file."""
    for stage in ("microdata/SYNTHETIC_example", "planning"):
        (folder / "results" / stage).mkdir(parents=True)
    for stage in ("estimates", "models", "register"):
        (folder / "results" / stage).symlink_to(results / stage)
    for name, data in SYNTHETIC.items():
        whole = (
            data.assign(**{column: 1 for column in BASE if column not in data})
            if "power" not in name
            else data
        )
        whole.to_csv(folder / "results" / name, index=False)
    figures: dict[str, Figure] = {}
    main = runpy.run_path(str(ROOT / "workflow" / "scripts" / "draw_figure.py"))["main"]
    with pytest.MonkeyPatch.context() as patch, chdir(folder), redirect_stdout(StringIO()):
        patch.setattr(
            drawing, "save_figure", lambda figure, to, *_: figures.update({Path(to).name: figure})
        )
        for id_, entry in CATALOGUE.items():
            csv, *images = [folder / f"{id_}.{ending}" for ending in _endings()]
            main(
                json.dumps(asdict(entry)), list(map(Path, entry.data)), ROOT / "config" / "identity.yaml",
                csv, images, [results / "numbers.json"],
            )  # fmt: skip
    return figures


def _endings() -> list[str]:
    return [
        "csv",
        *(f"{language}{kind}" for language in ("", "nl.") for kind in FILES),
    ]
