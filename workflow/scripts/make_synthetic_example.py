"""Write the SYNTHETIC worked example: four waves in three kinds of file, each with its mapping."""

from pathlib import Path

import pandas as pd

from wijkteams.planning.files import draw_disguise, write_wave
from wijkteams.planning.population import make_population
from wijkteams.planning.surveys import (
    SyntheticDesign,
    draw_peilingen,
    published_counts,
    published_sizes,
)
from wijkteams.workflow.adaptor import Output, adapt


def main(
    estimates: list[Path], presence: Path, waves: Path, seed: int, odds_ratio: float,
    exposed_type: str, habit: float, persistence: float, item_nonresponse: float,
    files: list[Output], mappings: list[Output], mergers: Output,
) -> None:  # fmt: skip
    """Draw the waves from the published margins; each of `files` holds the next wave, in the format of its name."""
    shares = pd.concat([pd.read_csv(path) for path in estimates])
    calendar = pd.read_csv(waves, dtype=str, keep_default_na=False)
    sizes = published_sizes(calendar)
    country = calendar.set_index("wave_id")["municipalities"]
    population = make_population({wave: int(country[wave]) for wave in sizes}, seed)
    design = SyntheticDesign(seed, odds_ratio, exposed_type, habit, persistence, item_nonresponse)
    counts = published_counts(shares, pd.read_csv(presence))
    peilingen = draw_peilingen(counts, sizes, population, design)
    for number, (wave, file, mapping) in enumerate(zip(sizes, files, mappings, strict=True)):
        part = peilingen[peilingen["wave_id"] == wave]
        write_wave(part, file, mapping, draw_disguise(seed + number))
    population.mergers.to_csv(mergers, index=False)
    print(f"{len(peilingen)} SYNTHETIC answers")


if __name__ == "__main__":
    adapt(main)
